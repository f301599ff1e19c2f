"""Writes models.json and README.md beside the exported files, one entry a model."""

from __future__ import annotations

import json
from pathlib import Path

INDEX = "models.json"

HEADER = """# Weightless ONNX models

Real exporter output without the weights: graph, shapes and names of each network, a few KB a file.
Readers, cost models and recomposition are tested on them.

Written by `utils/export_zoo.py`; do not edit by hand. `models.json` has the same facts for programs.

"""

NOTES = """
- *Parameters* are the torch module's learnable parameters, tied weights once; the file's initialisers hold as many.
  *Buffers* are the elements of the buffers in the file (running statistics, index tables). Buffers that the forward
  pass does not use are not in it, nor is `num_batches_tracked`.
- *GMAC* is the published cost of one sample's forward pass at this input size.
- The dynamo exporter marks initialisers as PARAMETER, BUFFER or CONSTANT_TENSOR, on the `value_info` with the
  initialiser's name: `metadata_props`, key `pkg.torch.export.graph_signature.InputSpec.kind`. The TorchScript exporter
  marks nothing; there only the names tell them apart.
- Floating initialisers of more than 16 elements, and any of more than 1,024, are external data in `NAME.onnx.data`,
  which does not exist. Read with `load_external_data=False`.
- Batch norm is kept, as PyTorch runs it (`optimize=False`; the exporter's optimiser would fold it into the convolutions).
  The same setting leaves Shape, Expand, CastLike and Constant nodes that a reader must fold: above all, a convolution
  without bias gets a bias of zeros made by Shape, Expand, CastLike, Expand.
- Opset 23 keeps Attention, LayerNormalization and Gelu as single nodes; the variants with `_opsetN` in their name
  spell some of them out (see `utils/zoo/models.py`).

## Regenerate

```
python3 -m venv .venv
.venv/bin/pip install {requirements}
.venv/bin/python utils/export_zoo.py             # all, about two minutes
.venv/bin/python utils/export_zoo.py --only gpt2
```

The same versions give the same bytes, with the torch wheel from PyPI (its build tag is in the files).
"""

COLUMNS = ("File", "Source", "Exporter", "Opset", "Parameters", "Buffers", "GMAC", "Inputs", "xz bytes", "sha256")


def read(folder: Path) -> dict[str, dict]:
    path = folder / INDEX
    if not path.exists():
        return {}
    try:
        return {entry["name"]: entry for entry in json.loads(path.read_text())["models"]}
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise ValueError(f"{path}: not an index of models ({error!r}); delete it and export all models again") from error


def row(entry: dict) -> str:
    inputs = ", ".join(f"`{i['name']}` [{', '.join(map(str, i['shape']))}] {i['type']}" for i in entry["inputs"])
    cells = (
        f"`{entry['file']}`",
        entry["source"],
        entry["exporter"],
        entry["opset"],
        f"{entry['parameters']:,}",
        f"{entry['buffers']:,}",
        entry.get("published_gmacs", ""),
        inputs,
        f"{entry['bytes']:,}",
        f"`{entry['sha256']}`",
    )
    return f"| {' | '.join(map(str, cells))} |"


def write(folder: Path, entries: list[dict], requirements: str) -> None:
    (folder / INDEX).write_text(json.dumps({"models": entries}, indent=1) + "\n")
    table = [f"| {' | '.join(COLUMNS)} |", "|" + "---|" * len(COLUMNS), *map(row, entries)]
    (folder / "README.md").write_text(HEADER + "\n".join(table) + "\n" + NOTES.format(requirements=requirements))

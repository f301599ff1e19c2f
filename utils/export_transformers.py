#!/usr/bin/env python3
"""Exports transformers of published size as weightless ONNX files, without ever making their weights.

Purpose   `utils/transformer_counts.py` compares perf-opt's parameter counts with the published ones on these files. They are
          some tens of KB each and stay out of the repository.
Versions  as in tests/models/README.md.
Recipe    Build on PyTorch's `meta` device, where a tensor has a shape and no storage, export, and replace every
          initialiser by a reference to a file that does not exist. A model of 8 billion parameters takes as much
          memory as its graph.
Progress  One line a model; files that exist are left alone.
"""

from __future__ import annotations

import argparse
import gc
import json
import logging
import sys
import time
import warnings
from pathlib import Path

PACKAGES = ("torch", "transformers", "onnx", "onnx_ir", "onnxscript")

try:
    import onnx_ir
    import torch

    from zoo import weightless
    from zoo.published import Published, published
except ImportError as missing:
    sys.exit(f"error: {missing}; install {', '.join(PACKAGES)} (versions: tests/models/README.md)")

INDEX = "transformers.json"
OPSET = 23
EXAMPLE_BATCH, EXAMPLE_TOKENS = 2, 16


def reference_missing_weights(model: onnx_ir.Model, location: str) -> None:
    """Initialisers without storage become external data of a file that is never written."""
    offset = 0
    for value in model.graph.initializers.values():
        tensor = value.const_value
        if not getattr(tensor, "raw", None).is_meta:
            continue
        value.const_value = onnx_ir.ExternalTensor(
            location, offset, tensor.nbytes, tensor.dtype, shape=tensor.shape, name=value.name
        )
        offset += -(-tensor.nbytes // weightless.ALIGNMENT) * weightless.ALIGNMENT


def export(entry: Published, folder: Path) -> dict:
    with torch.no_grad():
        with torch.device("meta"):
            net = entry.build().eval()
            inputs = entry.inputs(EXAMPLE_BATCH, EXAMPLE_TOKENS)
        program = torch.onnx.export(
            net,
            kwargs=inputs,
            dynamo=True,
            optimize=False,
            opset_version=OPSET,
            dynamic_shapes=entry.dynamic(),
            verbose=False,
        )
    location = f"{entry.name}.onnx.data"
    reference_missing_weights(program.model, location)
    proto = program.model_proto
    weightless.strip_notes(proto)
    weightless.pack(proto, folder / f"{entry.name}.onnx.xz")
    module = sum(p.numel() for p in net.parameters())
    return {"name": entry.name, "published": entry.parameters, "module": module, "tokens": bool(entry.arguments)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    models = published()
    parser.add_argument("--out", type=Path, required=True, help="folder for the files and their index")
    parser.add_argument("--only", nargs="+", metavar="NAME", choices=[m.name for m in models], help="these models only")
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)

    args.out.mkdir(parents=True, exist_ok=True)
    index = args.out / INDEX
    done = {entry["name"]: entry for entry in json.loads(index.read_text())} if index.exists() else {}
    failed = []
    for model in models:
        if (args.only and model.name not in args.only) or model.name in done:
            continue
        start = time.monotonic()
        try:
            done[model.name] = export(model, args.out)
            result = f"{done[model.name]['module']:,} parameters, published {model.parameters:,}"
        except Exception as error:  # exporters raise many types; the other models are still wanted
            failed.append(model.name)
            result = f"error: {type(error).__name__}: {str(error)[:300]}"
        index.write_text(json.dumps(list(done.values()), indent=1) + "\n")
        print(f"{model.name}: {result}, {time.monotonic() - start:.1f} s", flush=True)
        gc.collect()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

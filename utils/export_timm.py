#!/usr/bin/env python3
"""Exports many timm models as weightless ONNX files, for counting them beside timm's published figures.

Purpose   `utils/timm_counts.py` compares perf-opt's MACs and parameters with those that timm publishes; this writes the
          files that it reads. They are a few KB each and stay out of the repository.
Versions  as in tests/models/README.md: torch 2.15.0, timm 1.0.31, onnx 1.23.2, onnxscript 0.7.2.
Models    those of TABLE, one of timm's published benchmark tables with the columns model, img_size, gmacs and params_m
          (CSV, also .gz), that the installed timm still has and whose default input size a row was made with.
          Round-robin over architectures (timm's modules), so that every prefix of the list is a fair sample.
Progress  One line a model. Files that exist are left alone: an interrupted run goes on where it stopped.
"""

from __future__ import annotations

import argparse
import csv
import gc
import gzip
import itertools
import json
import logging
import sys
import time
import warnings
from collections import defaultdict
from pathlib import Path

PACKAGES = ("torch", "timm", "onnx", "onnxscript")

try:
    import timm
    import torch

    from zoo import weightless
except ImportError as missing:
    sys.exit(f"error: {missing}; install {', '.join(PACKAGES)} (versions: tests/models/README.md)")

INDEX = "timm.json"
OPSET = 23  # the lowest with attention as one operator
EXAMPLE_BATCH = 2  # an example batch of 1 would be taken for a constant


def rows(path: Path) -> list[dict[str, str]]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", newline="") as file:
        return list(csv.DictReader(file))


def published(path: Path) -> dict[tuple[str, int], dict[str, str]]:
    """The first row with counts for each model and image size."""
    table = {}
    for row in rows(path):
        if row["gmacs"] and row["params_m"]:
            table.setdefault((row["model"], int(row["img_size"])), row)
    return table


def input_size(name: str) -> tuple[int, int, int] | None:
    try:
        return tuple(timm.get_pretrained_cfg(name).input_size)
    except Exception:  # models without a default configuration
        return None


def candidates(table: dict, largest: float, known: set[str]) -> list[dict]:
    """Models with a published row at their default size that are not known, one of each architecture in turn."""
    by_module = defaultdict(list)
    for name in timm.list_models():
        size = input_size(name) if name not in known else None
        if size is None or size[1] != size[2] or (row := table.get((name, size[1]))) is None:
            continue
        counts = {"gmacs": float(row["gmacs"]), "params_m": float(row["params_m"])}
        if counts["params_m"] <= largest:
            module = timm.models.model_entrypoint(name).__module__.rsplit(".", 1)[-1]
            by_module[module].append({"name": name, "module": module, "input": size, **counts})
    turns = itertools.zip_longest(*(by_module[module] for module in sorted(by_module)))
    return [entry for turn in turns for entry in turn if entry]


def skip_initialisation() -> None:
    """The numbers in the weights are thrown away; drawing them takes longer than the export of a large model."""
    for name in dir(torch.nn.init):
        if name.endswith("_") and not name.startswith("_"):
            setattr(torch.nn.init, name, lambda tensor, *args, **kwargs: tensor)


def export(entry: dict, folder: Path) -> dict:
    with torch.no_grad():
        net = timm.create_model(entry["name"], pretrained=False).eval()
        program = torch.onnx.export(
            net,
            kwargs={"x": torch.zeros(EXAMPLE_BATCH, *entry["input"])},
            dynamo=True,
            optimize=False,
            opset_version=OPSET,
            dynamic_shapes={"x": {0: "batch"}},
            verbose=False,
        )
    proto = program.model_proto
    weightless.strip_notes(proto)
    weightless.strip_weights(proto, f"{entry['name']}.onnx.data")
    weightless.pack(proto, folder / f"{entry['name']}.onnx.xz")
    # The name of the batch dimension, or its extent where the network fixes it.
    batch = weightless.shape(proto.graph.input[0])[0]
    return {**entry, "parameters": sum(p.numel() for p in net.parameters()), "batch": batch}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path, metavar="TABLE", help="timm's results as CSV")
    parser.add_argument("--out", type=Path, required=True, help="folder for the files and their index")
    parser.add_argument("--limit", type=int, default=400, help="models at most (default: %(default)s)")
    parser.add_argument("--largest", type=float, default=320, help="millions of parameters at most (default: %(default)s)")
    parser.add_argument("--known", type=Path, help="models to leave out: what utils/timm_counts.py wrote before")
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    skip_initialisation()

    args.out.mkdir(parents=True, exist_ok=True)
    index = args.out / INDEX
    done = {entry["name"]: entry for entry in json.loads(index.read_text())} if index.exists() else {}
    known = {row["model"] for row in rows(args.known)} if args.known else set()
    wanted = candidates(published(args.table), args.largest, known)[: args.limit]
    for i, entry in enumerate(wanted, 1):
        if entry["name"] in done:
            continue
        start = time.monotonic()
        try:
            done[entry["name"]] = export(entry, args.out)
            result = "exported"
        except Exception as error:  # exporters raise many types; the other models are still wanted
            done[entry["name"]] = {**entry, "error": f"{type(error).__name__}: {str(error)[:300]}"}
            result = done[entry["name"]]["error"].splitlines()[0]
        partial = index.with_suffix(".partial")
        partial.write_text(json.dumps(list(done.values()), indent=1) + "\n")
        partial.replace(index)
        print(f"[{i}/{len(wanted)}] {entry['name']}: {result}, {time.monotonic() - start:.1f} s", flush=True)
        gc.collect()
    failed = [name for name in done if "error" in done[name]]
    print(f"{len(done) - len(failed)} exported, {len(failed)} failed: {', '.join(failed)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

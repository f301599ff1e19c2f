#!/usr/bin/env python3
"""Compares perf-opt's training memory with the measured memory of timm models, over a folder of exported models.

    utils/export_timm.py TABLE --out FOLDER          (hours; needs PyTorch)
    utils/training_memory.py FOLDER MEASURED --perf-opt build/release/bin/perf-opt --optimizer adam --no-foreach --context-mb 1751

MEASURED is GPUMemNet's table of timm models (arXiv 2602.17817; CSV, also .gz): the peak of the training process on an
A100-40GB as nvidia-smi shows it, in MiB, at batches 8 to 128, and FakeTensor's estimate. Rows whose status is not `ok`
ran out of memory or dip below a smaller batch; they are left out. So are, but for one line of the table, rows of runs
that cannot have come to a first step: the process held less than the tensors alone that FakeTensor counts for one, or
the same (within 2 %) as the same model did in such a row. An example is fastvit_mci0: 2035 MiB at every batch from 8
to 128, where FakeTensor counts up to 18 GB.

Prints Markdown: the mean absolute percentage error, the median and the mean error of perf-opt, and the mean of
FakeTensor, by architecture (timm's module) and overall. With --rows also every row as CSV. Standard library only.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import statistics
import subprocess
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

INDEX = "timm.json"
MIB = 2**20
DEVICE = "a100-sxm4-40gb"


def measured_rows(path: Path) -> dict[str, dict[int, dict[str, str]]]:
    table: dict[str, dict[int, dict[str, str]]] = defaultdict(dict)
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", newline="") as file:
        for row in csv.DictReader(file):
            if row["status"] == "ok":
                table[row["model"]][int(row["batch"])] = row
    return table


def failed_sizes(measured: dict[int, dict[str, str]]) -> list[float]:
    """What a model's process held, MiB, in runs that held less than their own tensors."""
    return [
        float(row["max_gpu_memory_mib"]) for row in measured.values()
        if row["faketensor_peak_mb"] and float(row["max_gpu_memory_mib"]) * MIB < float(row["faketensor_peak_mb"]) * 1e6
    ]  # fmt: skip


def predict(perf_opt: Path, file: Path, batches: list[int], options: list[str]) -> dict[int, float] | str:
    """MiB by batch, or why there is none."""
    sizes = ",".join(map(str, batches))
    command = [perf_opt, "sweep", file, "--mode", "training", "--device", DEVICE, "--batch", sizes, "-f", "json", *options]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return done.stderr.strip().splitlines()[0]
    return {p["batch"]: p["memory_mb"] * 1e6 / MIB for p in json.loads(done.stdout)["points"]}


def compare(perf_opt: Path, folder: Path, entry: dict, measured: dict, options: list[str]) -> list[dict] | str:
    predicted = predict(perf_opt, folder / f"{entry['name']}.onnx.xz", sorted(measured), options)
    if isinstance(predicted, str):
        return predicted
    rows = []
    failed = failed_sizes(measured)
    for batch, row in sorted(measured.items()):
        truth = float(row["max_gpu_memory_mib"])
        fake = float(row["faketensor_peak_mb"]) if row["faketensor_peak_mb"] else None
        rows.append({
            "architecture": entry["module"], "model": entry["name"], "batch": batch, "measured_mib": truth,
            "predicted_mib": round(predicted[batch], 1), "error_pct": 100 * (predicted[batch] / truth - 1),
            "faketensor_error_pct": None if fake is None else 100 * (fake / truth - 1),
            "ran": all(abs(truth / size - 1) >= 0.02 for size in failed),
        })  # fmt: skip
    return rows


def mape(rows: list[dict], column: str) -> str:
    errors = [abs(row[column]) for row in rows if row[column] is not None]
    return f"{statistics.mean(errors):.1f}" if errors else ""


def summary(name: str, rows: list[dict]) -> str:
    bias = statistics.mean(row["error_pct"] for row in rows)
    models = len({row["model"] for row in rows})
    median = statistics.median(abs(row["error_pct"]) for row in rows)
    cells = (name, models, len(rows), mape(rows, "error_pct"), f"{median:.1f}", f"{bias:+.1f}",
             mape(rows, "faketensor_error_pct"))  # fmt: skip
    return f"| {' | '.join(map(str, cells))} |"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="what export_timm.py wrote")
    parser.add_argument("measured", type=Path, help="GPUMemNet's table of timm models")
    parser.add_argument("--perf-opt", type=Path, required=True, help="the program to run")
    parser.add_argument("--rows", type=Path, help="CSV of all rows to write")
    parser.add_argument("--jobs", type=int, default=2)
    args, options = parser.parse_known_args()  # the rest is for perf-opt: --optimizer sgd
    measured = measured_rows(args.measured)
    entries = [e for e in json.loads((args.folder / INDEX).read_text()) if "error" not in e]
    # A file with a fixed batch answers for that batch alone.
    entries = [e for e in entries if e["name"] in measured and isinstance(e["batch"], str)]
    with ThreadPoolExecutor(args.jobs) as pool:
        results = list(pool.map(lambda e: compare(args.perf_opt, args.folder, e, measured[e["name"]], options), entries))
    rows = [row for result in results if not isinstance(result, str) for row in result]
    if args.rows:
        with args.rows.open("w", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    by_architecture = defaultdict(list)
    ran = [row for row in rows if row["ran"]]
    for row in ran:
        by_architecture[row["architecture"]].append(row)
    print("| architecture | models | rows | MAPE % | median % | mean error % | FakeTensor MAPE % |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for architecture in sorted(by_architecture):
        print(summary(architecture, by_architecture[architecture]))
    print(summary("all", ran))
    print(summary("all, with runs that cannot have made a step", rows))
    for entry, result in zip(entries, results):
        if isinstance(result, str):
            print(f"{entry['name']}: {result}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Compares perf-opt's MACs and parameters with timm's published figures, over a folder of exported models.

    utils/export_timm.py TABLE --out FOLDER          (hours; needs PyTorch)
    utils/timm_counts.py FOLDER --perf-opt build/release/bin/perf-opt --out docs/studies/timm_counts.csv

A model is an outlier where the difference is above 1 % and above what the published figure's two decimals allow. Where
leaving out the operators of one counting rule gives the published figure, that rule is named: the counter behind timm's
tables (fvcore) passes over what it has no handler for, PyTorch's fused attention and recurrent layers among others.
Prints a summary and the outliers; writes one row a model, and keeps rows that were there of models that FOLDER lacks.
Standard library only.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import subprocess
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

INDEX = "timm.json"
TOLERANCE = 0.01
ROUNDING = {"gmacs": 0.005, "params_m": 0.005}  # both are printed with two decimals
# Differences that the counted operators alone do not show, by architecture. fvcore counts 5 operations for each element
# of a batch norm that normalises its input, of a group and of a layer norm; perf-opt counts the multiply-adds, 3.
STANDARDISED = "fvcore counts 5 for each weight that is standardised; that depends on weights alone and is load-time work here"
META_NETWORK = "fvcore counts the small network that makes the position biases; its input is constant, so it is load-time work"
GROUP_NORM = "fvcore counts 5 for each element of a group norm, perf-opt 3 multiply-adds"
# edgenext_x_small: 1,313,984 elements of layer norms x 2 + 64 x 64 x 32 x 32 of that convolution = 6.8 MMAC, and 532.9 + 6.8
# rounds to the published 0.54 GMAC.
POSITION_CODE = (
    "fvcore counts 5 for each element of a layer norm, perf-opt 3; and it counts the convolution of the position code, whose "
    "input is constant, so it is load-time work here"
)
# ghostnetv2_160: 2,231,264 elements of upsamplings, and 413.05 + 2.23 rounds to the published 0.42 GMAC.
UPSAMPLING = "fvcore counts 1 for each element of a nearest upsampling, which multiplies nothing"
EXPLANATIONS = {
    "edgenext": POSITION_CODE,
    "ghostnet": UPSAMPLING,
    "xcit": POSITION_CODE,
    "swin_transformer_v2": META_NETWORK,
    "nfnet": STANDARDISED,
    "byoanet": STANDARDISED,
    "resnetv2": STANDARDISED,
    "vision_transformer_hybrid": STANDARDISED,
    "swin_transformer_v2_cr": META_NETWORK,
    "efficientnet": GROUP_NORM,
}
COLUMNS = (
    "model", "architecture", "image", "gmacs", "published_gmacs", "gmacs_difference_pct",
    "parameters", "module_parameters", "published_params_m", "uncounted_pct", "verdict", "explanation",
)  # fmt: skip


def difference(ours: float, published: float) -> float:
    return ours / published - 1 if published else 0.0


def agrees(ours: float, published: float, rounding: float) -> bool:
    return abs(ours - published) <= max(TOLERANCE * published, rounding)


def rules_left_out(workload: dict, images: int, published: float) -> str:
    """The fewest counting rules, two at most, without which the MACs are the published ones; "" where there are none."""
    by_rule: dict[str, float] = defaultdict(float)
    for operator in workload["operators"]:
        by_rule[operator["rule"]] += (operator["macs"] or 0) / 1e9 / images
    total = sum(by_rule.values())
    for kernel in workload["kernels"]:
        if kernel["family"] == "depthwise":
            by_rule["conv_c1 of depthwise kernels"] += kernel["macs"] / 1e9 / images
    rules = sorted(rule for rule, macs in by_rule.items() if macs > ROUNDING["gmacs"] and rule != "conv_c1")
    for left_out in itertools.chain(itertools.combinations(rules, 1), itertools.combinations(rules, 2)):
        if agrees(total - sum(by_rule[rule] for rule in left_out), published, ROUNDING["gmacs"]):
            return " and ".join(left_out)
    return ""


def explain(workload: dict, images: int, entry: dict) -> str:
    rules = rules_left_out(workload, images, entry["gmacs"])
    if rules:
        return f"equal without {rules}, which fvcore has no handler for"
    return EXPLANATIONS.get(entry["module"], "unexplained")


def count(perf_opt: Path, folder: Path, entry: dict) -> dict:
    command = [str(perf_opt), "features", str(folder / f"{entry['name']}.onnx.xz"), "--batch", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    row = {
        "model": entry["name"],
        "architecture": entry["module"],
        "image": entry["input"][1],
        "published_gmacs": entry["gmacs"],
        "module_parameters": entry["parameters"],
        "published_params_m": entry["params_m"],
    }
    if done.returncode != 0:
        return row | {"verdict": "error: " + done.stderr.strip().splitlines()[0]}
    workload = json.loads(done.stdout)
    # A fixed batch in the file is not one image.
    images = entry["batch"] if isinstance(entry["batch"], int) else 1
    gmacs = workload["totals"]["macs"] / 1e9 / images
    parameters = workload["model"]["parameters"]
    verdicts = []
    if not agrees(gmacs, entry["gmacs"], ROUNDING["gmacs"]):
        verdicts.append("MACs")
    if not agrees(parameters / 1e6, entry["params_m"], ROUNDING["params_m"]):
        verdicts.append("parameters")
    uncounted = workload["totals"]["unmodelled_flops_pct"]
    if uncounted:
        verdicts.append("uncounted operators")
    return row | {
        "gmacs": f"{gmacs:.5g}",
        "gmacs_difference_pct": f"{100 * difference(gmacs, entry['gmacs']):.2f}",
        "parameters": parameters,
        "uncounted_pct": f"{uncounted:.3g}",
        "verdict": " and ".join(verdicts) or "agrees",
        "explanation": explain(workload, images, entry) if "MACs" in verdicts else "",
    }


def kept(path: Path, counted: list[dict]) -> list[dict]:
    """Rows of an earlier run whose models were not counted again."""
    names = {row["model"] for row in counted}
    with path.open(newline="") as file:
        return [row for row in csv.DictReader(file) if row["model"] not in names]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="what export_timm.py wrote")
    parser.add_argument("--perf-opt", type=Path, required=True, help="the program to run")
    parser.add_argument("--out", type=Path, help="CSV to write")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    entries = [e for e in json.loads((args.folder / INDEX).read_text()) if "error" not in e]
    with ThreadPoolExecutor(args.jobs) as pool:
        rows = list(pool.map(lambda entry: count(args.perf_opt, args.folder, entry), entries))
    if args.out and args.out.exists():
        rows += kept(args.out, rows)
    rows.sort(key=lambda row: (row["architecture"], row["model"]))
    if args.out:
        with args.out.open("w", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    agreeing = [row for row in rows if row["verdict"] == "agrees"]
    print(f"{len(rows)} models, {len(agreeing)} agree, {len(rows) - len(agreeing)} do not:")
    for row in rows:
        if row["verdict"] != "agrees":
            print("  " + ", ".join(f"{key} {row[key]}" for key in COLUMNS if row.get(key) not in (None, "")))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Prints a trace as nsys writes it, made of what perf-opt predicts.

    slow_memory_trace.py COMPARE_JSON FACTOR

Every kernel takes what `perf-opt compare --format json` predicts for it, those that the device memory holds back FACTOR
times that.
"""

import json
import sys

GAP_NS = 1000

with open(sys.argv[1], encoding="utf-8") as file:
    rows = [row for row in json.load(file)["rows"] if row["kernels"]]
rows.sort(key=lambda row: row["kernels"])
start = 0
print("Start (ns),Duration (ns),CorrId,Device,Name")
for correlation, row in enumerate(rows):
    factor = float(sys.argv[2]) if row["bound"] == "hbm" else 1
    duration = round(row["predicted_ms"] * 1e6 * factor)
    print(f'{start},{duration},{correlation},NVIDIA A100-SXM4-40GB (0),"{row["name"]}"')
    start += duration + GAP_NS

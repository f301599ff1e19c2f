"""Checks that a row of a sweep (CSV) is what analyze (JSON, one device) says of the same size.

    check_sweep.py SWEEP.csv ANALYZE.json
"""

import csv
import json
import sys

with open(sys.argv[1], newline="") as file:
    rows = list(csv.DictReader(file))
with open(sys.argv[2]) as file:
    report = json.load(file)
device, request = report["devices"][0], report["request"]
size = (device["device"], str(request["batch"]), str(request["seq"] or ""))
(row,) = [r for r in rows if (r["device"], r["batch"], r["seq"]) == size]
for column, value in {"latency_ms": device["latency_ms"]["value"], "memory_mb": device["memory_mb"]["value"],
                      "energy_j": device["energy_j"]["value"]}.items():
    if abs(float(row[column]) / value - 1) > 1e-12:
        sys.exit(f"{size}: {column} is {row[column]} in the sweep, {value} of analyze")

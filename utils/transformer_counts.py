#!/usr/bin/env python3
"""Compares perf-opt's parameter counts with the published ones of transformers, over a folder of exported models.

    utils/export_transformers.py --out FOLDER        (needs PyTorch)
    utils/transformer_counts.py FOLDER --perf-opt build/release/bin/perf-opt

Prints a Markdown table; exits with 1 where a count differs. Standard library only.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

INDEX = "transformers.json"
TOKENS = 64  # CLIP has positions for 77


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="what export_transformers.py wrote")
    parser.add_argument("--perf-opt", type=Path, required=True, help="the program to run")
    args = parser.parse_args()
    print(f"| model | published parameters | perf-opt | GMAC, batch 1, {TOKENS} tokens |")
    print("| --- | --- | --- | --- |")
    different = 0
    for entry in json.loads((args.folder / INDEX).read_text()):
        command = [args.perf_opt, "features", args.folder / f"{entry['name']}.onnx.xz", "--batch", "1"]
        if entry["tokens"]:
            command += ["--seq", str(TOKENS)]
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
        if done.returncode != 0:
            print(f"| {entry['name']} | {entry['published']:,} | {done.stderr.strip().splitlines()[0]} | |")
            different += 1
            continue
        workload = json.loads(done.stdout)
        counted = workload["model"]["parameters"]
        note = "" if counted == entry["published"] else f" ({counted - entry['published']:+,})"
        different += bool(note)
        uncounted = workload["totals"]["unmodelled_flops_pct"]
        gmacs = f"{workload['totals']['macs'] / 1e9:.4g}" + (f", {uncounted:.3g} % not counted" if uncounted else "")
        print(f"| {entry['name']} | {entry['published']:,} | {counted:,}{note} | {gmacs} |")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())

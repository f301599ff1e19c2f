"""Checks the first answer of `perf-opt analyze --fits`: what it names fits, one more does not.

    check_fits.py PERF_OPT MODEL FITS_JSON --batch|--seq [OPTION...]

OPTIONs are those of the request that do not vary.
"""

import json
import subprocess
import sys


def fits(perf_opt, model, device, *options):
    command = [perf_opt, "analyze", model, "--device", device, "--format", "json", *options]
    memory = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["devices"][0]["memory_mb"]
    return memory["value"] <= memory["capacity"]


perf_opt, model, path, varied, *fixed = sys.argv[1:]
row = json.load(open(path, encoding="utf-8"))["rows"][0]
answer = row["batch" if varied == "--batch" else "sequence"]
assert answer["largest"] > 1, answer
assert fits(perf_opt, model, row["device"], varied, str(answer["largest"]), *fixed), answer
if not answer["limited_by_model"]:
    assert not fits(perf_opt, model, row["device"], varied, str(answer["largest"] + 1), *fixed), answer

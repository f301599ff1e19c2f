"""Bytes a parameter that Adam takes: beside fp16 parameters in the first workload, with master weights in the second."""

import json
import sys

PARAMETER = 2  # bytes of fp16


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def sum_of(workload, use):
    return sum(b["bytes"] for b in workload["memory"]["buffers"] if b["use"] == use)


own, master = read(sys.argv[1]), read(sys.argv[2])
assert not own["request"]["training"]["master_weights"] and master["request"]["training"]["master_weights"]
count = own["totals"]["parameter_bytes"] / PARAMETER
for workload in (own, master):
    assert workload["totals"]["parameter_bytes"] == PARAMETER * count
    assert sum_of(workload, "gradients") == PARAMETER * count, sum_of(workload, "gradients")
# Two moments in the parameters' type; a master and two moments of 4 bytes.
assert sum_of(own, "optimizer_state") == 2 * PARAMETER * count, sum_of(own, "optimizer_state")
assert sum_of(master, "optimizer_state") == (4 + 2 * 4) * count, sum_of(master, "optimizer_state")
# The root of Adam in the state's type; beside it the gradients in fp32.
assert sum_of(own, "workspace") == PARAMETER * count, sum_of(own, "workspace")
assert sum_of(master, "workspace") == (4 + 4) * count, sum_of(master, "workspace")

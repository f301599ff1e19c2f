"""The optimizer's temporaries: of all parameters at once in the first workload, of the largest one in the second."""

import json
import sys


def temporaries(path):
    """The most bytes that are in use at once, and the largest parameter's."""
    workload = json.load(open(path, encoding="utf-8"))
    buffers = [buffer for buffer in workload["memory"]["buffers"] if buffer["use"] == "workspace"]
    most = max(sum(b["bytes"] for b in buffers if b["first_kernel"] <= kernel <= b["last_kernel"])
               for kernel in range(len(workload["kernels"])))
    return most, workload


at_once, workload = temporaries(sys.argv[1])
assert at_once == workload["totals"]["parameter_bytes"], at_once
state = [b["bytes"] for b in workload["memory"]["buffers"] if b["use"] == "optimizer_state"]
assert sum(state) == 2 * at_once, state
one_by_one, _ = temporaries(sys.argv[2])
assert one_by_one == max(state), (one_by_one, max(state))

"""Weights are never read: memory does not grow with them.

    large_weights_test.py PERF_OPT [unittest options]

The files have the right sizes and no blocks (sparse), so they take no disk.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "lit" / "Inputs"))
import tiny_onnx  # pylint: disable=wrong-import-position

PERF_OPT = sys.argv[1]
MEBI = 2 ** 20
LIMIT = 200 * MEBI


def run_measured(*arguments):
    """Exit code, stdout and the largest resident memory in bytes."""
    with subprocess.Popen(arguments, stdout=subprocess.PIPE) as child:
        output = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, output, usage.ru_maxrss * 1024


class LargeWeights(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.model = os.path.join(self.folder.name, "model.onnx")

    def check(self, parameters):
        code, output, memory = run_measured(PERF_OPT, "features", self.model)
        self.assertEqual(code, 0)
        self.assertEqual(json.loads(output)["model"]["parameters"], parameters)
        self.assertLess(memory, LIMIT)

    def write_external(self):
        with open(self.model, "wb") as file:
            file.write(tiny_onnx.KINDS["external-weights"]())

    def test_external_data_may_be_missing(self):
        self.write_external()
        self.check(2 ** 31)

    def test_external_data_is_not_read(self):
        self.write_external()
        with open(os.path.join(self.folder.name, "weights.bin"), "wb") as file:
            file.truncate(10 * 10 ** 9)
        self.check(2 ** 31)

    def test_weights_inside_the_file_are_not_read(self):
        # 400 million floats, 1.6 GB, are the last field of the file: a hole.
        count = 400 * 10 ** 6
        payload = 4 * count
        head = (tiny_onnx.number(1, count) + tiny_onnx.number(2, tiny_onnx.FLOAT)
                + tiny_onnx.data(8, "w") + tiny_onnx.varint(9 * 8 + 2) + tiny_onnx.varint(payload))
        nodes = (tiny_onnx.node("Relu", ["x"], ["y"]) + tiny_onnx.data(2, "large")
                 + tiny_onnx.value(11, "x", [2, 3]) + tiny_onnx.value(12, "y", [2, 3])
                 + tiny_onnx.node("Neg", ["w"], ["n"]) + tiny_onnx.value(12, "n", [count]))
        initializer = tiny_onnx.varint(5 * 8 + 2) + tiny_onnx.varint(len(head) + payload) + head
        graph = nodes + initializer
        opset = tiny_onnx.data(8, tiny_onnx.data(1, "") + tiny_onnx.number(2, 17))
        start = (tiny_onnx.number(1, 8) + opset
                 + tiny_onnx.varint(7 * 8 + 2) + tiny_onnx.varint(len(graph) + payload) + graph)
        with open(self.model, "wb") as file:
            file.write(start)
            file.truncate(len(start) + payload)
        self.check(count)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])

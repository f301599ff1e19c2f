#!/usr/bin/env python3
"""Writes the node tests of the installed Python package onnx as folders.

usage: write_node_tests.py OUT

OUT/node/<name>/model.onnx and test_data_set_<i>/{input,output}_<j>.pb, the
layout in which ONNX published them up to version 1.22.
"""
import pathlib
import sys

import numpy
import onnx
import onnx.backend.test.case.node as node_tests
from onnx import numpy_helper


def record(value, info):
    """The message that holds `value`, by the kind of type that `info` declares."""
    if isinstance(value, onnx.TensorProto):
        return value
    for field, convert in (
        ("map_type", numpy_helper.from_dict),
        ("sequence_type", numpy_helper.from_list),
        ("optional_type", numpy_helper.from_optional),
    ):
        if info.type.HasField(field):
            return convert(value, info.name)
    return numpy_helper.from_array(numpy.asarray(value), info.name)


def write(case, folder):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(case.model.SerializeToString())
    graph = case.model.graph
    for number, (inputs, outputs) in enumerate(case.data_sets):
        data_set = folder / f"test_data_set_{number}"
        data_set.mkdir(exist_ok=True)
        for what, values, infos in (
            ("input", inputs, graph.input),
            ("output", outputs, graph.output),
        ):
            for position, (value, info) in enumerate(zip(values, infos)):
                path = data_set / f"{what}_{position}.pb"
                path.write_bytes(record(value, info).SerializeToString())


def main(out):
    cases = node_tests.collect_testcases(None)
    for case in cases:
        write(case, pathlib.Path(out) / "node" / case.name)
    print(f"wrote {len(cases)} tests of onnx {onnx.__version__}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: write_node_tests.py OUT")
    main(sys.argv[1])

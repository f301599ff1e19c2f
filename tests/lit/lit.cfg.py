"""Runs the command lines in the first comments of *.mlir and *.test files."""

import os
import sys

import lit.formats

config.name = "perf-opt"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir", ".test"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = config.perfopt_test_exec_root

# FileCheck, not, count.
config.environment["PATH"] = os.pathsep.join([config.llvm_tools, os.environ["PATH"]])
# Entries of whoever runs the tests stay out of them.
config.environment["XDG_DATA_HOME"] = os.path.join(config.perfopt_test_exec_root, "no-user-data")
for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
    if name in os.environ:
        config.environment[name] = os.environ[name]

config.substitutions += [
    ("%perf-opt", config.perfopt_binary),
    ("%models", os.path.join(config.perfopt_source_root, "tests", "models")),
    ("%python", sys.executable),
    ("%tiny-onnx", sys.executable + " "
     + os.path.join(config.test_source_root, "Inputs", "tiny_onnx.py")),
]

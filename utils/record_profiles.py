#!/usr/bin/env python3
"""Writes tests/unit/profiles/data/recorded: real profiles of the thesis' U-Net on this machine's processor.

    record_profiles.py [--out FOLDER]

Three runs each: ONNX Runtime on the weightless model of tests/models with random weights, unoptimised and as it optimises
by default, and PyTorch on the module itself. Needs torch, onnx and onnxruntime; their versions are part of the names.
"""

from __future__ import annotations

import argparse
import gzip
import lzma
import sys
import tempfile
from pathlib import Path

import numpy
import onnx
import onnxruntime
import torch

sys.path.insert(0, str(Path(__file__).resolve().parent))
from zoo.networks import DownscalingUNet  # pylint: disable=wrong-import-position

ROOT = Path(__file__).resolve().parents[1]
DEFAULT_OUT = ROOT / "tests" / "unit" / "profiles" / "data" / "recorded"
MODEL = ROOT / "tests" / "models" / "unet_mtd.onnx.xz"
SHAPE = (1, 3, 96, 128)
RUNS = 3


def with_weights(path: Path) -> bytes:
    """The model with small random numbers for the weights that it leaves out."""
    model = onnx.load_model_from_string(lzma.open(path).read())
    random = numpy.random.default_rng(0)
    for tensor in model.graph.initializer:
        if tensor.data_location == onnx.TensorProto.EXTERNAL:
            values = random.standard_normal(list(tensor.dims)) * 0.02
            dtype = onnx.helper.tensor_dtype_to_np_dtype(tensor.data_type)
            tensor.CopyFrom(onnx.numpy_helper.from_array(values.astype(dtype), tensor.name))
    return model.SerializeToString()


def record_onnxruntime(level: onnxruntime.GraphOptimizationLevel) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        options = onnxruntime.SessionOptions()
        options.enable_profiling = True
        options.profile_file_prefix = f"{folder}/profile"
        options.graph_optimization_level = level
        options.intra_op_num_threads = 1
        session = onnxruntime.InferenceSession(with_weights(MODEL), options, providers=["CPUExecutionProvider"])
        x = numpy.random.default_rng(1).random(SHAPE, dtype=numpy.float32)
        for _ in range(RUNS):
            session.run(None, {"x": x})
        return Path(session.end_profiling()).read_bytes()


def record_torch() -> bytes:
    torch.set_num_threads(1)
    net = DownscalingUNet().eval()
    x = torch.rand(*SHAPE)
    with torch.inference_mode(), tempfile.TemporaryDirectory() as folder:
        net(x)
        with torch.profiler.profile(activities=[torch.profiler.ProfilerActivity.CPU], record_shapes=True) as profiler:
            for _ in range(RUNS):
                net(x)
        file = Path(folder) / "trace.json"
        profiler.export_chrome_trace(str(file))
        return file.read_bytes().replace(str(folder).encode(), b"/tmp")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT)
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    level = onnxruntime.GraphOptimizationLevel
    torch_version = torch.__version__.split("+", maxsplit=1)[0]
    profiles = {
        f"onnxruntime-{onnxruntime.__version__}-unet-plain": record_onnxruntime(level.ORT_DISABLE_ALL),
        f"onnxruntime-{onnxruntime.__version__}-unet-optimised": record_onnxruntime(level.ORT_ENABLE_ALL),
        f"torch-{torch_version}-unet": record_torch(),
    }
    for name, content in profiles.items():
        file = out / f"{name}.json.gz"
        file.write_bytes(gzip.compress(content, mtime=0))
        print(f"{file.name}: {file.stat().st_size} bytes")


if __name__ == "__main__":
    main()

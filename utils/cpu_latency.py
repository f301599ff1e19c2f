#!/usr/bin/env python3
"""Times models with ONNX Runtime on this machine's CPU and sets perf-opt's prediction beside it.

    perf-opt hwdb measure --cpu --check -o mine/this-cpu.yaml
    utils/cpu_latency.py --perf-opt build/release/bin/perf-opt --hwdb mine --device this-cpu

Models come from tests/models: their weights are filled with random numbers in memory, since the time of a dense network
does not depend on them. Prints one Markdown row a model. `--profiles FOLDER` also keeps ONNX Runtime's profile of each, for
`perf-opt compare`. Needs numpy, onnx, onnxruntime.
"""

from __future__ import annotations

import argparse
import json
import lzma
import math
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy
import onnx
import onnxruntime

sys.path.insert(0, str(Path(__file__).resolve().parent))
from zoo import weightless  # pylint: disable=wrong-import-position

MODELS = Path(__file__).resolve().parents[1] / "tests" / "models"
# Model, batch and sequence length: a network of small depthwise layers, one of large convolutions, a transformer.
DEFAULT_MODELS = ("mobilenetv3_large_100:1", "unet_mtd:1", "resnet50:1", "bert_base:1:128")
WARM_UP_RUNS = 3


def with_weights(path: Path) -> onnx.ModelProto:
    """The model with every missing weight drawn at random, scaled so that activations stay finite."""
    model = onnx.load_model_from_string(lzma.decompress(path.read_bytes()))
    random = numpy.random.default_rng(0)
    for graph in weightless.graphs(model.graph):
        for tensor in graph.initializer:
            if tensor.data_location != onnx.TensorProto.EXTERNAL:
                continue
            dtype = onnx.helper.tensor_dtype_to_np_dtype(tensor.data_type)
            shape = tuple(tensor.dims)
            if numpy.issubdtype(dtype, numpy.floating):
                # Variances and scales have to be positive.
                values = abs(random.standard_normal(shape)) / math.sqrt(max(math.prod(shape[1:]), 1))
            else:
                values = numpy.zeros(shape)
            tensor.CopyFrom(onnx.numpy_helper.from_array(values.astype(dtype), tensor.name))
    return model


def feeds(session: onnxruntime.InferenceSession, batch: int, seq: int | None) -> dict[str, numpy.ndarray]:
    """An input of ones for each of the model's, the first open dimension being the batch and the next the sequence."""
    types = {"tensor(float)": numpy.float32, "tensor(int64)": numpy.int64, "tensor(bool)": numpy.bool_}
    answer = {}
    for value in session.get_inputs():
        open_sizes = iter([batch, seq])
        shape = [size if isinstance(size, int) else next(open_sizes) for size in value.shape]
        answer[value.name] = numpy.ones(shape, types[value.type])
    return answer


def measure_ms(model: onnx.ModelProto, batch: int, seq: int | None, args: argparse.Namespace, name: str) -> list[float]:
    """Milliseconds of each run after the warm-up."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = args.threads
    options.inter_op_num_threads = 1
    if args.profiles:
        options.enable_profiling = True
        options.profile_file_prefix = str(args.profiles / name)
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    inputs = feeds(session, batch, seq)
    times = []
    for _ in range(WARM_UP_RUNS + args.runs):
        start = time.perf_counter()
        session.run(None, inputs)
        times.append(1e3 * (time.perf_counter() - start))
    if args.profiles:
        session.end_profiling()
    return times[WARM_UP_RUNS:]


def predict(path: Path, batch: int, seq: int | None, args: argparse.Namespace) -> dict:
    command = [str(args.perf_opt), "analyze", str(path), "--batch", str(batch), "--device", args.device]
    command += ["--hwdb", str(args.hwdb), "--runtime", "onnxruntime", "--format", "json"]
    if seq is not None:
        command += ["--seq", str(seq)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"error: {done.stderr.strip()}")
    return json.loads(done.stdout)["devices"][0]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--perf-opt", type=Path, required=True, help="the program to run")
    parser.add_argument("--hwdb", type=Path, required=True, help="folder with the entry that was measured here")
    parser.add_argument("--device", required=True, help="id of that entry")
    parser.add_argument("--models", nargs="+", default=DEFAULT_MODELS, metavar="NAME:BATCH[:SEQ]", help="of tests/models")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="of ONNX Runtime (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=30, help="timed runs of each model (default: %(default)s)")
    parser.add_argument("--profiles", type=Path, metavar="FOLDER", help="keep ONNX Runtime's profiles there")
    args = parser.parse_args()
    if args.profiles:
        args.profiles.mkdir(parents=True, exist_ok=True)
    print(f"ONNX Runtime {onnxruntime.__version__}, {args.threads} threads, median of {args.runs} runs\n")
    print("| model | batch | seq | measured, ms | fastest to slowest | predicted, ms | error |\n|---|---|---|---|---|---|---|")
    errors = []
    for request in args.models:
        name, *sizes = request.split(":")
        batch, seq = int(sizes[0]), int(sizes[1]) if len(sizes) > 1 else None
        path = MODELS / f"{name}.onnx.xz"
        times = measure_ms(with_weights(path), batch, seq, args, name)
        measured = statistics.median(times)
        predicted = predict(path, batch, seq, args)["latency_ms"]["value"]
        errors.append(abs(predicted / measured - 1))
        spread = f"{min(times):.2f} to {max(times):.2f}"
        print(f"| {name} | {batch} | {seq or ''} | {measured:.2f} | {spread} | {predicted:.2f} | {100 * (predicted / measured - 1):+.0f} % |")
    print(f"\nMean absolute percentage error: {100 * statistics.mean(errors):.0f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main())

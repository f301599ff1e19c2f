#!/usr/bin/env python3
"""Exports the model zoo: weightless ONNX files for tests and studies.

Purpose   Real exporter output of well-known networks, small enough to commit. Nothing is downloaded: the networks are
          built from their names or configurations with random weights.
Versions  torch 2.15.0, timm 1.0.31, transformers 5.23.0, onnx 1.23.2, onnxscript 0.7.2 (tried; the README beside the
          files names those that wrote them).
Recipe    1. Build in evaluation mode and export with `torch.onnx.export(dynamo=True, optimize=False)`, so that batch
             norm stays, with named dimensions `batch` and `seq`. A few variants go through the TorchScript exporter.
          2. Drop doc strings and metadata, except the notes that tell parameters from buffers, and empty the large
             initialisers (zoo/weightless.py).
          3. Write NAME.onnx.xz, read it back and compare opset, inputs and parameter count with the torch module.
          4. Update models.json and README.md.

zoo/models.py lists the networks and explains the opsets.
"""

from __future__ import annotations

import argparse
import gc
import io
import logging
import sys
import time
import traceback
import warnings
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("torch", "timm", "transformers", "onnx", "onnxscript")

try:
    import onnx
    import torch

    from zoo import catalogue, weightless
    from zoo.models import ZooModel, zoo
except ImportError as missing:
    sys.exit(f"error: {missing}; install {', '.join(PACKAGES)} (versions: tests/models/README.md)")

DEFAULT_OUT = Path(__file__).resolve().parents[1] / "tests" / "models"


class ZooError(Exception):
    """An exported file is not what its entry promises."""


def requirements() -> str:
    return " ".join(f"{p}=={version(p)}" for p in PACKAGES)


def exporter_of(model: ZooModel) -> str:
    used = ("onnx", "onnxscript") if model.exporter == "dynamo" else ("onnx",)
    return ", ".join([f"torch {version('torch')} {model.exporter}", *(f"{p} {version(p)}" for p in used)])


def export_dynamo(model: ZooModel, net: torch.nn.Module) -> onnx.ModelProto:
    program = torch.onnx.export(
        net,
        kwargs=model.inputs(),
        dynamo=True,
        optimize=False,
        opset_version=model.opset,
        dynamic_shapes=model.dynamic,
        verbose=False,
    )
    return program.model_proto


def make_values_distinct(net: torch.nn.Module) -> None:
    """Random numbers everywhere, as after training.

    The TorchScript exporter merges tensors of equal values, so fresh batch norms would share one scale.
    """
    for tensor in (*net.parameters(), *net.buffers()):
        if tensor.is_floating_point():
            tensor.uniform_(0.1, 1.0)


def export_torchscript(model: ZooModel, net: torch.nn.Module) -> onnx.ModelProto:
    make_values_distinct(net)
    # PRESERVE: the net stays in evaluation mode, but the exporter does not fold batch norm as it would with EVAL.
    buffer = io.BytesIO()
    inputs = model.inputs()
    torch.onnx.export(
        net,
        tuple(inputs.values()),
        buffer,
        dynamo=False,
        opset_version=model.opset,
        input_names=list(inputs),
        dynamic_axes=model.dynamic,
        training=torch.onnx.TrainingMode.PRESERVE,
        do_constant_folding=False,
    )
    return onnx.load_model_from_string(buffer.getvalue())


EXPORTERS = {"dynamo": export_dynamo, "torchscript": export_torchscript}


def counts(model: ZooModel, net: torch.nn.Module, proto: onnx.ModelProto) -> tuple[int, int]:
    """Learnable parameters and buffer elements in the file; fails when the parameters differ from the module's."""
    buffers_of_net = {n: b for n, b in net.named_buffers() if not n.endswith("num_batches_tracked")}
    if model.exporter == "dynamo":
        kinds = weightless.count_by_kind(proto)
        parameters, buffers = kinds["PARAMETER"], kinds["BUFFER"]
    else:
        parameters = weightless.count_named(proto, {n for n, _ in net.named_parameters()})
        buffers = weightless.count_named(proto, set(buffers_of_net))
    learnable = sum(p.numel() for p in net.parameters())
    if parameters != learnable:
        raise ZooError(f"{parameters:,} parameters in the file, {learnable:,} in the torch module")
    if buffers > (most := sum(b.numel() for b in buffers_of_net.values())):
        raise ZooError(f"{buffers:,} buffer elements in the file, {most:,} in the torch module")
    if model.expected and (parameters, buffers) != model.expected:
        raise ZooError(f"{parameters:,} parameters and {buffers:,} buffer elements, expected {model.expected}")
    return parameters, buffers


def check_form(model: ZooModel, proto: onnx.ModelProto) -> None:
    if weightless.opset(proto) != model.opset:
        raise ZooError(f"opset {weightless.opset(proto)} in the file, asked for {model.opset}")
    for value in proto.graph.input:
        named = {axis: dim for axis, dim in enumerate(weightless.shape(value)) if isinstance(dim, str)}
        if named != model.dynamic.get(value.name):
            raise ZooError(f"input {value.name} has named dimensions {named}, asked for {model.dynamic.get(value.name)}")
    if names := weightless.inline_weights(proto):
        raise ZooError(f"weights inside Constant nodes: {', '.join(names[:5])}")
    if proto.functions:
        raise ZooError(f"{len(proto.functions)} model-local functions; counts and histogram do not look into them")


def describe(model: ZooModel, net: torch.nn.Module, path: Path) -> dict:
    """Reads the written file back, checks it and makes its catalogue entry."""
    proto = weightless.unpack(path)
    check_form(model, proto)
    parameters, buffers = counts(model, net, proto)
    histogram = weightless.histogram(proto)
    print("  " + ", ".join(f"{op} {n}" for op, n in histogram.most_common()))
    entry = {
        "name": model.name,
        "file": path.name,
        "source": model.source,
        "exporter": exporter_of(model),
        "opset": model.opset,
        "ir_version": proto.ir_version,
        "parameters": parameters,
        "buffers": buffers,
        "inputs": [
            {"name": v.name, "type": weightless.element_type(v), "shape": weightless.shape(v)} for v in proto.graph.input
        ],
        "nodes": histogram.total(),
        "bytes": path.stat().st_size,
        "sha256": weightless.sha256(path),
    }
    if model.published_gmacs is not None:
        entry["published_gmacs"] = model.published_gmacs
    return entry


def make(model: ZooModel, folder: Path) -> dict:
    torch.manual_seed(0)  # tensors small enough to keep their numbers are the same in every run
    with torch.no_grad():
        net = model.build().eval()
        proto = EXPORTERS[model.exporter](model, net)
    weightless.strip_notes(proto)
    weightless.strip_weights(proto, f"{model.name}.onnx.data")
    path = folder / f"{model.name}.onnx.xz"
    weightless.pack(proto, path)
    try:
        return describe(model, net, path)
    except ZooError:
        path.unlink()
        raise


def parse(names: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT, help="folder for the files (default: %(default)s)")
    only = "export these models only: " + ", ".join(names)
    parser.add_argument("--only", nargs="+", metavar="NAME", choices=names, help=only)
    parser.add_argument("--traceback", action="store_true", help="show where an export failed")
    return parser.parse_args()


def main() -> int:
    models = zoo()
    args = parse([m.name for m in models])
    warnings.simplefilter("ignore")
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    try:
        args.out.mkdir(parents=True, exist_ok=True)
        entries = catalogue.read(args.out)
    except (OSError, ValueError) as error:
        sys.exit(f"error: {error}")

    wanted = [m for m in models if not args.only or m.name in args.only]
    failed = []
    for i, model in enumerate(wanted, 1):
        start = time.monotonic()
        print(f"[{i}/{len(wanted)}] {model.name}: {model.exporter}, opset {model.opset}", flush=True)
        try:
            entry = make(model, args.out)
        except Exception as error:  # exporters raise many types; the other models are still wanted
            print(f"error: {model.name}: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
            if args.traceback:
                traceback.print_exc()
            failed.append(model.name)
            entries.pop(model.name, None)
        else:
            entries[model.name] = entry
            seconds = time.monotonic() - start
            print(f"  {entry['parameters']:,} parameters, {entry['bytes']:,} bytes, {seconds:.1f} s", flush=True)
        known = [entries[m.name] for m in models if m.name in entries]
        catalogue.write(args.out, known, requirements())
        gc.collect()
    if failed:
        print(f"error: {len(failed)} of {len(wanted)} models failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

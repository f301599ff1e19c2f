#!/usr/bin/env python3
"""Writes tests/models/onnxruntime: small networks as PyTorch exports them, and as ONNX Runtime's optimisers and
quantisers rewrite them, without weights.

    export_onnxruntime.py [--out FOLDER]

The networks are tiny, so that the files are a few KB; what counts is which operators ONNX Runtime puts where. Needs torch,
transformers, onnx, onnxscript and onnxruntime.
"""

from __future__ import annotations

import argparse
import collections
import logging
import sys
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy
import onnx
import onnxruntime
import torch
import transformers
from onnxruntime import quantization
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.convert_to_packing_mode import PackingMode
from onnxruntime.transformers.onnx_model import OnnxModel

sys.path.insert(0, str(Path(__file__).resolve().parent))
from zoo import weightless  # pylint: disable=wrong-import-position

DEFAULT_OUT = Path(__file__).resolve().parents[1] / "tests" / "models" / "onnxruntime"
OPSET = 14  # the lowest whose attention TorchScript exports as ONNX Runtime's fusions expect it
HEADS, HIDDEN, LAYERS = 4, 64, 2
BATCH, SEQ, VOCABULARY = 2, 16, 100


class Text(torch.nn.Module):
    """The first output of a transformer without a cache."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, input_ids, attention_mask):
        return self.net(input_ids=input_ids, attention_mask=attention_mask, use_cache=False)[0]


class Image(torch.nn.Module):
    """What ONNX Runtime fuses around convolutions: activations, a residual, a pooling, a linear layer."""

    def __init__(self):
        super().__init__()
        self.stem = torch.nn.Conv2d(3, 16, 3, padding=1, stride=2)
        self.block = torch.nn.Conv2d(16, 16, 3, padding=1)
        self.point = torch.nn.Conv2d(16, 32, 1)
        self.head = torch.nn.Linear(32, 10)

    def forward(self, x):
        x = torch.relu(self.stem(x))
        x = torch.relu(self.block(x) + x)
        x = torch.nn.functional.max_pool2d(x, 2)
        x = torch.nn.functional.leaky_relu(self.point(x))
        return self.head(x.mean((2, 3)))


def sizes(**more) -> dict:
    return {"vocab_size": VOCABULARY, "attn_implementation": "eager", **more}


def bert() -> torch.nn.Module:
    config = transformers.BertConfig(**sizes(hidden_size=HIDDEN, num_hidden_layers=LAYERS, num_attention_heads=HEADS,
                                             intermediate_size=2 * HIDDEN, max_position_embeddings=64))
    return Text(transformers.BertModel(config))


def llama() -> torch.nn.Module:
    config = transformers.LlamaConfig(**sizes(hidden_size=HIDDEN, num_hidden_layers=LAYERS, num_attention_heads=HEADS,
                                              num_key_value_heads=2, intermediate_size=2 * HIDDEN,
                                              max_position_embeddings=64))
    return Text(transformers.LlamaForCausalLM(config))


def export(net: torch.nn.Module, path: Path) -> Path:
    if isinstance(net, Text):
        names = ["input_ids", "attention_mask"]
        inputs = (torch.randint(0, VOCABULARY, (BATCH, SEQ)), torch.ones(BATCH, SEQ, dtype=torch.long))
        dynamic = {name: {0: "batch", 1: "seq"} for name in names}
    else:
        names, inputs, dynamic = ["x"], (torch.randn(1, 3, 32, 32),), {"x": {0: "batch"}}
    # Values that differ: the exporter merges equal tensors.
    for parameter in net.parameters():
        parameter.data.uniform_(-0.1, 0.1)
    with torch.no_grad():
        torch.onnx.export(net.eval(), inputs, path, dynamo=False, opset_version=OPSET, input_names=names,
                          output_names=["out"], dynamic_axes=dynamic)
    return path


class Samples(quantization.CalibrationDataReader):
    """Two images to find scales with."""

    def __init__(self):
        random = numpy.random.default_rng(0)
        self.samples = iter([{"x": random.standard_normal((1, 3, 32, 32), numpy.float32)} for _ in range(2)])

    def get_next(self):
        return next(self.samples, None)


def session(source: Path, target: Path) -> None:
    """The runtime's own optimiser, at the highest level that does not depend on the CPU."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(target)
    onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])


def offline(source: Path, target: Path, half: bool) -> None:
    """onnxruntime.transformers.optimizer: Attention and normalisations as one operator each."""
    model = optimizer.optimize_model(str(source), "bert", num_heads=HEADS, hidden_size=HIDDEN, opt_level=0)
    if half:
        model.convert_float_to_float16()
    model.save_model_to_file(str(target))


def packed(source: Path, target: Path) -> None:
    fused = target.with_suffix(".fused")
    offline(source, fused, half=False)
    model = OnnxModel(onnx.load(fused))
    PackingMode(model).convert()
    model.save_model_to_file(str(target))


def dynamic_int8(source: Path, target: Path) -> None:
    plain = target.with_suffix(".plain")
    quantization.quantize_dynamic(source, plain)
    session(plain, target)


def static_int8(form: quantization.QuantFormat) -> Callable[[Path, Path], None]:
    return lambda source, target: quantization.quantize_static(source, target, Samples(), quant_format=form,
                                                               per_channel=True)


def four_bits(source: Path, target: Path) -> None:
    fused = target.with_suffix(".fused")
    session(source, fused)
    quantizer = MatMulNBitsQuantizer(onnx.load(fused), bits=4, block_size=32, is_symmetric=False)
    quantizer.process()
    quantizer.model.save_model_to_file(str(target))


# Network, how it is rewritten, by what.
VARIANTS = {
    "bert_extended": ("bert", session, "InferenceSession, ORT_ENABLE_EXTENDED"),
    "bert_attention_fp16": ("bert", lambda s, t: offline(s, t, half=True), "transformers.optimizer, float16"),
    "bert_packed": ("bert", packed, "transformers.optimizer, convert_to_packing_mode"),
    "bert_dynamic_int8": ("bert", dynamic_int8, "quantize_dynamic, then ORT_ENABLE_EXTENDED"),
    "llama_four_bits": ("llama", four_bits, "ORT_ENABLE_EXTENDED, then MatMulNBitsQuantizer"),
    "image_extended": ("image", session, "InferenceSession, ORT_ENABLE_EXTENDED"),
    "image_qdq": ("image", static_int8(quantization.QuantFormat.QDQ), "quantize_static, QDQ"),
    "image_qoperator": ("image", static_int8(quantization.QuantFormat.QOperator), "quantize_static, QOperator"),
}
NETWORKS = {"bert": bert, "llama": llama, "image": Image}

HEADER = """# Networks in ONNX Runtime's operators

Tiny networks as PyTorch's TorchScript exporter writes them, and rewritten by ONNX Runtime {runtime}'s optimisers and quantisers;
without weights, as the models in the folder above. `tests/e2e/onnxruntime_test.py` compares what they count.

Written by `utils/export_onnxruntime.py` (torch {torch}, transformers {transformers}, onnx {onnx}); do not edit by hand.

| File | Made by | Operators of com.microsoft and quantised ones | xz bytes |
|---|---|---|---|
"""


def operators(model: onnx.ModelProto) -> str:
    counts = collections.Counter()
    for node in model.graph.node:
        if node.domain or any(word in node.op_type for word in ("uantizeLinear", "QLinear", "Integer")) \
                or node.op_type == "SimplifiedLayerNormalization":
            counts[node.op_type] += 1
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items())) or "none"


def write(source: Path, name: str, maker: str, folder: Path) -> str:
    proto = onnx.load(source)
    weightless.strip_notes(proto)
    weightless.strip_weights(proto, f"{name}.onnx.data")
    path = folder / f"{name}.onnx.xz"
    weightless.pack(proto, path)
    print(f"{name}: {operators(proto)}")
    return f"| `{path.name}` | {maker} | {operators(proto)} | {path.stat().st_size:,} |\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT, help="folder for the files (default: %(default)s)")
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    args.out.mkdir(parents=True, exist_ok=True)
    text = HEADER.format(runtime=onnxruntime.__version__, torch=torch.__version__.split("+")[0],
                         transformers=transformers.__version__, onnx=onnx.__version__)
    with tempfile.TemporaryDirectory() as scratch:
        plain = {}
        for name, build in NETWORKS.items():
            torch.manual_seed(0)
            plain[name] = export(build(), Path(scratch) / f"{name}.onnx")
            text += write(plain[name], name, "torch.onnx, TorchScript", args.out)
        for name, (network, rewrite, maker) in VARIANTS.items():
            target = Path(scratch) / f"{name}.onnx"
            rewrite(plain[network], target)
            text += write(target, name, maker, args.out)
    (args.out / "README.md").write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Takes the weights out of an ONNX model and packs what is left; reads such files back and counts them.

A weightless file keeps graph, shapes and names. Tensors over the limits below become external data that points to a
file which is never written, so `onnx.load(load_external_data=False)` reads them and asking for the numbers fails.
"""

from __future__ import annotations

import collections
import hashlib
import lzma
import math
from collections.abc import Iterator
from pathlib import Path

import onnx

# Floating tensors are weights above a handful of elements; integer ones up to MAX_ELEMENTS may be shapes or axes that
# shape inference must read.
MAX_FLOAT_ELEMENTS = 16
MAX_ELEMENTS = 1024
DEFAULT_DOMAIN = ("", "ai.onnx")
ALIGNMENT = 64  # of offsets in the file that is not there

FLOAT_TYPES = {
    onnx.TensorProto.FLOAT,
    onnx.TensorProto.FLOAT16,
    onnx.TensorProto.BFLOAT16,
    onnx.TensorProto.DOUBLE,
}
PAYLOAD_FIELDS = ("raw_data", "float_data", "int32_data", "int64_data", "double_data", "uint64_data", "string_data")

# torch.onnx (dynamo) writes these on the initialiser's value_info, not on its TensorProto: PARAMETER, BUFFER or
# CONSTANT_TENSOR, and whether a buffer is in the state dict (True, False, or None where it does not apply).
KIND_KEY = "pkg.torch.export.graph_signature.InputSpec.kind"
PERSISTENT_KEY = "pkg.torch.export.graph_signature.InputSpec.persistent"
KEPT_METADATA = (KIND_KEY, PERSISTENT_KEY)


def elements(tensor: onnx.TensorProto) -> int:
    return math.prod(tensor.dims)


def graphs(graph: onnx.GraphProto) -> Iterator[onnx.GraphProto]:
    """The graph and every graph nested in its nodes' attributes."""
    yield graph
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.HasField("g"):
                yield from graphs(attribute.g)
            for inner in attribute.graphs:
                yield from graphs(inner)


def is_weight(tensor: onnx.TensorProto) -> bool:
    size = elements(tensor)
    return size > MAX_ELEMENTS or (tensor.data_type in FLOAT_TYPES and size > MAX_FLOAT_ELEMENTS)


def strip_weights(model: onnx.ModelProto, location: str) -> None:
    """Replaces the payload of every large initialiser by an entry for `location`."""
    offset = 0
    for graph in graphs(model.graph):
        for tensor in graph.initializer:
            if not is_weight(tensor):
                continue
            length = elements(tensor) * onnx.helper.tensor_dtype_to_np_dtype(tensor.data_type).itemsize
            for field in PAYLOAD_FIELDS:
                tensor.ClearField(field)
            tensor.ClearField("external_data")
            tensor.data_location = onnx.TensorProto.EXTERNAL
            for key, value in (("location", location), ("offset", offset), ("length", length)):
                tensor.external_data.add(key=key, value=str(value))
            offset += -(-length // ALIGNMENT) * ALIGNMENT


def keep_metadata(message, keys: tuple[str, ...]) -> None:
    kept = [entry for entry in message.metadata_props if entry.key in keys]
    del message.metadata_props[:]
    message.metadata_props.extend(kept)


def strip_notes(model: onnx.ModelProto) -> None:
    """Drops doc strings and metadata (stack traces, class names), except what tells parameters from buffers."""
    model.ClearField("doc_string")
    keep_metadata(model, ())
    for graph in graphs(model.graph):
        graph.ClearField("doc_string")
        keep_metadata(graph, ())
        for node in graph.node:
            node.ClearField("doc_string")
            keep_metadata(node, ())
        for message in (*graph.initializer, *graph.input, *graph.output, *graph.value_info):
            message.ClearField("doc_string")
            keep_metadata(message, KEPT_METADATA)


def pack(model: onnx.ModelProto, path: Path) -> None:
    """Writes the model xz-compressed; no half-written file is left behind."""
    data = lzma.compress(model.SerializeToString(deterministic=True), preset=9 | lzma.PRESET_EXTREME)
    partial = path.with_suffix(".partial")
    partial.write_bytes(data)
    partial.replace(path)


def unpack(path: Path) -> onnx.ModelProto:
    return onnx.load_model_from_string(lzma.decompress(path.read_bytes()))


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def count_by_kind(model: onnx.ModelProto) -> collections.Counter[str]:
    """Initialiser elements by the kind that the exporter noted; "" where it noted none."""
    kinds = {v.name: e.value for v in model.graph.value_info for e in v.metadata_props if e.key == KIND_KEY}
    counts: collections.Counter[str] = collections.Counter()
    for tensor in model.graph.initializer:
        counts[kinds.get(tensor.name, "")] += elements(tensor)
    return counts


def count_named(model: onnx.ModelProto, names: set[str]) -> int:
    return sum(elements(t) for t in model.graph.initializer if t.name in names)


def opset(model: onnx.ModelProto) -> int:
    return next(o.version for o in model.opset_import if o.domain in DEFAULT_DOMAIN)


def histogram(model: onnx.ModelProto) -> collections.Counter[str]:
    nodes = [n for g in graphs(model.graph) for n in g.node]
    return collections.Counter(n.op_type if n.domain in DEFAULT_DOMAIN else f"{n.domain}::{n.op_type}" for n in nodes)


def shape(value: onnx.ValueInfoProto) -> list[int | str]:
    return [d.dim_param or d.dim_value for d in value.type.tensor_type.shape.dim]


def element_type(value: onnx.ValueInfoProto) -> str:
    return onnx.TensorProto.DataType.Name(value.type.tensor_type.elem_type).lower()


def inline_weights(model: onnx.ModelProto) -> list[str]:
    """Names of Constant nodes that carry as much as a weight does; strip_weights leaves those alone."""
    nodes = [n for g in graphs(model.graph) for n in g.node]
    return [n.name for n in nodes for a in n.attribute if a.HasField("t") and is_weight(a.t)]

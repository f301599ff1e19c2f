"""Writes small ONNX models that no exporter would write, byte by byte.

    tiny_onnx.py KIND FILE

Field numbers are those of onnx.proto. Standard library only.
"""

import sys

FLOAT, INT64 = 1, 7


def varint(number):
    number &= (1 << 64) - 1
    out = bytearray()
    while number >= 128:
        out.append(number % 128 + 128)
        number //= 128
    out.append(number)
    return bytes(out)


def number(field, value):
    return varint(field * 8) + varint(value)


def data(field, payload):
    payload = payload.encode() if isinstance(payload, str) else payload
    return varint(field * 8 + 2) + varint(len(payload)) + payload


def node(op, inputs, outputs, name="", domain="", attributes=b""):
    message = b"".join(data(1, i) for i in inputs)
    message += b"".join(data(2, o) for o in outputs)
    return data(1, message + data(3, name) + data(4, op) + attributes + data(7, domain))


def tensor_type(dims, element=FLOAT):
    extents = b"".join(
        data(1, number(1, d) if isinstance(d, int) else data(2, d)) for d in dims)
    return data(1, number(1, element) + data(2, extents))


def value(field, name, dims, element=FLOAT):
    return data(field, data(1, name) + data(2, tensor_type(dims, element)))


def weight(name, dims, extra=b""):
    return data(5, b"".join(number(1, d) for d in dims) + number(2, FLOAT) + data(8, name) + extra)


def external_weight(name, dims, location):
    entry = data(13, data(1, "location") + data(2, location))
    return weight(name, dims, entry + number(14, 1))


def constant(name, values):
    return data(5, number(1, len(values)) + number(2, INT64) + data(8, name)
                + b"".join(number(7, v) for v in values))


def model(graph):
    return number(1, 8) + data(7, graph + data(2, "tiny")) + data(8, data(1, "") + number(2, 17))


KINDS = {
    # y = Relu(Frobnicate(x)): x and what Frobnicate makes are declared.
    "unknown-operator": lambda: model(
        node("Frobnicate", ["x"], ["a"], "frob", "com.example") + node("Relu", ["a"], ["y"], "act")
        + value(11, "x", [2, 3]) + value(13, "a", [2, 3]) + value(12, "y", [2, 3])),
    # A file that fixes its batch of 1, and a reshape that relies on it.
    "baked-batch": lambda: model(
        node("Reshape", ["x", "shape"], ["f"], "flatten") + node("MatMul", ["f", "w"], ["y"], "fc")
        + constant("shape", [1, 48]) + weight("w", [48, 5])
        + value(11, "x", [1, 3, 4, 4]) + value(12, "y", [1, 5])),
    # The same, flattened by an operator that does not ask for the batch.
    "fixed-batch": lambda: model(
        node("Flatten", ["x"], ["f"], "flatten") + node("MatMul", ["f", "w"], ["y"], "fc")
        + weight("w", [48, 5]) + value(11, "x", [1, 3, 4, 4]) + value(12, "y", [1, 5])),
    # 2^31 floats that lie in another file: 8.6 GB.
    "external-weights": lambda: model(
        node("MatMul", ["x", "w"], ["y"], "fc")
        + external_weight("w", [1 << 16, 1 << 15], "weights.bin")
        + value(11, "x", ["batch", 1 << 16]) + value(12, "y", ["batch", 1 << 15])),
    # Names with quotes, commas, line breaks and bytes that are no UTF-8.
    "odd-names": lambda: model(
        node("Relu", ["x"], ["y"], b'a "b", c\n\xff') + value(11, "x", [2, 3]) + value(12, "y", [2, 3])),
    "hostile-names": lambda: model(
        node("Relu", ["x"], ["y"], "\"><script>alert('&')</script>")
        + value(11, "x", [2, 3]) + value(12, "y", [2, 3])),
    "scalar": lambda: model(
        node("Relu", ["x"], ["y"], "act") + value(11, "x", []) + value(12, "y", [])),
}


def main():
    kind, path = sys.argv[1:]
    with open(path, "wb") as file:
        file.write(KINDS[kind]())


if __name__ == "__main__":
    main()

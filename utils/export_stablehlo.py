"""Writes networks as StableHLO in generic form, from jax, for tests/models/mlir.

    export_stablehlo.py FOLDER

Weights are arguments (params[...]), so the files hold none. The architectures are
those of the ONNX files in tests/models: one network through two frontends must
cost the same. Needs jax (written with 0.10).
"""

import lzma
import pathlib
import sys

import jax
import jax.numpy as jnp
from jax import lax

jax.config.update("jax_include_full_tracebacks_in_locations", False)


def tensor(*shape):
    return jax.ShapeDtypeStruct(shape, "float32")


# --------------------------------------------------------------------------
# ResNet-50, v1.5 (the stride is in the 3x3 convolution), channels last.


def conv_params(window, inputs, outputs):
    return {"w": tensor(window, window, inputs, outputs), "scale": tensor(outputs), "shift": tensor(outputs)}


def conv(p, x, stride=1, pad=None):
    window = p["w"].shape[0]
    edge = window // 2 if pad is None else pad
    y = lax.conv_general_dilated(x, p["w"], (stride, stride), [(edge, edge)] * 2,
                                 dimension_numbers=("NHWC", "HWIO", "NHWC"))
    return y * p["scale"] + p["shift"]  # batch normalisation with stored statistics


STAGES = ((3, 64), (4, 128), (6, 256), (3, 512))


def resnet50_params():
    blocks, inputs = [], 64
    for count, width in STAGES:
        for i in range(count):
            block = {"a": conv_params(1, inputs, width), "b": conv_params(3, width, width),
                     "c": conv_params(1, width, 4 * width)}
            if i == 0:
                block["down"] = conv_params(1, inputs, 4 * width)
            blocks.append(block)
            inputs = 4 * width
    return {"stem": conv_params(7, 3, 64), "blocks": blocks, "head": {"w": tensor(2048, 1000), "b": tensor(1000)}}


def resnet50(params, x):
    x = jax.nn.relu(conv(params["stem"], x, 2))
    x = lax.reduce_window(x, -jnp.inf, lax.max, (1, 3, 3, 1), (1, 2, 2, 1), ((0, 0), (1, 1), (1, 1), (0, 0)))
    at = 0
    for stage, (count, _) in enumerate(STAGES):
        for i in range(count):
            p, stride = params["blocks"][at], 2 if i == 0 and stage > 0 else 1
            y = jax.nn.relu(conv(p["a"], x))
            y = jax.nn.relu(conv(p["b"], y, stride))
            y = conv(p["c"], y)
            x = jax.nn.relu(y + (conv(p["down"], x, stride) if "down" in p else x))
            at += 1
    return jnp.mean(x, (1, 2)) @ params["head"]["w"] + params["head"]["b"]


# --------------------------------------------------------------------------
# ViT-B/16.


def dense_params(inputs, outputs):
    return {"w": tensor(inputs, outputs), "b": tensor(outputs)}


def dense(p, x):
    return x @ p["w"] + p["b"]


def norm(p, x):
    mean = jnp.mean(x, -1, keepdims=True)
    variance = jnp.mean((x - mean) ** 2, -1, keepdims=True)
    return (x - mean) / jnp.sqrt(variance + 1e-6) * p["scale"] + p["shift"]


def norm_params(width):
    return {"scale": tensor(width), "shift": tensor(width)}


def vit_params(layers=12, width=768):
    layer = {"norm1": norm_params(width), "qkv": dense_params(width, 3 * width), "out": dense_params(width, width),
             "norm2": norm_params(width), "up": dense_params(width, 4 * width), "down": dense_params(4 * width, width)}
    return {"patch": {"w": tensor(16, 16, 3, width), "b": tensor(width)}, "token": tensor(1, 1, width),
            "position": tensor(1, 197, width), "layers": [layer] * layers, "norm": norm_params(width),
            "head": dense_params(width, 1000)}


def attention(p, x, heads=12):
    batch, tokens, width = x.shape
    qkv = dense(p["qkv"], x).reshape(batch, tokens, 3, heads, width // heads)
    q, k, v = (qkv[:, :, i].transpose(0, 2, 1, 3) for i in range(3))
    scores = jnp.einsum("bhqd,bhkd->bhqk", q, k) * (width // heads) ** -0.5
    mixed = jnp.einsum("bhqk,bhkd->bhqd", jax.nn.softmax(scores), v)
    return dense(p["out"], mixed.transpose(0, 2, 1, 3).reshape(batch, tokens, width))


def vit(params, x):
    p = params["patch"]
    x = lax.conv_general_dilated(x, p["w"], (16, 16), "VALID", dimension_numbers=("NHWC", "HWIO", "NHWC")) + p["b"]
    x = x.reshape(x.shape[0], 196, 768)
    token = jnp.broadcast_to(params["token"], (x.shape[0], 1, 768))
    x = jnp.concatenate([token, x], 1) + params["position"]
    for layer in params["layers"]:
        x = x + attention(layer, norm(layer["norm1"], x))
        y = jax.nn.gelu(dense(layer["up"], norm(layer["norm2"], x)), approximate=False)
        x = x + dense(layer["down"], y)
    return dense(params["head"], norm(params["norm"], x)[:, 0])


# --------------------------------------------------------------------------
# An LSTM as a loop over its steps.


def lstm(params, x):
    batch, steps, _ = x.shape

    def step(i, state):
        h, c = state
        gates = lax.dynamic_index_in_dim(x, i, 1, keepdims=False) @ params["w"] + h @ params["u"] + params["b"]
        i, f, g, o = jnp.split(gates, 4, -1)
        c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
        return jax.nn.sigmoid(o) * jnp.tanh(c), c

    zeros = jnp.zeros((batch, params["u"].shape[0]))
    return lax.fori_loop(0, steps, step, (zeros, zeros))[0]


NETWORKS = {
    "resnet50": (resnet50, resnet50_params(), tensor(32, 224, 224, 3)),
    "vit_base_patch16_224": (vit, vit_params(), tensor(8, 224, 224, 3)),
    "lstm_loop": (lstm, {"w": tensor(256, 2048), "u": tensor(512, 2048), "b": tensor(2048)}, tensor(1, 64, 256)),
}


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, (network, params, x) in NETWORKS.items():
        module = jax.jit(network).lower(params, x).compiler_ir("stablehlo")
        text = module.operation.get_asm(print_generic_op_form=True, enable_debug_info=True)
        packed = lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME)
        (folder / f"{name}.stablehlo.mlir.xz").write_bytes(packed)
        print(f"{name}: {len(text)} characters, {len(packed)} bytes packed")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))

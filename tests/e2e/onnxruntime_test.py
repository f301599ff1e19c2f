"""ONNX Runtime's optimisers and quantisers change no product: the same MACs, the same result.

    onnxruntime_test.py PERF_OPT FOLDER [unittest options]

FOLDER is tests/models/onnxruntime; every file NETWORK_HOW.onnx.xz is one way to write NETWORK.onnx.xz.
"""

import collections
import json
import pathlib
import subprocess
import sys
import unittest

PERF_OPT, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
BATCH, SEQ = 3, 10
PRODUCTS = ("gemm", "batched_gemm", "conv", "depthwise", "attention")


def features(name, runtime="eager"):
    sequence = [] if name.startswith("image") else ["--seq", str(SEQ)]
    command = [PERF_OPT, "features", str(FOLDER / f"{name}.onnx.xz"), "--batch", str(BATCH), *sequence,
               "--runtime", runtime]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return json.loads(done.stdout)


def product_macs(workload):
    return sum(kernel["macs"] for kernel in workload["kernels"] if kernel["family"] in PRODUCTS)


def product_types(workload):
    return collections.Counter(kernel["type"] for kernel in workload["kernels"] if kernel["family"] in PRODUCTS)


def product_bytes(workload):
    return sorted((kernel["bytes_read"], kernel["bytes_written"]) for kernel in workload["kernels"]
                  if kernel["family"] in PRODUCTS)


def result(workload):
    return workload["operators"][-1]["results"][0]["dims"]


class OnnxRuntime(unittest.TestCase):
    def check(self, name):
        workload = features(name)
        plain = features(name.split("_")[0])
        self.assertEqual(workload["totals"]["unmodelled"], [])
        self.assertEqual(workload["diagnostics"], [])
        self.assertEqual(product_macs(workload), product_macs(plain))
        self.assertEqual(result(workload), result(plain))
        return workload

    def test_every_file_is_compared(self):
        names = {path.name.removesuffix(".onnx.xz") for path in FOLDER.glob("*.onnx.xz")}
        tested = {name.removeprefix("test_") for name in dir(self) if name.startswith("test_")}
        self.assertLessEqual({name for name in names if "_" in name}, tested)

    def test_the_plain_networks_by_hand(self):
        tokens, hidden, inner, layers = BATCH * SEQ, 64, 128, 2
        # q, k, v, output 4 h^2, two products of the block 2 h i, both products of attention 2 s h a token
        layer = tokens * (4 * hidden ** 2 + 2 * hidden * inner + 2 * SEQ * hidden)
        self.assertEqual(product_macs(features("bert")), layers * layer)
        # Two key heads of four: k and v are half as wide; three products of the block; 100 words
        layer = tokens * (3 * hidden ** 2 + 3 * hidden * inner + 2 * SEQ * hidden)
        self.assertEqual(product_macs(features("llama")), layers * layer + tokens * hidden * 100)
        # 16x16 pixels of 16 * 27, of 16 * 144; 8x8 of 32 * 16; 32 * 10
        self.assertEqual(product_macs(features("image")), BATCH * (256 * 16 * (27 + 144) + 64 * 32 * 16 + 320))

    def test_bert_extended(self):
        self.check("bert_extended")

    def test_bert_attention_fp16(self):
        self.assertEqual(set(product_types(self.check("bert_attention_fp16"))), {"f16"})

    def test_bert_packed(self):
        self.check("bert_packed")

    def test_bert_dynamic_int8(self):
        # 6 products a layer; attention stays float.
        self.assertEqual(product_types(self.check("bert_dynamic_int8")), {"i8": 12, "f32": 2})

    def test_llama_four_bits(self):
        workload = self.check("llama_four_bits")
        # Packed two in a byte, a parameter is a parameter; the rotations' 8 frequencies are no constant there.
        self.assertAlmostEqual(workload["model"]["parameters"], features("llama")["model"]["parameters"], delta=8)
        weights = [kernel for kernel in workload["kernels"]
                   if any(workload["operators"][i]["op"] == "nn.ms_matmul_nbits" for i in kernel["operators"])]
        self.assertEqual(len(weights), 15)
        self.assertEqual({kernel["type"] for kernel in weights}, {"f32"})

    def test_image_extended(self):
        self.check("image_extended")

    def test_image_qdq(self):
        # As eager and CUDA's provider run it: products of floats between dequantisations.
        self.assertEqual(set(product_types(self.check("image_qdq"))), {"f32"})
        self.assertEqual(set(product_types(features("image_qdq", "onnxruntime"))), {"f32"})
        # TensorRT runs the products of the file that was written in integers, and reads no more for them.
        fused, written = features("image_qdq", "tensorrt"), features("image_qoperator", "tensorrt")
        self.assertEqual(product_types(fused), {"i8": 4})
        self.assertEqual(product_macs(fused), product_macs(features("image")))
        self.assertEqual(product_bytes(fused), product_bytes(written))

    def test_image_qoperator(self):
        self.assertEqual(product_types(self.check("image_qoperator")), {"i8": 4})


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])

"""One network through two frontends costs the same.

    mlir_test.py PERF_OPT MODELS_FOLDER [unittest options]

tests/models has ResNet-50 and ViT-B/16 from PyTorch as ONNX, tests/models/mlir the
same networks from jax as StableHLO (utils/export_stablehlo.py). Standard library only.
"""

import json
import pathlib
import subprocess
import sys
import unittest

PERF_OPT, MODELS = sys.argv[1], pathlib.Path(sys.argv[2])
_cache = {}


def features(file, *options):
    key = (file, *options)
    if key not in _cache:
        done = subprocess.run([PERF_OPT, "features", str(MODELS / file), *options],
                              capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{file}: {done.stderr}"
        _cache[key] = json.loads(done.stdout)
    return _cache[key]


def stablehlo(name, *options):
    return features(f"mlir/{name}.stablehlo.mlir.xz", "--weights", "params", *options)


def products(workload):
    """MACs of convolutions, matrix products and attention: jax spells its
    normalisations out, and what is spelled out has no multiply-adds."""
    families = ("conv", "depthwise", "gemm", "batched_gemm", "attention")
    return sum(k["macs"] for k in workload["kernels"] if k["family"] in families)


class TwoFrontends(unittest.TestCase):
    def test_resnet50_at_batch_32(self):
        onnx, jax = features("resnet50.onnx.xz", "--batch", "32"), stablehlo("resnet50")
        self.assertEqual(products(jax), products(onnx))
        # The published 4.11 GMAC a sample, within 1 %.
        self.assertAlmostEqual(products(jax) / 32 / 1e9, 4.11, delta=0.0411)
        self.assertEqual(jax["model"]["parameters"], onnx["model"]["parameters"])
        self.assertEqual(sum(k["family"] == "conv" for k in jax["kernels"]), 53)

    def test_resnet50_under_runtimes_that_fuse(self):
        def from_onnx(runtime):
            return len(features("resnet50.onnx.xz", "--batch", "32", "--runtime", runtime)["kernels"])

        # 53 convolutions with everything elementwise inside, a max pooling, a mean, a product: as from ONNX.
        self.assertEqual(len(stablehlo("resnet50", "--runtime", "tensorrt")["kernels"]), 53 + 3)
        self.assertEqual(from_onnx("tensorrt"), 53 + 3)
        self.assertEqual(from_onnx("onnxruntime"), 53 + 3)
        # And the classifier's bias, which jax adds as [1, 1000]; the images are transposed once, and the
        # last activations for the mean. jax holds channels last: what stands between two convolutions cancels.
        workload = stablehlo("resnet50", "--runtime", "onnxruntime")
        operators = [[workload["operators"][i]["op"] for i in kernel["operators"]] for kernel in workload["kernels"]]
        self.assertEqual(operators.count(["nn.transpose"]), 2)
        self.assertEqual(len(operators), from_onnx("onnxruntime") + 1 + 2)

    def test_vit_at_batch_8(self):
        onnx, jax = features("vit_base_patch16_224.onnx.xz", "--batch", "8"), stablehlo("vit_base_patch16_224")
        self.assertEqual(products(jax), products(onnx))
        self.assertEqual(jax["model"]["parameters"], onnx["model"]["parameters"])

    def test_a_loop_is_written_out(self):
        # 64 steps of 4 gates of 512 from 256 inputs and 512 states; the first
        # state is zero, so its product is known when the model is loaded.
        self.assertEqual(stablehlo("lstm_loop")["totals"]["macs"], 64 * 4 * 512 * 256 + 63 * 4 * 512 * 512)

    def test_everything_is_counted(self):
        for name in ("resnet50", "vit_base_patch16_224", "lstm_loop"):
            with self.subTest(name):
                workload = stablehlo(name)
                self.assertEqual(workload["totals"]["unmodelled"], [])
                self.assertEqual(workload["diagnostics"], [])
                self.assertIn("stablehlo", workload["model"]["format"])


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])

"""Training steps of every model of tests/models.

    training_test.py PERF_OPT MODELS_FOLDER [unittest options]

What is known of any network: every product has a gradient of the same size for
each operand that wants one, so that backward is twice forward but for the layers
that the input feeds, and a fused attention takes 2.5 times. Standard library only.
"""

import collections
import json
import pathlib
import subprocess
import sys
import unittest

PERF_OPT, MODELS = sys.argv[1], pathlib.Path(sys.argv[2])
ZOO = {m["name"]: m for m in json.loads((MODELS / "models.json").read_text())["models"]}
SEQ = 128
PRODUCTS = ("conv_", "matmul_", "gemm_", "einsum_")

_cache = {}


def features(name, *options):
    arguments = [PERF_OPT, "features", str(MODELS / ZOO[name]["file"]), *options]
    if any("seq" in i["shape"] for i in ZOO[name]["inputs"]):
        arguments += ["--seq", str(SEQ)]
    key = tuple(arguments)
    if key not in _cache:
        done = subprocess.run(arguments, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{' '.join(arguments)}: {done.stderr}"
        _cache[key] = json.loads(done.stdout)
    return _cache[key]


def training(name, *options):
    return features(name, "--mode", "training", *options)


def macs(workload, *prefixes):
    """By phase: the multiply-accumulates of rules that start so."""
    phase = {op: kernel["phase"] for kernel in workload["kernels"] for op in kernel["operators"]}
    sums = collections.Counter()
    for op in workload["operators"]:
        if op["id"] in phase and op["rule"].startswith(prefixes):
            sums[phase[op["id"]]] += op["macs"]
    return sums


class Training(unittest.TestCase):
    def test_everything_is_modelled(self):
        for name in ZOO:
            with self.subTest(name):
                workload = training(name, "--optimizer", "adamw")
                missing = [workload["operators"][i]["op"] for i in workload["totals"]["unmodelled"]]
                self.assertEqual(missing, [])
                self.assertEqual({k["phase"] for k in workload["kernels"]}, {"forward", "backward", "optimizer"})

    def test_products_are_twice_the_forward_but_for_the_first(self):
        # The layer that sees the input needs no gradient of it:
        for name, first in {
                "resnet50": 64 * 112 * 112 * 3 * 7 * 7,
                "densenet121": 64 * 112 * 112 * 3 * 7 * 7,
                "vgg16": 64 * 224 * 224 * 3 * 3 * 3,
                "mobilenetv3_large_100": 16 * 112 * 112 * 3 * 3 * 3,
                "efficientnet_b0": 32 * 112 * 112 * 3 * 3 * 3,
                "convnext_base": 128 * 56 * 56 * 3 * 4 * 4,
                "swin_base_patch4_window7_224": 128 * 56 * 56 * 3 * 4 * 4,
                "vit_base_patch16_224": 768 * 14 * 14 * 3 * 16 * 16,
                # embeddings are looked up, and nothing is fed by the input
                "gpt2": 0, "bert_base": 0}.items():
            with self.subTest(name):
                products = macs(training(name), *PRODUCTS)
                self.assertEqual(products["backward"], 2 * products["forward"] - first)

    def test_a_fused_attention_is_two_and_a_half_times_the_forward(self):
        for name in ("vit_base_patch16_224", "gpt2", "bert_base"):
            with self.subTest(name):
                attention = macs(training(name), "attention_")
                self.assertGreater(attention["forward"], 0)
                self.assertEqual(2 * attention["backward"], 5 * attention["forward"])

    def test_the_optimizer_is_of_the_parameters(self):
        for name, model in ZOO.items():
            with self.subTest(name):
                workload = training(name, "--optimizer", "sgd")
                flops = sum(k["flops"] for k in workload["kernels"] if k["phase"] == "optimizer")
                # Two for each parameter that the output depends on.
                self.assertLessEqual(flops, 2 * model["parameters"])
                self.assertGreater(flops, 1.9 * model["parameters"])

    def test_batches_of_a_step_add_up(self):
        one, three = training("resnet50"), training("resnet50", "--accumulate", "3")
        before, after = macs(one, *PRODUCTS), macs(three, *PRODUCTS)
        for phase in ("forward", "backward"):
            self.assertEqual(after[phase], 3 * before[phase])
        optimizer = [sum(k["flops"] for k in w["kernels"] if k["phase"] == "optimizer") for w in (one, three)]
        self.assertEqual(optimizer[0], optimizer[1])

    def test_checkpointing_computes_again(self):
        for name in ("resnet50", "gpt2"):
            with self.subTest(name):
                kept, again = (macs(training(name, *o), "conv_c", "matmul_c", "gemm_c") for o in ((), ("--checkpointing",)))
                self.assertEqual(kept["backward"], 0)
                # The last segment is not computed again; GPT-2's words alone are a third of the forward.
                self.assertGreater(again["backward"], 0.35 * kept["forward"])
                self.assertLessEqual(again["backward"], kept["forward"])
                self.assertEqual(again["forward"], kept["forward"])

    def test_kept_activations_cost_memory_and_no_time(self):
        for name in ("resnet50", "vit_base_patch16_224", "gpt2"):
            with self.subTest(name):
                plain, kept = features(name), features(name, "--keep-activations")
                self.assertGreater(kept["memory"]["peak_activations_bytes"],
                                   3 * plain["memory"]["peak_activations_bytes"])
                self.assertEqual(kept["totals"]["flops"], plain["totals"]["flops"])


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])

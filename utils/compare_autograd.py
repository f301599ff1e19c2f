"""Compares training steps with what PyTorch does: products and kept activations.

    compare_autograd.py PERF_OPT MODELS_FOLDER [MODEL...] [--batch N] [--device cpu]

For models of tests/models that timm has, in train mode; on the meta device nothing
is computed, but attention is unfused there:

- multiply-accumulates of convolutions, products and attention, forward and
  backward, against torch.utils.flop_counter (which counts those alone);
- bytes that autograd keeps, against what forward operators make and backward
  operators read. Each storage counts once; parameters, buffers and the input, which
  are there anyway, not at all.

Needs torch and timm; prints the tables of docs/accuracy.md.
"""

import argparse
import json
import pathlib
import subprocess

PRODUCTS = ("conv_", "conv_transpose_", "matmul_", "gemm_", "attention_", "einsum_")
MODELS = [
    "resnet50", "mobilenetv3_large_100", "mnasnet_100", "efficientnet_b0", "densenet121", "vgg16", "convnext_base",
    "swin_base_patch4_window7_224", "vit_base_patch16_224", "visformer_small", "poolformer_s12",
]


def is_product(rule):
    return rule.startswith(PRODUCTS)


def features(perf_opt, path, batch):
    command = [perf_opt, "features", str(path), "--batch", str(batch), "--mode", "training", "--optimizer", "none"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: {done.stderr}")
    return json.loads(done.stdout)


def tensor_bytes(shape):
    size = {"f64": 8, "i64": 8, "f32": 4, "i32": 4, "f16": 2, "bf16": 2, "i16": 2, "bool": 1, "i8": 1}[shape["type"]]
    for extent in shape["dims"]:
        size *= extent
    return size


def counted(workload):
    """Products forward and backward, in MACs, and kept bytes."""
    operators = workload["operators"]
    phase, launched = {}, set()
    for kernel in workload["kernels"]:
        for op in kernel["operators"]:
            phase[op] = kernel["phase"]
            launched.add(op)
    macs = {"forward": 0, "backward": 0}
    for op in operators:
        if is_product(op["rule"]) and op["id"] in launched:
            macs[phase[op["id"]]] += op["macs"]

    # A view stands for what it shows; views of gradients are of the backward.
    first_operand, incoming = {}, {}
    for edge in workload["edges"]:
        incoming.setdefault(edge["consumer"], []).append(edge)
    for op in operators:
        if op["id"] not in launched and incoming.get(op["id"]):
            first_operand[op["id"]] = incoming[op["id"]][0]["producer"]

    def root(op):
        while op in first_operand:
            op = first_operand[op]
        return op

    kept = set()
    for edge in workload["edges"]:
        source = root(edge["producer"])
        if phase.get(edge["consumer"]) != "backward" or phase.get(source) != "forward":
            continue
        if operators[source]["op"].startswith("softmax_cross_entropy"):
            continue
        results = [tensor_bytes(shape) for shape in operators[source]["results"]]
        whole = edge["bytes"] if edge["bytes"] in results else results[0]
        kept.add((source, whole))
    return macs, sum(size for _, size in kept)


def measured(name, batch, device):
    """The same of PyTorch."""
    import timm
    import torch
    from torch.utils.flop_counter import FlopCounterMode

    with torch.device(device):
        model = timm.create_model(name).train()
        x = torch.empty(batch, *model.default_cfg["input_size"])
    own = {t.untyped_storage()._cdata for t in [x, *model.parameters(), *model.buffers()]}
    kept = {}

    def pack(tensor):
        storage = tensor.untyped_storage()
        if storage._cdata not in own:
            kept[storage._cdata] = storage  # held, so that no other takes its place
        return tensor

    with FlopCounterMode(display=False) as forward:
        with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
            y = model(x)
    with FlopCounterMode(display=False) as backward:
        y.backward(torch.empty_like(y))
    macs = {"forward": forward.get_total_flops() // 2, "backward": backward.get_total_flops() // 2}
    return macs, sum(storage.nbytes() for storage in kept.values())


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("perf_opt")
    parser.add_argument("models", type=pathlib.Path)
    parser.add_argument("names", nargs="*", metavar="MODEL")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--device", default="meta", help="where PyTorch runs: meta (nothing is computed) or cpu")
    arguments = parser.parse_args()
    print(f"batch {arguments.batch}, device {arguments.device}")
    print("| model | forward GMAC | torch | backward GMAC | torch | kept MB | torch | difference |")
    print("|---|---|---|---|---|---|---|---|")
    for name in arguments.names or MODELS:
        ours, kept = counted(features(arguments.perf_opt, arguments.models / f"{name}.onnx.xz", arguments.batch))
        theirs, saved = measured(name, arguments.batch, arguments.device)
        cells = [f"{ours[p] / 1e9:.3f} | {theirs[p] / 1e9:.3f}" for p in ("forward", "backward")]
        print(f"| {name} | {cells[0]} | {cells[1]} | {kept / 1e6:.1f} | {saved / 1e6:.1f} | {100 * (kept / saved - 1):+.1f} % |",
              flush=True)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Puts the operator and cost study of the thesis (chapter 3) beside what the roofline says of it.

    utils/mtd_study.py --perf-opt build/release/bin/perf-opt --out docs/studies/mtd

The study: K. Panner Selvam, Performance Prediction Models for Deep Learning, PhD thesis, University of Luxembourg, orbilu
10993/64557. Section 3.4.1 varies one convolution of the MAELSTROM temperature downscaling (MTD) network; Tables 3.2 to 3.4
time the network and price it. Writes operators.csv (a row for each operator, device, type and pass), rooflines as SVG, and
prints the tables of docs/studies/mtd/README.md as Markdown. Standard library only.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UNET = ROOT / "tests" / "models" / "unet_mtd.onnx.xz"
V100, A100 = "v100-sxm2-16gb", "a100-sxm4-40gb"
DEVICES = {"V100": V100, "A100": A100}
DTYPES = {"fp32": "f32", "fp16": "f16"}
PASSES = {"forward": "fwd", "backward": "bwd"}

# Section 3.4.1: a tensor of 128x96x112, 56 filters of 3x3, stride 3, batch 32; one of them is varied at a time.
HEIGHT, WIDTH, CHANNELS = 128, 96, 112
BASE = {"batch": 32, "stride": 3, "kernel": 3, "filters": 56}
VARIED = {"batch": (16, 32, 64), "stride": (2, 3, 4, 5), "kernel": (3, 5, 7), "filters": (56, 112, 224)}

# Table 3.2: seconds of one epoch, by device, batch and precision. 20,496 samples (section 3.2.1); the share that was kept
# for validation is not said, so all of them make up an epoch.
EPOCH_S = {
    ("V100", 32, "fp32"): 40.07, ("V100", 32, "mixed"): 26.34, ("V100", 64, "fp32"): 38.66, ("V100", 64, "mixed"): 24.78,
    ("A100", 32, "fp32"): 21.53, ("A100", 32, "mixed"): 18.52, ("A100", 64, "fp32"): 20.39, ("A100", 64, "mixed"): 16.98,
}  # fmt: skip
BUSY_PCT = {
    ("V100", 32, "fp32"): 90.53, ("V100", 32, "mixed"): 81.86, ("V100", 64, "fp32"): 91.38, ("V100", 64, "mixed"): 83.55,
    ("A100", 32, "fp32"): 22.38, ("A100", 32, "mixed"): 19.27, ("A100", 64, "fp32"): 22.46, ("A100", 64, "mixed"): 22.02,
}  # fmt: skip
SAMPLES = 20496
# Table 3.3: seconds of wall clock of one inference and the share of the device in use, in percent. The batch is not said.
INFERENCE_S = {
    ("V100", "fp32"): (0.09, 8.1), ("V100", "mixed"): (0.051, 3.2), ("A100", "fp32"): (0.10, 2.6), ("A100", "mixed"): (0.037, 1.1),
}  # fmt: skip
# Table 3.4: ten trainings of 70 epochs; seconds of an epoch from the distributed runs (section 3.4.5).
TRAININGS, EPOCHS = 10, 70
RUN_EPOCH_S = {("V100", 1): 32.8, ("V100", 4): 22.3, ("A100", 1): 22.88, ("A100", 4): 18.94}
CLOUD_COST = [  # cloud, instance, device, GPUs that trained, $ an hour, $ in all
    ("AWS", "p4d.24xlarge", "A100", 4, 32.77, 120.92),  # eight GPUs, priced with the time of four
    ("AWS", "p3.2xlarge", "V100", 1, 3.06, 19.52),
    ("AWS", "p3.8xlarge", "V100", 4, 12.24, 53.12),
    ("GCP", "A100", "A100", 1, 2.93, 13.03),
    ("GCP", "A100", "A100", 4, 11.74, 43.32),
    ("GCP", "V100", "V100", 1, 2.48, 15.82),
    ("GCP", "V100", "V100", 4, 9.92, 43.05),
    ("Azure", "NC6s v3", "V100", 1, 3.06, 19.52),
    ("Azure", "NC24rs v3", "V100", 4, 13.46, 58.41),
    ("Azure", "NC24ads v4", "A100", 1, 3.67, 16.33),
    ("Azure", "NC96ads v4", "A100", 4, 14.69, 54.20),
]
# Section 3.4.5: 10^4 inferences, seconds each and $ an hour.
INFERENCE_COST = [("AWS c5.4xlarge, 16 cores", 5.15, 0.68, 9.724), ("GCP, one A100", 0.037, 2.93, 0.301)]


@dataclass(frozen=True)
class Conv:
    batch: int
    stride: int
    kernel: int
    filters: int

    @property
    def name(self) -> str:
        return f"n{self.batch}_s{self.stride}_k{self.kernel}_f{self.filters}"

    @property
    def output(self) -> tuple[int, int]:
        """Rows and columns with padding="same": the extent over the stride, rounded up."""
        return -(-HEIGHT // self.stride), -(-WIDTH // self.stride)

    def pads(self) -> list[int]:
        """Top, left, bottom, right, so that the output has its rows and columns; the odd one goes to the end."""
        rows, columns = self.output
        missing = [max((n - 1) * self.stride + self.kernel - size, 0) for n, size in ((rows, HEIGHT), (columns, WIDTH))]
        before = [total // 2 for total in missing]
        return [*before, *(total - first for total, first in zip(missing, before))]

    def body(self, element: str, tag: str) -> tuple[str, str, str]:
        """Type of the input, type of the result, and the convolution from %x{tag} to %y{tag}.

        It stands behind a scaling, so that its backward pass has to make the gradient of its input, too.
        """
        x = f"tensor<{self.batch}x{CHANNELS}x{HEIGHT}x{WIDTH}x{element}>"
        w = f"tensor<{self.filters}x{CHANNELS}x{self.kernel}x{self.kernel}x{element}>"
        b, (rows, columns) = f"tensor<{CHANNELS}x1x1x{element}>", self.output
        y = f"tensor<{self.batch}x{self.filters}x{rows}x{columns}x{element}>"
        attributes = f"pads = array<i64: {', '.join(map(str, self.pads()))}>, strides = array<i64: {self.stride}, {self.stride}>"
        text = (
            f'  %b{tag} = nn.weight "before{tag}" : {b}\n  %w{tag} = nn.weight "conv{tag}" : {w}\n'
            f"  %s{tag} = nn.mul %x{tag}, %b{tag} : ({x}, {b}) -> {x}\n"
            f'  %y{tag} = nn.conv %s{tag}, %w{tag} {{{attributes}}} : ({x}, {w}) -> {y} loc("{self.name}")\n'
        )
        return x, y, text


def module(convs: list[Conv], element: str) -> str:
    """The operators side by side in one function."""
    parts = [conv.body(element, str(i)) for i, conv in enumerate(convs)]
    inputs = ", ".join(f"%x{i}: {x}" for i, (x, _, _) in enumerate(parts))
    results, values = ", ".join(y for _, y, _ in parts), ", ".join(f"%y{i}" for i in range(len(parts)))
    body = "".join(text for _, _, text in parts)
    return f"func.func @main({inputs}) -> ({results}) {{\n{body}  return {values} : {results}\n}}\n"


def cases() -> list[tuple[str, int, Conv]]:
    """What is varied, its value, and the operator."""
    return [(what, value, Conv(**{**BASE, what: value})) for what, values in VARIED.items() for value in values]


def run(perf_opt: Path, *arguments: object) -> str:
    command = [str(perf_opt), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"error: {' '.join(command)}: {done.stderr.strip()}")
    return done.stdout


def analyze(perf_opt: Path, *arguments: object) -> dict:
    return json.loads(run(perf_opt, "analyze", *arguments, "--format", "json"))


def operator_rows(perf_opt: Path, folder: Path) -> list[dict]:
    """One row for each operator, device, type and pass."""
    rows = []
    for what, value, conv in cases():
        for dtype, element in DTYPES.items():
            model = folder / f"{conv.name}_{dtype}.mlir"
            model.write_text(module([conv], element))
            report = analyze(
                perf_opt, model, "--mode", "training", "--optimizer", "none", "--device", ",".join(DEVICES.values())
            )
            for device, answer in zip(DEVICES, report["devices"]):
                for direction in PASSES:
                    kernels = [k for k in answer["kernels"] if k["family"] == "conv" and k["phase"] == direction]
                    rows.append({"varied": what, "value": value, "device": device, "dtype": dtype, "pass": direction} | summed(kernels))
    return rows


def draw(perf_opt: Path, folder: Path, out: Path) -> None:
    """The operators of Figures 3.5 and 3.6, forward and backward, on the ceilings of each device."""
    for varied in ("batch", "kernel"):
        convs = [conv for what, _, conv in cases() if what == varied]
        for dtype, element in DTYPES.items():
            model = folder / f"mtd_{varied}_{dtype}.mlir"
            model.write_text(module(convs, element))
            for device, entry in DEVICES.items():
                chart = out / f"{varied}_{device.lower()}_{dtype}.svg"
                training = ["--mode", "training", "--optimizer", "none", "--device", entry]
                run(perf_opt, "analyze", model, *training, "--format", "svg", "-o", chart)


def summed(kernels: list[dict]) -> dict:
    """The convolution kernels of one pass as one point of the roofline."""
    flops, time_s = (sum(k[key] for k in kernels) for key in ("flops", "time_ms"))
    time_s /= 1e3
    traffic = {level: sum(k[f"bytes_{level}"] for k in kernels) for level in ("l1", "l2", "hbm")}
    dearest = max(kernels, key=lambda k: k["time_ms"])
    return {
        "kernels": len(kernels),
        "gflop": f"{flops / 1e9:.4g}",
        "time_us": f"{time_s * 1e6:.4g}",
        "tflop_per_s": f"{flops / time_s / 1e12:.4g}",
        **{f"intensity_{level}": f"{flops / size:.4g}" for level, size in traffic.items()},
        "pipe": dearest["pipe"],
        "bound": dearest["bound"],
    }


class Study:
    """Look-up in the rows, for the findings."""

    def __init__(self, rows: list[dict]):
        self.rows = {(r["device"], r["dtype"], r["pass"], r["varied"], r["value"]): r for r in rows}

    def rate(self, device: str, dtype: str, direction: str, what: str) -> list[float]:
        """TFLOP/s for each value of what is varied, in order."""
        return [float(self.rows[device, dtype, direction, what, value]["tflop_per_s"]) for value in VARIED[what]]

    def locality(self, device: str, dtype: str, direction: str, inner: str, outer: str) -> float:
        """Bytes through the inner level for each byte of the outer, at the base operator: 1 is no reuse in between."""
        row = self.rows[device, dtype, direction, "batch", BASE["batch"]]
        return float(row[f"intensity_{outer}"]) / float(row[f"intensity_{inner}"])


def rises(values: list[float]) -> bool:
    return all(later > earlier for earlier, later in zip(values, values[1:]))


@dataclass(frozen=True)
class Finding:
    """A statement of section 3.4.1, and whether the model's figures say the same."""

    statement: str
    figures: Callable[[Study], str]
    holds: Callable[[Study], bool]


def rates(study: Study, *series: tuple[str, str, str, str]) -> str:
    return "; ".join(
        f"{device} {dtype} {PASSES[direction]} {' / '.join(f'{v:.3g}' for v in study.rate(device, dtype, direction, what))}"
        for device, dtype, direction, what in series
    )


def rate_finding(statement: str, series: list[tuple], holds: Callable[[list[float]], bool]) -> Finding:
    return Finding(statement, lambda s: rates(s, *series), lambda s: all(holds(s.rate(*one)) for one in series))


def everywhere(what: str) -> list[tuple[str, str]]:
    return [(device, direction) for device in DEVICES for direction in PASSES]


FINDINGS = [
    Finding(
        "Half precision outperforms single, forward and backward, on both",
        lambda s: "; ".join(
            f"{device} {PASSES[direction]} {s.rate(device, 'fp32', direction, 'batch')[1]:.3g} / {s.rate(device, 'fp16', direction, 'batch')[1]:.3g}"
            for device, direction in everywhere("batch")
        ),
        lambda s: all(
            half > single
            for device, direction in everywhere("batch")
            for what in VARIED
            for single, half in zip(s.rate(device, "fp32", direction, what), s.rate(device, "fp16", direction, what))
        ),
    ),
    rate_finding(
        "Half precision, forward: batches 16 and 32 perform less than 64",
        [(device, "fp16", "forward", "batch") for device in DEVICES],
        lambda v: v[2] > max(v[:2]),
    ),
    rate_finding(
        "A100 backward: from batch 16 to 64 performance does not grow linearly",
        [("A100", dtype, "backward", "batch") for dtype in DTYPES],
        lambda v: v[2] < 2 * v[1] and v[1] < 2 * v[0],
    ),
    rate_finding(
        "V100 backward, both precisions: stride 2 performs best",
        [("V100", dtype, "backward", "stride") for dtype in DTYPES],
        lambda v: v[0] == max(v),
    ),
    rate_finding(
        "A100 backward, half: strides 4 and 5 perform more than 2 and 3",
        [("A100", "fp16", "backward", "stride")],
        lambda v: min(v[2:]) > max(v[:2]),
    ),
    rate_finding(
        "V100 backward, both precisions, and A100 backward, single: performance grows with the kernel size",
        [("V100", "fp32", "backward", "kernel"), ("V100", "fp16", "backward", "kernel"), ("A100", "fp32", "backward", "kernel")],
        rises,
    ),
    rate_finding(
        "A100 backward, half: 5x5 performs more than 7x7", [("A100", "fp16", "backward", "kernel")], lambda v: v[1] > v[2]
    ),
    rate_finding(
        "V100 backward, both precisions, and A100 backward, half: performance grows with the filters",
        [("V100", "fp32", "backward", "filters"), ("V100", "fp16", "backward", "filters"), ("A100", "fp16", "backward", "filters")],
        rises,
    ),
    rate_finding(
        "A100 backward, single: 112 filters perform more than 224", [("A100", "fp32", "backward", "filters")], lambda v: v[1] > v[2]
    ),
    rate_finding(
        "Forward, half: 112 and 224 filters perform alike (within 10 %) and far above 56 (over 1.5 times)",
        [(device, "fp16", "forward", "filters") for device in DEVICES],
        lambda v: abs(v[2] / v[1] - 1) < 0.1 and v[1] > 1.5 * v[0],
    ),
    Finding(
        "V100 forward: L2 and HBM overlap (L2 saves little; under 1.25 bytes of L2 for one of HBM), L1 and L2 are apart",
        lambda s: "; ".join(
            f"{dtype} L2/HBM {s.locality('V100', dtype, 'forward', 'l2', 'hbm'):.2f}, L1/L2 {s.locality('V100', dtype, 'forward', 'l1', 'l2'):.2f}"
            for dtype in DTYPES
        ),
        lambda s: all(
            s.locality("V100", dtype, "forward", "l2", "hbm") < 1.25 < s.locality("V100", dtype, "forward", "l1", "l2") for dtype in DTYPES
        ),
    ),
    Finding(
        "The A100 has the better locality, forward: more bytes of L2 for one of HBM",
        lambda s: "; ".join(
            f"{device} {dtype} {s.locality(device, dtype, 'forward', 'l2', 'hbm'):.2f}" for dtype in DTYPES for device in DEVICES
        ),
        lambda s: all(
            s.locality("A100", dtype, "forward", "l2", "hbm") > s.locality("V100", dtype, "forward", "l2", "hbm") for dtype in DTYPES
        ),
    ),
]


def line(*cells: object) -> None:
    print("| " + " | ".join(map(str, cells)) + " |")


def header(*cells: object) -> None:
    line(*cells)
    line(*["---"] * len(cells))


def print_operators(study: Study) -> None:
    print("### Predicted performance, TFLOP/s\n")
    header("varied", "values", *[f"{device} {dtype} {direction}" for device in DEVICES for dtype in DTYPES for direction in PASSES])
    for what, values in VARIED.items():
        cells = [" / ".join(f"{v:.3g}" for v in study.rate(d, t, p, what)) for d in DEVICES for t in DTYPES for p in PASSES]
        line(what, " / ".join(map(str, values)), *cells)
    print()


def print_findings(study: Study) -> None:
    print("### Findings of section 3.4.1\n")
    header("the thesis measured", "the model says (TFLOP/s, values in order)", "the same?")
    for finding in FINDINGS:
        line(finding.statement, finding.figures(study), "yes" if finding.holds(study) else "**no**")
    print()


def latency_ms(perf_opt: Path, device: str, precision: str, batch: int, *arguments: object) -> float:
    dtype = "fp16" if precision == "mixed" else precision
    report = analyze(perf_opt, UNET, "--batch", batch, "--dtype", dtype, "--device", DEVICES[device], *arguments)
    return report["devices"][0]["latency_ms"]["value"]


def print_training(perf_opt: Path) -> dict:
    print("### Table 3.2: training, one GPU\n")
    header("GPU", "batch", "precision", "epoch measured, s", "step measured, ms", "step predicted, ms", "predicted / measured", "GPU in use, %")
    steps = {}
    for (device, batch, precision), epoch in EPOCH_S.items():
        step = latency_ms(perf_opt, device, precision, batch, "--mode", "training", "--optimizer", "adam")
        measured = 1e3 * epoch / (SAMPLES / batch)
        steps[device, batch, precision] = step
        busy = BUSY_PCT[device, batch, precision]
        line(device, batch, precision, epoch, f"{measured:.1f}", f"{step:.1f}", f"{step / measured:.2f}", busy)
    print()
    return steps


def print_inference(perf_opt: Path) -> None:
    print("### Table 3.3: inference\n")
    header("GPU", "precision", "wall clock, ms", "GPU in use, %", "predicted batch 1, ms", "predicted batch 32, ms")
    for (device, precision), (seconds, busy) in INFERENCE_S.items():
        ones = [latency_ms(perf_opt, device, precision, batch) for batch in (1, 32)]
        line(device, precision, f"{1e3 * seconds:.0f}", busy, *[f"{one:.2f}" for one in ones])
    print()


def print_cost(steps: dict) -> None:
    print("### Table 3.4: ten trainings of 70 epochs in the cloud\n")
    header("cloud", "instance", "GPUs", "$ an hour", "hours", "$ published", "$ computed", "$ of the device's part (predicted)")
    for cloud, instance, device, gpus, price, published in CLOUD_COST:
        hours = RUN_EPOCH_S[device, gpus] * EPOCHS * TRAININGS / 3600
        predicted = ""
        if gpus == 1:
            run_hours = steps[device, 64, "mixed"] / 1e3 * SAMPLES / 64 * EPOCHS * TRAININGS / 3600
            predicted = f"{price * run_hours:.2f}"
        line(cloud, instance, f"{gpus} {device}", price, f"{hours:.2f}", published, f"{price * hours:.2f}", predicted)
    print()
    header("10^4 inferences on", "s each", "$ an hour", "$ published", "$ computed")
    for machine, seconds, price, published in INFERENCE_COST:
        line(machine, seconds, price, published, f"{price * 1e4 * seconds / 3600:.3f}")
    print()


def write_csv(rows: list[dict], path: Path) -> None:
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--perf-opt", type=Path, required=True, help="the program to run")
    parser.add_argument("--out", type=Path, required=True, help="folder for operators.csv and the charts")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        rows = operator_rows(args.perf_opt, Path(folder))
        draw(args.perf_opt, Path(folder), args.out)
    write_csv(rows, args.out / "operators.csv")
    study = Study(rows)
    print_operators(study)
    print_findings(study)
    steps = print_training(args.perf_opt)
    print_inference(args.perf_opt)
    print_cost(steps)
    return 0


if __name__ == "__main__":
    sys.exit(main())

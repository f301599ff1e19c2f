#!/usr/bin/env python3
# Part of perf-opt, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs the benchmarks of a build and prints their tables as Markdown.

Stages: CPU time of one thread, the least of the repetitions; the ratio is to the
baseline on the same model in the same run. Processes: elapsed time from start to
end of `perf-opt analyze`, files in the page cache. Nothing is built or asserted.
"""

import argparse
import datetime
import json
import lzma
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
LARGEST_CHAIN = 1_000_000
EXTERNAL_BYTES = 10 * 1024**3


def run_stages(binary, repetitions, max_nodes):
    command = [binary, "--benchmark_format=json", f"--benchmark_repetitions={repetitions}"]
    too_long = [10**k for k in range(3, 7) if 10**k > max_nodes]
    if too_long:
        command.append(f"--benchmark_filter=-/chain/({'|'.join(map(str, too_long))})/")
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def collect(report):
    """{stage: {model: best run}}, {stage: (coefficient in ns, rms in %)}"""
    best, fits = {}, {}
    for entry in report["benchmarks"]:
        stage, *model = re.sub(r"/(min_time|repeats):[^/_]*", "", entry["run_name"]).split("/")
        if entry.get("error_occurred"):
            sys.exit(f"error: {entry['name']}: {entry['error_message']}")
        if entry["run_type"] == "iteration":
            runs = best.setdefault(stage, {})
            key = "/".join(model)
            if key not in runs or entry["cpu_time"] < runs[key]["cpu_time"]:
                runs[key] = entry
        elif entry["aggregate_name"] == "BigO":
            fits[stage] = (entry["cpu_coefficient"], fits.get(stage, (0, 0))[1])
        elif entry["aggregate_name"] == "RMS":
            fits[stage] = (fits[stage][0], 100 * entry["rms"])
    return best, fits


def number(value):
    return f"{value:.3g}" if value < 1000 else f"{value:.0f}"


def print_table(header, rows):
    print("| " + " | ".join(header) + " |")
    print("|---" * len(header) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def print_stages(best, fits):
    baseline = best["baseline"]
    models = sorted(baseline, key=lambda name: ("chain" in name, baseline[name]["nodes"]))
    titles = [name.replace("/", " ") if "chain" in name else f"{name} ({baseline[name]['nodes']:.0f} nodes)"
              for name in models]
    rows = []
    for stage, runs in best.items():
        cells = []
        for model in models:
            run = runs[model]
            ns = run["cpu_time"] * 1e6 / run["nodes"]
            ratio = run["cpu_time"] / baseline[model]["cpu_time"]
            cells.append(f"{number(run['cpu_time'])} / {number(ns)} / {number(ratio)}")
        coefficient, rms = fits[stage]
        rows.append([stage, *cells, f"{number(coefficient)} ns, {number(rms)} %"])
    print("ms / ns per node / ratio to the baseline; last: slope of the chains' linear fit, its rms\n")
    print_table(["stage", *titles, "fit"], rows)


def time_process(command):
    """Elapsed, user and system ms, and the largest resident set in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, close_fds=False)
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"error: {' '.join(map(str, command))}: exit code {process.returncode}")
    return 1e3 * elapsed, 1e3 * usage.ru_utime, 1e3 * usage.ru_stime, usage.ru_maxrss * 1024 / 1e6


def process_cases(perf_opt, folder):
    """{title: command}; the files lie in `folder`."""
    weights = f"{EXTERNAL_BYTES // 1024**3} GiB of external data"
    cases = {}
    for model, arguments in (("resnet50", []), ("gpt2", ["--seq", "128"])):
        packed = ROOT / "tests/models" / f"{model}.onnx.xz"
        for suffix, bytes_of_weights in (("", 0), (", " + weights, EXTERNAL_BYTES)):
            path = pathlib.Path(folder) / str(bytes_of_weights) / f"{model}.onnx"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(lzma.decompress(packed.read_bytes()))
            if bytes_of_weights:
                with open(f"{path}.data", "wb") as file:
                    file.truncate(bytes_of_weights)  # sparse: takes no space
            title = " ".join([model, *arguments]) + suffix
            cases[title] = [perf_opt, "analyze", path, *arguments]
    return cases


def print_processes(perf_opt, runs):
    with tempfile.TemporaryDirectory() as folder:
        cases = process_cases(perf_opt, folder)
        cases["--version"] = [perf_opt, "--version"]
        samples = {title: [] for title in cases}
        # The first round fills the page cache. In turns, so that the machine's load
        # falls on all alike.
        for turn in range(runs + 1):
            for title, command in cases.items():
                sample = time_process(command)
                if turn > 0:
                    samples[title].append(sample)
    rows = []
    for title, measured in samples.items():
        elapsed, user, system, resident = zip(*measured)
        values = (min(elapsed), statistics.median(elapsed), statistics.median(user),
                  statistics.median(system), max(resident))
        rows.append([title, *map(number, values)])
    print(f"perf-opt analyze, {runs} processes each; elapsed, user and system time in ms, memory in MB\n")
    print_table(["model", "least", "median", "user", "system", "largest resident set"], rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/release",
                        help="build folder with bin/ (default: build/release)")
    parser.add_argument("--repetitions", type=int, default=3, help="of each stage (default: 3)")
    parser.add_argument("--runs", type=int, default=20, help="processes for each model (default: 20)")
    parser.add_argument("--max-nodes", type=int, default=LARGEST_CHAIN,
                        help="longest chain (default: 10^6: takes minutes and gigabytes)")
    arguments = parser.parse_args()

    binaries = arguments.build / "bin"
    report = run_stages(binaries / "perfopt-benchmarks", arguments.repetitions, arguments.max_nodes)
    load = "/".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{datetime.date.today()}, {os.cpu_count()} cores, load {load} after the stages\n")
    print_stages(*collect(report))
    print_processes(binaries / "perf-opt", arguments.runs)


if __name__ == "__main__":
    main()

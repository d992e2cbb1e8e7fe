#!/usr/bin/env python3
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

"""The Python function beside the C++ row kernel: [8, 3, 1080, 1920] int8, on the same threads.

    PYTHONPATH=build/release/python /usr/bin/python3 bench/python_throughput.py \
        build/release/bench/swingproof_bench

Prints wall and processor time of one call, the least of several, and of Python's the user part, the
mean of them. A function that returns an array needs new memory, which the system zeroes: that is the
processor time beyond user time, and the row kernel is measured with it and without it. Then the
greatest memory of the process beside input and output. On a loaded machine only user time means
something.
"""

import json
import resource
import subprocess
import sys
import time
from typing import List, Tuple

import numpy as np

import swingproof

SHAPE = (8, 3, 1080, 1920)
REPETITIONS = 30


def clocks() -> Tuple[float, float, float]:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return time.perf_counter(), usage.ru_utime + usage.ru_stime, usage.ru_utime


def python_milliseconds() -> List[float]:
    batch = np.random.default_rng(1).integers(-128, 128, SHAPE, dtype=np.int8)
    times = []
    for _ in range(REPETITIONS):
        before = clocks()
        swingproof.centered_yuv2rgb(batch, "full")
        times.append([1e3 * (after - start) for after, start in zip(clocks(), before)])
    walls, processors, users = zip(*times)
    return [min(walls), min(processors), sum(users) / len(users)]  # the split is by clock ticks


def row_kernel_milliseconds(program: str, is_reused: int) -> Tuple[float, float]:
    arguments = [f"--benchmark_filter=^row_kernel_batch/{is_reused}/", "--benchmark_format=json"]
    result = subprocess.run([program, *arguments], check=True, capture_output=True)
    runs = [run for run in json.loads(result.stdout)["benchmarks"] if run["run_type"] == "iteration"]
    return min(run["real_time"] for run in runs), min(run["cpu_time"] for run in runs)


def main() -> None:
    idle = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    wall, processor, user = python_milliseconds()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    arrays = 2 * float(np.prod(SHAPE)) / 2**20
    print(f"{'one batch, ms':<44}{'wall':>8}{'processor':>11}{'user':>8}")
    print(f"{'swingproof.centered_yuv2rgb':<44}{wall:8.1f}{processor:11.1f}{user:8.1f}")
    for is_reused, name in enumerate(("into new memory", "into memory used before")):
        theirs = row_kernel_milliseconds(sys.argv[1], is_reused)
        print(f"{'C++ row kernel, ' + name:<44}{theirs[0]:8.1f}{theirs[1]:11.1f}")
        ratios = f"{wall / theirs[0]:8.2f}{processor / theirs[1]:11.2f}"
        # Nothing is zeroed there: all of its processor time is user time.
        print(f"{'  ratio':<44}{ratios}" + (f"{user / theirs[1]:8.2f}" if is_reused else ""))
    print(f"memory beyond input and output: {peak - idle - arrays:.1f} MiB")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

"""Makes docs/peers.md: how far real libraries are from the exact conversion, over all 2^24 inputs.

    cmake --build build/release --target peers swingproof
    examples/peers/peers_table.py build/release > docs/peers.md
    examples/peers/peers_table.py build/release --check docs/peers.md

--check prints what differs and exits with 1. Exit code 77: the document was made with other versions
of the libraries than those installed, so that nothing can be compared; it says which.
"""

import difflib
import json
import pathlib
import subprocess
import sys
from decimal import Decimal

PEERS = ("libyuv", "opencv", "swscale", "zimg")
PACKAGES = {
    "libyuv": "libyuv-dev",
    "opencv": "libopencv-imgproc-dev",
    "swscale": "libswscale-dev",
    "zimg": "libzimg-dev",
}
HEAD = """# Peers: how exact other conversions are

The error of well-known libraries against exact BT.601 when they convert YUV 4:4:4 to 8-bit RGB, over all 2^24 inputs: `swingproof gate` with the
adapters of examples/peers, mean 128, std 128, q_scale 1/128 (one LSB is one grey level). Rounding to nearest errs by at most 0.5 LSB; none of
these libraries claims to be exact. The last rows are the model of the BPU's op, with 8-bit weights, which no BPU has confirmed. libswscale's blue
at studio swing wraps from 255 to 0 for some inputs that are not legal.

| conversion | swing | max error, LSB: R, G, B | rms, LSB: R, G, B | codes that differ, %: R, G, B |
| :--- | :--- | ---: | ---: | ---: |
"""


def measure(build, library, swing):
    """The gate's verdict on one kernel; None where it does not support the swing."""
    command = [f"{build}/cli/swingproof", "gate", "--kernel", library, "--swing", swing, "--json", "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    verdict = json.loads(done.stdout)
    deployment = verdict["deployments"][0]
    return None if deployment["status"] == "skipped" else (verdict["kernel"], deployment)


def row(name, swing, deployment):
    sets = [channel["all_inputs"] for channel in deployment["channels"]]
    greatest = ", ".join(f"{Decimal(each['max_abs_error']['value']):.4f}" for each in sets)
    rms = ", ".join(f"{Decimal(each['rms_error']):.4f}" for each in sets)
    differing = [each["inputs"] - each["code_difference"].get("0", 0) for each in sets]
    shares = ", ".join(
        f"{100 * Decimal(count) / each['inputs']:.4f}" for count, each in zip(differing, sets)
    )
    return f"| {name} | {swing} | {greatest} | {rms} | {shares} |"


def version(package):
    done = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True, check=True
    )
    return f"{package} {done.stdout}"


def versions():
    packages = ", ".join(version(PACKAGES[peer]) for peer in PEERS)
    return f"Debian packages: {packages}."


def document(build):
    lines = []
    libraries = [f"{build}/examples/peers/{peer}.so" for peer in PEERS]
    for library in [*libraries, f"{build}/examples/kernels/scalar.so"]:
        for swing in ("full", "studio"):
            measured = measure(build, library, swing)
            if measured is None:
                continue
            name = "the BPU's op (model)" if library.endswith("scalar.so") else measured[0]
            lines.append(row(name, swing, measured[1]))
    return HEAD + "\n".join(lines) + f"\n\n{versions()} Made by `examples/peers/peers_table.py build/release`.\n"


def check(build, path):
    kept = pathlib.Path(path).read_text(encoding="utf-8")
    if versions() not in kept:
        print(f"skipped: {path} was made with other libraries than these. {versions()}")
        return 77
    difference = list(difflib.unified_diff(kept.splitlines(), document(build).splitlines(), path, "now", lineterm=""))
    print("\n".join(difference) if difference else f"{path} is what the libraries give now")
    return 1 if difference else 0


def main():
    if len(sys.argv) == 4 and sys.argv[2] == "--check":
        sys.exit(check(sys.argv[1], sys.argv[3]))
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    print(document(sys.argv[1]), end="")


main()

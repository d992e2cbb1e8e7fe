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

How far well-known libraries are from exact BT.601 when they convert YUV 4:4:4 to RGB in 8 bits, over all 2^24 inputs, measured
by `swingproof gate` with the adapters of examples/peers. Their output is compared at the one setting where it is a code: mean
128, std 128, q_scale 1/128, so that a code is a byte of RGB less 128 and one LSB is one grey level.

A conversion that rounds the exact value to the nearest code is off by 0.5 LSB at most, and its codes differ from the ideal
ones (ties to even) only at ties, of which blue at full swing has many: 1.772 U. None of these libraries claims to be exact; the
table says what to expect of them, not what they promised, and most of the inputs are colours that no RGB has. The last rows
are this project's model of the BPU's op, which no BPU has confirmed yet; its weights have 8 bits.

libswscale's blue at studio swing wraps from 255 to 0 where Y is above 235 and U near its greatest: the error of 255. No legal
input is among these.

| conversion | swing | channel | max error, LSB | at (Y, U, V) | mean | rms | codes that differ |
| :--- | :--- | :--- | ---: | ---: | ---: | ---: | ---: |
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


def rows(name, swing, deployment):
    for channel in deployment["channels"]:
        errors = channel["all_inputs"]
        worst = errors["max_abs_error"]
        differing = errors["inputs"] - errors["code_difference"].get("0", 0)
        place = ", ".join(str(value) for value in worst["at"])
        yield (
            f"| {name} | {swing} | {channel['channel']} | {Decimal(worst['value']):.4f} | ({place}) "
            f"| {Decimal(errors['mean_error']):+.4f} | {Decimal(errors['rms_error']):.4f} "
            f"| {100 * Decimal(differing) / errors['inputs']:.4f} % |"
        )


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
            lines.extend(rows(name, swing, measured[1]))
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

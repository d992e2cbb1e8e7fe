#!/usr/bin/env python3
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

"""A kernel that is right, in Python with NumPy, for

    swingproof gate --exec 'python3 numpy_kernel.py'

The stimulus comes as NPY on stdin, the codes go as NPY to stdout, and the deployment is JSON in the
environment variable SWINGPROOF_DEPLOYMENT. A real driver of a board or of a vendor's package has the
same frame.
"""

import io
import json
import math
import os
import sys
from fractions import Fraction

import numpy as np

F = np.float32
FULL = (
    ([1.0, 0.0, 1.4020], 0.0110, 128.0),
    ([1.0, -0.3441, -0.7141], 0.0078, 128.0),
    ([1.0, 1.7720, 0.0], 0.0139, 128.0),
)
STUDIO = (
    ([1.164, 0.0, 1.596], 0.0125, 112 * 1.164),
    ([1.164, -0.392, -0.812], 0.0091, 112 * 1.164),
    ([1.164, 2.016, 0.0], 0.0158, 112 * 1.164),
)


def setting(text):
    """A setting as the plugin sees it: a double, then float32; a/b is divided in double."""
    if "x" in text.lower():
        parts = [float.fromhex(part) for part in text.split("/")]
    else:
        parts = [float(Fraction(part)) for part in text.split("/")]
    return F(parts[0] / parts[1] if len(parts) == 2 else parts[0])


def lower(constants, mean, std, q_scale):
    weights, weight_scale, offset = constants
    ws = F(weight_scale) / std
    w = [int(np.clip(np.floor(F(x) / std / ws + F(0.5)), -128, 127)) for x in weights]
    t = (F(offset) - mean) / std / ws
    bias = int(np.floor(t + F(0.5)))
    mantissa, exponent = math.frexp(float(np.clip(ws / q_scale, F(-32768), F(32767))))
    multiplier = int(np.clip(np.floor(F(mantissa) * F(32768) + F(0.5)), -32768, 32767))
    right = 15 - exponent
    pre = min(max(right - 22, 0), 17)
    post = min(max(right - pre, 0), 31)
    return w, bias, multiplier, pre, post


def main():
    deployment = json.loads(os.environ["SWINGPROOF_DEPLOYMENT"])
    mean, std = ([setting(text) for text in deployment[key]] for key in ("mean", "std"))
    mean, std = (values * 3 if len(values) == 1 else values for values in (mean, std))
    constants = FULL if deployment["swing"] == "full" else STUDIO
    if deployment["op"] == "centered_yuv2bgr":
        constants = constants[::-1]
    pixels = np.load(io.BytesIO(sys.stdin.buffer.read()))
    y, u, v = (pixels[..., j].astype(np.int32) for j in range(3))
    codes = np.empty_like(pixels)
    for c in range(3):
        w, bias, multiplier, pre, post = lower(
            constants[c], mean[c], std[c], setting(deployment["q_scale"])
        )
        product = np.clip((w[0] * y + w[1] * u + w[2] * v + bias) >> pre, -32768, 32767)
        product *= multiplier
        product += 1 << (post - 1) if post > 0 else 0
        codes[..., c] = np.clip(product >> post, -128, 127)
    # By way of memory: NumPy 2.2 cannot save into a pipe.
    result = io.BytesIO()
    np.save(result, codes)
    sys.stdout.buffer.write(result.getbuffer())


main()

# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

"""Horizon's centered_yuv2rgb as the BPU computes it, and exactly.

The plugin's four functions, bit for bit, on NumPy arrays and torch tensors:

    rgb2centered_yuv, bgr2centered_yuv    the training side
    centered_yuv2rgb, centered_yuv2bgr    the fallback op at the model's input

and what the command `swingproof` does, as dicts of its JSON:

    report, sweep, trace, lint, probe, certify, gate, tune, settle_plan, settle_judge, cube

swingproof.torch has modules that put the op in front of a model. All of it is computed by the same
C++ as the command; this package has no arithmetic of its own. No BPU has confirmed the model yet:
`notice` is the sentence that goes with every figure.
"""

from ._core import Deployment, __version__, notice
from ._documents import (
    Probe,
    SettlePlan,
    Tuning,
    certify,
    gate,
    lint,
    probe,
    report,
    settle_judge,
    settle_plan,
    sweep,
    trace,
    tune,
)
from ._functions import (
    SwingWarning,
    bgr2centered_yuv,
    centered_yuv2bgr,
    centered_yuv2rgb,
    cube,
    rgb2centered_yuv,
)

__all__ = [
    "Deployment",
    "Probe",
    "SettlePlan",
    "SwingWarning",
    "Tuning",
    "__version__",
    "bgr2centered_yuv",
    "centered_yuv2bgr",
    "centered_yuv2rgb",
    "certify",
    "cube",
    "gate",
    "lint",
    "notice",
    "probe",
    "report",
    "rgb2centered_yuv",
    "settle_judge",
    "settle_plan",
    "sweep",
    "trace",
    "tune",
]

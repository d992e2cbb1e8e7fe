# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

"""The plugin's functions by their names, signatures and defaults (horizon_plugin_pytorch,
functional.py), and whole cubes."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import numpy.typing as npt

from . import _core
from ._arrays import Arithmetic, ArrayOrTensor, Numbers, applied
from ._core import Deployment


class SwingWarning(UserWarning):
    """The swing is not the one that a BPU delivers."""


_warned_of_studio = False


def _warn_of_studio(swing: object) -> None:
    global _warned_of_studio
    if swing != "studio" or _warned_of_studio:
        return
    _warned_of_studio = True
    warnings.warn(
        "swing is studio, the plugin's default, but the BPU delivers full swing; "
        'pass swing="full" unless the camera pipeline is set to studio (said once)',
        SwingWarning,
        stacklevel=4,
    )


def _require_bool(exact: object) -> None:
    if not isinstance(exact, bool):
        raise TypeError(f"exact: expected a bool, got {type(exact).__name__}")


def _to_yuv(
    fallback_op: str, input: ArrayOrTensor, swing: str, march: str, exact: bool
) -> ArrayOrTensor:
    _require_bool(exact)
    deployment = Deployment(op=fallback_op, swing=swing, march=march)
    computation = "training_ideal" if exact else "training"
    return applied(lambda array: _core.convert(array, deployment, computation), input)


def rgb2centered_yuv(
    input: ArrayOrTensor, swing: str = "studio", *, march: str = "bayes", exact: bool = False
) -> ArrayOrTensor:
    """RGB to centered YUV, as the training-side op does.

    input: [N, 3, H, W] or [3, H, W], channels R, G, B, grey levels 0..255: integers, or float32 or
        float64 with integral values. Any strides; nothing is copied. NumPy array or torch tensor.
    swing: "full" (Y, U, V in -128..127) or "studio" (Y -112..107, U, V -112..112).
    exact: exact BT.601, rounded to nearest, ties up, in place of the deployed op.

    Returns Y, U, V as an array or tensor of the same shape: int8 for integers, the float type for
    floats. Raises ValueError for another shape, swing, march or a value that is no grey level,
    TypeError for another type. Source: horizon_plugin_pytorch, functional.py; docs/numerics.md, section 3.
    """
    return _to_yuv("centered_yuv2rgb", input, swing, march, exact)


def bgr2centered_yuv(
    input: ArrayOrTensor, swing: str = "studio", *, march: str = "bayes", exact: bool = False
) -> ArrayOrTensor:
    """BGR to centered YUV: rgb2centered_yuv with channels B, G, R."""
    return _to_yuv("centered_yuv2bgr", input, swing, march, exact)


def _to_codes(
    input: ArrayOrTensor, arithmetic: Arithmetic, exact: bool, **settings: Any
) -> ArrayOrTensor:
    _require_bool(exact)
    if exact and arithmetic is not None:
        raise ValueError("exact: the ideal codes have no arithmetic; give one of the two")
    deployment = Deployment(**settings)
    computation = "ideal" if exact else "fixed"
    result = applied(
        lambda array: _core.convert(array, deployment, computation, arithmetic), input
    )
    _warn_of_studio(settings["swing"])
    return result


def centered_yuv2rgb(
    input: ArrayOrTensor,
    swing: str = "studio",
    mean: Numbers = (128.0,),
    std: Numbers = (128.0,),
    q_scale: Numbers = 1.0 / 128.0,
    *,
    march: str = "bayes",
    arithmetic: Arithmetic = None,
    exact: bool = False,
) -> ArrayOrTensor:
    """Centered YUV to the int8 codes of normalised RGB: the fallback op, as the BPU computes it.

    input: [N, 3, H, W] or [3, H, W], Y, U, V in -128..127: int8, other integers (not uint8), or
        float32 or float64 with integral values. Any strides; nothing is copied. NumPy array or
        torch tensor.
    swing: "full", what a BPU delivers, or "studio", the plugin's default, which is warned of once.
    mean, std: 1 or 3 numbers in grey levels, in output order; list, tuple, array or tensor.
    q_scale: above 0; a code is worth std * q_scale grey levels. Numbers are taken as written, a
        float32 as its exact value; a number may be a list, array or tensor of one element.
    march: "bayes" or "bayes-e"; both compute the same.
    arithmetic: a model with one choice replaced, "bayes:post_rounding=floor", or the path of a
        file with constants or integers of your own, as --arithmetic of the command.
    exact: the exact codes, sat8(round_half_even(x)), in place of the model's.

    Returns int8 codes of the same shape, R, G, B, as an array or tensor like the input. Raises
    ValueError for another shape, for values and settings out of range, TypeError for another type.
    No BPU has confirmed the model yet. Source: horizon_plugin_pytorch, functional.py;
    docs/numerics.md, section 4.
    """
    return _to_codes(
        input,
        arithmetic,
        exact,
        op="centered_yuv2rgb",
        swing=swing,
        march=march,
        mean=mean,
        std=std,
        q_scale=q_scale,
    )


def centered_yuv2bgr(
    input: ArrayOrTensor,
    swing: str = "studio",
    mean: Numbers = (128.0,),
    std: Numbers = (128.0,),
    q_scale: Numbers = 1.0 / 128.0,
    *,
    march: str = "bayes",
    arithmetic: Arithmetic = None,
    exact: bool = False,
) -> ArrayOrTensor:
    """centered_yuv2rgb with B, G, R as output order, for codes, mean and std alike."""
    return _to_codes(
        input,
        arithmetic,
        exact,
        op="centered_yuv2bgr",
        swing=swing,
        march=march,
        mean=mean,
        std=std,
        q_scale=q_scale,
    )


def cube(
    deployment: Deployment, computation: str = "fixed", *, arithmetic: Arithmetic = None
) -> npt.NDArray[np.int8]:
    """All 2^24 inputs at once, as `swingproof dump` writes them: int8 (256, 256, 256, 3).

    computation: "fixed" (the model of the BPU), "ideal" (the exact op), both indexed by Y+128,
        U+128, V+128, or "training" (the training-side op) and "training_ideal" (exact BT.601,
        rounded), indexed by the three bytes of a pixel.
    """
    return _core.cube(deployment, computation, arithmetic)

# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

"""What the command prints as JSON, as dicts with the same keys and values in the same order.

Exact numbers are strings, as there: decimals with 12 digits, correctly rounded, and fractions "n/d".
"""

from __future__ import annotations

import json
import os
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Sequence, Union

import numpy as np
import numpy.typing as npt

from . import _core
from ._arrays import Arithmetic, array_of, is_tensor
from ._core import Deployment

Document = Dict[str, Any]
Path = Union[str, "os.PathLike[str]"]
Kernel = Callable[[npt.NDArray[np.int8]], Any]


def _deployment(value: object) -> Deployment:
    if not isinstance(value, Deployment):
        raise TypeError(
            f"deployment: expected a swingproof.Deployment, got {type(value).__name__}; "
            "Deployment.read(path) reads a file"
        )
    return value


def report(deployment: Deployment, *, arithmetic: Arithmetic = None) -> Document:
    """`swingproof report --json`: the exact error of the op over all 2^24 inputs.

    Takes some seconds. schemas/report.json has the keys: conv, channels, path, provenance, ...
    Errors are in LSB (one output code), grey-level errors in grey levels.
    """
    document: Document = json.loads(_core.report(_deployment(deployment), arithmetic))
    return document


def sweep(deployment: Deployment, *, arithmetic: Arithmetic = None) -> List[Document]:
    """`channels` of the report alone: the error of each output channel, in output order."""
    channels: List[Document] = json.loads(_core.sweep(_deployment(deployment), arithmetic))
    return channels


def trace(
    deployment: Deployment, y: int, u: int, v: int, *, arithmetic: Arithmetic = None
) -> Document:
    """`swingproof trace --json`: every stage of one input, exact beside the model.

    y, u, v: centered, each -128..127 (the stored byte minus 128).
    """
    document: Document = json.loads(_core.trace(_deployment(deployment), y, u, v, arithmetic))
    return document


def lint(
    deployment: Union[Deployment, Path],
    *,
    arithmetic: Arithmetic = None,
    input: Optional[str] = None,
) -> Document:
    """`swingproof lint --json`: mistakes in a deployment, or in a deployment file, with their cost.

    input: the one that is meant, if the file is a YAML of several.
    """
    if isinstance(deployment, (str, os.PathLike)):
        text = _core.lint_file(os.fspath(deployment), arithmetic, input)
    else:
        text = _core.lint_deployment(_deployment(deployment), arithmetic)
    document: Document = json.loads(text)
    return document


class Probe(NamedTuple):
    """pixels: int8 (N, 3), centered YUV to send to a board. document: `swingproof probe --json`."""

    pixels: npt.NDArray[np.int8]
    document: Document


def probe(
    deployment: Deployment,
    against: Union[str, Sequence[str], None] = None,
    *,
    tolerated: int = 0,
    arithmetic: Arithmetic = None,
) -> Probe:
    """`swingproof probe`: the few pixels that tell what a board computes.

    against: axes on which hypotheses have to be told apart (docs/numerics.md, section 7); None: all.
    tolerated: how many wrong pixels the capture may have; the pixels are repeated for that.
    """
    pixels, text = _core.probe(_deployment(deployment), against, tolerated, arithmetic)
    return Probe(pixels, json.loads(text))


def certify(
    deployment: Deployment,
    stimulus: Any,
    capture: Any,
    *,
    stimulus_layout: Optional[str] = None,
    layout: Optional[str] = None,
    tolerated: int = 0,
    arithmetic: Arithmetic = None,
) -> Document:
    """`swingproof certify --json`: does the board compute what the deployment declares?

    stimulus: int8 centered YUV, (N, 3), (H, W, 3), (3, H, W) or (1, 3, H, W); capture: the codes that
        came back for the same pixels in the same order, int8, or uint8 with the same bits.
    stimulus_layout, layout: "nhwc" or "nchw", of stimulus and capture where the shape does not tell.
    tolerated: how many pixels may differ, or be missing at the end.
    """
    sent, received = (array_of(each) if is_tensor(each) else each for each in (stimulus, capture))
    text = _core.certify(
        _deployment(deployment), sent, received, stimulus_layout, layout, tolerated, arithmetic
    )
    document: Document = json.loads(text)
    return document


class SettlePlan(NamedTuple):
    """document: plan.json. files: all files of the kit by their names, plan.json among them."""

    document: Document
    files: Dict[str, bytes]


def settle_plan(
    op: str = "centered_yuv2rgb", march: str = "bayes", *, mean_at_most: Optional[int] = None
) -> SettlePlan:
    """`swingproof settle plan`: deployments and pixels whose captures decide every choice of the model.

    mean_at_most: means from 0 to this alone, 128 or above, for compilers that refuse others.

    Takes some ten seconds. Write the files into a folder; names have one "/" at most.
    """
    files = _core.settle_plan(op, march, mean_at_most)
    return SettlePlan(json.loads(files["plan.json"]), files)


def settle_judge(
    kit: Path,
    captures: Optional[Path] = None,
    *,
    board: str = "an unnamed board",
    plugin: Optional[str] = None,
) -> Document:
    """`swingproof settle judge --json`: what the captures in a kit's folder say of each choice.

    captures: their folder, if it is another one.
    """
    folder = "" if captures is None else os.fspath(captures)
    document: Document = json.loads(_core.settle_judge(os.fspath(kit), folder, board, plugin))
    return document


class Tuning(NamedTuple):
    """document: `swingproof tune --json`. arithmetic: the text of a file for `arithmetic=`."""

    document: Document
    arithmetic: str


def tune(
    deployments: Union[Deployment, Sequence[Deployment]],
    objective: str = "max",
    *,
    set: str = "all_inputs",
    over: str = "worst",
    arithmetic: Arithmetic = None,
) -> Tuning:
    """`swingproof tune`: the least error that the op can have, and the constants that reach it.

    deployments: one, or several of one op and swing, which get the same constants.
    objective: "max" (the greatest error), "rms", or "mismatch" (codes that are not the ideal ones).
    set: of inputs, "all_inputs", "in_gamut" or, with studio swing, "legal".
    over: of several deployments, the "worst" or the "average".

    Write the arithmetic to a file to use it: pathlib.Path("tuned.toml").write_text(tuned.arithmetic),
    then report(deployment, arithmetic="tuned.toml"). What may change are the three weight scales of
    the plugin, as in the command's --freedom constants.
    """
    if isinstance(deployments, Deployment):
        deployments = [deployments]
    elif not isinstance(deployments, (list, tuple)):
        raise TypeError(
            "deployments: expected a swingproof.Deployment or a list of them, "
            f"got {type(deployments).__name__}"
        )
    each = [_deployment(deployment) for deployment in deployments]
    document, text = _core.tune(each, objective, set, over, arithmetic)
    return Tuning(json.loads(document), text)


def gate(
    kernel: Kernel,
    deployment: Deployment,
    *,
    arithmetic: Arithmetic = None,
    budget: Optional[Path] = None,
    baseline: Optional[Path] = None,
) -> Document:
    """`swingproof gate --json` for a callable: is it the model, bit for bit, over all 2^24 inputs?

    kernel: takes centered YUV, int8 (1, 3, H, W), and returns the codes as int8 of the same shape
        (array or tensor). It is called for the cube in 256 images of 256 x 256, then for the first
        one again and for images of other sizes; what differs then is a finding, and so are an
        exception, another shape or dtype, and a written input. It runs in this process: a crash or
        an endless loop is not caught, as it is by the command for a shared library.
    budget: a TOML file of limits; without one: bit-exact. baseline: the JSON of an earlier gate.

    The verdict is in ["verdict"], "pass" or "fail".
    """
    text = _core.gate(kernel, _deployment(deployment), arithmetic, budget, baseline)
    document: Document = json.loads(text)
    return document

# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

from os import PathLike
from typing import Any, Callable, Dict, Optional, Sequence, Tuple, Union

import numpy as np
import numpy.typing as npt

from ._arrays import Arithmetic, Numbers

__version__: str
notice: str

class Deployment:
    def __init__(
        self,
        *,
        op: str = ...,
        swing: str = ...,
        march: str = ...,
        mean: Numbers = ...,
        std: Numbers = ...,
        q_scale: Numbers = ...,
        rounding: str = ...,
        quant_stub_scale: Optional[Numbers] = ...,
        qat_q_scale: Optional[Numbers] = ...,
    ) -> None: ...
    @staticmethod
    def from_toml(text: str) -> Deployment: ...
    @staticmethod
    def read(
        path: Union[str, PathLike[str]],
        *,
        q_scale: Optional[Numbers] = ...,
        input: Optional[str] = ...,
    ) -> Deployment: ...
    @staticmethod
    def from_quant_stub(
        stub: Any,
        *,
        op: str = ...,
        swing: str = ...,
        march: str = ...,
        mean: Numbers = ...,
        std: Numbers = ...,
        rounding: str = ...,
        quant_stub_scale: Optional[Numbers] = ...,
        qat_q_scale: Optional[Numbers] = ...,
    ) -> Deployment: ...
    def to_toml(self) -> str: ...
    @property
    def op(self) -> str: ...
    @property
    def swing(self) -> str: ...
    @property
    def march(self) -> str: ...
    @property
    def mean(self) -> Tuple[str, str, str]: ...
    @property
    def std(self) -> Tuple[str, str, str]: ...
    @property
    def q_scale(self) -> str: ...
    @property
    def rounding(self) -> str: ...
    @property
    def quant_stub_scale(self) -> Optional[str]: ...
    @property
    def qat_q_scale(self) -> Optional[str]: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...

# The functions of swingproof.*, with JSON as text.

def convert(
    input: Any, deployment: Deployment, computation: str, arithmetic: Arithmetic = ...
) -> npt.NDArray[Any]: ...
def cube(
    deployment: Deployment, computation: str, arithmetic: Arithmetic = ...
) -> npt.NDArray[np.int8]: ...
def fallback_input(
    input: Any,
    deployment: Deployment,
    arithmetic: Arithmetic,
    chroma: str,
    conversion: str,
    delivered_swing: str,
) -> npt.NDArray[np.float32]: ...
def quantized_input(input: Any, deployment: Deployment) -> npt.NDArray[np.float32]: ...
def report(deployment: Deployment, arithmetic: Arithmetic) -> str: ...
def sweep(deployment: Deployment, arithmetic: Arithmetic) -> str: ...
def trace(
    deployment: Deployment, y: int, u: int, v: int, arithmetic: Arithmetic
) -> str: ...
def lint_deployment(deployment: Deployment, arithmetic: Arithmetic) -> str: ...
def lint_file(path: str, arithmetic: Arithmetic, input: Optional[str]) -> str: ...
def probe(
    deployment: Deployment,
    against: Union[str, Sequence[str], None],
    tolerated: int,
    arithmetic: Arithmetic,
) -> Tuple[npt.NDArray[np.int8], str]: ...
def certify(
    deployment: Deployment,
    stimulus: Any,
    capture: Any,
    stimulus_layout: Optional[str],
    layout: Optional[str],
    tolerated: int,
    arithmetic: Arithmetic,
) -> str: ...
def settle_plan(op: str, march: str, mean_at_most: Optional[int]) -> Dict[str, bytes]: ...
def settle_judge(kit: str, captures: str, board: str, plugin: Optional[str]) -> str: ...
def tune(
    deployments: Sequence[Deployment], objective: str, set: str, over: str, arithmetic: Arithmetic
) -> Tuple[str, str]: ...
def gate(
    kernel: Callable[[npt.NDArray[np.int8]], Any],
    deployment: Deployment,
    arithmetic: Arithmetic,
    budget: Union[str, PathLike[str], None],
    baseline: Union[str, PathLike[str], None],
) -> str: ...

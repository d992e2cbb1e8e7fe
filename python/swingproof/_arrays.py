# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

"""Arrays in, arrays out: NumPy's as they are, tensors through the array that shares their memory."""

from __future__ import annotations

import sys
from decimal import Decimal
from fractions import Fraction
from os import PathLike
from typing import TYPE_CHECKING, Any, Callable, Sequence, TypeVar, Union

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import torch

Array = npt.NDArray[Any]
Arithmetic = Union[str, "PathLike[str]", None]
Number = Union[int, float, str, Decimal, Fraction, "np.integer[Any]", "np.floating[Any]"]
Numbers = Union[Number, Sequence[Number], npt.NDArray[Any], "torch.Tensor"]
ArrayOrTensor = TypeVar("ArrayOrTensor", bound=Union[npt.NDArray[Any], "torch.Tensor"])


def is_tensor(value: object) -> bool:
    """Whether the value is a torch tensor; torch is not imported to find out."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.Tensor)


def array_of(tensor: Any) -> Array:
    """The array that shares a tensor's memory.

    Raises TypeError for a tensor that has no plain elements in the processor's memory, ValueError
    for one that wants a gradient: the op has none.
    """
    if tensor.is_quantized:
        raise TypeError("input: expected a plain tensor, got a quantized one; pass input.int_repr()")
    if tensor.device.type != "cpu":
        raise TypeError(
            f"input: expected a tensor on the cpu, got one on {tensor.device}; pass input.cpu()"
        )
    if tensor.requires_grad:
        raise ValueError("input: requires grad, but the op has no gradient; pass input.detach()")
    if str(tensor.layout) != "torch.strided":
        raise TypeError(f"input: expected a dense tensor, got {tensor.layout}; pass input.to_dense()")
    try:
        array: Array = tensor.numpy()
    except (TypeError, RuntimeError) as error:
        raise TypeError(
            "input: expected integers, or float32 or float64 with integral values, "
            f"got {tensor.dtype}"
        ) from error
    return array


def applied(function: Callable[[Any], Array], value: ArrayOrTensor) -> ArrayOrTensor:
    """function(value) for an array; for a tensor, the tensor of what it gives."""
    if not is_tensor(value):
        result: Any = function(value)
        return result  # type: ignore[no-any-return]
    import torch

    return torch.from_numpy(function(array_of(value)))  # type: ignore[no-any-return]

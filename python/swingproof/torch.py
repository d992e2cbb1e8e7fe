# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

"""What the fallback op costs a model: the accuracy with and without it is one loop over a validation
set.

    reference = QuantizedInput(deployment, model)   # the float model behind its own quantised input
    deployed = FallbackInput(deployment, model)     # the same model behind camera, BPU and op

Both take the images that the model's training began with, in grey levels, not normalised.
"""

from __future__ import annotations

from typing import Any, Optional

import torch
from torch import nn

from . import _core
from ._arrays import Arithmetic, array_of
from ._core import Deployment


def _require_deployment(deployment: object) -> None:
    if not isinstance(deployment, Deployment):
        raise TypeError(
            f"deployment: expected a swingproof.Deployment, got {type(deployment).__name__}"
        )


class _Input(nn.Module):
    """What FallbackInput and QuantizedInput have in common."""

    def __init__(self, deployment: Deployment, model: Optional[nn.Module] = None) -> None:
        super().__init__()
        _require_deployment(deployment)
        if model is not None and not isinstance(model, nn.Module):
            raise TypeError(f"model: expected a torch.nn.Module, got {type(model).__name__}")
        self.deployment = deployment
        self.model = model

    def _values(self, images: Any) -> Any:
        raise NotImplementedError

    def forward(self, images: torch.Tensor) -> Any:
        if not isinstance(images, torch.Tensor):
            raise TypeError(f"input: expected a torch tensor, got {type(images).__name__}")
        values = torch.from_numpy(self._values(array_of(images.detach().cpu())))
        values = values.to(images.device)
        return values if self.model is None else self.model(values)


class QuantizedInput(_Input):
    """The reference: what the model's QuantStub made of RGB images in training.

    deployment: its mean, std, q_scale and rounding; swing does not matter here.
    model: takes (images - mean) / std, float32; None: the module gives that itself.

    Input: [N, 3, H, W] or [3, H, W] in the op's channel order (RGB for centered_yuv2rgb), grey
    levels 0..255, integers or integral floats. It becomes sat8(round((p - mean) / (std q_scale)))
    times q_scale. Raises as centered_yuv2rgb does. Source: docs/numerics.md, section 5.
    """

    def _values(self, images: Any) -> Any:
        return _core.quantized_input(images, self.deployment)


class FallbackInput(_Input):
    """What the BPU gives the model: camera, image pyramid, fallback op in fixed point, dequantised.

    deployment: the fallback op as it is deployed. Deploy a wrong one to see what the mistake costs.
    model: takes (images - mean) / std, float32; None: the module gives that itself.
    chroma: "444", or "420": chroma shared by 2x2 pixels as in NV12, a plain mean, so that width and
        height must be even. How a real pipeline filters chroma is not published.
    conversion: what makes YUV of the images. "rgb2centered_yuv" is the training-side op, "bt601" and
        "bt709" are exact and nearest, "opencv_rgb2yuv" is OpenCV's.
    delivered_swing: of that YUV. "full" is what a BPU delivers, whatever the deployment says.
    arithmetic: as for centered_yuv2rgb.

    Input as for QuantizedInput. The output is float32 code * q_scale, which the model reads as
    normalised images. No BPU has confirmed the model of the op yet.
    """

    def __init__(
        self,
        deployment: Deployment,
        model: Optional[nn.Module] = None,
        chroma: str = "444",
        *,
        conversion: str = "rgb2centered_yuv",
        delivered_swing: str = "full",
        arithmetic: Arithmetic = None,
    ) -> None:
        super().__init__(deployment, model)
        self.chroma = chroma
        self.conversion = conversion
        self.delivered_swing = delivered_swing
        self.arithmetic = arithmetic
        self._values(torch.zeros(0, 3, 2, 2, dtype=torch.uint8).numpy())  # tells bad arguments now

    def _values(self, images: Any) -> Any:
        return _core.fallback_input(
            images,
            self.deployment,
            self.arithmetic,
            self.chroma,
            self.conversion,
            self.delivered_swing,
        )


__all__ = ["FallbackInput", "QuantizedInput"]

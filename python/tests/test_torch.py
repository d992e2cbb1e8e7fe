# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

"""Tensors, and the modules in front of a model. Skipped, and told by CTest, without torch."""

import copy
import importlib.util
import pathlib
import sys
from typing import Any

import numpy as np
import pytest

import swingproof as sp

torch = pytest.importorskip("torch", reason="no torch: tensors and swingproof.torch are UNTESTED")

from swingproof.torch import FallbackInput, QuantizedInput  # noqa: E402

DEPLOYMENT = sp.Deployment(
    mean=["123.675", "116.28", "103.53"], std=["58.395", "57.12", "57.375"], q_scale="0.0207"
)
EXAMPLE = pathlib.Path(__file__).parents[2] / "examples" / "python" / "accuracy_drop.py"


def pixels(*shape: int) -> Any:
    return torch.from_numpy(np.random.default_rng(1).integers(0, 256, shape).astype(np.uint8))


def yuv(*shape: int) -> Any:
    return torch.from_numpy(np.random.default_rng(2).integers(-128, 128, shape).astype(np.int8))


@pytest.mark.parametrize("function", [sp.centered_yuv2rgb, sp.centered_yuv2bgr])
def test_tensors_have_the_codes_of_arrays(function: Any) -> None:
    batch = yuv(2, 3, 5, 7)
    for view in (batch, batch.transpose(2, 3), batch[:, :, ::2], batch.to(torch.float32),
                 batch[:1].expand(4, 3, 5, 7), batch.to(memory_format=torch.channels_last)):
        codes = function(view, "full", torch.tensor([123.675]), [58.395], 0.0207)
        assert isinstance(codes, torch.Tensor) and codes.dtype == torch.int8
        expected = function(view.numpy(), "full", "123.675", "58.395", "0.0207")
        assert (codes.numpy() == expected).all()
    assert (batch == yuv(2, 3, 5, 7)).all()


def test_the_training_side_keeps_floats() -> None:
    batch = pixels(2, 3, 5, 7)
    result = sp.rgb2centered_yuv(batch.to(torch.float32))
    assert result.dtype == torch.float32
    assert (result.to(torch.int8) == sp.rgb2centered_yuv(batch)).all()


def test_a_tensor_is_not_copied() -> None:
    codes = sp.centered_yuv2rgb(yuv(3, 2, 2), "full")
    codes.add_(1)  # writable, and nobody else's


@pytest.mark.parametrize(
    ("tensor", "error", "words"),
    [
        (lambda: yuv(3, 2, 2).to(torch.float16), TypeError, "float16"),
        (lambda: yuv(3, 2, 2).to(torch.bfloat16), TypeError, "bfloat16"),
        (lambda: yuv(3, 2, 2).bool(), TypeError, "bool"),
        (lambda: yuv(3, 2, 2).to_sparse(), TypeError, "dense"),
        (lambda: yuv(3, 2, 2).float().requires_grad_(), ValueError, "no gradient"),
        (lambda: torch.quantize_per_tensor(torch.zeros(3, 2, 2), 1, 0, torch.qint8), TypeError, "int_repr"),
        (lambda: torch.zeros(3, 2, 2, device="meta"), TypeError, "cpu"),
        (lambda: yuv(3, 2, 2).float() / 3, ValueError, "integers from -128 to 127"),
        (lambda: yuv(2, 2, 3), ValueError, "moveaxis"),
    ],
)
def test_unfit_tensors(tensor: Any, error: Any, words: str) -> None:
    with pytest.raises(error, match=words):
        sp.centered_yuv2rgb(tensor(), "full")


def test_settings_may_be_tensors_of_one_element() -> None:
    expected = sp.centered_yuv2rgb(yuv(3, 2, 2), "full", 128, 128, 1 / 128)
    got = sp.centered_yuv2rgb(
        yuv(3, 2, 2), "full", torch.tensor([128]), torch.tensor([128]), torch.tensor([1 / 128])
    )
    assert (got == expected).all()
    scale = torch.tensor(1 / 127)  # a float32, which is taken exactly
    assert sp.Deployment(q_scale=scale).q_scale == "0.0078740157186985015869140625"


def test_quantized_input_is_the_quant_stub() -> None:
    images = torch.arange(256, dtype=torch.uint8).reshape(1, 1, 16, 16).expand(1, 3, 16, 16)
    got = QuantizedInput(DEPLOYMENT)(images)
    assert got.dtype == torch.float32 and got.shape == images.shape
    mean = np.array([123.675, 116.28, 103.53]).reshape(3, 1, 1)
    std = np.array([58.395, 57.12, 57.375]).reshape(3, 1, 1)
    x = (images.numpy() - mean) / (std * 0.0207)  # no ties here
    codes = np.clip(np.round(x), -128, 127)
    assert (got.numpy() == (codes.astype(np.float32) * np.float32(0.0207))).all()


def test_fallback_input_is_both_ops_one_after_the_other() -> None:
    images = pixels(2, 3, 6, 8)
    for deployment in (DEPLOYMENT, sp.Deployment(op="centered_yuv2bgr"), sp.Deployment(swing="studio")):
        is_bgr = deployment.op == "centered_yuv2bgr"
        delivered = (sp.bgr2centered_yuv if is_bgr else sp.rgb2centered_yuv)(images, "full")
        op = sp.centered_yuv2bgr if is_bgr else sp.centered_yuv2rgb
        codes = op(delivered, deployment.swing, deployment.mean, deployment.std, deployment.q_scale)
        expected = codes.numpy().astype(np.float32) * np.float32(eval(deployment.q_scale))
        got = FallbackInput(deployment)(images)
        assert got.dtype == torch.float32 and (got.numpy() == expected).all()


def test_420_shares_the_chroma_of_four_pixels() -> None:
    images = pixels(2, 3, 6, 8)
    delivered = sp.rgb2centered_yuv(images, "full").numpy().astype(int)
    blocks = delivered[:, 1:].reshape(2, 2, 3, 2, 4, 2).sum((3, 5))
    shared = np.floor((blocks + 2) / 4).astype(int)
    delivered[:, 1:] = shared.repeat(2, 2).repeat(2, 3)
    codes = sp.centered_yuv2rgb(
        delivered, "full", DEPLOYMENT.mean, DEPLOYMENT.std, DEPLOYMENT.q_scale
    )
    expected = codes.astype(np.float32) * np.float32(0.0207)
    assert (FallbackInput(DEPLOYMENT, chroma="420")(images).numpy() == expected).all()
    assert (FallbackInput(DEPLOYMENT)(images).numpy() != expected).any()
    with pytest.raises(ValueError, match="even"):
        FallbackInput(DEPLOYMENT, chroma="420")(images[:, :, :5])


def test_cameras_differ() -> None:
    images = pixels(1, 3, 32, 32)
    kinds = ("rgb2centered_yuv", "bt601", "bt709", "opencv_rgb2yuv")
    results = [FallbackInput(DEPLOYMENT, conversion=kind)(images) for kind in kinds]
    for i, one in enumerate(results):
        for other in results[i + 1 :]:
            assert (one != other).any()
    # Exact BT.601 loses the least on the way back.
    reference = QuantizedInput(DEPLOYMENT)(images)
    errors = [(result - reference).abs().mean() for result in results]
    assert errors[1] == min(errors)


def test_a_model_is_behind_it_and_keeps_its_life() -> None:
    model = torch.nn.Conv2d(3, 1, 1)
    network = FallbackInput(DEPLOYMENT, model)
    network(pixels(1, 3, 4, 4)).sum().backward()
    assert model.weight.grad is not None
    again = copy.deepcopy(network)
    assert (again(pixels(1, 3, 4, 4)) == network(pixels(1, 3, 4, 4))).all()
    assert set(network.state_dict()) == {"model.weight", "model.bias"}


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda: FallbackInput(DEPLOYMENT, chroma="422"), ValueError),
        (lambda: FallbackInput(DEPLOYMENT, conversion="bt2020"), ValueError),
        (lambda: FallbackInput(DEPLOYMENT, delivered_swing="half"), ValueError),
        (lambda: FallbackInput(DEPLOYMENT, arithmetic="best"), ValueError),
        (lambda: FallbackInput("full"), TypeError),  # type: ignore[arg-type]
        (lambda: FallbackInput(DEPLOYMENT, "resnet"), TypeError),
        (lambda: QuantizedInput(None), TypeError),  # type: ignore[arg-type]
        (lambda: QuantizedInput(DEPLOYMENT)(np.zeros((3, 2, 2))), TypeError),
        (lambda: QuantizedInput(DEPLOYMENT)(torch.rand(3, 2, 2)), ValueError),
        (lambda: FallbackInput(DEPLOYMENT)(torch.full((3, 2, 2), 256)), ValueError),
    ],
)
def test_unfit_modules(make: Any, error: Any) -> None:
    with pytest.raises(error):
        make()


@pytest.mark.slow  # trains three networks
def test_the_example_in_a_small_form(capsys: pytest.CaptureFixture[str]) -> None:
    spec = importlib.util.spec_from_file_location("accuracy_drop", EXAMPLE)
    assert spec is not None and spec.loader is not None
    example = importlib.util.module_from_spec(spec)
    sys.modules["accuracy_drop"] = example
    spec.loader.exec_module(example)
    example.main(["--train", "2048", "--test", "512", "--epochs", "6"])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 6 and lines[-1] == sp.notice
    rgb, fallback, trained_on_yuv, wrong = (float(line.split()[-2]) for line in lines[1:5])
    assert min(rgb, fallback, trained_on_yuv) > 60  # of 12.5 by chance
    assert wrong < fallback - 5

# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

"""What people have in hand: a toolchain's YAML, a trained model's QuantStub, exact training pixels."""

import pathlib
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import swingproof as sp

YAML = """
model_parameters: {march: 'bayes-e'}
input_parameters:
  input_name: 'image;boxes'
  input_type_rt: 'nv12;featuremap'
  input_type_train: 'rgb;featuremap'
  mean_value: '123.675 116.28 103.53;'
  scale_value: '0.01712475 0.017507 0.01742919;'
"""


def test_a_yaml_is_read_where_toml_is(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(YAML)
    deployment = sp.Deployment.read(path, input="image", q_scale=0.0207)
    assert deployment.march == "bayes-e"
    assert deployment.mean == ("123.675", "116.28", "103.53")
    assert deployment.std == ("1/0.01712475", "1/0.017507", "1/0.01742919")
    assert deployment == sp.Deployment.from_toml(deployment.to_toml())
    with pytest.raises(ValueError, match="q_scale"):
        sp.Deployment.read(path, input="image")
    with pytest.raises(ValueError, match="image, boxes"):
        sp.Deployment.read(path, q_scale=0.0207)
    rules = [finding["rule"] for finding in sp.lint(path, input="image")["findings"]]
    assert rules == ["q-scale-missing", "calibration-swing"]


def stub(**changes: Any) -> Any:
    attributes = {"scale": np.array([0.0207], np.float32), "zero_point": 0, "dtype": "qint8"}
    return SimpleNamespace(**{**attributes, **changes})


MEAN = np.array([123.675, 116.28, 103.53]).reshape(1, 3, 1, 1)


@pytest.mark.parametrize("scale", [np.array([0.0207], np.float32), np.float32(0.0207)])
def test_the_scale_of_a_quant_stub_is_taken_exactly(scale: Any) -> None:
    deployment = sp.Deployment.from_quant_stub(
        stub(scale=scale), mean=MEAN, std=[58.395, 57.12, 57.375], op="centered_yuv2bgr"
    )
    assert deployment.q_scale == str(Decimal(float(np.float32(0.0207))))
    assert deployment.mean == ("123.675", "116.28", "103.53")
    assert deployment.op == "centered_yuv2bgr"


def test_a_prepared_stub_has_the_scale_of_its_quantiser() -> None:
    prepared = SimpleNamespace(scale=None, activation_post_process=stub(scale=0.5))
    assert sp.Deployment.from_quant_stub(prepared).q_scale == "0.5"
    # The plugin's, with a fixed scale.
    fixed = SimpleNamespace(scale=0.5, zero_point=None, activation_post_process=stub(scale=0.5))
    assert sp.Deployment.from_quant_stub(fixed).q_scale == "0.5"


@pytest.mark.parametrize(
    ("wrong", "error", "words"),
    [
        (stub(zero_point=np.array([128])), ValueError, "stub.zero_point"),
        (stub(dtype="quint8"), ValueError, "stub.dtype: is \"quint8\""),
        (stub(dtype="qint16"), ValueError, "qint16"),
        (stub(scale=np.ones(3, np.float32)), ValueError, "fold per-channel scales into std"),
        (stub(scale=np.ones((1, 1), np.float32)), ValueError, "(1, 1)"),
        (stub(scale=0.0), ValueError, "stub.scale"),
        (stub(scale="wide"), ValueError, "stub.scale"),
        (stub(scale=None), TypeError, "has no scale"),
        (SimpleNamespace(scale=1.0, zero_point=0), TypeError, "has no dtype"),
        (object(), TypeError, "object has no scale"),
        (None, TypeError, "NoneType"),
    ],
)
def test_another_stub_is_refused_by_name(wrong: Any, error: Any, words: str) -> None:
    with pytest.raises(error) as raised:
        sp.Deployment.from_quant_stub(wrong, mean=128, std=128)
    assert words in str(raised.value)


def test_a_stub_has_the_q_scale_already() -> None:
    with pytest.raises(TypeError, match="q_scale"):
        sp.Deployment.from_quant_stub(stub(), q_scale=1)


def test_stubs_of_torch() -> None:
    torch = pytest.importorskip("torch", reason="no torch: its QuantStub is UNTESTED")
    quantization = torch.ao.quantization

    class Model(torch.nn.Module):  # type: ignore[misc,name-defined]
        def __init__(self) -> None:
            super().__init__()
            self.quant = quantization.QuantStub()

        def forward(self, x: Any) -> Any:
            return self.quant(x)

    model = Model()
    with pytest.raises(TypeError, match="QuantStub has no scale"):
        sp.Deployment.from_quant_stub(model.quant)
    fake = quantization.FakeQuantize.with_args(
        dtype=torch.qint8, quant_min=-128, quant_max=127, qscheme=torch.per_tensor_symmetric
    )
    model.qconfig = quantization.QConfig(activation=fake, weight=fake)
    prepared = quantization.prepare_qat(model.train())
    prepared(torch.linspace(-2.1, 2.6, 100))
    scale = str(Decimal(prepared.quant.activation_post_process.scale.item()))
    assert sp.Deployment.from_quant_stub(prepared.quant).q_scale == scale
    converted = quantization.convert(prepared.eval())
    assert sp.Deployment.from_quant_stub(converted.quant).q_scale == scale
    assert sp.Deployment.from_quant_stub(converted.quant, mean=torch.ones(3, 1, 1)).mean[0] == "1"


@pytest.mark.parametrize("swing", ["full", "studio"])
def test_exact_training_pixels(swing: str) -> None:
    rgb = np.random.default_rng(1).integers(0, 256, (3, 40, 50)).astype(np.uint8)
    exact = sp.rgb2centered_yuv(rgb, swing, exact=True)
    assert exact.dtype == np.int8
    assert (exact == sp.bgr2centered_yuv(rgb[::-1], swing, exact=True)).all()
    # BT.601 in 1/1000 of Y, ties up.
    red, green, blue = rgb.astype(np.int64)
    thousandths = 299 * red + 587 * green + 114 * blue
    if swing == "full":
        luma = (2 * thousandths + 1000) // 2000 - 128
    else:
        luma = (2 * 219 * thousandths + 255000) // (2 * 255000) + 16 - 128
    assert (exact[0] == luma).all()
    difference = sp.rgb2centered_yuv(rgb, swing).astype(int) - exact
    assert 0 < abs(difference).max() <= 2
    with pytest.raises(TypeError, match="exact"):
        sp.rgb2centered_yuv(rgb, swing, exact=1)  # type: ignore[arg-type]

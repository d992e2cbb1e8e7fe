# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

"""The four functions against the independent cubes, which `swingproof dump` equals as well."""

import hashlib
import warnings
from typing import Any

import numpy as np
import pytest

import swingproof as sp
from conftest import first_is_fast, golden

SETTINGS = [entry["setting"] for entry in golden()["op"]]


def sha256(array: Any) -> str:
    return hashlib.sha256(np.ascontiguousarray(array).tobytes()).hexdigest()


def deployment_of(setting: Any) -> sp.Deployment:
    return sp.Deployment(
        op=setting["op"],
        swing=setting["swing"],
        mean=setting["mean"],
        std=setting["std"],
        q_scale=setting["q_scale"],
    )


@pytest.mark.parametrize("entry", first_is_fast(golden()["op"]))
def test_codes_of_the_whole_cube_are_golden(entry: Any, cube_inputs: Any) -> None:
    setting = entry["setting"]
    function = getattr(sp, setting["op"])
    batch = np.moveaxis(cube_inputs, -1, 1)  # a view: (256, 3, 256, 256)
    options = {key: setting[key] for key in ("swing", "mean", "std", "q_scale")}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", sp.SwingWarning)
        fixed = function(batch, **options)
        exact = function(batch, exact=True, **options)
    assert fixed.dtype == np.int8 and fixed.shape == batch.shape
    assert sha256(np.moveaxis(fixed, 1, -1)) == entry["sha256_fixed"]
    assert sha256(np.moveaxis(exact, 1, -1)) == entry["sha256_ideal_half_even"]


@pytest.mark.parametrize("entry", first_is_fast(golden()["op"][:3]))
def test_cube_is_the_dump(entry: Any) -> None:
    deployment = deployment_of(entry["setting"])
    assert sha256(sp.cube(deployment)) == entry["sha256_fixed"]
    assert sha256(sp.cube(deployment, "ideal")) == entry["sha256_ideal_half_even"]


@pytest.mark.parametrize("entry", first_is_fast(golden()["forward"]))
def test_training_side_of_the_whole_cube_is_golden(entry: Any, cube_inputs: Any) -> None:
    function = getattr(sp, entry["op"])
    pixels = np.moveaxis((cube_inputs.view(np.uint8) ^ 0x80), -1, 1)  # 0..255, the dump's index
    yuv = function(pixels, swing=entry["swing"])
    assert yuv.dtype == np.int8
    assert sha256(np.moveaxis(yuv, 1, -1)) == entry["sha256"]


def test_signatures_and_defaults_are_the_plugins() -> None:
    import inspect

    for name in ("centered_yuv2rgb", "centered_yuv2bgr"):
        parameters = inspect.signature(getattr(sp, name)).parameters
        positional = {k: p.default for k, p in parameters.items() if p.kind != p.KEYWORD_ONLY}
        assert list(positional) == ["input", "swing", "mean", "std", "q_scale"]
        assert positional["swing"] == "studio"
        assert positional["mean"] == (128.0,) and positional["std"] == (128.0,)
        assert positional["q_scale"] == 1.0 / 128.0
        keywords = [k for k, p in parameters.items() if p.kind == p.KEYWORD_ONLY]
        assert keywords == ["march", "arithmetic", "exact"]
    for name in ("rgb2centered_yuv", "bgr2centered_yuv"):
        parameters = inspect.signature(getattr(sp, name)).parameters
        assert list(parameters) == ["input", "swing", "march", "exact"]
        assert parameters["swing"].default == "studio"


def test_studio_warns_once(monkeypatch: pytest.MonkeyPatch) -> None:
    import swingproof._functions as functions

    monkeypatch.setattr(functions, "_warned_of_studio", False)
    pixel = np.zeros((3, 1, 1), np.int8)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        sp.centered_yuv2rgb(pixel, "full")
        sp.rgb2centered_yuv(pixel)  # the training side may be studio
        assert caught == []
        sp.centered_yuv2rgb(pixel)
        sp.centered_yuv2bgr(pixel)
    assert [warning.category for warning in caught] == [sp.SwingWarning]
    assert caught[0].filename == __file__ and "full swing" in str(caught[0].message)


@pytest.mark.parametrize("march", ["bayes", "bayes-e"])
def test_marches_compute_the_same(march: str) -> None:
    pixels = np.arange(-48, 48).astype(np.int8).reshape(1, 3, 4, 8)
    expected = sp.centered_yuv2rgb(pixels, "full")
    assert (sp.centered_yuv2rgb(pixels, "full", march=march) == expected).all()


def test_arithmetic_changes_what_it_names(cube_inputs: Any) -> None:
    batch = np.moveaxis(cube_inputs[::16], -1, 1)
    deployment = sp.Deployment()
    floor = "bayes:post_rounding=floor"
    codes = sp.centered_yuv2rgb(batch, "full", arithmetic=floor)
    assert (codes == np.moveaxis(sp.cube(deployment, arithmetic=floor)[::16], -1, 1)).all()
    assert (codes != sp.centered_yuv2rgb(batch, "full")).any()


@pytest.mark.parametrize("dtype", ["i1", "i2", "i4", "i8", "f4", "f8"])
def test_integral_inputs_of_any_type_are_the_same(dtype: str) -> None:
    pixels = np.arange(-48, 48).astype(np.int8).reshape(1, 3, 4, 8)
    codes = sp.centered_yuv2rgb(pixels.astype(dtype), "full")
    assert codes.dtype == np.int8
    assert (codes == sp.centered_yuv2rgb(pixels, "full")).all()
    grey = np.arange(96).reshape(1, 3, 4, 8)
    yuv = sp.rgb2centered_yuv(grey.astype(dtype))
    assert yuv.dtype == (np.dtype(dtype) if dtype[0] == "f" else np.int8)
    assert (yuv == sp.rgb2centered_yuv(grey.astype(np.uint8))).all()


def test_normalisation_may_be_written_in_many_ways() -> None:
    from decimal import Decimal
    from fractions import Fraction

    pixels = np.arange(-48, 48).astype(np.int8).reshape(1, 3, 4, 8)
    expected = sp.centered_yuv2rgb(
        pixels, "full", ["123.675", "116.28", "103.53"], "58.395", "0.0207"
    )
    mean = (123.675, 116.28, 103.53)
    q_scales: Any = (0.0207, [0.0207], np.array([[0.0207]]), np.float64(0.0207), "207/10000")
    column = np.array(mean).reshape(1, 3, 1, 1)
    for mean_form in (mean, list(mean), np.array(mean), column[0], column):
        for std_form in (58.395, [58.395], Decimal("58.395"), Fraction(58395, 1000)):
            for q_scale in q_scales:
                codes = sp.centered_yuv2rgb(pixels, "full", mean_form, std_form, q_scale)
                assert (codes == expected).all()


def test_numbers_are_taken_as_written() -> None:
    deployment = sp.Deployment(mean=[123.675, 0, np.float64(0.1)], q_scale=1.0 / 128.0)
    assert deployment.mean == ("123.675", "0", "0.1")
    assert deployment.q_scale == "0.0078125"


def test_a_float32_is_its_value_exactly() -> None:
    scale = np.float32(1 / 127)
    exact = "0.0078740157186985015869140625"
    for form in (scale, np.array(scale), np.array([scale]), [scale]):
        assert sp.Deployment(q_scale=form).q_scale == exact
    assert sp.Deployment(std=np.full((3, 1, 1), scale)).std == (exact, exact, exact)


def test_empty_batches_have_empty_codes() -> None:
    for shape in ((0, 3, 4, 4), (2, 3, 0, 4), (2, 3, 4, 0), (3, 0, 0)):
        assert sp.centered_yuv2rgb(np.zeros(shape, np.int8), "full").shape == shape


def test_inputs_are_left_alone_and_may_be_read_only() -> None:
    pixels = np.arange(-48, 48).astype(np.int8).reshape(1, 3, 4, 8)
    before = pixels.copy()
    pixels.setflags(write=False)
    codes = sp.centered_yuv2rgb(pixels, "full")
    assert codes.flags.writeable and (pixels == before).all()
    assert not np.shares_memory(codes, pixels)

# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

"""Arrays that lie in memory in every way: the codes are those of a plain copy."""

from typing import Any, Tuple

import hypothesis.extra.numpy as arrays
import hypothesis.strategies as st
import numpy as np
from hypothesis import given

import swingproof as sp

CUBE = sp.cube(sp.Deployment(mean="123.675", std="58.395", q_scale="0.0207"))
SIDES = st.integers(1, 67)


def codes_of(batch: Any) -> Any:
    return sp.centered_yuv2rgb(batch, "full", 123.675, 58.395, 0.0207)


def expected_codes(batch: Any) -> Any:
    """One look into the cube for each pixel, by NumPy alone."""
    y, u, v = (np.asarray(plane).astype(int) + 128 for plane in np.moveaxis(batch, -3, 0))
    return np.moveaxis(CUBE[y, u, v], -1, -3)


def varied(shape: Tuple[int, ...], seed: int) -> Any:
    generator = np.random.default_rng(seed)
    return generator.integers(-128, 128, shape).astype(np.int8)


@given(st.data())
def test_views_have_the_codes_of_their_pixels(data: st.DataObject) -> None:
    # A larger array, from which axes in any order, steps in any direction and cuts make a view.
    axes = data.draw(st.permutations(range(4)))
    steps = [data.draw(st.sampled_from([-3, -2, -1, 1, 2, 3])) for _ in range(4)]
    sizes = [data.draw(st.integers(1, 3)), 3, data.draw(SIDES), data.draw(SIDES)]
    backing = [0, 0, 0, 0]
    for axis, size, step in zip(axes, sizes, steps):
        backing[axis] = size * abs(step) + data.draw(st.integers(0, 2))
    base = varied(tuple(backing), data.draw(st.integers(0, 2**32 - 1)))
    base = base.astype(data.draw(st.sampled_from(["i1", "i2", "i8", "f4", "f8"])))
    view: Any = base.transpose(axes)
    view = view[tuple(slice(None, None, step) for step in steps)]
    view = view[tuple(slice(0, size) for size in sizes)]
    assert view.shape == tuple(sizes)
    assert (codes_of(view) == expected_codes(view)).all()


@given(st.data(), SIDES, SIDES)
def test_broadcast_batches(data: st.DataObject, height: int, width: int) -> None:
    shape = (data.draw(st.integers(1, 3)), 3, height, width)
    kept = data.draw(st.lists(st.booleans(), min_size=4, max_size=4))
    source = varied(tuple(s if keep else 1 for s, keep in zip(shape, kept)), height * 71 + width)
    view = np.broadcast_to(source, shape)
    assert (codes_of(view) == expected_codes(view)).all()


@given(arrays.arrays(np.int8, st.tuples(st.just(3), SIDES, SIDES)))
def test_single_images_are_batches_of_one(image: Any) -> None:
    codes = codes_of(image)
    assert codes.shape == image.shape
    assert (codes == codes_of(image[None])[0]).all()
    assert (codes == expected_codes(image)).all()


@given(st.integers(1, 7), st.sampled_from(["i1", "i2", "f4", "f8"]))
def test_elements_need_not_be_aligned(offset: int, dtype: str) -> None:
    pixels = varied((2, 3, 5, 7), offset).astype(dtype)
    memory = np.zeros(pixels.nbytes + 8, np.uint8)
    view: Any = np.ndarray(pixels.shape, dtype, memory.data, offset)
    view[...] = pixels
    assert (codes_of(view) == expected_codes(pixels)).all()


@given(st.sampled_from([(1, 3, 1, 200000), (3, 3, 300, 257), (2, 3, 70000, 1)]), st.booleans())
def test_more_pixels_than_a_block(shape: Tuple[int, ...], fortran: bool) -> None:
    pixels = varied(shape, 1)
    view = np.asfortranarray(pixels) if fortran else pixels[..., ::-1]
    assert (codes_of(view) == expected_codes(view)).all()


@given(st.data())
def test_the_training_side_sees_the_same_pixels(data: st.DataObject) -> None:
    pixels = np.random.default_rng(data.draw(st.integers(0, 99))).integers(0, 256, (2, 3, 9, 11))
    dtype = data.draw(st.sampled_from(["u1", "i2", "u4", "i8", "u8", "f4", "f8"]))
    view = pixels.astype(dtype)[:, :, ::-2, 1::3]
    rgb = np.moveaxis(pixels[:, :, ::-2, 1::3], 1, 0)
    weights = np.array([[77, 150, 29], [-43, -84, 127], [127, -106, -21]])
    offsets = np.array([0, 128, 128]).reshape(3, 1, 1, 1)
    sums = np.tensordot(weights, rgb, 1) + 128 + 256 * offsets
    expected = np.moveaxis(np.trunc(sums / 256) - 128, 0, 1)
    assert (sp.rgb2centered_yuv(view, "full") == expected).all()
    mirrored = sp.bgr2centered_yuv(view[:, ::-1], "full")
    assert (mirrored == expected).all()

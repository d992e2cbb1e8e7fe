# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

"""Mistakes that users make: each gives its exception, with words that help, and nothing crashes.

The same rows run under AddressSanitizer in the preset asan-ubsan.
"""

from typing import Any, Callable, NamedTuple, Type

import numpy as np
import pytest

import swingproof as sp

PIXEL = np.zeros((3, 1, 1), np.int8)
NO_PIXELS = np.zeros((0, 3), np.int8)
BATCH = np.zeros((2, 3, 4, 4), np.int8)
DEPLOYMENT = sp.Deployment()


class Row(NamedTuple):
    what: str
    mistake: Callable[[], Any]
    error: Type[Exception]
    words: str  # a part of the message


def codes(*arguments: Any, **options: Any) -> Any:
    options.setdefault("swing", "full")
    return sp.centered_yuv2rgb(*arguments, **options)


def with_element(value: float, dtype: Any, at: Any = (1, 2, 3, 0)) -> Any:
    batch = BATCH.astype(dtype)
    batch[at] = value
    return batch


def read_only_probe() -> Any:
    return sp.probe(DEPLOYMENT, "swing").pixels


ROWS = [
    # The input's type.
    Row("a list of lists", lambda: codes([[[0]], [[0]], [[0]]]), TypeError, "got list"),
    Row("None", lambda: codes(None), TypeError, "got NoneType"),
    Row("a path", lambda: codes("frames.npy"), TypeError, "got str"),
    Row("bytes", lambda: codes(b"\0\0\0"), TypeError, "got bytes"),
    Row("stored bytes", lambda: codes(BATCH.view(np.uint8)), TypeError, "subtract 128"),
    Row("booleans", lambda: codes(BATCH.astype(bool)), TypeError, "got dtype bool"),
    Row("complex numbers", lambda: codes(BATCH.astype(complex)), TypeError, "complex128"),
    Row("objects", lambda: codes(BATCH.astype(object)), TypeError, "got dtype object"),
    Row("half floats", lambda: codes(BATCH.astype(np.float16)), TypeError, "got dtype float16"),
    Row("long doubles", lambda: codes(BATCH.astype(np.longdouble)), TypeError, "float32 or float64"),
    Row("the other byte order", lambda: codes(BATCH.astype(">i4")), TypeError, "native byte order"),
    Row("times", lambda: codes(BATCH.astype("m8[s]")), TypeError, "got dtype timedelta64[s]"),
    Row("records", lambda: codes(np.zeros((3, 1, 1), "i1,i1")), TypeError, "expected integers"),
    Row("a mask", lambda: codes(np.ma.masked_equal(BATCH, 0)), TypeError, "mask"),  # type: ignore[no-untyped-call]
    # Its shape.
    Row("channels last", lambda: codes(np.zeros((4, 4, 3), np.int8)), ValueError, "moveaxis"),
    Row("four channels", lambda: codes(np.zeros((1, 4, 4, 4), np.int8)), ValueError, "(1, 4, 4, 4)"),
    Row("one plane", lambda: codes(np.zeros((4, 4), np.int8)), ValueError, "[N, 3, H, W]"),
    Row("a scalar", lambda: codes(np.array(0, np.int8)), ValueError, "got ()"),
    Row("five axes", lambda: codes(BATCH[None]), ValueError, "(1, 2, 3, 4, 4)"),
    # Its values.
    Row("above the range", lambda: codes(with_element(128, "i2")), ValueError, "has 128 in image 1"),
    Row("below the range", lambda: codes(with_element(-129, "f4")), ValueError, "-128 to 127"),
    Row("a fraction", lambda: codes(with_element(0.5, "f8")), ValueError, "channel 2, row 3"),
    Row("not a number", lambda: codes(with_element(np.nan, "f4")), ValueError, "has nan"),
    Row("infinity", lambda: codes(with_element(-np.inf, "f8")), ValueError, "has -inf"),
    Row("2^63", lambda: codes(with_element(2**63, "u8")), ValueError, "has 9223372036854775808"),
    Row("an unfit view", lambda: codes(with_element(300, "i4")[::-1, :, ::3]), ValueError, "integers"),
    Row("grey above 255", lambda: sp.rgb2centered_yuv(with_element(256, "i2")), ValueError, "0 to 255"),
    Row("centered pixels", lambda: sp.rgb2centered_yuv(BATCH - 1), ValueError, "has -1 in image 0"),
    Row("normalised pixels", lambda: sp.bgr2centered_yuv(with_element(0.1, "f4")), ValueError, "grey"),
    # Settings.
    Row("an unknown swing", lambda: codes(PIXEL, swing="half"), ValueError, "full"),
    Row("a swing of no text", lambda: codes(PIXEL, swing=1), TypeError, "swing: expected a str"),
    Row("a march without the op", lambda: codes(PIXEL, march="bernoulli2"), ValueError, "bayes"),
    Row("two means", lambda: codes(PIXEL, mean=(1, 2)), ValueError, "1 or 3"),
    Row("no mean", lambda: codes(PIXEL, mean=()), ValueError, "got 0"),
    Row("a million means", lambda: codes(PIXEL, mean=np.zeros(10**6)), ValueError, "got 1000000"),
    Row("a matrix of means", lambda: codes(PIXEL, mean=np.ones((3, 3))), ValueError, "got 9"),
    Row("a set of means", lambda: codes(PIXEL, mean={1.0}), TypeError, "got set"),
    Row("means without digits", lambda: codes(PIXEL, mean=["a"]), ValueError, "mean"),
    Row("an infinite mean", lambda: codes(PIXEL, mean=float("inf")), ValueError, "mean"),
    Row("nested means", lambda: codes(PIXEL, mean=[[1.0]]), TypeError, "got list"),
    Row("a std of 0", lambda: codes(PIXEL, std=(1, 0, 1)), ValueError, "std"),
    Row("a negative std", lambda: codes(PIXEL, std=-128.0), ValueError, "std"),
    Row("a boolean std", lambda: codes(PIXEL, std=True), TypeError, "got bool"),
    Row("a q_scale of 0", lambda: codes(PIXEL, q_scale=0), ValueError, "q_scale"),
    Row("a q_scale for each", lambda: codes(PIXEL, q_scale=(1, 1, 1)), TypeError, "fold per-channel scales into std"),
    Row("a q_scale of None", lambda: codes(PIXEL, q_scale=None), TypeError, "got NoneType"),
    Row("a tiny q_scale", lambda: codes(PIXEL, q_scale="1e-60"), ValueError, "q_scale"),
    Row("an unknown arithmetic", lambda: codes(PIXEL, arithmetic="best"), ValueError, "bayes:"),
    Row(
        "exact with an arithmetic",
        lambda: codes(PIXEL, exact=True, arithmetic="bayes"),
        ValueError,
        "one of the two",
    ),
    Row("a march by position", lambda: sp.centered_yuv2rgb(PIXEL, "full", 0, 1, 1, "bayes"), TypeError, "positional"),  # type: ignore[misc]
    # Deployments and documents.
    Row("a dict for a deployment", lambda: sp.report({}), TypeError, "Deployment.read"),  # type: ignore[arg-type]
    Row("no such op", lambda: sp.Deployment(op="yuv2rgb"), ValueError, "centered_yuv2rgb"),
    Row("an unknown key", lambda: sp.Deployment.from_toml("[deployment]\nmeans = 1"), ValueError, "means"),
    Row("no such file", lambda: sp.Deployment.read("/nowhere.toml"), ValueError, "/nowhere.toml"),
    Row("no such computation", lambda: sp.cube(DEPLOYMENT, "float"), ValueError, "ideal"),
    Row("a stored Y", lambda: sp.trace(DEPLOYMENT, 235, 0, 0), ValueError, "y: expected"),
    Row("a fractional U", lambda: sp.trace(DEPLOYMENT, 0, 0.5, 0), TypeError, "u: expected"),  # type: ignore[arg-type]
    Row("a huge V", lambda: sp.trace(DEPLOYMENT, 0, 0, 10**30), ValueError, "v: expected"),
    Row("an unknown axis", lambda: sp.probe(DEPLOYMENT, "gamma"), ValueError, "output_order"),
    Row("an axis of no text", lambda: sp.probe(DEPLOYMENT, [1]), TypeError, "against"),  # type: ignore[list-item]
    Row("-1 tolerated", lambda: sp.probe(DEPLOYMENT, tolerated=-1), ValueError, "0 or above"),
    Row(
        "a capture of floats",
        lambda: sp.certify(DEPLOYMENT, read_only_probe(), np.zeros((3, 3))),
        TypeError,
        "capture: expected dtype int8",
    ),
    Row(
        "another probe's capture",
        lambda: sp.certify(DEPLOYMENT, read_only_probe(), np.zeros((999, 3), np.int8)),
        ValueError,
        "the stimulus has",
    ),
    Row("no pixels", lambda: sp.certify(DEPLOYMENT, NO_PIXELS, NO_PIXELS), ValueError, "stimulus: has no pixels"),
    Row("all tolerated", lambda: sp.certify(DEPLOYMENT, PIXEL, PIXEL, tolerated=1), ValueError, "any capture pass"),
    Row("a layout of four", lambda: sp.certify(DEPLOYMENT, PIXEL, PIXEL, layout="chwn"), ValueError, "nchw"),
    Row("nothing to tune", lambda: sp.tune([]), ValueError, "at least one"),
    Row("two swings to tune", lambda: sp.tune([DEPLOYMENT, sp.Deployment(swing="studio")]), ValueError, "deployments: names"),
    Row("a path to tune", lambda: sp.tune("d.toml"), TypeError, "got str"),  # type: ignore[arg-type]
    Row("an unknown objective", lambda: sp.tune(DEPLOYMENT, "mean"), ValueError, "rms"),
    Row("no legal inputs", lambda: sp.tune(DEPLOYMENT, set="legal"), ValueError, "swing"),
    Row("no arithmetic file", lambda: sp.report(DEPLOYMENT, arithmetic="none.toml"), ValueError, "none.toml"),
    Row("a number for an arithmetic", lambda: sp.report(DEPLOYMENT, arithmetic=1), TypeError, "a path"),  # type: ignore[arg-type]
    Row("a kernel's name", lambda: sp.gate("kernel.so", DEPLOYMENT), TypeError, "callable"),  # type: ignore[arg-type]
    Row("no such budget", lambda: sp.gate(abs, DEPLOYMENT, budget="/none.toml"), ValueError, "/none.toml"),
]


@pytest.mark.parametrize("row", ROWS, ids=[row.what.replace(" ", "_") for row in ROWS])
def test_each_mistake_gives_its_exception(row: Row) -> None:
    with pytest.raises(row.error) as caught:
        row.mistake()
    assert type(caught.value) is row.error  # and no subclass, such as UnicodeError
    assert row.words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "--" not in str(caught.value), "an option of the command"


def test_there_are_at_least_thirty_rows() -> None:
    assert len({row.what for row in ROWS}) == len(ROWS) >= 30


def test_the_first_unfit_value_is_told_whatever_the_threads_do() -> None:
    batch = np.zeros((8, 3, 300, 300), np.int32)
    batch[3:, 1, 200:, 7] = 999
    for _ in range(20):
        with pytest.raises(ValueError, match="image 3, channel 1, row 200, column 7"):
            codes(batch)


def test_more_memory_than_there_is() -> None:
    with pytest.raises((MemoryError, ValueError)):
        codes(np.broadcast_to(PIXEL, (2**15, 3, 2**15, 2**15)))

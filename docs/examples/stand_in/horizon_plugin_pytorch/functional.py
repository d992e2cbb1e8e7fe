# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0
import os
import subprocess
import tempfile

import numpy
import torch

from . import march
from .qtensor import QTensor


def _convert(op, pixels, swing, mean, std, q_scale):
    if pixels.dtype != "qint8" or pixels.scale.numpy().tolist() != [1.0]:
        raise ValueError("the input is not qint8 of scale 1")
    with tempfile.TemporaryDirectory() as folder:
        before, after = os.path.join(folder, "in.npy"), os.path.join(folder, "out.npy")
        numpy.save(before, pixels.data.numpy())
        subprocess.run(
            [
                os.environ["SWINGPROOF"],
                *("convert", before, "-o", after, "--with", "fixed", "--layout", "nchw"),
                *("--op", op, "--march", march.chosen, "--swing", swing),
                *("--mean=" + ",".join(map(repr, mean)), "--std=" + ",".join(map(repr, std))),
                *("--q-scale", repr(q_scale)),
            ],
            check=True,
        )
        return QTensor(torch.from_numpy(numpy.load(after)), q_scale, "qint8")


def centered_yuv2rgb(input, swing="studio", mean=(128.0,), std=(128.0,), q_scale=1.0 / 128.0):
    return _convert("centered_yuv2rgb", input, swing, mean, std, q_scale)


def centered_yuv2bgr(input, swing="studio", mean=(128.0,), std=(128.0,), q_scale=1.0 / 128.0):
    return _convert("centered_yuv2bgr", input, swing, mean, std, q_scale)

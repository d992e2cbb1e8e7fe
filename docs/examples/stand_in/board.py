# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0
"""For the tests of a kit's runners: not a board, but `swingproof convert` in its place.

A model file is a deployment file (TOML), with comments that say its input: "# layout nhwc", nchw or
nv12; "# dtype int8" or uint8; "# size 64x64". $SWINGPROOF is the program. A capture made with it says
nothing about Horizon's software or hardware.
"""

import os
import re
import subprocess
import tempfile

import numpy


class Model:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.text = file.read()
        self.path = path
        self.layout = re.search(r"# layout (\w+)", self.text).group(1)
        self.dtype = re.search(r"# dtype (\w+)", self.text).group(1)
        self.width, self.height = map(int, re.search(r"# size (\d+)x(\d+)", self.text).groups())
        sides = (self.height, self.width)
        self.shape = (1, 3) + sides if self.layout in ("nchw", "nv12") else (1,) + sides + (3,)

    def pixels(self, array):
        """The input as centered YUV, (H, W, 3)."""
        if self.layout == "nv12":
            flat = numpy.asarray(array, numpy.uint8).reshape(-1)
            luma = flat[: self.height * self.width].reshape(self.height, self.width)
            pairs = flat[luma.size :].reshape(self.height // 2, self.width // 2, 2)
            stored = numpy.dstack([luma, pairs.repeat(2, axis=0).repeat(2, axis=1)])
        else:
            if array.dtype != self.dtype or array.shape != self.shape:
                raise ValueError(f"{array.dtype} {array.shape}, not {self.dtype} {self.shape}")
            stored = array[0] if self.layout == "nhwc" else array[0].transpose(1, 2, 0)
            if self.dtype == "int8":
                return stored
        return (stored.astype(int) - 128).astype(numpy.int8)

    def run(self, array):
        """The op's codes, (1, H, W, 3)."""
        with tempfile.TemporaryDirectory() as folder:
            before, after = os.path.join(folder, "in.npy"), os.path.join(folder, "out.npy")
            numpy.save(before, numpy.ascontiguousarray(self.pixels(array)))
            program = [os.environ["SWINGPROOF"], "convert", before, self.path]
            subprocess.run(program + ["-o", after, "--with", "fixed"], check=True)
            return numpy.load(after)[None]

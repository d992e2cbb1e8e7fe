# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0
"""As on a board whose model dequantises its output: floats, channels first."""

import re
from types import SimpleNamespace

import numpy
from board import Model


class _Loaded:
    def __init__(self, path):
        self._model = Model(path)
        self.inputs = [SimpleNamespace(properties=SimpleNamespace(shape=self._model.shape))]

    def forward(self, array):
        codes = self._model.run(array).transpose(0, 3, 1, 2)
        above, _, below = re.search(r'q_scale = "([^"]+)"', self._model.text).group(1).partition("/")
        scale = numpy.float32(float(above) / float(below or 1))
        return [SimpleNamespace(buffer=codes.astype(numpy.float32) * scale)]


def load(path):
    return [_Loaded(path)]

# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0
"""For the test of run_hbm_runtime.py: the few names of hbm_runtime that it uses; see board.py."""

import numpy
from board import Model


class HB_HBMRuntime:
    def __init__(self, path):
        self._model = Model(path)
        is_separate = self._model.layout == "nv12"
        sides = (self._model.height, self._model.width)
        shapes = {"image": self._model.shape}
        if is_separate:
            shapes = {"y": (1,) + sides + (1,), "uv": (1, sides[0] // 2, sides[1] // 2, 2)}
        self.model_names = ["op"]
        self.input_names = {"op": list(shapes)}
        self.input_shapes = {"op": shapes}

    def run(self, given):
        if isinstance(given, dict):
            parts = given["op"]
            if {name: part.shape for name, part in parts.items()} != self.input_shapes["op"]:
                raise ValueError("the inputs have other shapes")
            given = numpy.concatenate([parts["y"].reshape(-1), parts["uv"].reshape(-1)])
        return {"op": {"codes": self._model.run(given)}}

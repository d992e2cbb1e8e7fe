# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0
"""For the test of run_probe.py: the few names of torch that it uses."""

import numpy


class Tensor:
    def __init__(self, array):
        self._array = array

    def numpy(self):
        return self._array


def from_numpy(array):
    return Tensor(array)


def ones(count):
    return Tensor(numpy.ones(count, numpy.float32))

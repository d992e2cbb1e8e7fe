#!/usr/bin/env python3
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0
"""Runs the probe of this folder on a board with hbm_runtime, the Python API of libdnn.

    python3 run_hbm_runtime.py MODEL.hbm     # or MODEL.bin; writes capture.npy and capture.json

No board has tried this script: it was run with a stand-in that has the same calls. What it rests on,
from D-Robotics' "Python API" of RDK S and X5:

  - hbm_runtime.HB_HBMRuntime(file) loads a model file; its first model is used.
  - run(array) takes the one input as a C-contiguous array; a model with the two inputs Y and UV takes
    run({model: {input: array}}).
  - run() returns {model: {output: array}}; the first output is the op's codes. Arrays are as the model
    declares them: dequantised, they are floats, which certify takes back to codes with --scale.
  - model_names, input_names[model] and input_shapes[model][input] describe the model.

The model must end in the op: QuantStub with scale 1, the op, no DeQuantStub; run_probe.py --build
makes such a one in the vendor's container.
"""

import hashlib
import json
import os
import sys

import numpy
from hbm_runtime import HB_HBMRuntime

FOLDER = os.path.dirname(os.path.abspath(__file__))


def read_probe():
    """probe.json, and probe.bin as it says: an array, or the bytes of a frame in 4:2:0."""
    with open(os.path.join(FOLDER, "probe.json"), encoding="utf-8") as file:
        probe = json.load(file)
    form = probe["layout"]["probe.bin"]
    pixels = numpy.fromfile(os.path.join(FOLDER, "probe.bin"), dtype=form["dtype"])
    if form["layout"] in ("nhwc", "nchw"):
        pixels = pixels.reshape(form["shape"])
    return probe, form, pixels


def check_shape(wanted, pixels):
    """Says which of the two shapes is wrong, before the runtime does in words of its own."""
    if pixels.ndim > 1 and tuple(wanted) != pixels.shape:
        sys.exit(
            f"the model's input is {tuple(wanted)}, the probe {pixels.shape}: write the kit with "
            "the model's size and layout, --image WxH --layout nhwc, nchw or nv12"
        )


def feed(runtime, form, pixels):
    """What run() takes: the array, or Y and UV by name where the model has two inputs."""
    names = list(getattr(runtime, "model_names", []))
    if not names:
        return pixels
    inputs = list(runtime.input_names[names[0]])
    if len(inputs) == 1:
        check_shape(runtime.input_shapes[names[0]][inputs[0]], pixels)
        return pixels
    if len(inputs) != 2 or form["layout"] != "nv12":
        sys.exit(f"the model has the inputs {inputs}, the probe is {form['layout']}")
    height, width = form["shape"]
    y = pixels[: height * width].reshape(1, height, width, 1)
    uv = pixels[height * width :].reshape(1, height // 2, width // 2, 2)
    return {names[0]: {inputs[0]: y, inputs[1]: uv}}


def first_array(result):
    """The first output, however deeply it lies."""
    while isinstance(result, (dict, list, tuple)):
        result = next(iter(result.values() if isinstance(result, dict) else result))
    return numpy.asarray(result)


def write_capture(probe, codes):
    """capture.npy, and capture.json with the probe's id: certify checks that they belong together."""
    if codes.ndim == 4 and codes.shape[1] != 3 and codes.shape[3] > 3:
        codes = codes[..., :3]  # channels padded by the board
    path = os.path.join(FOLDER, "capture.npy")
    numpy.save(path, numpy.ascontiguousarray(codes))
    with open(path, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    capture = {
        "id": probe["id"],
        "file": "capture.npy",
        "digests": {"capture.npy": digest},
        "runner": os.path.basename(__file__),
    }
    with open(os.path.join(FOLDER, "capture.json"), "w", encoding="utf-8") as file:
        json.dump(capture, file, indent=2)
    print(f"capture.npy: {codes.dtype} {codes.shape}; now: swingproof certify THIS_FOLDER")


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: python3 run_hbm_runtime.py MODEL.hbm")
    probe, form, pixels = read_probe()
    runtime = HB_HBMRuntime(sys.argv[1])
    write_capture(probe, first_array(runtime.run(feed(runtime, form, pixels))))


if __name__ == "__main__":
    main()

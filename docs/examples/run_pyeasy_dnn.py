#!/usr/bin/env python3
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0
"""Runs the probe of this folder on a board with hobot_dnn's pyeasy_dnn.

    python3 run_pyeasy_dnn.py MODEL.bin      # writes capture.npy and capture.json

No board has tried this script: it was run with a stand-in that has the same calls. What it rests on,
from the Python samples of RDK X3 and X5:

  - pyeasy_dnn.load(file) returns the models of a file; the first one is used.
  - models[0].forward(array) takes the one input: of NV12 all bytes of the frame as a flat array of
    uint8, else an array of the input's shape.
  - it returns the outputs; outputs[0].buffer is an array with the op's codes, floats if the model
    dequantises them: certify takes these back to codes with --scale.
  - models[0].inputs[0].properties.shape is the shape of the input.

The model must end in the op: QuantStub with scale 1, the op, no DeQuantStub; run_probe.py --build
makes such a one in the vendor's container.
"""

import hashlib
import json
import os
import sys

import numpy
from hobot_dnn import pyeasy_dnn

FOLDER = os.path.dirname(os.path.abspath(__file__))


def read_probe():
    """probe.json, and probe.bin as it says: an array, or the bytes of a frame in 4:2:0."""
    with open(os.path.join(FOLDER, "probe.json"), encoding="utf-8") as file:
        probe = json.load(file)
    form = probe["layout"]["probe.bin"]
    pixels = numpy.fromfile(os.path.join(FOLDER, "probe.bin"), dtype=form["dtype"])
    if form["layout"] in ("nhwc", "nchw"):
        pixels = pixels.reshape(form["shape"])
    return probe, pixels


def check_shape(model, pixels):
    """Says which of the two shapes is wrong, before the runtime does in words of its own."""
    inputs = getattr(model, "inputs", None)
    if not inputs or pixels.ndim == 1:
        return
    wanted = tuple(inputs[0].properties.shape)
    if wanted != pixels.shape:
        sys.exit(
            f"the model's input is {wanted}, the probe {pixels.shape}: write the kit with the "
            "model's size and layout, --image WxH --layout nhwc, nchw or nv12"
        )


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
        sys.exit("usage: python3 run_pyeasy_dnn.py MODEL.bin")
    probe, pixels = read_probe()
    models = pyeasy_dnn.load(sys.argv[1])
    check_shape(models[0], pixels)
    outputs = models[0].forward(pixels)
    write_capture(probe, numpy.asarray(outputs[0].buffer))


if __name__ == "__main__":
    main()

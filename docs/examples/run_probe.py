#!/usr/bin/env python3
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0
"""Runs the pixels of a probe through horizon_plugin_pytorch's quantized op, in the vendor's container.

    python3 run_probe.py                              # in a kit: writes capture.npy and capture.json
    python3 run_probe.py --build model.hbm            # compiles the one-op model that the runners need
    python3 run_probe.py probe.npy -o codes.npy --swing full --mean 128 --std 128 --q-scale 1/128

The settings are those of probe.json beside the probe, if there is one; options override them. Needs
numpy, torch and horizon_plugin_pytorch. What it runs is the vendor's simulation of the op, not a BPU.

No container has tried this script: it was run with stand-ins that have the same calls. What it rests
on, from the manual and the sources of horizon_plugin_pytorch (functional.py, quantization):

  - functional.centered_yuv2rgb(QTensor, swing, mean, std, q_scale) takes (N, 3, H, W) behind a QuantStub
    of scale 1, whose codes are the centered bytes themselves, and returns a QTensor of int8.
  - of --build: a model of QuantStub(scale=1), converted, and the op, no DeQuantStub; torch.jit.trace and
    compile_model(traced, [input], hbm=file, input_source="ddr" or "pyramid") make the file.
"""

import argparse
import json
import os
import sys

import numpy
import torch
from horizon_plugin_pytorch import functional
from horizon_plugin_pytorch.march import set_march
from horizon_plugin_pytorch.qtensor import QTensor

DEFAULTS = {
    "op": "centered_yuv2rgb",
    "march": "bayes",
    "swing": "full",
    "mean": ["128"],
    "std": ["128"],
    "q_scale": "1/128",
}


def number(text):
    """A decimal, a fraction such as 1/128 or a hexadecimal float, as the double that it means."""
    above, _, below = str(text).partition("/")
    values = [float.fromhex(each) if "x" in each else float(each) for each in (above, below or "1")]
    return values[0] / values[1]


def numbers(text):
    values = text.split(",")
    if len(values) not in (1, 3):
        raise argparse.ArgumentTypeError("write 1 value, or 3 in the op's output order")
    return values


def parse_arguments():
    parser = argparse.ArgumentParser(description="Run a probe through centered_yuv2rgb.")
    parser.add_argument("probe", nargs="?", help="NPY file of swingproof probe; of a kit by default")
    parser.add_argument("-o", "--output", help="NPY file to write: int8, in the probe's shape")
    parser.add_argument("--op", choices=["centered_yuv2rgb", "centered_yuv2bgr"])
    parser.add_argument("--march", choices=["bayes", "bayes-e"])
    parser.add_argument("--swing", choices=["full", "studio"])
    parser.add_argument("--mean", type=numbers)
    parser.add_argument("--std", type=numbers)
    parser.add_argument("--q-scale")
    parser.add_argument("--build", metavar="MODEL.hbm", help="Compile the one-op model instead")
    return parser.parse_args()


def read_probe(path):
    """The pixels as (1, 3, H, W), and how to bring codes of this form into the file's."""
    pixels = numpy.load(path)
    if pixels.dtype != numpy.int8 or 3 not in (pixels.shape[-1:] + pixels.shape[-3:-2]):
        sys.exit(f"{path}: not int8 of shape (N, 3); write it with swingproof probe -o")
    if pixels.shape[-1] == 3:
        image = numpy.ascontiguousarray(pixels.reshape(-1, pixels.shape[-2], 3).transpose(2, 0, 1))
        return image[None], lambda codes: codes[0].transpose(1, 2, 0).reshape(pixels.shape)
    return pixels.reshape((1,) + pixels.shape[-3:]), lambda codes: codes.reshape(pixels.shape)


def settings_of(arguments, probe):
    settings = dict(DEFAULTS, **(probe or {}).get("deployment", {}))
    for key in DEFAULTS:
        if getattr(arguments, key) is not None:
            settings[key] = getattr(arguments, key)
    call = {"swing": settings["swing"], "q_scale": number(settings["q_scale"])}
    call.update({key: [number(each) for each in settings[key]] for key in ("mean", "std")})
    return settings, getattr(functional, settings["op"]), call


def build(path, op, call, image, layout):
    """Compiles QuantStub (scale 1) and the op into a model file for the board."""
    from horizon_plugin_pytorch.quantization import QuantStub, compile_model, convert

    class OneOp(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.quant = QuantStub(scale=1.0)

        def forward(self, image):
            return op(self.quant(image), **call)

    model = convert(OneOp().eval())
    example = torch.from_numpy(image.astype(numpy.float32))
    source = "pyramid" if layout == "nv12" else "ddr"
    compile_model(torch.jit.trace(model, example), [example], hbm=path, input_source=source)


def main():
    arguments = parse_arguments()
    path = arguments.probe or os.path.join(os.path.dirname(os.path.abspath(__file__)), "probe.npy")
    folder = os.path.dirname(os.path.abspath(path))
    probe = None
    if os.path.exists(os.path.join(folder, "probe.json")):
        with open(os.path.join(folder, "probe.json"), encoding="utf-8") as file:
            probe = json.load(file)
    image, restored = read_probe(path)
    settings, op, call = settings_of(arguments, probe)
    set_march(settings["march"])
    if arguments.build:
        layout = (probe or {}).get("layout", {}).get("probe.bin", {}).get("layout")
        build(arguments.build, op, call, image, layout)
        return
    quantized = op(QTensor(torch.from_numpy(image), torch.ones(1), "qint8"), **call)
    codes = quantized.as_subclass(torch.Tensor).numpy()
    if codes.shape != image.shape or codes.min() < -128 or codes.max() > 127:
        sys.exit(f"the op returned {codes.shape}, {codes.min()}..{codes.max()}; int8 codes expected")
    output = arguments.output or os.path.join(folder, "capture.npy")
    numpy.save(output, numpy.ascontiguousarray(restored(codes.astype(numpy.int8))))
    if probe and "id" in probe and not arguments.output:
        capture = {"id": probe["id"], "file": "capture.npy", "runner": "run_probe.py"}
        with open(os.path.join(folder, "capture.json"), "w", encoding="utf-8") as file:
            json.dump(capture, file, indent=2)


if __name__ == "__main__":
    main()

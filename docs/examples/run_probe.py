#!/usr/bin/env python3
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0
"""Runs the pixels of `swingproof probe` through horizon_plugin_pytorch's quantized op.

    python3 run_probe.py probe.npy -o codes.npy --swing full --mean 128 --std 128 --q-scale 1/128

probe.npy is int8 centered YUV, (N, 3); codes.npy gets the int8 codes, (N, 3), for `swingproof
certify`. Needs numpy, torch and horizon_plugin_pytorch, as the vendor's container has them. What it
runs is the vendor's simulation of the op; to capture a board, feed the same pixels to the compiled
model and save the op's output in the same form.
"""

import argparse
import sys

import numpy
import torch
from horizon_plugin_pytorch import functional
from horizon_plugin_pytorch.march import set_march
from horizon_plugin_pytorch.qtensor import QTensor


def number(text):
    """A decimal, or a fraction such as 1/128, as the double that a deployment means."""
    if "/" in text:
        above, below = text.split("/")
        return float(above) / float(below)
    return float(text)


def numbers(text):
    values = [number(each) for each in text.split(",")]
    if len(values) not in (1, 3):
        raise argparse.ArgumentTypeError("write 1 value, or 3 in the op's output order")
    return values


def parse_arguments():
    parser = argparse.ArgumentParser(description="Run a probe through centered_yuv2rgb.")
    parser.add_argument("probe", help="NPY file of swingproof probe: int8, (N, 3)")
    parser.add_argument("-o", "--output", required=True, help="NPY file to write: int8, (N, 3)")
    parser.add_argument(
        "--op", default="centered_yuv2rgb", choices=["centered_yuv2rgb", "centered_yuv2bgr"]
    )
    parser.add_argument("--march", default="bayes", choices=["bayes", "bayes-e"])
    parser.add_argument("--swing", default="full", choices=["full", "studio"])
    parser.add_argument("--mean", type=numbers, default=[128.0])
    parser.add_argument("--std", type=numbers, default=[128.0])
    parser.add_argument("--q-scale", type=number, default=1 / 128)
    return parser.parse_args()


def read_probe(path):
    pixels = numpy.load(path)
    if pixels.dtype != numpy.int8 or pixels.ndim != 2 or pixels.shape[1] != 3:
        sys.exit(f"{path}: not int8 of shape (N, 3); write it with swingproof probe -o")
    return pixels


def main():
    arguments = parse_arguments()
    pixels = read_probe(arguments.probe)
    set_march(arguments.march)
    # The op takes (N, 3, H, W); behind a QuantStub of scale 1 the codes are the bytes themselves.
    image = numpy.ascontiguousarray(pixels.T).reshape(1, 3, 1, -1)
    op = getattr(functional, arguments.op)
    quantized = op(
        QTensor(torch.from_numpy(image), torch.ones(1), "qint8"),
        swing=arguments.swing,
        mean=arguments.mean,
        std=arguments.std,
        q_scale=arguments.q_scale,
    )
    codes = quantized.as_subclass(torch.Tensor).numpy()
    if codes.shape != image.shape or codes.min() < -128 or codes.max() > 127:
        sys.exit(f"the op returned {codes.shape}, {codes.min()}..{codes.max()}; int8 codes expected")
    numpy.save(arguments.output, numpy.ascontiguousarray(codes.reshape(3, -1).T.astype(numpy.int8)))


if __name__ == "__main__":
    main()

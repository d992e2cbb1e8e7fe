#!/usr/bin/env python3
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

"""What the fallback op costs a real model: four accuracies of a small CNN.

    PYTHONPATH=build/release/python /usr/bin/python3 examples/python/accuracy_drop.py

The CNN is trained here, on images that are drawn here: eight classes that differ by 5 grey levels
in one channel or more, in noise. Nothing is downloaded. About a minute on two cores.
"""

import argparse
from typing import Dict, List, Optional, Tuple

import torch
from torch import nn

import swingproof
from swingproof.torch import FallbackInput, QuantizedInput

# The deployment in question; its mean, std and q_scale are those of the model's training.
DEPLOYMENT = swingproof.Deployment(
    mean=["123.675", "116.28", "103.53"], std=["58.395", "57.12", "57.375"], q_scale="0.0207"
)
# The mistake that costs most: the plugin's default swing, where a BPU delivers full.
MISCONFIGURED = swingproof.Deployment(
    swing="studio", mean=DEPLOYMENT.mean, std=DEPLOYMENT.std, q_scale=DEPLOYMENT.q_scale
)

Examples = Tuple[torch.Tensor, torch.Tensor]  # uint8 [N, 3, 32, 32] R, G, B; class 0..7


def drawn_images(count: int, generator: torch.Generator) -> Examples:
    """A square of its class's colour on grey, both in noise and in a light of its own."""

    def noise(*shape: int) -> torch.Tensor:
        return torch.randn(*shape, generator=generator)

    labels = torch.randint(0, 8, (count,), generator=generator)
    bits = torch.stack([labels & 1, labels >> 1 & 1, labels >> 2 & 1], 1)
    colours = 40.0 + 5.0 * bits  # R, G, B
    images = 128.0 + 30.0 * noise(count, 1, 32, 32).expand(count, 3, 32, 32)
    corners = torch.randint(2, 14, (count, 2), generator=generator)
    for image, colour, (row, column) in zip(images, colours, corners.tolist()):
        image[:, row : row + 16, column : column + 16] = colour[:, None, None]
    images = images + 6.0 * noise(count, 3, 32, 32) + 1.2 * noise(count, 1, 1, 1)
    return images.round().clamp(0, 255).to(torch.uint8), labels


def new_model() -> nn.Module:
    return nn.Sequential(
        *(nn.Conv2d(3, 24, 3, stride=2, padding=1), nn.BatchNorm2d(24), nn.ReLU()),
        *(nn.Conv2d(24, 48, 3, stride=2, padding=1), nn.BatchNorm2d(48), nn.ReLU()),
        *(nn.Conv2d(48, 48, 3, padding=1), nn.BatchNorm2d(48), nn.ReLU()),
        *(nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(48, 8)),
    )


class YuvInput(nn.Module):
    """The recommended path: the model reads centered YUV, in training as behind the BPU."""

    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        yuv = swingproof.rgb2centered_yuv(images, swing="full")
        values: torch.Tensor = self.model(yuv.float() / 32)
        return values


def trained(network: nn.Module, examples: Examples, epochs: int) -> nn.Module:
    images, labels = examples
    steps = epochs * (len(images) // 64)
    optimizer = torch.optim.Adam(network.parameters(), lr=3e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=1e-2, total_steps=steps)
    network.train()
    for _ in range(epochs):
        order = torch.randperm(len(images))
        for first in range(0, len(images) - 63, 64):
            batch = order[first : first + 64]
            loss = nn.functional.cross_entropy(network(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return network.eval()


def accuracy(network: nn.Module, examples: Examples) -> float:
    images, labels = examples
    right = 0
    with torch.no_grad():
        for first in range(0, len(images), 256):
            answers = network.eval()(images[first : first + 256]).argmax(1)
            right += int((answers == labels[first : first + 256]).sum())
    return right / len(images)


def accuracies(train: int, test: int, epochs: int, seed: int) -> Dict[str, float]:
    torch.manual_seed(seed)
    generator = torch.Generator().manual_seed(seed)
    training, validation = drawn_images(train, generator), drawn_images(test, generator)
    model = new_model()
    trained(QuantizedInput(DEPLOYMENT, model), training, epochs)
    yuv = trained(YuvInput(new_model()), training, epochs)
    return {
        "RGB, as trained": accuracy(QuantizedInput(DEPLOYMENT, model), validation),
        "through the fallback op": accuracy(FallbackInput(DEPLOYMENT, model), validation),
        "trained on YUV, no fallback": accuracy(yuv, validation),
        "fallback with swing studio": accuracy(FallbackInput(MISCONFIGURED, model), validation),
    }


def main(arguments: Optional[List[str]] = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--train", type=int, default=4096, help="images to train on")
    parser.add_argument("--test", type=int, default=4096, help="images to measure on")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    print(f"accuracy over {options.test} images")
    measured = accuracies(options.train, options.test, options.epochs, options.seed)
    for name, value in measured.items():
        print(f"  {name:<30}{100 * value:6.2f} %")
    print(swingproof.notice)


if __name__ == "__main__":
    main()

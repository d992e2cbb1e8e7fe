# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

"""What the tests share. CTest runs each file as python.<file>, but for what is marked as slow: that is
python.slow, of all files. By hand, both:

    PYTHONPATH=build/release/python SWINGPROOF_COMMAND=build/release/cli/swingproof \
        /usr/bin/python3 -m pytest python/tests
"""

import json
import os
import pathlib
import subprocess
from typing import Any, Dict, List

import hypothesis
import numpy as np
import pytest

import swingproof

SOURCE = pathlib.Path(__file__).parents[2]

# A sanitizer's runtime, which Python needs and has by now. Sanitized programs bring their own.
os.environ.pop("LD_PRELOAD", None)

# The same examples on every run, and no clock.
hypothesis.settings.register_profile(
    "swingproof", deadline=None, derandomize=True, database=None, max_examples=60
)
hypothesis.settings.load_profile("swingproof")


def golden() -> Dict[str, Any]:
    text = (SOURCE / "suites" / "testdata" / "golden.json").read_text(encoding="utf-8")
    figures: Dict[str, Any] = json.loads(text)
    return figures


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: not in every run")


def first_is_fast(entries: List[Any]) -> List[Any]:
    """Parameters of which all but the first are slow: each is a whole cube or more."""
    fast, *others = entries
    return [pytest.param(fast), *(pytest.param(entry, marks=pytest.mark.slow) for entry in others)]


def run_command(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = os.environ.get("SWINGPROOF_COMMAND")
    if command is None:
        pytest.skip("SWINGPROOF_COMMAND does not name the command")
    return subprocess.run(
        [command, *arguments], capture_output=True, encoding="utf-8", check=False
    )


def options_of(deployment: swingproof.Deployment) -> List[str]:
    return [
        *("--op", deployment.op, "--swing", deployment.swing, "--march", deployment.march),
        *("--mean=" + ",".join(deployment.mean), "--std=" + ",".join(deployment.std)),
        *("--q-scale", deployment.q_scale, "--rounding", deployment.rounding),
    ]


@pytest.fixture(scope="session")
def cube_inputs() -> "np.ndarray[Any, np.dtype[np.int8]]":
    """All inputs, int8 (256, 256, 256, 3), as the dumps are indexed."""
    values = np.arange(-128, 128).astype(np.int8)
    grid = np.stack(np.meshgrid(values, values, values, indexing="ij"), axis=-1)
    return np.ascontiguousarray(grid)

# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

"""Callables that are gated as kernels: right ones pass, each mistake is found as what it is."""

import json
import pathlib
from typing import Any, List

import numpy as np
import pytest

import swingproof as sp

DEPLOYMENT = sp.Deployment(mean="123.675", std="58.395", q_scale="0.0207")


def right(yuv: Any) -> Any:
    return sp.centered_yuv2rgb(yuv, "full", 123.675, 58.395, 0.0207)


def kinds(verdict: Any) -> List[str]:
    return [finding["kind"] for finding in verdict["deployments"][0]["findings"]]


def message(verdict: Any) -> str:
    text: str = verdict["deployments"][0]["findings"][0]["message"]
    return text


def test_the_model_passes_and_the_report_is_complete() -> None:
    verdict = sp.gate(right, DEPLOYMENT)
    assert verdict["verdict"] == "pass" and verdict["schema"] == "swingproof.gate/1"
    assert verdict["kernel"] == "right"
    gated = verdict["deployments"][0]
    assert gated["status"] == "passed" and gated["inputs"] == 2**24 and gated["mismatches"] == 0
    channels = sp.sweep(DEPLOYMENT)
    for channel, expected in zip(gated["channels"], channels):
        del channel["all_inputs"]["from_model"], channel["in_gamut"]["from_model"]
        del expected["bound"]  # of the model's integers; a kernel is measured
        assert channel == expected


def test_one_wrong_code_of_all_is_found() -> None:
    def off_by_one(yuv: Any) -> Any:
        codes = right(yuv)
        wrong = (yuv[:, 0] == 17) & (yuv[:, 1] == -3) & (yuv[:, 2] == 99)
        codes[:, 1][wrong] += 1
        return codes

    verdict = sp.gate(off_by_one, DEPLOYMENT)
    assert verdict["verdict"] == "fail" and kinds(verdict) == ["value"]
    finding = verdict["deployments"][0]["findings"][0]
    assert finding["counterexamples"][0]["yuv"] == [17, -3, 99]
    assert "1 of 16777216 inputs differ" in finding["message"]
    assert finding["reproduce"].startswith("swingproof.gate(")


def test_a_studio_kernel_is_diagnosed() -> None:
    verdict = sp.gate(lambda yuv: sp.centered_yuv2rgb(yuv, "studio", 123.675, 58.395, 0.0207), DEPLOYMENT)
    assert verdict["deployments"][0]["findings"][0]["diagnosis"] == {"swing": "studio"}


def test_an_exception_is_a_finding() -> None:
    def breaks(yuv: Any) -> Any:
        if yuv[0, 1, 0, 0] == 5:
            raise RuntimeError("no such U\nand more")
        return right(yuv)

    verdict = sp.gate(breaks, DEPLOYMENT)
    assert verdict["verdict"] == "fail" and kinds(verdict) == ["exit"]
    assert "raised RuntimeError: no such U, given an image of 256 x 256" in message(verdict)


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (lambda codes: None, "returned a NoneType"),
        (lambda codes: codes.astype(np.int16), "returned dtype int16"),
        (lambda codes: codes[0], "returned shape (3, 256, 256)"),
        (lambda codes: codes.tolist(), "returned a list"),
    ],
)
def test_what_is_no_result_is_a_finding(result: Any, words: str) -> None:
    verdict = sp.gate(lambda yuv: result(right(yuv)), DEPLOYMENT)
    assert verdict["verdict"] == "fail" and kinds(verdict) == ["exit"]
    assert words in message(verdict)


def test_a_written_input_is_a_finding() -> None:
    def writes(yuv: Any) -> Any:
        codes = right(yuv)
        yuv[0, 0, -1, -1] ^= 1
        return codes

    assert kinds(sp.gate(writes, DEPLOYMENT)) == ["input_written"]


def test_state_between_calls_is_a_finding() -> None:
    calls = []

    def counts(yuv: Any) -> Any:
        calls.append(1)
        codes = right(yuv)
        codes[0, 0, 0, 0] += len(calls) > 256
        return codes

    assert "nondeterministic" in kinds(sp.gate(counts, DEPLOYMENT))


def test_sizes_that_break_a_kernel_are_a_finding() -> None:
    def only_even(yuv: Any) -> Any:
        codes = right(yuv)
        if yuv.shape[-1] % 2:
            codes[..., -1] ^= 64
        return codes

    verdict = sp.gate(only_even, DEPLOYMENT)
    assert kinds(verdict) == ["value"] and "in an image of" in message(verdict)


def test_what_ends_a_program_is_not_swallowed() -> None:
    def interrupted(yuv: Any) -> Any:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sp.gate(interrupted, DEPLOYMENT)


def test_budget_and_baseline(tmp_path: pathlib.Path) -> None:
    def darker(yuv: Any) -> Any:
        codes = right(yuv)
        return np.where(codes > -100, codes - 1, codes).astype(np.int8)

    budget = tmp_path / "budget.toml"
    budget.write_text(
        "[budget]\nbit_exact = false\n[budget.all_inputs]\nmax_code_difference = 9\n", encoding="utf-8"
    )
    assert sp.gate(darker, DEPLOYMENT, budget=budget)["verdict"] == "pass"
    baseline = tmp_path / "baseline.json"
    baseline.write_text(json.dumps(sp.gate(right, DEPLOYMENT)), encoding="utf-8")
    worse = sp.gate(darker, DEPLOYMENT, budget=budget, baseline=baseline)
    assert worse["verdict"] == "fail" and set(kinds(worse)) == {"baseline"}

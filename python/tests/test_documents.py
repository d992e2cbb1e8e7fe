# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

"""The documents are those of the command, byte for byte."""

import copy
import json
import pathlib
import pickle
from typing import Any

import numpy as np
import pytest

import swingproof as sp
from conftest import SOURCE, options_of, run_command

DEPLOYMENTS = [
    sp.Deployment(),
    sp.Deployment(
        op="centered_yuv2bgr",
        swing="studio",
        march="bayes-e",
        mean=[103.53, "116.28", "123.675"],
        std=("57.375", 57.12, 58.395),
        q_scale="0.0207",
        rounding="half_up",
    ),
]
both = pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=["default", "studio"])


def as_written(document: Any) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


@both
def test_report_is_the_commands(deployment: sp.Deployment) -> None:
    result = run_command("report", *options_of(deployment), "--json", "-")
    document = sp.report(deployment)
    assert as_written(document) == result.stdout
    assert sp.sweep(deployment) == document["channels"]


def test_report_of_another_arithmetic_is_the_commands() -> None:
    arithmetic = "bayes:post_rounding=floor"
    result = run_command("report", "--arithmetic", arithmetic, "--json", "-")
    assert as_written(sp.report(sp.Deployment(), arithmetic=arithmetic)) == result.stdout


@both
def test_trace_is_the_commands(deployment: sp.Deployment) -> None:
    arguments = ("trace", *options_of(deployment), "--json", "-", "--", "-128", "126", "-122")
    assert as_written(sp.trace(deployment, -128, 126, -122)) == run_command(*arguments).stdout


@both
def test_lint_is_the_commands(deployment: sp.Deployment, tmp_path: pathlib.Path) -> None:
    result = run_command("lint", *options_of(deployment), "--json", "-")
    assert as_written(sp.lint(deployment)) == result.stdout
    path = tmp_path / "deployment.toml"
    path.write_text(deployment.to_toml(), encoding="utf-8")
    result = run_command("lint", str(path), "--json", "-")
    assert as_written(sp.lint(path)) == result.stdout  # with lines


@both
def test_probe_is_the_commands(deployment: sp.Deployment, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "probe.npy"
    against = "swing,output_order,arithmetic"
    result = run_command(
        *("probe", *options_of(deployment), "--against", against, "--tolerate", "2"),
        *("--json", "-", "-o", str(path)),
    )
    pixels, document = sp.probe(deployment, against.split(","), tolerated=2)
    assert as_written(document) == result.stdout
    assert pixels.dtype == np.int8 and (pixels == np.load(path)).all()


@both
def test_certify_is_the_commands(deployment: sp.Deployment, tmp_path: pathlib.Path) -> None:
    stimulus = sp.probe(deployment).pixels
    cube = sp.cube(deployment, arithmetic="bayes:post_rounding=floor")
    y, u, v = (stimulus.astype(int) + 128).T
    capture = cube[y, u, v]
    np.save(tmp_path / "stimulus.npy", stimulus)
    np.save(tmp_path / "capture.npy", capture)
    result = run_command(
        *("certify", *options_of(deployment), "--json", "-"),
        *("--stimulus", str(tmp_path / "stimulus.npy")),
        *("--capture", str(tmp_path / "capture.npy")),
    )
    document = sp.certify(deployment, stimulus, capture)
    assert as_written(document) == result.stdout
    assert document["verdict"] != "certified"
    honest = sp.certify(deployment, stimulus, sp.cube(deployment)[y, u, v])
    assert honest["verdict"] == "certified"
    # Channels first, and views, are the same pixels.
    again = sp.certify(
        deployment, stimulus.T[:, None, :], capture.T[None, :, None, :].copy(), layout="nchw",
        stimulus_layout="nchw",
    )
    assert again["explained_by"] == document["explained_by"]


@pytest.mark.parametrize("objective", [pytest.param("rms", marks=pytest.mark.slow), "max"])
def test_tune_is_the_commands(objective: str, tmp_path: pathlib.Path) -> None:
    deployment = DEPLOYMENTS[0]
    path = tmp_path / "tuned.toml"
    result = run_command(
        *("tune", *options_of(deployment), "--objective", objective),
        *("--json", "-", "-o", str(path)),
    )
    document, arithmetic = sp.tune(deployment, objective)
    assert as_written(document) == result.stdout
    assert arithmetic == path.read_text(encoding="utf-8")
    # The tuned op, by the path of its file: a path object, a str.
    report = run_command("report", "--arithmetic", str(path), "--json", "-")
    assert as_written(sp.report(deployment, arithmetic=path)) == report.stdout
    codes = sp.cube(deployment, arithmetic=str(path))
    pixels = np.arange(-48, 48).astype(np.int8).reshape(1, 3, 4, 8)
    y, u, v = (plane.astype(int) + 128 for plane in pixels[0])
    tuned = sp.centered_yuv2rgb(pixels, "full", arithmetic=path)
    assert (tuned[0] == np.moveaxis(codes[y, u, v], -1, 0)).all()
    assert (codes != sp.cube(deployment)).any()


@both
def test_deployments_survive_every_copy(deployment: sp.Deployment, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "deployment.toml"
    path.write_text(deployment.to_toml(), encoding="utf-8")
    for same in (
        sp.Deployment.from_toml(deployment.to_toml()),
        sp.Deployment.read(path),
        pickle.loads(pickle.dumps(deployment)),
        copy.deepcopy(deployment),
        eval(repr(deployment), {"Deployment": sp.Deployment}),
    ):
        assert same == deployment and hash(same) == hash(deployment)
    assert deployment != sp.Deployment(q_scale=1)
    assert deployment != "a deployment"


def test_deployments_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        DEPLOYMENTS[0].swing = "studio"  # type: ignore[misc]


def test_the_notice_goes_with_every_claim() -> None:
    assert "No BPU has confirmed" in sp.notice
    assert sp.trace(DEPLOYMENTS[0], 0, 0, 0)["notice"] == sp.notice


def test_version_is_the_commands() -> None:
    assert sp.__version__ in run_command("--version").stdout


def test_settle_judge_is_the_commands(tmp_path: pathlib.Path) -> None:
    kit = SOURCE / "suites" / "testdata" / "settle_kit"
    with pytest.raises(ValueError, match="every other capture"):
        sp.settle_judge(kit, tmp_path)
    files = (str(kit / "probe_2.npy"), str(kit / "deployment_2.toml"))
    run_command("convert", *files, "-o", str(tmp_path / "capture_2.npy"), "--with", "fixed")
    options = ("--captures", str(tmp_path), "--board", "b", "--plugin", "2.5", "--json", "-")
    document = sp.settle_judge(kit, tmp_path, board="b", plugin="2.5")
    assert as_written(document) == run_command("settle", "judge", str(kit), *options).stdout
    assert document["choices"][1]["closed_by"] == ["capture_1.npy"]


@pytest.mark.slow
def test_settle_plan_is_the_commands(tmp_path: pathlib.Path) -> None:
    plan = sp.settle_plan(mean_at_most=255)
    kit = tmp_path / "kit"
    run_command("settle", "plan", "-o", str(kit), "--mean-at-most", "255")
    written = {
        file.relative_to(kit).as_posix(): file.read_bytes()
        for file in kit.rglob("*")
        if file.is_file()
    }
    assert plan.files == written
    assert plan.document["deployments"][0]["run"] == "run_1"
    with pytest.raises(ValueError, match="mean_at_most"):
        sp.settle_plan(mean_at_most=0)

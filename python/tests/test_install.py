# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

"""What `cmake --install` puts into a prefix is a whole package that any program can import."""

import os
import pathlib
import subprocess
import sys

import pytest


def test_an_installed_module_needs_nothing_of_the_tree(tmp_path: pathlib.Path) -> None:
    build = os.environ.get("SWINGPROOF_BUILD")
    if build is None:
        pytest.skip("SWINGPROOF_BUILD does not name the build folder")
    install = ["cmake", "--install", str(pathlib.Path(build) / "python"), "--prefix", str(tmp_path)]
    subprocess.run(install, check=True, capture_output=True)
    [package] = tmp_path.glob("**/swingproof")
    names = {path.name for path in package.iterdir()}
    assert {"__init__.py", "torch.py", "_core.pyi", "py.typed"} <= names
    assert any(name.startswith("_core.") and name.endswith(".so") for name in names)
    assert not any(path.is_symlink() for path in package.iterdir())
    program = "import swingproof as s; print(s.trace(s.Deployment(), 0, 0, 0)['channels'][0]['code'])"
    environment = {"PYTHONPATH": str(package.parent), "PATH": os.environ["PATH"]}
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False,
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "0\n", "")


def test_the_prefix_usr_local_is_where_this_python_looks() -> None:
    build = os.environ.get("SWINGPROOF_BUILD")
    if build is None:
        pytest.skip("SWINGPROOF_BUILD does not name the build folder")
    cache = (pathlib.Path(build) / "CMakeCache.txt").read_text(encoding="utf-8")
    [folder] = [
        line.partition("=")[2]
        for line in cache.splitlines()
        if line.startswith("SWINGPROOF_PYTHON_INSTALL_DIR:")
    ]
    roots = ("/usr/local", sys.prefix)
    assert any(os.path.normpath(os.path.join(root, folder)) in sys.path for root in roots)

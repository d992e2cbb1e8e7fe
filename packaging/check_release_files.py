#!/usr/bin/env python3
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

"""Runs what CI files of users run, with stand-ins for download and installation; and holds versions together.

    packaging/check_release_files.py PROGRAM

The steps of action.yml, packaging/gitlab.yml, packaging/Containerfile and .pre-commit-hooks.yaml are read from these
files and executed: right and wrong checksums, arguments in quotes, exit codes. What is not tried: GitHub, GitLab, podman
and pre-commit themselves.
"""

import hashlib
import os
import pathlib
import re
import shlex
import stat
import subprocess
import sys
import tempfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
RELEASES = "https://releases.example/download"
STAND_INS = {
    # Takes the file of a release from RELEASE_FOLDER, if its address is right.
    "curl": """#!/bin/sh
while [ $# -gt 1 ]; do case $1 in -o) to=$2; shift 2;; --retry) shift 2;; *) shift;; esac; done
echo "curl $1" >>"$CALLS"
case $1 in https://releases.example/download/v1.2.3/*) cp "$RELEASE_FOLDER/${1##*/}" "$to";; *) exit 22;; esac
""",
    "apt-get": '#!/bin/sh\nfor last; do :; done\necho "apt-get $1 ${last##*/}" >>"$CALLS"\n',
    "sudo": '#!/bin/sh\necho sudo >>"$CALLS"\nexec "$@"\n',
    "dpkg": "#!/bin/sh\necho arm64\n",
    "id": "#!/bin/sh\necho ${USER_ID:-0}\n",
    "swingproof": '#!/bin/sh\nfor each; do echo "<$each>" >>"$CALLS"; done\nexit ${EXIT:-0}\n',
}
PACKAGE = "swingproof_1.2.3_arm64.deb"


class Steps:
    """Runs the steps in a folder of their own."""

    def __init__(self, folder):
        self.folder = folder
        self.release = folder / "release"
        self.release.mkdir()
        (folder / "bin").mkdir()
        for name, text in STAND_INS.items():
            path = folder / "bin" / name
            path.write_text(text)
            path.chmod(path.stat().st_mode | stat.S_IXUSR)
        self.publish(b"a package")

    def publish(self, content, digest=None):
        (self.release / PACKAGE).write_bytes(content)
        digest = digest or hashlib.sha256(content).hexdigest()
        other = hashlib.sha256(b"").hexdigest()
        (self.release / "SHA256SUMS").write_text(f"{other}  other.deb\n{digest}  {PACKAGE}\n")

    def run(self, shell, script, **environment):
        """The exit code and what was called."""
        calls = self.folder / "calls"
        calls.write_text("")
        result = subprocess.run(
            [*shell, script], cwd=self.folder, capture_output=True, text=True, check=False,
            env={"PATH": f"{self.folder}/bin:{os.environ['PATH']}", "CALLS": str(calls),
                 "RELEASE_FOLDER": str(self.release), **environment})
        return result.returncode, calls.read_text().splitlines()


def expect(what, found, wanted):
    if found != wanted:
        sys.exit(f"{what}: {found}, not {wanted}")


def check_action(steps):
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    install, run = action["runs"]["steps"]
    for step in (install, run):
        expect("action.yml: shell", step["shell"], "bash")
    bash = ["bash", "-c"]
    install_environment = {"VERSION": "v1.2.3", "RELEASES": RELEASES}
    downloads = [f"curl {RELEASES}/v1.2.3/{file}" for file in (PACKAGE, "SHA256SUMS")]
    installed = ["apt-get update -qq", f"apt-get install {PACKAGE}"]
    expect("install", steps.run(bash, install["run"], **install_environment),
           (0, [*downloads, *installed, "<--version>"]))
    expect("install, as a user", steps.run(bash, install["run"], USER_ID="1000", **install_environment),
           (0, [*downloads, "sudo", installed[0], "sudo", installed[1], "<--version>"]))
    expect("install, another release", steps.run(bash, install["run"], VERSION="v9", RELEASES=RELEASES)[0], 22)
    steps.publish(b"another package", hashlib.sha256(b"a package").hexdigest())
    expect("install, wrong bytes", steps.run(bash, install["run"], **install_environment), (1, downloads))
    (steps.release / "SHA256SUMS").write_text("")
    expect("install, not listed", steps.run(bash, install["run"], **install_environment), (1, downloads))
    steps.publish(b"a package")
    arguments = "gate --exec 'python3 my kernel.py' $(touch no) --q-scale \"1/64\""
    expect("run", steps.run(bash, run["run"], ARGUMENTS=arguments, EXIT="1"),
           (1, ["<gate>", "<--exec>", "<python3 my kernel.py>", "<$(touch>", "<no)>", "<--q-scale>", "<1/64>"]))
    expect("run, an open quote", steps.run(bash, run["run"], ARGUMENTS="lint 'x")[1], [])


def check_gitlab(steps):
    template = yaml.safe_load((ROOT / "packaging/gitlab.yml").read_text())[".swingproof"]
    expect("gitlab.yml: variables", set(template["variables"]), {"SWINGPROOF_VERSION", "SWINGPROOF_RELEASES"})
    environment = {"SWINGPROOF_VERSION": "1.2.3", "SWINGPROOF_RELEASES": RELEASES}
    (script,) = template["before_script"]
    calls = ["apt-get update -qq", "apt-get install curl", *(f"curl {RELEASES}/v1.2.3/{file}" for file in (PACKAGE, "SHA256SUMS"))]
    expect("gitlab.yml", steps.run(["sh", "-c"], script, **environment),
           (0, [*calls, f"apt-get install {PACKAGE}", "<--version>"]))
    steps.publish(b"another package", hashlib.sha256(b"a package").hexdigest())
    expect("gitlab.yml, wrong bytes", steps.run(["sh", "-c"], script, **environment), (1, calls))
    steps.publish(b"a package")


def check_container(steps):
    text = (ROOT / "packaging/Containerfile").read_text().replace("\\\n", "")
    run = re.search(r"^RUN --mount=type=bind,target=/release (.*)$", text, re.MULTILINE)[1]
    run = run.replace("/release", str(steps.release)).replace("/var/lib/apt/lists", str(steps.folder / "lists"))
    expect("Containerfile", steps.run(["sh", "-c"], run, VERSION="1.2.3"),
           (0, ["apt-get update -qq", f"apt-get install {PACKAGE}"]))
    steps.publish(b"another package", hashlib.sha256(b"a package").hexdigest())
    expect("Containerfile, wrong bytes", steps.run(["sh", "-c"], run, VERSION="1.2.3"), (1, []))


def check_hook(program):
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(program, pathlib.Path(folder) / "swingproof")
        environment = {"PATH": f"{folder}:{os.environ['PATH']}"}
        for name, text in (("deployment.toml", "[deployment]\n"), ("deployment-b.toml", "[deployment]\nstd = 0\n")):
            expect(name, bool(re.search(hook["files"], name)), True)
            (pathlib.Path(folder) / name).write_text(text)
        expect("cargo.toml", bool(re.search(hook["files"], "cargo.toml")), False)
        for files, code in ((["deployment.toml"], 0), (["deployment-b.toml", "deployment.toml"], 1)):
            result = subprocess.run([*shlex.split(hook["entry"]), *files], cwd=folder, env=environment,
                                    capture_output=True, check=False)
            expect(f"hook on {files}: {result.stderr}", result.returncode, code)


def check_versions():
    """The version is CMake's; the rest repeats it. A tag of this commit is that version."""
    version = re.search(r"^  VERSION (\S+)$", (ROOT / "CMakeLists.txt").read_text(), re.MULTILINE)[1]
    pyproject = re.search(r'^version = "(.*)"$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)[1]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    expect("pyproject.toml: version", pyproject, version)
    expect("CITATION.cff: version", citation["version"], version)
    expect("CITATION.cff: keys", {"cff-version", "message", "title", "authors"} - set(citation), set())
    gitlab = yaml.safe_load((ROOT / "packaging/gitlab.yml").read_text())
    expect("gitlab.yml: version", gitlab[".swingproof"]["variables"]["SWINGPROOF_VERSION"], version)
    tags = subprocess.run(["git", "-C", ROOT, "tag", "--points-at", "HEAD", "v[0-9]*"], capture_output=True, text=True,
                          check=False).stdout.split()
    for tag in tags:
        expect("tag", tag, f"v{version}")


def main():
    check_versions()
    with tempfile.TemporaryDirectory() as folder:
        steps = Steps(pathlib.Path(folder))
        check_action(steps)
        check_gitlab(steps)
        check_container(steps)
    check_hook(pathlib.Path(sys.argv[1]).resolve())


if __name__ == "__main__":
    main()

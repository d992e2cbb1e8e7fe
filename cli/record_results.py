#!/usr/bin/env python3
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

"""Records what every command writes, so that a change that must not change a result can be checked.

    cli/record_results.py record BUILD OUT [--quick]
    cli/record_results.py compare BEFORE AFTER [--allow GLOB]...
    cli/record_results.py same BUILD PROGRAM...

record  runs each line of cli/recorded_commands.txt with BUILD's swingproof, its kernels, mutants and Python module.
        OUT gets a folder for each command line: the line, exit code, stdout, stderr, and every file that it wrote.
compare names what differs between two recordings and exits with 1. --allow GLOB is for differences that are meant;
        each is still named.
same    the quick set: the same bytes from every PROGRAM, on 1, 2 and 7 threads, in other locales and time zones?

Whatever is larger than 4 MiB is recorded by its SHA-256, a store of campaigns by its rows (SQLite's pages are in the
order of threads) and without the files that lie beside it. Scrubbed, since it varies from run to run: nanoseconds of
gate --compare-speed, new keys of keygen. Everything runs in a new folder with relative names: a result that names that
folder differs each time, as it should.
"""

import argparse
import collections
import contextlib
import fnmatch
import hashlib
import itertools
import os
import pathlib
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

TABLE = pathlib.Path(__file__).resolve().parent / "recorded_commands.txt"
LARGE = 4 * 2**20
PYTHON = "/usr/bin/python3"  # Debian's, for which the module is built

IMAGENET = 'mean = ["123.675", "116.28", "103.53"]\nstd = ["58.395", "57.12", "57.375"]\nq_scale = "0.0207"\n'
REVERSED = 'mean = ["103.53", "116.28", "123.675"]\nstd = ["57.375", "57.12", "58.395"]\nq_scale = "0.0207"\n'

# The inputs that no command writes.
DEPLOYMENTS = {
    "full": "",
    "imagenet": IMAGENET,
    "bgr": 'op = "centered_yuv2bgr"\n' + REVERSED,
    "studio-bgr": 'op = "centered_yuv2bgr"\nswing = "studio"\n' + REVERSED,
    "bayes-e": 'march = "bayes-e"\nmean = 0\nstd = 255\nq_scale = "1/127"\n',
    "half-up": 'rounding = "half_up"\nmean = "127.5"\nstd = "127.5"\nq_scale = "1/127"\n',
    "fractions": 'mean = ["-1/3", "0x1.8p6", 1e2]\nstd = [58.50, "1000/17", 60]\nq_scale = 0.02\n',
    # What only lint looks at, or says more of.
    "quant-stub": IMAGENET + "quant_stub_scale = 2\n",
    "barely": IMAGENET + "quant_stub_scale = 1.000001\nqat_q_scale = 0.020700001\n",
    "qat": IMAGENET + "qat_q_scale = 0.03\n",
    "saturated": 'q_scale = "1/300"\n',
    "wasted": 'q_scale = "1/64"\n',
    "nash": 'march = "nash-e"\nswing = "studio"\n',
    "unit": "mean = [0.485, 0.456, 0.406]\nstd = [0.229, 0.224, 0.225]\n",
    "reversed": REVERSED,
    "scale": "mean = [123.68, 116.78, 103.94]\nstd = 0.017\nq_scale = 0.0207\n",
}
FILES = {
    "loose.toml": "[budget]\nmax_abs_error = 9\n",
    "tight.toml": '[budget.in_gamut]\nmax_abs_error = "1.5"\n[budget.in_gamut.G]\nmax_rms_error = "0.54"\n'
    "[budget.legal]\nmax_abs_error = 1\n",
    "amber.toml": '[budget.in_gamut]\nmax_abs_error = "1.75"\nmax_rms_error = 9\n',
    "kernel.toml": "[budget]\nmax_code_difference = 1\n",
    "legal.toml": "[budget.legal]\nmax_abs_error = 1\n",
    "codes.toml": "[budget]\nbit_exact = false\nmax_code_difference = 1\n[budget.all_inputs]\nmax_abs_error = 9\n",
    "own-full.toml": '[arithmetic]\ndatapath = "bayes:post_rounding=floor"\nswing = "full"\n'
    '[arithmetic.constants]\nweight_scale = ["0.012", "0.0085", "0.0176"]\noffset = "127.75"\n',
    "own-studio.toml": '[arithmetic]\nswing = "studio"\n[arithmetic.constants]\n'
    'weight = [["1.16", 0, "1.6"], ["1.17", "-0.39", "-0.81"], ["1.164", 2, 0]]\n',
    "own-integers.toml": '[arithmetic]\nswing = "full"\n[arithmetic.integers]\n'
    "weights = [[87, 0, 122], [119, -41, -85], [57, 101, 0]]\nbias = [1, 2, 3]\nbias_shift = [0, 1, 2]\n"
    "multiplier = [24096, 17618, 18396]\npre_shift = [0, 1, 0]\npost_shift = [21, 20, 20]\n[deployment]\n",
    "plan.toml": '[[settings]]\nmean = [128, ["123.675", "116.28", "103.53"]]\nswing = ["full", "studio"]\n'
    'q_scale = ["0.0207", "1/128"]\n[budget]\nmax_abs_error = 2\n',
    "small-plan.toml": 'measures = ["error", "code_difference", "path"]\n[[settings]]\nmean = [128, "127.5"]\n'
    'q_scale = {from = "1/128", to = "1/100", count = 2}\nop = ["centered_yuv2rgb"]\n',
    "refused-plan.toml": '[[settings]]\nmean = [128, "1e35"]\n[filter]\nleast_grey_levels_per_code = "0.5"\n',
    "search.toml": '[[settings]]\nmean = {from = 0, to = 255, step = 1}\nq_scale = {from = "1/256", to = "1/64", '
    "count = 9}\n[filter]\nkeeps_range = true\n[search]\nseed = 7\ncandidates = 200\nstarts = 2\n",
    # Arrays that a command has no option for: captures of boards that are wrong, raw bytes, NV12.
    "make_captures.py": """
import numpy as np
codes, pixels, yuv = np.load("codes.npy"), np.load("probe.npy"), np.load("yuv.npy")
wrong = codes.copy()
wrong[:3] ^= 1
np.save("wrong.npy", wrong)
np.save("short.npy", codes[:-2])
np.save("uint8.npy", codes.view(np.uint8))
np.save("float.npy", codes.astype(np.float32))
np.save("fortran.npy", np.asfortranarray(codes))
np.save("grey.npy", np.array([[3, 0, 0]], np.int8))
np.save("grey-codes.npy", np.array([[3, 3, 3]], np.int8))
planes = pixels[np.arange(20) % len(pixels)].T.reshape(1, 3, 4, 5).copy()
np.save("planes.npy", planes)
np.save("planes.u8.npy", planes.view(np.uint8))
of_planes = codes[np.arange(20) % len(pixels)].T.reshape(1, 3, 4, 5).copy()
np.save("planes-codes.npy", of_planes)
np.pad(of_planes, ((0, 0), (0, 0), (0, 0), (0, 3))).tofile("planes.raw")
np.save("swapped.npy", yuv[..., [0, 2, 1]])
noise = np.random.RandomState(1).randint(-2, 3, yuv.shape)
np.save("lossy.npy", np.clip(yuv + noise, -128, 127).astype(np.int8))
stored = (yuv.astype(int) + 128).astype(np.uint8)
open("frame.nv12", "wb").write(stored[..., 0].tobytes() + stored[::2, ::2, 1:].tobytes())
""",
    # Keys that do not change (RFC 8032, tests 1 and 2), so that a signature does not either.
    "fixed.key": "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMRE"
    "ScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n",
}
JPEG = bytes.fromhex(  # 16 x 16 pixels of one grey
    "ffd8ffdb004300" + "01" * 64 + "ffc0000b080010001001011100"
    "ffc400140001" + "00" * 15 + "00" + "ffc400141001" + "00" * 15 + "00" + "ffda0008010100003f0000ffd9"
)
# How each kind of document is read; the wrong one is called "wrong".
READERS = {
    "deployment": ["lint wrong", "trace wrong 0 0 0"],
    "arithmetic": ["trace --arithmetic ./wrong 0 0 0"],
    "budget": ["report --budget wrong"],
    "plan": ["campaign run wrong --store wrong.sqlite"],
    "json": ["compare wrong plain.json"],
    "certificate": ["verify wrong"],
    "array": ["convert wrong -o out.npy --with fixed"],
}
MACROS = {
    "@each": "<<|--swing studio|imagenet.toml|bgr.toml|studio-bgr.toml|bayes-e.toml|half-up.toml|fractions.toml>>",
    "@own": "<<imagenet.toml --arithmetic tuned.toml|imagenet.toml --arithmetic integers.toml|"
    "--arithmetic own-full.toml|--swing studio --arithmetic own-studio.toml|--arithmetic own-integers.toml>>",
    "@bayes": "bayes:<<weight_rounding=half_even|bias_width=8|bias_width=32|bias_rounding=half_even|"
    "bias_rounding=floor|bias_rounding=trunc|pre_rounding=half_up|post_rounding=floor|post_rounding=half_even|"
    "post_rounding=half_away|lowering=float64>>",
}
# What a line of Python sees, and how its value is written.
PRELUDE = """
import hashlib, json, pydoc, sys, warnings
import numpy as np
import swingproof as sp
warnings.simplefilter("always")
warnings.showwarning = lambda message, kind, *rest: print(f"{kind.__name__}: {message}", file=sys.stderr)
default, imagenet, studio = sp.Deployment(), sp.Deployment.read("imagenet.toml"), sp.Deployment.read("studio-bgr.toml")
pixels = np.arange(3 * 16 * 16).reshape(1, 3, 16, 16) * 7 % 256
yuv = (pixels - 128).astype(np.int8)
def right(image): return sp.centered_yuv2rgb(image, "full", [123.675, 116.28, 103.53], [58.395, 57.12, 57.375], 0.0207)
def wrong(image): return right(image) ^ (image[:, :1] == 17)
def writes(image):
    codes = right(image)
    image[0, 0, -1, -1] ^= 1
    return codes
def raises(image): raise RuntimeError("no such image")
def written(value):
    if isinstance(value, np.ndarray):
        return f"{value.dtype} {value.shape} {hashlib.sha256(value.tobytes()).hexdigest()}"
    return value if isinstance(value, str) else json.dumps(value, indent=2, ensure_ascii=False)

try:
    value = eval(sys.argv[1])
    print(*map(written, value if isinstance(value, tuple) else [value]), sep="\\n")
except Exception as error:
    print(f"{type(error).__name__}: {error}")
"""


def expanded(line):
    """The lines that a line with <<a|b>> stands for."""
    for name, text in MACROS.items():
        line = line.replace(name, text)
    parts = re.split(r"<<(.*?)>>", line)
    choices = [part.split("|") if i % 2 else [part] for i, part in enumerate(parts)]
    return ["".join(choice) for choice in itertools.product(*choices)]


def cases(quick):
    """Pairs of a kind (one of "$", ">>>", "!" and "") and a line."""
    for text in TABLE.read_text(encoding="utf-8").splitlines():
        is_quick, line = text.startswith("* "), text.removeprefix("* ")
        if not line or line.startswith("#") or (quick and not is_quick):
            continue
        kind = next((kind for kind in ("$", ">>>", "!") if line.startswith(kind + " ")), "")
        line = line[len(kind) :].strip(" ")
        for each in [line] if kind == "$" else expanded(line):
            yield kind, each


def folder_name(kind, line):
    """Of a case, from the line alone, so that a new case renames no other one."""
    group = "python" if kind == ">>>" else "wrong_" + line.split()[0] if kind == "!" else "other"
    words = [word for word in line.split() if "=" not in word or word.startswith("-")]
    if kind == "" and words and re.fullmatch(r"[a-z]+", words[0]):
        group = words[0]
    slug = re.sub(r"[^A-Za-z0-9.=,+-]+", "_", line).strip("_")[:80]
    return f"{group}/{slug}-{hashlib.sha256(line.encode()).hexdigest()[:6]}"


def store_rows(path):
    """Everything in a store, in an order of its own."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as store:
        text = [str(store.execute(f"PRAGMA {name}").fetchone()) for name in ("application_id", "user_version")]
        for name, sql in store.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall():
            text.append(f"{name}: {sql}")
            if sql and sql.startswith("CREATE TABLE"):
                text += sorted(map(str, store.execute(f"SELECT * FROM {name}")))
    return "\n".join(text).encode() + b"\n"


def scrubbed(line, content):
    if "--compare-speed" in line:
        content = re.sub(rb"\d+ ns", b"N ns", content)
    if line.startswith("keygen"):
        content = re.sub(rb"[A-Za-z0-9+/=]{40,}", lambda key: b"a key of %d letters" % len(key[0]), content)
    return content


class Recorder:
    def __init__(self, build, out, program, options=(), environment=None, quick=False):
        self.quick, self.exits = quick, collections.Counter()
        self.scratch = tempfile.TemporaryDirectory(prefix="recorded-")
        self.work = pathlib.Path(self.scratch.name)
        self.out, self.program, self.options = out, program, list(options)
        self.missing = [name for name, library in (("mutants/", "mutant_10.so"), ("kernels/", "vector.so"))
                        if not self.link(name[:-1], build, library)]
        module = next(build.glob("**/swingproof/_core*.so"), None)
        self.module = module.parent.parent if module else None
        # Not the caller's, where a colour or a language may be set.
        self.environment = {"PATH": f"{program.parent}:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC",
                            "PYTHONPATH": str(self.module), "PYTHONDONTWRITEBYTECODE": "1", **(environment or {})}
        for name, settings in DEPLOYMENTS.items():
            (self.work / f"{name}.toml").write_text("[deployment]\n" + settings)
        for name, text in FILES.items():
            (self.work / name).write_text(text)
        (self.work / "flat.jpg").write_bytes(JPEG)
        for name, text in (("fixed", "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
                           ("other", "PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=")):
            key = "MCowBQYDK2VwAyEA" + text
            (self.work / f"{name}.pub").write_text(f"-----BEGIN PUBLIC KEY-----\n{key}\n-----END PUBLIC KEY-----\n")

    def link(self, name, build, library):
        found = next(build.glob(f"**/{library}"), None)
        if found:
            (self.work / name).symlink_to(found.parent)
        return found is not None

    def can_run(self, kind, line):
        return self.module is not None if kind == ">>>" else not any(name in line for name in self.missing)

    def files(self):
        return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in self.work.iterdir() if path.is_file()}

    def run(self, kind, line):
        if kind == "$":
            subprocess.run(["sh", "-ec", line], cwd=self.work, env=self.environment, check=True)
        elif kind == "!":
            document, _, text = line.partition(" ")
            (self.work / "wrong").write_bytes(text.encode("latin-1").decode("unicode_escape").encode("latin-1"))
            for i, reader in enumerate(READERS[document]):
                self.record(folder_name(kind, line) + f"/{i + 1}", line, reader)
        else:
            self.record(folder_name(kind, line), line, line, is_python=kind == ">>>")

    def record(self, name, line, command, is_python=False):
        environment, words = dict(self.environment), [] if is_python else shlex.split(command)
        while words and re.match(r"[A-Z_]+=", words[0]):
            key, _, value = words.pop(0).partition("=")
            environment[key] = value
        words = [PYTHON, "-c", PRELUDE, command] if is_python else [self.program, *self.options, *words]
        before = self.files()
        result = subprocess.run(words, cwd=self.work, env=environment, stdin=subprocess.DEVNULL, capture_output=True)
        self.exits[result.returncode] += 1
        if self.quick and result.returncode not in (0, 1):  # no result to be compared
            sys.exit(f"record_results: exit code {result.returncode}: {line}: {result.stderr.decode()}")
        folder = self.out / name
        folder.mkdir(parents=True)  # fails where two lines are the same
        self.keep(folder / "line", line, (line + "\n").encode())
        self.keep(folder / "exit", line, b"%d\n" % result.returncode)
        self.keep(folder / "stdout", line, result.stdout)
        self.keep(folder / "stderr", line, result.stderr)
        for path, state in self.files().items():
            if path.suffix == ".sqlite":  # when SQLite writes into it is its own affair
                if path.name in command:
                    self.keep(folder / f"file-{path.name}", line, store_rows(path))
            elif before.get(path) != state and not path.name.endswith((".claims", "-wal", "-shm")):
                self.keep(folder / f"file-{path.name}", line, path.read_bytes())

    def keep(self, path, line, content):
        if len(content) > LARGE:
            content = f"{len(content)} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}\n".encode()
        if content or path.name.startswith("file-"):
            path.write_bytes(scrubbed(line, content))

    def run_all(self):
        every = list(cases(self.quick))
        runnable = [case for case in every if self.can_run(*case)]
        for case in runnable:
            self.run(*case)
        self.scratch.cleanup()
        if len(runnable) < len(every):
            print(f"record_results: {len(every) - len(runnable)} cases skipped: BUILD lacks kernels, mutants or the "
                  "Python module", file=sys.stderr)


def first_difference(before, after):
    lines = [content.decode("utf-8", "replace").split("\n") for content in (before, after)]
    for number, (old, new) in enumerate(itertools.zip_longest(*lines, fillvalue="(end)")):
        if old != new:
            at = len(os.path.commonprefix([old, new]))
            start = max(0, at - 30)
            return f"line {number + 1}:\n    - {old[start:start + 150]}\n    + {new[start:start + 150]}"
    return "in bytes that are no UTF-8"


def compare(before, after, allowed=()):
    """Prints what differs; whether nothing does that is not allowed to."""
    names = [{str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
             for folder in (before, after)]
    if not names[0] or not names[1]:
        sys.exit(f"record_results: {after if names[0] else before} has no results")
    different = unexpected = 0
    for name in sorted(names[0] | names[1]):
        if name not in names[0] & names[1]:
            what = f"only in {before if name in names[0] else after}"
        else:
            old, new = ((folder / name).read_bytes() for folder in (before, after))
            if old == new:
                continue
            what = first_difference(old, new)
        is_allowed = any(fnmatch.fnmatch(name, pattern) for pattern in allowed)
        print(f"{'allowed: ' if is_allowed else ''}{name}: {what}")
        different += 1
        unexpected += not is_allowed
    print(f"{len(names[0])} results before, {len(names[1])} after, {different} differ, "
          f"{different - unexpected} of these are allowed to")
    return unexpected == 0


def make_locales(folder):
    """Of our own, so that none has to be installed: a decimal comma and grouping, other digits and letters."""
    for name in ("de_DE", "fa_IR", "tr_TR"):
        place = folder / f"{name}.UTF-8"
        subprocess.run(["localedef", "-i", name, "-f", "UTF-8", place], stderr=subprocess.DEVNULL, check=False)
        if not place.exists():
            sys.exit(f"record_results: cannot make the locale {name}; install the package locales")


def same(build, programs):
    """Whether the quick set is the same from each program, on any number of threads, in other places."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "locales").mkdir()
        make_locales(folder / "locales")
        runs = [(f"build-{i + 1}", program, [], {}) for i, program in enumerate(programs)]
        runs += [(f"threads-{n}", programs[0], ["--threads", str(n)], {}) for n in (1, 2, 7)]
        for name, place in (("de_DE", {"TZ": "Pacific/Kiritimati"}), ("fa_IR", {"TZ": "America/Caracas"}),
                            ("tr_TR", {"TZ": ":/nowhere", "LANGUAGE": "tr"})):
            place = {"LOCPATH": str(folder / "locales"), "LC_ALL": f"{name}.UTF-8", **place}
            runs.append((name, programs[0], [], place))
        is_same = True
        for name, program, options, environment in runs:
            Recorder(build, folder / name, program, options, environment, quick=True).run_all()
            if name != runs[0][0]:
                print(f"{runs[0][0]} and {name}:", flush=True)
                is_same = compare(folder / runs[0][0], folder / name) and is_same
                shutil.rmtree(folder / name)
        return is_same


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    modes = parser.add_subparsers(dest="mode", required=True)
    of_record, of_compare, of_same = (modes.add_parser(name) for name in ("record", "compare", "same"))
    for of_one, names in ((of_record, "build out"), (of_compare, "before after"), (of_same, "build")):
        for name in names.split():
            of_one.add_argument(name, type=lambda text: pathlib.Path(text).resolve(), metavar=name.upper())
    of_record.add_argument("--quick", action="store_true", help="only the lines with a star")
    of_compare.add_argument("--allow", action="append", default=[], metavar="GLOB", help="differences that are meant")
    of_same.add_argument("programs", nargs="+", type=lambda text: pathlib.Path(text).resolve(), metavar="PROGRAM")
    arguments = parser.parse_args()
    if arguments.mode == "compare":
        sys.exit(not compare(arguments.before, arguments.after, arguments.allow))
    if arguments.mode == "same":
        sys.exit(not same(arguments.build, arguments.programs))
    if arguments.out.exists():
        sys.exit(f"record_results: {arguments.out} is there already; name a new folder")
    start = time.monotonic()
    program = arguments.build / "cli" / "swingproof"
    recorder = Recorder(arguments.build, arguments.out, program, quick=arguments.quick)
    recorder.run_all()
    results = sum(path.is_file() for path in arguments.out.rglob("*"))
    print(f"{recorder.exits.total()} commands, {results} results, {time.monotonic() - start:.0f} s; "
          f"exit codes {dict(sorted(recorder.exits.items()))}")


if __name__ == "__main__":
    main()

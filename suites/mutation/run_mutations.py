#!/usr/bin/env python3
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

"""Do our tests notice a mistake in our own code?

    suites/mutation/run_mutations.py [--sample N] [--part I/N] [--only TEXT] [--fast] [--list]
                                     [--touched COMMITS] [--seconds SECONDS]

Applies the mutations of mutations.txt one at a time to a copy of the tree in build/mutation, builds
it and runs the test programs until one fails. Prints how many mutants were killed and which survived.
What a mutant came to is kept in build/mutation/results.json, so that an interrupted run goes on
where it ended; any change to a source file starts anew.

--sample N  N mutants spread over the list
--part I/N  the I-th of N parts of the list, for N machines or N nights; the parts are of equal length
            and the N of them are the whole list
--only TEXT mutants of files whose name contains TEXT, all judged anew
--fast      mutants of the .cc files of oracle/ and fixedpoint/ only, judged by the tests of these two
            folders, which are built in a minute; those that need the other tests are not taken
--touched COMMITS
            those of files that the newest COMMITS touch first
--seconds SECONDS
            begins no mutant after SECONDS, and judges each by the tests beside its file alone; the log
            names the files whose mutants were left out, or not noticed by these tests
--list      only check that each mutation applies to exactly one place

Exit code: 0 all killed, but for those with a reason why nothing can notice them; 1 others survived, or
a reason is wrong; 2 a mutation does not apply or does not compile, or the options leave none.
"""

import argparse
import dataclasses
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "mutation"
TREE = WORK / "tree"
BUILD = WORK / "build"
RESULTS = WORK / "results.json"

# A mutant that loops for ever is a mutant noticed: CTest ends tests as well, after 1,200 s.
TIMEOUT_SECONDS = 300

# The test programs, cheapest first; the heavy tests of a program run after everything else, and of the
# slow tests those that hold the figures themselves.
HEAVY = "Verdict.*:SourceVerdict.*:FindDifference.*:*Attribution*"
SLOW = "*GoldenCubes*:FindDifference.*:*Attribution*:RescaleSearch.*:ScaleSearch.*"
STAGES = [
    ("oracle_tests", "oracle/oracle_tests", "*"),
    ("fixedpoint_tests", "fixedpoint/fixedpoint_tests", "*"),
    ("suites_tests", "suites/suites_tests", f"*-{HEAVY}"),
    ("property_tests", "suites/property_tests", "*"),
    ("suites_tests", "suites/suites_tests", HEAVY),
    ("suites_slow_tests", "suites/suites_slow_tests", SLOW),
]


@dataclasses.dataclass(frozen=True)
class Mutation:
    file: str
    old: str
    new: str
    reason: str  # why nothing can notice it; empty for most
    needs: str  # what of the tests beyond oracle/ and fixedpoint/ notices it; empty for most

    def name(self):
        return f"{self.file}: {self.old.strip()}  ->  {self.new.strip() or '(nothing)'}"


def fail(message):
    print(f"run_mutations: {message}", file=sys.stderr)
    sys.exit(2)


def read_mutations(path):
    """The format is told at the head of mutations.txt."""
    mutations, file, old, new, reason, needs = [], None, None, None, "", ""

    def end():
        nonlocal old, new, reason, needs
        if old is not None:
            if new is None:
                fail(f"{path}: {file}: '- {old}' has no '+' line")
            mutations.append(Mutation(file, old, new, reason, needs))
        old, new, reason, needs = None, None, "", ""

    for number, line in enumerate(path.read_text().splitlines(), 1):
        mark, text = line[:2], line[2:]
        if line.startswith("#") or not line.strip():
            continue
        if mark == "@ ":
            end()
            file = text
        elif mark == "- ":
            end()
            old = text
        elif line == "+" or mark == "+ ":
            new = text
        elif mark == "= ":
            reason = text
        elif mark == "~ ":
            needs = text
        else:
            fail(f"{path}:{number}: lines begin with '@ ', '- ', '+ ', '= ', '~ ' or '# '")
    end()
    return mutations


def require_one_place(mutations):
    """All that is stale is told at once."""
    stale = 0
    for mutation in mutations:
        file = ROOT / mutation.file
        places = file.read_text().count(mutation.old) if file.is_file() else 0
        if places != 1:
            stale += 1
            print(f"run_mutations: {mutation.name()}: stands in {places} places", file=sys.stderr)
    if stale:
        fail(f"{stale} mutations do not stand in one place; correct mutations.txt")


def list_part(text):
    """(I, N) of "I/N"."""
    match = re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", text)
    if not match or not 1 <= int(match[1]) <= int(match[2]):
        raise argparse.ArgumentTypeError(f"'{text}' is not I/N with 1 <= I <= N, such as 2/6")
    return int(match[1]), int(match[2])


def is_fast(mutation):
    folder = mutation.file.split("/")[0]
    return folder in ("oracle", "fixedpoint") and mutation.file.endswith(".cc") and not (
        mutation.needs or mutation.reason)


def touched_files(commits):
    """Those that the newest commits touch; none where git does not say. A clone may have fewer commits, and git
    refuses a tree that belongs to somebody else."""
    log = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "log", "-n", str(commits), "--name-only", "--format="], cwd=ROOT,
        capture_output=True, text=True, check=False)
    return set(log.stdout.split())


def judge_in_time(mutations, seconds):
    """The verdicts that fit; each program that judges ends well on what is not mutated, which is seen before."""
    verdicts, checked, beside_is_not_enough, end = {}, set(), [], time.monotonic() + seconds
    for mutation in mutations:
        if time.monotonic() >= end:
            break
        stages = STAGES[:2] if is_fast(mutation) else nearest_stages(mutation)
        new = [stage for stage in stages if stage not in checked]
        failing = killer(new)
        if failing:
            fail(f"{failing} fails without any mutation")
        checked.update(new)
        verdict = judge_with(mutation, stages)
        if verdict == "survived" and not is_fast(mutation):
            beside_is_not_enough.append(mutation)
            continue
        verdicts[mutation] = verdict
        print(f"[{len(verdicts)}] {verdict:16} {mutation.name()}", flush=True)
    left = [m for m in mutations if m not in verdicts]
    files = sorted({m.file for m in left})
    print(f"left to .ci/nightly: {len(left)} mutants ({len(beside_is_not_enough)} of them not noticed by the tests "
          f"beside their file) of {', '.join(files) or 'no file'}")
    return report(list(verdicts), list(verdicts.values()))


def sources():
    """All files but git's and what was built. Not by asking git, which does not answer in a tree that
    belongs to somebody else, as a checkout in a CI job's container does."""
    names = []
    for entry in sorted(ROOT.iterdir()):
        if entry.name not in (".git", "build"):
            files = entry.rglob("*") if entry.is_dir() else [entry]
            names += [str(file.relative_to(ROOT)) for file in files if file.is_file()]
    return names


def copy_tree(names):
    """Only what changed, so that the next build has little to do. Returns a digest of all sources, but for
    the list of mutations: one that is corrected or added leaves the verdicts on the others as they are."""
    digest = hashlib.sha256()
    for name in sorted(names):
        content = (ROOT / name).read_bytes()
        if re.search(r"\.(cc|h|c|txt|cmake|json)$", name) and not name.startswith("suites/mutation/"):
            digest.update(name.encode() + b"\0" + content + b"\0")
        copy = TREE / name
        if copy.is_file() and copy.read_bytes() == content:
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, copy)
        shutil.copymode(ROOT / name, copy)
    for stale in TREE.rglob("*"):
        if stale.is_file() and str(stale.relative_to(TREE)) not in names:
            stale.unlink()
    return digest.hexdigest()


def build(target):
    made = subprocess.run(
        ["cmake", "--build", BUILD, "--target", target, "--parallel", str(os.cpu_count())],
        capture_output=True, text=True, stdin=subprocess.DEVNULL)
    return made.returncode == 0, made.stdout


def configure():
    # Mutants leave variables unused: no warnings.
    subprocess.run(
        ["cmake", "-S", TREE, "-B", BUILD, "-G", "Ninja", "-D", "CMAKE_BUILD_TYPE=Release", "-D",
         "SWINGPROOF_TESTS=ON", "-D", "SWINGPROOF_WERROR=OFF", "-D", "SWINGPROOF_BENCH=OFF", "-D",
         "SWINGPROOF_PYTHON=OFF", "-D", "SWINGPROOF_HTML=OFF"],
        check=True, stdout=subprocess.DEVNULL)


def test_ends(program, tests):
    """How the tests end: None if well, else "failed" or "timeout"."""
    # The full number of cases: without RC_PARAMS costly properties have a third of it.
    environment = dict({"RC_PARAMS": "max_success=100"}, **os.environ, GTEST_FAIL_FAST="1", GTEST_FILTER=tests)
    try:
        run = subprocess.run(
            [BUILD / program], env=environment, timeout=TIMEOUT_SECONDS, cwd=WORK,
            stdin=subprocess.DEVNULL, capture_output=True)
    except subprocess.TimeoutExpired:
        return "timeout"
    return "failed" if run.returncode != 0 else None


def killer(stages):
    """The first test program that does not end well, and "(timeout)" if it did not end; None if all do. Raises
    ValueError with the compiler's words."""
    for target, program, tests in stages:
        compiled, words = build(target)
        if not compiled:
            raise ValueError(words)
        end = test_ends(program, tests)
        if end:
            return target if end == "failed" else f"{target} (timeout)"
    return None


def nearest_stages(mutation):
    """The tests beside a file of deployment/ or suites/, which notice most of its mutants in the least time."""
    folder = pathlib.Path(mutation.file).parent
    if folder.parts[0] == "deployment":
        return [("deployment_tests", "deployment/deployment_tests", "*")]
    if folder.parts[0] != "suites":
        return []
    tests = "".join(test.read_text() for test in sorted((TREE / folder).glob("*_test.cc")))
    suites = sorted(set(re.findall(r"^TEST(?:_[FP])?\((\w+)", tests, re.MULTILINE)))
    if not suites:
        return []
    return [("suites_tests", "suites/suites_tests", ":".join(f"*{name}.*" for name in suites) + f"-{HEAVY}")]


def judge_with(mutation, stages):
    file = TREE / mutation.file
    original = file.read_text()
    try:
        file.write_text(original.replace(mutation.old, mutation.new))
        return killer(stages) or "survived"
    except ValueError as words:
        fail(f"{mutation.name()}: does not compile\n{words}")
    finally:
        file.write_text(original)


def judge_all(mutations, stages, digest, anew):
    known = json.loads(RESULTS.read_text()) if RESULTS.is_file() else {}
    if known.get("sources") != digest:
        known = {"sources": digest, "verdicts": {}}
    verdicts = known["verdicts"]
    for number, mutation in enumerate(mutations, 1):
        if anew or mutation.name() not in verdicts:
            verdicts[mutation.name()] = judge_with(mutation, nearest_stages(mutation) + stages)
            unfinished = RESULTS.with_suffix(".new")
            unfinished.write_text(json.dumps(known, indent=1))
            unfinished.replace(RESULTS)
        print(f"[{number}/{len(mutations)}] {verdicts[mutation.name()]:16} {mutation.name()}", flush=True)
    return [verdicts[mutation.name()] for mutation in mutations]


def report(mutations, verdicts):
    survived = [m for m, verdict in zip(mutations, verdicts) if verdict == "survived"]
    explained = [m for m in survived if m.reason]
    unexplained = [m for m in survived if not m.reason]
    wrong = [m for m, verdict in zip(mutations, verdicts) if m.reason and verdict != "survived"]
    notable = len(mutations) - len(explained)
    killed = len(mutations) - len(survived)
    print(f"\n{len(mutations)} mutants: {killed} killed, {len(explained)} that nothing can notice, "
          f"{len(unexplained)} survived")
    # A machine that is busy elsewhere makes tests slow as well: a look at these is worth it.
    for mutation, verdict in zip(mutations, verdicts):
        if verdict.endswith("(timeout)"):
            print(f"  killed by the time limit of {TIMEOUT_SECONDS} s alone: {mutation.name()}")
    if notable:
        print(f"killed: {killed} of the {notable} that can be noticed")
    for mutation in explained:
        print(f"  cannot be noticed: {mutation.name()}\n    {mutation.reason}")
    for mutation in unexplained:
        print(f"  SURVIVED: {mutation.name()}")
    for mutation in wrong:
        print(f"  WAS NOTICED, though a reason says that it cannot be: {mutation.name()}")
    return 1 if unexplained or wrong else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, metavar="N")
    parser.add_argument("--part", type=list_part, default=(1, 1), metavar="I/N")
    parser.add_argument("--only", default="", metavar="TEXT")
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--touched", type=int, default=0, metavar="COMMITS")
    parser.add_argument("--seconds", type=int, metavar="SECONDS")
    options = parser.parse_args()
    mutations = read_mutations(pathlib.Path(__file__).with_name("mutations.txt"))
    require_one_place(mutations)
    mutations = [m for m in mutations if options.only in m.file and (not options.fast or is_fast(m))]
    stages = STAGES[:2] if options.fast else STAGES
    part, parts = options.part
    mutations = mutations[(part - 1) * len(mutations) // parts:part * len(mutations) // parts]
    if options.sample and options.sample < len(mutations):
        mutations = [mutations[i * len(mutations) // options.sample] for i in range(options.sample)]
    if not mutations:
        fail("these options leave no mutation; a run without any would look like one in which all were killed")
    if options.list:
        print(f"{len(mutations)} mutations, each in one place")
        return 0
    digest = copy_tree(sources()) + (" fast" if options.fast else "")
    configure()
    if options.seconds:
        touched = touched_files(options.touched) if options.touched else set()
        # What is known to survive has nothing to tell; those that two small programs judge come before the rest.
        wanted = [m for m in mutations if not m.reason]
        wanted.sort(key=lambda m: (m.file not in touched, not is_fast(m)))
        return judge_in_time(wanted, options.seconds)
    # Each program that judges has to end well on what is not mutated, those of nearest_stages() too.
    beside = [stage for mutation in mutations for stage in nearest_stages(mutation) if stage not in stages]
    failing = killer(stages + list(dict.fromkeys(beside)))
    if failing:
        fail(f"{failing} fails without any mutation")
    return report(mutations, judge_all(mutations, stages, digest, bool(options.only)))


if __name__ == "__main__":
    sys.exit(main())

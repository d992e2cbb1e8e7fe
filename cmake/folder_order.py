#!/usr/bin/env python3
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

"""Holds the order of folders to the tables of docs/design.md.

    cmake/folder_order.py [ROOT]

Data flows one way. Each table there has a last column "includes": what the product code of a folder
includes of other folders, tests aside. This fails where code includes something else, where a table
lists what no code includes, where a folder has no row, and where the arrows make a circle.
"""

import graphlib
import pathlib
import re
import sys

# Tests, what they share, and programs of their own may include anything.
FREE = re.compile(r"(_test|_fixture|_main)\.(cc|h)$|/(mutants|mutation|properties|testdata)/")
LAYERS = ("deployment", "oracle", "fixedpoint", "suites", "reports", "cli", "python")


def folder_of(path):
    """suites/sweep/sweep.h is of suites/sweep, suites/parallel_blocks.h of suites, cli/x/y.h of cli."""
    parts = path.split("/")
    if parts[0] in ("suites", "reports") and len(parts) > 2:
        return "/".join(parts[:2])
    return parts[0]


def arrows_of_code(root):
    arrows = {}
    for layer in LAYERS:
        for file in sorted((root / layer).rglob("*")):
            path = file.relative_to(root).as_posix()
            if file.suffix not in (".cc", ".h") or FREE.search(path):
                continue
            own = folder_of(path)
            included = arrows.setdefault(own, {})
            for include in re.findall(r'^#include "([^"]+/[^"]+)"', file.read_text(), re.MULTILINE):
                if include.split("/")[0] in LAYERS and folder_of(include) != own:
                    included.setdefault(folder_of(include), path)
    return arrows


def arrows_of_design(root):
    """Of each folder the folders in its row's last column, or None where that says "all"."""
    arrows = {}
    for line in (root / "docs/design.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) != 3 or not line.startswith("| `"):
            continue
        includes = None if cells[2] == "all" else set(re.findall(r"`([^`]+)`", cells[2]))
        for folder in re.findall(r"`([^`]+)`", cells[0]):
            arrows[folder] = includes
    return arrows


def complaints_about(folder, included, design):
    if folder not in design:
        yield f"docs/design.md has no row for {folder}"
        return
    layer = folder.split("/")[0]
    if design[folder] is None:
        return
    # What the row of a layer lists, each of its folders may include.
    allowed = design[folder] | design[layer] | {layer}
    for name in sorted(included.keys() - allowed):
        yield f"{included[name]} includes {name}, which docs/design.md does not list for {folder}"
    if folder != layer:
        for name in sorted(design[folder] - included.keys()):
            yield f"docs/design.md lists {name} for {folder}, but no code there includes it"


def complaints(root):
    code, design = arrows_of_code(root), arrows_of_design(root)
    for folder, included in code.items():
        yield from complaints_about(folder, included, design)
    for folder in design:
        if not (root / folder).is_dir():
            yield f"docs/design.md has a row for {folder}, which does not exist"
    try:
        graphlib.TopologicalSorter(code).prepare()
    except graphlib.CycleError as error:
        yield "folders include each other: " + " -> ".join(error.args[1])


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__ + "/../..").resolve()
    found = list(complaints(root))
    for complaint in found:
        print(complaint, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

"""Holds schemas/*.json to the documents that swingproof writes.

    schemas/check_schemas.py PROGRAM [--kernels FOLDER --mutants FOLDER]
    schemas/check_schemas.py --spread FILE.json

Every kind of document in the code has a schema; every document that the commands below write is valid; with a field
more, in any of its objects, it is not. With the folders of kernels and mutants the slow commands run as well, and then
every field of every schema must have been written.

The files are complete in themselves, so that any validator takes them: definitions of one name are the same in all.
--spread copies those of one file to the others.
"""

import argparse
import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import jsonschema

FOLDER = pathlib.Path(__file__).resolve().parent
SOURCES = ("reports", "cli", "suites")

FILES = {
    "full.toml": "[deployment]\n",
    "bgr.toml": '[deployment]\nop = "centered_yuv2bgr"\nmean = ["103.53", "116.28", "123.675"]\n',
    "studio.toml": '[deployment]\nswing = "studio"\nq_scale = "1/64"\n',
    "odd.toml": '[deployment]\nmean = "127.5"\nquant_stub_scale = 2\nqat_q_scale = "0.03"\n',
    "nash.toml": '[deployment]\nmarch = "nash"\n',
    "config.yaml": "input_parameters:\n  input_name: image\n  input_type_rt: nv12\n  input_type_train: rgb\n"
                   "  mean_value: 128\n  scale_value: 0.0078125\n",
    "budget.toml": '[budget]\nmax_abs_error = "1.5"\nmax_rms_error = 9\n[budget.legal]\nmax_abs_error = 1\n',
    "plan.toml": "[[settings]]\nmean = [128, \"1e9\"]\nq_scale = {from = \"1/128\", to = \"3/128\", count = 3}\n"
                 "[budget]\nmax_abs_error = 2\n",
}

# Lines of shell in a scratch folder with these files. Every *.json there is looked at in the end, deployments of
# toolchains aside.
QUICK = """
swingproof doctor --json doctor.json
swingproof trace --json trace.json -- -128 126 -122
swingproof trace --rgb --json training.json 1 2 3
swingproof lint odd.toml --json lint.json
swingproof lint config.yaml --json yaml.json
swingproof lint nash.toml --json nash.json
swingproof prove full.toml --json proof.json
swingproof prove --mean-range 100,130 --step-range 1,1.3 --json range.json
swingproof report studio.toml --budget budget.toml --json report.json
swingproof report --json plain.json
swingproof compare plain.json report.json --json compare.json
swingproof probe full.toml -o probe.npy --json pixels.json
swingproof convert probe.npy full.toml -o codes.npy --with fixed
swingproof convert probe.npy -o floor.npy --with fixed --arithmetic bayes:post_rounding=floor
swingproof certify full.toml --stimulus probe.npy --capture codes.npy --json certify.json -o certificate.json
swingproof certify full.toml --stimulus probe.npy --capture floor.npy --json refuted.json
swingproof keygen -o k
swingproof certify full.toml --stimulus probe.npy --capture codes.npy -o signed.json --sign k.key
swingproof verify certificate.json --json verify.json
"""

SLOW = """
swingproof probe --source -o patches.npy
swingproof probe --source -o patch.png
swingproof convert patches.npy -o yuv.npy --with training
swingproof convert patches.npy -o swapped.npy --with training --op centered_yuv2bgr
swingproof certify full.toml --source --stimulus patches.npy --capture yuv.npy --json source.json -o of-source.json
swingproof certify full.toml --source --stimulus patches.npy --capture swapped.npy --tolerance 2 --json swapped.json
swingproof certify full.toml --source --stimulus patches.npy --capture yuv.npy --tolerance 2 -o tolerant.json
swingproof verify tolerant.json --json tolerated.json
swingproof report --deployment full.toml --deployment bgr.toml --json reports.json
swingproof report bgr.toml -o page.html --json page.json
swingproof compare full.toml bgr.toml --image patch.png --json codes.json
swingproof tune studio.toml -o tuned.toml --json tune.json
swingproof tune full.toml --freedom integers -o integers.toml --json integers.json
swingproof tune --deployment full.toml --deployment odd.toml --json joint.json
swingproof trace studio.toml --arithmetic tuned.toml --json tuned.json 0 0 0
swingproof trace full.toml --arithmetic integers.toml --json of-integers.json 0 0 0
swingproof certify full.toml --stimulus probe.npy --capture codes.npy --arithmetic integers.toml --json own.json
mkdir both; cp codes.npy floor.npy both; swingproof certify full.toml --stimulus probe.npy --capture both --json both.json
swingproof kit full.toml -o board; cp board/probe.json board-probe.json
swingproof campaign run plan.toml --store c.sqlite; swingproof campaign report --store c.sqlite --json campaign.json
swingproof settle plan -o kit; cp kit/plan.json kit-plan.json
for n in 1 2; do swingproof convert kit/probe_$n.npy kit/deployment_$n.toml -o kit/capture_$n.npy --with fixed; done
swingproof settle judge kit --json settled.json -o evidence.json
swingproof verify evidence.json --json evidence-verified.json
swingproof convert kit/probe_1.npy kit/deployment_2.toml -o kit/capture_1.npy --with fixed
swingproof settle judge kit --json unsettled.json
swingproof gate --kernel KERNELS/scalar.so bgr.toml --json right.json
swingproof gate --kernel KERNELS/scalar.so studio.toml --budget budget.toml --budget preset:openvx --env A=B --json studio.json
swingproof gate --kernel KERNELS/scalar.so full.toml --budget preset:vulkan-cts --json vulkan.json
for n in 1 4 14 43 93; do swingproof gate --kernel MUTANTS/mutant_$n.so bgr.toml --json wrong-$n.json; done
swingproof gate --stimulus probe.npy --result floor.npy --json recorded.json
"""


def kinds_in_code():
    """Of the documents with a schema field, by the constants that name them."""
    root = FOLDER.parent
    text = "".join(path.read_text() for folder in SOURCES for path in sorted((root / folder).rglob("*.cc"))
                   if not path.name.endswith("_test.cc"))
    return set(re.findall(r'"swingproof[.]([a-z_-]+)/1"', text))


def kind_of(document):
    if "payloadType" in document:
        return "envelope"
    if "predicateType" in document:
        return document["predicateType"].split("/")[-2]
    return document["schema"].removeprefix("swingproof.").removesuffix("/1")


def written_documents(program, kernels, mutants):
    """Runs the commands; the documents by their file's name."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        for name, text in FILES.items():
            (folder / name).write_text(text)
        lines = QUICK if kernels is None else QUICK + SLOW
        for line in lines.strip().split("\n"):
            line = line.replace("KERNELS", str(kernels)).replace("MUTANTS", str(mutants))
            result = subprocess.run(["bash", "-c", f'swingproof() {{ "{program}" "$@"; }}; {line}'], cwd=folder,
                                    capture_output=True, text=True, check=False)
            if result.returncode > 1:  # 1: a check says no
                sys.exit(f"{line}\nexit {result.returncode}: {result.stderr}")
        return {path.name: json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))}


def objects_in(value, place=()):
    """One object of each place, indices of lists left out."""
    if isinstance(value, dict):
        yield place, value
        for key, each in value.items():
            yield from objects_in(each, (*place, key))
    elif isinstance(value, list):
        for each in value:
            yield from objects_in(each, (*place, None))


def check_unknown_fields(name, document, validator):
    """Whether a field that no code writes is refused, wherever it is put."""
    document = copy.deepcopy(document)
    tried = set()
    complaints = []
    for place, each in objects_in(document):
        if place in tried or "predicate" in place[:1] and len(place) > 3:  # its parts are in other documents
            continue
        tried.add(place)
        each["no field"] = 1
        if validator.is_valid(document):
            complaints.append(f"{name}: an unknown field is valid in {'/'.join(str(key) for key in place)}")
        del each["no field"]
    return complaints


def see(schema, value, root, name, seen):
    """Notes the fields of a schema that a valid value has, by the definition or file that they are in."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        see(root["$defs"][name], value, root, name, seen)
    for each in schema.get("anyOf", []):
        if jsonschema.Draft202012Validator({**each, "$defs": root["$defs"]}).is_valid(value):
            see(each, value, root, name, seen)
    for each in schema.get("allOf", []):
        see(each, value, root, name, seen)
    if isinstance(value, dict):
        for key, each in value.items():
            if key in schema.get("properties", {}):
                seen.add((name, key))
                see(schema["properties"][key], each, root, f"{name}.{key}", seen)
            for part in schema.get("patternProperties", {}).values():
                see(part, each, root, name, seen)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            first = schema.get("prefixItems", [])
            see(first[index] if index < len(first) else schema.get("items") or {}, each, root, f"{name}[]", seen)


def fields_of(schema, root, name, fields):
    if "$ref" in schema:
        target = schema["$ref"].rpartition("/")[2]
        if target not in fields["visited"]:
            fields["visited"].add(target)
            fields_of(root["$defs"][target], root, target, fields)
    for each in [*schema.get("anyOf", []), *schema.get("allOf", [])]:
        fields_of(each, root, name, fields)
    for key, each in schema.get("properties", {}).items():
        fields["all"].add((name, key))
        fields_of(each, root, f"{name}.{key}", fields)
    for each in schema.get("patternProperties", {}).values():
        fields_of(each, root, name, fields)
    for each in [*schema.get("prefixItems", []), schema.get("items")]:
        if each:
            fields_of(each, root, f"{name}[]", fields)


def spread(file):
    """Copies the definitions of one file to all others."""
    definitions = json.loads(file.read_text())["$defs"]
    for path in FOLDER.glob("*.json"):
        schema = json.loads(path.read_text())
        schema["$defs"] = {name: definitions.get(name, each) for name, each in schema["$defs"].items()}
        path.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n")


def check_files(schemas):
    complaints = []
    definitions = {}
    for kind, schema in schemas.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        if schema["$id"] != f"https://swingproof.github.io/schemas/{kind}.json":
            complaints.append(f"{kind}.json: $id is {schema['$id']}")
        for name, each in schema.get("$defs", {}).items():
            if definitions.setdefault(name, each) != each:
                complaints.append(f"{kind}.json: {name} differs from other files; --spread copies it")
    without = kinds_in_code() - set(schemas)
    complaints += [f"{kind}.json is missing: the code writes such documents" for kind in sorted(without)]
    others = set(schemas) - kinds_in_code() - {"certificate", "evidence", "envelope"}
    return complaints + [f"{kind}.json: no code writes such documents" for kind in sorted(others)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("program", nargs="?", type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument("--kernels", type=pathlib.Path)
    parser.add_argument("--mutants", type=pathlib.Path)
    parser.add_argument("--spread", type=pathlib.Path)
    arguments = parser.parse_args()
    if arguments.spread:
        return spread(arguments.spread)
    schemas = {path.stem: json.loads(path.read_text()) for path in sorted(FOLDER.glob("*.json"))}
    complaints = check_files(schemas)
    seen, examined = set(), set()
    documents = written_documents(arguments.program, arguments.kernels, arguments.mutants)
    for name, document in documents.items():
        kind = kind_of(document)
        validator = jsonschema.Draft202012Validator(schemas[kind])
        errors = [jsonschema.exceptions.best_match([error]) for error in validator.iter_errors(document)]
        complaints += [f"{name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in errors[:3]]
        if not errors:
            see(schemas[kind], document, schemas[kind], kind, seen)
            if kind not in examined:
                complaints += check_unknown_fields(name, document, validator)
            examined.add(kind)
    if arguments.kernels:
        fields = {"all": set(), "visited": set()}
        for kind, schema in schemas.items():
            fields_of(schema, schema, kind, fields)
        complaints += [f"{where}: {key} is in the schema, but no command here writes it"
                       for where, key in sorted(fields["all"] - seen)]
    print("\n".join(complaints) or f"{len(documents)} documents of {len(examined)} kinds hold to their schemas")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())

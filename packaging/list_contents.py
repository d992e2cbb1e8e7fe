#!/usr/bin/env python3
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

"""list_contents.py ARCH VERSION FOLDER [--bundled]: what a package holds of others' code, run by
build_inside.sh. FOLDER gets sbom.spdx.json (SPDX 2.3) and licences/, the licence of each."""

import datetime
import json
import os
import pathlib
import shutil
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent


def section(name):
    lines = (root / "packaging/packages.txt").read_text().splitlines()
    return [line.split()[1] for line in lines if line.startswith(name + " ")]


def installed(package):
    query = ["dpkg-query", "-W", "-f", "${Version} ${source:Package} ${source:Version}", package]
    return subprocess.run(query, check=True, capture_output=True, text=True).stdout.split()


def debian(name, version, release, architecture, licence):
    purl = f"pkg:deb/debian/{name}@{version}?arch={architecture}&distro={release}".replace("+", "%2B")
    return {"name": name, "version": version, "purl": purl, "licence": licence,
            "supplier": "Organization: Debian"}


def contents(architecture, is_bundled):
    doc = pathlib.Path("/usr/share/doc")
    for name in section("headers"):
        yield debian(name, installed(name)[0], "bookworm", "all", doc / name / "copyright")
    for name in section("target") + (section("bundled") if is_bundled else []):
        version = installed(f"{name}:{architecture}")[0]
        yield debian(name, version, "bookworm", architecture, doc / name / "copyright")
    for name in section("source"):
        place = pathlib.Path("/opt") / name
        yield debian(name, (place / "version").read_text().strip(), "bookworm", "source", place / "copyright")
    for name in [] if is_bundled else section("newer"):
        place = pathlib.Path("/opt/python3.13")
        version = (place / f"{name}.version").read_text().strip()
        kind = "all" if name == "pybind11-dev" else architecture
        yield debian(name, version, "trixie", kind, place / "usr/share/doc" / name / "copyright")
    charts = pathlib.Path("/charts")
    for folder in sorted(charts.glob("*")) + sorted(charts.glob("@*/*")):
        if not (folder / "package.json").exists():
            continue
        package = json.loads((folder / "package.json").read_text())
        licences = sorted(folder.glob("LICEN[CS]E*"))
        yield {"name": package["name"], "version": package["version"], "supplier": "NOASSERTION",
               "purl": f"pkg:npm/{package['name'].replace('@', '%40')}@{package['version']}",
               "licence": licences[0] if licences else None}


def main():
    architecture, version, folder = sys.argv[1:4]
    is_bundled = "--bundled" in sys.argv[4:]
    place = pathlib.Path(folder)
    (place / "licences").mkdir(parents=True, exist_ok=True)
    epoch = int(os.environ["SOURCE_DATE_EPOCH"])
    created = datetime.datetime.fromtimestamp(epoch, datetime.timezone.utc)
    kind = "portable" if is_bundled else "deb"
    packages = [{
        "SPDXID": "SPDXRef-swingproof", "name": "swingproof", "versionInfo": version,
        "downloadLocation": "NOASSERTION", "filesAnalyzed": False, "licenseConcluded": "Apache-2.0",
        "licenseDeclared": "Apache-2.0", "copyrightText": "The swingproof authors"}]
    for each in contents(architecture, is_bundled):
        known = f"{each['name']}-{each['version']}"
        item = {
            "SPDXID": "SPDXRef-" + "".join(c if c.isalnum() or c in ".-" else "-" for c in known),
            "name": each["name"], "versionInfo": each["version"], "supplier": each["supplier"],
            "downloadLocation": "NOASSERTION", "filesAnalyzed": False,
            "licenseConcluded": "NOASSERTION", "licenseDeclared": "NOASSERTION",
            "copyrightText": "NOASSERTION",
            "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                              "referenceLocator": each["purl"]}]}
        # Some of Debian's packages have theirs in another one, which is not there.
        if each["licence"] is not None and each["licence"].exists():
            name = known.replace("/", "-").replace("@", "")
            shutil.copyfile(each["licence"], place / "licences" / name)
            item["licenseComments"] = f"share/doc/swingproof/licences/{name}"
        packages.append(item)
    document = {
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"swingproof-{version}-{kind}-{architecture}",
        "documentNamespace": f"https://swingproof.invalid/spdx/{version}/{kind}/{architecture}/{epoch}",
        "creationInfo": {"created": created.strftime("%Y-%m-%dT%H:%M:%SZ"),
                         "creators": ["Tool: packaging/list_contents.py"]},
        "packages": packages,
        "relationships": [{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
                           "relatedSpdxElement": "SPDXRef-swingproof"}] + [
            {"spdxElementId": "SPDXRef-swingproof", "relationshipType": "CONTAINS",
             "relatedSpdxElement": each["SPDXID"]} for each in packages[1:]]}
    (place / "sbom.spdx.json").write_text(json.dumps(document, indent=1) + "\n")


main()

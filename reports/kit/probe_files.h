// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_KIT_PROBE_FILES_H_
#define SWINGPROOF_REPORTS_KIT_PROBE_FILES_H_

#include <optional>
#include <string>
#include <vector>

#include "reports/json/json_document.h"
#include "suites/certify/stimulus.h"

namespace swingproof {

// A probe knows itself, as a prompt and its response do in NIST's ACVP: probe.json beside the
// pixels has an id, a runner copies it into capture.json, and certify compares the two.
// schemas/probe-files.json has the fields.

inline constexpr const char* probe_json_name = "probe.json";
inline constexpr const char* capture_json_name = "capture.json";

// A file of pixels: its name without folders, the digest of its content, how it holds the pixels.
struct ProbeFile {
  std::string name;
  std::string sha256;
  DumpOptions form;
};

struct ProbeIdentity {
  std::string id;  // SHA-256 of deployment, layout and digests as JSON
  Deployment deployment;
  std::vector<ProbeFile> files;
};

// Adds id, layout and digests to a document that has a deployment.
void add_identity(Json& document, const std::vector<ProbeFile>& files);

// probe.json: schema "swingproof.probe-files/1".
Json probe_identity_json(const Deployment& deployment, const std::vector<ProbeFile>& files);

// Throws InputError, with the name as place, for what is not such a document, or whose id is not
// that of its content.
ProbeIdentity parse_probe_identity(std::string_view text, const std::string& name);

// The file's entry in the probe.json beside it, if it has one there; its digest is not compared.
std::optional<ProbeFile> probe_file_of(const std::string& path);

// A folder with a probe and what a board gave for it.
struct ProbeKit {
  ProbeIdentity probe;
  std::string stimulus;
  std::optional<DumpOptions> stimulus_form;  // none: NPY
  std::vector<std::string> captures;         // the files of one capture
  DumpOptions capture_form;
  std::vector<std::string> files;  // all that was read
};

// Reads a folder's probe.json and capture.json. Throws InputError, which names the file, where a
// file of pixels is not the one that was written, where the capture has another id, and where
// something is missing.
ProbeKit read_probe_kit(const std::string& folder);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_KIT_PROBE_FILES_H_

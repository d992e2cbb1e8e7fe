// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_CERTIFICATE_STATEMENT_H_
#define SWINGPROOF_REPORTS_CERTIFICATE_STATEMENT_H_

#include <array>
#include <string>
#include <string_view>

#include "reports/json/json_document.h"
#include "suites/certify/capture_check.h"

namespace swingproof {

// A certificate: the findings of `certify`, which anybody who has the files can recompute. It is an
// in-toto Statement v1 (https://in-toto.io/Statement/v1). It contains no time, path or machine, so
// its bytes are the same wherever it is computed. docs/certificate.md has its fields.

// A file that a verdict rests on: its name without folders, and its content's digest.
struct Subject {
  std::string name;
  std::string sha256;

  friend bool operator==(const Subject&, const Subject&) = default;
};

// In this order.
inline constexpr std::array<std::string_view, 3> subject_roles = {"capture", "stimulus",
                                                                  "deployment"};
using Subjects = std::array<Subject, 3>;

// The files' paths, in the same order.
using SubjectPaths = std::array<std::string, 3>;

// The files' names, in the same order.
using SubjectNames = std::array<std::string, 3>;

// The names of these files. Throws InputError for a file that cannot be read, for what
// require_digestible() refuses, for a name that JSON cannot hold, and for two files of one name,
// which could not lie side by side.
SubjectNames subject_names(const SubjectPaths& paths);

// The certificate's bytes. A certificate must not name other bytes than were judged, so each digest
// is of what was read for the check: those of capture and stimulus are in it (CheckFiles), that of
// the deployment is DeploymentSource's.
std::string statement_text(const SubjectNames& names, const std::string& deployment_sha256,
                           const CheckParameters& parameters, const OpCheck& check);
std::string statement_text(const SubjectNames& names, const std::string& deployment_sha256,
                           const CheckParameters& parameters, const SourceCheck& check);

// Does the check that parameters ask for on these files, and gives its certificate, in which they
// have these names. Throws InputError as check_op() and check_source() do.
std::string computed_statement(const SubjectPaths& paths, const SubjectNames& names,
                               const CheckParameters& parameters);

// The names of these subjects.
SubjectNames names_of(const Subjects& subjects);

// The inputs that a statement names, which is all that is needed to recompute it.
struct StatementBasis {
  Subjects subjects;
  CheckParameters parameters;

  friend bool operator==(const StatementBasis&, const StatementBasis&) = default;
};

// Throws InputError, with the name as place, for a document that is not such a statement, or that
// another version of swingproof has made.
StatementBasis read_statement(const Json& document, std::string_view name);

// No certificate is larger.
inline constexpr std::size_t largest_certificate = std::size_t{16} << 20;

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_CERTIFICATE_STATEMENT_H_

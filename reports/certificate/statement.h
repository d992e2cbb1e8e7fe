// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_CERTIFICATE_STATEMENT_H_
#define SWINGPROOF_REPORTS_CERTIFICATE_STATEMENT_H_

#include <array>
#include <string>
#include <string_view>

#include "reports/json_document.h"
#include "suites/certify/capture_check.h"

namespace swingproof {

// A certificate: what `certify` found, so that whoever has the files can compute it anew. It is an
// in-toto Statement v1 (https://in-toto.io/Statement/v1), written the same way to the byte wherever
// it is computed: no time, no path, no machine is in it. docs/certificate.md has its fields.

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

// The subjects as the files are now. Throws InputError for a file that cannot be read or is none,
// for a name that JSON cannot hold, and for two files of one name, which could not lie side by
// side.
Subjects subjects_of(const SubjectPaths& paths);

// Throws InputError if a file's content is no longer what it was: a certificate must not name other
// bytes than were judged.
void require_unchanged(const SubjectPaths& paths, const Subjects& subjects);

// The certificate's bytes.
std::string statement_text(const Subjects& subjects, const CheckParameters& parameters,
                           const OpCheck& check);
std::string statement_text(const Subjects& subjects, const CheckParameters& parameters,
                           const SourceCheck& check);

// Does the check that parameters ask for on these files, and gives its certificate. Throws
// InputError as check_op() and check_source() do.
std::string computed_statement(const SubjectPaths& paths, const Subjects& subjects,
                               const CheckParameters& parameters);

// What a statement says it is about, which is all that is needed to compute it anew.
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

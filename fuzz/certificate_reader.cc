// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Certificates, bare and signed: reports/certificate/. The files that they name are not there: what
// is read is all that can be read before them.

#include <optional>
#include <string>

#include "fuzz/reader_property.h"
#include "reports/certificate/dsse_envelope.h"
#include "reports/certificate/strict_json.h"
#include "reports/certificate/verification.h"

namespace {

using swingproof::DsseEnvelope;
using swingproof::InputError;
using swingproof::Json;
using swingproof::parse_strict_json;
using swingproof::require;
using swingproof::StatementBasis;

void check_envelope(const Json& document) {
  swingproof::read_hostile(
      [&] { return swingproof::read_envelope(document, "fuzz.json"); },
      [](const DsseEnvelope& envelope) {
        const DsseEnvelope again = swingproof::read_envelope(
            parse_strict_json(envelope_text(envelope), "written.json"), "written.json");
        require(again.payload == envelope.payload, "the payload reads back the same");
        require(again.key_id == envelope.key_id, "the key's id reads back the same");
        require(again.signature == envelope.signature, "the signature reads back the same");
      });
}

void check_statement(const Json& document) {
  swingproof::read_hostile([&] { return swingproof::read_statement(document, "fuzz.json"); },
                           [&](const StatementBasis& basis) {
                             const Json again =
                                 parse_strict_json(swingproof::json_text(document), "written.json");
                             require(swingproof::read_statement(again, "written.json") == basis,
                                     "it reads back the same");
                           });
}

void check_document(const Json& document) {
  if (swingproof::is_envelope(document)) {
    check_envelope(document);
  } else {
    check_statement(document);
  }
}

// As `verify` does it, up to the files.
bool verify(std::string_view text, bool accept_unauthenticated) {
  swingproof::verify_certificate(
      text, "fuzz.json", {std::nullopt, accept_unauthenticated},
      [](const swingproof::Subjects& /*subjects*/) -> swingproof::SubjectPaths {
        throw InputError("capture", "is missing", "");
      },
      [](const swingproof::SubjectPaths& /*paths*/, const StatementBasis& /*basis*/) {
        return std::string();
      });
  return true;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = swingproof::text_of(data, size);
  swingproof::read_hostile([&] { return parse_strict_json(text, "fuzz.json"); }, check_document);
  for (const bool accept_unauthenticated : {false, true}) {
    swingproof::read_hostile(
        [&] { return verify(text, accept_unauthenticated); },
        [](bool /*verified*/) { require(false, "nothing verifies without files"); });
  }
  return 0;
}

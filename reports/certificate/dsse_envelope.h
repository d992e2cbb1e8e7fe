// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_CERTIFICATE_DSSE_ENVELOPE_H_
#define SWINGPROOF_REPORTS_CERTIFICATE_DSSE_ENVELOPE_H_

#include <string>
#include <string_view>

#include "reports/certificate/signing_key.h"
#include "reports/json/json_document.h"

namespace swingproof {

// A signed in-toto statement: the Dead Simple Signing Envelope, version 1, with one signature
// (https://github.com/secure-systems-lab/dsse).
struct DsseEnvelope {
  std::string payload;    // the statement's bytes
  std::string key_id;     // a hint only; not signed
  std::string signature;  // over pre_authentication_encoding(payload)
};

// "DSSEv1 28 application/vnd.in-toto+json LENGTH PAYLOAD": what is signed.
std::string pre_authentication_encoding(std::string_view payload);

DsseEnvelope signed_envelope(std::string_view payload, const SigningKey& key);

// Whether the key made the signature. The key's id has to be right as well.
bool is_authentic(const DsseEnvelope& envelope, const PublicKey& key);

// The envelope's file.
std::string envelope_text(const DsseEnvelope& envelope);

// Whether a document claims to be an envelope rather than a bare statement.
bool is_envelope(const Json& document);

// Throws InputError, with the name as place, for a document that is not an envelope of this kind.
DsseEnvelope read_envelope(const Json& document, std::string_view name);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_CERTIFICATE_DSSE_ENVELOPE_H_

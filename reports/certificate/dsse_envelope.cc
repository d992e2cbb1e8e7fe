// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/certificate/dsse_envelope.h"

#include "deployment/input_error.h"
#include "reports/document/base64.h"

namespace swingproof {
namespace {

constexpr std::string_view payload_type = "application/vnd.in-toto+json";

[[noreturn]] void refuse(std::string_view name, std::string_view field,
                         const std::string& problem) {
  throw InputError(std::string(name) + ": " + std::string(field), problem,
                   "give a certificate that swingproof certify has written");
}

const std::string& text_of(const Json& object, std::string_view key, std::string_view name) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string()) refuse(name, key, "is not there as a text");
  return found->get_ref<const std::string&>();
}

std::string bytes_of(const Json& object, std::string_view key, std::string_view name) {
  const auto bytes = base64_bytes(text_of(object, key, name));
  if (!bytes) refuse(name, key, "is not base64");
  return *bytes;
}

}  // namespace

std::string pre_authentication_encoding(std::string_view payload) {
  return "DSSEv1 " + std::to_string(payload_type.size()) + " " + std::string(payload_type) + " " +
         std::to_string(payload.size()) + " " + std::string(payload);
}

DsseEnvelope signed_envelope(std::string_view payload, const SigningKey& key) {
  return {std::string(payload), key_id(key.public_key()),
          key.sign(pre_authentication_encoding(payload))};
}

bool is_authentic(const DsseEnvelope& envelope, const PublicKey& key) {
  return envelope.key_id == key_id(key) &&
         is_signed_by(key, pre_authentication_encoding(envelope.payload), envelope.signature);
}

std::string envelope_text(const DsseEnvelope& envelope) {
  const Json signature = {{"keyid", envelope.key_id}, {"sig", base64(envelope.signature)}};
  return json_text(Json{{"payload", base64(envelope.payload)},
                        {"payloadType", payload_type},
                        {"signatures", Json::array({signature})}});
}

bool is_envelope(const Json& document) {
  return document.is_object() && document.contains("payloadType");
}

DsseEnvelope read_envelope(const Json& document, std::string_view name) {
  if (text_of(document, "payloadType", name) != payload_type) {
    refuse(name, "payloadType", "is not " + std::string(payload_type));
  }
  const auto signatures = document.find("signatures");
  if (signatures == document.end() || !signatures->is_array() || signatures->size() != 1 ||
      !signatures->front().is_object()) {
    refuse(name, "signatures", "is not a list of one signature");
  }
  const Json& signature = signatures->front();
  return {bytes_of(document, "payload", name), text_of(signature, "keyid", name),
          bytes_of(signature, "sig", name)};
}

}  // namespace swingproof

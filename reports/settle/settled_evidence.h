// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_SETTLE_SETTLED_EVIDENCE_H_
#define SWINGPROOF_REPORTS_SETTLE_SETTLED_EVIDENCE_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deployment/deployment.h"
#include "fixedpoint/arithmetic.h"
#include "reports/certificate/signing_key.h"

namespace swingproof {

// What evidence says, for those who use it.
struct SettledEvidence {
  std::string subject;  // "X5 module 17, plugin 2.5.3 (evidence.json, unsigned)"
  Op op = Op::centered_yuv2rgb;
  March march = March::bayes;
  std::optional<std::string> plugin;
  std::vector<SettledValue> values;  // of its confirmed and refuted choices
};

// Reads evidence, bare or signed; with a key only what that has signed. Throws InputError, with the
// name as place, as evidence_predicate() does, and for choices and values that no choice of the
// model has.
SettledEvidence settled_evidence(std::string_view text, const std::string& name,
                                 const std::optional<PublicKey>& key);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_SETTLE_SETTLED_EVIDENCE_H_

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_PROOF_PROOF_REPORT_H_
#define SWINGPROOF_REPORTS_PROOF_PROOF_REPORT_H_

#include <array>
#include <optional>
#include <string>

#include "fixedpoint/arithmetic.h"
#include "reports/json/json_document.h"
#include "suites/bound/range_claim.h"

namespace swingproof {

// What became of one channel's claim.
struct ChannelProof {
  Channel channel = Channel::red;
  std::optional<GappaClaim> claim;  // nothing: the claim has no form for this channel
  bool is_proved = false;           // by Gappa
  bool is_checked = false;          // by Coq
};

// The programs that checked each other's work.
struct ProofCheckers {
  std::string gappa;  // version
  std::string coq;    // version
};

struct ProofReport {
  Deployment deployment;              // of a range: its op, march and swing alone
  std::optional<SettingRange> range;  // of mean and std * q_scale, for every channel
  Arithmetic arithmetic;
  std::array<ChannelProof, 3> channels;   // output order
  std::optional<ProofCheckers> checkers;  // if Coq was to check the proofs too
};

bool is_proved(const ProofReport& report);  // all three, and checked if they were to be

// One row per channel: the claim and whether Gappa proved it.
std::string proof_text(const ProofReport& report);

// Schema "swingproof.proof/1": channels: [{channel, proved, bound: {value, exact} or null}].
// Of a range: the deployment without mean, std and q_scale, and range: {mean: [least, greatest] in
// grey levels, step: [least, greatest] of std * q_scale in grey levels per LSB}.
Json proof_json(const ProofReport& report);

// The scripts of the channels, one after the other, each behind a line "# channel R, part 1 of 4".
// Gappa takes one at a time.
std::string proof_scripts(const ProofReport& report);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_PROOF_PROOF_REPORT_H_

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_FAULTS_FAULT_SEARCH_H_
#define SWINGPROOF_SUITES_FAULTS_FAULT_SEARCH_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "suites/faults/explanation.h"
#include "suites/faults/fault_catalogue.h"
#include "suites/faults/observed_codes.h"
#include "suites/faults/scale_fit.h"

namespace swingproof {

// A fault that explains what was observed: all of it if nothing differs, else almost all.
struct FoundFault {
  std::string fault;  // its id; two together: their ids joined by +
  std::string sentence;
  std::string remedy;
  std::uint64_t differing = 0;  // inputs that it does not explain, exactly counted
  std::uint64_t of = 0;
  std::optional<Unexplained> first = {};  // of those, in the order of the cube or of the pixels
};

struct FaultFindings {
  std::vector<FoundFault> faults;    // best first; equally good ones in the catalogue's order
  std::optional<ScaleFit> fit = {};  // scale_fit.h
  bool is_saturated = false;         // too few codes are not saturated for a fit
};

// What is near enough to be named. A fault that leaves inputs unexplained is named only if they are
// at most a hundredth of all, or one input, and at most a quarter of those for which the declared
// op is wrong. Measured on 16,384 inputs at five deployments: of all pairs of entries with
// different codes of which one may be taken for the other (it leaves less than half of the wrong
// codes open), only simulations, the exact codes and a clamped gamut are nearer than that, by 0.06
// % and less; the next are scale_used_as_std and std_not_applied, both nearly saturated, at 1.06 %.
inline constexpr std::uint64_t near_share = 100;
inline constexpr std::uint64_t near_part_of_wrong = 4;
inline constexpr std::size_t most_near_faults = 3;

// Sorts faults by what they leave unexplained, and keeps those that explain everything and the best
// few of the others.
void keep_best(std::vector<FoundFault>& faults);

// The faults that explain the observed codes: every entry of the catalogue and every value on an
// axis of hypotheses alone; where none of them explains all, any two together. wants_pairs: false
// where something else is known to explain all. Nothing if no code differs from the model's.
FaultFindings find_faults(const FaultSubject& subject, const ObservedCodes& observed,
                          bool wants_pairs);

// A fault that cannot be told from the model here.
struct FaultWithoutEffect {
  std::string fault;          // its id
  bool in_every_form = true;  // false: some of its variants have other codes, which a gate finds
};

// The faults of which a variant has the model's codes for all 2^24 inputs of this subject. Faults
// of place, and of a subject's own observations, are left out.
std::vector<FaultWithoutEffect> faults_without_effect(const FaultSubject& subject);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_FAULTS_FAULT_SEARCH_H_

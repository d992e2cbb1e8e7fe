// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_FIXEDPOINT_PROVENANCE_H_
#define SWINGPROOF_FIXEDPOINT_PROVENANCE_H_

#include <string>
#include <string_view>
#include <vector>

#include "fixedpoint/arithmetic.h"
#include "fixedpoint/choices.h"

namespace swingproof {

struct Provenance {
  std::string choice;
  Standing standing;
  std::string source;
};

// Every choice of the model (docs/numerics.md section 4.4), as this arithmetic makes it. Shown
// wherever a figure depends on it.
std::vector<Provenance> provenance(const Arithmetic& arithmetic);

// "post_rounding=floor", ...: the choices that this arithmetic's datapath makes in another way than
// the model, but for those that its own integers leave none of, and for those that evidence
// confirms.
std::vector<std::string> replaced_choices(const Arithmetic& arithmetic);

// The choices of which the arithmetic's evidence says something. Texts as in replaced_choices().
struct SettledChoices {
  std::vector<std::string> confirmed;     // as the model makes them
  std::vector<std::string> replaced;      // the model's are refuted, these are what is left
  std::vector<std::string> contradicted;  // asked for with --arithmetic, against the evidence
};

SettledChoices settled_choices(const Arithmetic& arithmetic);

// The sentence that goes with every claim about the BPU that rests on this arithmetic:
// unconfirmed_notice, or what its evidence confirms.
std::string standing_notice(const Arithmetic& arithmetic);

// The same where there is no evidence.
inline constexpr std::string_view unconfirmed_notice =
    "No BPU has confirmed this model yet: it is bit-accurate as far as its inferred and assumed "
    "choices hold.";

}  // namespace swingproof

#endif  // SWINGPROOF_FIXEDPOINT_PROVENANCE_H_

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
  std::string_view source;
};

// Every choice of the model (docs/numerics.md section 4.4), as this arithmetic makes it. Shown
// wherever a figure depends on it.
std::vector<Provenance> provenance(const Arithmetic& arithmetic);

// "post_rounding=floor", ...: the choices that this arithmetic's datapath makes in another way than
// the model, but for those that its own integers leave none of.
std::vector<std::string> replaced_choices(const Arithmetic& arithmetic);

// The sentence that goes with every claim about the BPU.
inline constexpr std::string_view unconfirmed_notice =
    "No BPU has confirmed this model yet: it is bit-accurate as far as its inferred and assumed "
    "choices hold.";

}  // namespace swingproof

#endif  // SWINGPROOF_FIXEDPOINT_PROVENANCE_H_

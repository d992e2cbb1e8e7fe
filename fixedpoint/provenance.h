// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_FIXEDPOINT_PROVENANCE_H_
#define SWINGPROOF_FIXEDPOINT_PROVENANCE_H_

#include <string_view>
#include <vector>

#include "fixedpoint/arithmetic.h"

namespace swingproof {

// How sure we are of a choice in the model of the BPU.
//   published  stated by the vendor's code or documentation, for this op
//   inferred   published for something close, and carried over
//   assumed    neither: one of several plausible ways, for which datapath.h has the alternatives
//   own        not the model's: constants or integers of --arithmetic FILE, in place of published,
//              or an alternative that --arithmetic names
enum class Standing { published, inferred, assumed, own };

std::string_view name(Standing standing);

struct Provenance {
  std::string choice;
  Standing standing;
  std::string_view source;
};

// Every choice of the model (docs/numerics.md section 4.4), as this arithmetic makes it. Shown
// wherever a figure depends on it.
std::vector<Provenance> provenance(const Arithmetic& arithmetic);

// "post_rounding=floor": the one choice that this datapath makes in another way than the model.
std::string alternative_name(const Arithmetic& arithmetic);

// The sentence that goes with every claim about the BPU.
inline constexpr std::string_view unconfirmed_notice =
    "No BPU has confirmed this model yet: it is bit-accurate as far as its inferred and assumed "
    "choices hold.";

}  // namespace swingproof

#endif  // SWINGPROOF_FIXEDPOINT_PROVENANCE_H_

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_FIXEDPOINT_CHOICES_H_
#define SWINGPROOF_FIXEDPOINT_CHOICES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deployment/enum_names.h"
#include "fixedpoint/datapath.h"

namespace swingproof {

// How sure we are of a choice in the model of the BPU.
//   published  stated by the vendor's code or documentation, for this op
//   inferred   published for something close, and carried over
//   assumed    neither: one of several plausible ways
//   confirmed  captures of a board leave this value only
//   own        not the model's: constants or integers of --arithmetic FILE, or an alternative that
//              --arithmetic names
enum class Standing { published, inferred, assumed, confirmed, own };

template <>
inline constexpr auto enum_names<Standing> = names_of<Standing>({{Standing::published, "published"},
                                                                 {Standing::inferred, "inferred"},
                                                                 {Standing::assumed, "assumed"},
                                                                 {Standing::confirmed, "confirmed"},
                                                                 {Standing::own, "own"}});

// One way to make a choice.
struct ChoiceValue {
  std::string_view text;          // "16", "half_even", "before_pre_shift"
  Datapath (*in)(Datapath with);  // the datapath with this choice made so
};

// The subject of a choice. Own constants replace choices of constants; own integers replace those
// of constants and of the lowering.
enum class ChoiceSubject { constants, lowering, datapath };

// A choice of the model (docs/numerics.md section 4.4).
struct Choice {
  std::string_view name;   // "bias_width"; empty where there is no alternative
  std::string_view words;  // the model's choice, for people
  Standing standing;
  std::string_view source;
  ChoiceSubject subject;
  std::vector<ChoiceValue> values = {};  // the model's first; none without an alternative
  std::string_view invisible = {};  // the proof that no capture can show it, where there is one
};

// All choices; those with a name in the order of docs/numerics.md section 7. The one list of them:
// the names of --arithmetic, the arithmetic axis of hypotheses, the findings of certify and the
// provenance in reports come from it.
const std::vector<Choice>& choices();

// Every datapath that these choices make, combinations included, the model's first: 960.
const std::vector<Datapath>& all_datapaths();

// "bias_width=16": how the datapath makes this choice, which has a name.
std::string value_text(const Choice& choice, const Datapath& datapath);

// "16": the same without the choice's name.
std::string_view value_name(const Choice& choice, const Datapath& datapath);

// The choices that two datapaths make in different ways.
std::vector<const Choice*> differing_choices(const Datapath& one, const Datapath& other);

// "bayes", or "bayes:bias_width=16,post_rounding=floor" with what is not the model's, in the order
// of choices(): every datapath has one name.
std::string datapath_name(const Datapath& datapath);

// The datapath of that name; none if it is no datapath's.
std::optional<Datapath> datapath_named(std::string_view name);

}  // namespace swingproof

#endif  // SWINGPROOF_FIXEDPOINT_CHOICES_H_

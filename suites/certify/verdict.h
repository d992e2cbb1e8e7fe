// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_VERDICT_H_
#define SWINGPROOF_SUITES_CERTIFY_VERDICT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "deployment/enum_names.h"
#include "suites/certify/capture_distance.h"
#include "suites/certify/hypothesis_classes.h"

namespace swingproof {

// A class of hypotheses explains a capture if it differs on no more pixels than are tolerated.
enum class Judgement {
  certified,  // the class of the declared hypothesis explains the capture, and no other class does
  refuted,    // the class of the declared hypothesis does not explain it
  undecided   // it does, and so does another class
};

template <>
inline constexpr auto enum_names<Judgement> =
    names_of<Judgement>({{Judgement::certified, "certified"},
                         {Judgement::refuted, "refuted"},
                         {Judgement::undecided, "undecided"}});

// The finding about another arithmetic, from a capture that the declared hypothesis explains.
enum class ArithmeticStanding {
  refuted,  // no hypothesis that has it explains the capture
  // A hypothesis that has it explains the capture, whatever it has on the other axes: {swing
  // studio, bias_rounding floor} may give what {bias_rounding floor} cannot.
  open,
  // The last two with everything else as declared: it gives the declared codes for every input of
  // this deployment, or its op cannot be lowered.
  cannot_differ,
  not_computable
};

template <>
inline constexpr auto enum_names<ArithmeticStanding> =
    names_of<ArithmeticStanding>({{ArithmeticStanding::refuted, "refuted"},
                                  {ArithmeticStanding::open, "open"},
                                  {ArithmeticStanding::cannot_differ, "cannot_differ"},
                                  {ArithmeticStanding::not_computable, "not_computable"}});

struct ArithmeticFinding {
  std::size_t arithmetic = 0;  // index into arithmetic_names()
  ArithmeticStanding standing = ArithmeticStanding::open;
};

// The finding about a choice of the datapath (docs/numerics.md section 4.4).
enum class ChoiceStanding {
  confirmed,       // every alternative is refuted
  confirmed_here,  // every alternative that can differ under this deployment is, and there is one
  open,            // an alternative is open, or cannot be computed
  without_effect   // no alternative can differ under this deployment
};

template <>
inline constexpr auto enum_names<ChoiceStanding> =
    names_of<ChoiceStanding>({{ChoiceStanding::confirmed, "confirmed"},
                              {ChoiceStanding::confirmed_here, "confirmed_here"},
                              {ChoiceStanding::open, "open"},
                              {ChoiceStanding::without_effect, "without_effect"}});

struct ChoiceFinding {
  std::string choice;  // "weight_rounding", "bias_width", ...
  ChoiceStanding standing = ChoiceStanding::open;
  std::vector<ArithmeticFinding> alternatives;  // all of them
};

// The stimulus and the capture as they were judged.
struct JudgedPixels {
  std::uint64_t inputs = 0;           // pixels of the stimulus
  std::uint64_t missing = 0;          // of them without a captured code; they count as differing
  std::uint64_t tolerated = 0;        // pixels that may differ
  std::size_t classes = 0;            // of hypotheses
  std::size_t classes_separated = 0;  // groups of them that the stimulus tells from each other
};

struct NearClass {
  ClassDistance distance;
  std::vector<DifferingPixel> first_differing;  // at most three
};

// The values that the explaining hypotheses have on an axis, each once. A value is known only if
// all of them share it; several values mean that this capture leaves the axis open.
struct AxisFinding {
  Axis axis = Axis::swing;
  std::vector<std::string_view> values;
};

struct Verdict {
  Judgement judgement = Judgement::undecided;
  JudgedPixels judged;
  // The distance of the declared class, and the first pixels that contradict it, at most three.
  NearClass declared;
  std::vector<ClassDistance> explained_by;  // by class index
  std::array<AxisFinding, all_axes.size()> axes;
  std::vector<NearClass> nearest;  // the three nearest classes if none explains
  // Empty if the declared class does not explain the capture.
  std::vector<ChoiceFinding> choices;
};

// Judges a capture: distances include missing pixels. The capture must not be longer than the
// stimulus.
Verdict judge(const HypothesisClasses& classes, const YuvPlanes& stimulus,
              const CaptureCodes& capture, std::uint64_t tolerated);

// The axes that are known to be wrong: every explaining hypothesis has the same value there, and it
// is not the declared one.
std::vector<Axis> known_causes(const HypothesisClasses& classes, const Verdict& verdict);

// Pixels to add to a stimulus.
struct NextPixels {
  YuvPlanes pixels;
  std::uint64_t times = 1;  // how often each of them, so that tolerated pixels do not matter
};

// Pixels whose capture would tell the explaining classes from each other; none unless there are
// several such classes.
NextPixels next_pixels(const HypothesisClasses& classes, const Verdict& verdict);

// The member of a class that differs from the declared hypothesis on the fewest axes, the first one
// of several.
const Hypothesis& simplest_member(const HypothesisClasses& classes, std::size_t class_index);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_VERDICT_H_

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_HYPOTHESIS_CLASSES_H_
#define SWINGPROOF_SUITES_CERTIFY_HYPOTHESIS_CLASSES_H_

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "deployment/deployment.h"
#include "deployment/enum_names.h"
#include "suites/certify/hypothesis.h"
#include "suites/certify/hypothesis_op.h"
#include "suites/certify/plane_function.h"

namespace swingproof {

// Hypotheses that no capture can tell apart, since they give the same codes for all 2^24 inputs.
//
// Output planes are compared, not hypotheses: the many hypotheses are combinations of at most
// 2*3*15*3 channels of ops behind 8 ways of changing the input.

// How it is known that the members of a class are equal.
enum class EqualityProof {
  single,            // there is one member only
  equal_parameters,  // the same integers, lattice and input table on every output plane
  equal_full_cube    // different parameters, but the same codes for every input
};

template <>
inline constexpr auto enum_names<EqualityProof> =
    names_of<EqualityProof>({{EqualityProof::single, "single"},
                             {EqualityProof::equal_parameters, "equal_parameters"},
                             {EqualityProof::equal_full_cube, "equal_full_cube"}});

struct HypothesisClass {
  std::vector<std::size_t> members;  // indices into hypotheses, ascending
  EqualityProof proof = EqualityProof::single;
  std::array<std::size_t, 3> planes = {};  // indices into functions, of output planes 0, 1 and 2
};

// A hypothesis whose op cannot be lowered. It is neither refuted nor confirmed by any capture.
struct NotComputable {
  std::size_t hypothesis = 0;  // index into hypotheses
  std::string reason;
};

struct HypothesisClasses {
  Deployment declared;
  Arithmetic arithmetic;                 // whose constants or integers all hypotheses have
  std::vector<Hypothesis> hypotheses;    // all_hypotheses() of the declared one
  std::vector<HypothesisClass> classes;  // by their first members: classes[0] has the declared one
  std::vector<NotComputable> not_computable;

  std::vector<InputTable> tables;
  // No two on the same output plane are equal over all inputs; distinguishing has a pixel for each
  // two of them.
  std::vector<PlaneFunction> functions;
  YuvPlanes distinguishing;
};

// Every class is proved: its members equal, and each two classes different. Throws the InputError
// of lower() if the declared hypothesis itself is not computable, and InputError for a
// quant_stub_scale other than 1, which no hypothesis declares.
// Constants or integers of the arithmetic are those of every hypothesis: its datapath is replaced.
HypothesisClasses hypothesis_classes(const Deployment& deployment, const Hypothesis& declared,
                                     const Arithmetic& arithmetic = {});

// The smallest sets of deviations that cannot be computed (indices into hypotheses, ascending):
// undo any one deviation and the rest can be computed. Every other hypothesis that is not
// computable contains one of these sets. No capture judges any of them.
std::vector<std::size_t> not_judged(const HypothesisClasses& classes);

// The codes of all functions on all distinguishing pixels: those of function f from
// f * distinguishing.size() on.
std::vector<std::int8_t> distinguishing_codes(const HypothesisClasses& classes);

// The class that a hypothesis (index into hypotheses) is in; classes.size() if not computable.
std::size_t class_of(const HypothesisClasses& classes, std::size_t hypothesis);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_HYPOTHESIS_CLASSES_H_

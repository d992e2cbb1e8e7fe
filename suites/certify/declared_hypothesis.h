// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_DECLARED_HYPOTHESIS_H_
#define SWINGPROOF_SUITES_CERTIFY_DECLARED_HYPOTHESIS_H_

#include <string_view>

#include "fixedpoint/arithmetic.h"
#include "suites/certify/hypothesis.h"

namespace swingproof {

// A declaration, and the arithmetic of the model of the BPU.
struct DeclaredHypothesis {
  Hypothesis hypothesis;
  Arithmetic arithmetic;  // also where ideal is declared
};

// The declaration of the deployment with an arithmetic, given by its name, which may be ideal here,
// or by the path of its file. Throws InputError as named_arithmetic() does.
DeclaredHypothesis declared_by_name(const Deployment& deployment, std::string_view arithmetic,
                                    std::string_view place);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_DECLARED_HYPOTHESIS_H_

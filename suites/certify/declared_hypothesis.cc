// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/declared_hypothesis.h"

#include "fixedpoint/arithmetic_toml.h"

namespace swingproof {

DeclaredHypothesis declared_by_name(const Deployment& deployment, std::string_view arithmetic,
                                    std::string_view place) {
  if (!is_arithmetic_path(arithmetic)) {
    return {declared_hypothesis(deployment, arithmetic, place), {}};
  }
  const Arithmetic own = named_arithmetic(arithmetic, deployment, place);
  return {declared_hypothesis(deployment, own.name, place), own};
}

}  // namespace swingproof

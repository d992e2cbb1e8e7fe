// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_PLANE_CATALOGUE_H_
#define SWINGPROOF_SUITES_CERTIFY_PLANE_CATALOGUE_H_

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "deployment/deployment.h"
#include "suites/certify/hypothesis.h"
#include "suites/certify/plane_function.h"

namespace swingproof {

// The first step of hypothesis_classes.h: what each hypothesis computes on each output plane, with
// equal parameters found to be equal.

// What a hypothesis computes: indices into the catalogue's functions, of output planes 0, 1 and 2;
// or why it cannot be computed.
struct CataloguedHypothesis {
  std::optional<std::array<std::size_t, 3>> planes;
  std::string reason;
};

struct PlaneCatalogue {
  std::vector<InputTable> tables;             // no two are equal
  std::vector<PlaneFunction> functions;       // no two have equal parameters
  std::vector<bool> is_middle;                // whether a function is of output plane 1
  std::vector<CataloguedHypothesis> entries;  // of all hypotheses, in their order
};

// arithmetic is the declared one.
PlaneCatalogue plane_catalogue(const Deployment& declared, const Arithmetic& arithmetic,
                               const std::vector<Hypothesis>& hypotheses);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_PLANE_CATALOGUE_H_

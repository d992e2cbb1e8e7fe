// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_DISTINGUISHING_SAMPLE_H_
#define SWINGPROOF_SUITES_CERTIFY_DISTINGUISHING_SAMPLE_H_

#include <cstddef>
#include <vector>

#include "suites/certify/plane_catalogue.h"

namespace swingproof {

// Some thousand different pixels, as they are sent to the board, on which functions that differ are
// likely to differ: the cube's corners, grey and random ones, and for each of the functions
// (indices into the catalogue's) those of its least and greatest sum and some next to its steps.
// The same for the same functions.
YuvPlanes distinguishing_sample(const PlaneCatalogue& catalogue,
                                const std::vector<std::size_t>& functions);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_DISTINGUISHING_SAMPLE_H_

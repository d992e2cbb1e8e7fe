// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_SEPARATION_H_
#define SWINGPROOF_SUITES_CERTIFY_SEPARATION_H_

#include <cstddef>

#include "suites/certify/hypothesis_classes.h"

namespace swingproof {

// The number of groups of classes that the codes for a stimulus separate: the number of classes if
// it separates all, 1 if the stimulus is empty.
std::size_t classes_separated(const HypothesisClasses& classes, const YuvPlanes& stimulus);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_SEPARATION_H_

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/diagnosis.h"

namespace swingproof {

std::optional<Diagnosis> diagnose(const Deployment& /*deployment*/,
                                  const NamedDatapath& /*arithmetic*/, const CubeCodes& /*codes*/) {
  return std::nullopt;
}

}  // namespace swingproof

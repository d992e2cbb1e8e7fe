// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_DIAGNOSIS_H_
#define SWINGPROOF_SUITES_GATE_DIAGNOSIS_H_

#include <optional>

#include "deployment/deployment.h"
#include "fixedpoint/arithmetic.h"
#include "suites/gate/cube_slabs.h"
#include "suites/gate/finding.h"
#include "suites/gate/kernel_source.h"

namespace swingproof {

// The hypothesis of docs/numerics.md section 7 that explains every code of the cube, if any. Of
// several, it is the one that differs from the declaration on the fewest axes.
std::optional<Diagnosis> diagnose(const Deployment& deployment, const Arithmetic& arithmetic,
                                  const CubeCodes& codes);

// The same for some pixels, if they are all explained.
std::optional<Diagnosis> diagnose(const Deployment& deployment, const Arithmetic& arithmetic,
                                  const ComparedPixels& pixels);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_DIAGNOSIS_H_

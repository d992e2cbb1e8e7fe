// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_DOCTOR_DOCTOR_REPORT_H_
#define SWINGPROOF_REPORTS_DOCTOR_DOCTOR_REPORT_H_

#include <string>

#include "reports/doctor/installation.h"
#include "reports/json/json_document.h"

namespace swingproof {

// The result of `doctor` as people read it.
std::string doctor_text(const Installation& installation);

// The same as JSON, schema "swingproof.doctor/1": build, simd, processors, components.
Json doctor_json(const Installation& installation);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_DOCTOR_DOCTOR_REPORT_H_

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_GATE_GATE_BASELINE_H_
#define SWINGPROOF_REPORTS_GATE_GATE_BASELINE_H_

#include <string>
#include <string_view>

#include "reports/json/figure_reader.h"
#include "reports/json/json_document.h"
#include "suites/gate/gate.h"

namespace swingproof {

// A baseline is the JSON of an earlier gate. Larger files are refused.
inline constexpr std::size_t largest_baseline_file = largest_read_document;

// Adds a finding of kind baseline for every figure of a deployment that is worse than it was in the
// baseline, exactly: mismatches and the greatest code difference from the model, and per channel
// and set of inputs the greatest error, the magnitude of the mean error, the rms error and the
// number of codes that are not the ideal ones. What the baseline cannot tell is a finding as well:
// a deployment or a figure that it lacks, one that was skipped then, and one that is skipped now.
// Throws InputError, with file_name, for a text that is not a baseline.
void compare_with_baseline(std::string_view text, std::string_view file_name, GateVerdict& verdict);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_GATE_GATE_BASELINE_H_

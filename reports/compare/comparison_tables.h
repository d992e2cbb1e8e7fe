// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_COMPARE_COMPARISON_TABLES_H_
#define SWINGPROOF_REPORTS_COMPARE_COMPARISON_TABLES_H_

#include <string>
#include <vector>

#include "reports/compare/comparison.h"
#include "reports/document/text_table.h"

namespace swingproof {

// The figures of one deployment: what got worse first, then what got better, then, unless only
// changes are wanted, what stayed. Where a greatest error moved, its places before and after.
TextTable changed_table(const ComparedDeployment& deployment, bool only_changes);

// "Not compared, only before: G legal." and the same of after, where there is any.
std::vector<std::string> one_sided_lines(const ComparedDeployment& deployment);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_COMPARE_COMPARISON_TABLES_H_

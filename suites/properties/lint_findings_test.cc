// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <algorithm>

#include "deployment/centered_yuv.h"
#include "suites/lint/lint.h"
#include "suites/properties/arbitrary_deployment.h"
#include "suites/properties/costly_property.h"

namespace swingproof {
namespace {

void check_counts(const OpComparison& comparison) {
  std::uint64_t most_that_differ = 0;
  for (const auto& difference : comparison.code_difference) {
    RC_ASSERT(difference.total() == cube_inputs);
    most_that_differ = std::max(most_that_differ, difference.differing());
  }
  RC_ASSERT(comparison.inputs_that_differ >= most_that_differ);
  RC_ASSERT(comparison.inputs_that_differ <= cube_inputs);
}

// Whatever the numbers are, lint says something about them, and its counts add up.
TEST(LintFindings, EveryDeploymentCanBeLinted) {
  check_costly_property(20, [] {
    DeploymentSource source;
    source.deployment = *arbitrary_deployment();
    if (*rc::gen::arbitrary<bool>()) {
      source.deployment.qat_q_scale = parse_scale(*positive_text({-3, 0}), "qat_q_scale");
      source.deployment.quant_stub_scale = parse_scale(*positive_text({-3, 3}), "quant_stub_scale");
    }
    for (const LintFinding& finding : lint(source, Arithmetic{})) {
      RC_ASSERT(!finding.reason.empty());
      RC_ASSERT(!finding.remedy.empty());
      const auto* codes = std::get_if<CodeConsequence>(&finding.consequence);
      if (codes != nullptr) check_counts(codes->codes);
    }
  });
}

}  // namespace
}  // namespace swingproof

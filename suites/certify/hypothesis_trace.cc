// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/hypothesis_trace.h"

#include <utility>

#include "deployment/input_error.h"
#include "suites/certify/hypothesis_op.h"

namespace swingproof {

std::optional<HypothesisTrace> trace_hypothesis(const Deployment& declared,
                                                const Arithmetic& arithmetic,
                                                const Hypothesis& hypothesis, CenteredYuv pixel) {
  const auto its_arithmetic =
      hypothesis_arithmetic(hypothesis.arithmetic, arithmetic, hypothesis.matrix);
  if (!its_arithmetic) return {};
  HypothesisTrace result;
  result.deployment = hypothesis_deployment(declared, hypothesis.matrix, hypothesis.normalisation);
  const InputTable table =
      input_table(hypothesis.input_centering, hypothesis.quant_stub, declared.q_scale);
  result.op_input = op_input(hypothesis, table, pixel);
  try {
    result.channels =
        trace(result.deployment, lower(result.deployment, *its_arithmetic), result.op_input);
  } catch (const InputError&) {
    return {};
  }
  if (hypothesis.output_order == OutputOrder::reversed) {
    std::swap(result.channels[0], result.channels[2]);
  }
  return result;
}

}  // namespace swingproof

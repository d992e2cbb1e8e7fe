// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_FAULTS_FAULTY_CODES_H_
#define SWINGPROOF_SUITES_FAULTS_FAULTY_CODES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "deployment/centered_yuv.h"
#include "deployment/deployment.h"
#include "fixedpoint/arithmetic.h"
#include "fixedpoint/lowered_op.h"
#include "suites/certify/hypothesis_op.h"
#include "suites/faults/exact_simulation.h"
#include "suites/faults/faulty_datapath.h"
#include "suites/faults/faulty_op.h"
#include "suites/faults/float_simulation.h"
#include "suites/faults/number_block.h"

namespace swingproof {

// What is declared, and what a fault may be made of beside it.
struct FaultSubject {
  Deployment deployment;
  Arithmetic arithmetic;                    // of the model
  std::vector<Deployment> others;           // whose settings may have been kept
  std::optional<CodeTriple> constant = {};  // if all codes are these
  std::optional<LoweredOp> fitted = {};     // scale_fit.h
  bool is_exact = false;                    // the exact op is declared, not a model of the BPU
};

using CodeBlock = std::array<std::array<std::int8_t, block_capacity>, 3>;

// The codes of a faulty op, pixel by pixel; where a pixel lies is left out of account.
class FaultyCodes {
 public:
  // Nothing if the fault cannot be there: a setting that cannot be lowered, a stage that these
  // numbers do not have.
  static std::optional<FaultyCodes> of(const FaultSubject& subject, const FaultyOp& fault);

  // Before many pixels are computed: the codes of every accumulator, where there is one.
  void tabulate();

  // In output order.
  void compute(const InputBlock& pixels, CodeBlock& codes) const;

  // The datapaths of the three channels, if the codes are a function of accumulators of the pixels
  // as they are.
  std::optional<std::array<FaultyDatapath, 3>> plain_datapaths() const;
  std::int8_t code_of(std::int64_t rounded) const;

 private:
  struct SumTable {
    std::int32_t least = 0;
    std::vector<std::int8_t> codes;
  };

  bool set_numbers(const FaultSubject& subject, const Deployment& deployment);
  bool set_datapaths(const FaultSubject& subject, const Deployment& deployment);
  void change_inputs(const InputBlock& pixels, InputBlock& changed) const;
  void compute_datapaths(const InputBlock& in, CodeBlock& codes) const;

  FaultyOp fault_;
  CodeTriple constant_ = {};
  InputTable table_ = {};  // of uncentered and unreset
  Deployment deployment_;  // with all changes of settings
  std::vector<FaultyDatapath> datapaths_;
  std::vector<SumTable> tables_;
  std::optional<ExactSimulation> exact_;
  std::optional<FloatSimulation> floats_;
};

// The deployment as the fault changes its settings.
Deployment faulty_deployment(const FaultSubject& subject, const FaultyOp& fault);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_FAULTS_FAULTY_CODES_H_

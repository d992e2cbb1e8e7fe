// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_GATE_H_
#define SWINGPROOF_SUITES_GATE_GATE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deployment/deployment.h"
#include "deployment/enum_names.h"
#include "fixedpoint/arithmetic.h"
#include "suites/budget/budget.h"
#include "suites/faults/fault_search.h"
#include "suites/gate/finding.h"
#include "suites/gate/kernel_figures.h"
#include "suites/gate/kernel_source.h"
#include "suites/gate/published_bounds.h"

namespace swingproof {

enum class GateStatus { passed, failed, skipped };

template <>
inline constexpr auto enum_names<GateStatus> = names_of<GateStatus>({{GateStatus::passed, "passed"},
                                                                     {GateStatus::failed, "failed"},
                                                                     {GateStatus::skipped,
                                                                      "skipped"}});

// The verdict on one task.
struct DeploymentVerdict {
  GateTask task;
  LoweredOp op = {};  // what the model computes
  GateStatus status = GateStatus::skipped;
  std::uint64_t inputs = 0;  // compared
  std::uint64_t mismatches = 0;
  int max_code_difference = 0;           // from the model
  std::optional<KernelFigures> figures;  // if the whole cube was computed
  std::vector<GateFinding> findings;
  std::vector<PublishedBoundCheck> published;  // of those that the budget names, in its order
  std::vector<UnjudgedLimit> unjudged;         // limits of the budget that do not apply to it
  std::uint64_t kernel_nanoseconds = 0;        // the kernel's own time, where that is known
  std::optional<std::uint64_t> stack_bytes;    // of one call, where that was measured
  // Faults that give the model's codes: what a pass does not tell apart.
  std::vector<FaultWithoutEffect> without_effect;
  std::string printed;  // what the kernel wrote on stdout and stderr, if that was taken from it
};

struct GateCriteria {
  Budget budget;
  std::optional<std::uint64_t> max_stack = {};  // bytes of one call
  bool require_all = false;  // whether a deployment that is skipped makes the gate fail
};

struct GateVerdict {
  std::string kernel_name;
  std::vector<DeploymentVerdict> deployments;  // in the order of the tasks
  bool require_all = false;                    // as in the criteria
  bool is_passed = false;                      // at least one deployment passed and none failed
};

// Gates a kernel. A deployment passes if nothing is found: every code is the model's (unless the
// budget gives bit_exact up), every limit of the budget is kept, and the kernel keeps its contract.
// Whatever the kernel does ends up as a finding; only what the user gave throws InputError.
GateVerdict gate(const KernelSource& kernel, const std::vector<GateTask>& tasks,
                 const GateCriteria& criteria, const Progress& progress);

// Whether it is skipped deployments that make the gate fail: require_all, or all were skipped.
bool fails_for_skips(const GateVerdict& verdict);

// Sets every status that findings change, and is_passed: call it after adding findings.
void conclude(GateVerdict& verdict);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_GATE_H_

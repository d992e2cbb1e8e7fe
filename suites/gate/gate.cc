// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/gate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <utility>

#include "deployment/input_error.h"
#include "suites/gate/diagnosis.h"
#include "suites/sweep/sweep.h"

namespace swingproof {
namespace {

// The sets of each swing, built when they are first needed.
class SwingSets {
 public:
  const SweepSets& of(Swing swing) {
    std::optional<SweepSets>& sets = sets_.at(static_cast<std::size_t>(swing));
    if (!sets) sets.emplace(sweep_sets(swing));
    return *sets;
  }

 private:
  std::array<std::optional<SweepSets>, 2> sets_;
};

bool has_limit(const Limits& limits) {
  return limits.max_code_difference || limits.max_abs_error || limits.max_rms_error;
}

// Without bit_exact, a channel that no limit applies to could have any codes.
void require_limited(const Budget& budget, Swing swing, Channel channel) {
  const bool is_limited = std::ranges::any_of(budget.limits, [&](const Limits& limits) {
    const bool applies =
        has_inputs(limits.set, swing) && (!limits.channel || *limits.channel == channel);
    return applies && has_limit(limits);
  });
  if (is_limited) return;
  throw InputError("--budget",
                   fmt::format("gives up bit_exact and sets no limit for {} at {} swing",
                               name(channel), name(swing)),
                   "set a limit such as max_code_difference");
}

// A budget that asks for nothing would let everything pass.
void require_usable(const Budget& budget, const KernelSource& kernel,
                    const std::vector<GateTask>& tasks) {
  if (budget.bit_exact && std::ranges::none_of(budget.limits, has_limit)) return;
  if (!kernel.computes_cube) {
    throw InputError("--budget", "needs the figures of all 2^24 inputs, and these are fewer",
                     "gate the whole cube, or leave the budget out");
  }
  if (budget.bit_exact) return;
  for (const GateTask& task : tasks) {
    for (const Channel channel : {Channel::red, Channel::green, Channel::blue}) {
      require_limited(budget, task.deployment.swing, channel);
    }
  }
}

ObservedCodes observed_codes(const Examination& examination) {
  ObservedCodes observed;
  observed.layout = examination.layout;
  if (examination.cube) {
    const CubeCodes& codes = examination.cube->kept_codes();
    observed.codes = {codes[0].data(), codes[1].data(), codes[2].data()};
    observed.size = codes[0].size();
  } else {
    const auto& planes = examination.pixels->codes.planes;
    observed.pixels = &examination.pixels->pixels;
    observed.codes = {planes[0].data(), planes[1].data(), planes[2].data()};
    observed.size = planes[0].size();
  }
  return observed;
}

void add_causes(const FaultSubject& subject, const Examination& examination, GateFinding& finding) {
  if (!examination.cube && !examination.pixels) return;
  finding.diagnosis =
      examination.cube
          ? diagnose(subject.deployment, subject.arithmetic, examination.cube->kept_codes())
          : diagnose(subject.deployment, subject.arithmetic, *examination.pixels);
  finding.causes = find_faults(subject, observed_codes(examination), !finding.diagnosis);
}

// The settings that a kernel may have kept: those of other deployments of this gate, and the op's
// defaults.
FaultSubject fault_subject(const GateTask& task, const std::vector<GateTask>& tasks) {
  constexpr std::size_t most_others = 16;
  FaultSubject subject{task.deployment, task.arithmetic, {}};
  const auto add = [&](const Deployment& other) {
    if (subject.others.size() < most_others && other != task.deployment) {
      subject.others.push_back(other);
    }
  };
  for (const GateTask& other : tasks) add(other.deployment);
  Deployment defaults;
  defaults.op = task.deployment.op;
  defaults.swing = task.deployment.swing;
  add(defaults);
  return subject;
}

GateFinding mismatch_finding(const FaultSubject& subject, const Examination& examination) {
  GateFinding finding;
  finding.kind = examination.mismatch_kind;
  finding.counterexamples = examination.tally.counterexamples();
  finding.counterexamples.back().smallest_image = examination.smallest_image;
  finding.message =
      fmt::format("{} of {} inputs differ from the model, by up to {}",
                  examination.tally.mismatches(), examination.inputs,
                  examination.tally.max_code_difference() == 1
                      ? "1 code"
                      : fmt::format("{} codes", examination.tally.max_code_difference()));
  if (finding.kind == FindingKind::stale_state) {
    finding.message += "; the kernel computes the same block rightly when it is the first";
  } else if (finding.kind == FindingKind::nondeterministic) {
    finding.message += "; the same block gives other codes each time";
  } else {
    add_causes(subject, examination, finding);
  }
  return finding;
}

void append(std::vector<GateFinding> more, std::vector<GateFinding>& findings) {
  std::move(more.begin(), more.end(), std::back_inserter(findings));
}

// Figures over budget come with the inputs that are off.
std::vector<GateFinding> budget_findings(const Budget& budget, const KernelFigures& figures,
                                         const MismatchTally& tally) {
  std::vector<GateFinding> findings = check_budget(budget, figures);
  for (GateFinding& finding : findings) finding.counterexamples = tally.counterexamples();
  return findings;
}

DeploymentVerdict gate_one(const KernelSource& kernel, const GateTask& task,
                           const FaultSubject& subject, const LoweredOp& op, const Budget& budget,
                           SwingSets& sets, const Progress& progress, std::string& kernel_name) {
  Examination examination = kernel.examine(task.deployment, op, progress);
  kernel_name = examination.kernel_name;
  DeploymentVerdict verdict;
  verdict.task = task;
  verdict.op = op;
  verdict.kernel_nanoseconds = examination.kernel_nanoseconds;
  verdict.printed = std::move(examination.printed);
  if (!examination.is_supported) return verdict;
  verdict.inputs = examination.inputs;
  verdict.mismatches = examination.tally.mismatches();
  verdict.max_code_difference = examination.tally.max_code_difference();
  // Codes that come and go are a fault whatever the budget allows.
  const bool counts = budget.bit_exact || examination.mismatch_kind != FindingKind::value;
  if (verdict.mismatches != 0 && counts) {
    verdict.findings.push_back(mismatch_finding(subject, examination));
  }
  append(std::move(examination.findings), verdict.findings);
  if (examination.cube) {
    verdict.figures =
        measure_kernel(task.deployment, op, *examination.cube, sets.of(task.deployment.swing));
    append(budget_findings(budget, *verdict.figures, examination.tally), verdict.findings);
    verdict.unjudged = unjudged_limits(budget, task.deployment.swing);
  }
  verdict.status = verdict.findings.empty() ? GateStatus::passed : GateStatus::failed;
  if (examination.cube && verdict.mismatches == 0 && verdict.findings.empty()) {
    verdict.without_effect = faults_without_effect(subject);
  }
  return verdict;
}

}  // namespace

std::string_view name(GateStatus status) {
  constexpr std::array<std::string_view, 3> names = {"passed", "failed", "skipped"};
  return names.at(static_cast<std::size_t>(status));
}

GateVerdict gate(const KernelSource& kernel, const std::vector<GateTask>& tasks,
                 const GateCriteria& criteria, const Progress& progress) {
  if (kernel.takes_one_deployment && tasks.size() != 1) {
    throw InputError("--deployment", "is given more than once for one recorded result",
                     "gate each result with the deployment that it was recorded for");
  }
  require_usable(criteria.budget, kernel, tasks);
  std::vector<LoweredOp> ops;
  ops.reserve(tasks.size());
  for (const GateTask& task : tasks) {
    ops.push_back(lower(task.deployment, task.arithmetic));
  }
  GateVerdict verdict;
  verdict.require_all = criteria.require_all;
  SwingSets sets;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    const Progress of_all = [&](double part) {
      progress((static_cast<double>(i) + part) / static_cast<double>(tasks.size()));
    };
    verdict.deployments.push_back(gate_one(kernel, tasks[i], fault_subject(tasks[i], tasks), ops[i],
                                           criteria.budget, sets, of_all, verdict.kernel_name));
  }
  conclude(verdict);
  return verdict;
}

bool fails_for_skips(const GateVerdict& verdict) {
  const auto is_skipped = [](const DeploymentVerdict& deployment) {
    return deployment.status == GateStatus::skipped;
  };
  return verdict.require_all ? std::ranges::any_of(verdict.deployments, is_skipped)
                             : std::ranges::all_of(verdict.deployments, is_skipped);
}

void conclude(GateVerdict& verdict) {
  bool any_passed = false;
  bool any_failed = false;
  for (DeploymentVerdict& deployment : verdict.deployments) {
    if (!deployment.findings.empty()) deployment.status = GateStatus::failed;
    any_passed = any_passed || deployment.status == GateStatus::passed;
    const bool is_refused = verdict.require_all && deployment.status == GateStatus::skipped;
    any_failed = any_failed || is_refused || deployment.status == GateStatus::failed;
  }
  verdict.is_passed = any_passed && !any_failed;
}

}  // namespace swingproof

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/gate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <mutex>
#include <span>
#include <utility>

#include "deployment/input_error.h"
#include "suites/gate/diagnosis.h"
#include "suites/parallel_blocks.h"
#include "suites/sweep/sweep.h"

namespace swingproof {
namespace {

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
  const bool has_figures =
      std::ranges::any_of(budget.limits, has_limit) || !budget.published.empty();
  if (budget.bit_exact && !has_figures) return;
  if (!kernel.computes_cube) {
    throw InputError("--budget", "needs the figures of all 2^24 inputs, and these are fewer",
                     "gate the whole cube, or leave the budget out");
  }
  if (budget.bit_exact || budget.limits.empty()) return;
  for (const GateTask& task : tasks) {
    for (const Channel channel : {Channel::red, Channel::green, Channel::blue}) {
      require_limited(budget, task.deployment.matrix.swing, channel);
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
  defaults.matrix = task.deployment.matrix;
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
  if (!examination.place.empty()) {
    finding.message += "; " + examination.place;
    finding.image = examination.place_image;
  }
  return finding;
}

void append(std::vector<GateFinding> more, std::vector<GateFinding>& findings) {
  std::move(more.begin(), more.end(), std::back_inserter(findings));
}

GateFinding finding_of(const LimitCheck& check) {
  std::string figure = check.figure.str();
  if (check.measure == LimitedMeasure::max_rms_error) figure = "the root of " + figure;
  if (check.measure != LimitedMeasure::max_code_difference) figure += " LSB";
  return {FindingKind::budget,
          fmt::format("{} {}: {} is {}, over the budget of {}", name(check.set),
                      name(check.channel), name(check.measure), figure, check.limit.text)};
}

// Figures over budget come with the inputs that are off.
std::vector<GateFinding> budget_findings(const Budget& budget, const KernelFigures& figures,
                                         const MismatchTally& tally) {
  std::vector<GateFinding> findings;
  for (const LimitCheck& check : check_kernel_limits(budget, figures.errors, figures.from_model)) {
    if (check.is_kept) continue;
    findings.push_back(finding_of(check));
    findings.back().counterexamples = tally.counterexamples();
  }
  return findings;
}

std::vector<GateFinding> published_findings(const PublishedBoundCheck& check,
                                            const Deployment& deployment) {
  std::vector<GateFinding> findings;
  for (std::size_t c = 0; c < 3; ++c) {
    const OutsideCount& outside = check.kernel[c];
    if (outside.all_inputs == 0) continue;
    findings.push_back(
        {FindingKind::budget,
         fmt::format("preset:{}: {} of 16777216 inputs of {}, {} of them in gamut, are not {}; of "
                     "the model itself {} and {}",
                     name(check.bound), outside.all_inputs, name(output_channels(deployment.op)[c]),
                     outside.in_gamut, words(check.bound), check.model[c].all_inputs,
                     check.model[c].in_gamut)});
  }
  return findings;
}

std::optional<GateFinding> stack_finding(const Examination& examination,
                                         std::optional<std::uint64_t> max_stack) {
  if (!max_stack || examination.stack_bytes.value_or(0) <= *max_stack) return std::nullopt;
  return GateFinding{FindingKind::budget,
                     fmt::format("one call uses {} bytes of stack, over the {} of --max-stack",
                                 *examination.stack_bytes, *max_stack)};
}

struct NamedVerdict {
  std::string kernel_name;
  DeploymentVerdict verdict;
};

// The figures of a complete cube, and what the budget says of them.
void add_figures(const Examination& examination, const Budget& budget, const SweepSets& sets,
                 DeploymentVerdict& verdict) {
  const Deployment& deployment = verdict.task.deployment;
  verdict.figures = measure_kernel(deployment, verdict.op, *examination.cube, sets);
  append(budget_findings(budget, *verdict.figures, examination.tally), verdict.findings);
  verdict.unjudged = unjudged_limits(budget, deployment.matrix.swing);
  for (const PublishedBound bound : budget.published) {
    verdict.published.push_back(check_published_bound(bound, deployment, *examination.cube, sets));
    append(published_findings(verdict.published.back(), deployment), verdict.findings);
  }
}

NamedVerdict gate_one(const KernelSource& kernel, const ExaminedTask& examined,
                      const std::vector<GateTask>& tasks, const GateCriteria& criteria,
                      SetsByMatrix& sets, const Progress& progress) {
  Examination examination = kernel.examine(examined, progress);
  const Deployment& deployment = examined.task.deployment;
  const Budget& budget = criteria.budget;
  NamedVerdict named = {examination.kernel_name, {}};
  DeploymentVerdict& verdict = named.verdict;
  verdict.task = examined.task;
  verdict.op = examined.op;
  verdict.kernel_nanoseconds = examination.kernel_nanoseconds;
  verdict.stack_bytes = examination.stack_bytes;
  verdict.printed = std::move(examination.printed);
  if (!examination.is_supported) return named;
  verdict.inputs = examination.inputs;
  verdict.mismatches = examination.tally.mismatches();
  verdict.max_code_difference = examination.tally.max_code_difference();
  // Codes that come and go are a fault whatever the budget allows.
  const bool counts =
      needs_bit_exact(budget, deployment) || examination.mismatch_kind != FindingKind::value;
  if (verdict.mismatches != 0 && counts) {
    verdict.findings.push_back(mismatch_finding(fault_subject(examined.task, tasks), examination));
  }
  append(std::move(examination.findings), verdict.findings);
  if (auto finding = stack_finding(examination, criteria.max_stack)) {
    verdict.findings.push_back(std::move(*finding));
  }
  if (examination.cube)
    add_figures(examination, criteria.budget, sets.of(deployment.matrix), verdict);
  verdict.status = verdict.findings.empty() ? GateStatus::passed : GateStatus::failed;
  if (examination.cube && verdict.mismatches == 0 && verdict.findings.empty()) {
    verdict.without_effect = faults_without_effect(fault_subject(examined.task, {}));
  }
  return named;
}

// Progress of several examinations at once: the mean of theirs.
class SharedProgress {
 public:
  SharedProgress(std::size_t parts, const Progress& progress)
      : done_(parts, 0.0), progress_(progress) {}

  void show(std::size_t part, double done) {
    const std::lock_guard lock(mutex_);
    sum_ += done - done_[part];
    done_[part] = done;
    progress_(sum_ / static_cast<double>(done_.size()));
  }

 private:
  std::mutex mutex_;
  std::vector<double> done_;
  double sum_ = 0;
  const Progress& progress_;
};

}  // namespace

GateVerdict gate(const KernelSource& kernel, const std::vector<GateTask>& tasks,
                 const GateCriteria& criteria, const Progress& progress) {
  if (kernel.takes_one_deployment && tasks.size() != 1) {
    throw InputError("--deployment", "is given more than once for one recorded result",
                     "gate each result with the deployment that it was recorded for");
  }
  require_usable(criteria.budget, kernel, tasks);
  std::vector<LoweredOp> ops;
  ops.reserve(tasks.size());
  for (const GateTask& task : tasks) ops.push_back(lower(task.deployment, task.arithmetic));
  SetsByMatrix sets;
  SharedProgress shared(tasks.size(), progress);
  std::vector<NamedVerdict> verdicts(tasks.size());
  const auto gate_task = [&](std::size_t i, bool is_whole) {
    verdicts[i] = gate_one(kernel, {tasks[i], ops[i], is_whole}, tasks, criteria, sets,
                           [&](double done) { shared.show(i, done); });
  };
  // Whole: up to the first one that is supported, in each environment.
  std::vector<std::size_t> others;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    const bool is_examined =
        std::ranges::any_of(std::span(verdicts).first(i), [&](const NamedVerdict& earlier) {
          return earlier.verdict.status != GateStatus::skipped &&
                 earlier.verdict.task.environment == tasks[i].environment;
        });
    if (is_examined) {
      others.push_back(i);
    } else {
      gate_task(i, true);
    }
  }
  const auto gate_other = [&](std::size_t i) { gate_task(others[i], false); };
  if (kernel.is_parallel) {
    for_each_block(others.size(), [&](std::size_t i) { on_one_thread([&] { gate_other(i); }); });
  } else {
    for (std::size_t i = 0; i < others.size(); ++i) gate_other(i);
  }
  GateVerdict verdict;
  verdict.require_all = criteria.require_all;
  verdict.kernel_name = verdicts.front().kernel_name;
  for (NamedVerdict& one : verdicts) verdict.deployments.push_back(std::move(one.verdict));
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

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>

#include "deployment/input_error.h"
#include "fixedpoint/row_kernel.h"
#include "suites/gate/call_checks.h"
#include "suites/gate/contract_checks.h"
#include "suites/gate/kernel_source.h"
#include "suites/gate/library_cube.h"

namespace swingproof {
namespace {

using Outcome = KernelSession::Outcome;

ReferenceRows model_codes(const LoweredOp& op) {
  return [&op](const YuvRow& yuv, std::size_t pixels, const CodePlanes& codes) {
    fixed_rows(op, yuv, pixels, codes);
  };
}

// What the kernel gave over the cube; the model's codes where nothing was kept.
ReferenceRows kernel_codes(const CubeJudge& judge, const LoweredOp& op) {
  if (judge.tally().mismatches() == 0) return model_codes(op);
  return [&judge](const YuvRow& yuv, std::size_t pixels, const CodePlanes& codes) {
    for (std::size_t i = 0; i < pixels; ++i) {
      const std::size_t at = slab_index(yuv.y[i], yuv.u[i], yuv.v[i]);
      for (std::size_t c = 0; c < 3; ++c) codes[c][i] = judge.kept_codes()[c][at];
    }
  };
}

GateFinding create_finding(const KernelSession& session) {
  return {session.breakdown()->kind,
          "in create, or while it was loaded, the kernel " + session.breakdown()->message};
}

// The cube first; the rest of the contract only for a kernel that gets through it.
void examine_supported(const LibraryKernel& kernel, const KernelMemory& memory,
                       const swingproof_config& config, const LoweredOp& op,
                       const ContractScope& scope, KernelSession& session, const Progress& progress,
                       Examination& examination) {
  MachineChanges changes;
  auto judge = std::make_unique<CubeJudge>(op);
  if (std::optional<GateFinding> broken =
          compute_cube(session, memory, RowShape::wide, *judge, progress)) {
    examination.findings.push_back(std::move(*broken));
  }
  examination.inputs = judge->inputs();
  examination.tally = judge->tally();
  if (judge->codes_changed()) {
    examination.findings.push_back(
        {FindingKind::nondeterministic, "codes were still changing after run had returned"});
  }
  if (judge->is_complete()) {
    const ContractSubject subject{kernel, config, kernel_codes(*judge, op), model_codes(op)};
    std::vector<GateFinding> findings = check_contract(subject, session, memory, scope);
    std::move(findings.begin(), findings.end(), std::back_inserter(examination.findings));
    if (judge->tally().mismatches() != 0) {
      examination.mismatch_kind =
          classify_mismatches(kernel, config, memory, RowShape::wide, *judge);
      examination.smallest_image = smallest_failing_image(
          subject, memory, judge->tally().counterexamples().back().mismatch.yuv);
    }
    // Only for a kernel that is one function so far: what is said of narrow rows is then true.
    const bool is_function =
        examination.findings.empty() && examination.mismatch_kind == FindingKind::value;
    if (scope.is_whole && is_function) {
      KernelSession fresh(kernel, memory);
      if (auto finding = check_narrow_rows(kernel, config, memory, *judge, fresh)) {
        examination.findings.push_back(std::move(*finding));
      }
      changes.add(fresh);
      examination.kernel_nanoseconds += fresh.nanoseconds();
      CallChecks calls = check_calls(subject, memory);
      std::move(calls.findings.begin(), calls.findings.end(),
                std::back_inserter(examination.findings));
      changes.environment |= calls.changes.environment;
      changes.registers |= calls.changes.registers;
      examination.stack_bytes = calls.stack_bytes;
    }
    examination.cube = std::move(judge);
    examination.layout = {cube_block_shape(), false, false};
  }
  changes.add(session);
  changes.report(examination.findings);
}

Examination examine(const LibraryKernel& kernel, const std::vector<ImageSize>& also_sizes,
                    const ExaminedTask& examined, const Progress& progress) {
  const KernelMemory memory;
  const swingproof_config config = kernel_config(examined.task.deployment);
  KernelSession session(kernel, memory);
  const Outcome created = session.create(0, config);
  Examination examination;
  examination.kernel_name = session.kernel_name();
  examination.is_supported = created != Outcome::unsupported;
  if (created == Outcome::broken) examination.findings.push_back(create_finding(session));
  if (created == Outcome::done) {
    examine_supported(kernel, memory, config, examined.op, {examined.is_whole, also_sizes}, session,
                      progress, examination);
  }
  examination.kernel_nanoseconds += session.nanoseconds();
  examination.printed = session.printed();
  return examination;
}

Examination examine_image(const LibraryKernel& kernel, ImageSize size,
                          std::optional<CenteredYuv> pixel, const ExaminedTask& examined) {
  const KernelMemory memory;
  const ContractSubject subject{kernel, kernel_config(examined.task.deployment),
                                model_codes(examined.op), model_codes(examined.op)};
  KernelSession session(kernel, memory);
  const Outcome created = session.create(0, subject.config);
  Examination examination;
  examination.kernel_name = session.kernel_name();
  examination.is_supported = created != Outcome::unsupported;
  if (created == Outcome::broken) examination.findings.push_back(create_finding(session));
  for (const Placement placement : all_placements) {
    if (created != Outcome::done || !session.is_usable()) break;
    ImageTrial trial = shape_trial(size, placement);
    trial.pixel = pixel;
    if (std::optional<GateFinding> finding = check_image(subject, session, memory, trial)) {
      examination.findings.push_back(std::move(*finding));
    }
    examination.inputs = size.width * size.height;
  }
  MachineChanges changes;
  changes.add(session);
  changes.report(examination.findings);
  examination.printed = session.printed();
  return examination;
}

void require_fitting(ImageSize size, std::string_view option) {
  if (fits(shape_trial(size, Placement::loose))) return;
  throw InputError(option, fmt::format("{}x{} is too large for a trial", size.width, size.height),
                   "name a size of at most 67,108,864 pixels, such as 1920x1080");
}

LibraryKernel in_environment(LibraryKernel kernel, const GateTask& task) {
  kernel.environment = task.environment;
  return kernel;
}

}  // namespace

KernelSource library_kernel(const LibraryKernel& kernel, const std::vector<ImageSize>& also_sizes) {
  for (const ImageSize& size : also_sizes) require_fitting(size, "--also-size");
  KernelSource source;
  source.is_parallel = true;
  source.examine = [kernel, also_sizes](const ExaminedTask& examined, const Progress& progress) {
    return examine(in_environment(kernel, examined.task), also_sizes, examined, progress);
  };
  return source;
}

KernelSource library_kernel_on_image(const LibraryKernel& kernel, ImageSize size,
                                     std::optional<CenteredYuv> pixel) {
  require_fitting(size, "--size");
  KernelSource source;
  source.computes_cube = false;
  source.examine = [kernel, size, pixel](const ExaminedTask& examined,
                                         const Progress& /*progress*/) {
    return examine_image(in_environment(kernel, examined.task), size, pixel, examined);
  };
  return source;
}

}  // namespace swingproof

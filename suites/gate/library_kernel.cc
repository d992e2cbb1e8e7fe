// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <array>
#include <utility>

#include "deployment/input_error.h"
#include "fixedpoint/bpu_model.h"
#include "suites/gate/contract_checks.h"
#include "suites/gate/floating_point_environment.h"
#include "suites/gate/kernel_source.h"
#include "suites/gate/library_cube.h"

namespace swingproof {
namespace {

using Outcome = KernelSession::Outcome;

ReferenceCodes model_codes(const LoweredOp& op) {
  return [&op](CenteredYuv yuv) { return fixed_codes(op, yuv); };
}

// What the kernel gave over the cube; the model's codes where nothing was kept.
ReferenceCodes kernel_codes(const CubeJudge& judge, const LoweredOp& op) {
  if (judge.tally().mismatches() == 0) return model_codes(op);
  return [&judge](CenteredYuv yuv) {
    const std::size_t at = slab_index(yuv.y, yuv.u, yuv.v);
    const CubeCodes& codes = judge.kept_codes();
    return CodeTriple{codes[0][at], codes[1][at], codes[2][at]};
  };
}

GateFinding create_finding(const KernelSession& session) {
  return {session.breakdown()->kind,
          "in create, or while it was loaded, the kernel " + session.breakdown()->message};
}

void add_environment_finding(const KernelSession& session, std::vector<GateFinding>& findings) {
  if (session.environment_changes() == 0) return;
  findings.push_back(
      {FindingKind::fp_environment,
       "the kernel left changed: " + describe_changes(session.environment_changes())});
}

// The cube first; the rest of the contract only for a kernel that gets through it.
void examine_supported(const LibraryKernel& kernel, const KernelMemory& memory,
                       const swingproof_config& config, const LoweredOp& op, KernelSession& session,
                       const Progress& progress, Examination& examination) {
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
    std::vector<GateFinding> findings = check_contract(subject, session, memory);
    std::move(findings.begin(), findings.end(), std::back_inserter(examination.findings));
    if (judge->tally().mismatches() != 0) {
      examination.mismatch_kind =
          classify_mismatches(kernel, config, memory, RowShape::wide, *judge);
      examination.smallest_image = smallest_failing_image(
          subject, memory, judge->tally().counterexamples().back().mismatch.yuv);
    }
    // Only for a kernel that is one function so far: what is said of narrow rows is then true.
    if (examination.findings.empty() && examination.mismatch_kind == FindingKind::value) {
      KernelSession fresh(kernel, memory);
      if (auto finding = check_narrow_rows(kernel, config, memory, *judge, fresh)) {
        examination.findings.push_back(std::move(*finding));
      }
      add_environment_finding(fresh, examination.findings);
      examination.kernel_nanoseconds += fresh.nanoseconds();
    }
    examination.cube = std::move(judge);
    examination.layout = {cube_block_shape(), false, false};
  }
  add_environment_finding(session, examination.findings);
}

Examination examine(const LibraryKernel& kernel, const Deployment& deployment, const LoweredOp& op,
                    const Progress& progress) {
  const KernelMemory memory;
  const swingproof_config config = kernel_config(deployment);
  KernelSession session(kernel, memory);
  const Outcome created = session.create(0, config);
  Examination examination;
  examination.kernel_name = session.kernel_name();
  examination.is_supported = created != Outcome::unsupported;
  if (created == Outcome::broken) examination.findings.push_back(create_finding(session));
  if (created == Outcome::done) {
    examine_supported(kernel, memory, config, op, session, progress, examination);
  }
  examination.kernel_nanoseconds += session.nanoseconds();
  examination.printed = session.printed();
  return examination;
}

Examination examine_image(const LibraryKernel& kernel, ImageSize size,
                          std::optional<CenteredYuv> pixel, const Deployment& deployment,
                          const LoweredOp& op) {
  const KernelMemory memory;
  const ContractSubject subject{kernel, kernel_config(deployment), model_codes(op),
                                model_codes(op)};
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
  add_environment_finding(session, examination.findings);
  examination.printed = session.printed();
  return examination;
}

}  // namespace

KernelSource library_kernel(const LibraryKernel& kernel) {
  KernelSource source;
  source.examine = [kernel](const Deployment& deployment, const LoweredOp& op,
                            const Progress& progress) {
    return examine(kernel, deployment, op, progress);
  };
  return source;
}

KernelSource library_kernel_on_image(const LibraryKernel& kernel, ImageSize size,
                                     std::optional<CenteredYuv> pixel) {
  if (!fits(shape_trial(size, Placement::loose))) {
    throw InputError("--size",
                     fmt::format("{}x{} is too large for a trial", size.width, size.height),
                     "name a size of at most 1 MiB a plane with its strides, such as 256x256");
  }
  KernelSource source;
  source.computes_cube = false;
  source.examine = [kernel, size, pixel](const Deployment& deployment, const LoweredOp& op,
                                         const Progress& /*progress*/) {
    return examine_image(kernel, size, pixel, deployment, op);
  };
  return source;
}

}  // namespace swingproof

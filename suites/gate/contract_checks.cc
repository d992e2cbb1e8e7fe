// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/contract_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "suites/gate/config_checks.h"
#include "suites/gate/floating_point_environment.h"
#include "suites/gate/mismatch_tally.h"

namespace swingproof {
namespace {

using Outcome = KernelSession::Outcome;

GateFinding breakdown_finding(const KernelSession& session, const ImageTrial& trial) {
  return GateFinding{
      session.breakdown()->kind,
      fmt::format("on {} the kernel {}", describe(trial), session.breakdown()->message),
      {},
      {},
      trial.size};
}

// The image alone in a process of its own; empty if it does not come that far.
std::vector<CodeTriple> codes_afresh(const ContractSubject& subject, const KernelMemory& memory,
                                     const ImageTrial& trial) {
  KernelSession session(subject.kernel, memory);
  if (session.create(0, subject.config) != Outcome::done) return {};
  prepare(trial, memory);
  if (session.run(0, place(trial)) != Outcome::done) return {};
  return trial_codes(trial, memory);
}

MismatchTally tally_against(const std::vector<CodeTriple>& expected,
                            const std::vector<CenteredYuv>& pixels,
                            const std::vector<CodeTriple>& codes) {
  MismatchTally tally;
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    if (expected[i] != codes[i]) tally.add(Mismatch{pixels[i], expected[i], codes[i]});
  }
  return tally;
}

// After larger ones their memory is given back.
constexpr std::size_t largest_kept_image = std::size_t{1} << 17;

// Widths 0..129, then heights, then wide ones and high ones.
std::vector<ImageTrial> shape_trials(Placement placement) {
  std::vector<ImageTrial> trials;
  const auto add = [&](std::size_t width, std::size_t height) {
    trials.push_back(shape_trial({width, height}, placement));
  };
  for (std::size_t width = 0; width <= 129; ++width) add(width, 1 + width % 3);
  for (std::size_t height = 0; height <= 17; ++height) add(33, height);
  add(0, 0);
  for (const std::size_t width : {255U, 256U, 257U, 640U, 1023U, 1920U, 4097U}) {
    add(width, 1 + width % 3);
  }
  for (const std::size_t height : {255U, 256U, 257U, 1080U}) add(3, height);
  // Beyond what 16 bits hold.
  if (placement == Placement::loose) {
    add(65537, 2);
    add(2, 65537);
  }
  return trials;
}

// A session that starts anew where the last one broke down.
class Sessions {
 public:
  Sessions(const ContractSubject& subject, const KernelMemory& memory, KernelSession& first)
      : subject_(subject), memory_(memory), current_(&first) {}

  KernelSession& usable() {
    if (!current_->is_usable()) {
      replacement_.emplace(subject_.kernel, memory_);
      replacement_->create(0, subject_.config);
      current_ = &*replacement_;
    }
    return *current_;
  }

 private:
  const ContractSubject& subject_;
  const KernelMemory& memory_;
  KernelSession* current_;
  std::optional<KernelSession> replacement_;
};

// What networks and cameras take, where kernels have paths of their own; two and four wide rows,
// where a kernel may think that it has the chroma of 4:2:0.
std::vector<ImageTrial> frame_trials(const std::vector<ImageSize>& also_sizes) {
  std::vector<ImageSize> sizes;
  for (std::size_t width = 512; width <= 4096; width += 256) {
    for (const std::size_t height : {1U, 2U, 3U, 4U}) sizes.push_back({width, height});
  }
  for (const std::size_t side : {224U, 256U, 299U, 384U, 512U, 640U}) sizes.push_back({side, side});
  sizes.insert(sizes.end(), {{640, 360}, {1280, 720}, {1920, 1080}, {3840, 2160}});
  sizes.insert(sizes.end(), also_sizes.begin(), also_sizes.end());
  std::vector<ImageTrial> trials;
  for (const ImageSize& size : sizes) trials.push_back(shape_trial(size, Placement::ends_at_guard));
  trials.push_back(far_rows_trial());
  return trials;
}

// The first image of a series that fails ends the series.
void check_series(const ContractSubject& subject, Sessions& sessions, const KernelMemory& memory,
                  const std::vector<ImageTrial>& trials, std::vector<GateFinding>& findings) {
  for (const ImageTrial& trial : trials) {
    std::optional<GateFinding> finding = check_image(subject, sessions.usable(), memory, trial);
    if (trial.size.width * trial.size.height > largest_kept_image) memory.forget();
    if (!finding) continue;
    findings.push_back(std::move(*finding));
    return;
  }
}

// The halves of the slots hold one image each.
ImageTrial half_slot_image(std::size_t half) {
  ImageTrial trial;
  trial.size = {512, 192};
  trial.placement = Placement::loose;
  trial.offset.fill(half * slot_bytes / 2);
  trial.seed = static_cast<std::uint32_t>(1 + half);
  return trial;
}

// The same image twice, with other values in the outputs before.
std::optional<GateFinding> check_repetition(const ContractSubject& subject, KernelSession& session,
                                            const KernelMemory& memory) {
  ImageTrial trial = half_slot_image(0);
  std::array<std::vector<CodeTriple>, 2> codes;
  for (std::size_t i = 0; i < 2; ++i) {
    trial.canary = i == 0 ? 0x96 : 0x69;
    prepare(trial, memory);
    if (session.run(0, place(trial)) != Outcome::done) return breakdown_finding(session, trial);
    codes[i] = trial_codes(trial, memory);
  }
  if (codes[0] != codes[1]) {
    return GateFinding{FindingKind::nondeterministic,
                       fmt::format("{}, computed twice, gave different codes", describe(trial))};
  }
  if (codes_equal(trial, memory, subject.reference)) return std::nullopt;
  GateFinding finding = wrong_codes(subject, memory, trial, codes[0]);
  finding.image.reset();
  return finding;
}

// Enough for two threads to meet inside a row of a kernel that shares a buffer between instances.
constexpr int rounds_together = 24;

struct TwoInstances {
  std::optional<GateFinding> finding;
  std::optional<std::uint32_t> wrong_by_turns;  // the instance whose codes it is about
};

// Instances 0 and 1 by turns, then at the same time in two threads. Nothing if they are right, and
// if the kernel broke down.
TwoInstances run_two_instances(const ContractSubject& subject, KernelSession& session,
                               const KernelMemory& memory) {
  const std::array<ImageTrial, 2> trials = {half_slot_image(0), half_slot_image(1)};
  for (std::uint32_t i = 0; i < 2; ++i) {
    prepare(trials[i], memory);
    if (session.run(i, place(trials[i])) != Outcome::done) return {};
    if (codes_equal(trials[i], memory, subject.reference)) continue;
    GateFinding finding = wrong_codes(subject, memory, trials[i], trial_codes(trials[i], memory));
    finding.image.reset();
    return {std::move(finding), i};
  }
  for (int round = 0; round < rounds_together; ++round) {
    for (const ImageTrial& trial : trials) prepare(trial, memory);
    const Outcome outcome = session.run_together(place(trials[0]), place(trials[1]));
    if (outcome != Outcome::done) return {};
    if (codes_equal(trials[0], memory, subject.reference) &&
        codes_equal(trials[1], memory, subject.reference)) {
      continue;
    }
    return {GateFinding{FindingKind::nondeterministic,
                        "two instances that run at the same time in two threads give other codes "
                        "than one after the other"},
            std::nullopt};
  }
  return {};
}

// On instance 0, with no other one beside it.
bool is_right_alone(const ContractSubject& subject, KernelSession& session,
                    const KernelMemory& memory, const ImageTrial& trial) {
  prepare(trial, memory);
  return session.is_usable() && session.run(0, place(trial)) == Outcome::done &&
         codes_equal(trial, memory, subject.reference);
}

// Of a kernel that computes an image twice in the same way, and right.
std::optional<GateFinding> check_two_instances(const ContractSubject& subject,
                                               KernelSession& session, const KernelMemory& memory) {
  if (session.create(1, subject.config) == Outcome::unsupported) {
    return GateFinding{FindingKind::stale_state,
                       "create refuses a second instance of a configuration that it supports"};
  }
  TwoInstances found;
  if (session.is_usable()) found = run_two_instances(subject, session, memory);
  // May break down as well: what only the other thread has used ends here.
  if (session.is_usable()) session.destroy(1);
  const std::optional<std::uint32_t> wrong = found.wrong_by_turns;
  if (wrong && found.finding->kind == FindingKind::stale_state &&
      is_right_alone(subject, session, memory, half_slot_image(*wrong))) {
    found.finding->message =
        *wrong == 0
            ? "an instance computes other codes while there is another one of its configuration"
            : "an instance made beside another one of its configuration computes other codes";
  }
  if (found.finding || !session.breakdown()) return found.finding;
  return GateFinding{
      session.breakdown()->kind,
      "with two instances, also in two threads, the kernel " + session.breakdown()->message};
}

}  // namespace

std::vector<CodeTriple> reference_codes(const ReferenceRows& reference,
                                        const std::vector<CenteredYuv>& pixels) {
  std::array<std::vector<std::int8_t>, planes_per_image> planes;
  for (std::vector<std::int8_t>& plane : planes) plane.resize(pixels.size());
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    planes[0][i] = pixels[i].y;
    planes[1][i] = pixels[i].u;
    planes[2][i] = pixels[i].v;
  }
  reference({planes[0].data(), planes[1].data(), planes[2].data()}, pixels.size(),
            {planes[3].data(), planes[4].data(), planes[5].data()});
  std::vector<CodeTriple> codes(pixels.size());
  for (std::size_t i = 0; i < codes.size(); ++i)
    codes[i] = {planes[3][i], planes[4][i], planes[5][i]};
  return codes;
}

GateFinding wrong_codes(const ContractSubject& subject, const KernelMemory& memory,
                        const ImageTrial& trial, const std::vector<CodeTriple>& codes) {
  const std::vector<CenteredYuv> pixels = trial_pixels(trial);
  const MismatchTally tally =
      tally_against(reference_codes(subject.reference, pixels), pixels, codes);
  const std::vector<CodeTriple> once = codes_afresh(subject, memory, trial);
  const std::vector<CodeTriple> again = codes_afresh(subject, memory, trial);
  const std::string these =
      fmt::format("{} of {} pixels of {}", tally.mismatches(), pixels.size(), describe(trial));
  if (once == again && once == codes && codes == reference_codes(subject.model, pixels)) {
    return {FindingKind::stale_state,
            these + " are right, though the same inputs have other codes in the cube"};
  }
  GateFinding finding;
  finding.counterexamples = tally.counterexamples();
  if (once != again) {
    finding.kind = FindingKind::nondeterministic;
    finding.message = these + " differ, and not in the same way each time";
  } else if (once == codes) {
    finding.kind = FindingKind::value;
    finding.image = trial.size;
    finding.message = these + " are wrong, though the same inputs are right in other images";
  } else {
    finding.kind = FindingKind::stale_state;
    finding.message = these + " are wrong, but not if the kernel has computed nothing before";
  }
  return finding;
}

std::optional<GateFinding> check_image(const ContractSubject& subject, KernelSession& session,
                                       const KernelMemory& memory, const ImageTrial& trial) {
  prepare(trial, memory);
  if (session.run(0, place(trial)) != Outcome::done) return breakdown_finding(session, trial);
  if (const std::optional<std::string> where = broken_canary(trial, memory)) {
    return GateFinding{FindingKind::out_of_bounds,
                       fmt::format("on {} the kernel wrote {}", describe(trial), *where),
                       {},
                       {},
                       trial.size};
  }
  if (!inputs_unchanged(trial, memory)) {
    return GateFinding{FindingKind::input_written,
                       fmt::format("on {} the kernel changed its inputs", describe(trial)),
                       {},
                       {},
                       trial.size};
  }
  if (codes_equal(trial, memory, subject.reference)) return std::nullopt;
  return wrong_codes(subject, memory, trial, trial_codes(trial, memory));
}

std::vector<GateFinding> check_contract(const ContractSubject& subject, KernelSession& session,
                                        const KernelMemory& memory, const ContractScope& scope) {
  std::vector<GateFinding> findings;
  Sessions sessions(subject, memory, session);
  // Each image is taken away and given back page by page, those of the cube included.
  memory.forget();
  for (const Placement placement : all_placements) {
    if (!scope.is_whole && placement != Placement::ends_at_guard) continue;
    check_series(subject, sessions, memory, shape_trials(placement), findings);
  }
  if (scope.is_whole) {
    check_series(subject, sessions, memory, frame_trials(scope.also_sizes), findings);
    std::optional<GateFinding> finding = check_repetition(subject, sessions.usable(), memory);
    if (!finding) finding = check_two_instances(subject, sessions.usable(), memory);
    if (finding) findings.push_back(*std::move(finding));
  }
  check_configs(subject, sessions.usable(), memory, findings);
  return findings;
}

std::optional<ImageSize> smallest_failing_image(const ContractSubject& subject,
                                                const KernelMemory& memory, CenteredYuv pixel) {
  constexpr std::array<ImageSize, 14> sizes = {{{1, 1},
                                                {2, 1},
                                                {3, 1},
                                                {4, 1},
                                                {8, 1},
                                                {16, 1},
                                                {17, 1},
                                                {32, 1},
                                                {33, 1},
                                                {64, 1},
                                                {128, 1},
                                                {256, 1},
                                                {256, 16},
                                                {256, 256}}};
  KernelSession session(subject.kernel, memory);
  if (session.create(0, subject.config) != Outcome::done) return std::nullopt;
  const CodeTriple expected = reference_codes(subject.model, {pixel}).front();
  for (const ImageSize& size : sizes) {
    ImageTrial trial;
    trial.size = size;
    trial.pixel = pixel;
    prepare(trial, memory);
    if (session.run(0, place(trial)) != Outcome::done) return std::nullopt;
    const std::vector<CodeTriple> codes = trial_codes(trial, memory);
    if (std::ranges::any_of(codes, [&](const CodeTriple& got) { return got != expected; })) {
      return size;
    }
  }
  return std::nullopt;
}

}  // namespace swingproof

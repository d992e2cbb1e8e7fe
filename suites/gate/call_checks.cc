// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/call_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "suites/gate/floating_point_environment.h"
#include "suites/gate/watched_call.h"

namespace swingproof {
namespace {

using Outcome = KernelSession::Outcome;
using Held = std::array<std::int64_t, resources>;

// What is taken once, a cache or a pool of threads, is taken in the first of these windows. What
// grows in each of the other three is not given back.
constexpr std::size_t windows = 4;
constexpr std::uint32_t runs_per_window = 500;
constexpr std::uint32_t instances_per_window = 50;

struct ResourceWords {
  std::string_view unit;  // of one
  // Less is not told: pages come and go for other reasons than the kernel.
  std::int64_t least_growth;
};
constexpr std::array<ResourceWords, resources> resource_words = {{{"byte of heap", 1},
                                                                  {"descriptor", 1},
                                                                  {"thread", 1},
                                                                  {"byte of address space", 1},
                                                                  {"byte of memory", 65536}}};

// What was held after each window.
using Growth = std::array<Held, windows>;

bool grows(const Growth& growth, std::size_t resource) {
  for (std::size_t i = 1; i < windows; ++i) {
    if (growth[i][resource] <= growth[i - 1][resource]) return false;
  }
  return growth[windows - 1][resource] - growth[0][resource] >=
         resource_words.at(resource).least_growth;
}

// "1 descriptor", "about 81 bytes of heap": of one call.
std::string rate_text(std::int64_t growth, std::int64_t calls, std::string_view unit) {
  const std::int64_t rate = (growth + calls / 2) / calls;
  std::string text = fmt::format("{}{} {}", growth % calls == 0 ? "" : "about ", rate, unit);
  if (rate == 1) return text;
  const std::size_t noun_end = text.find(" of ");
  return text.insert(std::min(noun_end, text.size()), "s");
}

std::optional<GateFinding> leak_finding(const Growth& growth, std::uint32_t per_window,
                                        std::string_view each) {
  const std::int64_t calls = std::int64_t{windows - 1} * per_window;
  std::string text;
  for (std::size_t i = 0; i < resources; ++i) {
    // Most of the others take address space and memory as well.
    const bool is_told = !text.empty() && i >= static_cast<std::size_t>(Resource::mapped_bytes);
    if (is_told || !grows(growth, i)) continue;
    text += (text.empty() ? "" : " and ") +
            rate_text(growth[windows - 1][i] - growth[0][i], calls, resource_words.at(i).unit);
  }
  if (text.empty()) return std::nullopt;
  return GateFinding{FindingKind::leak,
                     fmt::format("each {} takes {} and does not give it back (over {} of them)",
                                 each, text, calls)};
}

// Calls once a window, and looks whether what the process holds grows in each; nothing if a call
// breaks down.
template <typename Window>
std::optional<GateFinding> check_growth(KernelSession& session, std::uint32_t per_window,
                                        std::string_view each, const Window& window) {
  Growth growth;
  for (Held& held : growth) {
    if (window() != Outcome::done) return std::nullopt;
    held = session.held();
  }
  return leak_finding(growth, per_window, each);
}

ImageTrial small_image() {
  ImageTrial trial;
  trial.size = {67, 3};
  return trial;
}

void add(std::optional<GateFinding> finding, std::vector<GateFinding>& findings) {
  if (finding) findings.push_back(*std::move(finding));
}

}  // namespace

CallChecks check_calls(const ContractSubject& subject, const KernelMemory& memory) {
  CallChecks checks;
  KernelSession session(subject.kernel, memory);
  if (session.create(0, subject.config) == Outcome::done) {
    const ImageTrial wide = shape_trial({3840, 2}, Placement::loose);
    prepare(wide, memory);
    // Not the first run, in which the dynamic loader works on the same stack.
    if (session.run(0, place(wide)) == Outcome::done &&
        session.measure_stack(place(wide)) == Outcome::done) {
      checks.stack_bytes = session.stack_bytes();
    }
  }
  prepare(small_image(), memory);
  const PlacedImage image = place(small_image());
  add(check_growth(session, runs_per_window, "run",
                   [&] { return session.run_often(image, runs_per_window); }),
      checks.findings);
  if (session.is_usable()) session.destroy(0);
  add(check_growth(session, instances_per_window, "instance",
                   [&] { return session.live_often(image, subject.config, instances_per_window); }),
      checks.findings);
  if (session.is_usable() && session.inspect() == Outcome::done &&
      !session.state_changes().empty()) {
    checks.findings.push_back({FindingKind::process_state,
                               "the kernel changed of its process: " + session.state_changes()});
  }
  if (session.breakdown()) {
    checks.findings.push_back(
        {session.breakdown()->kind,
         "in 2,000 runs, or in 200 instances one after the other, the kernel " +
             session.breakdown()->message});
  }
  checks.changes.add(session);
  return checks;
}

void MachineChanges::add(const KernelSession& session) {
  environment |= session.environment_changes();
  registers |= session.register_changes();
}

void MachineChanges::report(std::vector<GateFinding>& findings) const {
  if (environment != 0) {
    findings.push_back(
        {FindingKind::fp_environment, "the kernel left changed: " + describe_changes(environment)});
  }
  if (registers != 0) {
    const bool is_one = (registers & (registers - 1)) == 0;
    findings.push_back(
        {FindingKind::machine_state,
         describe_registers(registers) + (is_one ? " was" : " were") + " not restored"});
  }
}

}  // namespace swingproof

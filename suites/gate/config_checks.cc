// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/config_checks.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace swingproof {
namespace {

using Outcome = KernelSession::Outcome;
using Codes = std::vector<CodeTriple>;

struct NamedConfig {
  std::string_view difference;
  swingproof_config config;
};

// The subject first.
std::vector<NamedConfig> configs_around(const swingproof_config& subject) {
  std::vector<NamedConfig> configs = {{"this one", subject}};
  const auto add = [&](std::string_view difference) -> swingproof_config& {
    return configs.emplace_back(NamedConfig{difference, subject}).config;
  };
  add("another op").op ^= 1U;
  add("another swing").swing ^= 1U;
  for (float& mean : add("another mean").mean) mean += 16.0F;
  // Whatever the setting, the other one is finite and above 0.
  const auto other = [](float value) { return value > 1.0F ? value * 0.75F : value * 1.25F; };
  for (float& std : add("another std").std) std = other(std);
  add("another q_scale").q_scale = other(subject.q_scale);
  return configs;
}

ImageTrial config_image() {
  ImageTrial trial;
  trial.size = {129, 31};
  trial.seed = 9;
  return trial;
}

Codes run_image(KernelSession& session, std::uint32_t instance, const KernelMemory& memory) {
  const ImageTrial trial = config_image();
  prepare(trial, memory);
  if (session.run(instance, place(trial)) != Outcome::done) return {};
  return trial_codes(trial, memory);
}

struct OrderedRun {
  std::vector<Codes> codes;  // of each configuration in the given order; empty: not supported
  bool first_kept = true;    // the first instance, kept alive, computes the same at the end
};

// The first configuration on instance 0, alive to the end, the others one by one on instance 1.
OrderedRun run_in_order(KernelSession& session, const KernelMemory& memory,
                        const std::vector<NamedConfig>& configs) {
  OrderedRun run;
  for (std::size_t i = 0; i < configs.size() && session.is_usable(); ++i) {
    const std::uint32_t instance = run.codes.empty() || run.codes.front().empty() ? 0 : 1;
    Codes codes;
    if (session.create(instance, configs[i].config) == Outcome::done) {
      codes = run_image(session, instance, memory);
      if (i != 0) session.destroy(instance);
    }
    run.codes.push_back(std::move(codes));
  }
  if (!run.codes.empty() && !run.codes.front().empty() && session.is_usable()) {
    run.first_kept = run_image(session, 0, memory) == run.codes.front();
    session.destroy(0);
  }
  return run;
}

GateFinding stale(std::string message) { return {FindingKind::stale_state, std::move(message)}; }

// The catalogue's words for settings that an earlier instance left behind.
FoundFault kept_constants(std::size_t pixels) {
  const Fault& entry = fault_named("stale_constants");
  return {entry.id, entry.sentence, entry.remedy, 0, pixels};
}

std::optional<GateFinding> compare_orders(const std::vector<NamedConfig>& configs,
                                          const OrderedRun& forward, OrderedRun backward) {
  if (!forward.first_kept) {
    return stale("an instance computes other codes once instances of other configurations exist");
  }
  std::reverse(backward.codes.begin(), backward.codes.end());
  for (std::size_t i = 0; i < configs.size(); ++i) {
    if (forward.codes[i] == backward.codes[i]) continue;
    // In each order the codes of the first instance of all, though that was another configuration.
    const bool is_kept = (i != 0 && forward.codes[i] == forward.codes.front()) ||
                         (i + 1 != configs.size() && backward.codes[i] == backward.codes.back());
    GateFinding finding =
        stale(i == 0 ? "an instance computes other codes if instances of other configurations "
                       "were made before it"
                     : "an instance for " + std::string(configs[i].difference) +
                           " computes other codes if one for this configuration was made "
                           "before it");
    if (is_kept) finding.causes.faults.push_back(kept_constants(forward.codes[i].size()));
    return finding;
  }
  if (!backward.first_kept) {
    return stale("an instance computes other codes once instances of other configurations exist");
  }
  return std::nullopt;
}

}  // namespace

void check_configs(const ContractSubject& subject, KernelSession& session,
                   const KernelMemory& memory, std::vector<GateFinding>& findings) {
  const std::vector<NamedConfig> configs = configs_around(subject.config);
  std::vector<NamedConfig> reversed(configs.rbegin(), configs.rend());
  session.destroy(0);
  const OrderedRun forward = run_in_order(session, memory, configs);
  KernelSession fresh(subject.kernel, memory);
  const OrderedRun backward = run_in_order(fresh, memory, reversed);
  for (const KernelSession* used : {&session, &fresh}) {
    if (!used->breakdown()) continue;
    findings.push_back(
        {used->breakdown()->kind,
         "with instances of several configurations the kernel " + used->breakdown()->message});
    return;
  }
  const ImageTrial trial = config_image();
  const Codes& first = forward.codes.at(0);
  if (first.empty()) {
    findings.push_back(stale("create refuses this configuration once an instance was destroyed"));
    return;
  }
  if (first != reference_codes(subject.reference, trial_pixels(trial))) {
    findings.push_back(wrong_codes(subject, memory, trial, first));
    return;
  }
  if (std::optional<GateFinding> finding = compare_orders(configs, forward, backward)) {
    findings.push_back(std::move(*finding));
  }
}

}  // namespace swingproof

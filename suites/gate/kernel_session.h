// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_KERNEL_SESSION_H_
#define SWINGPROOF_SUITES_GATE_KERNEL_SESSION_H_

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "deployment/deployment.h"
#include "suites/gate/kernel_process.h"

namespace swingproof {

// The shared library to gate.
struct LibraryKernel {
  HostProgram host;
  std::string path;
  std::chrono::milliseconds timeout{30000};   // for one call: loading, create, one image, destroy
  std::vector<std::string> environment = {};  // "NAME=VALUE", added to ours
};

// The deployment as the kernel gets it, in float32.
swingproof_config kernel_config(const Deployment& deployment);

// One host process with the instances in it. After a call has broken down nothing more can be done
// with the session; start another.
class KernelSession {
 public:
  // Throws as KernelProcess does.
  KernelSession(const LibraryKernel& kernel, const KernelMemory& memory)
      : process_(kernel.host, kernel.path, kernel.environment, memory, kernel.timeout) {}

  enum class Outcome { done, unsupported, broken };

  // Makes instance 0 or 1. unsupported: the kernel returned NULL. broken: see breakdown().
  Outcome create(std::uint32_t instance, const swingproof_config& config);
  Outcome destroy(std::uint32_t instance);

  // What a kernel may do with the planes once run has returned: nothing, so that what is late
  // faults, or anything. Taking 6 MiB away and giving them back takes longer than to compare them:
  // where there are many blocks not every one is worth it.
  enum class AfterRun { forbidden, open };

  // Runs one image; a return value other than 0 is a breakdown of kind exit.
  Outcome run(std::uint32_t instance, const PlacedImage& image,
              AfterRun after = AfterRun::forbidden);

  // The same in two steps, so that the gate works on one image while the kernel computes another.
  // Images that were started are computed in order, and each has to be finished before any other
  // call. Starting one in a session that is not usable does nothing; finishing it tells why.
  void start_run(std::uint32_t instance, const PlacedImage& image, AfterRun after);
  Outcome finish_run();

  // Images that were started and not finished.
  std::size_t started_runs() const { return started_runs_; }

  // Runs first on instance 0 and second on instance 1 at the same time.
  Outcome run_together(const PlacedImage& first, const PlacedImage& second);

  // Runs one image count times on instance 0, or on count instances that are made for config and
  // ended, one after the other. held() says what the process holds afterwards.
  Outcome run_often(const PlacedImage& image, std::uint32_t count);
  Outcome live_often(const PlacedImage& image, const swingproof_config& config,
                     std::uint32_t count);
  const std::array<std::int64_t, resources>& held() const { return held_; }

  // Runs one image on instance 0. stack_bytes() says how much stack that took.
  Outcome measure_stack(const PlacedImage& image);
  std::uint64_t stack_bytes() const { return stack_bytes_; }

  // What the kernel has changed of its process since it was loaded; empty: nothing.
  Outcome inspect();
  const std::string& state_changes() const { return state_changes_; }

  // How the last call broke down, or, before any, how loading did.
  const std::optional<Breakdown>& breakdown() const { return breakdown_; }
  bool is_usable() const { return !process_.broken(); }

  const std::string& kernel_name() const { return process_.kernel_name(); }
  std::string printed() { return process_.printed(); }

  // The kernel's own time over all runs so far.
  std::uint64_t nanoseconds() const { return nanoseconds_; }

  // EnvironmentChange bits of all calls so far.
  std::uint32_t environment_changes() const { return environment_changes_; }

  // Registers that calls did not preserve: bits of describe_registers().
  std::uint32_t register_changes() const { return register_changes_; }

 private:
  void require_nothing_started() const;
  Outcome call(const HostRequest& request);
  Outcome finish(HostTask task);

  KernelProcess process_;
  std::optional<Breakdown> breakdown_ = process_.broken();
  std::size_t started_runs_ = 0;
  std::uint64_t nanoseconds_ = 0;
  std::uint32_t environment_changes_ = 0;
  std::uint32_t register_changes_ = 0;
  std::array<std::int64_t, resources> held_ = {};
  std::uint64_t stack_bytes_ = 0;
  std::string state_changes_;
};

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_KERNEL_SESSION_H_

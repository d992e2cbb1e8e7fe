// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/kernel_session.h"

#include <fmt/format.h>

#include <cstddef>
#include <stdexcept>

namespace swingproof {

swingproof_config kernel_config(const Deployment& deployment) {
  swingproof_config config = {};
  config.abi = SWINGPROOF_KERNEL_ABI;
  config.op = deployment.op == Op::centered_yuv2rgb ? SWINGPROOF_OP_CENTERED_YUV2RGB
                                                    : SWINGPROOF_OP_CENTERED_YUV2BGR;
  config.swing =
      deployment.matrix.swing == Swing::full ? SWINGPROOF_SWING_FULL : SWINGPROOF_SWING_STUDIO;
  for (std::size_t c = 0; c < 3; ++c) {
    config.mean[c] = deployment.mean[c].binary32;
    config.std[c] = deployment.std[c].binary32;
  }
  config.q_scale = deployment.q_scale.binary32;
  return config;
}

void KernelSession::require_nothing_started() const {
  if (started_runs_ != 0) throw std::logic_error("KernelSession: called while a run is under way");
}

KernelSession::Outcome KernelSession::call(const HostRequest& request) {
  require_nothing_started();
  if (!is_usable()) return Outcome::broken;
  process_.ask(request);
  return finish(request.task);
}

KernelSession::Outcome KernelSession::finish(HostTask task) {
  breakdown_.reset();
  const std::variant<HostReply, Breakdown> answer = process_.answer();
  if (const auto* breakdown = std::get_if<Breakdown>(&answer)) {
    breakdown_ = *breakdown;
    return Outcome::broken;
  }
  const HostReply& reply = *std::get_if<HostReply>(&answer);
  environment_changes_ |= reply.environment;
  register_changes_ |= reply.registers;
  held_ = reply.held;
  stack_bytes_ = reply.stack_bytes;
  if (task == HostTask::inspect) state_changes_ = reply_text(reply);
  if (reply.answer == HostAnswer::unsupported) return Outcome::unsupported;
  if (reply.answer == HostAnswer::failed) {
    breakdown_ = Breakdown{FindingKind::exit, fmt::format("returned {}, not 0", reply.returned)};
    return Outcome::broken;
  }
  if (task == HostTask::run) nanoseconds_ += reply.nanoseconds;
  return Outcome::done;
}

KernelSession::Outcome KernelSession::create(std::uint32_t instance,
                                             const swingproof_config& config) {
  HostRequest request;
  request.task = HostTask::create;
  request.instance[0] = instance;
  request.config = config;
  return call(request);
}

KernelSession::Outcome KernelSession::destroy(std::uint32_t instance) {
  HostRequest request;
  request.task = HostTask::destroy;
  request.instance[0] = instance;
  return call(request);
}

KernelSession::Outcome KernelSession::run(std::uint32_t instance, const PlacedImage& image,
                                          AfterRun after) {
  require_nothing_started();
  start_run(instance, image, after);
  return finish_run();
}

void KernelSession::start_run(std::uint32_t instance, const PlacedImage& image, AfterRun after) {
  HostRequest request;
  request.task = HostTask::run;
  request.instance[0] = instance;
  request.image[0] = image;
  request.keeps_open = after == AfterRun::open ? 1 : 0;
  if (is_usable()) process_.ask(request);
  ++started_runs_;
}

KernelSession::Outcome KernelSession::finish_run() {
  if (started_runs_ == 0) throw std::logic_error("KernelSession: no run is under way");
  --started_runs_;
  return is_usable() ? finish(HostTask::run) : Outcome::broken;
}

KernelSession::Outcome KernelSession::run_together(const PlacedImage& first,
                                                   const PlacedImage& second) {
  HostRequest request;
  request.task = HostTask::run_together;
  request.instance = {0, 1};
  request.image = {first, second};
  return call(request);
}

KernelSession::Outcome KernelSession::run_often(const PlacedImage& image, std::uint32_t count) {
  HostRequest request;
  request.task = HostTask::run_often;
  request.image[0] = image;
  request.count = count;
  return call(request);
}

KernelSession::Outcome KernelSession::live_often(const PlacedImage& image,
                                                 const swingproof_config& config,
                                                 std::uint32_t count) {
  HostRequest request;
  request.task = HostTask::live_often;
  request.image[0] = image;
  request.config = config;
  request.count = count;
  return call(request);
}

KernelSession::Outcome KernelSession::measure_stack(const PlacedImage& image) {
  HostRequest request;
  request.task = HostTask::measure_stack;
  request.image[0] = image;
  return call(request);
}

KernelSession::Outcome KernelSession::inspect() {
  HostRequest request;
  request.task = HostTask::inspect;
  return call(request);
}

}  // namespace swingproof

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_SETTLE_SETTLE_KIT_FIXTURE_H_
#define SWINGPROOF_SUITES_SETTLE_SETTLE_KIT_FIXTURE_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "deployment/deployment_file.h"
#include "fixedpoint/bpu_model.h"
#include "fixedpoint/lowering.h"
#include "suites/certify/stimulus.h"
#include "suites/settle/judgement.h"

namespace swingproof {

// suites/testdata/settle_kit: what settle plan writes, which takes seconds to compute;
// settle_plan_slow_test computes it again.
inline constexpr std::size_t stored_experiments = 2;
inline const std::string stored_kit = SWINGPROOF_SOURCE_DIR "/suites/testdata/settle_kit/";

inline std::vector<ExperimentResult> stored_results() {
  std::vector<ExperimentResult> results;
  for (std::size_t i = 1; i <= stored_experiments; ++i) {
    const std::string number = std::to_string(i);
    results.push_back(
        {read_deployment_source(stored_kit + "deployment_" + number + ".toml").deployment,
         read_stimulus(stored_kit + "probe_" + number + ".npy", {}).pixels,
         {}});
  }
  return results;
}

// What a board with this op makes of some pixels, by the plain model.
inline CaptureCodes simulated_capture(const LoweredOp& op, const YuvPlanes& pixels) {
  CaptureCodes capture;
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    const auto codes = fixed_codes(op, pixels[i]);
    for (std::size_t c = 0; c < 3; ++c) capture.planes[c].push_back(codes[c]);
  }
  return capture;
}

// All captures of a board with this datapath.
inline std::vector<ExperimentResult> simulated_results(const Datapath& datapath) {
  std::vector<ExperimentResult> results = stored_results();
  for (ExperimentResult& each : results) {
    each.capture = simulated_capture(lower(each.deployment, datapath), each.pixels);
  }
  return results;
}

inline void spoil_pixel(CaptureCodes& capture, std::size_t pixel, std::mt19937& random) {
  for (auto& plane : capture.planes) {
    if (random() % 3 != 0) plane[pixel] = static_cast<std::int8_t>(random() % 256);
  }
}

// A change of one channel's integers that is no choice of the table: another weight, bias,
// multiplier or shift.
inline LoweredChannel changed_lowering(LoweredChannel channel, std::mt19937& random) {
  const int up_or_down = random() % 2 == 0 ? 1 : -1;
  switch (random() % 5) {
    case 0: {
      std::int32_t& weight = channel.weights[random() % 3];
      weight += weight == 127 ? -1 : up_or_down;
      break;
    }
    case 1:
      channel.bias += up_or_down;
      break;
    case 2:
      channel.multiplier += channel.multiplier == 32767 ? -1 : up_or_down;
      break;
    case 3:
      channel.post_shift += up_or_down;
      break;
    default:
      channel.pre_shift += 1;
      break;
  }
  return channel;
}

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_SETTLE_SETTLE_KIT_FIXTURE_H_

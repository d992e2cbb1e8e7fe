// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_PUBLISHED_BOUNDS_H_
#define SWINGPROOF_SUITES_GATE_PUBLISHED_BOUNDS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "deployment/deployment.h"
#include "oracle/input_sets.h"
#include "suites/gate/cube_judge.h"
#include "suites/sweep/sweep.h"

namespace swingproof {

// Bounds on a colour conversion that others have set and that people ask for: --budget preset:NAME.
// To keep one says nothing about conformance with that standard.
//
//   openvx      OpenVX's conformance tests of color convert: within 1 grey level
//   vulkan-cts  VK-GL-CTS, vktYCbCrUtil.cpp, for 8-bit formats: every step in interval arithmetic
//   on
//               [0, 1], rounded outward to 2^-8, results beyond 0 and 1 clamped or not
//   android     Android's colour conversion tests: within 3 grey levels
//
// openvx and android are about bytes: they compare with the ideal code, and are judged only where a
// code is one grey level, std * q_scale = 1 in every channel. vulkan-cts holds the grey level of
// the code, code * std * q_scale + mean, against the interval.
enum class PublishedBound { openvx, vulkan_cts, android };
inline constexpr std::size_t published_bounds = 3;

std::string_view name(PublishedBound bound);

// "within 1 grey level of the ideal code, as OpenVX's conformance tests ask for".
std::string_view words(PublishedBound bound);

// "openvx" and so on. Throws InputError with the names.
PublishedBound parse_published_bound(std::string_view text, std::string_view place);

// Whether the bound is judged for the deployment.
bool applies(PublishedBound bound, const Deployment& deployment);
inline constexpr std::string_view why_not_judged =
    "a code is not one grey level: std * q_scale is not 1 in every channel";

// Of all inputs and in gamut.
using OutsideCount = PerSet<std::uint64_t>;

// Inputs whose codes are outside of the bound, of each channel in output order. Of a bound that is
// not judged all are 0.
struct PublishedBoundCheck {
  PublishedBound bound = PublishedBound::openvx;
  bool is_judged = false;
  std::array<OutsideCount, 3> kernel;
  std::array<OutsideCount, 3> model;
};

bool is_met(const std::array<OutsideCount, 3>& outside);

// Of a complete cube. sets: those of the deployment's swing.
PublishedBoundCheck check_published_bound(PublishedBound bound, const Deployment& deployment,
                                          const CubeJudge& judge, const SweepSets& sets);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_PUBLISHED_BOUNDS_H_

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_BUDGET_PUBLISHED_BOUND_H_
#define SWINGPROOF_SUITES_BUDGET_PUBLISHED_BOUND_H_

#include <cstddef>
#include <string_view>

#include "deployment/deployment.h"

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

// How far a code may be from the ideal one; 0: the bound is an interval.
int grey_levels(PublishedBound bound);

// Whether the bound is judged for the deployment.
bool applies(PublishedBound bound, const Deployment& deployment);
inline constexpr std::string_view why_not_judged =
    "a code is not one grey level: std * q_scale is not 1 in every channel";

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_BUDGET_PUBLISHED_BOUND_H_

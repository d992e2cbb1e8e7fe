// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/budget/published_bound.h"

#include <algorithm>
#include <array>
#include <string>

#include "deployment/input_error.h"

namespace swingproof {
namespace {

struct BoundWords {
  std::string_view name;
  std::string_view words;
  int grey_levels;  // from the ideal code; 0: an interval
};

// In the order of PublishedBound.
constexpr std::array<BoundWords, published_bounds> bound_words = {{
    {"openvx", "within 1 grey level of the ideal code, as OpenVX's conformance tests ask for", 1},
    {"vulkan-cts", "within the interval that the Vulkan CTS accepts", 0},
    {"android", "within 3 grey levels of the ideal code, as Android's conversion tests ask for", 3},
}};

const BoundWords& row_of(PublishedBound bound) {
  return bound_words.at(static_cast<std::size_t>(bound));
}

}  // namespace

std::string_view name(PublishedBound bound) { return row_of(bound).name; }

std::string_view words(PublishedBound bound) { return row_of(bound).words; }

PublishedBound parse_published_bound(std::string_view text, std::string_view place) {
  std::string names;
  for (std::size_t i = 0; i < published_bounds; ++i) {
    if (bound_words[i].name == text) return static_cast<PublishedBound>(i);
    names += (names.empty() ? "preset:" : ", preset:") + std::string(bound_words[i].name);
  }
  throw InputError(place, quoted("preset:" + std::string(text)) + " is no preset of a budget",
                   "the presets are " + names);
}

int grey_levels(PublishedBound bound) { return row_of(bound).grey_levels; }

bool applies(PublishedBound bound, const Deployment& deployment) {
  if (row_of(bound).grey_levels == 0) return true;
  return std::ranges::all_of(deployment.std, [&](const ExactNumber& std) {
    return std.exact * deployment.q_scale.exact == 1;
  });
}

}  // namespace swingproof

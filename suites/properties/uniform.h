// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_PROPERTIES_UNIFORM_H_
#define SWINGPROOF_SUITES_PROPERTIES_UNIFORM_H_

#include <rapidcheck.h>

#include <cstdint>
#include <random>

namespace swingproof {

// An integer from min to max, both included, at once from the whole range: RapidCheck's own
// generators start with small numbers, which properties of few cases never leave. Shrinks to min.
template <typename Number>
rc::Gen<Number> uniform(Number min, Number max) {
  const auto wide =
      rc::gen::inRange(static_cast<std::int64_t>(min), static_cast<std::int64_t>(max) + 1);
  return rc::gen::resize(rc::kNominalSize, rc::gen::cast<Number>(wide));
}

// One value of Y, U or V, or a code. Shrinks to -128.
inline rc::Gen<std::int8_t> any_int8() { return uniform(std::int8_t{-128}, std::int8_t{127}); }

// A source of so many numbers that shrinking each of them would lead nowhere.
inline std::mt19937 any_random_engine() {
  return std::mt19937(*rc::gen::noShrink(uniform<std::uint32_t>(0, 0xFFFFFFFF)));
}

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_PROPERTIES_UNIFORM_H_

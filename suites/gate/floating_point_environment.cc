// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/floating_point_environment.h"

#include <array>
#include <cfenv>
#include <string_view>
#include <utility>

#include "suites/gate/host_protocol.h"

#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

namespace swingproof {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t status_flags = 0x003F;
constexpr std::uint32_t flush_bits = 0x8040;  // flush to zero, denormals are zero
constexpr std::uint32_t exception_bits = 0x1F80;

// FNSTENV's layout in 32- and 64-bit mode (Intel SDM volume 1, section 8.1.10).
struct X87Environment {
  std::uint16_t control, reserved_0;
  std::uint16_t status, reserved_1;
  std::uint16_t tags, reserved_2;
  std::array<std::uint32_t, 4> pointers;
};

X87Environment x87_environment() {
  X87Environment environment;
  // FNSTENV masks all exceptions; FLDENV puts back what was there.
  __asm__ volatile("fnstenv %0\n\tfldenv %0" : "=m"(environment));
  return environment;
}
#elif defined(__aarch64__)
constexpr std::uint32_t flush_bits = 1U << 24 | 1U << 19;  // FZ, FZ16
constexpr std::uint32_t exception_bits = 0x9F00;
#else
constexpr std::uint32_t flush_bits = 0;
constexpr std::uint32_t exception_bits = 0;
#endif

}  // namespace

FloatingPointEnvironment floating_point_environment() {
  FloatingPointEnvironment environment;
  environment.rounding = std::fegetround();
#if defined(__x86_64__)
  environment.control = _mm_getcsr() & ~status_flags;
  const X87Environment x87 = x87_environment();
  environment.x87_control = x87.control;
  environment.x87_tags = x87.tags;
#elif defined(__aarch64__)
  std::uint64_t control = 0;
  __asm__ volatile("mrs %0, fpcr" : "=r"(control));
  environment.control = static_cast<std::uint32_t>(control);
#endif
  return environment;
}

void restore(const FloatingPointEnvironment& environment) {
#if defined(__x86_64__)
  _mm_setcsr(environment.control);
  X87Environment x87 = x87_environment();
  x87.control = environment.x87_control;
  x87.tags = environment.x87_tags;
  __asm__ volatile("fldenv %0" : : "m"(x87));
#elif defined(__aarch64__)
  __asm__ volatile("msr fpcr, %0" : : "r"(std::uint64_t{environment.control}));
#endif
  std::fesetround(environment.rounding);
}

std::uint32_t changes(const FloatingPointEnvironment& before,
                      const FloatingPointEnvironment& after) {
  const std::uint32_t changed = before.control ^ after.control;
  std::uint32_t bits = 0;
  if (before.rounding != after.rounding) bits |= rounding_mode;
  if ((changed & flush_bits) != 0) bits |= subnormals_flushed;
  if ((changed & exception_bits) != 0) bits |= exception_masks;
  if ((changed & ~(flush_bits | exception_bits)) != 0) bits |= rounding_mode;
  if (before.x87_control != after.x87_control) bits |= x87_control;
  if (before.x87_tags != after.x87_tags) bits |= mmx_state;
  return bits;
}

std::string describe_changes(std::uint32_t environment_changes) {
  constexpr std::array<std::pair<std::uint32_t, std::string_view>, 5> names = {{
      {rounding_mode, "the rounding mode"},
      {subnormals_flushed, "the flushing of subnormals"},
      {exception_masks, "the exception masks"},
      {x87_control, "the x87 control word"},
      {mmx_state, "the x87 registers (EMMS missing after MMX?)"},
  }};
  std::string text;
  for (const auto& [bit, name] : names) {
    if ((environment_changes & bit) == 0) continue;
    if (!text.empty()) text += ", ";
    text += name;
  }
  return text;
}

}  // namespace swingproof

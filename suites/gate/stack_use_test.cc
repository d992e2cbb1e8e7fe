// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/stack_use.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <utility>

namespace swingproof {
namespace {

template <std::size_t bytes>
__attribute__((noinline)) void write_array() {
  volatile char array[bytes];
  for (volatile char& byte : array) byte = 1;
}

template <std::size_t bytes>
std::size_t measured() {
  return stack_use([]() -> const void* {
    write_array<bytes>();
    return __builtin_frame_address(0);
  });
}

TEST(StackUseTest, IsWhatACallWritesAndLittleMore) {
  for (const auto& [bytes, used] :
       {std::pair{64U, measured<64>()}, std::pair{4096U, measured<4096>()},
        std::pair{1U << 20, measured<(1U << 20)>()}}) {
    EXPECT_GE(used, bytes);
    // The dynamic loader binds functions at their first call, on the same stack.
    EXPECT_LT(used, bytes + 4096);
  }
}

}  // namespace
}  // namespace swingproof

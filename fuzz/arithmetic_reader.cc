// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Arithmetic files: fixedpoint/arithmetic_toml.h.

#include <string>

#include "fixedpoint/arithmetic_toml.h"
#include "fixedpoint/bpu_model.h"
#include "fuzz/reader_property.h"

namespace {

using swingproof::Arithmetic;
using swingproof::require;

void check_arithmetic(const Arithmetic& arithmetic) {
  if (is_published(arithmetic)) return;
  const Arithmetic again =
      swingproof::parse_arithmetic_toml(arithmetic_toml(arithmetic), "written.toml");
  require(again.name == arithmetic.name, "the datapath's name reads back the same");
  require(again.datapath == arithmetic.datapath, "the datapath reads back the same");
  require(again.constants == arithmetic.constants, "constants read back the same");
  require(again.integers == arithmetic.integers, "integers read back the same");
  if (!arithmetic.integers) return;
  // The ends of the cube: integers that are accepted overflow nowhere, as the sanitizer would tell.
  for (const std::uint32_t corner :
       {0x000000U, 0x0000FFU, 0x00FF00U, 0x00FFFFU, 0xFF0000U, 0xFF00FFU, 0xFFFF00U, 0xFFFFFFU}) {
    swingproof::fixed_codes(arithmetic.integers->op, swingproof::centered_yuv_at(corner));
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return swingproof::read_hostile(
      [&] {
        return swingproof::parse_arithmetic_toml(swingproof::text_of(data, size), "fuzz.toml");
      },
      check_arithmetic);
}

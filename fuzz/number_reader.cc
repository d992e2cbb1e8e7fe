// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Numbers as a user writes them: deployment/exact_number.h.

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <string>

#include "deployment/exact_number.h"
#include "fuzz/reader_property.h"

namespace {

using swingproof::ExactNumber;
using swingproof::parse_exact_number;
using swingproof::require;

void check_number(std::string_view text, const ExactNumber& number) {
  require(number.text == text, "the text stays as written");
  require(std::isfinite(number.binary64) && std::isfinite(number.binary32), "numbers are finite");
  require(number.binary32 == static_cast<float>(number.binary64), "float32 is the double rounded");
  if (text.find('/') == std::string_view::npos) {
    // The C library knows the same decimals and hexadecimal floats, and rounds them correctly.
    require(number.binary64 == std::strtod(number.text.c_str(), nullptr), "strtod agrees");
  }
  const std::string again = swingproof::exact_text(number.exact);
  if (again.size() > swingproof::longest_number_text) return;
  require(parse_exact_number(again, "again").exact == number.exact,
          "exact_text denotes the number");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = swingproof::text_of(data, size);
  return swingproof::read_hostile([&] { return parse_exact_number(text, "fuzz"); },
                                  [&](const ExactNumber& number) { check_number(text, number); });
}

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_FUZZ_READER_PROPERTY_H_
#define SWINGPROOF_FUZZ_READER_PROPERTY_H_

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "deployment/input_error.h"

// What libFuzzer calls, over and over, with whatever it has made up. Each x_reader.cc defines it
// for one reader; reader_main.cc calls it for files.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace swingproof {

// The property of every reader: hostile bytes are refused by an InputError of one line, or accepted
// as a value that is read back the same from what we write of it. Anything else, another exception
// included, ends the program.

inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "reader_property: does not hold: %s\n", what);
  std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return size == 0 ? std::string_view()
                   : std::string_view(reinterpret_cast<const char*>(data), size);
}

// read may refuse. What it does with an accepted value must go into accepted(), which may not.
template <typename Read, typename Accepted>
int read_hostile(const Read& read, const Accepted& accepted) {
  decltype(read()) value;
  try {
    value = read();
  } catch (const InputError& error) {
    const std::string_view message = error.what();
    require(!message.empty(), "an error says something");
    require(message.find('\n') == std::string_view::npos, "an error is one line");
    return 0;
  }
  accepted(value);
  return 0;
}

}  // namespace swingproof

#endif  // SWINGPROOF_FUZZ_READER_PROPERTY_H_

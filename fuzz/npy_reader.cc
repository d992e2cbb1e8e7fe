// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// NumPy's array files: suites/npy/npy_file.h.

#include <numeric>
#include <string>
#include <vector>

#include "fuzz/reader_property.h"
#include "suites/npy/npy_file.h"

namespace {

using swingproof::NpyArray;
using swingproof::require;

void check_array(const NpyArray& array) {
  const auto elements =
      std::accumulate(array.shape.begin(), array.shape.end(), std::size_t{1}, std::multiplies<>());
  require(array.bytes.size() == elements, "there are as many elements as the shape says");
  const std::string header = swingproof::npy_header(array.type, array.shape);
  std::vector<std::uint8_t> written(header.begin(), header.end());
  written.insert(written.end(), array.bytes.begin(), array.bytes.end());
  require(swingproof::parse_npy("written.npy", written) == array,
          "what is written reads back the same");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return swingproof::read_hostile(
      [&] {
        return swingproof::parse_npy("fuzz.npy", {data, size});
      },
      check_array);
}

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/parallel_blocks.h"

#include <tbb/parallel_for.h>

namespace swingproof {

void run_blocks(std::size_t blocks, const std::function<void(std::size_t)>& block) {
  tbb::parallel_for(std::size_t{0}, blocks, block);
}

}  // namespace swingproof

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_PARALLEL_BLOCKS_H_
#define SWINGPROOF_SUITES_PARALLEL_BLOCKS_H_

#include <cstddef>
#include <functional>
#include <vector>

namespace swingproof {

// All parallel work starts here: work cut into blocks 0 .. blocks - 1 by what is to be done, never
// by the number of threads, so that results do not depend on it.

// Calls body(i) for each i, on oneTBB's threads, in any order; returns when all calls have. What
// the caller did before is visible to every call, and what the calls did to the caller afterwards.
// May be nested. What a call throws is thrown again, once the calls that had begun have ended.
void for_each_block(std::size_t blocks, const std::function<void(std::size_t)>& body);

// Runs work with for_each_block on exactly this many threads, at least 1, the calling one among
// them, however many processors there are. By default there are as many as processors.
void run_on_threads(std::size_t threads, const std::function<void()>& work);

// How many threads that is here.
std::size_t available_threads();

// Calls the action on this thread, with the parallel work that it starts: for work that is parallel
// in something larger already.
void on_one_thread(const std::function<void()>& action);

// The sum of what body(i, part) puts into part, which begins as a copy of nothing. The parts are
// added in the order of the blocks: add(sum, part).
template <typename Sum, typename Body, typename Add>
Sum sum_of_blocks(std::size_t blocks, const Sum& nothing, const Body& body, const Add& add) {
  std::vector<Sum> parts(blocks, nothing);
  for_each_block(blocks, [&](std::size_t i) { body(i, parts[i]); });
  Sum sum = nothing;
  for (const Sum& part : parts) add(sum, part);
  return sum;
}

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_PARALLEL_BLOCKS_H_

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_PARALLEL_BLOCKS_H_
#define SWINGPROOF_SUITES_PARALLEL_BLOCKS_H_

#include <atomic>
#include <cstddef>
#include <functional>
#include <vector>

namespace swingproof {

// All parallel work starts here: work cut into blocks 0 .. blocks - 1 by what is to be done, never
// by the number of threads, so that results do not depend on it.

// Calls block(i) for each i, on the threads of oneTBB, in any order; returns when all calls have.
// May be nested. What a call throws is thrown again, once the calls that had begun have ended.
//
// Does not say what happens before what: call for_each_block.
void run_blocks(std::size_t blocks, const std::function<void(std::size_t)>& block);

// Calls body(i) for each i as run_blocks does. What the caller did before is visible to every call,
// and what the calls did is visible to the caller afterwards.
//
// oneTBB promises that much already, but ThreadSanitizer cannot see it, as Debian's library is not
// instrumented: hence the two atomics. No edge leads from one call to another, so races between
// calls are still reported.
template <typename Body>
void for_each_block(std::size_t blocks, const Body& body) {
  std::atomic<bool> begun = false;
  std::atomic<std::size_t> ended = 0;
  begun.store(true, std::memory_order_release);
  run_blocks(blocks, [&](std::size_t i) {
    static_cast<void>(begun.load(std::memory_order_acquire));
    body(i);
    ended.fetch_add(1, std::memory_order_release);
  });
  static_cast<void>(ended.load(std::memory_order_acquire));
}

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

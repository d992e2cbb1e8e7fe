// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/parallel_blocks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <numeric>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

namespace swingproof {
namespace {

TEST(ParallelBlocks, CallsEachBlockOnce) {
  for (const std::size_t blocks : {0, 1, 2, 3, 64, 1000}) {
    std::vector<int> calls(blocks, 0);
    for_each_block(blocks, [&](std::size_t i) { ++calls.at(i); });
    EXPECT_EQ(calls, std::vector<int>(blocks, 1));
  }
}

TEST(ParallelBlocks, MayBeNested) {
  std::vector<std::vector<int>> calls(7, std::vector<int>(9, 0));
  for_each_block(
      7, [&](std::size_t i) { for_each_block(9, [&](std::size_t j) { ++calls.at(i).at(j); }); });
  EXPECT_EQ(calls, std::vector<std::vector<int>>(7, std::vector<int>(9, 1)));
}

TEST(ParallelBlocks, ThrowsAgainWhatABlockThrew) {
  std::atomic<int> running = 0;
  const auto throwing = [&](std::size_t i) {
    ++running;
    if (i == 5) {
      --running;
      throw std::runtime_error("block 5");
    }
    --running;
  };
  EXPECT_THROW(for_each_block(64, throwing), std::runtime_error);
  EXPECT_EQ(running, 0);
}

// What the blocks did is there for whoever catches, without a lock of theirs; ThreadSanitizer looks
// at the order, too.
TEST(ParallelBlocks, BlocksHaveEndedWhenTheThrownArrives) {
  std::vector<int> calls(64, 0);
  const auto throwing = [&](std::size_t i) {
    ++calls.at(i);
    throw std::runtime_error("each");
  };
  EXPECT_THROW(run_on_threads(4, [&] { for_each_block(calls.size(), throwing); }),
               std::runtime_error);
  EXPECT_EQ(*std::max_element(calls.begin(), calls.end()), 1);
}

// Lists are the sums that show the order, and whether a part began as it should.
TEST(ParallelBlocks, SumsInTheOrderOfTheBlocks) {
  using List = std::vector<std::size_t>;
  const auto append = [](List& sum, const List& part) {
    sum.insert(sum.end(), part.begin(), part.end());
  };
  const List sum = sum_of_blocks(
      500, List(), [](std::size_t i, List& part) { part.push_back(i); }, append);
  List expected(500);
  std::iota(expected.begin(), expected.end(), std::size_t{0});
  EXPECT_EQ(sum, expected);
}

// Blocks that wait for each other end only where each has a thread of its own.
TEST(ParallelBlocks, RunOnAsManyThreadsAsAsked) {
  for (const std::size_t threads : {1, 2, 7}) {
    std::atomic<std::size_t> waiting = 0;
    std::set<std::thread::id> ids;
    std::mutex mutex;
    run_on_threads(threads, [&] {
      for_each_block(threads, [&](std::size_t /*block*/) {
        {
          const std::lock_guard lock(mutex);
          ids.insert(std::this_thread::get_id());
        }
        ++waiting;
        while (waiting < threads) std::this_thread::yield();
      });
      // No more threads than these.
      for_each_block(1000, [&](std::size_t /*block*/) {
        const std::lock_guard lock(mutex);
        ids.insert(std::this_thread::get_id());
      });
    });
    EXPECT_EQ(ids.size(), threads);
  }
}

TEST(ParallelBlocks, SumOfNoBlocksIsNothing) {
  const auto unreached = [](std::size_t /*block*/, int& /*part*/) { FAIL(); };
  EXPECT_EQ(sum_of_blocks(0, 7, unreached, [](int& sum, int part) { sum += part; }), 7);
}

}  // namespace
}  // namespace swingproof

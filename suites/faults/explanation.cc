// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/faults/explanation.h"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <utility>

#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

constexpr std::size_t compared_at_once = 65536;
constexpr std::size_t kept_of_block = 8;

// The number of a pixel in the order in which a first one is named.
std::uint64_t order_of(const ObservedCodes& observed, std::size_t i) {
  return observed.pixels != nullptr ? i : cube_index(input_at(observed, i));
}

// The inputs of one block, as far as there are any.
struct BlockComparison {
  std::uint64_t differing = 0;
  std::uint64_t first_order = std::numeric_limits<std::uint64_t>::max();
  Unexplained first;
  std::vector<std::uint32_t> some;
};

bool differ(const CodeBlock& codes, const ObservedCodes& observed, std::size_t i,
            std::uint32_t input) {
  const int difference = (codes[0][i] ^ observed.codes[0][input]) |
                         (codes[1][i] ^ observed.codes[1][input]) |
                         (codes[2][i] ^ observed.codes[2][input]);
  return difference != 0;
}

void note_differing(const ObservedCodes& observed, const CodeBlock& codes, std::size_t i,
                    std::uint32_t input, BlockComparison& result) {
  // From all over the block: the first few, then ever rarer ones in their places.
  if (result.some.size() < kept_of_block) {
    result.some.push_back(input);
  } else if ((result.differing & (result.differing - 1)) == 0) {
    result.some[result.differing % kept_of_block] = input;
  }
  ++result.differing;
  const std::uint64_t order = order_of(observed, input);
  if (order >= result.first_order) return;
  result.first_order = order;
  result.first = {input_at(observed, input),
                  {codes[0][i], codes[1][i], codes[2][i]},
                  codes_at(observed, input)};
}

BlockComparison compare_block(const Explanation& explanation, const ObservedCodes& observed,
                              std::size_t begin, std::size_t end) {
  BlockComparison result;
  std::array<std::uint32_t, block_capacity> inputs;
  CodeBlock codes;
  for (std::size_t at = begin; at < end; at += block_capacity) {
    const std::size_t size = std::min(block_capacity, end - at);
    std::iota(inputs.begin(), inputs.begin() + size, static_cast<std::uint32_t>(at));
    compute_codes(explanation.codes, explanation.place, observed, std::span(inputs.data(), size),
                  codes);
    for (std::size_t i = 0; i < size; ++i) {
      if (differ(codes, observed, i, inputs[i])) {
        note_differing(observed, codes, i, inputs[i], result);
      }
    }
  }
  return result;
}

}  // namespace

std::optional<Explanation> explanation_of(const FaultSubject& subject, const FaultyOp& fault,
                                          const ObservedCodes& observed) {
  if (fault.place && !is_possible(*fault.place, observed)) return std::nullopt;
  std::optional<FaultyCodes> codes = FaultyCodes::of(subject, fault);
  if (!codes) return std::nullopt;
  return Explanation{*std::move(codes), fault.place};
}

std::size_t differing_among(const Explanation& explanation, const ObservedCodes& observed,
                            std::span<const std::uint32_t> inputs, std::size_t limit) {
  // Small at first: most explanations are wrong about nearly all inputs.
  std::size_t size = 32;
  std::size_t differing = 0;
  CodeBlock codes;
  for (std::size_t at = 0; at < inputs.size() && differing <= limit;) {
    const auto some = inputs.subspan(at, std::min(size, inputs.size() - at));
    compute_codes(explanation.codes, explanation.place, observed, some, codes);
    for (std::size_t i = 0; i < some.size(); ++i) {
      differing += differ(codes, observed, i, some[i]) ? 1U : 0U;
    }
    at += some.size();
    size = std::min(2 * size, block_capacity);
  }
  return differing;
}

CodeComparison compare_all(Explanation& explanation, const ObservedCodes& observed,
                           std::uint64_t limit) {
  if (observed.size > compared_at_once) explanation.codes.tabulate();
  const std::size_t blocks = (observed.size + compared_at_once - 1) / compared_at_once;
  std::vector<BlockComparison> parts(blocks);
  std::atomic<std::uint64_t> seen = 0;
  for_each_block(blocks, [&](std::size_t block) {
    if (seen.load(std::memory_order_relaxed) > limit) return;
    const std::size_t begin = block * compared_at_once;
    parts[block] = compare_block(explanation, observed, begin,
                                 std::min(begin + compared_at_once, observed.size));
    seen.fetch_add(parts[block].differing, std::memory_order_relaxed);
  });
  CodeComparison result;
  std::uint64_t first = std::numeric_limits<std::uint64_t>::max();
  for (const BlockComparison& part : parts) {
    result.differing += part.differing;
    result.some.insert(result.some.end(), part.some.begin(), part.some.end());
    if (part.differing == 0 || part.first_order >= first) continue;
    first = part.first_order;
    result.first = part.first;
  }
  return result;
}

}  // namespace swingproof

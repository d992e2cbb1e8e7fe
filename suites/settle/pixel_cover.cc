// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/settle/pixel_cover.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <map>
#include <queue>

#include "suites/parallel_blocks.h"
#include "suites/settle/channel_functions.h"
#include "suites/settle/pixel_candidates.h"

namespace swingproof {
namespace {

using Bits = std::vector<std::uint64_t>;

// What a pixel shows under each datapath.
struct PixelResult {
  std::vector<CodeTriple> codes;
  Bits separates;  // of the pairs i < j, in this order
};

// One datapath of each part: the others are the same function.
struct Parts {
  std::vector<std::array<std::uint16_t, 3>> functions;  // of its channels
  std::size_t pairs() const { return functions.size() * (functions.size() - 1) / 2; }
};

Parts parts_of(const std::array<ChannelFunctions, 3>& channels) {
  std::map<std::array<std::uint16_t, 3>, bool> known;
  Parts parts;
  for (std::size_t i = 0; i < channels[0].of.size(); ++i) {
    const std::array functions = {channels[0].of[i], channels[1].of[i], channels[2].of[i]};
    if (known.emplace(functions, true).second) parts.functions.push_back(functions);
  }
  return parts;
}

// Calls visit(pair, i, j) for every pair.
template <typename Visit>
void for_each_pair(std::size_t count, const Visit& visit) {
  std::size_t pair = 0;
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = i + 1; j < count; ++j) visit(pair++, i, j);
  }
}

PixelResult pixel_result(const std::array<ChannelFunctions, 3>& channels, const Parts& parts,
                         CenteredYuv pixel) {
  std::array<std::vector<std::int8_t>, 3> code_of;
  for (std::size_t c = 0; c < 3; ++c) {
    for (const StepFunction& function : channels[c].functions) {
      code_of[c].push_back(step_code(function, pixel));
    }
  }
  PixelResult result;
  std::vector<std::int32_t> whole;  // the three codes in one number
  for (const auto& functions : parts.functions) {
    result.codes.push_back(
        {code_of[0][functions[0]], code_of[1][functions[1]], code_of[2][functions[2]]});
    const auto& codes = result.codes.back();
    whole.push_back((codes[0] * 256 + codes[1]) * 256 + codes[2]);
  }
  result.separates.resize(parts.pairs() / 64 + 1, 0);
  for_each_pair(whole.size(), [&](std::size_t pair, std::size_t i, std::size_t j) {
    result.separates[pair / 64] |= std::uint64_t{whole[i] != whole[j]} << (pair % 64);
  });
  return result;
}

std::size_t common(const Bits& one, const Bits& other) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    count += static_cast<std::size_t>(std::popcount(one[i] & other[i]));
  }
  return count;
}

// On how many pixels each pair differs.
class PairCounts {
 public:
  explicit PairCounts(std::size_t pairs) : counts_(pairs, 0) {}

  void add(const Bits& separates, int times) {
    for (std::size_t pair = 0; pair < counts_.size(); ++pair) {
      if ((separates[pair / 64] >> (pair % 64) & 1) != 0) counts_[pair] += times;
    }
  }
  const std::vector<int>& counts() const { return counts_; }

  // The pairs that fall short of wanted.
  Bits missing(const std::vector<int>& wanted) const {
    Bits bits(counts_.size() / 64 + 1, 0);
    for (std::size_t pair = 0; pair < counts_.size(); ++pair) {
      bits[pair / 64] |= std::uint64_t{counts_[pair] < wanted[pair]} << (pair % 64);
    }
    return bits;
  }

 private:
  std::vector<int> counts_;
};

// Of the missing pairs, those that differ in two codes or three: what one wrong code does not hide.
std::size_t robustly_separated(const PixelResult& result, const Bits& missing) {
  std::size_t robust = 0;
  for_each_pair(result.codes.size(), [&](std::size_t pair, std::size_t i, std::size_t j) {
    if ((missing[pair / 64] >> (pair % 64) & 1) == 0) return;
    int differing = 0;
    for (std::size_t c = 0; c < 3; ++c) differing += result.codes[i][c] != result.codes[j][c];
    robust += differing > 1 ? 1 : 0;
  });
  return robust;
}

// Chooses the next pixel. What a pixel gains falls with every choice, so that an old figure is a
// bound, and most pixels need not be looked at again.
class GreedyChoice {
 public:
  explicit GreedyChoice(const std::vector<PixelResult>& results) : results_(results) {
    for (std::size_t i = 0; i < results.size(); ++i) {
      queue_.push({results[i].separates.size() * 64, i});
    }
  }

  // A pixel, or none if no pixel separates a missing pair.
  std::size_t next(const Bits& missing) {
    constexpr std::size_t most_equals = 8;
    std::vector<Entry> equals;
    std::size_t best = 1;
    while (!queue_.empty() && queue_.top().gain >= best && equals.size() < most_equals) {
      Entry entry = queue_.top();
      queue_.pop();
      entry.gain = common(results_[entry.pixel].separates, missing);
      if (!queue_.empty() && entry < queue_.top()) {
        if (entry.gain > 0) queue_.push(entry);
        continue;
      }
      if (entry.gain == 0) break;
      best = entry.gain;
      equals.push_back(entry);
    }
    if (equals.empty()) return results_.size();
    std::size_t chosen = 0;
    std::size_t robust = 0;
    for (std::size_t i = 0; equals.size() > 1 && i < equals.size(); ++i) {
      const std::size_t with = robustly_separated(results_[equals[i].pixel], missing);
      if (with <= robust) continue;
      robust = with;
      chosen = i;
    }
    for (std::size_t i = 0; i < equals.size(); ++i) {
      if (i != chosen) queue_.push(equals[i]);
    }
    return equals[chosen].pixel;
  }

 private:
  struct Entry {
    std::size_t gain;  // missing pairs that it separates, or a bound on them
    std::size_t pixel;

    // Of equals the first pixel is the greatest.
    bool operator<(const Entry& other) const {
      return gain != other.gain ? gain < other.gain : pixel > other.pixel;
    }
  };
  const std::vector<PixelResult>& results_;
  std::priority_queue<Entry> queue_;
};

// Fewer codes than that cannot differ in `times` places: see PixelCover::lower_bound.
std::size_t singleton_bound(std::size_t datapaths, std::size_t outcomes, std::size_t times) {
  std::size_t pixels = 0;
  for (std::size_t reached = 1; reached < datapaths; reached *= outcomes) ++pixels;
  return datapaths < 2 ? 0 : pixels + times - 1;
}

}  // namespace

PixelCover cover_pairs(const Deployment& deployment, const std::vector<Datapath>& datapaths,
                       const YuvPlanes& given, std::size_t times) {
  std::array<ChannelFunctions, 3> channels;
  for (std::size_t c = 0; c < 3; ++c) channels[c] = channel_functions(deployment, c, datapaths);
  const Parts parts = parts_of(channels);
  const PixelCandidates candidates = pixel_candidates(channels);
  std::vector<PixelResult> results(candidates.pixels.size());
  for_each_block(results.size(), [&](std::size_t i) {
    results[i] = pixel_result(channels, parts, candidates.pixels[i]);
  });
  PairCounts counts(parts.pairs());
  for (std::size_t i = 0; i < given.size(); ++i) {
    counts.add(pixel_result(channels, parts, given[i]).separates, 1);
  }
  PairCounts possible = counts;
  for (const PixelResult& result : results) possible.add(result.separates, 1);
  std::vector<int> wanted = possible.counts();
  for (int& each : wanted) each = std::min(each, static_cast<int>(times));

  std::vector<std::size_t> chosen;
  GreedyChoice choice(results);
  for (;;) {
    const std::size_t next = choice.next(counts.missing(wanted));
    if (next == results.size()) break;
    counts.add(results[next].separates, 1);
    chosen.push_back(next);
  }
  for (std::size_t i = chosen.size(); i-- > 0;) {
    counts.add(results[chosen[i]].separates, -1);
    const Bits missing = counts.missing(wanted);
    if (std::ranges::all_of(missing, [](std::uint64_t word) { return word == 0; })) {
      chosen.erase(chosen.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      counts.add(results[chosen[i]].separates, 1);
    }
  }
  PixelCover cover{given, parts.pairs(), 0, candidates.pixels.size(), 0, candidates.outcomes};
  for (const std::size_t i : chosen) cover.pixels.push_back(candidates.pixels[i]);
  if (parts.pairs() > 0) {
    cover.least = static_cast<std::size_t>(std::ranges::min(counts.counts()));
  }
  cover.lower_bound = singleton_bound(parts.functions.size(), cover.outcomes, times);
  return cover;
}

}  // namespace swingproof

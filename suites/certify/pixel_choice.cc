// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/pixel_choice.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <queue>
#include <stdexcept>
#include <utility>

#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

// Subjects that show the same for all pixels chosen so far, and have not one label only.
using PixelBlock = std::vector<std::uint32_t>;

// What each subject of a block shows, above its label, in ascending order.
using Keys = std::vector<std::uint64_t>;

// The sum of the squares of the lengths of runs that are equal but for their lowest bits.
std::uint64_t pairs_of_runs(const Keys& keys, int ignored_bits) {
  std::uint64_t pairs = 0;
  for (std::size_t begin = 0; begin < keys.size();) {
    std::size_t end = begin + 1;
    while (end < keys.size() && keys[end] >> ignored_bits == keys[begin] >> ignored_bits) ++end;
    pairs += (end - begin) * (end - begin);
    begin = end;
  }
  return pairs;
}

class Greedy {
 public:
  Greedy(const ShownCodes& shown, const std::vector<std::uint32_t>& labels)
      : shown_(shown), labels_(labels) {
    PixelBlock all(shown.subjects);
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::uint32_t>(i);
    keep_if_open(std::move(all));
  }

  std::vector<std::size_t> choose() {
    std::vector<std::size_t> chosen;
    if (blocks_.empty()) return chosen;
    std::vector<Candidate> all(shown_.pixels);
    for_each_block(all.size(), [&](std::size_t i) { all[i] = {pairs_separated_by(i), i}; });
    std::priority_queue<Candidate> queue(std::less<Candidate>(), std::move(all));
    while (!blocks_.empty()) {
      chosen.push_back(take_best(queue));
      divide(chosen.back());
    }
    return chosen;
  }

 private:
  // A pixel with the number of pairs that it would separate, or once would have: that number only
  // falls as more pixels are chosen, so that an old one is an upper bound.
  struct Candidate {
    std::uint64_t pairs = 0;
    std::size_t pixel = 0;

    friend bool operator<(const Candidate& a, const Candidate& b) {
      return a.pairs != b.pairs ? a.pairs < b.pairs : a.pixel > b.pixel;
    }
  };

  std::size_t take_best(std::priority_queue<Candidate>& queue) const {
    while (!queue.empty()) {
      Candidate best = queue.top();
      queue.pop();
      best.pairs = pairs_separated_by(best.pixel);
      if (best.pairs == 0) continue;  // for good
      if (queue.empty() || queue.top() < best) return best.pixel;
      queue.push(best);
    }
    throw std::logic_error("choose_pixels: no pixel of the pool separates two of the subjects");
  }

  // Twice the number of pairs in a block that show the same, for one more pixel or for none, and
  // have different labels.
  std::uint64_t pairs_together(const PixelBlock& block, std::optional<std::size_t> pixel,
                               Keys& keys) const {
    keys.clear();
    for (const std::uint32_t i : block) {
      keys.push_back(std::uint64_t{pixel ? shown_.at(*pixel, i) : 0} << 32U | labels_[i]);
    }
    std::sort(keys.begin(), keys.end());
    return pairs_of_runs(keys, 32) - pairs_of_runs(keys, 0);
  }

  std::uint64_t pairs_separated_by(std::size_t pixel) const {
    std::uint64_t left = 0;
    Keys keys;
    for (const PixelBlock& block : blocks_) left += pairs_together(block, pixel, keys);
    return pairs_ - left;
  }

  void keep_if_open(PixelBlock block) {
    Keys keys;
    const std::uint64_t pairs = pairs_together(block, {}, keys);
    if (pairs == 0) return;
    pairs_ += pairs;
    blocks_.push_back(std::move(block));
  }

  void divide(std::size_t pixel) {
    const std::vector<PixelBlock> before = std::exchange(blocks_, {});
    pairs_ = 0;
    for (const PixelBlock& block : before) {
      std::map<std::uint32_t, PixelBlock> parts;
      for (const std::uint32_t i : block) parts[shown_.at(pixel, i)].push_back(i);
      for (auto& [codes, part] : parts) keep_if_open(std::move(part));
    }
  }

  const ShownCodes& shown_;
  const std::vector<std::uint32_t>& labels_;
  std::vector<PixelBlock> blocks_;
  std::uint64_t pairs_ = 0;  // twice the number of pairs that have to be separated yet
};

using Pair = std::pair<std::size_t, std::size_t>;

// The pairs of subjects that only one or two of the chosen pixels (indices into the choice)
// separate: what the others would leave together without them.
struct CriticalPairs {
  std::map<std::size_t, std::vector<Pair>> by_one;
  std::map<Pair, std::vector<Pair>> by_two;
};

CriticalPairs critical_pairs(const ShownCodes& shown, const std::vector<std::uint32_t>& labels,
                             const std::vector<std::size_t>& chosen) {
  CriticalPairs critical;
  for (std::size_t a = 0; a < shown.subjects; ++a) {
    for (std::size_t b = a + 1; b < shown.subjects; ++b) {
      if (labels[a] == labels[b]) continue;
      std::vector<std::size_t> separating;
      for (std::size_t i = 0; i < chosen.size() && separating.size() < 3; ++i) {
        if (shown.at(chosen[i], a) != shown.at(chosen[i], b)) separating.push_back(i);
      }
      if (separating.size() == 1) critical.by_one[separating[0]].emplace_back(a, b);
      if (separating.size() == 2) {
        critical.by_two[{separating[0], separating[1]}].emplace_back(a, b);
      }
    }
  }
  return critical;
}

bool separates(const ShownCodes& shown, std::size_t pixel, const std::vector<Pair>& pairs) {
  return std::all_of(pairs.begin(), pairs.end(), [&](const Pair& pair) {
    return shown.at(pixel, pair.first) != shown.at(pixel, pair.second);
  });
}

// A pixel of the pool that separates all pairs, the first one.
std::optional<std::size_t> separating_pixel(const ShownCodes& shown,
                                            const std::vector<Pair>& pairs) {
  for (std::size_t pixel = 0; pixel < shown.pixels; ++pixel) {
    if (separates(shown, pixel, pairs)) return pixel;
  }
  return {};
}

// Makes the choice one pixel smaller, if that is possible by leaving one out or by replacing two.
bool improve(const ShownCodes& shown, const std::vector<std::uint32_t>& labels,
             std::vector<std::size_t>& chosen) {
  CriticalPairs critical = critical_pairs(shown, labels, chosen);
  const auto leave_out = [&](std::size_t i) {
    chosen.erase(chosen.begin() + static_cast<std::ptrdiff_t>(i));
  };
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    if (!critical.by_one.contains(i)) {
      leave_out(i);
      return true;
    }
  }
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    for (std::size_t j = i + 1; j < chosen.size(); ++j) {
      std::vector<Pair> pairs = critical.by_one[i];
      for (const auto* more : {&critical.by_one[j], &critical.by_two[{i, j}]}) {
        pairs.insert(pairs.end(), more->begin(), more->end());
      }
      const auto replacement = separating_pixel(shown, pairs);
      if (!replacement) continue;
      leave_out(j);
      chosen[i] = *replacement;
      return true;
    }
  }
  return false;
}

}  // namespace

std::vector<std::size_t> choose_pixels(const ShownCodes& shown,
                                       const std::vector<std::uint32_t>& labels) {
  std::vector<std::size_t> chosen = Greedy(shown, labels).choose();
  while (improve(shown, labels, chosen)) {
  }
  return chosen;
}

}  // namespace swingproof

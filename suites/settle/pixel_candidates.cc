// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/settle/pixel_candidates.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace swingproof {
namespace {

constexpr std::size_t pixels_per_pattern = 4;

// What one weighted sum shows.
struct SumFinding {
  std::uint32_t pattern = 0;  // how the codes of the functions differ there; 0: not at all
  std::uint32_t pairs = 0;    // of datapaths that differ there
};

// The findings of all sums of one channel.
struct SumFindings {
  std::array<std::int64_t, 3> weights = {};
  std::int64_t least = 0;  // the sum of findings[0]
  std::vector<SumFinding> findings;
  std::size_t patterns = 1;
  std::size_t outcomes = 1;  // the most different codes at one sum
};

// The findings at sums from one step of any function to the next, where nothing changes.
class SumScan {
 public:
  explicit SumScan(const ChannelFunctions& channel) : codes_(channel.functions.size(), -128) {
    datapaths_.resize(channel.functions.size(), 0);
    for (const std::uint16_t function : channel.of) ++datapaths_[function];
  }

  void rise(std::size_t function) { ++codes_[function]; }

  SumFinding finding() {
    const auto [least, greatest] = std::ranges::minmax(codes_);
    if (least == greatest) return {};
    std::map<int, std::uint64_t> at_code;
    std::string pattern;
    for (std::size_t i = 0; i < codes_.size(); ++i) {
      at_code[codes_[i]] += datapaths_[i];
      pattern += static_cast<char>(codes_[i] - least);
    }
    std::uint64_t all = 0;
    std::uint64_t together = 0;
    for (const auto& [code, count] : at_code) {
      all += count;
      together += count * count;
    }
    outcomes_ = std::max(outcomes_, at_code.size());
    const auto number = static_cast<std::uint32_t>(patterns_.size() + 1);
    return {patterns_.try_emplace(pattern, number).first->second,
            static_cast<std::uint32_t>((all * all - together) / 2)};
  }

  std::size_t patterns() const { return patterns_.size() + 1; }
  std::size_t outcomes() const { return outcomes_; }

 private:
  std::vector<int> codes_;
  std::vector<std::uint64_t> datapaths_;
  std::map<std::string, std::uint32_t> patterns_;
  std::size_t outcomes_ = 1;
};

SumFindings sum_findings(const ChannelFunctions& channel) {
  SumFindings result;
  result.weights = channel.functions.front().weights;
  std::int64_t greatest = 0;
  std::tie(result.least, greatest) = sum_range(result.weights, {-128, 127});
  std::vector<std::pair<std::int64_t, std::size_t>> steps;
  for (std::size_t i = 0; i < channel.functions.size(); ++i) {
    for (const std::int64_t step : channel.functions[i].thresholds) steps.emplace_back(step, i);
  }
  std::ranges::sort(steps);
  SumScan scan(channel);
  auto step = steps.begin();
  SumFinding finding;
  for (std::int64_t sum = result.least; sum <= greatest; ++sum) {
    const auto before = step;
    for (; step != steps.end() && step->first <= sum; ++step) scan.rise(step->second);
    if (step != before) finding = scan.finding();
    result.findings.push_back(finding);
  }
  result.patterns = scan.patterns();
  result.outcomes = scan.outcomes();
  return result;
}

// The pixels of one pattern that separate the most pairs.
class BestPixels {
 public:
  void add(std::uint32_t pairs, CenteredYuv pixel) {
    if (kept_ == best_.size() && pairs <= best_.back().first) return;
    if (kept_ < best_.size()) ++kept_;
    std::size_t place = kept_ - 1;
    for (; place > 0 && best_[place - 1].first < pairs; --place) best_[place] = best_[place - 1];
    best_[place] = {pairs, pixel};
  }

  template <typename Visit>
  void for_each(const Visit& visit) const {
    for (std::size_t i = 0; i < kept_; ++i) visit(best_[i].second);
  }

 private:
  std::array<std::pair<std::uint32_t, CenteredYuv>, pixels_per_pattern> best_ = {};
  std::size_t kept_ = 0;
};

}  // namespace

PixelCandidates pixel_candidates(const std::array<ChannelFunctions, 3>& channels) {
  PixelCandidates result;
  std::array<SumFindings, 3> sums;
  std::array<std::vector<BestPixels>, 3> best;
  for (std::size_t c = 0; c < 3; ++c) {
    sums[c] = sum_findings(channels[c]);
    best[c].resize(sums[c].patterns);
    result.outcomes *= sums[c].outcomes;
  }
  for (int y = -128; y < 128; ++y) {
    for (int u = -128; u < 128; ++u) {
      for (int v = -128; v < 128; ++v) {
        std::array<SumFinding, 3> found;
        std::uint32_t pairs = 0;
        for (std::size_t c = 0; c < 3; ++c) {
          const auto& weights = sums[c].weights;
          const std::int64_t sum = weights[0] * y + weights[1] * u + weights[2] * v;
          found[c] = sums[c].findings[static_cast<std::size_t>(sum - sums[c].least)];
          pairs += found[c].pairs;
        }
        if (pairs == 0) continue;
        const CenteredYuv pixel{static_cast<std::int8_t>(y), static_cast<std::int8_t>(u),
                                static_cast<std::int8_t>(v)};
        for (std::size_t c = 0; c < 3; ++c) {
          if (found[c].pattern != 0) best[c][found[c].pattern].add(pairs, pixel);
        }
      }
    }
  }
  std::set<std::tuple<int, int, int>> known;
  for (const auto& channel : best) {
    for (const BestPixels& pattern : channel) {
      pattern.for_each([&](CenteredYuv pixel) {
        if (known.emplace(pixel.y, pixel.u, pixel.v).second) result.pixels.push_back(pixel);
      });
    }
  }
  return result;
}

}  // namespace swingproof

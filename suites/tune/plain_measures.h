// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_TUNE_PLAIN_MEASURES_H_
#define SWINGPROOF_SUITES_TUNE_PLAIN_MEASURES_H_

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <utility>
#include <vector>

#include "deployment/deployment.h"
#include "fixedpoint/bpu_model.h"
#include "oracle/gamut.h"
#include "oracle/ideal_op.h"
#include "suites/tune/channel_problem.h"
#include "suites/tune/rescale_search.h"

namespace swingproof {

// For tests, as all of this file: the measures of one channel by pure rationals and the plain
// model, input by input, with nothing of the searches.
class PlainMeasures {
 public:
  // All three over one denominator.
  struct Sums {
    std::int64_t max = 0;
    Int128 squares = 0;
    std::int64_t mismatches = 0;
  };

  PlainMeasures(const Deployment& deployment, std::size_t c, const InputSet& inputs) {
    for (int u = -128; u < 128; ++u) {
      for (int v = -128; v < 128; ++v) {
        const LumaRun run = inputs[chroma_index(u, v)];
        for (int i = run.begin; i < run.end; ++i) {
          const CenteredYuv yuv{static_cast<std::int8_t>(i - 128), static_cast<std::int8_t>(u),
                                static_cast<std::int8_t>(v)};
          const Rational x = ideal_values(deployment, yuv)[c];
          inputs_.push_back({yuv, clamp_to_code_range(x), ideal_code(x, deployment.rounding)});
          common_ = boost::multiprecision::lcm(common_, denominator(inputs_.back().x));
        }
      }
    }
    for (Input& each : inputs_) {
      each.numerator = static_cast<std::int64_t>(numerator(Rational(each.x * common_)));
    }
  }

  Sums sums(const LoweredChannel& channel) const {
    const auto common = static_cast<std::int64_t>(common_);
    Sums sums;
    for (const Input& each : inputs_) {
      const int code = fixed_code(channel, each.yuv);
      const std::int64_t error = code * common - each.numerator;
      sums.max = std::max(sums.max, std::abs(error));
      sums.squares += Int128{error} * error;
      sums.mismatches += code != each.ideal ? 1 : 0;
    }
    return sums;
  }

  ChannelMeasures of(const Sums& sums) const {
    const Rational count = inputs_.size();
    return {Rational(Integer(sums.max), common_),
            Rational(Integer(sums.squares), common_ * common_) / count,
            Rational(sums.mismatches) / count};
  }

  ChannelMeasures of(const LoweredChannel& channel) const { return of(sums(channel)); }

 private:
  struct Input {
    CenteredYuv yuv;
    Rational x;
    std::int8_t ideal;
    std::int64_t numerator = 0;
  };
  std::vector<Input> inputs_;
  Integer common_ = 1;
};

// A small problem: half a code for each step of luma, and short rows in a few places.
inline Deployment coarse_deployment() {
  Deployment deployment;
  deployment.mean = parse_mean({"131", "126.5", "120"}, "mean");
  deployment.q_scale = parse_scale("1/43", "q_scale");
  return deployment;
}

inline InputSet short_rows() {
  InputSet inputs(65536);
  for (const auto& [u, v] : {std::pair{-100, 17}, std::pair{-3, -60}, std::pair{40, 90}}) {
    inputs[chroma_index(u, v)] =
        LumaRun{static_cast<std::uint16_t>(120 + u / 10), static_cast<std::uint16_t>(134 + u / 10)};
  }
  return inputs;
}

// Every bias, multiplier and shift of these widths on the datapath that like is on; equal sums of
// bias and its shift once.
inline std::vector<LoweredChannel> all_rescales(const IntegerWidths& widths,
                                                const LoweredChannel& like = {}) {
  std::vector<LoweredChannel> all;
  std::set<std::int32_t> biases;
  const std::int32_t end = 1 << (widths.bias - 1);
  for (std::int32_t bias = -end; bias < end; ++bias) {
    for (int shift = 0; shift <= widths.largest_bias_shift; ++shift) {
      if (!biases.insert(bias * (1 << shift)).second) continue;  // the same sum
      for (std::int32_t multiplier = 0; multiplier < 1 << (widths.multiplier - 1); ++multiplier) {
        for (int pre = 0; pre <= widths.pre_shift; ++pre) {
          for (int post = 0; post <= widths.post_shift; ++post) {
            LoweredChannel each = like;
            each.weights = {};
            each.bias = bias;
            each.bias_shift = shift;
            each.multiplier = multiplier;
            each.pre_shift = pre;
            each.post_shift = post;
            all.push_back(each);
          }
        }
      }
    }
  }
  return all;
}

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_TUNE_PLAIN_MEASURES_H_

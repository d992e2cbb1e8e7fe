// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_TUNE_SCALE_SEARCH_FIXTURE_H_
#define SWINGPROOF_SUITES_TUNE_SCALE_SEARCH_FIXTURE_H_

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "suites/tune/plain_measures.h"
#include "suites/tune/scale_search.h"

namespace swingproof {

// For tests: searches, and what must be true of them.
inline Deployment studio_imagenet() {
  Deployment deployment;
  deployment.matrix.swing = Swing::studio;
  deployment.mean = parse_mean({"123.675", "116.28", "103.53"}, "mean");
  deployment.std = parse_std({"58.395", "57.12", "57.375"}, "std");
  deployment.q_scale = parse_scale("0.0207", "q_scale");
  return deployment;
}

inline ScaleSearch search_of(const std::vector<Deployment>& deployments, std::size_t c,
                             const InputSet& inputs, Objective objective) {
  ScaleSearch search;
  for (const Deployment& each : deployments) {
    search.problems.push_back(channel_problem(each, c, inputs));
  }
  search.constants = published_constants(deployments[0].matrix);
  search.objective = objective;
  return search;
}

// A few inputs, every one of which is looked at one by one.
inline InputSet sparse_inputs() {
  InputSet inputs(65536);
  for (const int u : {-128, -37, 0, 90, 127}) {
    for (const int v : {-128, -64, 3, 127}) {
      inputs[chroma_index(u, v)] = LumaRun{static_cast<std::uint16_t>(u == -128 ? 17 : 0), 256};
    }
  }
  return inputs;
}

// Every decimal of at most three digits from 0.03 to 4.
inline std::vector<double> all_decimals() {
  std::vector<double> decimals;
  for (int i = 300; i < 1000; ++i) decimals.push_back(std::stod("0.0" + std::to_string(i)));
  for (int i = 100; i < 1000; ++i) decimals.push_back(std::stod("0." + std::to_string(i)));
  for (int i = 100; i < 400; ++i) decimals.push_back(std::stod(std::to_string(i) + "e-2"));
  return decimals;
}

// 4-bit weights, scales of three digits: all of them, by the plain model.
inline void expect_brute_force_scales(const std::vector<Deployment>& deployments) {
  const InputSet inputs = sparse_inputs();
  const std::vector<double> decimals = all_decimals();
  for (std::size_t c = 0; c < 3; ++c) {
    std::vector<PlainMeasures> plain;
    plain.reserve(deployments.size());
    for (const Deployment& each : deployments) plain.emplace_back(each, c, inputs);
    const auto measured = [&](double scale) -> std::optional<std::vector<ChannelMeasures>> {
      OpConstants constants = published_constants(bt601_full);
      constants.weight_scale[c] = scale;
      std::vector<ChannelMeasures> measures;
      for (std::size_t d = 0; d < deployments.size(); ++d) {
        for (const double margin : weight_margins(deployments[d], Datapath{}, constants, c, 4)) {
          if (margin < least_margin) return {};
        }
        measures.push_back(plain[d].of(lower_channel(deployments[d], Datapath{}, constants, c, 4)));
      }
      return measures;
    };
    std::vector<std::vector<ChannelMeasures>> all;
    for (const double scale : decimals) {
      if (auto measures = measured(scale)) all.push_back(*measures);
    }
    for (const Objective objective : {Objective::max, Objective::rms, Objective::mismatch}) {
      for (const Over over : {Over::worst, Over::average}) {
        SCOPED_TRACE(std::string(name(objective)) + " " + std::string(name(over)) + " channel " +
                     std::to_string(c) + " of " + std::to_string(deployments.size()));
        ScaleSearch search = search_of(deployments, c, inputs, objective);
        search.over = over;
        search.bits_of_weights = 4;
        search.digits = 3;
        const ScaleResult result = search_scale(search);
        std::optional<JointMeasures> best;
        for (const auto& measures : all) {
          const JointMeasures joint = joint_measures(measures, over);
          if (!is_never_worse(joint, result.before, objective)) continue;
          if (!best || is_better(joint, *best, objective)) best = joint;
        }
        ASSERT_TRUE(best && result.found);
        EXPECT_EQ(result.found->measures.joint, best->joint);
        EXPECT_EQ(*measured(result.found->scale), result.found->measures.each);
      }
    }
  }
}

inline void expect_none_worse_off(Objective objective) {
  Deployment other = studio_imagenet();
  other.q_scale = parse_scale("1/64", "q_scale");
  Deployment plain;
  plain.matrix.swing = Swing::studio;
  const InputSet inputs = in_gamut(bt601_studio);
  const ScaleResult result =
      search_scale(search_of({studio_imagenet(), plain, other}, 0, inputs, objective));
  ASSERT_TRUE(result.found);
  EXPECT_TRUE(is_never_worse(result.found->measures, result.before, objective));
  EXPECT_TRUE(is_better(result.found->measures, result.before, objective));
}

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_TUNE_SCALE_SEARCH_FIXTURE_H_

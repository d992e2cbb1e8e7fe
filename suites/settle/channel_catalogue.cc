// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/settle/channel_catalogue.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "fixedpoint/arithmetic_toml.h"
#include "fixedpoint/channel_lowering.h"
#include "suites/parallel_blocks.h"
#include "suites/settle/channel_functions.h"
#include "suites/settle/deployment_choice.h"

namespace swingproof {
namespace {

ExactNumber setting_of(const Rational& number) {
  return parse_exact_number(exact_text(number), "recipe");
}

// The constants of one channel, exact as they are written.
struct ChannelConstants {
  Rational weight_scale;
  Rational offset;
};

ChannelConstants constants_of_channel(const Deployment& deployment, std::size_t c) {
  const OpConstants constants = published_constants(deployment.matrix);
  const auto row = static_cast<std::size_t>(output_channels(deployment.op).at(c));
  const auto exact = [](double constant) {
    return parse_exact_number(constant_text(constant), "constant").exact;
  };
  return {exact(constants.weight_scale[row]), exact(constants.offset)};
}

// The least odd number of half weight scales that is dyadic: such a distance from the offset, and
// its odd multiples, are exact in every precision.
Integer least_dyadic_tie(const Rational& weight_scale) {
  Integer odd = denominator(weight_scale);
  while (odd % 2 == 0) odd /= 2;
  return odd;
}

std::vector<ExactNumber> means(const ChannelConstants& channel, const MeanRange& range) {
  std::set<Rational> distances;  // offset - mean, in half weight scales
  const Integer dyadic = least_dyadic_tie(channel.weight_scale);
  for (const int odd : {1, 3}) distances.insert(Rational(dyadic * odd));
  // Ties of 8-bit biases: without a left shift, and with one where the bias is an integer.
  for (int odd = 3; odd < 256; odd += 2) distances.insert(odd);
  for (int shift = 1; shift < 8; ++shift) distances.insert(Rational(dyadic << shift));
  for (int i = 0; i < 7; ++i) {
    const int beyond_16_bits = 65537 + 3988 * i;  // odd: a tie of 32 bits
    const Integer above = beyond_16_bits / dyadic + 1;
    distances.insert(Rational(dyadic * (above | 1)));
    distances.insert(beyond_16_bits);
    distances.insert(beyond_16_bits + 1);
    for (const int tenths : {3, 7, 13, 17}) {
      distances.insert(Rational(10 * beyond_16_bits + tenths, 10));
    }
  }
  std::vector<ExactNumber> all;
  for (const Rational& distance : distances) {
    for (const int sign : {1, -1}) {
      const Rational mean = channel.offset + sign * distance * channel.weight_scale / 2;
      if (mean >= range.least && mean <= range.greatest) all.push_back(setting_of(mean));
    }
  }
  return all;
}

// Whether float32 and binary64 lower this std to different multipliers or shifts.
bool differs_by_precision(Deployment deployment, std::size_t c, const ExactNumber& std) {
  deployment.std[c] = std;
  const OpConstants constants = published_constants(deployment.matrix);
  const LoweredChannel single = lower_channel(deployment, Datapath{}, constants, c);
  const LoweredChannel twice =
      lower_channel(deployment, Datapath{.lowering = LoweringPrecision::float64}, constants, c);
  return std::tie(single.multiplier, single.pre_shift, single.post_shift) !=
         std::tie(twice.multiplier, twice.pre_shift, twice.post_shift);
}

std::vector<ExactNumber> stds(const Deployment& deployment, std::size_t c,
                              const ChannelConstants& channel) {
  std::vector<ExactNumber> all;
  for (int exponent = 6; exponent <= 11; ++exponent) {
    const Rational std = channel.weight_scale * (1 << exponent) / deployment.q_scale.exact;
    if (std <= greatest_std) all.push_back(setting_of(std));
  }
  constexpr std::size_t wanted = 12;
  constexpr int step = 173;  // thousandths
  for (int thousandths = 10007; thousandths < 1000 * greatest_std; thousandths += step) {
    const ExactNumber std = setting_of(Rational(thousandths, 1000));
    if (all.size() < 6 + wanted && differs_by_precision(deployment, c, std)) all.push_back(std);
  }
  return all;
}

// What decides how a setting divides the datapaths, but for the exact place of its steps: which of
// the lowerings are the same, and what the two shifts can show.
std::string lowering_pattern(const Deployment& deployment, std::size_t c) {
  const OpConstants constants = published_constants(deployment.matrix);
  std::map<std::tuple<std::int32_t, std::int32_t, int, int>, char> known;
  std::string pattern;
  LoweredChannel last;
  for (const Datapath& datapath : visible_datapaths()) {
    if (on_datapath({}, datapath) != LoweredChannel{}) continue;  // the lowering is as another's
    last = lower_channel(deployment, datapath, constants, c);
    const auto next = static_cast<char>('a' + known.size());
    pattern += known
                   .try_emplace(
                       {shifted_bias(last), last.multiplier, last.pre_shift, last.post_shift}, next)
                   .first->second;
  }
  pattern += std::to_string(last.pre_shift);
  return pattern + (last.multiplier == 1 << 14 ? " ties" : "");
}

}  // namespace

std::vector<ChannelSetting> channel_catalogue(const Deployment& deployment, std::size_t c,
                                              const MeanRange& range) {
  const ChannelConstants channel = constants_of_channel(deployment, c);
  std::vector<ChannelSetting> settings;
  std::set<std::string> patterns;
  const std::vector<ExactNumber> all_means = means(channel, range);
  for (const ExactNumber& std : stds(deployment, c, channel)) {
    for (const ExactNumber& mean : all_means) {
      Deployment with = deployment;
      with.mean[c] = mean;
      with.std[c] = std;
      if (patterns.insert(lowering_pattern(with, c)).second) settings.push_back({mean, std, {}});
    }
  }
  for_each_block(settings.size(), [&](std::size_t i) {
    Deployment with = deployment;
    with.mean[c] = settings[i].mean;
    with.std[c] = settings[i].std;
    settings[i].parts = channel_functions(with, c, visible_datapaths()).of;
  });
  return settings;
}

}  // namespace swingproof

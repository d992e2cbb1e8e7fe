// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_DEPLOYMENT_DEPLOYMENT_H_
#define SWINGPROOF_DEPLOYMENT_DEPLOYMENT_H_

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deployment/enum_names.h"
#include "deployment/exact_number.h"
#include "deployment/matrix.h"

namespace swingproof {

// The fallback op at the model's input on the BPU. Its training-side counterpart is
// rgb2centered_yuv or bgr2centered_yuv (fixedpoint/training_op.h).
enum class Op { centered_yuv2rgb, centered_yuv2bgr };

template <>
inline constexpr auto enum_names<Op> = names_of<Op>("a fallback op",
                                                    {{Op::centered_yuv2rgb, "centered_yuv2rgb"},
                                                     {Op::centered_yuv2bgr, "centered_yuv2bgr"}});

// The BPU generations that have the op. Both compute the same.
enum class March { bayes, bayes_e };

template <>
inline constexpr auto enum_names<March> = names_of<March>("a march that has the op",
                                                          {{March::bayes, "bayes"},
                                                           {March::bayes_e, "bayes-e"}});

// How the model's QuantStub rounds: half_even is the default of horizon_plugin_pytorch's global
// quant round mode, half_up is floor(x + 1/2), its bpu_round.
enum class Rounding { half_even, half_up };

template <>
inline constexpr auto enum_names<Rounding> = names_of<Rounding>("a rounding",
                                                                {{Rounding::half_even, "half_even"},
                                                                 {Rounding::half_up, "half_up"}});

enum class Channel { red, green, blue };

template <>
inline constexpr auto enum_names<Channel> = names_of<Channel>("a channel", {{Channel::red, "R"},
                                                                            {Channel::green, "G"},
                                                                            {Channel::blue, "B"}});

// What is deployed. mean, std and q_scale apply per output channel, in the op's own output order:
// an output code is (RGB_c - mean_c) / (std_c * q_scale), with RGB, mean and std in grey levels
// (0..255 nominal) and one code (LSB) worth std_c * q_scale grey levels.
//
// The defaults are those of the op's signature, except swing: the BPU delivers full swing, so a
// deployment does not silently mean the signature's "studio".
struct Deployment {
  Op op = Op::centered_yuv2rgb;
  March march = March::bayes;
  Matrix matrix = {};  // of BT.601, the one that the op has
  std::array<ExactNumber, 3> mean = default_mean_or_std();
  std::array<ExactNumber, 3> std = default_mean_or_std();
  ExactNumber q_scale = default_q_scale();
  Rounding rounding = Rounding::half_even;
  // The scale of the deployed model's QuantStub after the op's insertion; must be 1. For lint.
  std::optional<ExactNumber> quant_stub_scale;
  // The scale that the model's QuantStub had after quantisation-aware training, before the op's
  // insertion; q_scale must equal it. For lint.
  std::optional<ExactNumber> qat_q_scale;

  static std::array<ExactNumber, 3> default_mean_or_std();  // 128, 128, 128
  static ExactNumber default_q_scale();                     // 1/128

  friend bool operator==(const Deployment&, const Deployment&) = default;
};

// The training-side op that the deployment's fallback op belongs to: "rgb2centered_yuv", ...
std::string_view training_op_name(Op op);

// The march that a text was probably meant to be: bayes-e for "bayes_e"
// (deployment/nearest_name.h).
std::optional<std::string_view> nearest_march(std::string_view text);

// The channels in the op's own output order: R, G, B or B, G, R.
std::array<Channel, 3> output_channels(Op op);

// As parse_name(); the name of a training-side op is refused with the fallback op that it means.
Op parse_op(std::string_view text, std::string_view place);

// mean: 1 value for all channels or 3 in output order, any finite numbers, in grey levels.
// Throws InputError for another count or a text that parse_exact_number refuses.
std::array<ExactNumber, 3> parse_mean(const std::vector<std::string>& texts,
                                      std::string_view place);

// std: as mean, and every value above 0.
std::array<ExactNumber, 3> parse_std(const std::vector<std::string>& texts, std::string_view place);

// q_scale, quant_stub_scale and qat_q_scale: one number above 0.
ExactNumber parse_scale(std::string_view text, std::string_view place);

// The texts to write for mean or std: one where all three are the same text, else three.
std::vector<std::string> channel_texts(const std::array<ExactNumber, 3>& values);

// These texts in one line: "123.675, 116.28, 103.53".
std::string channel_list(const std::array<ExactNumber, 3>& values,
                         std::string_view separator = ", ");

// std_c * q_scale: how many grey levels one output code is worth, exactly. c is 0, 1 or 2 in the
// op's output order.
Rational grey_levels_per_code(const Deployment& deployment, std::size_t c);

}  // namespace swingproof

#endif  // SWINGPROOF_DEPLOYMENT_DEPLOYMENT_H_

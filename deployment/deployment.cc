// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/deployment.h"

#include <cstddef>

#include "deployment/input_error.h"
#include "deployment/nearest_name.h"

namespace swingproof {
namespace {

std::array<ExactNumber, 3> parse_channel_values(const std::vector<std::string>& texts,
                                                std::string_view place,
                                                ExactNumber (*parse)(std::string_view text,
                                                                     std::string_view place)) {
  if (texts.size() == 1) {
    const ExactNumber value = parse(texts[0], place);
    return {value, value, value};
  }
  if (texts.size() != 3) {
    throw InputError(place, "has " + std::to_string(texts.size()) + " values",
                     "write 1 value for all channels, or 3 in the op's output order");
  }
  const auto channel = [&](std::size_t c) {
    return parse(texts[c], std::string(place) + "[" + std::to_string(c) + "]");
  };
  return {channel(0), channel(1), channel(2)};
}

}  // namespace

std::array<ExactNumber, 3> Deployment::default_mean_or_std() {
  const ExactNumber value = parse_exact_number("128", "default");
  return {value, value, value};
}

ExactNumber Deployment::default_q_scale() { return parse_exact_number("1/128", "default"); }

std::string_view training_op_name(Op op) {
  return op == Op::centered_yuv2rgb ? "rgb2centered_yuv" : "bgr2centered_yuv";
}

std::array<Channel, 3> output_channels(Op op) {
  if (op == Op::centered_yuv2rgb) return {Channel::red, Channel::green, Channel::blue};
  return {Channel::blue, Channel::green, Channel::red};
}

Op parse_op(std::string_view text, std::string_view place) {
  for (const auto& [op, fallback_name] : enum_names<Op>.names) {
    if (text == training_op_name(op)) {
      throw InputError(place, quoted(text) + " is a training-side op",
                       "name the fallback op that is deployed: " + std::string(fallback_name));
    }
  }
  return parse_name<Op>(text, place);
}

std::optional<std::string_view> nearest_march(std::string_view text) {
  return nearest_name(text, all_names<March>());
}

std::array<ExactNumber, 3> parse_mean(const std::vector<std::string>& texts,
                                      std::string_view place) {
  return parse_channel_values(texts, place, parse_exact_number);
}

std::array<ExactNumber, 3> parse_std(const std::vector<std::string>& texts,
                                     std::string_view place) {
  return parse_channel_values(texts, place, parse_scale);
}

ExactNumber parse_scale(std::string_view text, std::string_view place) {
  ExactNumber value = parse_exact_number(text, place);
  if (value.exact <= 0) {
    throw InputError(place, quoted(text) + " is not above 0", "write a positive number");
  }
  return value;
}

std::vector<std::string> channel_texts(const std::array<ExactNumber, 3>& values) {
  if (values[0].text == values[1].text && values[1].text == values[2].text) {
    return {values[0].text};
  }
  return {values[0].text, values[1].text, values[2].text};
}

std::string channel_list(const std::array<ExactNumber, 3>& values, std::string_view separator) {
  std::string text;
  for (const std::string& each : channel_texts(values)) {
    if (!text.empty()) text += separator;
    text += each;
  }
  return text;
}

Rational grey_levels_per_code(const Deployment& deployment, std::size_t c) {
  return deployment.std.at(c).exact * deployment.q_scale.exact;
}

}  // namespace swingproof

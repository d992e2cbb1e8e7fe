// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/deployment.h"

#include <cstddef>
#include <span>
#include <utility>

#include "deployment/input_error.h"
#include "deployment/nearest_name.h"

namespace swingproof {
namespace {

template <typename Value>
using Names = std::span<const std::pair<Value, std::string_view>>;

constexpr std::pair<Op, std::string_view> op_names[] = {{Op::centered_yuv2rgb, "centered_yuv2rgb"},
                                                        {Op::centered_yuv2bgr, "centered_yuv2bgr"}};
constexpr std::pair<Swing, std::string_view> swing_names[] = {{Swing::full, "full"},
                                                              {Swing::studio, "studio"}};
constexpr std::pair<March, std::string_view> march_names[] = {{March::bayes, "bayes"},
                                                              {March::bayes_e, "bayes-e"}};
constexpr std::pair<Rounding, std::string_view> rounding_names[] = {
    {Rounding::half_even, "half_even"}, {Rounding::half_up, "half_up"}};

template <typename Value>
std::string_view name_in(Names<Value> names, Value value) {
  for (const auto& [candidate, text] : names) {
    if (candidate == value) return text;
  }
  return {};
}

template <typename Value>
Value parse_name(Names<Value> names, std::string_view what, std::string_view text,
                 std::string_view place) {
  std::vector<std::string_view> accepted;
  for (const auto& [value, candidate] : names) {
    if (candidate == text) return value;
    accepted.push_back(candidate);
  }
  throw InputError(place, quoted(text) + " is not " + std::string(what),
                   name_remedy(text, accepted));
}

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

std::string_view name(Op op) { return name_in<Op>(op_names, op); }
std::string_view name(Swing swing) { return name_in<Swing>(swing_names, swing); }
std::string_view name(March march) { return name_in<March>(march_names, march); }
std::string_view name(Rounding rounding) { return name_in<Rounding>(rounding_names, rounding); }

std::string_view name(Channel channel) {
  switch (channel) {
    case Channel::red:
      return "R";
    case Channel::green:
      return "G";
    case Channel::blue:
      return "B";
  }
  return {};
}

std::string_view training_op_name(Op op) {
  return op == Op::centered_yuv2rgb ? "rgb2centered_yuv" : "bgr2centered_yuv";
}

std::array<Channel, 3> output_channels(Op op) {
  if (op == Op::centered_yuv2rgb) return {Channel::red, Channel::green, Channel::blue};
  return {Channel::blue, Channel::green, Channel::red};
}

Op parse_op(std::string_view text, std::string_view place) {
  for (const auto& [op, fallback_name] : op_names) {
    if (text == training_op_name(op)) {
      throw InputError(place, quoted(text) + " is a training-side op",
                       "name the fallback op that is deployed: " + std::string(fallback_name));
    }
  }
  return parse_name<Op>(op_names, "a fallback op", text, place);
}

Swing parse_swing(std::string_view text, std::string_view place) {
  return parse_name<Swing>(swing_names, "a swing", text, place);
}

std::optional<March> march_with_op(std::string_view text) {
  for (const auto& [march, march_name] : march_names) {
    if (march_name == text) return march;
  }
  return std::nullopt;
}

std::optional<std::string_view> nearest_march(std::string_view text) {
  std::vector<std::string_view> accepted;
  for (const auto& [march, march_name] : march_names) accepted.push_back(march_name);
  return nearest_name(text, accepted);
}

March parse_march(std::string_view text, std::string_view place) {
  return parse_name<March>(march_names, "a march that has the op", text, place);
}

Rounding parse_rounding(std::string_view text, std::string_view place) {
  return parse_name<Rounding>(rounding_names, "a rounding", text, place);
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

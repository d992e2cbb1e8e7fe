// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Rules about mean and std that look like those of another convention. What a model was trained
// with nobody can know from here, so each rule names the reading that it suspects and fires only
// where that reading makes better sense.

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "deployment/input_error.h"
#include "suites/lint/known_normalisations.h"
#include "suites/lint/lint_subject.h"

namespace swingproof {
namespace {

using ChannelNumbers = std::array<ExactNumber, 3>;

template <typename Predicate>
bool every(const ChannelNumbers& numbers, const Predicate& holds) {
  return std::all_of(numbers.begin(), numbers.end(),
                     [&](const ExactNumber& number) { return holds(number.exact); });
}

bool is_integer(const Rational& x) { return denominator(x) == 1; }

// The numbers with a function applied; nothing where a result is beyond float32.
template <typename Function>
std::optional<ChannelNumbers> each(const ChannelNumbers& numbers, const Function& function) {
  const auto number = [&](std::size_t c) {
    const Rational result = function(numbers[c].exact);
    return result == numbers[c].exact ? numbers[c] : parse_exact_number(exact_text(result), "");
  };
  try {
    return ChannelNumbers{number(0), number(1), number(2)};
  } catch (const InputError&) {
    return std::nullopt;
  }
}

Rational times_255(const Rational& x) { return x * 255; }
Rational reciprocal(const Rational& x) { return 1 / x; }

// std is at most 1, and reading it as 0..1 units gives a larger std than reading it as the
// reciprocal: 255 std > 1 / std.
bool std_looks_like_units(const Deployment& deployment) {
  return every(deployment.std, [](const Rational& std) { return std <= 1 && 255 * std * std > 1; });
}

bool mean_looks_like_units(const Deployment& deployment) {
  return every(deployment.mean, [](const Rational& mean) { return abs(mean) <= 1; });
}

std::uint64_t saturated(const GamutUse& use) {
  std::uint64_t sum = 0;
  for (const ChannelGamutUse& channel : use.channels) sum += channel.below + channel.above;
  return sum;
}

// Whether the gamut leaves fewer codes saturated under the other reading. Where settings
// are not known nothing saturates; then a std that is not 1 but as small as the rules want it is
// enough.
bool saturates_less(const Deployment& meant, const LintSubject& subject) {
  if (!subject.has_codes()) {
    return !every(subject.deployment.std, [](const Rational& std) { return std == 1; });
  }
  return cuts_codes_off(subject.gamut) && saturated(gamut_use(meant)) < saturated(subject.gamut);
}

std::string toml_list(const ChannelNumbers& numbers) {
  std::string list;
  for (const std::string& text : channel_texts(numbers)) {
    list += (list.empty() ? "\"" : ", \"") + text + "\"";
  }
  return "[" + list + "]";
}

// The key of a toolchain's file with its values, 9 digits of each: what its authors write.
std::string yaml_assignment(std::string_view key, const ChannelNumbers& numbers) {
  std::string list;
  for (const std::string& text : channel_texts(numbers)) {
    const double number = parse_exact_number(text, key).binary64;
    list += (list.empty() ? "" : " ") +
            fmt::format("{:.9g}", key == "scale_value" ? 1 / number : number);
  }
  return fmt::format("{}: '{}'", key, list);
}

// Settings as the deployment's file has them.
std::string assignments(const LintSubject& subject, const Deployment& declared,
                        const Deployment& meant) {
  std::string text;
  if (const auto& toolchain = subject.source->toolchain) {
    if (meant.mean != declared.mean) text = yaml_assignment("mean_value", meant.mean);
    if (meant.std != declared.std) {
      const auto key = toolchain->keys.find("std");
      text +=
          (text.empty() ? "" : " and ") +
          yaml_assignment(key == toolchain->keys.end() ? "scale_value" : key->second, meant.std);
    }
    return text;
  }
  if (meant.mean != declared.mean) text = "mean = " + toml_list(meant.mean);
  if (meant.std != declared.std) {
    text += (text.empty() ? "" : " and ") + ("std = " + toml_list(meant.std));
  }
  return text;
}

// The deployment with what looks like 0..1 units as grey levels; nothing if nothing does.
std::optional<Deployment> read_as_units(const Deployment& declared) {
  const bool mean_in_units = mean_looks_like_units(declared);
  const bool std_in_units = std_looks_like_units(declared);
  const bool mean_is_zero = every(declared.mean, [](const Rational& mean) { return mean == 0; });
  // 1 is a usual std in grey levels, 0 a usual mean.
  const bool std_is_one = every(declared.std, [](const Rational& std) { return std == 1; });
  if (!mean_in_units && (!std_in_units || std_is_one)) return std::nullopt;
  if (mean_is_zero && !std_in_units) return std::nullopt;
  const auto mean = mean_in_units ? each(declared.mean, times_255) : declared.mean;
  const auto std = std_in_units ? each(declared.std, times_255) : declared.std;
  if (!mean || !std) return std::nullopt;
  Deployment meant = declared;
  meant.mean = *mean;
  meant.std = *std;
  return meant;
}

// 0, 1 and -1 are usual in grey levels too. Where there is nothing else, the reading as units must
// make good use of the codes.
bool only_integers_but_few_codes(const Deployment& declared, const Deployment& meant) {
  if (!every(declared.mean, is_integer) || !every(declared.std, is_integer)) return false;
  const GamutUse use = gamut_use(meant);
  return std::all_of(use.channels.begin(), use.channels.end(), [](const ChannelGamutUse& channel) {
    return channel.greatest_code - channel.least_code < 64;
  });
}

// The deployment as the rule unit-range understands it.
Deployment in_grey_levels(const LintSubject& subject) {
  return read_as_units(subject.deployment).value_or(subject.deployment);
}

Rational distance(const ChannelNumbers& numbers, const std::array<Rational, 3>& values) {
  Rational greatest = 0;
  for (std::size_t c = 0; c < 3; ++c) {
    greatest = std::max<Rational>(greatest, abs(numbers[c].exact - values[c]));
  }
  return greatest;
}

std::array<Rational, 3> backwards(std::array<Rational, 3> values) {
  std::swap(values[0], values[2]);
  return values;
}

ChannelNumbers backwards(ChannelNumbers numbers) {
  std::swap(numbers[0], numbers[2]);
  return numbers;
}

// How numbers match published ones: within 1 grey level in the op's output order, or in the other
// order and closer there.
struct ListMatch {
  Rational distance;
  bool is_match = false;
  bool is_backwards = false;
};

ListMatch match(const ChannelNumbers& numbers, const std::array<Rational, 3>& published_rgb,
                Op op) {
  const bool rgb = op == Op::centered_yuv2rgb;
  const Rational forwards = distance(numbers, rgb ? published_rgb : backwards(published_rgb));
  const Rational other = distance(numbers, rgb ? backwards(published_rgb) : published_rgb);
  const Rational least = std::min(forwards, other);
  return ListMatch{least, least <= 1, other < forwards};
}

struct KnownMean {
  const KnownNormalisation* known = nullptr;
  ListMatch match;
};

// The known mean that is nearest to the deployment's, in either order, if one matches.
std::optional<KnownMean> nearest_known_mean(const Deployment& deployment) {
  std::optional<KnownMean> nearest;
  for (const KnownNormalisation& known : known_normalisations()) {
    const ListMatch mean = match(deployment.mean, grey_levels(known, known.mean), deployment.op);
    if (!mean.is_match || (nearest && nearest->match.distance <= mean.distance)) continue;
    nearest = KnownMean{&known, mean};
  }
  return nearest;
}

// The deployment with mean and std, those of known, in the op's output order.
Deployment reordered(const Deployment& declared, const KnownMean& mean) {
  Deployment meant = declared;
  if (mean.match.is_backwards) meant.mean = backwards(declared.mean);
  ListMatch std;
  if (!mean.known->std[0].empty()) {
    std = match(declared.std, grey_levels(*mean.known, mean.known->std), declared.op);
  }
  // An unknown std most likely has the order of the mean.
  const bool std_is_backwards = std.is_match ? std.is_backwards : mean.match.is_backwards;
  if (std_is_backwards) meant.std = backwards(declared.std);
  return meant;
}

// Whether the std is written as its reciprocal.
bool is_scale_value(const LintSubject& subject) {
  if (!subject.source->toolchain) return false;
  const auto key = subject.source->toolchain->keys.find("std");
  return key != subject.source->toolchain->keys.end() && key->second == "scale_value";
}

}  // namespace

RuleFinding check_unit_range(const LintSubject& subject) {
  const Deployment& declared = subject.deployment;
  const std::optional<Deployment> meant = read_as_units(declared);
  if (!meant) return std::nullopt;
  const bool better = saturates_less(*meant, subject);
  const bool std_changes = meant->std != declared.std;
  if (std_changes && (!better || only_integers_but_few_codes(declared, *meant))) {
    return std::nullopt;
  }
  const bool mean_changes = meant->mean != declared.mean;
  const std::string what = mean_changes && std_changes ? "mean and std look"
                           : mean_changes              ? "mean looks"
                                                       : "std looks";
  return LintFinding{
      .severity = better ? Severity::error : Severity::warning,
      .field = mean_changes ? "mean" : "std",
      .reason = what + " like 0..1 units; the op takes grey levels, 0..255",
      .consequence = compared_with(subject, *meant, assignments(subject, declared, *meant)),
      .remedy = "write them times 255: " + assignments(subject, declared, *meant)};
}

RuleFinding check_std_is_a_scale(const LintSubject& subject) {
  const Deployment& declared = subject.deployment;
  const bool small = every(declared.std, [](const Rational& std) { return 255 * std * std <= 1; });
  const auto std = small ? each(declared.std, reciprocal) : std::nullopt;
  if (!std) return std::nullopt;
  Deployment meant = declared;
  meant.std = *std;
  if (!saturates_less(meant, subject)) return std::nullopt;
  return LintFinding{
      .severity = Severity::error,
      .field = "std",
      .reason = is_scale_value(subject)
                    ? "scale_value looks like a std to divide by; the toolchain multiplies by it"
                    : "std looks like a scale to multiply by (scale_value of Horizon's model "
                      "converter); the op divides by std",
      .consequence = compared_with(subject, meant, assignments(subject, declared, meant)),
      .remedy = "write the reciprocal: " + assignments(subject, declared, meant)};
}

RuleFinding check_channel_order(const LintSubject& subject) {
  LintSubject in_grey = subject;
  in_grey.deployment = in_grey_levels(subject);
  in_grey.op = lowered_or_why_not(in_grey.deployment, subject.arithmetic);
  const Deployment& declared = in_grey.deployment;
  const std::optional<KnownMean> known = nearest_known_mean(declared);
  if (!known) return std::nullopt;
  const Deployment meant = reordered(declared, *known);
  if (meant == declared) return std::nullopt;
  const bool rgb = declared.op == Op::centered_yuv2rgb;
  const bool mean_changes = meant.mean != declared.mean;
  return LintFinding{
      .severity = Severity::error,
      .field = mean_changes ? "mean" : "std",
      .reason =
          fmt::format("{} is that of {} ({}) in {} order; {} takes {}",
                      mean_changes ? "mean" : "std", known->known->name, known->known->source,
                      rgb ? "B, G, R" : "R, G, B", name(declared.op), rgb ? "R, G, B" : "B, G, R"),
      .consequence = compared_with(in_grey, meant, assignments(subject, declared, meant)),
      .remedy = fmt::format("set {}, or deploy {} if the model was trained on {}",
                            assignments(subject, declared, meant),
                            name(rgb ? Op::centered_yuv2bgr : Op::centered_yuv2rgb),
                            rgb ? "BGR" : "RGB")};
}

}  // namespace swingproof

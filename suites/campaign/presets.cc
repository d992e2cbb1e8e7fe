// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/campaign/presets.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "deployment/deployment_fields.h"

namespace swingproof {
namespace {

using Numbers = std::array<Rational, 3>;

std::string toml_array(const Numbers& numbers) {
  return fmt::format("[\"{}\", \"{}\", \"{}\"]", exact_text(numbers[0]), exact_text(numbers[1]),
                     exact_text(numbers[2]));
}

Numbers grey_levels(const CommonNormalisation& common, const std::string_view (&texts)[3]) {
  Numbers numbers;
  for (std::size_t c = 0; c < 3; ++c) {
    numbers[c] = common.grey_levels_per_unit * parse_exact_number(texts[c], common.name).exact;
  }
  return numbers;
}

// The greatest |normalised value| of the grey levels 0..255.
Rational greatest_value(const Numbers& mean, const Numbers& std) {
  Rational greatest = 0;
  for (std::size_t c = 0; c < 3; ++c) {
    const Rational farthest = std::max<Rational>(abs(mean[c]), abs(255 - mean[c]));
    greatest = std::max<Rational>(greatest, farthest / std[c]);
  }
  return greatest;
}

Rational power_of_two_from(const Rational& least) {
  Rational power(1, 1 << 20);
  while (power < least) power *= 2;
  return power;
}

std::string range_toml(const Rational& from, const Rational& to, int count) {
  return fmt::format("{{from = \"{}\", to = \"{}\", count = {}}}", exact_text(from), exact_text(to),
                     count);
}

std::string numbers_around(const Numbers& centre, const Numbers& step, int steps) {
  std::string text = "[";
  for (int i = -steps; i <= steps; ++i) {
    Numbers moved;
    for (std::size_t c = 0; c < 3; ++c) moved[c] = centre[c] + i * step[c];
    text += (i == -steps ? "" : ", ") + toml_array(moved);
  }
  return text + "]";
}

Numbers exact(const std::array<ExactNumber, 3>& numbers) {
  return {numbers[0].exact, numbers[1].exact, numbers[2].exact};
}

}  // namespace

std::string common_preset() {
  std::string toml;
  for (const CommonNormalisation& common : common_normalisations()) {
    const Numbers mean = grey_levels(common, common.mean);
    const Numbers std = grey_levels(common, common.std);
    const Rational greatest = greatest_value(mean, std);
    toml += fmt::format(
        "[[settings]]  # {}\nmean = [{}]\nstd = [{}]\nq_scale = [\"{}\", \"{}\", \"{}\", "
        "\"{}\"]\n\n",
        common.name, toml_array(mean), toml_array(std), exact_text(Rational(greatest / 127)),
        exact_text(Rational(greatest * 2 / 255)), exact_text(Rational(greatest / 128)),
        exact_text(power_of_two_from(greatest / 128)));
  }
  return toml;
}

std::string around_preset(const Deployment& deployment) {
  constexpr int scale_steps = 10;
  const Numbers std = exact(deployment.std);
  const Numbers std_step = {std[0] / 100, std[1] / 100, std[2] / 100};
  const Rational& q_scale = deployment.q_scale.exact;
  std::string toml = "[[settings]]\n";
  for (const DeploymentField* field : name_fields()) {
    toml += fmt::format("{} = \"{}\"\n", field->key, field_text(*field, deployment));
  }
  return toml + fmt::format("mean = {}\nstd = {}\nq_scale = {}\n",
                            numbers_around(exact(deployment.mean), {1, 1, 1}, 4),
                            numbers_around(std, std_step, scale_steps),
                            range_toml(q_scale * 9 / 10, q_scale * 11 / 10, 2 * scale_steps + 1));
}

std::string worst_preset(std::uint64_t seed) {
  return fmt::format(
      "[[settings]]\n"
      "mean = {{from = 0, to = 255, step = \"0.25\"}}\n"
      "std = {{from = 1, to = 255, step = \"0.25\"}}\n"
      "q_scale = {{from = \"1/512\", to = \"1/16\", step = \"1/16384\"}}\n\n"
      "[filter]\nkeeps_range = true\n\n"
      "[search]\nseed = {}\n",
      seed);
}

}  // namespace swingproof

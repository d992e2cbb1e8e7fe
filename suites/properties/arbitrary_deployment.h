// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_PROPERTIES_ARBITRARY_DEPLOYMENT_H_
#define SWINGPROOF_SUITES_PROPERTIES_ARBITRARY_DEPLOYMENT_H_

#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

#include "deployment/deployment.h"
#include "deployment/deployment_toml.h"
#include "deployment/input_error.h"
#include "fixedpoint/choices.h"
#include "fixedpoint/lowering.h"
#include "suites/properties/uniform.h"

namespace swingproof {

// Random deployments for properties. They are made as texts and read by the product, as a user's
// are; a counterexample is printed as a deployment file.

// NOLINTNEXTLINE(readability-identifier-naming): the name that RapidCheck looks for
inline void showValue(const Deployment& deployment, std::ostream& stream) {
  stream << deployment_toml(deployment);
}

// Powers of ten that a number lies between, roughly.
struct Magnitude {
  int least;
  int greatest;
};

// "12.5", "0.0125" or "1.25e-3".
inline rc::Gen<std::string> decimal_text(Magnitude magnitude) {
  return rc::gen::apply(
      [](int digits, int exponent, bool scientific) {
        std::string text = std::to_string(digits);
        if (scientific) return text.insert(1, ".") + "e" + std::to_string(exponent);
        const int point = exponent + 1;
        if (point <= 0) return "0." + std::string(static_cast<std::size_t>(-point), '0') + text;
        const auto place = static_cast<std::size_t>(point);
        if (place >= text.size()) return text + std::string(place - text.size(), '0');
        return text.insert(place, ".");
      },
      uniform(1, 99999), uniform(magnitude.least, magnitude.greatest), rc::gen::arbitrary<bool>());
}

// "3/128" or "3/12800".
inline rc::Gen<std::string> fraction_text(Magnitude magnitude) {
  return rc::gen::apply(
      [](int numerator, int denominator, int exponent) {
        const auto zeros = [](int count) {
          return std::string(static_cast<std::size_t>(std::max(count, 0)), '0');
        };
        return std::to_string(numerator) + zeros(exponent) + "/" + std::to_string(denominator) +
               zeros(-exponent);
      },
      uniform(1, 999), uniform(1, 999), uniform(magnitude.least, magnitude.greatest));
}

// "0x1.8p-7".
inline rc::Gen<std::string> hexadecimal_text(Magnitude magnitude) {
  const auto binary = [](int exponent) { return exponent * 10 / 3; };
  return rc::gen::apply(
      [](const std::string& digits, int exponent) {
        return "0x1." + digits + "p" + std::to_string(exponent);
      },
      rc::gen::element<std::string>("", "8", "c", "4d", "fff", "00a1"),
      uniform(binary(magnitude.least), binary(magnitude.greatest)));
}

// A number above 0 in any form that is accepted.
inline rc::Gen<std::string> positive_text(Magnitude magnitude) {
  return rc::gen::weightedOneOf<std::string>({{3, decimal_text(magnitude)},
                                              {2, fraction_text(magnitude)},
                                              {1, hexadecimal_text(magnitude)}});
}

// One value for all channels or three.
inline rc::Gen<std::vector<std::string>> channel_texts(const rc::Gen<std::string>& text) {
  return rc::gen::oneOf(rc::gen::container<std::vector<std::string>>(1, text),
                        rc::gen::container<std::vector<std::string>>(3, text));
}

// The three texts of the settings that are numbers.
struct NumberTexts {
  rc::Gen<std::string> mean;
  rc::Gen<std::string> std;
  rc::Gen<std::string> q_scale;
};

// Settings as models have them: codes that vary over the cube and clamp at its ends.
inline NumberTexts usual_numbers() {
  return {positive_text({0, 2}), positive_text({0, 2}), positive_text({-3, -1})};
}

// Exact ties and nothing but simple numbers.
inline NumberTexts many_tie_numbers() {
  using rc::gen::element;
  return {element<std::string>("127.5", "128", "0.5", "255/2", "127.25", "0", "-0x1p-1"),
          element<std::string>("1", "2", "0.5", "1/2", "3", "219"),
          element<std::string>("1", "1/2", "1/3", "0.25", "0x1p-3", "2", "1/255")};
}

// Up to billions of codes for a step of Y, with the middle of the cube around code 0.
inline NumberTexts steep_numbers() {
  return {positive_text({0, 2}), positive_text({-3, 0}), positive_text({-5, -1})};
}

// Anything: mostly cubes that are one code only, or nearly.
inline NumberTexts hostile_numbers() {
  const auto mean = rc::gen::map(rc::gen::pair(rc::gen::arbitrary<bool>(), positive_text({-4, 6})),
                                 [](const std::pair<bool, std::string>& sign_and_text) {
                                   return (sign_and_text.first ? "-" : "") + sign_and_text.second;
                                 });
  return {mean, positive_text({-3, 6}), positive_text({-5, 3})};
}

// Every combination of alternatives alike.
inline rc::Gen<Datapath> any_datapath() {
  return rc::gen::exec([] {
    Datapath datapath;
    for (const Choice& choice : choices()) {
      if (choice.values.empty()) continue;
      datapath = choice.values[*uniform<std::size_t>(0, choice.values.size() - 1)].in(datapath);
    }
    return datapath;
  });
}

// Whether the op can be lowered, with every combination of alternatives: what is refused is a bias,
// and the three choices below are what it depends on.
inline bool can_be_lowered(const Deployment& deployment) {
  try {
    for (const int width : {8, 16, 32}) {
      for (const auto lowering : {LoweringPrecision::float32, LoweringPrecision::float64}) {
        for (const auto rounding : {RoundingMode::half_up, RoundingMode::half_even,
                                    RoundingMode::floor, RoundingMode::trunc}) {
          lower(deployment, {.bias_width = width, .bias_rounding = rounding, .lowering = lowering});
        }
      }
    }
  } catch (const InputError&) {
    return false;
  }
  return true;
}

// Deployments with these numbers, both ops, swings and roundings, that can be lowered.
inline rc::Gen<Deployment> deployment_with(const NumberTexts& numbers) {
  using rc::gen::element;
  const auto any = rc::gen::apply(
      [](Op op, Matrix matrix, Rounding rounding, const std::vector<std::string>& mean,
         const std::vector<std::string>& std, const std::string& q_scale) {
        Deployment deployment;
        deployment.op = op;
        deployment.matrix = matrix;
        deployment.rounding = rounding;
        deployment.mean = parse_mean(mean, "mean");
        deployment.std = parse_std(std, "std");
        deployment.q_scale = parse_scale(q_scale, "q_scale");
        return deployment;
      },
      element(Op::centered_yuv2rgb, Op::centered_yuv2bgr), element(bt601_full, bt601_studio),
      element(Rounding::half_even, Rounding::half_up), channel_texts(numbers.mean),
      channel_texts(numbers.std), numbers.q_scale);
  return rc::gen::suchThat(any, can_be_lowered);
}

// Deployments of every kind.
inline rc::Gen<Deployment> arbitrary_deployment() {
  return rc::gen::weightedOneOf<Deployment>({{4, deployment_with(usual_numbers())},
                                             {3, deployment_with(many_tie_numbers())},
                                             {2, deployment_with(steep_numbers())},
                                             {2, deployment_with(hostile_numbers())}});
}

// An output channel, 0, 1 or 2.
inline rc::Gen<std::size_t> any_channel() { return uniform<std::size_t>(0, 2); }

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_PROPERTIES_ARBITRARY_DEPLOYMENT_H_

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_SIMULATED_BOARD_FIXTURE_H_
#define SWINGPROOF_SUITES_CERTIFY_SIMULATED_BOARD_FIXTURE_H_

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "deployment/input_error.h"
#include "fixedpoint/bpu_model.h"
#include "oracle/exact_channel.h"
#include "suites/certify/capture_distance.h"
#include "suites/certify/hypothesis.h"
#include "suites/certify/hypothesis_classes.h"

namespace swingproof {

using ReceivedValues = std::array<std::int8_t, 256>;  // by value + 128

// What the op gets for one value.
inline std::int8_t received(std::int8_t value, const Hypothesis& hypothesis,
                            const Rational& q_scale) {
  if (value_name(hypothesis, Axis::input_centering) == "uncentered") {
    // The stored byte, its bits read as int8.
    value = static_cast<std::int8_t>(static_cast<std::uint8_t>(value + 128));
  }
  if (value_name(hypothesis, Axis::quant_stub) == "one") return value;
  const Rational quotient = Rational(value) / q_scale;
  // The nearest integer: of those next to the truncated quotient, the nearest, ties to even.
  const Integer truncated = numerator(quotient) / denominator(quotient);
  Integer nearest = truncated;
  for (const int step : {-1, 1}) {
    const Integer other = truncated + step;
    const Rational gain = abs(quotient - nearest) - abs(quotient - other);
    if (gain > 0 || (gain == 0 && other % 2 == 0)) nearest = other;
  }
  return static_cast<std::int8_t>(std::clamp<Integer>(nearest, -128, 127));
}

// All of them, computed once for the hundreds of hypotheses for which they are the same.
inline const ReceivedValues& received_values(const ExactNumber& q_scale,
                                             const Hypothesis& hypothesis) {
  static std::map<std::tuple<std::string, InputCentering, QuantStub>, ReceivedValues> known;
  const auto [entry, is_new] = known.try_emplace(
      {q_scale.text, hypothesis.input_centering, hypothesis.quant_stub}, ReceivedValues{});
  for (int value = -128; is_new && value < 128; ++value) {
    entry->second[static_cast<std::size_t>(value + 128)] =
        received(static_cast<std::int8_t>(value), hypothesis, q_scale.exact);
  }
  return entry->second;
}

// A board that computes what a hypothesis says, by docs/numerics.md section 7 and the plain models
// only,
// one pixel at a time: nothing of suites/certify but the hypothesis itself.
class SimulatedBoard {
 public:
  SimulatedBoard(const Deployment& declared, const Hypothesis& hypothesis)
      : hypothesis_(hypothesis), received_(&received_values(declared.q_scale, hypothesis)) {
    const Deployment deployment = computed_deployment(declared);
    if (value_name(hypothesis, Axis::arithmetic) == "ideal") {
      for (std::size_t c = 0; c < 3; ++c) exact_.push_back(exact_channel(deployment, c));
      return;
    }
    const std::string arithmetic(value_name(hypothesis, Axis::arithmetic));
    try {
      lowered_ = lower(deployment, parse_arithmetic(arithmetic, "arithmetic"));
    } catch (const InputError&) {
    }
  }

  bool is_computable() const { return !exact_.empty() || lowered_; }

  CodeTriple codes(CenteredYuv pixel) const {
    if (value_name(hypothesis_, Axis::chroma_order) == "swapped") std::swap(pixel.u, pixel.v);
    const CenteredYuv input = {(*received_)[static_cast<std::size_t>(pixel.y + 128)],
                               (*received_)[static_cast<std::size_t>(pixel.u + 128)],
                               (*received_)[static_cast<std::size_t>(pixel.v + 128)]};
    CodeTriple codes{};
    for (std::size_t c = 0; c < 3; ++c) {
      if (lowered_) {
        codes[c] = fixed_code((*lowered_)[c], input);
      } else {
        const GreyLattice& lattice = exact_[c].lattice;
        codes[c] = exact_code(exact_[c], lattice_point(lattice, input.y, input.u, input.v));
      }
    }
    if (value_name(hypothesis_, Axis::output_order) == "reversed") std::swap(codes[0], codes[2]);
    return codes;
  }

  CaptureCodes capture(const YuvPlanes& stimulus) const {
    CaptureCodes capture;
    for (std::size_t i = 0; i < stimulus.size(); ++i) {
      const auto triple = codes(stimulus[i]);
      for (std::size_t p = 0; p < 3; ++p) capture.planes[p].push_back(triple[p]);
    }
    return capture;
  }

 private:
  Deployment computed_deployment(const Deployment& declared) const {
    Deployment computed = declared;
    computed.matrix.swing = parse_name<Swing>(value_name(hypothesis_, Axis::swing), "swing");
    const auto normalisation = value_name(hypothesis_, Axis::normalisation);
    if (normalisation == "reversed") {
      std::swap(computed.mean[0], computed.mean[2]);
      std::swap(computed.std[0], computed.std[2]);
    } else if (normalisation == "unit_range") {
      for (std::size_t c = 0; c < 3; ++c) {
        computed.mean[c] = parse_exact_number(declared.mean[c].text + "/255", "mean");
        computed.std[c] = parse_exact_number(declared.std[c].text + "/255", "std");
      }
    }
    return computed;
  }

  Hypothesis hypothesis_;
  const ReceivedValues* received_;
  std::optional<LoweredOp> lowered_;
  std::vector<ExactChannel> exact_;
};

// Deployments that differ in what can be told apart: usual ones, ties, saturation, few codes.
struct NamedDeployment {
  std::string name;
  Deployment deployment;
};

inline Deployment deployment_of(const std::vector<std::string>& mean,
                                const std::vector<std::string>& std, const std::string& q_scale) {
  Deployment deployment;
  deployment.mean = parse_mean(mean, "mean");
  deployment.std = parse_std(std, "std");
  deployment.q_scale = parse_scale(q_scale, "q_scale");
  return deployment;
}

inline const std::vector<NamedDeployment>& named_deployments() {
  static const std::vector<NamedDeployment> all = [] {
    std::vector<NamedDeployment> made = {
        {"default", {}},
        {"ImageNet",
         deployment_of({"123.675", "116.28", "103.53"}, {"58.395", "57.12", "57.375"}, "0.0207")},
        {"zero to one", deployment_of({"0"}, {"255"}, "1/255")},
        {"grey levels", deployment_of({"128"}, {"1"}, "1")},
        {"ties", deployment_of({"127.5"}, {"1"}, "1")},
        {"unit range by mistake",
         deployment_of({"0.485", "0.456", "0.406"}, {"0.229", "0.224", "0.225"}, "0.0207")},
        {"few codes", deployment_of({"100", "110", "120"}, {"128"}, "1.5")},
        {"three codes", deployment_of({"128"}, {"128"}, "100")},
        {"steep", deployment_of({"128"}, {"0.01"}, "1/128")},
        {"wide bias", deployment_of({"-400", "600", "1000"}, {"4", "5", "6"}, "0.9")},
        // Scale ratios that are powers of two: many products are ties of the post-shift.
        {"ties of the product",
         deployment_of({"120", "130", "140"}, {"11", "7.8", "13.9"}, "0.032")},
        {"nearly constant", deployment_of({"600"}, {"1"}, "1")},
        {"constant", deployment_of({"1e6"}, {"1"}, "1")},
        // Not to be lowered in the unit range, nor in studio swing.
        {"partly computable", deployment_of({"128"}, {"5e-39"}, "1")},
    };
    NamedDeployment studio = {"ImageNet studio BGR half up", made[1].deployment};
    studio.deployment.op = Op::centered_yuv2bgr;
    studio.deployment.matrix.swing = Swing::studio;
    studio.deployment.rounding = Rounding::half_up;
    made.push_back(studio);
    return made;
  }();
  return all;
}

// The classes of the hypotheses about named_deployments()[index], computed once for all tests of a
// process.
inline const HypothesisClasses& named_classes(std::size_t index) {
  static std::map<std::size_t, HypothesisClasses> known;
  const auto [entry, is_new] = known.try_emplace(index);
  if (is_new) {
    const Deployment& deployment = named_deployments().at(index).deployment;
    entry->second =
        hypothesis_classes(deployment, declared_hypothesis(deployment, "bayes", "arithmetic"));
  }
  return entry->second;
}

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_SIMULATED_BOARD_FIXTURE_H_

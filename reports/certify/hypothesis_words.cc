// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/certify/hypothesis_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace swingproof {
namespace {

Deviation swing_deviation(Swing found) {
  if (found == Swing::studio) {
    return {{Axis::swing},
            "the board computes studio swing",
            "set swing to studio or fix the camera pipeline; the BPU delivers full swing"};
  }
  return {{Axis::swing},
          "the board computes full swing",
          "set swing to full, which is what the BPU delivers"};
}

Op other_op(Op op) {
  return op == Op::centered_yuv2rgb ? Op::centered_yuv2bgr : Op::centered_yuv2rgb;
}

std::string_view channel_order(Op op) { return op == Op::centered_yuv2rgb ? "R, G, B" : "B, G, R"; }

Deviation output_order_deviation(Op declared) {
  return {{Axis::output_order},
          fmt::format("output planes 0 and 2 are exchanged: {} instead of {}",
                      channel_order(other_op(declared)), channel_order(declared)),
          fmt::format("insert {}, or set op to {} with mean and std in its order, or exchange the "
                      "planes of the capture",
                      name(declared), name(other_op(declared)))};
}

Deviation other_op_deviation(Op declared) {
  return {
      {Axis::output_order, Axis::normalisation},
      fmt::format("the board computes {} with this list of mean and std", name(other_op(declared))),
      fmt::format("set op to {}, or insert {}", name(other_op(declared)), name(declared))};
}

Deviation normalisation_deviation(const Deployment& deployment, Normalisation found) {
  if (found == Normalisation::unit_range) {
    return {{Axis::normalisation},
            "mean/255 and std/255 were passed to the op",
            "pass mean and std in grey levels, 0..255"};
  }
  return {{Axis::normalisation},
          "mean and std are in the other channel order",
          fmt::format("pass mean and std in the output order of {}: {}", name(deployment.op),
                      channel_order(deployment.op))};
}

Deviation arithmetic_deviation(const Hypothesis& found) {
  if (found.arithmetic == ideal_arithmetic()) {
    return {{Axis::arithmetic},
            "the codes are the exact ones: a float simulation, not the BPU",
            "capture on the board, or from the quantized model"};
  }
  return {{Axis::arithmetic},
          fmt::format("the arithmetic is {}: the BPU does not compute as the declared model says",
                      value_name(found, Axis::arithmetic)),
          fmt::format("give --arithmetic {}, and report it: then the model's choice is wrong",
                      value_name(found, Axis::arithmetic))};
}

Deviation deviation(const Deployment& deployment, const Hypothesis& found, Axis axis) {
  switch (axis) {
    case Axis::swing:
      return swing_deviation(found.matrix.swing);
    case Axis::output_order:
      return output_order_deviation(deployment.op);
    case Axis::chroma_order:
      return {{axis},
              "U and V are exchanged: NV12 against NV21",
              "set the format of the camera or decoder to the order that the pyramid expects"};
    case Axis::input_centering:
      return {{axis},
              "bytes 0..255 reach the op as int8, without 128 subtracted",
              "feed the op centered YUV, the byte minus 128, as the pyramid delivers it"};
    case Axis::quant_stub:
      return {{axis},
              "the QuantStub still divides the input by q_scale",
              "set the scale of the model's QuantStub to 1 after the op is inserted"};
    case Axis::normalisation:
      return normalisation_deviation(deployment, found.normalisation);
    case Axis::arithmetic:
      return arithmetic_deviation(found);
  }
  return {};
}

bool contains(const std::vector<Axis>& axes, Axis axis) {
  return std::find(axes.begin(), axes.end(), axis) != axes.end();
}

}  // namespace

std::vector<Deviation> deviations(const Deployment& declared, const Hypothesis& found,
                                  const std::vector<Axis>& axes) {
  const bool is_other_op = contains(axes, Axis::output_order) &&
                           contains(axes, Axis::normalisation) &&
                           found.normalisation == Normalisation::reversed;
  std::vector<Deviation> all;
  for (const Axis axis : axes) {
    if (is_other_op && axis == Axis::normalisation) continue;
    all.push_back(is_other_op && axis == Axis::output_order ? other_op_deviation(declared.op)
                                                            : deviation(declared, found, axis));
  }
  return all;
}

std::vector<Axis> differing_axes(const Hypothesis& one, const Hypothesis& other) {
  std::vector<Axis> axes;
  for (const Axis axis : all_axes) {
    if (value_name(one, axis) != value_name(other, axis)) axes.push_back(axis);
  }
  return axes;
}

std::string short_text(const Hypothesis& declared, const Hypothesis& hypothesis) {
  std::string text;
  for (const Axis axis : differing_axes(declared, hypothesis)) {
    text +=
        fmt::format("{}{} {}", text.empty() ? "" : ", ", name(axis), value_name(hypothesis, axis));
  }
  return text.empty() ? "as declared" : text;
}

std::vector<std::string> not_judged_texts(const HypothesisClasses& classes) {
  std::vector<std::string> texts;
  for (const std::size_t each : not_judged(classes)) {
    texts.push_back(short_text(classes.hypotheses.front(), classes.hypotheses[each]));
  }
  return texts;
}

std::string some_values(const std::vector<std::string>& values) {
  constexpr std::size_t shown = 3;
  if (values.size() <= shown) return fmt::format("{}", fmt::join(values, " or "));
  return fmt::format("{} or {} more", fmt::join(values.begin(), values.begin() + shown, " or "),
                     values.size() - shown);
}

Json hypothesis_json(const Hypothesis& hypothesis) {
  Json json;
  for (const Axis axis : all_axes) json[std::string(name(axis))] = value_name(hypothesis, axis);
  return json;
}

}  // namespace swingproof

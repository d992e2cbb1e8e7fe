// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/provenance.h"

namespace swingproof {
namespace {

constexpr std::string_view functional = "horizon_plugin_pytorch, functional.py";
constexpr std::string_view formula =
    "formula in comments of horizon_plugin_pytorch's quantized functional_impl.py and of the HBIR "
    "SConvolution layer";
constexpr std::string_view op_constants = "weights, weight scales and offset of the op";
constexpr std::string_view scale_lowering =
    "multiplier, pre_shift and post_shift from the scale ratio, with the limits 22 and 17";
constexpr std::string_view not_public = "convert_conv_params is not public";

constexpr std::string_view shift_roundings = "rounding at post_shift, none at pre_shift";
constexpr std::string_view weight_rounding = "int8 weights rounded half up";
constexpr std::string_view bias_lowering = "bias in int16 with a left shift, rounded half up";
constexpr std::string_view precision = "float32 throughout the lowering";

struct Choice {
  std::string_view words;
  Standing standing;
  std::string_view source;
  bool has_parts = false;  // an alternative is to one part, and the others stay
};

constexpr Choice choices[] = {
    {op_constants, Standing::published, functional},
    {"training-side ops", Standing::published, functional},
    {"marches bayes and bayes-e only, mean and std of 1 or 3 values", Standing::published,
     functional},
    {"form accumulate, shift, saturate to int16, multiply, shift, saturate to int8",
     Standing::published, formula},
    {scale_lowering, Standing::inferred,
     "published for int32-to-int8 rescaling: gen_rescale_param in the hbdk "
     "torch frontend; carried over to this convolution"},
    {shift_roundings, Standing::published,
     "convolutions enable rounding on Bayes, and requantisation rounds at the second shift", true},
    {weight_rounding, Standing::assumed, not_public},
    {bias_lowering, Standing::assumed, not_public, true},
    {precision, Standing::assumed, not_public},
};

// Whether the datapath makes this choice in another way.
bool is_replaced(const Choice& choice, const Datapath& datapath) {
  const Datapath model;
  if (choice.words == shift_roundings) {
    return datapath.pre_rounding != model.pre_rounding ||
           datapath.post_rounding != model.post_rounding;
  }
  if (choice.words == weight_rounding) return datapath.weight_rounding != model.weight_rounding;
  if (choice.words == bias_lowering) {
    return datapath.bias_width != model.bias_width || datapath.bias_rounding != model.bias_rounding;
  }
  return choice.words == precision && datapath.lowering != model.lowering;
}

}  // namespace

std::string_view name(Standing standing) {
  switch (standing) {
    case Standing::published:
      return "published";
    case Standing::inferred:
      return "inferred";
    case Standing::assumed:
      return "assumed";
    case Standing::own:
      return "own";
  }
  return {};
}

std::vector<Provenance> provenance(const Arithmetic& arithmetic) {
  std::vector<Provenance> all;
  if (arithmetic.constants) {
    all.push_back({std::string(op_constants), Standing::own,
                   "not the published ones: read from the arithmetic file"});
  }
  if (arithmetic.integers) {
    all.push_back({"int8 weights, bias, multiplier and shifts", Standing::own,
                   "not those of the published op: read from the arithmetic file, made for one "
                   "deployment"});
  }
  for (const Choice& choice : choices) {
    // Own integers come from no lowering, own constants replace the published ones.
    const bool is_constants = choice.words == op_constants;
    const bool is_lowering = choice.words == scale_lowering || choice.source == not_public;
    if (is_constants && !is_published(arithmetic)) continue;
    if (is_lowering && arithmetic.integers) continue;
    if (is_replaced(choice, arithmetic.datapath)) {
      all.push_back({alternative_name(arithmetic) +
                         (choice.has_parts ? ", in place of its part of " : ", in place of ") +
                         std::string(choice.words),
                     Standing::own,
                     "not the model's choice: an alternative to it that was asked for"});
    } else {
      all.push_back({std::string(choice.words), choice.standing, choice.source});
    }
  }
  return all;
}

std::string alternative_name(const Arithmetic& arithmetic) {
  return arithmetic.name.substr(arithmetic.name.find(':') + 1);
}

}  // namespace swingproof

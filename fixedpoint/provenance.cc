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

constexpr Provenance own_constants = {op_constants, Standing::own,
                                      "not the published ones: read from the arithmetic file"};
constexpr Provenance own_integers = {
    "int8 weights, bias, multiplier and shifts", Standing::own,
    "not those of the published op: read from the arithmetic file, made for one deployment"};

constexpr Provenance entries[] = {
    {op_constants, Standing::published, functional},
    {"training-side ops", Standing::published, functional},
    {"marches bayes and bayes-e only, mean and std of 1 or 3 values", Standing::published,
     functional},
    {"form accumulate, shift, saturate to int16, multiply, shift, saturate to int8",
     Standing::published, formula},
    {scale_lowering, Standing::inferred,
     "published for int32-to-int8 rescaling: gen_rescale_param in the hbdk "
     "torch frontend; carried over to this convolution"},
    {"rounding at post_shift, none at pre_shift", Standing::published,
     "convolutions enable rounding on Bayes, and requantisation rounds at the second shift"},
    {"int8 weights rounded half up", Standing::assumed, not_public},
    {"bias in int16 with a left shift, rounded half up", Standing::assumed, not_public},
    {"float32 throughout the lowering", Standing::assumed, not_public},
};

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
  if (arithmetic.constants) all.push_back(own_constants);
  if (arithmetic.integers) all.push_back(own_integers);
  for (const Provenance& entry : entries) {
    // Own integers come from no lowering, own constants replace the published ones.
    const bool is_constants = entry.choice == op_constants;
    const bool is_lowering = entry.choice == scale_lowering || entry.source == not_public;
    if (is_constants && !is_published(arithmetic)) continue;
    if (is_lowering && arithmetic.integers) continue;
    all.push_back(entry);
  }
  return all;
}

}  // namespace swingproof

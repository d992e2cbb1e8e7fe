// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/provenance.h"

namespace swingproof {
namespace {

constexpr std::string_view functional = "horizon_plugin_pytorch, functional.py";
constexpr std::string_view formula =
    "formula in comments of horizon_plugin_pytorch's quantized functional_impl.py and of the HBIR "
    "SConvolution layer";
constexpr std::string_view not_public = "convert_conv_params is not public";

constexpr Provenance entries[] = {
    {"weights, weight scales and offset of the op", Standing::published, functional},
    {"training-side ops", Standing::published, functional},
    {"marches bayes and bayes-e only, mean and std of 1 or 3 values", Standing::published,
     functional},
    {"form accumulate, shift, saturate to int16, multiply, shift, saturate to int8",
     Standing::published, formula},
    {"multiplier, pre_shift and post_shift from the scale ratio, with the limits 22 and 17",
     Standing::inferred,
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
  }
  return {};
}

std::span<const Provenance> provenance() { return entries; }

}  // namespace swingproof

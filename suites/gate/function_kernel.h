// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_FUNCTION_KERNEL_H_
#define SWINGPROOF_SUITES_GATE_FUNCTION_KERNEL_H_

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "suites/gate/kernel_source.h"
#include "suites/pixels/image_size.h"

namespace swingproof {

// Three planes of one image, width * height values each, row by row.
using ImagePlanes = std::array<std::vector<std::int8_t>, 3>;

// The result of a function for one image.
struct FunctionResult {
  ImagePlanes codes;                   // output order
  std::optional<std::string> failure;  // instead of codes: one line that starts with a verb
  bool input_written = false;
};

// A kernel that runs in this process: it gets centered Y, U and V and gives the codes. Called on
// one thread, for one image after the other.
struct FunctionKernel {
  std::string name;
  std::function<FunctionResult(const ImagePlanes& yuv, ImageSize size)> run;
};

// The cube as 256 images of 256 x 256, then an image again, and images of other sizes; these are
// held against what the function gave over the cube. What the function throws leaves the gate: a
// kernel of this kind is trusted not to crash, and neither its memory nor its time is watched.
KernelSource function_kernel(const FunctionKernel& kernel);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_FUNCTION_KERNEL_H_

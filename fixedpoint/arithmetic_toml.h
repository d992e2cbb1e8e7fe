// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_FIXEDPOINT_ARITHMETIC_TOML_H_
#define SWINGPROOF_FIXEDPOINT_ARITHMETIC_TOML_H_

#include <string>
#include <string_view>

#include "fixedpoint/arithmetic.h"

namespace swingproof {

// Reads an arithmetic with own constants, or with own integers:
//
//   [arithmetic]
//   datapath = "bayes"               # or bayes:CHOICE=ALTERNATIVE; absent: bayes
//   swing = "full"                   # of the deployments that it is for
//
//   [arithmetic.constants]           # rows and values in R, G, B order, whatever the op's is
//   weight_scale = ["0.0114918", "0.0084012", "0.0175445"]
//   weight = [["1", "0", "1.402"], ["1", "-0.3441", "-0.7141"], ["1", "1.772", "0"]]
//   offset = "128"                   # what is absent is published for that swing
//
//   [arithmetic.integers]            # in place of constants; in the op's output order; all needed
//   weights = [[87, 0, 122], [119, -41, -85], [57, 101, 0]]
//   bias = [0, 0, 0]
//   bias_shift = [0, 0, 0]
//   multiplier = [24096, 17618, 18396]
//   pre_shift = [0, 0, 0]
//   post_shift = [21, 21, 20]
//
//   [deployment]                     # with integers: what they were made for, as in a deployment
//   file
//   ...
//
// Constants are taken as written, with at most 15 significant digits: more do not survive as a
// double. Throws InputError, with file_name, key and remedy, for whatever is not that; integers
// must be ones that the datapath holds and whose sums fit the accumulator.
Arithmetic parse_arithmetic_toml(std::string_view text, std::string_view file_name);

Arithmetic read_arithmetic_toml(const std::string& path);

// Whether the text is the path of an arithmetic file rather than a name: the names of
// docs/numerics.md section 7 contain neither a '.' nor a '/'.
bool is_arithmetic_path(std::string_view text);

// The arithmetic of that name, or in the file of that path. Throws InputError if there is none, as
// parse_arithmetic_toml() does, and if it is not for this deployment.
Arithmetic named_arithmetic(std::string_view text, const Deployment& deployment,
                            std::string_view place);

// The text from which parse_arithmetic_toml reads the same. Not for a published arithmetic.
std::string arithmetic_toml(const Arithmetic& arithmetic);

// A constant as the decimal of at most 15 significant digits that it is.
std::string constant_text(double constant);

}  // namespace swingproof

#endif  // SWINGPROOF_FIXEDPOINT_ARITHMETIC_TOML_H_

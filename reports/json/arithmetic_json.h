// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_JSON_ARITHMETIC_JSON_H_
#define SWINGPROOF_REPORTS_JSON_ARITHMETIC_JSON_H_

#include "fixedpoint/arithmetic.h"
#include "reports/json/json_document.h"

namespace swingproof {

// The name of an arithmetic that is published. Of one with own constants or integers everything
// that a figure depends on, so that it can be computed again, and no file name:
//   {datapath, swing, constants: {weight_scale: [3], weight: [3][3], offset}}   R, G, B
//   {datapath, integers: [{weights, bias, bias_shift, multiplier, pre_shift, post_shift}],
//    deployment}                                                                output order
Json arithmetic_json(const Arithmetic& arithmetic);

// {weights, bias, bias_shift, multiplier, pre_shift, post_shift}.
Json integers_json(const LoweredChannel& channel);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_JSON_ARITHMETIC_JSON_H_

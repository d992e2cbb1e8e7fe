// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_FAULTS_FLOAT_ORDER_H_
#define SWINGPROOF_SUITES_FAULTS_FLOAT_ORDER_H_

#include <vector>

#include "deployment/deployment.h"

namespace swingproof {

// A simulation of the op in floating point can be written down in many ways, which differ from each
// other by a few of the 2^24 inputs. Each is one value on each of these axes.

// How a grey level x becomes codes, before rounding; m, s and q are mean, std and q_scale.
enum class NormalisationOrder {
  divided_twice,       // (x - m) / s / q
  divided_once,        // (x - m) / (s q)
  multiplied_twice,    // (x - m) (1/s) (1/q)
  multiplied_once,     // (x - m) (1/(s q))
  divided_multiplied,  // (x - m) / s (1/q)
  multiplied_divided,  // (x - m) (1/s) / q
  unit_divided,        // (x/255 - m/255) / (s/255) / q
  unit_divided_once,   // (x/255 - m/255) / (s/255 q)
  unit_multiplied,     // (x (1/255) - m/255) (1/(s/255)) (1/q)
  unit_mixed,          // (x/255 - m/255) / (s/255) (1/q)
  scaled               // x (1/(s q)) - m/(s q)
};
inline constexpr int normalisation_orders = 11;

enum class GreenOrder { u_then_v, v_then_u, both_at_once };

enum class FloatRounding { half_even, half_up, half_away };

// How the coefficients are written: to 6, 5, 4 or 3 decimals, or as exactly as the type holds them;
// or computed in double from Kr and Kb, 2 (1 - Kr) and so on, which may be off by a last bit.
enum class Decimals { six, five, four, three, all, computed };

// Studio swing: luma and chroma scaled first, by a product and a quotient or by one factor; or the
// coefficients scaled, written to 6 or 3 decimals.
enum class StudioOrder { quotient, factor, six_decimals, three_decimals };

struct FloatOrder {
  NormalisationOrder normalisation = NormalisationOrder::divided_twice;
  GreenOrder green = GreenOrder::u_then_v;
  FloatRounding rounding = FloatRounding::half_even;
  Decimals decimals = Decimals::six;
  StudioOrder studio = StudioOrder::quotient;
  bool offset_last = false;       // the offset is added to Y at last, not at first
  bool float32_settings = false;  // mean, std and q_scale as float32, in what is double
  bool double_constants = false;  // factors made of settings in double, then rounded to float32

  friend bool operator==(const FloatOrder&, const FloatOrder&) = default;
};

// All orders for a deployment of this swing that may differ; the usual one first.
std::vector<FloatOrder> float_orders(Swing swing, bool is_float32);

// Some that differ most: one for each rounding and way to use settings.
std::vector<FloatOrder> main_float_orders(Swing swing, bool is_float32);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_FAULTS_FLOAT_ORDER_H_

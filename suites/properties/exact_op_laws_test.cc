// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Laws of the exact op that follow from what it is for, not from how it is computed. All of them
// are equalities of rationals.

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "fixedpoint/bpu_model.h"
#include "fixedpoint/lowering.h"
#include "oracle/exact_channel.h"
#include "oracle/ideal_op.h"
#include "suites/properties/arbitrary_deployment.h"
#include "suites/properties/uniform.h"

namespace swingproof {
namespace {

CenteredYuv any_input() { return {*any_int8(), *any_int8(), *any_int8()}; }

rc::Gen<Matrix> any_matrix() { return rc::gen::element(bt601_full, bt601_studio); }

// A fraction of either sign, or 0.
rc::Gen<Rational> any_fraction() {
  return rc::gen::map(
      rc::gen::pair(uniform(-999'999, 999'999), uniform(1, 9'999)),
      [](const std::pair<int, int>& both) { return Rational(both.first, both.second); });
}

// R, G, B or Y, U, V: far beyond 0..255 too, and hardly ever integers.
RationalTriple any_triple() { return {*any_fraction(), *any_fraction(), *any_fraction()}; }

RationalTriple values_of(const Deployment& deployment, const RationalTriple& yuv) {
  const RationalTriple rgb = evaluate(centered_yuv_to_rgb(deployment.matrix), yuv);
  RationalTriple values;
  for (std::size_t c = 0; c < 3; ++c) values[c] = ideal_value(deployment, rgb, c);
  return values;
}

RC_GTEST_PROP(ExactOpLaws, ConvertingThereAndBackChangesNothing, ()) {
  const Matrix matrix = *any_matrix();
  const RationalTriple triple = any_triple();
  RC_ASSERT(evaluate(rgb_to_centered_yuv(matrix), evaluate(centered_yuv_to_rgb(matrix), triple)) ==
            triple);
  RC_ASSERT(evaluate(centered_yuv_to_rgb(matrix), evaluate(rgb_to_centered_yuv(matrix), triple)) ==
            triple);
}

// Studio swing has the same picture in 219 steps of luma and 224 of chroma instead of 255.
RationalTriple studio_image(const RationalTriple& full) {
  return {(full[0] + 128) * 219 / 255 - 112, full[1] * 224 / 255, full[2] * 224 / 255};
}

RC_GTEST_PROP(ExactOpLaws, StudioOfTheStudioImageIsFullOfTheFullImage, ()) {
  Deployment full = *arbitrary_deployment();
  full.matrix = bt601_full;
  Deployment studio = full;
  studio.matrix = bt601_studio;
  const RationalTriple yuv = any_triple();
  const RationalTriple values = values_of(full, yuv);
  const RationalTriple studio_values = values_of(studio, studio_image(yuv));
  RC_ASSERT(studio_values == values);
  for (std::size_t c = 0; c < 3; ++c) {
    RC_ASSERT(ideal_code(studio_values[c], full.rounding) == ideal_code(values[c], full.rounding));
  }
  const RationalTriple rgb = any_triple();
  RC_ASSERT(evaluate(rgb_to_centered_yuv(bt601_studio), rgb) ==
            studio_image(evaluate(rgb_to_centered_yuv(bt601_full), rgb)));
}

RC_GTEST_PROP(ExactOpLaws, ScalingStdAndQScaleInverselyChangesNothing, ()) {
  const Deployment deployment = *arbitrary_deployment();
  const Rational factor(*uniform(1, 99'999), *uniform(1, 99'999));
  Deployment scaled = deployment;
  for (ExactNumber& each : scaled.std) each.exact *= factor;
  scaled.q_scale.exact /= factor;
  for (int i = 0; i < 20; ++i) {
    const CenteredYuv yuv = any_input();
    RC_ASSERT(ideal_values(scaled, yuv) == ideal_values(deployment, yuv));
    RC_ASSERT(ideal_codes(scaled, yuv) == ideal_codes(deployment, yuv));
  }
  for (std::size_t c = 0; c < 3; ++c) {
    RC_ASSERT(exact_channel(scaled, c).code_thresholds ==
              exact_channel(deployment, c).code_thresholds);
  }
}

// Half the q_scale is twice the x.
RC_GTEST_PROP(ExactOpLaws, ScalingQScaleScalesX, ()) {
  const Deployment deployment = *arbitrary_deployment();
  const Rational factor(*uniform(1, 99'999), *uniform(1, 99'999));
  Deployment scaled = deployment;
  scaled.q_scale.exact /= factor;
  const CenteredYuv yuv = any_input();
  for (std::size_t c = 0; c < 3; ++c) {
    RC_ASSERT(ideal_values(scaled, yuv)[c] == factor * ideal_values(deployment, yuv)[c]);
  }
}

// A mean that is `codes` codes higher gives an x that is that much lower, by whatever fraction.
RC_GTEST_PROP(ExactOpLaws, ShiftingMeanShiftsX, ()) {
  const Deployment deployment = *arbitrary_deployment();
  const Rational codes = *any_fraction();
  Deployment shifted = deployment;
  for (std::size_t c = 0; c < 3; ++c) {
    shifted.mean[c].exact += codes * grey_levels_per_code(deployment, c);
  }
  for (int i = 0; i < 20; ++i) {
    const CenteredYuv yuv = any_input();
    for (std::size_t c = 0; c < 3; ++c) {
      RC_ASSERT(ideal_values(shifted, yuv)[c] == ideal_values(deployment, yuv)[c] - codes);
    }
  }
}

// By whole codes it shifts the codes too, wherever neither saturates; ties to even need even ones.
RC_GTEST_PROP(ExactOpLaws, ShiftingMeanByCodesShiftsCodes, ()) {
  const Deployment deployment = *arbitrary_deployment();
  const int codes = *uniform(-100, 100) * (deployment.rounding == Rounding::half_even ? 2 : 1);
  Deployment shifted = deployment;
  for (std::size_t c = 0; c < 3; ++c) {
    shifted.mean[c].exact += codes * grey_levels_per_code(deployment, c);
  }
  for (std::size_t c = 0; c < 3; ++c) {
    const ExactChannel before = exact_channel(deployment, c);
    const ExactChannel after = exact_channel(shifted, c);
    for (int code = std::max(-127, -127 + codes); code <= std::min(127, 127 + codes); ++code) {
      RC_ASSERT(after.code_thresholds.at(static_cast<std::size_t>(code - codes + 127)) ==
                before.code_thresholds.at(static_cast<std::size_t>(code + 127)));
    }
  }
}

// The negative of a picture (255 - R, 255 - G, 255 - B) with means seen from the other end.
RC_GTEST_PROP(ExactOpLaws, TheNegativeOfAPictureHasNegativeX, ()) {
  const Deployment deployment = *arbitrary_deployment();
  Deployment mirrored = deployment;
  for (ExactNumber& each : mirrored.mean) each.exact = 255 - each.exact;
  const RationalTriple yuv = any_triple();
  // What luma adds to its own negative: black and white.
  const Rational ends = deployment.matrix.swing == Swing::full ? -1 : -5;
  const RationalTriple values = values_of(deployment, yuv);
  const RationalTriple negative = values_of(mirrored, {ends - yuv[0], -yuv[1], -yuv[2]});
  for (std::size_t c = 0; c < 3; ++c) RC_ASSERT(negative[c] == -values[c]);
}

RC_GTEST_PROP(ExactOpLaws, CodesSaturateAndOnlyWhereXIsOutside, ()) {
  const Deployment deployment = *arbitrary_deployment();
  for (int i = 0; i < 20; ++i) {
    const CenteredYuv yuv = any_input();
    const RationalTriple values = ideal_values(deployment, yuv);
    const std::array<std::int8_t, 3> codes = ideal_codes(deployment, yuv);
    for (std::size_t c = 0; c < 3; ++c) {
      if (values[c] >= Rational(255, 2)) RC_ASSERT(codes[c] == 127);
      if (values[c] < Rational(-257, 2)) RC_ASSERT(codes[c] == -128);
      if (values[c] >= -128 && values[c] <= 127) RC_ASSERT(abs(codes[c] - values[c]) * 2 <= 1);
    }
  }
}

// Whole rows: the exact code, and the BPU's with every arithmetic, as its weight of Y is not
// negative. lower() keeps the sums in the accumulator, so that nothing wraps.
RC_GTEST_PROP(ExactOpLaws, CodesRiseWithY, ()) {
  const Deployment deployment = *arbitrary_deployment();
  const CenteredYuv first{-128, *any_int8(), *any_int8()};
  for (std::size_t c = 0; c < 3; ++c) {
    const ExactChannel channel = exact_channel(deployment, c);
    std::int8_t before = -128;
    for (int y = -128; y < 128; ++y) {
      const std::int8_t code =
          exact_code(channel, lattice_point(channel.lattice, y, first.u, first.v));
      RC_ASSERT(code >= before);
      before = code;
    }
  }
  for (const Arithmetic& arithmetic : arithmetic_alternatives()) {
    RC_LOG() << arithmetic.name << "\n";
    const LoweredOp op = lower(deployment, arithmetic);
    std::array<std::int8_t, 3> before = fixed_codes(op, first);
    for (int y = -127; y < 128; ++y) {
      const auto codes = fixed_codes(op, {static_cast<std::int8_t>(y), first.u, first.v});
      for (std::size_t c = 0; c < 3; ++c) {
        RC_ASSERT(op[c].weights[0] >= 0);
        RC_ASSERT(codes[c] >= before[c]);
      }
      before = codes;
    }
  }
}

}  // namespace
}  // namespace swingproof

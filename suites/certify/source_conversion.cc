// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/source_conversion.h"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <utility>

#include "fixedpoint/training_op.h"
#include "oracle/exact_yuv.h"

namespace swingproof {
namespace {

std::int8_t saturated(std::int64_t value) {
  return static_cast<std::int8_t>(std::clamp<std::int64_t>(value, -128, 127));
}

const LumaCoefficients& luma_of(Conversion conversion) {
  static const LumaCoefficients bt601 = bt601_luma();
  static const LumaCoefficients bt709 = bt709_luma();
  return conversion == Conversion::bt601 ? bt601 : bt709;
}

SourceFunction exact_function(Conversion conversion, Swing swing) {
  const auto rows = exact_yuv_rows(swing, luma_of(conversion));
  return [rows](Rgb colour) {
    return CenteredYuv{nearest_yuv(rows[0], colour), nearest_yuv(rows[1], colour),
                       nearest_yuv(rows[2], colour)};
  };
}

CenteredYuv opencv_yuv(Rgb colour) {
  constexpr int shift = 14;
  constexpr int half = 1 << (shift - 1);
  const int y = (4899 * colour[0] + 9617 * colour[1] + 1868 * colour[2] + half) >> shift;
  const int u = (8061 * (colour[2] - y) + half) >> shift;
  const int v = (14369 * (colour[0] - y) + half) >> shift;
  return {saturated(y - 128), saturated(u), saturated(v)};
}

std::int8_t sign_flipped(std::int8_t value) {
  return static_cast<std::int8_t>(static_cast<std::uint8_t>(value) ^ 0x80U);
}

}  // namespace

SourceFunction conversion_function(Conversion conversion, Swing swing) {
  switch (conversion) {
    case Conversion::training_op:
      return [rows = training_rows(Op::centered_yuv2rgb, swing)](Rgb colour) {
        return training_yuv(rows, colour);
      };
    case Conversion::bt601:
    case Conversion::bt709:
      return exact_function(conversion, swing);
    case Conversion::opencv:
      return opencv_yuv;
  }
  throw std::logic_error("a conversion without a function");
}

PixelOperation conversion_operation(Conversion conversion, Swing swing, Op op) {
  return [is_bgr = op == Op::centered_yuv2bgr, convert = conversion_function(conversion, swing)](
             const InputPlanes& in, const OutputPlanes& out, std::size_t pixels) {
    for (std::size_t i = 0; i < pixels; ++i) {
      const Rgb colour = {in[is_bgr ? 2 : 0][i], in[1][i], in[is_bgr ? 0 : 2][i]};
      const CenteredYuv yuv = convert(colour);
      out[0][i] = static_cast<std::uint8_t>(yuv.y);
      out[1][i] = static_cast<std::uint8_t>(yuv.u);
      out[2][i] = static_cast<std::uint8_t>(yuv.v);
    }
  };
}

SourceFunction source_function(const SourceHypothesis& source) {
  return [source, convert = conversion_function(source.conversion, source.swing)](Rgb colour) {
    if (source.output_order == OutputOrder::reversed) std::swap(colour[0], colour[2]);
    // Both of its steps undo themselves and one another's order does not matter.
    return undo_delivery(source, convert(colour));
  };
}

bool is_tie(Rgb colour) {
  for (const Conversion conversion : {Conversion::bt601, Conversion::bt709}) {
    for (const Swing swing : {Swing::full, Swing::studio}) {
      for (const ExactYuvRow& row : exact_yuv_rows(swing, luma_of(conversion))) {
        for (const Rgb& each : {colour, Rgb{colour[2], colour[1], colour[0]}}) {
          const std::int64_t twice = 2 * numerator_at(row, each);
          if (twice % row.denominator == 0 && twice / row.denominator % 2 != 0) return true;
        }
      }
    }
  }
  return false;
}

CenteredYuv undo_delivery(const SourceHypothesis& source, CenteredYuv captured) {
  if (source.chroma_order == ChromaOrder::swapped) std::swap(captured.u, captured.v);
  if (source.input_centering == InputCentering::centered) return captured;
  return {sign_flipped(captured.y), sign_flipped(captured.u), sign_flipped(captured.v)};
}

}  // namespace swingproof

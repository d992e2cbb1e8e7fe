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

// The matrix of a standard's conversion.
Matrix matrix_of(Conversion conversion, Swing swing) {
  return {conversion == Conversion::bt601 ? ColourStandard::bt601 : ColourStandard::bt709, swing};
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

SourceFunction exact_conversion(const AffineMap& rgb_to_yuv, bool is_truncated) {
  const auto round = is_truncated ? truncated_yuv : nearest_yuv;
  return [rows = exact_yuv_rows(rgb_to_yuv), round](Rgb colour) {
    return CenteredYuv{round(rows[0], colour), round(rows[1], colour), round(rows[2], colour)};
  };
}

SourceFunction conversion_function(Conversion conversion, Matrix matrix) {
  switch (conversion) {
    case Conversion::training_op:
      return [rows = training_rows(Op::centered_yuv2rgb, matrix)](Rgb colour) {
        return training_yuv(rows, colour);
      };
    case Conversion::bt601:
    case Conversion::bt709:
      return exact_conversion(rgb_to_centered_yuv(matrix_of(conversion, matrix.swing)), false);
    case Conversion::opencv:
      return opencv_yuv;
  }
  throw std::logic_error("a conversion without a function");
}

PixelOperation conversion_operation(Conversion conversion, Matrix matrix, Op op) {
  return [is_bgr = op == Op::centered_yuv2bgr, convert = conversion_function(conversion, matrix)](
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
  return [source, convert = conversion_function(source.conversion, source.matrix)](Rgb colour) {
    if (source.output_order == OutputOrder::reversed) std::swap(colour[0], colour[2]);
    // Both of its steps undo themselves and one another's order does not matter.
    return undo_delivery(source, convert(colour));
  };
}

bool is_tie(Rgb colour) {
  for (const Conversion conversion : {Conversion::bt601, Conversion::bt709}) {
    for (const auto& [swing, swing_name] : enum_names<Swing>.names) {
      for (const ExactYuvRow& row :
           exact_yuv_rows(rgb_to_centered_yuv(matrix_of(conversion, swing)))) {
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

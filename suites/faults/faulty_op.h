// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_FAULTS_FAULTY_OP_H_
#define SWINGPROOF_SUITES_FAULTS_FAULTY_OP_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "deployment/deployment.h"
#include "fixedpoint/datapath.h"
#include "suites/faults/float_order.h"

namespace swingproof {

// What a kernel or a board computes in place of the declared op, stage by stage: from where a pixel
// lies to the bits of its code. A stage without a value is as the model has it. A fault of the
// catalogue is such a record with one stage set, or a few that belong together; two faults together
// are both records in one.

// Where the input of a pixel is taken from, in an image of any number of axes.
enum class PlaceFault {
  axis_flipped,   // amount: the axis, counted from the last one
  all_flipped,    // the pixels in the opposite order
  shifted,        // by amount pixels, row by row; what leaves the image comes in at its other end
  shifted_edges,  // the same; the first and the last pixel are repeated
  shifted_zeros,  // the same; codes without a pixel are 0
  row_shifted,    // each row by itself, what leaves it comes in at its other end
  row_shifted_edges,
  rows_shifted,  // by amount rows; what leaves the image comes in at its other end
  rows_shifted_edges,
  codes_interleaved,   // codes written channels last, read as planes
  codes_planar,        // codes written in planes, read as channels last
  inputs_interleaved,  // pixels given channels last, read as planes
  inputs_planar        // pixels given in planes, read as channels last
};

struct Place {
  PlaceFault fault = PlaceFault::shifted;
  int amount = 0;

  friend bool operator==(const Place&, const Place&) = default;
};

// What happens to Y, U and V before the op. A stored byte is the centered value plus 128.
enum class InputFault {
  swapped,              // U and V exchanged
  uncentered,           // the byte taken as int8
  unreset,              // divided by q_scale and rounded
  clamped_127,          // the byte as a number, saturated to 127
  chroma_bytes,         // U and V as the bytes 0..255, Y centered
  chroma_sign_flipped,  // the bytes of U and V taken as int8, Y centered
  u_for_v,
  v_for_u,
  luma_less_16,           // Y less 16
  luma_less_16_saturated  // the same, not below the byte 0
};

enum class MeanFault { zero, unit_range, times_255, reversed };
enum class StdFault { one, reciprocal, unit_range, times_255, reversed };
enum class MatrixFault { bt709, bt2020, chroma_span_219, offset_16 };

// The matrix of a fault, where it is that of another standard.
constexpr Matrix faulty_matrix(Matrix declared, std::optional<MatrixFault> fault) {
  if (fault == MatrixFault::bt709) return {ColourStandard::bt709, declared.swing};
  if (fault == MatrixFault::bt2020) return {ColourStandard::bt2020, declared.swing};
  return declared;
}
enum class GamutFault { clamped, clamped_and_rounded };  // to 0..255; and to whole grey levels

// The numbers that the op is computed in.
enum class NumberKind { ideal, float32, float64 };

enum class SumFault { wraps_before_pre_shift, wraps_after_pre_shift, wraps_without_pre_shift };
enum class ProductFault { wraps_int32, unbounded };  // of a sum that was not saturated to int16

enum class RequantisationFault { toward_zero, half_added_toward_zero, half_toward_zero, twice };

struct Requantisation {
  RequantisationFault fault = RequantisationFault::toward_zero;
  int first_shift = 0;  // twice: how much of post_shift comes first; below 0: what is left for last
  RoundingMode first = RoundingMode::half_up;
  RoundingMode second = RoundingMode::half_up;

  friend bool operator==(const Requantisation&, const Requantisation&) = default;
};

// How the requantised number becomes the bits of an int8.
enum class CodeFault { wraps, symmetric, uint8, uint8_and_int8, plus_128 };

// Codes that no op gave.
enum class NoOp { stimulus, stimulus_reversed, stimulus_bytes, constant };

struct FaultyOp {
  std::optional<NoOp> no_op = {};  // nothing else counts then
  std::optional<Place> place = {};
  std::optional<InputFault> input = {};
  std::optional<Swing> swing = {};
  std::optional<MeanFault> mean = {};
  std::optional<StdFault> std = {};
  std::optional<int> std_digits = {};           // of a reciprocal: it is rounded to so many digits
  std::optional<std::size_t> settings_of = {};  // those of another deployment that the subject has
  std::optional<MatrixFault> matrix = {};
  std::optional<GamutFault> gamut = {};
  std::optional<NumberKind> numbers = {};
  std::optional<FloatOrder> order = {};      // of float32 and float64
  std::optional<std::size_t> datapath = {};  // index into arithmetic_alternatives()
  std::optional<bool> rounds_before_multiplier = {};
  std::optional<SumFault> sum = {};
  std::optional<ProductFault> product = {};
  std::optional<Requantisation> requantisation = {};
  std::optional<CodeFault> code = {};
  std::optional<bool> fitted = {};  // multiplier and bias of the subject's fit
  std::optional<bool> planes_reversed = {};

  friend bool operator==(const FaultyOp&, const FaultyOp&) = default;
};

// Both at once; nothing if they set the same stage.
std::optional<FaultyOp> together(const FaultyOp& one, const FaultyOp& other);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_FAULTS_FAULTY_OP_H_

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/faults/faulty_codes.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "deployment/input_error.h"
#include "fixedpoint/lowering.h"

namespace swingproof {
namespace {

ExactNumber number_of(const Rational& exact, double binary64) {
  return {exact_text(exact), exact, binary64, static_cast<float>(binary64)};
}

ExactNumber whole(int value) { return number_of(value, value); }

ExactNumber reciprocal(const ExactNumber& std, std::optional<int> digits) {
  if (!digits) return number_of(1 / std.exact, 1 / std.binary64);
  return parse_exact_number(fmt::format("{:.{}g}", 1 / std.binary64, *digits), "std");
}

ExactNumber faulty_mean(const ExactNumber& mean, MeanFault fault) {
  switch (fault) {
    case MeanFault::zero:
      return whole(0);
    case MeanFault::unit_range:
      return number_of(mean.exact / 255, mean.binary64 / 255);
    case MeanFault::times_255:
      return number_of(mean.exact * 255, mean.binary64 * 255);
    case MeanFault::reversed:
      break;
  }
  return mean;
}

ExactNumber faulty_std(const ExactNumber& std, StdFault fault, std::optional<int> digits) {
  switch (fault) {
    case StdFault::one:
      return whole(1);
    case StdFault::reciprocal:
      return reciprocal(std, digits);
    case StdFault::unit_range:
      return number_of(std.exact / 255, std.binary64 / 255);
    case StdFault::times_255:
      return number_of(std.exact * 255, std.binary64 * 255);
    case StdFault::reversed:
      break;
  }
  return std;
}

// What a sum can be: Y, U and V from -144 to 255, whatever was done to them.
struct SumRange {
  std::int32_t least = 0;
  std::int32_t greatest = 0;
};

SumRange sum_range(const LoweredChannel& channel) {
  SumRange range{shifted_bias(channel), shifted_bias(channel)};
  for (const std::int32_t weight : channel.weights) {
    range.least += weight < 0 ? 255 * weight : -144 * weight;
    range.greatest += weight < 0 ? -144 * weight : 255 * weight;
  }
  return range;
}

std::int16_t faulty_luma(std::int16_t y, InputFault fault) {
  return static_cast<std::int16_t>(fault == InputFault::luma_less_16 ? y - 16
                                                                     : std::max(y - 16, -128));
}

std::int16_t sign_flipped(std::int16_t value) {
  return static_cast<std::int16_t>(value < 0 ? value + 128 : value - 128);
}

// A stage that only the datapath has.
bool needs_datapath(const FaultyOp& fault) {
  const auto& requantisation = fault.requantisation;
  const bool is_rounding = requantisation &&
                           requantisation->fault != RequantisationFault::toward_zero &&
                           requantisation->fault != RequantisationFault::half_toward_zero;
  return fault.sum || fault.product || fault.rounds_before_multiplier || fault.datapath ||
         fault.fitted || is_rounding;
}

bool matrix_is_possible(MatrixFault matrix, Swing swing) {
  if (matrix == MatrixFault::offset_16) return swing == Swing::full;
  if (matrix == MatrixFault::chroma_span_219) return swing == Swing::studio;
  return true;
}

}  // namespace

Deployment faulty_deployment(const FaultSubject& subject, const FaultyOp& fault) {
  Deployment deployment =
      fault.settings_of ? subject.others.at(*fault.settings_of) : subject.deployment;
  deployment.rounding = subject.deployment.rounding;
  if (fault.swing) deployment.matrix.swing = *fault.swing;
  for (std::size_t c = 0; c < 3; ++c) {
    if (fault.mean) deployment.mean[c] = faulty_mean(deployment.mean[c], *fault.mean);
    if (fault.std) deployment.std[c] = faulty_std(deployment.std[c], *fault.std, fault.std_digits);
  }
  if (fault.mean == MeanFault::reversed) std::swap(deployment.mean[0], deployment.mean[2]);
  if (fault.std == StdFault::reversed) std::swap(deployment.std[0], deployment.std[2]);
  return deployment;
}

std::optional<FaultyCodes> FaultyCodes::of(const FaultSubject& subject, const FaultyOp& fault) {
  FaultyCodes codes;
  codes.fault_ = fault;
  if (fault.no_op) {
    if (*fault.no_op == NoOp::constant && !subject.constant) return std::nullopt;
    codes.constant_ = subject.constant.value_or(CodeTriple{});
    return codes;
  }
  try {
    codes.deployment_ = faulty_deployment(subject, fault);
    const Deployment& deployment = codes.deployment_;
    if (fault.matrix && !matrix_is_possible(*fault.matrix, deployment.matrix.swing))
      return std::nullopt;
    if (fault.input == InputFault::uncentered || fault.input == InputFault::unreset) {
      codes.table_ =
          fault.input == InputFault::uncentered
              ? input_table(InputCentering::uncentered, QuantStub::one, {})
              : input_table(InputCentering::centered, QuantStub::unreset, deployment.q_scale);
    }
    const bool is_done = fault.numbers ? codes.set_numbers(subject, deployment)
                                       : codes.set_datapaths(subject, deployment);
    if (!is_done) return std::nullopt;
    return codes;
  } catch (const InputError&) {  // such settings cannot be lowered, or are not numbers
    return std::nullopt;
  }
}

bool FaultyCodes::set_numbers(const FaultSubject& /*subject*/, const Deployment& deployment) {
  if (needs_datapath(fault_)) return false;
  std::optional<RequantisationFault> rounding;
  if (fault_.requantisation) rounding = fault_.requantisation->fault;
  if (*fault_.numbers == NumberKind::ideal) {
    exact_.emplace(deployment, fault_.matrix, fault_.gamut, rounding);
  } else {
    const ColourStandard standard = faulty_matrix(deployment.matrix, fault_.matrix).standard;
    floats_ = FloatSimulation{*fault_.numbers, fault_.order.value_or(FloatOrder()),
                              standard,        fault_.matrix,
                              fault_.gamut,    rounding};
  }
  return true;
}

bool FaultyCodes::set_datapaths(const FaultSubject& subject, const Deployment& deployment) {
  if (fault_.gamut || fault_.order) return false;
  Arithmetic arithmetic = subject.arithmetic;
  if (fault_.datapath) {
    arithmetic = on_datapath(arithmetic, arithmetic_alternatives().at(*fault_.datapath));
  }
  arithmetic = for_matrix(arithmetic, deployment.matrix);
  LoweredOp op;
  if (fault_.fitted) {
    if (!subject.fitted) return false;
    op = *subject.fitted;
  } else if (fault_.matrix) {
    if (arithmetic.integers) return false;
    OpConstants constants = constants_of(arithmetic, deployment);
    if (*fault_.matrix == MatrixFault::offset_16) {
      constants.offset -= 16;
    } else if (*fault_.matrix == MatrixFault::chroma_span_219) {
      for (auto& row : constants.weight) row[1] *= 224.0 / 219, row[2] *= 224.0 / 219;
    } else {
      return false;
    }
    op = lower(deployment, arithmetic.datapath, constants);
  } else {
    op = lower(deployment, arithmetic);
  }
  for (const LoweredChannel& channel : op) {
    datapaths_.push_back({channel, fault_.sum, fault_.product, fault_.requantisation,
                          fault_.rounds_before_multiplier.has_value()});
  }
  return std::ranges::all_of(datapaths_, fits_shifts);
}

std::optional<std::array<FaultyDatapath, 3>> FaultyCodes::plain_datapaths() const {
  if (datapaths_.empty() || fault_.input || fault_.place || fault_.planes_reversed) {
    return std::nullopt;
  }
  return std::array<FaultyDatapath, 3>{datapaths_[0], datapaths_[1], datapaths_[2]};
}

std::int8_t FaultyCodes::code_of(std::int64_t rounded) const {
  const auto bits = [](std::int64_t value) {
    return static_cast<std::int8_t>(static_cast<std::uint8_t>(value));
  };
  if (!fault_.code) return static_cast<std::int8_t>(std::clamp<std::int64_t>(rounded, -128, 127));
  switch (*fault_.code) {
    case CodeFault::wraps:
      return bits(rounded);
    case CodeFault::symmetric:
      return bits(std::clamp<std::int64_t>(rounded, -127, 127));
    case CodeFault::uint8:
      return bits(std::clamp<std::int64_t>(rounded, 0, 255));
    case CodeFault::uint8_and_int8:
      return bits(std::clamp<std::int64_t>(rounded, 0, 127));
    case CodeFault::plus_128:
      return bits(std::clamp<std::int64_t>(rounded + 128, 0, 255));
  }
  return 0;
}

void FaultyCodes::tabulate() {
  if (!tables_.empty()) return;
  for (const FaultyDatapath& datapath : datapaths_) {
    const SumRange range = sum_range(datapath.channel);
    SumTable table{range.least, {}};
    table.codes.resize(static_cast<std::size_t>(range.greatest - range.least) + 1);
    for (std::size_t i = 0; i < table.codes.size(); ++i) {
      table.codes[i] = code_of(requantised(datapath, range.least + static_cast<std::int32_t>(i)));
    }
    tables_.push_back(std::move(table));
  }
}

void FaultyCodes::change_inputs(const InputBlock& pixels, InputBlock& changed) const {
  changed = pixels;
  const auto by_table = [&](std::int16_t value) -> std::int16_t {
    return table_[byte_index(static_cast<std::int8_t>(value))];
  };
  const auto clamped = [](std::int16_t value) {
    return static_cast<std::int16_t>(std::min(value + 128, 127));
  };
  for (std::size_t i = 0; i < pixels.size; ++i) {
    std::int16_t& y = changed.y[i];
    std::int16_t& u = changed.u[i];
    std::int16_t& v = changed.v[i];
    switch (*fault_.input) {
      case InputFault::swapped:
        std::swap(u, v);
        break;
      case InputFault::uncentered:
      case InputFault::unreset:
        y = by_table(y), u = by_table(u), v = by_table(v);
        break;
      case InputFault::clamped_127:
        y = clamped(y), u = clamped(u), v = clamped(v);
        break;
      case InputFault::chroma_bytes:
        u = static_cast<std::int16_t>(u + 128), v = static_cast<std::int16_t>(v + 128);
        break;
      case InputFault::chroma_sign_flipped:
        u = sign_flipped(u), v = sign_flipped(v);
        break;
      case InputFault::u_for_v:
        v = u;
        break;
      case InputFault::v_for_u:
        u = v;
        break;
      case InputFault::luma_less_16:
      case InputFault::luma_less_16_saturated:
        y = faulty_luma(y, *fault_.input);
        break;
    }
  }
}

void FaultyCodes::compute_datapaths(const InputBlock& in, CodeBlock& codes) const {
  for (std::size_t c = 0; c < 3; ++c) {
    const FaultyDatapath& datapath = datapaths_[c];
    const std::int32_t bias = shifted_bias(datapath.channel);
    const auto& w = datapath.channel.weights;
    const auto sum = [&](std::size_t i) {
      return w[0] * in.y[i] + w[1] * in.u[i] + w[2] * in.v[i] + bias;
    };
    if (tables_.empty()) {
      for (std::size_t i = 0; i < in.size; ++i) {
        codes[c][i] = code_of(requantised(datapath, sum(i)));
      }
      continue;
    }
    const std::int8_t* const table = tables_[c].codes.data();
    const std::int32_t least = tables_[c].least;
    for (std::size_t i = 0; i < in.size; ++i) codes[c][i] = table[sum(i) - least];
  }
}

void FaultyCodes::compute(const InputBlock& pixels, CodeBlock& codes) const {
  if (fault_.no_op) {
    const auto flips = *fault_.no_op == NoOp::stimulus_bytes ? 0x80U : 0U;
    const auto byte = [&](std::int16_t value) {
      return static_cast<std::int8_t>(static_cast<std::uint8_t>(value) ^ flips);
    };
    const bool reversed = *fault_.no_op == NoOp::stimulus_reversed;
    for (std::size_t i = 0; i < pixels.size; ++i) {
      codes[reversed ? 2 : 0][i] = byte(pixels.y[i]);
      codes[1][i] = byte(pixels.u[i]);
      codes[reversed ? 0 : 2][i] = byte(pixels.v[i]);
      for (std::size_t c = 0; c < 3 && *fault_.no_op == NoOp::constant; ++c) {
        codes[c][i] = constant_[c];
      }
    }
    return;
  }
  InputBlock changed;
  if (fault_.input) change_inputs(pixels, changed);
  const InputBlock& in = fault_.input ? changed : pixels;
  if (!datapaths_.empty()) {
    compute_datapaths(in, codes);
  } else {
    std::array<RoundedPlane, 3> rounded;
    if (exact_) {
      exact_->compute(in, rounded);
    } else {
      simulate_floats(deployment_, *floats_, in, rounded);
    }
    for (std::size_t c = 0; c < 3; ++c) {
      if (fault_.code) {
        for (std::size_t i = 0; i < in.size; ++i) codes[c][i] = code_of(rounded[c][i]);
      } else {
        for (std::size_t i = 0; i < in.size; ++i) {
          codes[c][i] = static_cast<std::int8_t>(std::clamp(rounded[c][i], -128, 127));
        }
      }
    }
  }
  if (fault_.planes_reversed) std::swap(codes[0], codes[2]);
}

}  // namespace swingproof

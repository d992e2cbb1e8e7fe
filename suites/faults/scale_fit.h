// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_FAULTS_SCALE_FIT_H_
#define SWINGPROOF_SUITES_FAULTS_SCALE_FIT_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "deployment/exact_number.h"
#include "fixedpoint/lowered_op.h"
#include "suites/faults/faulty_codes.h"
#include "suites/faults/observed_codes.h"

namespace swingproof {

// From least to greatest, both reached or approached.
struct RationalInterval {
  Rational least;
  Rational greatest;
};

// The settings of one channel that explain all of its codes.
struct ChannelFit {
  RationalInterval grey_levels_per_code;  // std * q_scale
  RationalInterval mean;                  // grey levels
  LoweredChannel example;                 // one lowering that gives all codes
};

// Of the three output channels in output order.
using ScaleFit = std::array<ChannelFit, 3>;

// Which settings explain all codes of every channel, through the op's own lowering: its weights do
// not depend on mean, std and q_scale (but for the last bit of float32), so that a code is a bound
// on bias and multiplier, and all codes together are exact inequalities between integers. Every
// multiplier and shift that the lowering can give is tried; its biases are an interval.
//
// Nothing if a channel has fewer than 8 different codes that are not saturated, or if no setting
// explains all of its codes. One wrong pixel of a few is left out of account, and in the cube codes
// that are not those of most inputs with the same sum: the caller counts what remains unexplained.
std::optional<ScaleFit> fit_scale(const FaultSubject& subject, const ObservedCodes& observed);

// Whether a channel has too few different codes that are not saturated for any fit.
bool is_too_saturated(const ObservedCodes& observed);

// "q_scale were between 0.02129 and 0.02131": what the fit says that is not declared.
std::string fit_words(const ScaleFit& fit, const Deployment& declared);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_FAULTS_SCALE_FIT_H_

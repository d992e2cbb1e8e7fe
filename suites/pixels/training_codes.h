// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_PIXELS_TRAINING_CODES_H_
#define SWINGPROOF_SUITES_PIXELS_TRAINING_CODES_H_

#include <array>
#include <cstdint>

#include "deployment/deployment.h"
#include "suites/pixels/pixel_operation.h"

namespace swingproof {

// The code that the model saw in training, by output channel and byte (oracle/ideal_op.h).
using TrainingCodes = std::array<std::array<std::int8_t, 256>, 3>;

TrainingCodes training_codes(const Deployment& deployment);

// Bytes in the op's channel order to these codes.
PixelOperation training_code_operation(const Deployment& deployment);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_PIXELS_TRAINING_CODES_H_

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_PIXEL_OPTION_H_
#define SWINGPROOF_CLI_PIXEL_OPTION_H_

#include <string_view>

#include "deployment/centered_yuv.h"

namespace swingproof {

// "-128,0,127": centered Y, U and V. Throws InputError for anything else.
CenteredYuv parse_pixel(std::string_view text, std::string_view place);

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_PIXEL_OPTION_H_

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_PICTURE_TEST_PICTURE_H_
#define SWINGPROOF_SUITES_PICTURE_TEST_PICTURE_H_

#include "suites/picture/picture.h"

namespace swingproof {

// A picture for deployments whose users give none, 256 x 192 pixels, from the top: all hues from
// dark to light, a grey ramp, saturated bars with sharp edges, and stripes of one pixel, whose
// chroma 4:2:0 cannot hold. Always the same bytes.
Picture test_picture();

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_PICTURE_TEST_PICTURE_H_

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_NV12_CAPTURE_H_
#define SWINGPROOF_SUITES_CERTIFY_NV12_CAPTURE_H_

#include <cstddef>
#include <span>
#include <string>

#include "suites/certify/capture_distance.h"

namespace swingproof {

class Sha256;

// Reads an NV12 frame: the stored Y of all pixels, then for each 2x2 block its stored U and V. The
// result is centered (the bytes minus 128), with each U and V for all four pixels of its block.
//
// shape is H, W, both even. Throws InputError for another shape or one that has not the stimulus's
// pixels (height x width), before the file is read, and for a file of another length. The file's
// bytes are added to the digest, if there is one.
CaptureCodes read_nv12_capture(const std::string& path, std::span<const std::size_t> shape,
                               std::span<const std::size_t> stimulus_positions,
                               Sha256* digest = nullptr);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_NV12_CAPTURE_H_

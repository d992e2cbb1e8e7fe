// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_PIXEL_CHOICE_H_
#define SWINGPROOF_SUITES_CERTIFY_PIXEL_CHOICE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace swingproof {

// The codes of several subjects for each pixel of a pool, from which the pixels that separate the
// subjects are chosen.
struct ShownCodes {
  std::size_t subjects = 0;
  std::size_t pixels = 0;
  // Three codes in the lowest 24 bits: that of a subject for a pixel at pixel * subjects + subject.
  std::vector<std::uint32_t> codes;

  std::uint32_t at(std::size_t pixel, std::size_t subject) const {
    return codes[pixel * subjects + subject];
  }
};

// Indices of pixels such that any two subjects of different labels show something different for one
// of them. labels: one for each subject, below 2^32.
//
// Greedy: each pixel is the one that leaves the fewest pairs of subjects together, the first one
// among equally good ones. Then, until nothing changes, pixels that are not needed are left out,
// and two pixels are replaced by one wherever one of the pool can take the place of both. That the
// result is small is all that is claimed. Throws std::logic_error if the pool does not tell two
// subjects of different labels apart.
std::vector<std::size_t> choose_pixels(const ShownCodes& shown,
                                       const std::vector<std::uint32_t>& labels);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_PIXEL_CHOICE_H_

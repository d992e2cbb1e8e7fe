// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_DEPLOYMENT_MATRIX_H_
#define SWINGPROOF_DEPLOYMENT_MATRIX_H_

#include <algorithm>
#include <array>
#include <compare>
#include <string>
#include <string_view>

#include "deployment/enum_names.h"

namespace swingproof {

// full: Y, U and V span 0..255 before centering. studio: Y 16..235, U and V 16..240.
enum class Swing { full, studio };

template <>
inline constexpr auto enum_names<Swing> = names_of<Swing>("a swing", {{Swing::full, "full"},
                                                                      {Swing::studio, "studio"}});

// Whose luma it is. The op has BT.601's; sources and faults know the other ones.
enum class ColourStandard { bt601, bt709, bt2020 };

template <>
inline constexpr auto enum_names<ColourStandard> =
    names_of<ColourStandard>("a matrix", {{ColourStandard::bt601, "bt601"},
                                          {ColourStandard::bt709, "bt709"},
                                          {ColourStandard::bt2020, "bt2020"}});

// Y = kr R + (1 - kr - kb) G + kb B, both in 1/10000.
struct StandardLuma {
  ColourStandard standard;
  std::string_view title;
  int kr;
  int kb;
  std::string_view source;
};

inline constexpr std::array standard_lumas = {
    StandardLuma{ColourStandard::bt601, "BT.601", 2990, 1140, "ITU-R BT.601-7, 2.5.1"},
    StandardLuma{ColourStandard::bt709, "BT.709", 2126, 722, "ITU-R BT.709-6, 3.2"},
    StandardLuma{ColourStandard::bt2020, "BT.2020", 2627, 593, "ITU-R BT.2020-2, table 4"}};

constexpr const StandardLuma& luma_of(ColourStandard standard) {
  return *std::ranges::find(standard_lumas, standard, &StandardLuma::standard);
}

// What relates YUV and RGB: a standard's luma and a swing. The exact op derives its coefficients
// from the numbers (oracle/exact_map.h); the deployed op has its own for each matrix
// (fixedpoint/published_constants.h).
struct Matrix {
  ColourStandard standard = ColourStandard::bt601;
  Swing swing = Swing::full;

  friend auto operator<=>(const Matrix&, const Matrix&) = default;
};

// In reports: "full swing". The standard is not named while the op has only one.
inline std::string words(Matrix matrix) { return std::string(name(matrix.swing)) + " swing"; }

inline constexpr Matrix bt601_full = {ColourStandard::bt601, Swing::full};
inline constexpr Matrix bt601_studio = {ColourStandard::bt601, Swing::studio};

}  // namespace swingproof

#endif  // SWINGPROOF_DEPLOYMENT_MATRIX_H_

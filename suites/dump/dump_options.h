// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_DUMP_DUMP_OPTIONS_H_
#define SWINGPROOF_SUITES_DUMP_DUMP_OPTIONS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace swingproof {

// How a file without a header holds an array or a picture, as a person writes it down from what a
// board prints: hrt_model_exec's model_info, hbDNNTensorProperties, the sizes of a camera's frame.

// What users write, unread.
struct DumpOptions {
  std::optional<std::string> dtype;
  std::optional<std::string> layout;
  std::optional<std::string> shape;
  std::optional<std::string> aligned_shape;
  std::optional<std::string> strides;
  std::optional<std::string> stride;
  std::optional<std::string> aligned_height;
  std::optional<std::string> scale;

  friend bool operator==(const DumpOptions&, const DumpOptions&) = default;
};

// One of them: its name, without the dashes before it; where its text is; help where files are read
// and where they are written, null if it says nothing there.
struct DumpOption {
  const char* name;
  std::optional<std::string> DumpOptions::*text;
  const char* type;
  const char* help;
  const char* written;
};

inline constexpr std::array<DumpOption, 8> dump_options = {{
    {"dtype", &DumpOptions::dtype, "int8|uint8|float32", "Its elements (default int8)",
     "int8 (default), or without a header uint8: the stored bytes, not minus 128"},
    {"layout", &DumpOptions::layout, "nhwc|nchw|nv12|nv21|i420|yv12",
     "nhwc (channels last) or nchw, default from the shape; of a picture of YUV also nv12, nv21, "
     "i420, yv12",
     "nhwc (channels last), nchw, or of an image nv12, nv21, i420, yv12"},
    {"shape", &DumpOptions::shape, "A,B,...",
     "The valid shape of a file without header: 1,3,480,640; of 4:2:0 its height and width",
     nullptr},
    {"aligned-shape", &DumpOptions::aligned_shape, "A,B,...",
     "Its shape with padding, as the board prints it",
     "Shape with padding, of an image 1,H,W,3 or 1,3,H,W, of 4:2:0 H,W"},
    {"strides", &DumpOptions::strides, "A,B,...",
     "Or its bytes for each dimension of --shape, in this order", nullptr},
    {"stride", &DumpOptions::stride, "BYTES", "Or its bytes from one row to the next",
     "Or bytes from one row to the next"},
    {"aligned-height", &DumpOptions::aligned_height, "ROWS",
     "Rows of a plane with padding, where the next plane begins",
     "Rows of a plane with padding, where the next plane begins"},
    {"scale", &DumpOptions::scale, "S",
     "Of floats: the scale of the dequantisation, which turns them back into codes", nullptr},
}};

enum class DumpType { int8, uint8, float32 };

struct DumpTypeRow {
  DumpType type;
  std::string_view name;
  std::uint64_t bytes;
};
inline constexpr std::array<DumpTypeRow, 3> dump_types = {{
    {DumpType::int8, "int8", 1},
    {DumpType::uint8, "uint8", 1},
    {DumpType::float32, "float32", 4},  // IEEE 754, little-endian
}};
const DumpTypeRow& row_of(DumpType type);

enum class PixelLayout { nhwc, nchw, nv12, nv21, i420, yv12 };

// Where the chroma of a layout is.
enum class Chroma {
  full,         // with every pixel: an array with an axis of channels
  interleaved,  // 4:2:0, pairs in one plane
  planar        // 4:2:0, two planes
};

struct PixelLayoutRow {
  PixelLayout layout;
  std::string_view name;
  std::string_view proper_name;  // in prose
  Chroma chroma;
  bool v_first;  // V lies before U
};
inline constexpr std::array<PixelLayoutRow, 6> pixel_layouts = {{
    {PixelLayout::nhwc, "nhwc", "NHWC", Chroma::full, false},
    {PixelLayout::nchw, "nchw", "NCHW", Chroma::full, false},
    {PixelLayout::nv12, "nv12", "NV12", Chroma::interleaved, false},
    {PixelLayout::nv21, "nv21", "NV21", Chroma::interleaved, true},
    {PixelLayout::i420, "i420", "I420", Chroma::planar, false},
    {PixelLayout::yv12, "yv12", "YV12", Chroma::planar, true},
}};
const PixelLayoutRow& row_of(PixelLayout layout);

// The same, read.
struct DumpRequest {
  std::optional<DumpType> type;
  std::optional<PixelLayout> layout;
  std::vector<std::size_t> shape;          // empty: none
  std::vector<std::size_t> aligned_shape;  // empty: none; else as many axes as shape
  std::vector<std::uint64_t> strides;      // likewise
  std::optional<std::uint64_t> stride;
  std::optional<std::uint64_t> aligned_height;
  std::optional<double> scale;  // above 0

  // Whether the file has no header: a shape is given. Without one it is NPY.
  bool is_headerless() const { return !shape.empty(); }
};

// No file is larger, and no shape has more elements.
inline constexpr std::uint64_t largest_dump = std::uint64_t{1} << 34;
inline constexpr std::uint64_t most_dump_elements = std::uint64_t{1} << 32;

// Throws InputError, with the option as place, for text that is no value of it, for options that
// contradict each other, and for what needs a shape and has none.
DumpRequest parse_dump_options(const DumpOptions& options);

// "1,3,64,64": 1 to 8 numbers above 0, of at most 2^32 elements together. Throws InputError.
std::vector<std::size_t> parse_shape(std::string_view text, std::string_view place);

// The layout of this name, in whatever case its letters are. Throws InputError if there is none.
PixelLayout parse_pixel_layout(std::string_view text, std::string_view place);

// "1,3,64,64".
std::string shape_list(const std::vector<std::size_t>& shape);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_DUMP_DUMP_OPTIONS_H_

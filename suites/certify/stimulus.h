// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_STIMULUS_H_
#define SWINGPROOF_SUITES_CERTIFY_STIMULUS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "suites/certify/plane_function.h"
#include "suites/dump/dump_options.h"
#include "suites/pixels/array_conversion.h"
#include "suites/pixels/image_size.h"

namespace swingproof {

class Sha256;

// Pixels that are sent to a board, centered YUV, and how they are stored in files.
struct Stimulus {
  std::vector<std::size_t> positions;  // of the array, without channel axis and axes of size 1
  YuvPlanes pixels;                    // in C order of their positions
};

// Reads a stimulus: NPY as below; or, where the name ends in .bin or a layout is given, a file
// without header, int8, as a plain list of pixels: (N, 3), or with nchw (3, N).
//
// Of NPY an int8 array with a channel axis of size 3: (N, 3), (H, W, 3), (3, H, W), (1, 3, H,
// W), ... If no layout is given, the shape determines it. Throws InputError for what read_npy()
// refuses, for other types and shapes, and for a shape that may be either, such as (3, 2, 3). The
// file's bytes are added to the digest, if there is one.
Stimulus read_stimulus(const std::string& path, std::optional<ArrayLayout> layout,
                       Sha256* digest = nullptr);

// Reads a file without header in this form; uint8 and 4:2:0 are stored bytes, and centered here.
Stimulus read_stimulus_dump(const std::string& path, const DumpOptions& form,
                            Sha256* digest = nullptr);

// The same as read_stimulus() for an array in memory; name: what messages call it.
Stimulus stimulus_of(const std::string& name, const NpyArray& array,
                     std::optional<ArrayLayout> layout);

// No stimulus that swingproof writes has more pixels.
inline constexpr std::uint64_t largest_stimulus = std::uint64_t{1} << 26;

// All 2^24 inputs in cube order.
YuvPlanes whole_cube();

// Each pixel times times, in the order p0 p1 ... p0 p1 ...: with 2n + 1 times a capture with n
// wrong pixels still tells the same hypotheses apart. Throws InputError if they are more than
// largest_stimulus; place: the option with the number.
YuvPlanes repeated(const YuvPlanes& pixels, std::uint64_t times, std::string_view place);

// 2 n + 1, or a number that repeated() refuses.
std::uint64_t times_for_tolerance(std::uint64_t tolerated);

// The pixels of one, then those of the other.
YuvPlanes joined(YuvPlanes one, const YuvPlanes& other);

// The size of a stimulus: parse_image_size, and neither empty, nor of more than largest_stimulus
// pixels, nor 3 pixels wide, which would look like a channel axis. Throws InputError else.
ImageSize parse_stimulus_size(std::string_view text, std::string_view place);

// An image of blocks of one colour, block x block pixels each; the pixels follow one another from
// left to right and from top to bottom, and begin again at the end. block is 1, or 2 for 4:2:0.
// Throws InputError if the image does not hold all pixels or its sides are not whole blocks.
YuvPlanes tiled_image(const YuvPlanes& pixels, ImageSize size, std::size_t block,
                      std::string_view place);

// The bytes of an NV12 frame. The blocks must be of one colour, as tiled_image() makes them.
std::string nv12_bytes(const YuvPlanes& image, ImageSize size);

// How a file holds pixels.
struct PixelForm {
  bool has_header = true;  // NPY
  DumpOptions options;     // dtype, layout, shape and padding, all of them as they are
};

// The form of a file of pixels, a list of so many or an image of this size: NPY unless the name
// ends in .bin, the layout is one of 4:2:0, or padding is asked for. A list is nhwc, an image nchw,
// if no layout is given. Throws InputError, with the option as place, for what cannot be.
PixelForm pixel_form(const std::string& path, const DumpOptions& options, std::size_t pixels,
                     std::optional<ImageSize> size);

// The file's bytes.
std::string pixel_file(const YuvPlanes& pixels, const PixelForm& form);

// NPY files, int8: pixels as (N, 3); the whole cube as (256, 256, 256, 3).
std::string pixel_list_npy(const YuvPlanes& pixels);
std::string whole_cube_npy();

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_STIMULUS_H_

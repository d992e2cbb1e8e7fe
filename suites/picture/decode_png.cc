// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <png.h>

#include <csetjmp>
#include <cstring>
#include <string>
#include <vector>

#include "deployment/input_error.h"
#include "suites/picture/picture.h"

namespace swingproof {
namespace {

// Ancillary chunks are of no use here; one of this size is refused, so that a small file cannot
// unpack to a large one.
constexpr png_alloc_size_t largest_chunk = 8 << 20;

// What the callbacks share. Plain data: libpng's errors leave by longjmp, which runs no
// destructors.
struct PngSource {
  std::string_view rest;
  char problem[160];
};

[[noreturn]] void fail(png_structp png, png_const_charp message) {
  auto* source = static_cast<PngSource*>(png_get_error_ptr(png));
  std::strncpy(source->problem, message, sizeof(source->problem) - 1);
  png_longjmp(png, 1);
}

void ignore_warning(png_structp, png_const_charp) {}

void read_bytes(png_structp png, png_bytep into, png_size_t count) {
  auto* source = static_cast<PngSource*>(png_get_io_ptr(png));
  if (count > source->rest.size()) png_error(png, "the file ends too early");
  std::memcpy(into, source->rest.data(), count);
  source->rest.remove_prefix(count);
}

struct PngReader {
  png_structp png = nullptr;
  png_infop info = nullptr;
  PngSource source = {};

  explicit PngReader(std::string_view file) : source{file, {}} {
    png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &source, fail, ignore_warning);
    if (png != nullptr) info = png_create_info_struct(png);
  }
  ~PngReader() { png_destroy_read_struct(&png, &info, nullptr); }
  PngReader(const PngReader&) = delete;
  PngReader& operator=(const PngReader&) = delete;
};

struct PngHeader {
  png_uint_32 width;
  png_uint_32 height;
  int bit_depth;
  int colour_type;
  bool has_transparency;
};

// Each step returns false where libpng found an error. No object with a destructor lives in them.
bool read_header(PngReader& reader, PngHeader& header) {
  png_structp png = reader.png;
  if (setjmp(png_jmpbuf(png)) != 0) return false;
  png_set_read_fn(png, &reader.source, read_bytes);
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_chunk_malloc_max(png, largest_chunk);
  png_read_info(png, reader.info);
  png_get_IHDR(png, reader.info, &header.width, &header.height, &header.bit_depth,
               &header.colour_type, nullptr, nullptr, nullptr);
  header.has_transparency = png_get_valid(png, reader.info, PNG_INFO_tRNS) != 0;
  return true;
}

bool read_pixels(PngReader& reader, png_bytepp rows, std::size_t row_bytes, bool as_indices) {
  png_structp png = reader.png;
  if (setjmp(png_jmpbuf(png)) != 0) return false;
  if (as_indices) {
    png_set_packing(png);
  } else {
    png_set_expand(png);
    png_set_scale_16(png);
    png_set_strip_alpha(png);
    png_set_gray_to_rgb(png);
  }
  png_set_interlace_handling(png);
  png_read_update_info(png, reader.info);
  if (png_get_rowbytes(png, reader.info) != row_bytes) png_error(png, "unexpected pixel format");
  png_read_image(png, rows);
  png_read_end(png, nullptr);
  return true;
}

[[noreturn]] void refuse(const PngReader& reader, std::string_view file_name) {
  throw InputError(file_name, "is not a readable PNG file: " + std::string(reader.source.problem),
                   "give the whole file, or write it again");
}

// All rows of some bytes each.
std::vector<std::uint8_t> read_rows(PngReader& reader, ImageSize size, std::size_t pixel_bytes,
                                    std::string_view file_name) {
  const std::size_t row_bytes = pixel_bytes * size.width;
  std::vector<std::uint8_t> bytes(row_bytes * size.height);
  std::vector<png_bytep> rows(size.height);
  for (std::size_t y = 0; y < rows.size(); ++y) rows[y] = bytes.data() + y * row_bytes;
  if (!read_pixels(reader, rows.data(), row_bytes, pixel_bytes == 1)) refuse(reader, file_name);
  return bytes;
}

// By its own palette: libpng makes up black for an index that has no colour.
std::vector<std::uint8_t> read_palette_image(PngReader& reader, ImageSize size,
                                             std::string_view file_name) {
  const std::vector<std::uint8_t> indices = read_rows(reader, size, 1, file_name);
  png_colorp palette = nullptr;
  int colours = 0;
  png_get_PLTE(reader.png, reader.info, &palette, &colours);
  std::vector<std::uint8_t> rgb;
  rgb.reserve(3 * indices.size());
  for (const std::uint8_t index : indices) {
    if (index >= colours) {
      throw InputError(file_name,
                       "has a pixel of colour " + std::to_string(index) + ", but a palette of " +
                           std::to_string(colours),
                       "write the file again");
    }
    const png_color& colour = palette[index];
    rgb.insert(rgb.end(), {colour.red, colour.green, colour.blue});
  }
  return rgb;
}

}  // namespace

Picture decode_png(std::string_view file, std::string_view file_name) {
  PngReader reader(file);
  if (reader.info == nullptr) throw std::bad_alloc();
  PngHeader header{};
  if (!read_header(reader, header)) refuse(reader, file_name);
  check_picture_size(header.width, header.height, file_name);
  Picture picture;
  picture.size = {header.width, header.height};
  if (header.bit_depth == 16) picture.changes.emplace_back("16 bits scaled to 8");
  if ((header.colour_type & PNG_COLOR_MASK_ALPHA) != 0 || header.has_transparency) {
    picture.changes.emplace_back("transparency ignored");
  }
  if ((header.colour_type & PNG_COLOR_MASK_COLOR) == 0) picture.changes.emplace_back("grey to RGB");
  picture.rgb = header.colour_type == PNG_COLOR_TYPE_PALETTE
                    ? read_palette_image(reader, picture.size, file_name)
                    : read_rows(reader, picture.size, 3, file_name);
  return picture;
}

}  // namespace swingproof

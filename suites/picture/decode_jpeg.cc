// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <csetjmp>
#include <cstddef>
#include <cstdio>
#include <cstring>

// Needs size_t and FILE declared before it.
#include <jpeglib.h>

#include "deployment/input_error.h"
#include "suites/picture/picture.h"

namespace swingproof {
namespace {

// A progressive file may repeat scans without end; real ones have a dozen.
constexpr int most_scans = 200;

// libjpeg's errors leave by longjmp, which runs no destructors.
struct JpegErrors {
  jpeg_error_mgr manager;  // first: libjpeg's pointer to it is a pointer to this
  std::jmp_buf place;
  char problem[JMSG_LENGTH_MAX];
};

JpegErrors& errors_of(j_common_ptr jpeg) { return *reinterpret_cast<JpegErrors*>(jpeg->err); }

[[noreturn]] void fail(j_common_ptr jpeg) {
  JpegErrors& errors = errors_of(jpeg);
  errors.manager.format_message(jpeg, errors.problem);
  std::longjmp(errors.place, 1);
}

// Warnings are damage: the decoder has made up pixels. Traces (level 0 and up) are not.
void take_message(j_common_ptr jpeg, int level) {
  if (level < 0) fail(jpeg);
}

void count_scans(j_common_ptr jpeg) {
  if (reinterpret_cast<j_decompress_ptr>(jpeg)->input_scan_number <= most_scans) return;
  JpegErrors& errors = errors_of(jpeg);
  std::snprintf(errors.problem, sizeof(errors.problem), "it has more than %d scans", most_scans);
  std::longjmp(errors.place, 1);
}

struct JpegReader {
  jpeg_decompress_struct jpeg = {};
  JpegErrors errors = {};
  jpeg_progress_mgr progress = {};

  JpegReader() {
    jpeg.err = jpeg_std_error(&errors.manager);
    errors.manager.error_exit = fail;
    errors.manager.emit_message = take_message;
    progress.progress_monitor = count_scans;
  }
  ~JpegReader() { jpeg_destroy_decompress(&jpeg); }
  JpegReader(const JpegReader&) = delete;
  JpegReader& operator=(const JpegReader&) = delete;
};

// Each step returns false where libjpeg found an error. No object with a destructor lives in them.
bool read_header(JpegReader& reader, std::string_view file) {
  if (setjmp(reader.errors.place) != 0) return false;
  jpeg_create_decompress(&reader.jpeg);
  reader.jpeg.progress = &reader.progress;
  jpeg_mem_src(&reader.jpeg, reinterpret_cast<const unsigned char*>(file.data()), file.size());
  jpeg_read_header(&reader.jpeg, TRUE);
  return true;
}

bool read_pixels(JpegReader& reader, std::uint8_t* rgb) {
  if (setjmp(reader.errors.place) != 0) return false;
  reader.jpeg.out_color_space = JCS_RGB;
  reader.jpeg.dct_method = JDCT_ISLOW;
  jpeg_start_decompress(&reader.jpeg);
  while (reader.jpeg.output_scanline < reader.jpeg.output_height) {
    JSAMPROW row = rgb + std::size_t{3} * reader.jpeg.output_width * reader.jpeg.output_scanline;
    jpeg_read_scanlines(&reader.jpeg, &row, 1);
  }
  jpeg_finish_decompress(&reader.jpeg);
  return true;
}

[[noreturn]] void refuse(const JpegReader& reader, std::string_view file_name) {
  throw InputError(file_name, "is not a readable JPEG file: " + std::string(reader.errors.problem),
                   "give the whole file, or write it again");
}

}  // namespace

Picture decode_jpeg(std::string_view file, std::string_view file_name) {
  JpegReader reader;
  if (!read_header(reader, file)) refuse(reader, file_name);
  const jpeg_decompress_struct& jpeg = reader.jpeg;
  check_picture_size(jpeg.image_width, jpeg.image_height, file_name);
  if (jpeg.jpeg_color_space == JCS_CMYK || jpeg.jpeg_color_space == JCS_YCCK) {
    throw InputError(file_name, "is a CMYK picture, which has no RGB without a colour profile",
                     "convert it to RGB");
  }
  Picture picture;
  picture.size = {jpeg.image_width, jpeg.image_height};
  if (jpeg.jpeg_color_space == JCS_GRAYSCALE) picture.changes.emplace_back("grey to RGB");
  picture.rgb.resize(3 * picture.size.width * picture.size.height);
  if (!read_pixels(reader, picture.rgb.data())) refuse(reader, file_name);
  return picture;
}

}  // namespace swingproof

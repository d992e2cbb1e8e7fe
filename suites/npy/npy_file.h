// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_NPY_NPY_FILE_H_
#define SWINGPROOF_SUITES_NPY_NPY_FILE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "deployment/whole_file.h"

namespace swingproof {

// Arrays of bytes in NumPy's .npy files: what numpy.save writes and numpy.load reads.
//
// A file is: the magic "\x93NUMPY"; two bytes of version, 1.0, 2.0 or 3.0; the length of the header
// in little-endian order, 2 bytes in version 1.0, else 4; the header, a Python dict like
// {'descr': '|i1', 'fortran_order': False, 'shape': (2, 3), }, with spaces and a newline behind it;
// the elements. Source: NumPy, "NEP 1: A simple file format for NumPy arrays", and
// numpy.lib.format.

enum class NpyType {
  int8,
  uint8,
  int16,
  uint16,
  int32,
  uint32,
  int64,
  uint64,
  float16,
  float32,
  float64
};

// A type as a header names it, without byte order, and the bytes of an element.
struct NpyTypeRow {
  NpyType type;
  std::string_view descr;
  std::size_t bytes;
};
const NpyTypeRow& row_of(NpyType type);

struct NpyArray {
  NpyType type = NpyType::int8;
  std::vector<std::size_t> shape;  // empty: one element without dimensions
  // C order, the last axis fastest; integers in two's complement; of larger elements the lowest
  // byte first, whatever the file's order.
  std::vector<std::uint8_t> bytes;

  bool operator==(const NpyArray&) const = default;
};

// The shapes accepted have at most 32 dimensions, and at most 2^32 elements on each of them and
// altogether; the headers at most 65,536 bytes.
//
// All of these throw InputError, with "file: field" as place, for what is not exactly one array of
// int8 or uint8 in C order; the fields are magic, version, header length, header, descr,
// fortran_order, shape and data. In the dict any order of keys, any quotes and any whitespace are
// accepted, and nothing else is: it is read, never evaluated. Both byte orders are accepted. For
// numbers of another type, the remedy is what loses nothing of the values that are there. What a
// header promises is compared with the size of the file before memory is
// taken, or, on a pipe, memory grows only with what has arrived.
// The file's bytes are added to the digest, if there is one.
NpyArray read_npy(const std::string& path, Sha256* digest = nullptr);

// The same for any type of NpyType: values that may be codes all the same (number_at() of
// suites/npy/npy_numbers.h).
NpyArray read_npy_numbers(const std::string& path, Sha256* digest = nullptr);

// Whether the file begins as a .npy file does; unknown for a pipe, and for an open descriptor that
// stands elsewhere, which could not be read once more.
std::optional<bool> is_npy(const std::string& path);

// read_npy() for a file in memory; name: what messages call it.
NpyArray parse_npy(std::string_view name, std::span<const std::uint8_t> file);

// Everything before the elements, byte for byte as numpy.save writes it (as of NumPy 1.24):
// version 1.0, the elements begin at a multiple of 64 bytes. Throws std::invalid_argument for a
// shape that read_npy refuses.
std::string npy_header(NpyType type, std::span<const std::size_t> shape);

// Writes one array piece by piece. The file appears, whole, at finish(); without it nothing is
// changed. Throws InputError as WholeFile does, std::invalid_argument as npy_header does, and
// std::logic_error if the pieces are not as many bytes as the shape promises.
class NpyWriter {
 public:
  NpyWriter(const std::string& path, NpyType type, std::span<const std::size_t> shape);

  void write(std::span<const std::uint8_t> bytes);  // the next ones in C order
  void finish();

 private:
  std::uint64_t missing_bytes_;
  WholeFile file_;
};

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_NPY_NPY_FILE_H_

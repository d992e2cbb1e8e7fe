// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/npy/npy_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <functional>
#include <new>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "deployment/input_error.h"
#include "suites/npy/npy_numbers.h"

namespace swingproof {
namespace {

constexpr std::string_view magic = "\x93NUMPY";
constexpr std::size_t max_dimensions = 32;
constexpr std::uint64_t max_elements = std::uint64_t{1} << 32;
constexpr std::size_t max_header_length = 65536;
constexpr std::string_view whitespace = " \t\r\n";
constexpr std::string_view save_again = "save the array again with numpy.save";

[[noreturn]] void refuse(std::string_view name, std::string_view field, std::string_view problem,
                         std::string_view remedy = save_again) {
  throw InputError(std::string(name) + ": " + std::string(field), problem, remedy);
}

[[noreturn]] void refuse_size(std::string_view name) {
  refuse(name, "shape", "has more than 2^32 elements", "save the array in smaller parts");
}

// Number of elements; none if a dimension or the product of all that are not 0 is above
// max_elements: a 0 does not excuse a shape that nobody can compute strides for.
std::optional<std::uint64_t> element_count(std::span<const std::size_t> shape) {
  std::uint64_t product = 1;
  bool empty = false;
  for (const std::size_t dimension : shape) {
    if (dimension == 0) {
      empty = true;
    } else {
      if (product > max_elements / dimension) return {};
      product *= dimension;
    }
  }
  return empty ? 0 : product;
}

// As Python writes a tuple.
std::string shape_text(std::span<const std::size_t> shape) {
  std::string text = "(";
  for (std::size_t i = 0; i < shape.size(); ++i) {
    text += (i == 0 ? "" : ", ") + std::to_string(shape[i]);
  }
  return text + (shape.size() == 1 ? ",)" : ")");
}

// What the dict in a header says; absent: the key was not there.
struct HeaderFields {
  std::optional<std::string> descr;
  std::optional<bool> fortran_order;
  std::optional<std::vector<std::size_t>> shape;
};

// Reads the dict of a header and nothing else of Python.
class HeaderParser {
 public:
  HeaderParser(std::string_view name, std::string_view text)
      : name_(name), rest_(text.substr(0, text.find_last_not_of(whitespace) + 1)) {}

  HeaderFields parse() {
    if (!take('{')) refuse_here("header", "a {");
    while (!take('}')) {
      parse_item();
      if (take(',')) continue;
      if (!take('}')) refuse_here("header", "a comma or }");
      break;
    }
    skip_space();
    if (!rest_.empty()) refuse_here("header", "nothing more");
    return fields_;
  }

 private:
  void skip_space() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(whitespace), rest_.size()));
  }

  bool take(char wanted) {
    skip_space();
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool take_word(std::string_view word) {
    skip_space();
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  [[noreturn]] void refuse_here(std::string_view field, std::string_view expected) {
    skip_space();
    refuse(name_, field,
           "has " + (rest_.empty() ? "its end" : quoted(rest_)) + " where " +
               std::string(expected) + " belongs");
  }

  template <typename Value>
  void set(std::optional<Value>& field, std::string_view key, Value value) {
    if (field) refuse(name_, key, "is there twice");
    field = std::move(value);
  }

  void parse_item() {
    const std::string key = string("header", "a key");
    const bool known = key == "descr" || key == "fortran_order" || key == "shape";
    if (!known) refuse(name_, "header", "has the unknown key " + quoted(key));
    if (!take(':')) refuse_here(key, "a colon");
    if (key == "descr") set(fields_.descr, key, dtype());
    if (key == "fortran_order") set(fields_.fortran_order, key, truth());
    if (key == "shape") set(fields_.shape, key, tuple());
  }

  std::string string(std::string_view field, std::string_view expected) {
    skip_space();
    const char quote = rest_.empty() ? '\0' : rest_.front();
    const std::size_t end = quote == '\'' || quote == '"' ? rest_.find(quote, 1) : rest_.npos;
    if (end == rest_.npos) refuse_here(field, std::string(expected) + " in quotes");
    std::string text(rest_.substr(1, end - 1));
    // An escape could stand for anything; no dtype and no key needs one.
    if (text.find('\\') != text.npos) refuse_here(field, std::string(expected) + " as plain text");
    rest_.remove_prefix(end + 1);
    return text;
  }

  std::string dtype() {
    skip_space();
    if (rest_.starts_with('[')) {
      refuse(name_, "descr", "is a structured dtype", "save one of its fields, as numpy.int8");
    }
    return string("descr", "a dtype");
  }

  bool truth() {
    if (take_word("True")) return true;
    if (!take_word("False")) refuse_here("fortran_order", "True or False");
    return false;
  }

  std::vector<std::size_t> tuple() {
    if (!take('(')) refuse_here("shape", "a tuple");
    std::vector<std::size_t> shape;
    while (!take(')')) {
      if (shape.size() == max_dimensions) {
        refuse(name_, "shape", "has more than 32 dimensions", "save array.reshape(-1, 3)");
      }
      shape.push_back(dimension());
      if (take(',')) continue;
      // In Python (3) is a number, not a tuple.
      if (shape.size() == 1 || !take(')')) refuse_here("shape", "a comma");
      break;
    }
    return shape;
  }

  std::size_t dimension() {
    skip_space();
    std::size_t value = 0;
    const char* const begin = rest_.data();
    const auto [end, error] = std::from_chars(begin, begin + rest_.size(), value);
    if (error == std::errc::result_out_of_range) refuse_size(name_);
    const bool leading_zero = end - begin > 1 && *begin == '0';
    if (error != std::errc() || leading_zero) refuse_here("shape", "a whole number, 0 or above,");
    rest_.remove_prefix(static_cast<std::size_t>(end - begin));
    return value;
  }

  std::string_view name_;
  std::string_view rest_;
  HeaderFields fields_;
};

constexpr std::array<NpyTypeRow, 11> npy_types = {{{NpyType::int8, "i1", 1},
                                                   {NpyType::uint8, "u1", 1},
                                                   {NpyType::int16, "i2", 2},
                                                   {NpyType::uint16, "u2", 2},
                                                   {NpyType::int32, "i4", 4},
                                                   {NpyType::uint32, "u4", 4},
                                                   {NpyType::int64, "i8", 8},
                                                   {NpyType::uint64, "u8", 8},
                                                   {NpyType::float16, "f2", 2},
                                                   {NpyType::float32, "f4", 4},
                                                   {NpyType::float64, "f8", 8}}};

[[noreturn]] void refuse_type(std::string_view name, const std::string& descr,
                              std::string_view remedy) {
  refuse(name, "descr", "is " + quoted(descr) + ", neither int8 nor uint8", remedy);
}

// What a header says of the elements behind it.
struct DescribedArray {
  NpyArray array;  // its bytes still missing
  std::string descr;
  bool has_highest_byte_first = false;
};

DescribedArray described_array(std::string_view name, std::string_view header) {
  const HeaderFields fields = HeaderParser(name, header).parse();
  if (!fields.descr) refuse(name, "descr", "is missing from the header");
  if (!fields.fortran_order) refuse(name, "fortran_order", "is missing from the header");
  if (!fields.shape) refuse(name, "shape", "is missing from the header");
  std::string_view plain = *fields.descr;
  const bool has_highest_byte_first = plain.starts_with('>');
  if (plain.find_first_of("|<>=") == 0) plain.remove_prefix(1);
  const auto type = std::find_if(npy_types.begin(), npy_types.end(),
                                 [&](const NpyTypeRow& row) { return row.descr == plain; });
  if (type == npy_types.end()) {
    refuse_type(name, *fields.descr, "save its values as whole numbers, numpy.int8 or numpy.uint8");
  }
  if (*fields.fortran_order) {
    refuse(name, "fortran_order", "is True: the first axis is the fastest",
           "save numpy.ascontiguousarray(array)");
  }
  if (!element_count(*fields.shape)) refuse_size(name);
  return {{type->type, *fields.shape, {}}, *fields.descr, has_highest_byte_first};
}

// Where the bytes come from, and how many are still to come, if that is known.
class ByteSource {
 public:
  // read fills the span, or as much of it as there is before the end, and returns how much.
  using Read = std::function<std::size_t(std::span<std::byte>)>;
  ByteSource(Read read, std::optional<std::uint64_t> size)
      : read_(std::move(read)), remaining_(size) {}

  std::optional<std::uint64_t> remaining() const { return remaining_; }

  std::size_t read(auto&& array) {
    const std::size_t count = read_(std::as_writable_bytes(std::span(array)));
    if (remaining_) *remaining_ -= std::min<std::uint64_t>(*remaining_, count);
    return count;
  }

 private:
  Read read_;
  std::optional<std::uint64_t> remaining_;
};

std::string read_header(std::string_view name, ByteSource& source) {
  std::array<char, 8> start{};
  const std::size_t start_length = source.read(start);
  const std::string_view begin(start.data(), start_length);
  if (begin.starts_with("PK\x03\x04")) {
    refuse(name, "magic", "is that of an archive", "save one of its arrays with numpy.save");
  }
  if (!begin.starts_with(magic)) {
    refuse(name, "magic", "is not that of a .npy file", "give a file written by numpy.save");
  }
  if (start_length < start.size()) refuse(name, "version", "is cut off: the file ends here");
  const int major = static_cast<std::uint8_t>(start[6]);
  const int minor = static_cast<std::uint8_t>(start[7]);
  if (major < 1 || major > 3 || minor != 0) {
    refuse(name, "version",
           "is " + std::to_string(major) + "." + std::to_string(minor) + ", not 1.0, 2.0 or 3.0");
  }

  std::array<std::uint8_t, 4> length_bytes{};
  const std::span<std::uint8_t> used = std::span(length_bytes).first(major == 1 ? 2 : 4);
  if (source.read(used) < used.size()) {
    refuse(name, "header length", "is cut off: the file ends here");
  }
  std::uint32_t length = 0;
  for (std::size_t i = 0; i < used.size(); ++i) length |= std::uint32_t{used[i]} << (8 * i);
  if (length > max_header_length) {
    refuse(name, "header length", "is " + std::to_string(length) + ", more than 65536");
  }
  std::string header(length, '\0');
  if (source.read(header) < length) {
    refuse(name, "header",
           "is cut off: the file ends before its " + std::to_string(length) + " bytes do");
  }
  return header;
}

[[noreturn]] void refuse_data(std::string_view name, const NpyArray& array, std::uint64_t count,
                              const std::string& found) {
  refuse(name, "data",
         "are " + found + " bytes, but the shape " + shape_text(array.shape) + " needs " +
             std::to_string(count),
         "the file is cut short or damaged: save the array again");
}

// Fills array.bytes. Each step is taken only after the one before has arrived, unless the source
// is known to have all of them.
void read_elements(std::string_view name, ByteSource& source, std::uint64_t count,
                   NpyArray& array) {
  constexpr std::uint64_t first_step = 1 << 20;
  const bool known = source.remaining().has_value();
  if (known && *source.remaining() != count) {
    refuse_data(name, array, count, std::to_string(*source.remaining()));
  }
  std::vector<std::uint8_t>& bytes = array.bytes;
  while (bytes.size() < count) {
    const std::uint64_t before = bytes.size();
    const std::uint64_t next = known ? count : std::max(first_step, 2 * before);
    try {
      bytes.resize(static_cast<std::size_t>(std::min(next, count)));
    } catch (const std::bad_alloc&) {
      refuse(name, "data", "need " + std::to_string(count) + " bytes of memory, which is too much",
             "save the array in smaller parts");
    }
    const auto step = std::span(bytes).subspan(before);
    const std::size_t got = source.read(step);
    if (got < step.size()) refuse_data(name, array, count, "only " + std::to_string(before + got));
  }
  std::array<std::byte, 1> more{};
  if (source.read(more) != 0) {
    refuse_data(name, array, count, "more than " + std::to_string(count));
  }
}

// Lowest byte first.
void turn_bytes(NpyArray& array) {
  const auto size = static_cast<std::ptrdiff_t>(row_of(array.type).bytes);
  for (auto at = array.bytes.begin(); at != array.bytes.end(); at += size) {
    std::reverse(at, at + size);
  }
}

enum class Accepted { bytes, numbers };

NpyArray read_array(std::string_view name, ByteSource source, Accepted accepted) {
  const std::string header = read_header(name, source);
  DescribedArray described = described_array(name, header);
  NpyArray& array = described.array;
  const std::size_t element = row_of(array.type).bytes;
  const std::uint64_t count = element_count(array.shape).value() * element;
  if (element == 1 || accepted == Accepted::numbers) {
    read_elements(name, source, count, array);
    if (described.has_highest_byte_first) turn_bytes(array);
    return std::move(array);
  }
  try {
    read_elements(name, source, count, array);
    if (described.has_highest_byte_first) turn_bytes(array);
  } catch (const InputError&) {  // the type is what has to be told first
    refuse_type(name, described.descr,
                "save its values as whole numbers, numpy.int8 or numpy.uint8");
  }
  refuse_type(name, described.descr, lossless_remedy(array));
}

// For writing, where a shape that cannot be is a bug of ours.
std::uint64_t promised_bytes(std::span<const std::size_t> shape) {
  const auto count = element_count(shape);
  if (!count || shape.size() > max_dimensions) {
    throw std::invalid_argument("no .npy file of this shape: " + shape_text(shape));
  }
  return *count;
}

}  // namespace

const NpyTypeRow& row_of(NpyType type) { return npy_types.at(static_cast<std::size_t>(type)); }

NpyArray read_npy(const std::string& path, Sha256* digest) {
  InputFile file(path, digest);
  return read_array(
      path, {[&file](std::span<std::byte> into) { return file.read(into); }, file.remaining_size()},
      Accepted::bytes);
}

NpyArray read_npy_numbers(const std::string& path, Sha256* digest) {
  InputFile file(path, digest);
  return read_array(
      path, {[&file](std::span<std::byte> into) { return file.read(into); }, file.remaining_size()},
      Accepted::numbers);
}

std::optional<bool> is_npy(const std::string& path) {
  std::error_code unreadable;
  // A named pipe must not be opened twice.
  if (!std::filesystem::is_regular_file(path, unreadable)) return {};
  InputFile file(path);
  if (!file.remaining_size() || !file.is_at_start()) return {};
  std::array<std::byte, magic.size()> start{};
  const std::size_t count = file.read(start);
  file.rewind();
  return std::string_view(reinterpret_cast<const char*>(start.data()), count) == magic;
}

NpyArray parse_npy(std::string_view name, std::span<const std::uint8_t> file) {
  std::span<const std::uint8_t> rest = file;
  const auto read = [&rest](std::span<std::byte> into) {
    const std::size_t count = std::min(into.size(), rest.size());
    std::copy_n(std::as_bytes(rest).begin(), count, into.begin());
    rest = rest.subspan(count);
    return count;
  };
  return read_array(name, {read, file.size()}, Accepted::bytes);
}

std::string npy_header(NpyType type, std::span<const std::size_t> shape) {
  constexpr std::size_t alignment = 64;
  constexpr std::size_t before_dict = magic.size() + 4;  // version and length
  // NumPy leaves room for the first dimension to grow to this many digits in place.
  constexpr std::size_t growth_digits = 21;
  promised_bytes(shape);
  std::string dict = std::string("{'descr': '") + (row_of(type).bytes == 1 ? "|" : "<") +
                     std::string(row_of(type).descr) +
                     "', 'fortran_order': False, 'shape': " + shape_text(shape) + ", }";
  if (!shape.empty()) dict.append(growth_digits - std::to_string(shape[0]).size(), ' ');
  // From 1 to 64 spaces, then the newline.
  dict.append(alignment - (before_dict + dict.size() + 1) % alignment, ' ');
  dict += '\n';
  std::string header(magic);
  header += {'\x01', '\x00', static_cast<char>(dict.size() & 0xFFU),
             static_cast<char>(dict.size() >> 8U)};
  return header + dict;
}

NpyWriter::NpyWriter(const std::string& path, NpyType type, std::span<const std::size_t> shape)
    : missing_bytes_(promised_bytes(shape) * row_of(type).bytes), file_(path) {
  file_.write(npy_header(type, shape));
}

void NpyWriter::write(std::span<const std::uint8_t> bytes) {
  if (bytes.size() > missing_bytes_) {
    throw std::logic_error("NpyWriter: more bytes than the shape has elements");
  }
  file_.write(std::as_bytes(bytes));
  missing_bytes_ -= bytes.size();
}

void NpyWriter::finish() {
  if (missing_bytes_ != 0) {
    throw std::logic_error("NpyWriter: " + std::to_string(missing_bytes_) + " bytes are missing");
  }
  file_.commit();
}

}  // namespace swingproof

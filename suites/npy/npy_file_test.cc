// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/npy/npy_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <numeric>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "deployment/folder_fixture.h"
#include "deployment/input_error.h"
#include "deployment/whole_file.h"

namespace swingproof {
namespace {

namespace fs = std::filesystem;
using Shape = std::vector<std::size_t>;

std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string message_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::size_t count_of(const Shape& shape) {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
}

NpyArray array_of(NpyType type, const Shape& shape) {
  NpyArray array{type, shape, std::vector<std::uint8_t>(count_of(shape))};
  std::mt19937 random(1);
  for (std::uint8_t& each : array.bytes) each = static_cast<std::uint8_t>(random());
  return array;
}

// A file of the given version: magic, version, length, and what is given.
std::string file_of(std::string_view header, std::string_view data, int major = 1) {
  std::string file = "\x93NUMPY";
  file += static_cast<char>(major);
  file += '\0';
  for (int i = 0; i < (major == 1 ? 2 : 4); ++i) {
    file += static_cast<char>(header.size() >> (8 * i) & 0xFFU);
  }
  return file.append(header).append(data);
}

std::string dict_of(const std::string& descr = "'|i1'", const std::string& fortran_order = "False",
                    const std::string& shape = "(2, 3)") {
  return "{'descr': " + descr + ", 'fortran_order': " + fortran_order + ", 'shape': " + shape +
         ", }\n";
}

std::string file_of_shape(const std::string& shape, std::string_view data) {
  return file_of(dict_of("'|i1'", "False", shape), data);
}

std::string tuple_of_ones(int dimensions) {
  std::string text = "(1";
  for (int i = 1; i < dimensions; ++i) text += ", 1";
  return text + ")";
}

// Runs the action with the path of a pipe that holds the content, its other end closed. Everything
// fits into the pipe, so that nobody has to write while the action reads.
void with_pipe(std::string_view content, const std::function<void(const std::string&)>& action) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  ASSERT_GE(::fcntl(ends[1], F_SETPIPE_SZ, 1 << 20), static_cast<int>(content.size()));
  ASSERT_EQ(::write(ends[1], content.data(), content.size()), static_cast<ssize_t>(content.size()));
  ::close(ends[1]);
  action("/dev/fd/" + std::to_string(ends[0]));
  ::close(ends[0]);
}

class NpyFileTest : public testing::Test {
 protected:
  std::string in_folder(const std::string& name) const { return folder_.path_of(name); }

 private:
  TemporaryFolder folder_;
};

// What numpy.save of NumPy 1.24.2 writes before the elements.
TEST_F(NpyFileTest, HeadersAreNumPys) {
  struct Case {
    NpyType type;
    Shape shape;
    std::string dict_end;
    char length;  // the first of its two bytes; the other is 0
    std::size_t spaces;
  };
  const Shape ones_7_10 = {7, 10, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  const Shape ones_7_100 = {7, 100, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  const std::vector<Case> cases = {
      {NpyType::int8, {256, 256, 256, 3}, "(256, 256, 256, 3), }", 'v', 46},
      {NpyType::uint8, {16777216, 3}, "(16777216, 3), }", 'v', 51},
      {NpyType::int8, {}, "(), }", 'v', 62},
      {NpyType::uint8, {7}, "(7,), }", 'v', 60},
      // Room for the first dimension to grow, 20 spaces; the least and the most for alignment.
      {NpyType::int8, ones_7_10, "(7, 10, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), }", 'v', 20 + 1},
      {NpyType::int8, ones_7_100, "(7, 100, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), }", '\xb6', 84},
  };
  for (const Case& each : cases) {
    const std::string expected =
        std::string("\x93NUMPY\1\0", 8) + each.length + '\0' +
        (each.type == NpyType::int8 ? "{'descr': '|i1'" : "{'descr': '|u1'") +
        ", 'fortran_order': False, 'shape': " + each.dict_end + std::string(each.spaces, ' ') +
        "\n";
    EXPECT_EQ(npy_header(each.type, each.shape), expected);
  }
}

TEST_F(NpyFileTest, ShapesThatCannotBeAreNotWritten) {
  const std::vector<Shape> shapes = {
      Shape(33, 1), {(std::size_t{1} << 32) + 1}, {65536, 65536, 2}, {65536, 65537, 0}};
  for (const Shape& shape : shapes) {
    EXPECT_THROW(npy_header(NpyType::int8, shape), std::invalid_argument);
    EXPECT_THROW(NpyWriter(in_folder("a"), NpyType::int8, shape), std::invalid_argument);
  }
  EXPECT_NO_THROW(npy_header(NpyType::int8, Shape(32, 1)));
  EXPECT_NO_THROW(npy_header(NpyType::int8, Shape{65536, 65536}));
  EXPECT_TRUE(fs::is_empty(in_folder("")));
}

TEST_F(NpyFileTest, RoundTrips) {
  const std::string path = in_folder("a.npy");
  const std::vector<Shape> shapes = {{}, {0}, {1}, {2, 3}, {3, 0, 5}, {500, 400, 3, 2}};
  for (const Shape& shape : shapes) {
    const NpyArray array = array_of(shape.size() < 3 ? NpyType::int8 : NpyType::uint8, shape);
    NpyWriter writer(path, array.type, shape);
    const std::size_t half = array.bytes.size() / 2;
    writer.write(std::span(array.bytes).first(half));
    writer.write(std::span(array.bytes).subspan(half));
    writer.finish();
    const std::string file = read_whole_file(path, std::size_t{1} << 30);
    EXPECT_TRUE(file.starts_with(npy_header(array.type, shape)));
    EXPECT_TRUE(read_npy(path) == array);
    EXPECT_TRUE(parse_npy("memory", bytes_of(file)) == array);
  }
}

// More than a pipe holds and than the first step of memory.
TEST_F(NpyFileTest, ReadsLargeArraysFromPipes) {
  const NpyArray array = array_of(NpyType::uint8, {1500, 2001});
  const std::string path = in_folder("pipe");
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  std::thread thread([&] {
    NpyWriter writer(path, array.type, array.shape);
    writer.write(array.bytes);
    writer.finish();
  });
  const NpyArray got = read_npy(path);
  thread.join();
  EXPECT_TRUE(got == array);
}

TEST_F(NpyFileTest, WriterKeepsItsPromiseOrWritesNothing) {
  const std::string path = in_folder("a.npy");
  {
    const std::vector<std::uint8_t> five(5);
    NpyWriter writer(path, NpyType::int8, Shape{2, 3});
    writer.write(five);
    EXPECT_THROW(writer.finish(), std::logic_error);
    EXPECT_THROW(writer.write(five), std::logic_error);
  }
  EXPECT_TRUE(fs::is_empty(in_folder("")));
}

TEST_F(NpyFileTest, AcceptsWhatTheFormatAllows) {
  const std::string dict = dict_of("'|i1'", "False", "(2, 1)");
  const std::vector<std::string> files = {
      file_of(dict, "ab"),
      file_of(dict, "ab", 2),
      file_of(dict, "ab", 3),
      file_of("{'descr':'|i1','fortran_order':False,'shape':(2,1)}", "ab"),
      file_of(" {\n 'shape' :\t( 2 , 1 , ) ,\r\n 'fortran_order' : False , 'descr' : '|i1' } ",
              "ab"),
      file_of("{\"descr\": \"|i1\", \"fortran_order\": False, \"shape\": (2, 1), }", "ab"),
      file_of(dict_of("'<i1'", "False", "(2, 1)"), "ab"),
      file_of(dict_of("'>i1'", "False", "(2, 1)"), "ab"),
      file_of(dict_of("'i1'", "False", "(2, 1)"), "ab"),
      file_of(dict + std::string(65535 - dict.size(), ' '), "ab"),
      file_of(dict + std::string(65536 - dict.size(), ' '), "ab", 2),
  };
  const NpyArray expected{NpyType::int8, {2, 1}, {'a', 'b'}};
  for (const std::string& file : files) {
    EXPECT_EQ(message_of([&] { EXPECT_TRUE(parse_npy("a", bytes_of(file)) == expected); }), "");
  }
  const std::string ones = file_of_shape(tuple_of_ones(32), "a");
  EXPECT_EQ(parse_npy("a", bytes_of(ones)).shape, Shape(32, 1));
  EXPECT_EQ(parse_npy("a", bytes_of(file_of_shape("()", "a"))).shape, Shape());
  EXPECT_EQ(parse_npy("a", bytes_of(file_of_shape("(4294967296, 0)", ""))).bytes.size(), 0U);
}

struct HostileFile {
  std::string content, field, message;  // message: a part of what follows the field
};

std::vector<HostileFile> damaged_starts() {
  const std::string dict = dict_of();
  const std::string good = file_of(dict, "abcdef");
  const std::string long_dict = dict + std::string(65537 - dict.size(), ' ');
  const auto versioned = [&](char major, char minor) {
    return good.substr(0, 6) + major + minor + good.substr(8);
  };
  return {
      {"", "magic", "is not that of a .npy file; give a file written by numpy.save"},
      {std::string("PK\x03\x04\x14\0\0\0", 8), "magic", "an archive; save one of its arrays"},
      {good.substr(0, 6), "version", "is cut off"},
      {versioned(0, 0), "version", "is 0.0, not 1.0, 2.0 or 3.0; save the array again"},
      {versioned(4, 0), "version", "is 4.0"},
      {versioned(1, '\xff'), "version", "is 1.255"},
      {good.substr(0, 8), "header length", "is cut off"},
      {file_of(dict, "", 2).substr(0, 11), "header length", "is cut off"},
      {std::string("\x93NUMPY\2\0\xff\xff\xff\xff", 12), "header length", "is 4294967295, more"},
      {file_of(long_dict, "abcdef", 2), "header length", "is 65537, more than 65536"},
      {good.substr(0, 20), "header", "is cut off: the file ends before its 6"},
      {std::string("\x93NUMPY\1\0\xff\xff{}", 12), "header", "ends before its 65535 bytes"},
      {file_of(dict, ""), "data", "bytes, but the shape (2, 3) needs 6; the file is cut short"},
      {file_of(dict, "abcde"), "data", "5 bytes, but the shape (2, 3) needs 6"},
      {file_of(dict, "abcdefg"), "data", "bytes, but the shape (2, 3) needs 6"},
      {file_of_shape("(0,)", "a"), "data", "bytes, but the shape (0,) needs 0"},
  };
}

std::vector<HostileFile> damaged_dicts() {
  const std::string dict = dict_of();
  std::vector<HostileFile> files = {
      {"", "header", "has its end where a { belongs"},
      {"[1, 2]", "header", R"(has "[1, 2]" where a { belongs)"},
      {"{,}", "header", R"(has ",}" where a key in quotes belongs)"},
      {"{'descr\"", "header", R"(has "'descr\"" where a key in quotes belongs)"},
      {"{descr: '|i1'}", "header", "where a key in quotes belongs"},
      {"{'\\x64escr': '|i1'}", "header", "where a key as plain text belongs"},
      {"{'descr' '|i1'}", "descr", R"(has "'|i1'}" where a colon belongs)"},
      {"{'descr': '|i1' 'shape': ()}", "header", "where a comma or } belongs"},
      {dict + "import os \n", "header", R"(has "import os" where nothing more belongs)"},
      {dict + '\0', "header", R"(has "\x00" where nothing more belongs)"},
      {"{'align': True}", "header", R"(has the unknown key "align")"},
      {"{'a\x1b[2J\n': 1}", "header", R"(has the unknown key "a\x1b[2J\x0a")"},
      {"{}", "descr", "is missing from the header"},
      {"{'descr': '|i1'}", "fortran_order", "is missing from the header"},
      {"{'descr': '|i1', 'fortran_order': False}", "shape", "is missing from the header"},
      {"{'descr': '|i1', 'descr': '|i1'}", "descr", "is there twice"},
  };
  for (HostileFile& each : files) each.content = file_of(each.content, "abcdef");
  return files;
}

std::vector<HostileFile> wrong_values() {
  std::vector<HostileFile> files;
  const auto add = [&](const char* field, const std::string& dict, const std::string& message) {
    files.push_back({file_of(dict, "abcdef"), field, message});
  };
  for (const std::string type : {"<f4", "<i2", "|b1", "|O", "|i10", "||i1", "|", "", "float32"}) {
    add("descr", dict_of("'" + type + "'"), "is \"" + type + "\", neither int8 nor uint8; save");
  }
  add("descr", dict_of("'\\x7ci1'"), "where a dtype as plain text belongs");
  add("descr", dict_of("[('a', '|i1')]"), "is a structured dtype; save one of its fields");
  add("descr", dict_of("None"), "where a dtype in quotes belongs");
  add("descr", dict_of("'" + std::string(60000, 'f') + "'"), "…");
  add("fortran_order", dict_of("'|i1'", "True"), "is True: the first axis is the fastest; save");
  add("fortran_order", dict_of("'|i1'", "'False'"), "where True or False belongs");

  const std::vector<std::pair<std::string, std::vector<std::string>>> shapes = {
      {"where a tuple belongs", {"6", "[2, 3]", "None"}},
      {"where a comma belongs", {"(6)", "(2 3)", "(0x2, 3)", "(2.0, 3)", "(2L, 3L)"}},
      {"where a whole number, 0 or above, belongs",
       {"(2, 3", "(,)", "(2,, 3)", "(-2, -3)", "(+2, 3)", "(2, 03)", "((6,),)"}},
      {"has more than 32 dimensions; save", {tuple_of_ones(33)}},
      {"has more than 2^32 elements; save the array in smaller parts",
       {"(99999999999999999999999, 0)", "(18446744073709551615,)", "(4294967297,)",
        "(4294967296, 4294967296, 4294967296)", "(4294967296, 2, 0)", "(0, 2, 4294967296)"}},
  };
  for (const auto& [message, values] : shapes) {
    for (const std::string& value : values) add("shape", dict_of("'|i1'", "False", value), message);
  }
  return files;
}

TEST_F(NpyFileTest, HostileFiles) {
  std::vector<HostileFile> files = damaged_starts();
  for (const HostileFile& each : damaged_dicts()) files.push_back(each);
  for (const HostileFile& each : wrong_values()) files.push_back(each);
  const std::string path = in_folder("hostile.npy");
  for (const HostileFile& each : files) {
    const auto check = [&](const std::string& name, const std::string& message) {
      EXPECT_TRUE(message.starts_with(name + ": " + each.field + ": ")) << message << each.message;
      EXPECT_TRUE(contains(message, each.message)) << message << " lacks " << each.message;
      EXPECT_TRUE(contains(message, "; ") && !contains(message, "\n")) << message;
    };
    check("memory", message_of([&] { parse_npy("memory", bytes_of(each.content)); }));
    write_whole_file(path, each.content);
    check(path, message_of([&] { read_npy(path); }));
    with_pipe(each.content,
              [&](const std::string& pipe) { check(pipe, message_of([&] { read_npy(pipe); })); });
  }
}

TEST_F(NpyFileTest, WhatIsNoFileAtAll) {
  EXPECT_TRUE(contains(message_of([&] { read_npy(in_folder("no")); }), "/no: there is no such"));
  EXPECT_TRUE(contains(message_of([&] { read_npy(in_folder("")); }), "/: is a folder; give"));
  EXPECT_TRUE(contains(message_of([] { read_npy("/dev/zero"); }), "/dev/zero: magic: is not"));
}

// Four gigabytes are promised and six bytes are there: no memory may be taken for the promise. No
// other test may try this, or the peak would be there before this one measures it.
TEST_F(NpyFileTest, PromisesTakeNoMemory) {
  struct rusage before {
  }, after{};
  const std::string file = file_of_shape("(4294967296,)", "abcdef");
  const std::string problem = "6 bytes, but the shape (4294967296,) needs 4294967296";
  const auto check = [&](const std::string& path) {
    EXPECT_TRUE(contains(message_of([&] { read_npy(path); }), problem));
  };
  write_whole_file(in_folder("a.npy"), file);
  ASSERT_EQ(::getrusage(RUSAGE_SELF, &before), 0);
  check(in_folder("a.npy"));
  with_pipe(file, check);
  EXPECT_TRUE(contains(message_of([&] { parse_npy("memory", bytes_of(file)); }), problem));
  ASSERT_EQ(::getrusage(RUSAGE_SELF, &after), 0);
  EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 64 * 1024);  // kilobytes of peak memory
}

// Whatever is accepted has as many bytes as its shape says, all of them from the file.
void expect_sound(const std::string& file) {
  try {
    const NpyArray array = parse_npy("a", bytes_of(file));
    EXPECT_EQ(array.bytes.size(), count_of(array.shape));
    EXPECT_TRUE(file.ends_with(std::string(array.bytes.begin(), array.bytes.end())));
  } catch (const InputError& error) {
    EXPECT_TRUE(std::string_view(error.what()).starts_with("a: ")) << error.what();
  }
}

TEST_F(NpyFileTest, EveryTruncationIsRefusedAndEveryFlippedByteIsSound) {
  const std::string file = npy_header(NpyType::uint8, Shape{2, 3}) + "abcdef";
  for (std::size_t at = 0; at < file.size(); ++at) {
    EXPECT_NE(message_of([&] { parse_npy("a", bytes_of(file).first(at)); }), "") << at;
    for (int flip = 1; flip < 256; flip += flip < 8 ? 1 : 8) {
      std::string flipped = file;
      flipped[at] = static_cast<char>(flipped[at] ^ flip);
      expect_sound(flipped);
    }
  }
}

TEST_F(NpyFileTest, RandomDamageIsSound) {
  const std::string whole = npy_header(NpyType::int8, Shape{2, 1, 3}) + "abcdef";
  const std::string pieces = "{}()[],:'\"\\0123456789-. \nTrueFalseshapedescr|i1u1\x93\xff";
  std::mt19937 random(20260101);
  for (int round = 0; round < 10000; ++round) {
    std::string file = whole;
    // Mostly where the dict is, and with what a dict is made of.
    for (auto damages = 1 + random() % 4; damages > 0; --damages) {
      const std::size_t at = random() % (random() % 4 == 0 ? file.size() : 80);
      const std::size_t removed = random() % 2;
      const std::size_t inserted = random() % 2;
      file.replace(at, removed, inserted, pieces[random() % pieces.size()]);
    }
    expect_sound(file);
  }
}

}  // namespace
}  // namespace swingproof

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_COMMAND_FIXTURE_H_
#define SWINGPROOF_CLI_COMMAND_FIXTURE_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command_runner.h"
#include "suites/npy/npy_file.h"

namespace swingproof {

// A test that runs the program in a folder of its own, where it finds and leaves files.
class CommandTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = testing::TempDir() + "swingproof_command_XXXXXX";
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string path_of(const std::string& name) const { return folder_ + "/" + name; }

  void write(const std::string& name, std::string_view content) const {
    std::ofstream(path_of(name), std::ios::binary) << content;
  }

  std::string read(const std::string& name) const {
    std::ifstream stream(path_of(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  }

  // Every file by name with its content; of a huge one the size has to do.
  std::map<std::string, std::string> files() const {
    std::map<std::string, std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
      const std::string name = entry.path().filename();
      const bool small = entry.is_regular_file() && entry.file_size() < 1 << 20;
      found[name] = small                     ? read(name)
                    : entry.is_regular_file() ? std::to_string(entry.file_size())
                                              : "not a regular file";
    }
    return found;
  }

  CommandResult run(const Arguments& arguments, Surroundings around = {}) const {
    around.folder = folder_;
    return run_command(arguments, around);
  }

  // What the program prints on stdout when all is well.
  std::string output_of(const Arguments& arguments, const Surroundings& around = {}) const {
    const CommandResult result = run(arguments, around);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return result.out;
  }

  nlohmann::json json_of(Arguments arguments) const {
    arguments.insert(arguments.end(), {"--json", "-"});
    return nlohmann::json::parse(output_of(arguments));
  }

  // That the program refuses its input as product.md says: exit code 2, nothing on stdout, no file
  // made or changed, and on stderr exactly one line that names the place, the problem and a remedy;
  // and that what is refused does not cost memory.
  void expect_refused(const Arguments& arguments, const std::string& place,
                      const std::string& problem, const Surroundings& around = {}) const {
    const auto files_before = files();
    const CommandResult result = run(arguments, around);
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_EQ(result.out, "");
    EXPECT_THAT(result.err, testing::StartsWith("swingproof: error: " + place + ": "));
    EXPECT_THAT(result.err, testing::HasSubstr(problem));
    EXPECT_THAT(result.err, testing::HasSubstr("; "));
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
    EXPECT_THAT(result.err, testing::EndsWith("\n"));
    EXPECT_LT(result.peak_memory_kib, 512 * 1024);
    EXPECT_EQ(files(), files_before);
  }

  void write_array(const std::string& name, const NpyArray& array) const {
    NpyWriter writer(path_of(name), array.type, array.shape);
    writer.write(array.bytes);
    writer.finish();
  }

  NpyArray read_array(const std::string& name) const { return read_npy(path_of(name)); }

 private:
  std::string folder_;
};

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_COMMAND_FIXTURE_H_

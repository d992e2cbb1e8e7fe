// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Calls a reader's property for every file and every file in a folder that is given: the seeds, and
// the inputs that once failed, as a test of any build. With libFuzzer its own main takes this
// place.

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "fuzz/reader_property.h"

namespace {

std::vector<std::filesystem::path> files_of(const std::filesystem::path& path) {
  if (!std::filesystem::is_directory(path)) return {path};
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(path)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

void run_one(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + path.string());
  const std::string content{std::istreambuf_iterator<char>(stream),
                            std::istreambuf_iterator<char>()};
  // Exactly as many bytes as there are, so that a sanitizer sees what reads beyond them.
  const std::vector<std::uint8_t> bytes(content.begin(), content.end());
  // Told before, as a failure ends the program.
  std::fprintf(stderr, "%s\n", path.c_str());
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t count = 0;
  try {
    for (int i = 1; i < argc; ++i) {
      for (const std::filesystem::path& path : files_of(argv[i])) {
        run_one(path);
        ++count;
      }
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "reader_main: %s\n", error.what());
    return 1;
  }
  std::printf("%zu files\n", count);
  return count == 0 ? 1 : 0;
}

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_DEPLOYMENT_FOLDER_FIXTURE_H_
#define SWINGPROOF_DEPLOYMENT_FOLDER_FIXTURE_H_

#include <sys/stat.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

namespace swingproof {

// For tests: a folder that is removed with its content. Anybody may write to it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "swingproof_XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr || ::chmod(name.c_str(), 0777) != 0) {
      throw std::runtime_error("no temporary folder: " + name);
    }
    path_ = name;
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }
  std::string path_of(const std::string& name) const { return path_ + '/' + name; }

  void write(const std::string& name, std::string_view content) const {
    std::ofstream(path_of(name), std::ios::binary) << content;
  }

  std::string read(const std::string& name) const {
    std::ifstream stream(path_of(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  }

  std::set<std::string> names() const {
    std::set<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(path_)) {
      found.insert(entry.path().filename());
    }
    return found;
  }

  // Every entry by name: of a file the content (of a huge one the size), else its kind.
  std::map<std::string, std::string> snapshot() const {
    constexpr std::uintmax_t huge = 1 << 20;
    std::map<std::string, std::string> found;
    for (const std::string& name : names()) {
      const std::filesystem::directory_entry entry(path_of(name));
      const bool is_file = !entry.is_symlink() && entry.is_regular_file();
      if (is_file) {
        found[name] = entry.file_size() < huge ? read(name) : std::to_string(entry.file_size());
      } else {
        found[name] = "kind " + std::to_string(static_cast<int>(entry.symlink_status().type()));
      }
    }
    return found;
  }

 private:
  std::string path_;
};

}  // namespace swingproof

#endif  // SWINGPROOF_DEPLOYMENT_FOLDER_FIXTURE_H_

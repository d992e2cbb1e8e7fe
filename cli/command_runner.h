// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_COMMAND_RUNNER_H_
#define SWINGPROOF_CLI_COMMAND_RUNNER_H_

#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace swingproof {

// For tests: the real program, run by a shell in a folder of its own.
struct CommandResult {
  int exit_code = -1;
  std::string out;
  std::string err;
};

// A folder that is removed with its content.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string path = (std::filesystem::temp_directory_path() / "swingproof_XXXXXX").string();
    if (mkdtemp(path.data()) == nullptr) std::abort();
    path_ = path;
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

  void write(const std::string& name, const std::string& content) const {
    std::ofstream(path_ / name, std::ios::binary) << content;
  }

  std::string read(const std::string& name) const {
    std::ifstream stream(path_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  }

 private:
  std::filesystem::path path_;
};

// Runs swingproof with arguments as a shell would read them; environment: assignments before it.
inline CommandResult run_command(const TemporaryFolder& folder, const std::string& arguments,
                                 const std::string& environment = "") {
  const std::string line = "cd " + folder.path().string() + " && " + environment + " " +
                           SWINGPROOF_COMMAND + " " + arguments + " >.out 2>.err </dev/null";
  const int status = std::system(line.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, folder.read(".out"), folder.read(".err")};
}

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_COMMAND_RUNNER_H_

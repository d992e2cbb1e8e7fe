// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_OUTPUT_FOLDER_H_
#define SWINGPROOF_CLI_OUTPUT_FOLDER_H_

#include <filesystem>
#include <string>
#include <system_error>

#include "deployment/input_error.h"

namespace swingproof {

// A folder for files that a command writes. It is made if it is missing, and removed again with
// this object if nothing came to lie in it.
class OutputFolder {
 public:
  // Throws InputError if there can be no such folder.
  explicit OutputFolder(const std::string& path) : path_(path) {
    std::error_code error;
    is_new_ = std::filesystem::create_directory(path, error);
    if (!error && std::filesystem::is_directory(path, error)) return;
    throw InputError(path, error ? error.message() : "is no folder",
                     "name a folder that is there, or a new one inside of one that is");
  }
  ~OutputFolder() {
    std::error_code ignored;  // it stays if there is anything in it
    if (is_new_) std::filesystem::remove(path_, ignored);
  }
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

 private:
  std::string path_;
  bool is_new_ = false;
};

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_OUTPUT_FOLDER_H_

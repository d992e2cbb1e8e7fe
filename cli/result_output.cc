// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "cli/result_output.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <system_error>

#include "deployment/input_error.h"

namespace swingproof {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view stdout_identity = "stdout";

std::string inode_of(const struct stat& status) {
  return fmt::format("{}:{}", status.st_dev, status.st_ino);
}

// The place where a new file of that path would appear, behind dangling symbolic links.
std::string place_of_new_file(fs::path path) {
  std::error_code failed;  // WholeFile will say what is wrong with the path
  constexpr int link_limit = 40;
  for (int links = 0; links < link_limit && fs::is_symlink(path, failed); ++links) {
    path = path.parent_path() / fs::read_symlink(path, failed);
  }
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  return (fs::weakly_canonical(folder, failed) / path.filename()).string();
}

// Equal for paths to the same file. Empty: a device such as /dev/null, which many may share.
std::string output_identity(const std::string& path) {
  if (path == "-") return std::string(stdout_identity);
  struct stat status {};
  struct stat stdout_status {};
  if (::stat(path.c_str(), &status) != 0) return place_of_new_file(path);
  const bool is_stdout =
      ::fstat(STDOUT_FILENO, &stdout_status) == 0 && inode_of(stdout_status) == inode_of(status);
  if (S_ISCHR(status.st_mode)) {
    return is_stdout && ::isatty(STDOUT_FILENO) == 1 ? std::string(stdout_identity) : "";
  }
  return is_stdout ? std::string(stdout_identity) : inode_of(status);
}

// As above; empty for what cannot be destroyed by writing. A missing file is its reader's matter.
std::string input_identity(const std::string& path) {
  struct stat status {};
  const bool is_file = ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
  return is_file ? output_identity(path) : "";
}

bool stdout_takes_escape_codes() {
  const char* no_color = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) == 1 && (no_color == nullptr || *no_color == '\0');
}

}  // namespace

void check_outputs(const std::vector<OutputOption>& options,
                   const std::vector<std::string>& input_files) {
  for (std::size_t i = 0; i < options.size(); ++i) {
    const OutputOption& option = options[i];
    if (!option.path) continue;
    const std::string identity = output_identity(*option.path);
    if (identity.empty()) continue;
    if (identity == stdout_identity && option.path != "-") {
      throw InputError(option.name, quoted(*option.path) + " is where stdout goes",
                       "write " + option.name + " - for stdout, or name another file");
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (!options[j].path || output_identity(*options[j].path) != identity) continue;
      throw InputError(option.name,
                       quoted(*option.path) + " is where " + options[j].name + " goes too",
                       "name another file for one of them");
    }
    for (const std::string& input : input_files) {
      if (input_identity(input) != identity) continue;
      throw InputError(option.name, quoted(*option.path) + " is a file that the command reads",
                       "name another file, so that the input is kept");
    }
  }
}

void check_binary_output(const OutputOption& option) {
  if (option.path != "-" || ::isatty(STDOUT_FILENO) != 1) return;
  throw InputError(option.name, "\"-\" would send binary data to the terminal",
                   "name a file, or send stdout to a file or a pipe");
}

ResultOutput::ResultOutput(const std::vector<OutputOption>& options,
                           const std::vector<std::string>& input_files) {
  check_outputs(options, input_files);
  std::string stdout_option;
  for (const OutputOption& option : options) {
    if (!option.path) continue;
    if (option.path == "-") {
      stdout_option = option.name;
    } else {
      destinations_.push_back({option.name, std::make_unique<WholeFile>(*option.path)});
    }
  }
  destinations_.push_back({stdout_option, std::make_unique<WholeFile>("-")});
}

void ResultOutput::write(std::string_view option, std::string_view text) {
  for (Destination& destination : destinations_) {
    if (destination.option == option) return destination.file->write(text);
  }
  throw std::logic_error("a result for an option that was not given: " + std::string(option));
}

bool ResultOutput::stdout_is_free() const { return destinations_.back().option.empty(); }

void ResultOutput::write_stdout(std::string_view text) { write("", text); }

void ResultOutput::commit() {
  for (Destination& destination : destinations_) destination.file->flush();
  for (Destination& destination : destinations_) destination.file->commit();
}

void add_text_options(CLI::App& app, TextOutputs& outputs) {
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    app.add_option(std::string(text_formats[i].option), outputs[i],
                   fmt::format("Write it as {}, or - for stdout", text_formats[i].name))
        ->type_name("FILE");
  }
}

std::vector<OutputOption> with_texts(std::vector<OutputOption> options,
                                     const TextOutputs& outputs) {
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    options.push_back({std::string(text_formats[i].option), outputs[i]});
  }
  return options;
}

void write_texts(ResultOutput& output, const TextOutputs& outputs, const Document& document) {
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (outputs[i]) output.write(text_formats[i].option, text_formats[i].text(document));
  }
}

void write_terminal(ResultOutput& output, const Document& document) {
  if (output.stdout_is_free()) {
    output.write_stdout(terminal_text(document, stdout_takes_escape_codes()));
  }
}

}  // namespace swingproof

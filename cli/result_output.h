// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_RESULT_OUTPUT_H_
#define SWINGPROOF_CLI_RESULT_OUTPUT_H_

#include <CLI/CLI.hpp>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deployment/whole_file.h"
#include "reports/document/render.h"

namespace swingproof {

// An option that says where a result goes: a file, "-" for stdout, or absent for not at all.
struct OutputOption {
  std::string name;  // "--json"
  std::optional<std::string> path;
};

// Throws InputError if two options name the same file, by whatever path, if one names a file that
// the command reads, or if one names what stdout is, other than by "-": one would destroy the
// other. Pipes and devices that are only read, and devices like /dev/null, may be named twice.
void check_outputs(const std::vector<OutputOption>& options,
                   const std::vector<std::string>& input_files);

// For a result that is not text: throws InputError if the path is "-" and stdout a terminal.
void check_binary_output(const OutputOption& option);

// All results of one command: opened first, then written, then put in place together, so that a
// command that fails has changed no file. Throws InputError as check_outputs and WholeFile do.
//
//   ResultOutput output({{"--json", options.json}}, input_files(options.deployment));
//   ...the work...
//   if (options.json) output.write("--json", json_text(...));
//   if (output.stdout_is_free()) output.write_stdout(...);
//   output.commit();
class ResultOutput {
 public:
  // Opens every destination, before any work is done for it.
  ResultOutput(const std::vector<OutputOption>& options,
               const std::vector<std::string>& input_files);

  // The whole text for an option that was given, each once.
  void write(std::string_view option, std::string_view text);

  // Whether no option sends its result to stdout: then it is for the text that people read.
  bool stdout_is_free() const;
  void write_stdout(std::string_view text);

  // Flushes all, stdout last; then puts the files in place.
  void commit();

 private:
  struct Destination {
    std::string option;
    std::unique_ptr<WholeFile> file;
  };
  std::vector<Destination> destinations_;  // the last is stdout, whose option may be none: empty
};

// Where a document goes in each of text_formats, by their options.
using TextOutputs = std::array<std::optional<std::string>, text_formats.size()>;

void add_text_options(CLI::App& app, TextOutputs& outputs);
std::vector<OutputOption> with_texts(std::vector<OutputOption> options, const TextOutputs& outputs);
void write_texts(ResultOutput& output, const TextOutputs& outputs, const Document& document);

// The same for stdout, where that is free. Headings are bold on a terminal, unless NO_COLOR is set
// (https://no-color.org).
void write_terminal(ResultOutput& output, const Document& document);

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_RESULT_OUTPUT_H_

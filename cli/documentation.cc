// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "cli/documentation.h"

#include <filesystem>
#include <string>

#include "cli/command_text.h"
#include "cli/completions.h"
#include "cli/man_page.h"
#include "deployment/whole_file.h"

namespace swingproof {

void write_documentation(const CLI::App& root, const std::string& folder) {
  const auto write = [&](const std::string& path, const std::string& text) {
    const std::filesystem::path file = std::filesystem::path(folder) / path;
    std::filesystem::create_directories(file.parent_path());
    write_whole_file(file.string(), text);
  };
  const CommandText commands = command_text(root);
  for (const CommandText* command : all_commands(commands)) {
    write("man/man1/" + man_page_file(*command), man_page(*command));
  }
  write("bash-completion/completions/swingproof", bash_completion(commands));
  // Everybody's folder, and that of Debian's packages.
  for (const char* zsh : {"zsh/site-functions", "zsh/vendor-completions"}) {
    write(std::string(zsh) + "/_swingproof", zsh_completion(commands));
  }
  write("fish/vendor_completions.d/swingproof.fish", fish_completion(commands));
}

}  // namespace swingproof

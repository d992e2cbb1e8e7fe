// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <unistd.h>

#include <memory>
#include <string>

#include "cli/command.h"
#include "deployment/input_error.h"
#include "deployment/new_file.h"
#include "deployment/whole_file.h"
#include "reports/certificate/signing_key.h"

namespace swingproof {
namespace {

int run_keygen(const std::string& name) {
  if (name == "-" || name.ends_with('/')) {
    throw InputError("--output", quoted(name) + " is not the name of a file",
                     "give a name, as in bring-up");
  }
  const std::string private_file = name + ".key";
  const std::string public_file = name + ".pub";
  const SigningKey key = SigningKey::generate();
  WholeFile output("-");
  write_new_file(private_file, key.pem(), 0600);
  bool has_public_file = false;
  try {
    write_new_file(public_file, pem(key.public_key()), 0644);
    has_public_file = true;
    output.write("private key  " + private_file + "  (keep it secret: certify --sign)\n" +
                 "public key   " + public_file + "  (give it to verifiers: verify --key)\n" +
                 "key id       " + key_id(key.public_key()) + "\n");
    output.commit();
  } catch (const InputError&) {  // a pair or nothing
    ::unlink(private_file.c_str());
    if (has_public_file) ::unlink(public_file.c_str());
    throw;
  }
  return exit_done;
}

}  // namespace

Command keygen_command(CLI::App& root) {
  auto name = std::make_shared<std::string>();
  CLI::App* app =
      root.add_subcommand("keygen", "Make a pair of Ed25519 keys that sign certificates");
  app->add_option("-o,--output", *name,
                  "NAME.key gets the private key, readable by you alone, NAME.pub the public one; "
                  "neither is ever overwritten")
      ->type_name("NAME")
      ->required();
  app->footer(
      "Both are PEM files as OpenSSL reads and writes them.\n\n"
      "Examples:\n"
      "  swingproof keygen -o bring-up\n"
      "  openssl pkey -pubin -in bring-up.pub -text");
  return {app, [name] { return run_keygen(*name); }};
}

}  // namespace swingproof

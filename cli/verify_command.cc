// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/result_output.h"
#include "deployment/whole_file.h"
#include "reports/certificate/verification.h"
#include "reports/settle/evidence_statement.h"

namespace swingproof {
namespace {

struct VerifyOptions {
  std::string certificate;
  std::optional<std::string> capture;
  std::optional<std::string> stimulus;
  std::optional<std::string> deployment;
  std::string kit;
  std::string captures;
  std::optional<std::string> key;
  bool unauthenticated = false;
  std::optional<std::string> json;
};

// The files of the options, and the others beside the certificate, by their names.
SubjectPaths paths_of(const VerifyOptions& options, const Subjects& subjects) {
  const std::filesystem::path folder = std::filesystem::path(options.certificate).parent_path();
  SubjectPaths paths;
  const std::array given = {options.capture, options.stimulus, options.deployment};
  for (std::size_t i = 0; i < paths.size(); ++i) {
    paths[i] = given[i] ? *given[i] : (folder / subjects[i].name).string();
  }
  return paths;
}

int run_verify(const VerifyOptions& options) {
  std::vector<std::string> inputs = {options.certificate};
  for (const auto& each : {options.capture, options.stimulus, options.deployment, options.key}) {
    if (each) inputs.push_back(*each);
  }
  SignatureRules rules{{}, options.unauthenticated};
  if (options.key) {
    rules.key = parse_public_key(read_whole_file(*options.key, largest_key_file), *options.key);
  }
  const std::string text = read_whole_file(options.certificate, largest_certificate);
  const auto locate = [&](const Subjects& subjects) {
    SubjectPaths paths = paths_of(options, subjects);
    check_outputs({{"--json", options.json}}, {paths.begin(), paths.end()});
    return paths;
  };
  ResultOutput output({{"--json", options.json}}, inputs);
  const bool is_of_settle = is_evidence(text, options.certificate);
  const Verification verification =
      is_of_settle
          ? verify_evidence(text, options.certificate, rules, options.kit, options.captures)
          : verify_certificate(text, options.certificate, rules, locate,
                               [](const SubjectPaths& paths, const StatementBasis& basis) {
                                 return computed_statement(paths, names_of(basis.subjects),
                                                           basis.parameters);
                               });
  if (options.json) output.write("--json", json_text(verification_json(verification)));
  if (output.stdout_is_free()) output.write_stdout(verification_text(verification));
  output.commit();
  // Evidence passes no judgement: its users read the choices.
  const bool passes =
      is_verified(verification) && (is_of_settle || verification.verdict == "certified");
  return passes ? exit_done : exit_says_no;
}

}  // namespace

Command verify_command(CLI::App& root) {
  auto options = std::make_shared<VerifyOptions>();
  CLI::App* app = root.add_subcommand(
      "verify",
      "Recompute a certificate or evidence from its files, and refuse it if a byte differs");
  app->add_option("CERTIFICATE", options->certificate,
                  "File written by certify -o or settle judge -o")
      ->required();
  auto* key =
      app->add_option("--key", options->key, "Public key of the signer (PEM, as keygen writes it)");
  key->type_name("FILE");
  app->add_flag(
         "--unauthenticated", options->unauthenticated,
         "Check the content of a signed certificate without its key; the signer stays unknown")
      ->excludes(key);
  constexpr const char* beside = "; default: the file of the recorded name beside the certificate";
  app->add_option("--capture", options->capture, std::string("The capture") + beside)
      ->type_name("FILE");
  app->add_option("--stimulus", options->stimulus, std::string("The stimulus") + beside)
      ->type_name("FILE");
  app->add_option("--deployment", options->deployment, std::string("The deployment file") + beside)
      ->type_name("FILE");
  app->add_option(
         "--kit", options->kit,
         "Of evidence: the kit's folder; default: beside the evidence, or in a folder there")
      ->type_name("FOLDER");
  app->add_option("--captures", options->captures, "Of evidence: the folder of its captures")
      ->type_name("FOLDER");
  app->add_option("--json", options->json, "Write the result as JSON to a file, or - for stdout")
      ->type_name("FILE");
  app->footer(
      "Exit code: 0 verified, and of a certificate the verdict is certified; 1 anything differs, "
      "or the\n"
      "verdict is refuted or undecided; 2 a file cannot be used.\n\n"
      "Examples:\n"
      "  swingproof verify certificate.json\n"
      "  swingproof verify certificate.json --key bring-up.pub --capture /data/codes.npy");
  return {app, [options] { return run_verify(*options); }};
}

}  // namespace swingproof

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_DEPLOYMENT_OPTIONS_H_
#define SWINGPROOF_CLI_DEPLOYMENT_OPTIONS_H_

#include <CLI/CLI.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deployment/deployment.h"
#include "deployment/deployment_source.h"
#include "deployment/input_error.h"
#include "fixedpoint/arithmetic.h"

namespace swingproof {

// The deployment as the command line gives it: a file, options that override the file, or both.
struct DeploymentOptions {
  std::optional<std::string> file;             // of --deployment
  std::optional<std::string> positional_file;  // the same as an argument; at most one of the two
  // Of the options for single settings that are given: field's key -> its text.
  std::map<std::string_view, std::optional<std::string>> settings;
  std::optional<std::string> arithmetic;
  std::optional<std::string> evidence;      // a file, or a folder of files
  std::optional<std::string> evidence_key;  // has to have signed it
  std::optional<std::string> plugin;        // evidence of another version is not used
  std::optional<std::string> input;         // of a file of a toolchain that has several
};

// Whether an option sets this field, or one of these, or any.
bool overrides(const DeploymentOptions& options, std::string_view key);
bool overrides_any(const DeploymentOptions& options);

// Adds --deployment and the options for single settings.
void add_deployment_options(CLI::App& app, DeploymentOptions& options);

// Adds the options for single settings alone.
void add_setting_options(CLI::App& app, DeploymentOptions& options);

// Adds the deployment file as an optional positional argument as well.
void add_deployment_file(CLI::App& app, DeploymentOptions& options);

// Adds --evidence, --evidence-key and --plugin: what resolve_arithmetic() and resolve_declared()
// then use.
void add_evidence_options(CLI::App& app, DeploymentOptions& options);

// Reads the file and applies the options; fields that an option sets have no line. For lint: a
// march that lacks the op is read, and nothing is warned of.
DeploymentSource resolve_deployment_source(const DeploymentOptions& options);

// Applies the options alone, to a deployment that comes from elsewhere.
void apply_settings(const DeploymentOptions& options, DeploymentSource& source);

// The deployment of a source, with a warning on stderr where it is not what a BPU delivers. Throws
// InputError if its march lacks the op.
Deployment require_deployment(const DeploymentSource& source);

// Both in one: reads the file, applies the options and warns on stderr where the deployment is not
// what a BPU delivers. Throws InputError for everything that deployment.h refuses.
Deployment resolve_deployment(const DeploymentOptions& options);

// The files of a command for several deployments: FILE, or those of --deployment. Throws InputError
// if both are given.
std::vector<std::string> deployment_files(const DeploymentOptions& options,
                                          const std::vector<std::string>& deployments);

// Its deployments: one for each of these files, or one for the options alone.
std::vector<DeploymentOptions> each_deployment(const DeploymentOptions& options,
                                               const std::vector<std::string>& deployments);

// The arithmetic file that --arithmetic names.
std::optional<std::string> arithmetic_file(const DeploymentOptions& options);

// The arithmetic of --arithmetic, a name or a file, else the march's, with what --evidence refutes
// replaced. Throws InputError if there is none of that name, as parse_arithmetic_toml() does, if it
// is not for this deployment, and as fitting_evidence() does.
Arithmetic resolve_arithmetic(const DeploymentOptions& options, const Deployment& deployment);

// For several deployments, or where the file's digest is wanted: the content of the arithmetic
// file, if --arithmetic names one, and the arithmetic from it. A file that is read twice may have
// changed.
std::optional<std::string> read_arithmetic_file(const DeploymentOptions& options);
Arithmetic resolve_arithmetic(const DeploymentOptions& options, const Deployment& deployment,
                              const std::optional<std::string>& file_content);

// The deployment file, if one is given.
std::optional<std::string> deployment_file(const DeploymentOptions& options);

// All files that the options name: the deployment's, the arithmetic's, then the evidence.
std::vector<std::string> input_files(const DeploymentOptions& options);

// Where the deployment comes from, for messages: its file, or "command line".
std::string deployment_place(const DeploymentOptions& options);

// The deployment's file, for a certificate, which names the deployment by the digest of this file.
// Throws InputError, with this place, if there is no file, if an option overrides it, or if the
// arithmetic comes from another file.
std::string certified_deployment_file(const DeploymentOptions& options, std::string_view place);

// Runs the action, and where it throws an InputError about the deployment's settings, puts the
// place of the deployment, its file or "command line", before it: what lowers a deployment does not
// know.
template <typename Action>
auto naming_source(const DeploymentOptions& options, const Action& action) {
  try {
    return action();
  } catch (const InputError& error) {
    throw InputError(deployment_place(options), error.what(), "");
  }
}

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_DEPLOYMENT_OPTIONS_H_

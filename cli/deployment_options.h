// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_DEPLOYMENT_OPTIONS_H_
#define SWINGPROOF_CLI_DEPLOYMENT_OPTIONS_H_

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "deployment/deployment.h"
#include "fixedpoint/datapath.h"

namespace swingproof {

// The deployment as the command line gives it: a file, options that override the file, or both.
struct DeploymentOptions {
  std::optional<std::string> file;             // of --deployment
  std::optional<std::string> positional_file;  // the same as an argument; at most one of the two
  std::optional<std::string> op;
  std::optional<std::string> march;
  std::optional<std::string> swing;
  std::optional<std::string> mean;
  std::optional<std::string> std;
  std::optional<std::string> q_scale;
  std::optional<std::string> rounding;
  std::optional<std::string> arithmetic;
};

// Adds --deployment and the options for single settings.
void add_deployment_options(CLI::App& app, DeploymentOptions& options);

// Adds the deployment file as an optional positional argument as well.
void add_deployment_file(CLI::App& app, DeploymentOptions& options);

// Reads the file, applies the options and warns on stderr where the deployment is not what a BPU
// delivers. Throws InputError for whatever deployment.h refuses.
Deployment resolve_deployment(const DeploymentOptions& options);

// The datapath of --arithmetic, else the march's.
NamedDatapath resolve_arithmetic(const DeploymentOptions& options, const Deployment& deployment);

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_DEPLOYMENT_OPTIONS_H_

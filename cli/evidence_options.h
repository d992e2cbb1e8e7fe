// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_EVIDENCE_OPTIONS_H_
#define SWINGPROOF_CLI_EVIDENCE_OPTIONS_H_

#include <string>
#include <vector>

#include "cli/deployment_options.h"

namespace swingproof {

// The files of --evidence: the file, or those of the folder whose names end in .json, by name.
// Throws InputError for a folder without any.
std::vector<std::string> evidence_files(const DeploymentOptions& options);

// The same, and the file of --evidence-key: all that is read.
std::vector<std::string> evidence_inputs(const DeploymentOptions& options);

// The arithmetic with the evidence that fits the deployment: of its op and march, and not of
// another plugin version than --plugin; with --evidence-key it must be signed. Warnings on stderr
// name what does not fit. Where
// --arithmetic is not given, choices that the evidence refutes become what it leaves. Throws
// InputError for what is not evidence, and for evidence that contradicts other evidence.
//
// Evidence is taken at its signer's word: verify recomputes it.
Arithmetic with_evidence(const Arithmetic& arithmetic, const DeploymentOptions& options,
                         const Deployment& deployment);

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_EVIDENCE_OPTIONS_H_

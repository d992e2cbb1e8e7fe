// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "cli/evidence_options.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "cli/diagnostic.h"
#include "deployment/whole_file.h"
#include "fixedpoint/choices.h"
#include "reports/certificate/signing_key.h"
#include "reports/settle/evidence_statement.h"
#include "reports/settle/settled_evidence.h"

namespace swingproof {
namespace {

namespace fs = std::filesystem;

// Why evidence is not for this deployment, in words; empty if it is.
std::string misfit(const SettledEvidence& evidence, const DeploymentOptions& options,
                   const Deployment& deployment) {
  if (evidence.op != deployment.op) return "of op " + std::string(name(evidence.op));
  if (evidence.march != deployment.march) return "of march " + std::string(name(evidence.march));
  if (!options.plugin || evidence.plugin == options.plugin) return {};
  if (!evidence.plugin) return "of an unknown plugin version";
  return "of plugin " + quoted(*evidence.plugin);
}

// Adds the values that another file has found. Throws InputError where the two disagree.
void add_values(const SettledEvidence& evidence, const std::string& file, Evidence& all) {
  for (const SettledValue& value : evidence.values) {
    const auto known = std::ranges::find(all.values, value.choice, &SettledValue::choice);
    if (known == all.values.end()) {
      all.values.push_back(value);
    } else if (known->value != value.value) {
      throw InputError(file,
                       "says that " + value.choice + " is " + value.value + ", but " + all.subject +
                           " says " + known->value,
                       "give the evidence of the board that you deploy on");
    }
  }
  all.subject += (all.subject.empty() ? "" : " and ") + evidence.subject;
}

std::optional<Evidence> fitting_evidence(const DeploymentOptions& options,
                                         const Deployment& deployment) {
  Evidence all;
  std::optional<PublicKey> key;
  if (options.evidence_key) {
    const std::string& path = *options.evidence_key;
    key = parse_public_key(read_whole_file(path, largest_key_file), path);
  }
  for (const std::string& file : evidence_files(options)) {
    const SettledEvidence evidence =
        settled_evidence(read_whole_file(file, largest_certificate), file, key);
    const std::string reason = misfit(evidence, options, deployment);
    if (reason.empty()) {
      add_values(evidence, file, all);
    } else {
      print_warning(file + ": is not used: it is " + reason);
    }
  }
  if (all.subject.empty()) return {};
  return all;
}

// The model's datapath with what is left of each choice.
Datapath settled_datapath(Datapath datapath, const Evidence& evidence) {
  for (const Choice& choice : choices()) {
    for (const SettledValue& settled : evidence.values) {
      if (settled.choice != choice.name) continue;
      const auto value = std::ranges::find(choice.values, settled.value, &ChoiceValue::text);
      if (value != choice.values.end()) datapath = value->in(datapath);
    }
  }
  return datapath;
}

}  // namespace

void add_evidence_options(CLI::App& app, DeploymentOptions& options) {
  app.add_option("--evidence", options.evidence,
                 "What settle judge -o found on a board: a file, or a folder of them. Choices that "
                 "it refutes are replaced; evidence of another op, march or plugin is not used")
      ->type_name("FILE")
      ->group("Deployment");
  app.add_option("--evidence-key", options.evidence_key,
                 "Public key of its signer: only evidence that this key has signed is taken")
      ->type_name("FILE")
      ->group("Deployment");
  app.add_option("--plugin", options.plugin,
                 "Your version of horizon_plugin_pytorch: evidence of another is not used")
      ->type_name("VERSION")
      ->group("Deployment");
}

std::vector<std::string> evidence_files(const DeploymentOptions& options) {
  if (!options.evidence) {
    for (const auto& [option, given] :
         {std::pair("--plugin", options.plugin.has_value()),
          std::pair("--evidence-key", options.evidence_key.has_value())}) {
      if (given) throw InputError(option, "says which evidence is used", "give --evidence as well");
    }
    return {};
  }
  std::error_code error;
  if (!fs::is_directory(*options.evidence, error)) return {*options.evidence};
  std::vector<std::string> files;
  for (fs::directory_iterator each(*options.evidence, error), end; !error && each != end;
       each.increment(error)) {
    if (each->path().extension() == ".json") files.push_back(each->path().string());
  }
  if (files.empty()) {
    throw InputError(*options.evidence, "has no file whose name ends in .json",
                     "name a file that swingproof settle judge -o has written, or its folder");
  }
  std::ranges::sort(files);
  return files;
}

std::vector<std::string> evidence_inputs(const DeploymentOptions& options) {
  std::vector<std::string> files = evidence_files(options);
  if (options.evidence_key) files.push_back(*options.evidence_key);
  return files;
}

Arithmetic with_evidence(const Arithmetic& arithmetic, const DeploymentOptions& options,
                         const Deployment& deployment) {
  Arithmetic result = arithmetic;
  result.evidence = fitting_evidence(options, deployment);
  if (!result.evidence || options.arithmetic) return result;
  result.datapath = settled_datapath(arithmetic.datapath, *result.evidence);
  result.name = datapath_name(result.datapath);
  return result;
}

}  // namespace swingproof

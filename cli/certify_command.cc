// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/capture_options.h"
#include "cli/command.h"
#include "cli/deployment_options.h"
#include "cli/hypothesis_options.h"
#include "cli/result_output.h"
#include "cli/source_check.h"
#include "deployment/input_error.h"
#include "deployment/sha256.h"
#include "deployment/whole_file.h"
#include "reports/certificate/dsse_envelope.h"
#include "reports/certificate/statement.h"
#include "reports/certify/captures_report.h"
#include "reports/certify/certify_report.h"
#include "reports/certify/source_report.h"
#include "reports/faults/fault_report.h"
#include "reports/kit/probe_files.h"
#include "suites/certify/capture_check.h"
#include "suites/certify/stimulus.h"
#include "suites/faults/capture_faults.h"
#include "suites/npy/npy_file.h"

namespace swingproof {
namespace {

struct CertifyOptions {
  DeploymentOptions deployment;
  std::optional<std::string> kit;  // a folder in place of the deployment file
  CheckFiles files;
  CheckParameters parameters;
  std::optional<std::string> next_probe;
  std::optional<std::string> json;
  std::optional<std::string> certificate;
  std::optional<std::string> signing_key;
};

// What a check gives to be written.
struct CheckResult {
  Judgement judgement = Judgement::undecided;
  std::string text;
  Json document;
  std::string next_probe;  // of the op's check, if it is wanted
  std::string statement;   // of a certificate, if it is wanted
};

// What a certificate says of its files beside the verdict.
struct CertifiedFiles {
  SubjectNames names;
  std::string deployment_sha256;
};

CheckResult op_result(const CertifyOptions& options, const OpDeclaration& declaration,
                      const std::optional<CertifiedFiles>& certified) {
  const OpCheck check = check_op(options.files, options.parameters, declaration);
  CheckResult result;
  result.judgement = check.verdict.judgement;
  const FaultFindings faults =
      capture_faults(check.classes, check.verdict, check.stimulus, check.capture);
  result.text = certify_text(check.classes, check.verdict, check.next) +
                causes_section(faults, check.classes.declared);
  result.document = certify_json(check.classes, check.verdict, check.next);
  add_faults_json(faults, check.classes.declared, result.document);
  if (certified) {
    result.statement =
        statement_text(certified->names, certified->deployment_sha256, options.parameters, check);
  }
  if (options.next_probe) {
    const YuvPlanes added = repeated(check.next.pixels, check.next.times, "--tolerate");
    result.next_probe = pixel_list_npy(joined(check.stimulus.pixels, added));
  }
  return result;
}

CheckResult source_result(const CertifyOptions& options, const Deployment& deployment,
                          const std::optional<CertifiedFiles>& certified) {
  const SourceCheck check = check_source(options.files, options.parameters, deployment);
  CheckResult result;
  result.judgement = check.verdict.judgement;
  const FaultFindings faults =
      source_faults(deployment, check.stimulus, check.capture, check.rules, check.verdict);
  result.text = source_text(check.verdict, check.rules) + causes_section(faults, deployment);
  result.document = source_json(deployment, check.verdict, check.rules);
  add_faults_json(faults, deployment, result.document);
  if (certified) {
    result.statement =
        statement_text(certified->names, certified->deployment_sha256, options.parameters, check);
  }
  return result;
}

// Of every capture of a folder.
CheckResult folder_result(const CertifyOptions& options, const OpDeclaration& declaration) {
  CheckFiles files = options.files;
  files.captures = captures_in(files.captures.front());
  const Deployment& deployment = declaration.deployment;
  std::vector<FaultFindings> faults;
  CheckResult result;
  if (options.parameters.is_source) {
    const SourceChecks checks =
        check_sources(files, options.parameters, deployment,
                      [&](const SourceChecks& so_far, const SourceCapture& judged,
                          const RgbStimulus& stimulus, const CaptureCodes& codes) {
                        faults.push_back(source_faults(deployment, stimulus, codes, so_far.rules,
                                                       judged.verdict));
                      });
    result.judgement = joint_judgement(checks);
    result.text = captures_text(deployment, checks, faults);
    result.document = captures_json(deployment, checks, faults);
  } else {
    const OpChecks checks = check_ops(
        files, options.parameters, declaration,
        [&](const OpChecks& so_far, const OpCapture& judged, const CaptureCodes& codes) {
          faults.push_back(capture_faults(so_far.classes, judged.verdict, so_far.stimulus, codes));
        });
    result.judgement = joint_judgement(checks);
    result.text = captures_text(deployment, checks, faults);
    result.document = captures_json(deployment, checks, faults);
  }
  return result;
}

bool is_folder_of_captures(const CertifyOptions& options) {
  std::error_code unreadable;
  return options.files.captures.size() == 1 &&
         std::filesystem::is_directory(options.files.captures.front(), unreadable);
}

// What is of one capture in one file alone.
void require_one_file(const CertifyOptions& options, bool is_folder) {
  const auto refuse = [](std::string_view option, std::string_view problem,
                         std::string_view remedy) { throw InputError(option, problem, remedy); };
  if (is_folder && options.certificate) {
    refuse("--output", "is for one capture, but --capture is a folder",
           "make a certificate of each of its files");
  }
  if (is_folder && options.next_probe) {
    refuse("--next-probe", "is for one capture, but --capture is a folder",
           "name the capture that is undecided");
  }
  if (options.files.captures.size() > 1 && options.certificate) {
    refuse("--output", "is for a capture in one file, which a certificate names by its digest",
           "join Y and chroma: cat y.bin uv.bin > frame.bin");
  }
}

std::optional<SigningKey> read_signing_key(const CertifyOptions& options) {
  if (!options.signing_key) return {};
  if (!options.certificate) {
    throw InputError("--sign", "is for a certificate", "give --output FILE as well");
  }
  const std::string& path = *options.signing_key;
  return SigningKey::parse(read_whole_file(path, largest_key_file), path);
}

// Of capture, stimulus and deployment file; nothing if no certificate is wanted. Before anything is
// read: an open descriptor stands at the start of its file only then.
std::optional<CertifiedFiles> certified_files(const CertifyOptions& options) {
  if (!options.certificate) return {};
  const SubjectPaths paths = {options.files.captures.front(), options.files.stimulus,
                              certified_deployment_file(options.deployment, "--output")};
  return CertifiedFiles{subject_names(paths), {}};
}

// A certificate rests on capture, stimulus and deployment alone, and says nothing of the source's
// arithmetic.
void require_no_lost_evidence(const CertifyOptions& options) {
  if (!options.deployment.evidence) return;
  if (options.certificate) {
    throw InputError("--evidence", "is not for a certificate, which rests on its own files alone",
                     "leave out one of --evidence and --output, or name what it found with "
                     "--arithmetic");
  }
  if (options.parameters.is_source) {
    throw InputError("--evidence", "has no effect with --source", "leave it out");
  }
}

// Replaces the folder by what is in it. What the command line says of the capture's form counts
// before capture.json.
std::optional<ProbeKit> take_kit(CertifyOptions& options) {
  std::optional<std::string>& folder = options.deployment.positional_file;
  std::error_code unreadable;
  if (!folder || !std::filesystem::is_directory(*folder, unreadable)) return {};
  if (!options.files.stimulus.empty() || !options.files.captures.empty()) {
    throw InputError(*folder, "is a folder with a probe and its capture",
                     "leave out --stimulus and --capture, or name a deployment file");
  }
  if (options.parameters.is_source || options.certificate || options.deployment.file) {
    throw InputError(*folder, "is a kit, whose deployment is in its probe.json",
                     "leave out --source, --output and --deployment, or name the files one by one");
  }
  ProbeKit kit = read_probe_kit(*folder);
  options.files.stimulus = kit.stimulus;
  options.files.stimulus_form = kit.stimulus_form;
  options.files.captures = kit.captures;
  if (!options.parameters.dump.shape) {
    for (const DumpOption& each : dump_options) {
      auto& text = options.parameters.dump.*each.text;
      if (!text) text = kit.capture_form.*each.text;
    }
  }
  options.kit = std::move(folder);
  folder.reset();
  return kit;
}

void require_files(const CertifyOptions& options) {
  const auto require = [](bool is_given, std::string_view option) {
    if (is_given) return;
    throw InputError(option, "is missing", "it must be given; see swingproof certify --help");
  };
  require(!options.files.stimulus.empty(), "--stimulus");
  require(!options.files.captures.empty(), "--capture");
}

// A stimulus without a header is known by the probe.json beside it.
void take_stimulus_form(CertifyOptions& options) {
  if (options.kit || options.parameters.is_source || options.parameters.stimulus_layout ||
      is_npy(options.files.stimulus).value_or(true)) {
    return;
  }
  const auto file = probe_file_of(options.files.stimulus);
  if (!file) return;
  if (sha256_of_file(options.files.stimulus) != file->sha256) {
    throw InputError(options.files.stimulus,
                     "belongs to another probe than the probe.json beside it",
                     "write the probe again, or give --stimulus-layout");
  }
  if (options.certificate) {
    throw InputError("--output", "is for a stimulus with a header, which says what it is",
                     "give the probe as .npy");
  }
  options.files.stimulus_form = file->form;
}

CheckResult check_result(const CertifyOptions& options, const Deployment& deployment,
                         const std::optional<CertifiedFiles>& certified, bool is_folder) {
  const DeclaredHypothesis declared = resolve_declared(options.deployment, deployment);
  const OpDeclaration declaration = {
      deployment, declared.hypothesis, declared.arithmetic,
      options.kit ? *options.kit : deployment_place(options.deployment)};
  if (is_folder) return folder_result(options, declaration);
  return options.parameters.is_source ? source_result(options, deployment, certified)
                                      : op_result(options, declaration, certified);
}

DeploymentSource deployment_source_of(const CertifyOptions& options,
                                      const std::optional<ProbeKit>& kit) {
  if (!kit) return resolve_deployment_source(options.deployment);
  DeploymentSource source;
  source.deployment = kit->probe.deployment;
  apply_settings(options.deployment, source);
  return source;
}

int run_certify(CertifyOptions options) {
  require_no_lost_evidence(options);
  const std::optional<ProbeKit> kit = take_kit(options);
  require_files(options);
  take_stimulus_form(options);
  const bool is_folder = is_folder_of_captures(options);
  require_one_file(options, is_folder);
  options.parameters.arithmetic = options.deployment.arithmetic.value_or("bayes");
  require_parameters(options.parameters);
  std::optional<CertifiedFiles> certified = certified_files(options);
  options.files.wants_digests = certified.has_value();
  const DeploymentSource source = deployment_source_of(options, kit);
  if (certified) certified->deployment_sha256 = source.sha256;
  const Deployment deployment = require_deployment(source);
  const std::optional<SigningKey> key = read_signing_key(options);
  std::vector<std::string> inputs = input_files(options.deployment);
  if (kit) inputs.insert(inputs.end(), kit->files.begin(), kit->files.end());
  inputs.push_back(options.files.stimulus);
  if (!is_folder) {
    inputs.insert(inputs.end(), options.files.captures.begin(), options.files.captures.end());
  }
  if (options.signing_key) inputs.push_back(*options.signing_key);
  check_binary_output({"--next-probe", options.next_probe});
  ResultOutput output({{"--output", options.certificate},
                       {"--next-probe", options.next_probe},
                       {"--json", options.json}},
                      inputs);
  const CheckResult result = check_result(options, deployment, certified, is_folder);
  if (certified) {
    output.write("--output",
                 key ? envelope_text(signed_envelope(result.statement, *key)) : result.statement);
  }
  if (options.next_probe) output.write("--next-probe", result.next_probe);
  if (options.json) output.write("--json", json_text(result.document));
  if (output.stdout_is_free()) output.write_stdout(result.text);
  output.commit();
  return result.judgement == Judgement::certified ? exit_done : exit_says_no;
}

}  // namespace

Command certify_command(CLI::App& root) {
  auto options = std::make_shared<CertifyOptions>();
  CLI::App* app = root.add_subcommand(
      "certify", "Judge a capture: does the board compute what the deployment declares?");
  add_deployment_file(*app, options->deployment);
  app->add_option("--stimulus", options->files.stimulus,
                  "The pixels that were sent: NPY, int8 centered YUV, as probe writes it, or its "
                  ".bin beside its probe.json")
      ->type_name("FILE");
  app->add_option("--capture", options->files.captures,
                  "The codes of the same pixels in the same order: NPY, or a file without header "
                  "with --shape; int8, or uint8 with the same bits; a folder of such files; of a "
                  "picture in two files, Y and chroma, given twice")
      ->type_name("FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
  auto* stimulus_layout = app->add_option("--stimulus-layout", options->parameters.stimulus_layout,
                                          "Layout of the stimulus; default: from its shape")
                              ->type_name("nhwc|nchw");
  auto* tolerate =
      app->add_option("--tolerate", options->parameters.tolerate,
                      "How many pixels may differ or be missing at the end (default 0)")
          ->type_name("N");
  auto* next_probe =
      app->add_option("--next-probe", options->next_probe,
                      "Write the stimulus and the pixels that would decide more: NPY (N, 3)")
          ->type_name("FILE");
  app->add_option("--json", options->json, "Write the verdict as JSON to a file, or - for stdout")
      ->type_name("FILE");
  app->add_option("-o,--output", options->certificate,
                  "Write a certificate for verify: the verdict, of whatever kind, with the digests "
                  "of capture, stimulus and deployment file")
      ->type_name("FILE");
  app->add_option("--sign", options->signing_key,
                  "Sign the certificate with this private key, NAME.key of keygen")
      ->type_name("FILE");
  add_dump_options(*app, options->parameters.dump, "capture");
  add_source_check_options(*app, options->parameters, {tolerate, next_probe, stimulus_layout});
  add_deployment_options(*app, options->deployment);
  add_evidence_options(*app, options->deployment);
  app->footer(
      "Exit code: 0 certified, 1 refuted or undecided.\n\n"
      "In place of all files: a folder of kit, with what a runner has written into it.\n\n"
      "Examples:\n"
      "  swingproof certify deployment.toml --stimulus probe.npy --capture codes.npy\n"
      "  swingproof certify kit\n"
      "  swingproof certify deployment.toml --stimulus probe.npy --capture codes.npy \\\n"
      "    -o certificate.json --sign bring-up.key\n"
      "  swingproof certify deployment.toml --stimulus image.npy --capture codes.bin \\\n"
      "    --shape 1,64,64,3 --aligned-shape 1,64,64,16 --json verdict.json\n"
      "  swingproof certify deployment.toml --source --stimulus patches.npy --capture yuv.npy \\\n"
      "    --tolerance 2 --against swing,chroma_order");
  return {app, [options] { return run_certify(*options); }};
}

}  // namespace swingproof

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/deployment_options.h"
#include "cli/hypothesis_options.h"
#include "cli/result_output.h"
#include "cli/source_check.h"
#include "deployment/input_error.h"
#include "deployment/whole_file.h"
#include "reports/certificate/dsse_envelope.h"
#include "reports/certificate/statement.h"
#include "reports/certify_json.h"
#include "reports/certify_text.h"
#include "reports/source_report.h"
#include "suites/certify/capture_check.h"
#include "suites/certify/stimulus.h"

namespace swingproof {
namespace {

struct CertifyOptions {
  DeploymentOptions deployment;
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
  result.text = certify_text(check.classes, check.verdict, check.next);
  result.document = certify_json(check.classes, check.verdict, check.next);
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
  result.text = source_text(check.verdict, check.rules);
  result.document = source_json(deployment, check.verdict, check.rules);
  if (certified) {
    result.statement =
        statement_text(certified->names, certified->deployment_sha256, options.parameters, check);
  }
  return result;
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
  const SubjectPaths paths = {options.files.capture, options.files.stimulus,
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

int run_certify(CertifyOptions options) {
  require_no_lost_evidence(options);
  options.parameters.arithmetic = options.deployment.arithmetic.value_or("bayes");
  require_parameters(options.parameters);
  std::optional<CertifiedFiles> certified = certified_files(options);
  options.files.wants_digests = certified.has_value();
  const DeploymentSource source = resolve_deployment_source(options.deployment);
  if (certified) certified->deployment_sha256 = source.sha256;
  const Deployment deployment = require_deployment(source);
  const DeclaredHypothesis declared = resolve_declared(options.deployment, deployment);
  const std::optional<SigningKey> key = read_signing_key(options);
  std::vector<std::string> inputs = input_files(options.deployment);
  inputs.insert(inputs.end(), {options.files.stimulus, options.files.capture});
  if (options.signing_key) inputs.push_back(*options.signing_key);
  check_binary_output({"--next-probe", options.next_probe});
  ResultOutput output({{"--output", options.certificate},
                       {"--next-probe", options.next_probe},
                       {"--json", options.json}},
                      inputs);
  const CheckResult result = options.parameters.is_source
                                 ? source_result(options, deployment, certified)
                                 : op_result(options,
                                             {deployment, declared.hypothesis, declared.arithmetic,
                                              deployment_place(options.deployment)},
                                             certified);
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
                  "The pixels that were sent: NPY, int8 centered YUV, as probe writes it")
      ->type_name("FILE")
      ->required();
  app->add_option("--capture", options->files.capture,
                  "The codes of the same pixels in the same order: NPY, or raw bytes with --shape; "
                  "int8, or uint8 with the same bits")
      ->type_name("FILE")
      ->required();
  app->add_option("--layout", options->parameters.layout,
                  "Layout of the capture: nhwc (channels last) or nchw; default: from its shape");
  app->add_option("--shape", options->parameters.shape,
                  "Shape of a capture of raw bytes: 1,3,480,640")
      ->type_name("A,B,...");
  app->add_option("--stride", options->parameters.stride,
                  "Bytes from one row of the raw capture to the next")
      ->type_name("BYTES");
  auto* stimulus_layout =
      app->add_option("--stimulus-layout", options->parameters.stimulus_layout,
                      "Layout of the stimulus: nhwc or nchw; default: from its shape");
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
  add_source_check_options(*app, options->parameters, {tolerate, next_probe, stimulus_layout});
  add_deployment_options(*app, options->deployment);
  add_evidence_options(*app, options->deployment);
  app->footer(
      "Exit code: 0 certified, 1 refuted or undecided.\n\n"
      "Examples:\n"
      "  swingproof certify deployment.toml --stimulus probe.npy --capture codes.npy\n"
      "  swingproof certify deployment.toml --stimulus probe.npy --capture codes.npy \\\n"
      "    -o certificate.json --sign bring-up.key\n"
      "  swingproof certify deployment.toml --stimulus image.npy --capture codes.bin \\\n"
      "    --layout nchw --shape 1,3,64,64 --stride 128 --json verdict.json\n"
      "  swingproof certify deployment.toml --source --stimulus patches.npy --capture yuv.npy \\\n"
      "    --tolerance 2 --against swing,chroma_order");
  return {app, [options] { return run_certify(*options); }};
}

}  // namespace swingproof

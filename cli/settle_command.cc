// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <filesystem>
#include <list>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "cli/capture_options.h"
#include "cli/command.h"
#include "cli/output_folder.h"
#include "cli/result_output.h"
#include "deployment/deployment_fields.h"
#include "deployment/input_error.h"
#include "deployment/whole_file.h"
#include "reports/certificate/dsse_envelope.h"
#include "reports/certificate/signing_key.h"
#include "reports/settle/evidence_statement.h"
#include "reports/settle/settle_kit.h"
#include "reports/settle/settle_report.h"
#include "suites/certify/capture_check.h"

namespace swingproof {
namespace {

namespace fs = std::filesystem;

struct SettlePlanOptions {
  std::string folder;
  std::string op = "centered_yuv2rgb";
  std::string march = "bayes";
  std::optional<std::string> greatest_mean;
};

MeanRange mean_range(const SettlePlanOptions& options) {
  if (!options.greatest_mean) return all_means;
  constexpr const char* option = "--mean-at-most";
  return means_up_to(parse_count(*options.greatest_mean, option), option);
}

// Captures of one plan must not come to lie beside another.
void refuse_other_plan(const std::vector<std::string>& paths, const std::vector<KitFile>& files) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    std::error_code ignored;
    if (!fs::exists(paths[i], ignored)) continue;
    constexpr std::size_t largest = std::size_t{1} << 20;
    if (read_whole_file(paths[i], largest) == files[i].content) continue;
    throw InputError(paths[i], "is there already, and not what this plan has", "name a new folder");
  }
}

int run_settle_plan(const SettlePlanOptions& options) {
  const Op op = parse_op(options.op, "--op");
  const March march = parse_name<March>(options.march, "--march");
  const MeanRange means = mean_range(options);
  std::list<OutputFolder> folders;
  folders.emplace_back(options.folder);
  const SettlePlan plan = settle_plan(op, march, means);
  for (std::size_t i = 0; i < plan.experiments.size(); ++i) {
    folders.emplace_front((fs::path(options.folder) / kit_runner_folder(i)).string());
  }
  const std::vector<KitFile> files = settle_files(plan);
  std::vector<std::string> paths;
  std::vector<OutputOption> outputs;
  for (const KitFile& file : files) {
    paths.push_back((fs::path(options.folder) / file.name).string());
    outputs.push_back({file.name, paths.back()});
  }
  refuse_other_plan(paths, files);
  ResultOutput output(outputs, {});
  for (const KitFile& file : files) output.write(file.name, file.content);
  output.write_stdout(plan_text(plan, options.folder));
  output.commit();
  return exit_done;
}

Command settle_plan_command(CLI::App& settle) {
  auto options = std::make_shared<SettlePlanOptions>();
  CLI::App* app = settle.add_subcommand(
      "plan", "Write the deployments and pixels whose captures decide every choice");
  app->add_option("-o,--output", options->folder, "Folder for the kit; made if it is not there")
      ->type_name("FOLDER")
      ->required();
  for (const auto& [key, text] :
       {std::pair("op", &options->op), std::pair("march", &options->march)}) {
    const DeploymentField& field = *find_field(key);
    app->add_option(std::string(field.option), *text, std::string(field.help))
        ->type_name(std::string(field.type));
  }
  app->add_option(
         "--mean-at-most", options->greatest_mean,
         "Means from 0 to N grey levels only, for compilers that refuse others; 255 leaves "
         "some choices open, as it says. Default: from -1024 to 1024")
      ->type_name("N");
  app->footer(
      "Examples:\n"
      "  swingproof settle plan -o kit\n"
      "  swingproof settle plan -o kit-255 --mean-at-most 255");
  return {app, [options] { return run_settle_plan(*options); }};
}

struct SettleJudgeOptions {
  std::string folder;
  std::string captures;
  DumpOptions form;
  std::optional<std::string> board;
  std::optional<std::string> plugin;
  std::optional<std::string> json;
  std::optional<std::string> evidence;
  std::optional<std::string> signing_key;
};

std::optional<SigningKey> read_signing_key(const SettleJudgeOptions& options) {
  if (!options.signing_key) return {};
  if (!options.evidence) {
    throw InputError("--sign", "is for evidence", "give --output FILE as well");
  }
  const std::string& path = *options.signing_key;
  return SigningKey::parse(read_whole_file(path, largest_key_file), path);
}

int run_settle_judge(const SettleJudgeOptions& options) {
  if (options.evidence && options.form != DumpOptions()) {
    throw InputError("--output", "is for captures whose form is in their headers",
                     "save the captures as NPY, int8, and judge them again");
  }
  const std::optional<SigningKey> key = read_signing_key(options);
  std::vector<std::string> inputs = kit_inputs(options.folder, options.captures);
  if (options.signing_key) inputs.push_back(*options.signing_key);
  ResultOutput output({{"--output", options.evidence}, {"--json", options.json}}, inputs);
  const SettleKit kit = read_settle_kit(options.folder, options.captures, options.form);
  const SettleJudgement judgement = judge(kit.results);
  const MeasuredSubject subject = {options.board.value_or("an unnamed board"), options.plugin};
  if (options.evidence) {
    const std::string text = evidence_text(kit, judgement, subject);
    output.write("--output", key ? envelope_text(signed_envelope(text, *key)) : text);
  }
  if (options.json) output.write("--json", json_text(settle_json(kit, judgement, subject)));
  if (output.stdout_is_free()) output.write_stdout(settle_text(kit, judgement, subject));
  output.commit();
  return is_settled(judgement) ? exit_done : exit_says_no;
}

Command settle_judge_command(CLI::App& settle) {
  auto options = std::make_shared<SettleJudgeOptions>();
  CLI::App* app = settle.add_subcommand(
      "judge", "Say of each choice whether the captures confirm, refute or leave it open");
  app->add_option("KIT", options->folder, "Folder that settle plan has written")->required();
  app->add_option("--captures", options->captures,
                  "Where the captures of this board are, by their names in plan.json; default: in "
                  "the kit")
      ->type_name("FOLDER");
  add_dump_options(*app, options->form, "captures");
  app->add_option("--board", options->board,
                  "What was measured, in your words: other results cite it")
      ->type_name("TEXT");
  app->add_option("--plugin", options->plugin,
                  "Version of horizon_plugin_pytorch that made the deployments")
      ->type_name("VERSION");
  app->add_option("--json", options->json, "Write the result as JSON to a file, or - for stdout")
      ->type_name("FILE");
  app->add_option("-o,--output", options->evidence,
                  "Write evidence for verify and --evidence: the result with the digests of all "
                  "files")
      ->type_name("FILE");
  app->add_option("--sign", options->signing_key,
                  "Sign the evidence with this private key, NAME.key of keygen")
      ->type_name("FILE");
  app->footer(
      "Exit code: 0 every choice that can be seen is confirmed; 1 something is refuted, open, or "
      "explained by nothing.\n\n"
      "Examples:\n"
      "  swingproof settle judge kit\n"
      "  swingproof settle judge kit --captures board-17 --board 'X5 board 17' \\\n"
      "    -o evidence.json --sign bring-up.key");
  return {app, [options] { return run_settle_judge(*options); }};
}

}  // namespace

Command settle_command(CLI::App& root) {
  CLI::App* app = root.add_subcommand(
      "settle", "Plan a board session that settles the model's choices, and judge its captures");
  app->require_subcommand(1);
  const std::vector<Command> commands = {settle_plan_command(*app), settle_judge_command(*app)};
  app->footer(
      "Examples:\n"
      "  swingproof settle plan -o kit\n"
      "  swingproof settle judge kit\n\n"
      "swingproof settle COMMAND --help explains a command. docs/settle.md has the design.");
  return {app, [commands] {
            for (const Command& command : commands) {
              if (command.app->parsed()) return command.run();
            }
            throw std::logic_error("a settlement without a command");
          }};
}

}  // namespace swingproof

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/capture_options.h"
#include "cli/command.h"
#include "cli/deployment_options.h"
#include "cli/diagnostic.h"
#include "cli/evidence_options.h"
#include "cli/pixel_option.h"
#include "cli/progress_bar.h"
#include "cli/result_output.h"
#include "deployment/exact_number.h"
#include "deployment/input_error.h"
#include "deployment/whole_file.h"
#include "reports/gate/gate_baseline.h"
#include "reports/gate/gate_report.h"
#include "suites/gate/speed.h"
#include "suites/gate/stack_use.h"
#include "suites/pixels/image_size.h"

namespace swingproof {
namespace {

constexpr std::string_view against_memcpy = "memcpy";
constexpr const char* usual_speed_ratio = "0.95";

struct GateOptions {
  std::optional<std::string> kernel;
  std::optional<std::string> exec;
  std::optional<std::string> stimulus;
  std::optional<std::string> result;
  DumpOptions result_form;
  DeploymentOptions settings;
  std::vector<std::string> deployments;
  std::vector<std::string> budgets;
  std::optional<std::string> baseline;
  bool update_baseline = false;
  bool require_all = false;
  std::optional<std::string> compare_speed;
  std::optional<std::string> min_speed_ratio;
  std::string timeout = "30";
  std::optional<std::string> size;
  std::optional<std::string> pixel;
  std::vector<std::string> also_sizes;
  std::vector<std::string> environments;
  std::optional<std::string> max_stack;
  std::optional<std::string> json;
  std::optional<std::string> junit;
  std::optional<std::string> sarif;
  TextOutputs texts;
};

void check_options(const GateOptions& options) {
  const int kernels = (options.kernel ? 1 : 0) + (options.exec ? 1 : 0) +
                      (options.stimulus || options.result ? 1 : 0);
  if (kernels != 1 || options.stimulus.has_value() != options.result.has_value()) {
    throw InputError("gate", "needs one kernel",
                     "give --kernel K.so, or --exec CMD, or --stimulus S.npy and --result R.npy");
  }
  if (!options.result && options.result_form != DumpOptions()) {
    throw InputError("gate", "has no result whose form could be told",
                     "give --stimulus and --result, or leave out what says how a result is stored");
  }
  if (options.pixel && !options.size) {
    throw InputError("--pixel", "needs --size", "add --size 1x1");
  }
  const std::array<std::pair<const char*, bool>, 4> for_libraries = {{
      {"--size", options.size.has_value()},
      {"--also-size", !options.also_sizes.empty()},
      {"--max-stack", options.max_stack.has_value()},
      {"--compare-speed", options.compare_speed.has_value()},
  }};
  for (const auto& [option, is_given] : for_libraries) {
    if (options.kernel || !is_given) continue;
    throw InputError(option, "needs --kernel", "give a shared library, or leave the option out");
  }
  if (options.stimulus && !options.environments.empty()) {
    throw InputError("--env", "needs a kernel to run, and --result is one that ran",
                     "give --kernel or --exec, or leave the option out");
  }
  if (options.min_speed_ratio && !options.compare_speed) {
    throw InputError("--min-speed-ratio", "needs --compare-speed",
                     "name the other kernel, or memcpy, with --compare-speed");
  }
  if (options.update_baseline && !options.baseline) {
    throw InputError("--update-baseline", "needs --baseline", "name the file with --baseline");
  }
  const bool needs_cube = options.baseline || options.compare_speed || !options.budgets.empty() ||
                          options.max_stack || !options.also_sizes.empty();
  if (options.size && needs_cube) {
    throw InputError("--size", "gates one image only, which has no figures and no speed",
                     "leave out --baseline, --compare-speed, --budget, --max-stack and "
                     "--also-size");
  }
}

std::chrono::milliseconds timeout_of(const GateOptions& options) {
  const Rational seconds = parse_exact_number(options.timeout, "--timeout").exact;
  if (seconds < Rational(1, 1000) || seconds > 86400) {
    throw InputError("--timeout", quoted(options.timeout) + " is not a time of this kind",
                     "give seconds from 0.001 to 86400");
  }
  const Rational milliseconds = seconds * 1000;
  return std::chrono::milliseconds(
      Integer(numerator(milliseconds) / denominator(milliseconds)).convert_to<long>());
}

LibraryKernel library_of(const GateOptions& options, const std::string& path) {
  LibraryKernel library;
  library.path = path;
  library.timeout = timeout_of(options);
  return library;
}

KernelSource kernel_source(const GateOptions& options) {
  if (options.size) {
    std::optional<CenteredYuv> pixel;
    if (options.pixel) pixel = parse_pixel(*options.pixel, "--pixel");
    return library_kernel_on_image(library_of(options, *options.kernel),
                                   parse_image_size(*options.size, "--size"), pixel);
  }
  if (options.kernel) {
    std::vector<ImageSize> sizes;
    for (const std::string& size : options.also_sizes) {
      sizes.push_back(parse_image_size(size, "--also-size"));
    }
    return library_kernel(library_of(options, *options.kernel), sizes);
  }
  if (options.exec) {
    const auto to_json = [](const Deployment& deployment) {
      return deployment_json(deployment).dump();
    };
    return command_kernel({*options.exec, to_json, timeout_of(options)});
  }
  return recorded_kernel(*options.stimulus, *options.result, options.result_form);
}

// "A=1 B=2": one or more variables for one pass. What follows a space and is no assignment belongs
// to the value in front of it.
std::vector<std::string> parse_environment(const std::string& text) {
  std::vector<std::string> assignments;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string word = text.substr(begin, end - begin);
    const std::size_t equals = word.find('=');
    const bool is_assignment = equals != std::string::npos && equals != 0;
    if (is_assignment) {
      assignments.push_back(word);
    } else if (!assignments.empty()) {
      assignments.back() += " " + word;
    } else {
      throw InputError("--env", quoted(text) + " sets no variable", "write NAME=VALUE");
    }
    begin = end + 1;
  }
  return assignments;
}

std::optional<std::uint64_t> max_stack_of(const GateOptions& options) {
  if (!options.max_stack) return std::nullopt;
  const Rational bytes = parse_exact_number(*options.max_stack, "--max-stack").exact;
  if (denominator(bytes) != 1 || bytes < 0 || bytes > measured_stack_bytes) {
    throw InputError("--max-stack", quoted(*options.max_stack) + " is not a size of a stack",
                     "give bytes from 0 to 8388608, what the measured call has");
  }
  return numerator(bytes).convert_to<std::uint64_t>();
}

// Every deployment as the environment is, then once more for each --env.
std::vector<GateTask> gate_tasks(const GateOptions& options) {
  const std::optional<std::string> arithmetic = read_arithmetic_file(options.settings);
  std::vector<GateTask> tasks;
  for (const DeploymentOptions& one : each_deployment(options.settings, options.deployments)) {
    const Deployment deployment = resolve_deployment(one);
    tasks.push_back({deployment, resolve_arithmetic(one, deployment, arithmetic)});
    naming_source(one, [&] { return lower(deployment, tasks.back().arithmetic); });
  }
  const std::vector<GateTask> plain = tasks;
  for (const std::string& environment : options.environments) {
    for (GateTask task : plain) {
      task.environment = parse_environment(environment);
      tasks.push_back(std::move(task));
    }
  }
  return tasks;
}

std::vector<std::string> files_read(const GateOptions& options) {
  std::vector<std::string> files = deployment_files(options.settings, options.deployments);
  if (const auto file = arithmetic_file(options.settings)) files.push_back(*file);
  for (const std::string& file : evidence_inputs(options.settings)) files.push_back(file);
  for (const std::string& budget : options.budgets) {
    if (!budget.starts_with("preset:")) files.push_back(budget);
  }
  for (const auto& file : {options.kernel, options.stimulus, options.result,
                           options.update_baseline ? std::nullopt : options.baseline}) {
    if (file) files.push_back(*file);
  }
  if (options.compare_speed && *options.compare_speed != against_memcpy) {
    files.push_back(*options.compare_speed);
  }
  return files;
}

void add_speed_findings(const GateOptions& options, GateVerdict& verdict) {
  if (!options.compare_speed) return;
  SpeedBudget budget{std::nullopt, parse_scale(options.min_speed_ratio.value_or(usual_speed_ratio),
                                               "--min-speed-ratio")};
  if (*options.compare_speed != against_memcpy) {
    budget.other = library_of(options, *options.compare_speed);
  }
  const LibraryKernel kernel = library_of(options, *options.kernel);
  for (DeploymentVerdict& deployment : verdict.deployments) {
    if (deployment.status != GateStatus::passed) continue;
    auto finding = check_speed(kernel, budget, deployment.task.deployment);
    if (finding) deployment.findings.push_back(*finding);
  }
  conclude(verdict);
}

// What a kernel prints is nobody's result, but somebody may look for it.
void warn_of_prints(const GateVerdict& verdict) {
  for (const DeploymentVerdict& deployment : verdict.deployments) {
    if (deployment.printed.empty()) continue;
    print_warning("the kernel printed " + quoted(deployment.printed));
    return;
  }
}

void write_results(const GateOptions& options, const GateReport& report, ResultOutput& output) {
  if (options.json) output.write("--json", json_text(gate_json(report)));
  if (options.junit) output.write("--junit", gate_junit(report));
  if (options.sarif) output.write("--sarif", json_text(gate_sarif(report)));
  write_texts(output, options.texts, gate_document(report));
  if (!output.stdout_is_free()) return;
  const bool is_github = std::getenv("GITHUB_ACTIONS") != nullptr;
  output.write_stdout(gate_text(report) + (is_github ? gate_annotations(report) : ""));
}

int run_gate(const GateOptions& options) {
  check_options(options);
  const std::vector<GateTask> tasks = gate_tasks(options);
  const Budget budget = read_budget(options.budgets);
  const std::optional<std::uint64_t> max_stack = max_stack_of(options);
  std::optional<std::string> baseline;
  if (options.baseline && !options.update_baseline) {
    baseline = read_whole_file(*options.baseline, largest_baseline_file);
  }
  const KernelSource kernel = kernel_source(options);
  std::vector<OutputOption> outputs =
      with_texts({{"--json", options.json}, {"--junit", options.junit}, {"--sarif", options.sarif}},
                 options.texts);
  ResultOutput output(outputs, files_read(options));
  std::optional<WholeFile> new_baseline;
  if (options.update_baseline) {
    outputs.push_back({"--baseline", options.baseline});
    check_outputs(outputs, files_read(options));
    new_baseline.emplace(*options.baseline);
  }
  GateReport report{{}, options.kernel, options.exec, options.stimulus, options.result};
  {
    ProgressBar bar;
    report.verdict = gate(kernel, tasks, {budget, max_stack, options.require_all},
                          [&](double done) { bar.show(done); });
  }
  if (baseline) compare_with_baseline(*baseline, *options.baseline, report.verdict);
  add_speed_findings(options, report.verdict);
  warn_of_prints(report.verdict);
  write_results(options, report, output);
  const bool has_new_baseline = new_baseline && report.verdict.is_passed;
  if (has_new_baseline) {
    new_baseline->write(json_text(gate_json(report)));
    new_baseline->flush();
  }
  output.commit();
  if (has_new_baseline) new_baseline->commit();
  return report.verdict.is_passed ? exit_done : exit_says_no;
}

void add_kernel_options(CLI::App& app, GateOptions& options) {
  app.add_option("--kernel", options.kernel, "Shared library (see swingproof/kernel.h)")
      ->type_name("K.so");
  app.add_option("--exec", options.exec,
                 "Shell command: cube as NPY on its stdin, codes as NPY on its stdout, the "
                 "deployment as JSON in SWINGPROOF_DEPLOYMENT; exit code 77: not supported")
      ->type_name("CMD");
  app.add_option("--stimulus", options.stimulus, "Pixels that a kernel was given elsewhere")
      ->type_name("S.npy");
  app.add_option("--result", options.result,
                 "The codes that it gave for them: NPY, or a file without header with --shape")
      ->type_name("R.npy");
  app.add_option("--timeout", options.timeout,
                 "Seconds for one image (--kernel), or for a sixteenth of the cube (--exec)")
      ->type_name("SECONDS")
      ->capture_default_str();
  app.add_option("--size", options.size, "Run one image of this size only")->type_name("WxH");
  app.add_option("--pixel", options.pixel, "The value of all its pixels")->type_name("Y,U,V");
  app.add_option("--also-size", options.also_sizes,
                 "Try an image of this size beside the usual ones; may be repeated")
      ->type_name("WxH")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app.add_option("--env", options.environments,
                 "Gate once more with this variable set; may be repeated, each a pass of its own")
      ->type_name("NAME=VALUE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void add_criteria_options(CLI::App& app, GateOptions& options) {
  app.add_option(
         "--budget", options.budgets,
         "Limits: a file (TOML), or bounds that others have set, which may be repeated; without "
         "any: bit-exact")
      ->type_name("B.toml|preset:openvx|preset:vulkan-cts|preset:android")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app.add_option("--baseline", options.baseline, "JSON of an earlier gate: nothing may be worse")
      ->type_name("FILE");
  app.add_flag("--update-baseline", options.update_baseline,
               "Rewrite the baseline instead of comparing, if the gate passes");
  app.add_option("--max-stack", options.max_stack, "Fail if one call uses more stack than this")
      ->type_name("BYTES");
  app.add_flag("--require-all", options.require_all, "Fail if a deployment is not supported");
  app.add_option("--compare-speed", options.compare_speed,
                 "Time it against another kernel, or against memcpy")
      ->type_name("K.so|memcpy");
  app.add_option(
      "--min-speed-ratio", options.min_speed_ratio,
      std::string("Least ratio of its speed to the other's (default ") + usual_speed_ratio + ")");
}

void add_result_options(CLI::App& app, GateOptions& options) {
  const auto add = [&](const char* name, std::optional<std::string>& path, const char* text) {
    app.add_option(name, path, text)->type_name("FILE");
  };
  add("--json", options.json, "Write the verdict as JSON to a file, or - for stdout");
  add("--junit", options.junit, "Write it as JUnit XML, or - for stdout");
  add("--sarif", options.sarif, "Write it as SARIF 2.1.0, or - for stdout");
  add_text_options(app, options.texts);
}

}  // namespace

Command gate_command(CLI::App& root) {
  auto options = std::make_shared<GateOptions>();
  CLI::App* app = root.add_subcommand(
      "gate", "Check a kernel against the model over all 2^24 inputs, bit for bit");
  add_kernel_options(*app, *options);
  add_deployment_file(*app, options->settings);
  add_setting_options(*app, options->settings);
  add_evidence_options(*app, options->settings);
  app->add_option("--deployment", options->deployments,
                  "Deployment file (TOML); may be repeated; options override each")
      ->type_name("FILE")
      ->group("Deployment")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  add_dump_options(*app, options->result_form, "result");
  add_criteria_options(*app, *options);
  add_result_options(*app, *options);
  app->footer(
      "Examples:\n"
      "  swingproof gate --kernel ./mykernel.so deployment.toml\n"
      "  swingproof gate --kernel ./mykernel.so --deployment a.toml --deployment b.toml --junit "
      "gate.xml\n"
      "  swingproof gate --exec 'python3 mykernel.py' --q-scale 1/64\n"
      "  swingproof gate --stimulus stimulus.npy --result codes.npy\n"
      "  swingproof gate --stimulus stimulus.npy --result codes.bin --shape 1,3,64,64");
  return {app, [options] { return run_gate(*options); }};
}

}  // namespace swingproof

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "deployment/deployment_file.h"
#include "deployment/deployment_toml.h"
#include "fixedpoint/arithmetic_toml.h"
#include "python/arguments.h"
#include "python/arrays.h"
#include "python/bindings.h"
#include "reports/accuracy/accuracy_report.h"
#include "reports/certify/certify_report.h"
#include "reports/faults/fault_report.h"
#include "reports/lint/lint_report.h"
#include "reports/review/review_report.h"
#include "reports/settle/settle_kit.h"
#include "reports/settle/settle_report.h"
#include "reports/trace/trace_report.h"
#include "reports/tune/tune_report.h"
#include "suites/certify/capture.h"
#include "suites/certify/capture_check.h"
#include "suites/certify/declared_hypothesis.h"
#include "suites/certify/stimulus.h"
#include "suites/faults/capture_faults.h"
#include "suites/picture/test_picture.h"
#include "suites/settle/settle_plan.h"

// Everything that the command prints as JSON, as the text of that JSON.

namespace swingproof {
namespace {

namespace py = pybind11;

std::string report_text(const Deployment& deployment, const py::object& arithmetic) {
  const Arithmetic named = arithmetic_argument(arithmetic, deployment);
  const py::gil_scoped_release released;
  Review review{measure_accuracy(deployment, named), {}, {}};
  const DeploymentReport report =
      deployment_report("deployment", std::move(review), {test_picture()});
  return json_text(review_json({{report}, false, {}}));
}

std::string sweep_text(const Deployment& deployment, const py::object& arithmetic) {
  const Arithmetic named = arithmetic_argument(arithmetic, deployment);
  const py::gil_scoped_release released;
  const LoweredOp op = lower(deployment, named);
  const std::array<ChannelErrors, 3> errors = sweep(deployment, op, sweep_sets(deployment.matrix));
  return json_text(channels_json(deployment, op, errors));
}

std::int8_t centered_argument(const py::handle& value, const std::string& name) {
  if (PyBool_Check(value.ptr()) || !PyIndex_Check(value.ptr())) {
    throw py::type_error(name + ": expected an int from -128 to 127, got " + type_name(value));
  }
  const auto index = py::reinterpret_steal<py::object>(PyNumber_Index(value.ptr()));
  if (!index) throw py::error_already_set();
  int overflow = 0;
  const long number = PyLong_AsLongAndOverflow(index.ptr(), &overflow);
  if (overflow != 0 || number < -128 || number > 127) {
    throw py::value_error(name +
                          ": expected an int from -128 to 127 (the stored byte minus 128), "
                          "got " +
                          py::str(index).cast<std::string>());
  }
  return static_cast<std::int8_t>(number);
}

std::string trace_text_of(const Deployment& deployment, const py::object& y, const py::object& u,
                          const py::object& v, const py::object& arithmetic) {
  const CenteredYuv yuv{centered_argument(y, "y"), centered_argument(u, "u"),
                        centered_argument(v, "v")};
  const Arithmetic named = arithmetic_argument(arithmetic, deployment);
  const py::gil_scoped_release released;
  const LoweredOp op = lower(deployment, named);
  return json_text(trace_json(deployment, named, yuv, trace(deployment, op, yuv)));
}

std::string lint_text_of(DeploymentSource source, std::optional<std::string> file,
                         const py::object& arithmetic) {
  LintReport report;
  report.arithmetic = arithmetic_argument(arithmetic, source.deployment);
  report.source = std::move(source);
  report.file = std::move(file);
  const py::gil_scoped_release released;
  report.findings = lint(report.source, report.arithmetic);
  return json_text(lint_json(report));
}

std::string lint_deployment(const Deployment& deployment, const py::object& arithmetic) {
  DeploymentSource source;
  source.deployment = deployment;
  return lint_text_of(std::move(source), {}, arithmetic);
}

std::string lint_file(const std::string& path, const py::object& arithmetic,
                      const std::optional<std::string>& input) {
  return lint_text_of(read_deployment_source(path, input), path, arithmetic);
}

// "ideal" is an arithmetic here.
DeclaredHypothesis declared_argument(const Deployment& deployment, const py::object& arithmetic) {
  return declared_by_name(deployment, arithmetic_text(arithmetic), "arithmetic");
}

std::uint64_t count_argument(const py::object& value, const std::string& name) {
  if (PyBool_Check(value.ptr()) || !PyLong_Check(value.ptr())) {
    throw py::type_error(name + ": expected an int, got " + type_name(value));
  }
  const auto number = PyLong_AsUnsignedLongLong(value.ptr());
  if (PyErr_Occurred() != nullptr) {
    PyErr_Clear();
    throw py::value_error(name + ": expected a number, 0 or above, got " +
                          py::str(value).cast<std::string>());
  }
  return number;
}

// The axes of a str or of a sequence of them; None: all.
std::vector<Axis> axes_argument(const py::object& against) {
  if (against.is_none()) return {all_axes.begin(), all_axes.end()};
  if (PyUnicode_Check(against.ptr()))
    return parse_axes<Axis>(against.cast<std::string>(), "against");
  if (!py::isinstance<py::list>(against) && !py::isinstance<py::tuple>(against)) {
    throw py::type_error("against: expected a str or a list of axes, got " + type_name(against));
  }
  std::string text;
  for (const py::handle each : against) {
    text += (text.empty() ? "" : ",") + text_argument(each, "against");
  }
  return parse_axes<Axis>(text, "against");
}

py::tuple probe(const Deployment& deployment, const py::object& against,
                const py::object& tolerated, const py::object& arithmetic) {
  const std::vector<Axis> axes = axes_argument(against);
  const DeclaredHypothesis declared = declared_argument(deployment, arithmetic);
  const std::uint64_t tolerance = count_argument(tolerated, "tolerated");
  YuvPlanes pixels;
  std::string text;
  {
    const py::gil_scoped_release released;
    const HypothesisClasses classes =
        hypothesis_classes(deployment, declared.hypothesis, declared.arithmetic);
    const Probe chosen = choose_probe(classes, axes);
    pixels = repeated(chosen.pixels, times_for_tolerance(tolerance), "tolerated");
    text = json_text(probe_json(classes, axes, chosen));
  }
  const std::size_t count = pixels.size();
  py::array_t<std::int8_t> stimulus({count, std::size_t{3}});
  std::int8_t* to = stimulus.mutable_data();
  for (std::size_t i = 0; i < count; ++i, to += 3) {
    to[0] = pixels.y[i];
    to[1] = pixels.u[i];
    to[2] = pixels.v[i];
  }
  return py::make_tuple(stimulus, text);
}

std::optional<ArrayLayout> layout_argument(const py::object& layout, const std::string& name) {
  if (layout.is_none()) return {};
  return parse_array_layout(text_argument(layout, name), name);
}

std::string certify_text_of(const Deployment& deployment, const py::object& stimulus_array,
                            const py::object& capture_array, const py::object& stimulus_layout,
                            const py::object& layout, const py::object& tolerated,
                            const py::object& arithmetic) {
  const DeclaredHypothesis declared = declared_argument(deployment, arithmetic);
  const std::uint64_t tolerance = count_argument(tolerated, "tolerated");
  const NpyArray sent = copied_bytes(stimulus_array, "stimulus");
  const NpyArray received = copied_bytes(capture_array, "capture");
  const auto sent_layout = layout_argument(stimulus_layout, "stimulus_layout");
  const auto received_layout = layout_argument(layout, "layout");
  const py::gil_scoped_release released;
  const Stimulus stimulus = stimulus_of("stimulus", sent, sent_layout);
  require_evidence({"stimulus", "tolerated"}, stimulus, tolerance);
  const CaptureCodes capture =
      capture_of("capture", received, received_layout, stimulus, tolerance);
  const HypothesisClasses classes =
      hypothesis_classes(deployment, declared.hypothesis, declared.arithmetic);
  const Verdict verdict = judge(classes, stimulus.pixels, capture, tolerance);
  Json document = certify_json(classes, verdict, next_pixels(classes, verdict));
  add_faults_json(capture_faults(classes, verdict, stimulus, capture), deployment, document);
  return json_text(document);
}

std::vector<Deployment> deployments_argument(const py::object& deployments) {
  std::vector<Deployment> all;
  for (const py::handle each : deployments) all.push_back(each.cast<Deployment>());
  if (all.empty()) throw py::value_error("deployments: expected at least one, got none");
  return all;
}

py::tuple tune_texts(const py::object& deployments, const std::string& objective,
                     const std::string& set, const std::string& over,
                     const py::object& arithmetic) {
  TuneTask task;
  task.deployments = deployments_argument(deployments);
  task.named_by = "deployments";
  task.objective = parse_name<Objective>(objective, "objective");
  task.set = parse_set(set, "set");
  task.over = parse_name<Over>(over, "over");
  task.arithmetic = arithmetic_argument(arithmetic, task.deployments.front());
  std::string document;
  std::string tuned;
  {
    const py::gil_scoped_release released;
    const Tuning tuning = tune(task);
    document = json_text(tune_json(tuning));
    tuned = arithmetic_toml(tuning.tuned);
  }
  return py::make_tuple(document, tuned);
}

// The files of a kit by their names, plan.json first.
py::dict settle_plan_files(const std::string& op, const std::string& march,
                           const py::object& mean_at_most) {
  const Op of = parse_op(op, "op");
  const March on = parse_name<March>(march, "march");
  const MeanRange means =
      mean_at_most.is_none()
          ? all_means
          : means_up_to(count_argument(mean_at_most, "mean_at_most"), "mean_at_most");
  std::vector<KitFile> files;
  {
    const py::gil_scoped_release released;
    files = settle_files(settle_plan(of, on, means));
  }
  py::dict kit;
  for (const KitFile& each : files) kit[py::str(each.name)] = py::bytes(each.content);
  return kit;
}

std::string settle_judge_text(const std::string& kit_folder, const std::string& captures,
                              const std::string& board, std::optional<std::string> plugin) {
  const py::gil_scoped_release released;
  const SettleKit kit = read_settle_kit(kit_folder, captures);
  return json_text(settle_json(kit, judge(kit.results), {board, std::move(plugin)}));
}

}  // namespace

void bind_documents(py::module_& core) {
  core.def("report", &report_text, py::arg("deployment"), py::arg("arithmetic"));
  core.def("sweep", &sweep_text, py::arg("deployment"), py::arg("arithmetic"));
  core.def("trace", &trace_text_of, py::arg("deployment"), py::arg("y"), py::arg("u"), py::arg("v"),
           py::arg("arithmetic"));
  core.def("lint_deployment", &lint_deployment, py::arg("deployment"), py::arg("arithmetic"));
  core.def("lint_file", &lint_file, py::arg("path"), py::arg("arithmetic"), py::arg("input"));
  core.def("probe", &probe, py::arg("deployment"), py::arg("against"), py::arg("tolerated"),
           py::arg("arithmetic"));
  core.def("certify", &certify_text_of, py::arg("deployment"), py::arg("stimulus"),
           py::arg("capture"), py::arg("stimulus_layout"), py::arg("layout"), py::arg("tolerated"),
           py::arg("arithmetic"));
  core.def("settle_plan", &settle_plan_files, py::arg("op"), py::arg("march"),
           py::arg("mean_at_most"));
  core.def("settle_judge", &settle_judge_text, py::arg("kit"), py::arg("captures"),
           py::arg("board"), py::arg("plugin"));
  core.def("tune", &tune_texts, py::arg("deployments"), py::arg("objective"), py::arg("set"),
           py::arg("over"), py::arg("arithmetic"));
}

}  // namespace swingproof

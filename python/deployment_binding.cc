// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <pybind11/operators.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <optional>
#include <string>
#include <vector>

#include "deployment/deployment_fields.h"
#include "deployment/deployment_file.h"
#include "deployment/deployment_toml.h"
#include "python/arguments.h"
#include "python/bindings.h"
#include "python/quant_stub.h"

namespace swingproof {
namespace {

namespace py = pybind11;

std::vector<std::string> argument_texts(const DeploymentField& field, py::handle value) {
  const std::string key(field.key);
  if (field.kind == FieldKind::name) return {text_argument(value, key)};
  if (field.kind == FieldKind::number) return {number_text(value, key)};
  return number_texts(value, key);
}

void set_arguments(const py::kwargs& arguments, Deployment& deployment) {
  for (const auto& [name, value] : arguments) {
    const auto key = name.cast<std::string>();
    const DeploymentField* field = find_field(key);
    if (field == nullptr) {
      throw py::type_error("Deployment() has no argument '" + key + "'; it has " + field_keys());
    }
    const bool is_optional = field->texts(Deployment()).empty();
    if (is_optional && value.is_none()) continue;
    field->set(deployment, argument_texts(*field, value), key);
  }
}

Deployment make_deployment(const py::kwargs& arguments) {
  Deployment deployment;
  set_arguments(arguments, deployment);
  return deployment;
}

Deployment from_quant_stub(py::handle stub, const py::kwargs& arguments) {
  if (arguments.contains("q_scale")) {
    throw py::type_error("q_scale: comes from the stub; use Deployment(q_scale=...) without one");
  }
  Deployment deployment;
  set_arguments(arguments, deployment);
  find_field("q_scale")->set(deployment, {quant_stub_scale_text(stub)}, "stub.scale");
  return deployment;
}

Deployment read_file(py::handle path, py::handle q_scale, const std::optional<std::string>& input) {
  const auto name = py::module_::import("os").attr("fspath")(path).cast<std::string>();
  DeploymentSource source = read_deployment_source(name, input);
  if (!q_scale.is_none()) {
    set_field(*find_field("q_scale"), {number_text(q_scale, "q_scale")}, "q_scale", source);
  }
  return require_deployable(source);
}

// Names and numbers are texts, mean and std tuples of three.
py::object property(const DeploymentField& field, const Deployment& deployment) {
  const std::vector<std::string> texts = full_texts(field, deployment);
  if (texts.empty()) return py::none();
  if (field.kind == FieldKind::channels) return py::tuple(py::cast(texts));
  return py::str(texts[0]);
}

std::string python_text(const Deployment& deployment) {
  std::string text;
  for (const DeploymentField& field : deployment_fields()) {
    if (field.texts(deployment).empty()) continue;
    text += (text.empty() ? "" : ", ") + std::string(field.key) + "=" +
            py::repr(property(field, deployment)).cast<std::string>();
  }
  return "Deployment(" + text + ")";
}

}  // namespace

void bind_deployment(py::module_& core) {
  py::class_<Deployment> deployment(core, "Deployment",
                                    R"(What is deployed: one fallback op and its settings.

Arguments, all by keyword:
  op        "centered_yuv2rgb" or "centered_yuv2bgr"
  swing     "full" (the default here: what a BPU delivers) or "studio"
  march     "bayes" or "bayes-e"
  mean, std 1 or 3 numbers in grey levels (0..255 nominal), in the op's output channel order
  q_scale   above 0; one output code is worth std * q_scale grey levels
  rounding  of the model's QuantStub, "half_even" or "half_up"
  quant_stub_scale, qat_q_scale   for lint: the QuantStub's scale after and before the op's insertion;
            probe and certify refuse a quant_stub_scale other than 1

Numbers are taken exactly as written: 58.395 and "58.395" are 58395/1000, "1/128" and Fraction(1, 128)
a fraction, "0x1p-7" exact. Raises ValueError for a value, TypeError for a type that it cannot be.
Immutable, comparable, and can be pickled. Source: the plugin's functional.py; docs/numerics.md, section 1.)");
  deployment.def(py::init(&make_deployment))
      .def_static(
          "from_toml",
          [](const std::string& text) { return parse_deployment_toml(text, "deployment"); },
          py::arg("text"), "The deployment that a TOML text with a table [deployment] describes.")
      .def_static(
          "read", &read_file, py::arg("path"), py::kw_only(), py::arg("q_scale") = py::none(),
          py::arg("input") = py::none(),
          R"(Reads a deployment file, TOML or the YAML of hb_mapper or hb_compile, as the command does.

q_scale: takes the place of the file's; a YAML has none. input: the one that is meant, if a YAML has several.)")
      .def_static("from_quant_stub", &from_quant_stub, py::arg("stub"),
                  R"(The deployment of a trained model, with its own scale as q_scale.

stub: torch's or horizon_plugin_pytorch's QuantStub after prepare or convert, its Quantize or FakeQuantize: what has
    scale (one number), zero_point 0 and dtype qint8. Its float32 scale is taken exactly.
Other arguments are those of Deployment, without q_scale. Raises TypeError for a stub without these attributes,
ValueError for other values of them.)")
      .def("to_toml", &deployment_toml, "The text that from_toml reads back, every key written.")
      .def(py::self == py::self)  // NOLINT(misc-redundant-expression): the way to bind ==
      .def("__hash__", [](const Deployment& d) { return py::hash(py::str(deployment_toml(d))); })
      .def("__repr__", &python_text)
      .def(py::pickle([](const Deployment& d) { return deployment_toml(d); },
                      [](const std::string& text) {
                        return parse_deployment_toml(text, "pickled deployment");
                      }));
  for (const DeploymentField& field : deployment_fields()) {
    deployment.def_property_readonly(std::string(field.key).c_str(),
                                     [&field](const Deployment& d) { return property(field, d); });
  }
}

}  // namespace swingproof

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <pybind11/operators.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <optional>
#include <string>
#include <vector>

#include "deployment/deployment_toml.h"
#include "python/arguments.h"
#include "python/bindings.h"

namespace swingproof {
namespace {

namespace py = pybind11;

std::optional<ExactNumber> scale_or_none(py::handle value, std::string_view name) {
  if (value.is_none()) return {};
  return parse_scale(number_text(value, name), name);
}

Deployment make_deployment(py::handle op, py::handle swing, py::handle march, py::handle mean,
                           py::handle std, py::handle q_scale, py::handle rounding,
                           py::handle quant_stub_scale, py::handle qat_q_scale) {
  Deployment deployment;
  deployment.op = parse_op(text_argument(op, "op"), "op");
  deployment.swing = parse_swing(text_argument(swing, "swing"), "swing");
  deployment.march = parse_march(text_argument(march, "march"), "march");
  deployment.mean = parse_mean(number_texts(mean, "mean"), "mean");
  deployment.std = parse_std(number_texts(std, "std"), "std");
  deployment.q_scale = parse_scale(number_text(q_scale, "q_scale"), "q_scale");
  deployment.rounding = parse_rounding(text_argument(rounding, "rounding"), "rounding");
  deployment.quant_stub_scale = scale_or_none(quant_stub_scale, "quant_stub_scale");
  deployment.qat_q_scale = scale_or_none(qat_q_scale, "qat_q_scale");
  return deployment;
}

py::tuple texts_of(const std::array<ExactNumber, 3>& numbers) {
  return py::make_tuple(numbers[0].text, numbers[1].text, numbers[2].text);
}

std::optional<std::string> text_of(const std::optional<ExactNumber>& number) {
  if (!number) return {};
  return number->text;
}

std::string python_text(const Deployment& deployment) {
  const auto texts = [](const std::array<ExactNumber, 3>& numbers) {
    return py::repr(texts_of(numbers)).cast<std::string>();
  };
  std::string text = "Deployment(op='" + std::string(name(deployment.op)) + "', swing='" +
                     std::string(name(deployment.swing)) + "', march='" +
                     std::string(name(deployment.march)) + "', mean=" + texts(deployment.mean) +
                     ", std=" + texts(deployment.std) + ", q_scale='" + deployment.q_scale.text +
                     "', rounding='" + std::string(name(deployment.rounding)) + "'";
  for (const auto& [key, number] : {std::pair{"quant_stub_scale", deployment.quant_stub_scale},
                                    std::pair{"qat_q_scale", deployment.qat_q_scale}}) {
    if (number) text += std::string(", ") + key + "='" + number->text + "'";
  }
  return text + ")";
}

}  // namespace

void bind_deployment(py::module_& core) {
  const Deployment defaults;
  py::class_<Deployment>(core, "Deployment", R"(What is deployed: one fallback op and its settings.

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
Immutable, comparable, and can be pickled. Source: the plugin's functional.py; docs/numerics.md, section 1.)")
      .def(py::init(&make_deployment), py::kw_only(), py::arg("op") = "centered_yuv2rgb",
           py::arg("swing") = "full", py::arg("march") = "bayes",
           py::arg("mean") = defaults.mean[0].text, py::arg("std") = defaults.std[0].text,
           py::arg("q_scale") = defaults.q_scale.text, py::arg("rounding") = "half_even",
           py::arg("quant_stub_scale") = py::none(), py::arg("qat_q_scale") = py::none())
      .def_static(
          "from_toml",
          [](const std::string& text) { return parse_deployment_toml(text, "deployment"); },
          py::arg("text"), "The deployment that a TOML text with a table [deployment] describes.")
      .def_static(
          "read",
          [](py::handle path) {
            const auto name = py::module_::import("os").attr("fspath")(path).cast<std::string>();
            return require_march_with_op(read_deployment_source(name));
          },
          py::arg("path"), "Reads a deployment file, as the command does.")
      .def("to_toml", &deployment_toml, "The text that from_toml reads back, every key written.")
      .def_property_readonly("op", [](const Deployment& d) { return std::string(name(d.op)); })
      .def_property_readonly("swing",
                             [](const Deployment& d) { return std::string(name(d.swing)); })
      .def_property_readonly("march",
                             [](const Deployment& d) { return std::string(name(d.march)); })
      .def_property_readonly("mean", [](const Deployment& d) { return texts_of(d.mean); })
      .def_property_readonly("std", [](const Deployment& d) { return texts_of(d.std); })
      .def_property_readonly("q_scale", [](const Deployment& d) { return d.q_scale.text; })
      .def_property_readonly("rounding",
                             [](const Deployment& d) { return std::string(name(d.rounding)); })
      .def_property_readonly("quant_stub_scale",
                             [](const Deployment& d) { return text_of(d.quant_stub_scale); })
      .def_property_readonly("qat_q_scale",
                             [](const Deployment& d) { return text_of(d.qat_q_scale); })
      .def(py::self == py::self)  // NOLINT(misc-redundant-expression): the way to bind ==
      .def("__hash__", [](const Deployment& d) { return py::hash(py::str(deployment_toml(d))); })
      .def("__repr__", &python_text)
      .def(py::pickle([](const Deployment& d) { return deployment_toml(d); },
                      [](const std::string& text) {
                        return parse_deployment_toml(text, "pickled deployment");
                      }));
}

}  // namespace swingproof

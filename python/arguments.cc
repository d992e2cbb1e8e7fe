// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "python/arguments.h"

#include <optional>

#include "fixedpoint/arithmetic_toml.h"

namespace swingproof {
namespace {

namespace py = pybind11;

constexpr const char* numbers_wanted =
    ": expected 1 or 3 numbers (a number, list, tuple, NumPy array or tensor), got ";

std::optional<std::string> exact_text_of(py::handle value) {
  if (PyUnicode_Check(value.ptr())) return value.cast<std::string>();
  if (PyBool_Check(value.ptr())) return {};
  if (PyLong_Check(value.ptr())) return py::str(value).cast<std::string>();
  if (PyFloat_Check(value.ptr())) {
    // float's own repr: that of a subclass, such as numpy.float64, may say more.
    return py::float_(value.cast<double>()).attr("__repr__")().cast<std::string>();
  }
  const py::module_ numpy = py::module_::import("numpy");
  if (py::isinstance(value, numpy.attr("float32")) ||
      py::isinstance(value, numpy.attr("float16"))) {
    const auto decimal = py::module_::import("decimal").attr("Decimal");
    return py::str(decimal(py::float_(value.cast<py::object>()))).cast<std::string>();
  }
  if (py::isinstance(value, numpy.attr("integer")) ||
      py::isinstance(value, numpy.attr("floating")) ||
      py::isinstance(value, py::module_::import("decimal").attr("Decimal"))) {
    return py::str(value).cast<std::string>();
  }
  if (py::isinstance(value, py::module_::import("fractions").attr("Fraction"))) {
    return py::str(value.attr("numerator")).cast<std::string>() + "/" +
           py::str(value.attr("denominator")).cast<std::string>();
  }
  return {};
}

// A tensor as an array; everything else as it is.
py::object without_tensor(py::handle value) {
  if (!py::hasattr(value, "detach")) return py::reinterpret_borrow<py::object>(value);
  return value.attr("detach")().attr("cpu")().attr("numpy")();
}

bool is_array(py::handle value) {
  return py::isinstance(value, py::module_::import("numpy").attr("ndarray"));
}

// The elements of a list or tuple, and of an array or tensor in C order; nothing for what is
// neither.
std::optional<py::list> elements_of(py::handle value) {
  const py::object plain = without_tensor(value);
  if (is_array(plain)) return py::list(plain.attr("reshape")(-1));
  if (py::isinstance<py::list>(plain) || py::isinstance<py::tuple>(plain)) return py::list(plain);
  return {};
}

// One number, or an array or tensor without dimensions.
std::string element_text(py::handle value, std::string_view name) {
  py::object plain = without_tensor(value);
  if (is_array(plain) && plain.attr("ndim").cast<int>() == 0) plain = plain[py::tuple()];
  if (const auto text = exact_text_of(plain)) return *text;
  throw py::type_error(std::string(name) +
                       ": expected a number (int, float, str, Decimal or Fraction), got " +
                       type_name(value));
}

}  // namespace

std::string type_name(py::handle value) {
  const py::handle type = py::type::handle_of(value);
  const auto module = type.attr("__module__").cast<std::string>();
  const auto name = type.attr("__name__").cast<std::string>();
  return module == "builtins" ? name : module + "." + name;
}

std::string text_argument(py::handle value, std::string_view name) {
  if (!PyUnicode_Check(value.ptr())) {
    throw py::type_error(std::string(name) + ": expected a str, got " + type_name(value));
  }
  return value.cast<std::string>();
}

std::string number_text(py::handle value, std::string_view name) {
  const auto elements = elements_of(value);
  if (!elements) return element_text(value, name);
  if (elements->size() == 1) return element_text((*elements)[0], name);
  throw py::type_error(std::string(name) + ": expected one number, got " +
                       std::to_string(elements->size()) + "; fold per-channel scales into std");
}

std::vector<std::string> number_texts(py::handle values, std::string_view name) {
  const auto elements = elements_of(values);
  if (!elements) {
    if (const auto text = exact_text_of(values)) return {*text};
    throw py::type_error(std::string(name) + numbers_wanted + type_name(values));
  }
  if (elements->size() != 1 && elements->size() != 3) {
    throw py::value_error(std::string(name) + numbers_wanted + std::to_string(elements->size()));
  }
  std::vector<std::string> texts;
  for (const py::handle value : *elements) texts.push_back(element_text(value, name));
  return texts;
}

std::string arithmetic_text(py::handle value) {
  if (value.is_none()) return "bayes";
  if (PyUnicode_Check(value.ptr())) return value.cast<std::string>();
  if (!py::hasattr(value, "__fspath__")) {
    throw py::type_error("arithmetic: expected a name (str), a path or None, got " +
                         type_name(value));
  }
  const auto path = text_argument(value.attr("__fspath__")(), "arithmetic");
  return is_arithmetic_path(path) ? path : "./" + path;
}

Arithmetic arithmetic_argument(py::handle value, const Deployment& deployment) {
  return named_arithmetic(arithmetic_text(value), deployment, "arithmetic");
}

}  // namespace swingproof

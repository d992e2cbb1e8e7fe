// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "deployment/whole_file.h"
#include "python/arguments.h"
#include "python/arrays.h"
#include "python/bindings.h"
#include "reports/gate/gate_baseline.h"
#include "reports/gate/gate_report.h"
#include "suites/gate/function_kernel.h"

namespace swingproof {
namespace {

namespace py = pybind11;

std::array<std::size_t, 4> image_shape(ImageSize size) { return {1, 3, size.height, size.width}; }

py::array_t<std::int8_t> image_array(const ImagePlanes& planes, ImageSize size) {
  py::array_t<std::int8_t> array(image_shape(size));
  std::int8_t* to = array.mutable_data();
  for (const auto& plane : planes) to = std::copy(plane.begin(), plane.end(), to);
  return array;
}

bool holds(const py::array_t<std::int8_t>& array, const ImagePlanes& planes) {
  const std::int8_t* at = array.data();
  for (const auto& plane : planes) {
    if (!std::equal(plane.begin(), plane.end(), at)) return false;
    at += plane.size();
  }
  return true;
}

// What a callable returned: int8 (1, 3, H, W), or why it is not.
FunctionResult result_of(py::object returned, ImageSize size) {
  FunctionResult result;
  if (py::hasattr(returned, "detach")) {
    returned = returned.attr("detach")().attr("cpu")().attr("numpy")();
  }
  if (!py::isinstance<py::array>(returned)) {
    result.failure = "returned a " + type_name(returned) + ", not an array";
    return result;
  }
  const auto array = py::reinterpret_borrow<py::array>(returned);
  if (!py::isinstance<py::array_t<std::int8_t>>(array)) {
    result.failure = "returned dtype " + py::str(array.dtype()).cast<std::string>() + ", not int8";
    return result;
  }
  const auto shape = image_shape(size);
  if (array.ndim() != 4 || !std::equal(shape.begin(), shape.end(), array.shape())) {
    result.failure = "returned shape " +
                     py::str(py::object(array.attr("shape"))).cast<std::string>() +
                     ", not that of its input";
    return result;
  }
  const py::array packed = py::array::ensure(array, py::array::c_style);
  const auto* from = static_cast<const std::int8_t*>(packed.data());
  for (auto& plane : result.codes) {
    plane.assign(from, from + size.width * size.height);
    from += size.width * size.height;
  }
  return result;
}

// "raised ValueError: no such swing", on one line.
std::string exception_text(const py::error_already_set& error) {
  const auto text = py::str(error.value()).cast<std::string>();
  return "raised " + py::str(error.type().attr("__name__")).cast<std::string>() + ": " +
         text.substr(0, text.find('\n'));
}

FunctionResult call(const py::function& kernel, const ImagePlanes& yuv, ImageSize size) {
  const py::gil_scoped_acquire acquired;
  const auto input = image_array(yuv, size);
  FunctionResult result;
  try {
    result = result_of(kernel(input), size);
  } catch (py::error_already_set& error) {
    // What ends a program (KeyboardInterrupt, SystemExit) is no fault of the kernel.
    if (!error.matches(PyExc_Exception)) throw;
    result.failure = exception_text(error);
  }
  result.input_written = !holds(input, yuv);
  return result;
}

std::string name_of(const py::function& kernel) {
  const py::object name = py::getattr(kernel, "__qualname__", py::none());
  return name.is_none() ? type_name(kernel) : py::str(name).cast<std::string>();
}

std::optional<std::string> path_or_none(const py::object& path) {
  if (path.is_none()) return {};
  return py::module_::import("os").attr("fspath")(path).cast<std::string>();
}

std::string gate_text_of(const py::object& kernel, const Deployment& deployment,
                         const py::object& arithmetic, const py::object& budget_path,
                         const py::object& baseline_path) {
  if (PyCallable_Check(kernel.ptr()) == 0) {
    throw py::type_error(
        "kernel: expected a callable that takes int8 [1, 3, H, W] and returns the same, got " +
        type_name(kernel));
  }
  const auto function = py::reinterpret_borrow<py::function>(kernel);
  const Arithmetic named = arithmetic_argument(arithmetic, deployment);
  const auto budget_file = path_or_none(budget_path);
  const auto baseline_file = path_or_none(baseline_path);
  const FunctionKernel run{name_of(function), [&function](const ImagePlanes& yuv, ImageSize size) {
                             return call(function, yuv, size);
                           }};
  const py::gil_scoped_release released;
  const Budget budget = budget_file ? read_budget({*budget_file}) : Budget();
  GateReport report;
  report.verdict =
      gate(function_kernel(run), {{deployment, named}}, {budget, false}, [](double) {});
  if (baseline_file) {
    compare_with_baseline(read_whole_file(*baseline_file, largest_baseline_file), *baseline_file,
                          report.verdict);
    conclude(report.verdict);
  }
  return json_text(gate_json(report));
}

}  // namespace

void bind_gate(py::module_& core) {
  core.def("gate", &gate_text_of, py::arg("kernel"), py::arg("deployment"), py::arg("arithmetic"),
           py::arg("budget"), py::arg("baseline"));
}

}  // namespace swingproof

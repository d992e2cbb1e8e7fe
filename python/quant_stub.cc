// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "python/quant_stub.h"

#include <cstddef>

#include "deployment/exact_number.h"
#include "deployment/input_error.h"
#include "python/arguments.h"

namespace swingproof {
namespace {

namespace py = pybind11;

bool has(py::handle object, const char* attribute) {
  return py::hasattr(object, attribute) && !object.attr(attribute).is_none();
}

// The object itself, or what a prepared QuantStub quantises with: the plugin's has a scale of its
// own, where one is fixed, but no dtype.
py::object quantiser_of(py::handle stub) {
  const bool is_whole = has(stub, "scale") && has(stub, "zero_point") && has(stub, "dtype");
  if (!is_whole && has(stub, "activation_post_process")) {
    return stub.attr("activation_post_process");
  }
  return py::reinterpret_borrow<py::object>(stub);
}

py::object require_attribute(py::handle quantiser, const char* attribute) {
  if (has(quantiser, attribute)) return quantiser.attr(attribute);
  throw py::type_error(
      "stub: " + type_name(quantiser) + " has no " + attribute +
      "; pass a QuantStub after prepare_qat or convert, its Quantize or FakeQuantize");
}

// A tensor or array of one number without more than one axis.
void require_one_number(py::handle scale, py::handle quantiser) {
  if (!py::hasattr(scale, "shape")) return;
  const py::tuple shape(scale.attr("shape"));
  const bool is_one = shape.empty() || (shape.size() == 1 && shape[0].cast<std::size_t>() == 1);
  if (is_one) return;
  throw InputError("stub.scale",
                   "of " + type_name(quantiser) + " has the shape " +
                       py::repr(shape).cast<std::string>() + ", not () or (1,)",
                   "q_scale is one number; fold per-channel scales into std");
}

// "qint8" of torch.qint8, and of the plugin's dtypes, which are texts.
std::string dtype_name(py::handle dtype) {
  const auto text = py::str(dtype).cast<std::string>();
  return text.substr(text.find_last_of('.') + 1);
}

}  // namespace

std::string quant_stub_scale_text(py::handle stub) {
  const py::object quantiser = quantiser_of(stub);
  const py::object scale = require_attribute(quantiser, "scale");
  const py::object zero_point = require_attribute(quantiser, "zero_point");
  const py::object dtype = require_attribute(quantiser, "dtype");
  require_one_number(scale, quantiser);
  const std::string zero = number_text(zero_point, "stub.zero_point");
  if (parse_exact_number(zero, "stub.zero_point").exact != 0) {
    throw InputError("stub.zero_point", "is " + zero + ", but the op's codes have 0",
                     "train with a symmetric quantisation");
  }
  if (const std::string name = dtype_name(dtype); name != "qint8") {
    throw InputError("stub.dtype", "is " + quoted(name) + ", but the op's codes are qint8",
                     "quantise the model's input to qint8");
  }
  return number_text(scale, "stub.scale");
}

}  // namespace swingproof

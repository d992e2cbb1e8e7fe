// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "python/arrays.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "python/arguments.h"

namespace swingproof {
namespace {

namespace py = pybind11;

py::array array_argument(py::handle value, const std::string& name) {
  if (!py::isinstance<py::array>(value)) {
    throw py::type_error(name + ": expected a NumPy array or a torch tensor, got " +
                         type_name(value));
  }
  if (py::isinstance(value, py::module_::import("numpy").attr("ma").attr("MaskedArray"))) {
    throw py::type_error(name +
                         ": expected an array without a mask, got numpy.ma.MaskedArray; "
                         "decide what masked pixels are: input.filled(0)");
  }
  return py::reinterpret_borrow<py::array>(value);
}

std::optional<ElementType> element_type(const py::dtype& dtype) {
  using enum ElementType;
  if (!dtype.attr("isnative").cast<bool>()) return {};
  constexpr std::pair<ElementType, std::pair<char, int>> types[] = {
      {int8, {'i', 1}},    {uint8, {'u', 1}},  {int16, {'i', 2}}, {uint16, {'u', 2}},
      {int32, {'i', 4}},   {uint32, {'u', 4}}, {int64, {'i', 8}}, {uint64, {'u', 8}},
      {float32, {'f', 4}}, {float64, {'f', 8}}};
  for (const auto& [type, kind] : types) {
    if (dtype.kind() == kind.first && dtype.itemsize() == kind.second) return type;
  }
  return {};
}

std::string dtype_text(const py::array& array) {
  return py::str(array.dtype()).cast<std::string>();
}

[[noreturn]] void refuse_shape(const py::array& array, const std::string& name) {
  const auto shape = py::str(py::object(array.attr("shape"))).cast<std::string>();
  const bool is_last = array.ndim() >= 3 && array.shape(array.ndim() - 1) == 3;
  throw py::value_error(name + ": expected shape [N, 3, H, W] or [3, H, W], got " + shape +
                        (is_last ? "; move the channels from the last axis: numpy.moveaxis(input, "
                                   "-1, -3)"
                                 : ""));
}

}  // namespace

ImageBatch image_batch(py::handle value, const std::string& name) {
  const py::array array = array_argument(value, name);
  const auto type = element_type(array.dtype());
  if (!type) {
    throw py::type_error(name +
                         ": expected integers, or float32 or float64 with integral values, "
                         "in native byte order; got dtype " +
                         dtype_text(array));
  }
  const py::ssize_t axes = array.ndim();
  if ((axes != 3 && axes != 4) || array.shape(axes - 3) != 3) refuse_shape(array, name);
  ImageBatch batch;
  batch.first = static_cast<const std::byte*>(array.data());
  batch.type = *type;
  batch.shape[0] = 1;
  for (py::ssize_t axis = 0; axis < axes; ++axis) {
    const auto at = static_cast<std::size_t>(axis + 4 - axes);
    batch.shape[at] = static_cast<std::size_t>(array.shape(axis));
    batch.strides[at] = array.strides(axis);
  }
  return batch;
}

std::vector<py::ssize_t> shape_of(const py::array& array) {
  return {array.shape(), array.shape() + array.ndim()};
}

NpyArray copied_bytes(py::handle value, const std::string& name) {
  const py::array array = array_argument(value, name);
  const auto type = element_type(array.dtype());
  if (type != ElementType::int8 && type != ElementType::uint8) {
    throw py::type_error(name + ": expected dtype int8 or uint8, got " + dtype_text(array));
  }
  NpyArray copy;
  copy.type = type == ElementType::int8 ? NpyType::int8 : NpyType::uint8;
  for (const py::ssize_t size : shape_of(array))
    copy.shape.push_back(static_cast<std::size_t>(size));
  const py::array packed = py::array::ensure(array, py::array::c_style);
  const auto* bytes = static_cast<const std::uint8_t*>(packed.data());
  copy.bytes.assign(bytes, bytes + packed.nbytes());
  return copy;
}

}  // namespace swingproof

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_PYTHON_ARRAYS_H_
#define SWINGPROOF_PYTHON_ARRAYS_H_

#include <pybind11/numpy.h>

#include <cstddef>
#include <string>
#include <vector>

#include "suites/npy/npy_file.h"
#include "suites/pixels/image_batch.h"

namespace swingproof {

// NumPy's arrays as the C++ side reads them. The views below own nothing: the array must outlive
// them.

// [N, 3, H, W] or [3, H, W], any strides, elements of ElementType. Throws py::type_error for other
// elements or what is no array, py::value_error for other shapes.
ImageBatch image_batch(pybind11::handle value, const std::string& name);

// The shape as it is, for a result like the array.
std::vector<pybind11::ssize_t> shape_of(const pybind11::array& array);

// A copy of an int8 or uint8 array, in C order. Throws py::type_error for other arrays.
NpyArray copied_bytes(pybind11::handle value, const std::string& name);

}  // namespace swingproof

#endif  // SWINGPROOF_PYTHON_ARRAYS_H_

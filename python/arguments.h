// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_PYTHON_ARGUMENTS_H_
#define SWINGPROOF_PYTHON_ARGUMENTS_H_

#include <pybind11/pybind11.h>

#include <string>
#include <string_view>
#include <vector>

#include "deployment/deployment.h"
#include "fixedpoint/arithmetic.h"

namespace swingproof {

// What Python passes, as the C++ side wants it. All throw TypeError (py::type_error) for what is of
// the wrong type; texts that nobody can read are InputErrors, which Python sees as ValueErrors.

// A str.
std::string text_argument(pybind11::handle value, std::string_view name);

// A number as it is written: a str as it is, an int and a Decimal in digits, a Fraction as n/d, a
// float (and numpy.float64) as repr() writes it, so that 58.395 is 58395/1000. A float32 or float16
// is nobody's writing but what a program computed, a trained scale say: its value, exactly. A list,
// tuple, array or tensor of one element is that element.
std::string number_text(pybind11::handle value, std::string_view name);

// 1 or 3 numbers: one number, a list, a tuple, or an array or tensor of that many elements, such as
// those of shape (), (1,), (3,), (3, 1, 1) and (1, 3, 1, 1).
std::vector<std::string> number_texts(pybind11::handle values, std::string_view name);

// How an arithmetic is named: "bayes" for None; a str, a name or a path; a path object.
std::string arithmetic_text(pybind11::handle value);

// The arithmetic of that name or path, for this deployment.
Arithmetic arithmetic_argument(pybind11::handle value, const Deployment& deployment);

// The name of a value's type, for messages.
std::string type_name(pybind11::handle value);

}  // namespace swingproof

#endif  // SWINGPROOF_PYTHON_ARGUMENTS_H_

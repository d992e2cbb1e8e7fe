// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_PYTHON_BINDINGS_H_
#define SWINGPROOF_PYTHON_BINDINGS_H_

#include <pybind11/pybind11.h>

namespace swingproof {

// Each puts one part of the product into the module swingproof._core. Its functions are documented
// in python/swingproof/_core.pyi and, for users, where python/swingproof/*.py call them.
void bind_deployment(pybind11::module_& core);
void bind_pixels(pybind11::module_& core);
void bind_documents(pybind11::module_& core);
void bind_gate(pybind11::module_& core);

}  // namespace swingproof

#endif  // SWINGPROOF_PYTHON_BINDINGS_H_

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_PYTHON_QUANT_STUB_H_
#define SWINGPROOF_PYTHON_QUANT_STUB_H_

#include <pybind11/pybind11.h>

#include <string>

namespace swingproof {

// The scale of what quantises a model's input, as number_text() reads it: torch's or the plugin's
// QuantStub, Quantize or FakeQuantize, told by their attributes scale, zero_point and dtype; of a
// prepared QuantStub those of its activation_post_process. Throws TypeError for an object that has
// none of these, and InputError, which names the attribute, unless the scale is one number, of
// shape
// () or (1,), the zero point 0 and the dtype qint8: other codes are not those of the op.
std::string quant_stub_scale_text(pybind11::handle stub);

}  // namespace swingproof

#endif  // SWINGPROOF_PYTHON_QUANT_STUB_H_

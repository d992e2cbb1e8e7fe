// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <exception>
#include <regex>
#include <string>

#include "deployment/input_error.h"
#include "fixedpoint/provenance.h"
#include "python/bindings.h"

namespace {

// Messages name options of the command: --q-scale is the argument q_scale here.
std::string in_words_of_python(const std::string& message) {
  static const std::regex option("--([a-z]+)(-?)([a-z]*)");
  std::string text;
  auto from = message.cbegin();
  for (std::sregex_iterator it(message.begin(), message.end(), option), end; it != end; ++it) {
    text.append(from, (*it)[0].first);
    text += (*it)[1].str() + ((*it)[2].length() != 0 ? "_" : "") + (*it)[3].str();
    from = (*it)[0].second;
  }
  return text.append(from, message.cend());
}

}  // namespace

PYBIND11_MODULE(_core, core) {
  // pybind11 wants it by value.
  // NOLINTNEXTLINE(performance-unnecessary-value-param)
  pybind11::register_exception_translator([](std::exception_ptr error) {
    try {
      if (error) std::rethrow_exception(error);
    } catch (const swingproof::InputError& input_error) {
      PyErr_SetString(PyExc_ValueError, in_words_of_python(input_error.what()).c_str());
    }
  });
  core.attr("__version__") = SWINGPROOF_VERSION;
  core.attr("notice") = std::string(swingproof::unconfirmed_notice);
  swingproof::bind_deployment(core);
  swingproof::bind_pixels(core);
  swingproof::bind_documents(core);
  swingproof::bind_gate(core);
}

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_BOUND_GAPPA_H_
#define SWINGPROOF_SUITES_BOUND_GAPPA_H_

#include <string>

namespace swingproof {

// Whether Gappa proves a script, without a warning and within a minute of processor time. Throws
// InputError if there is no program gappa on PATH (Debian package gappa).
bool gappa_proves(const std::string& script);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_BOUND_GAPPA_H_

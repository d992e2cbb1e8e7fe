// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_BOUND_GAPPA_H_
#define SWINGPROOF_SUITES_BOUND_GAPPA_H_

#include <string>

namespace swingproof {

// All of these throw InputError if there is no program gappa on PATH (Debian package gappa).

// Whether Gappa proves a script, without a warning and within a minute of processor time.
bool gappa_proves(const std::string& script);

// The proof that Gappa writes for Coq; empty if it writes none. The script's rewriting rules are
// hypotheses in it.
std::string gappa_proof_for_coq(const std::string& script);

std::string gappa_version();  // "1.4.1"

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_BOUND_GAPPA_H_

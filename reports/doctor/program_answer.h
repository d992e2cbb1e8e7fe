// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_DOCTOR_PROGRAM_ANSWER_H_
#define SWINGPROOF_REPORTS_DOCTOR_PROGRAM_ANSWER_H_

#include <optional>
#include <string>
#include <vector>

namespace swingproof {

// The first line that a program prints, started by arguments[0] with these arguments and without
// stderr; escaped where it is not printable text. Nothing if it cannot be started, fails, prints
// nothing or does not end within ten seconds.
std::optional<std::string> program_answer(const std::vector<std::string>& arguments);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_DOCTOR_PROGRAM_ANSWER_H_

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_DOCUMENT_SHELL_WORD_H_
#define SWINGPROOF_REPORTS_DOCUMENT_SHELL_WORD_H_

#include <string>
#include <string_view>

namespace swingproof {

// A word that a shell reads as this text.
std::string shell_word(std::string_view text);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_DOCUMENT_SHELL_WORD_H_

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_DEPLOYMENT_INPUT_ERROR_H_
#define SWINGPROOF_DEPLOYMENT_INPUT_ERROR_H_

#include <stdexcept>
#include <string>
#include <string_view>

namespace swingproof {

// An input that cannot be used: a file, an option, a number. Our own bugs are std::logic_error
// instead, so that the command can distinguish them (exit codes 2 and 3).
//
// what() is "place: problem; remedy", always a single line of valid UTF-8: control characters,
// newlines, invisible characters and invalid bytes in any part are escaped as \xNN, and a part of
// more than 400 characters is shortened in its middle. An empty place or remedy is left out
// together with its separator.
class InputError : public std::runtime_error {
 public:
  // place: where the input was given, file and field ("deployment.toml: std") or an option.
  // problem: what is wrong with it; put user text through quoted(). remedy: what to do about it.
  InputError(std::string_view place, std::string_view problem, std::string_view remedy);
};

// The text in double quotes, for error messages: valid printable UTF-8 as it is, `"` and `\` behind
// a backslash, every other byte as \xNN. Of a text of more than 60 characters only the first 29 and
// the last 30 are kept, with an ellipsis between them; the cost does not grow with the text then.
std::string quoted(std::string_view user_text);

// Without these a std::string would mean std::quoted wherever <iomanip> is included: found through
// its argument, a better match, and without the escapes.
inline std::string quoted(const std::string& text) { return quoted(std::string_view(text)); }
inline std::string quoted(std::string& text) { return quoted(std::string_view(text)); }
inline std::string quoted(const char* text) { return quoted(std::string_view(text)); }

}  // namespace swingproof

#endif  // SWINGPROOF_DEPLOYMENT_INPUT_ERROR_H_

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/document/document.h"

namespace swingproof {

Span strong(std::string_view text) { return {Span::Kind::strong, std::string(text)}; }
Span emphasis(std::string_view text) { return {Span::Kind::emphasis, std::string(text)}; }
Span code_span(std::string_view text) { return {Span::Kind::code, std::string(text)}; }
Span exponent(std::string_view text) { return {Span::Kind::exponent, std::string(text)}; }

Span figure(std::string_view pointer, std::string_view value, std::string_view shown) {
  return {Span::Kind::figure, std::string(shown), std::string(pointer), std::string(value)};
}

Span link_to(std::string_view id, std::string_view text) {
  return {Span::Kind::link, std::string(text), std::string(id)};
}

Span swatch(const std::array<std::uint8_t, 3>& colour, std::string_view what) {
  return {Span::Kind::swatch, std::string(what), {}, {}, colour};
}

List list_of(const std::vector<std::string>& items) { return {{items.begin(), items.end()}}; }

}  // namespace swingproof

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_DEPLOYMENT_NEAREST_NAME_H_
#define SWINGPROOF_DEPLOYMENT_NEAREST_NAME_H_

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace swingproof {

// The name that a text was probably meant to be: the same but for upper case and for '-', '_' and
// ' ', which are taken as one; or one letter in three mistaken, left out, doubled or exchanged with
// its neighbour. Nothing if no name, or more than one, is as near as that.
std::optional<std::string_view> nearest_name(std::string_view text,
                                             std::span<const std::string_view> names);

// The remedy for a text that is none of these names: "did you mean bayes-e?"; where it is near to
// none of them the other remedy, or "write bayes or bayes-e", "write a, b or c".
std::string name_remedy(std::string_view text, std::span<const std::string_view> names,
                        std::string_view otherwise = {});

}  // namespace swingproof

#endif  // SWINGPROOF_DEPLOYMENT_NEAREST_NAME_H_

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/enum_names.h"

#include <string>

#include "deployment/input_error.h"
#include "deployment/nearest_name.h"

namespace swingproof {

void refuse_name(std::string_view text, std::string_view what, std::string_view place,
                 std::span<const std::string_view> names) {
  throw InputError(place, quoted(text) + " is not " + std::string(what), name_remedy(text, names));
}

}  // namespace swingproof

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/certificate/strict_json.h"

#include <set>
#include <string>
#include <vector>

#include "deployment/input_error.h"

namespace swingproof {
namespace {

constexpr int deepest_nesting = 32;

}  // namespace

Json parse_strict_json(std::string_view text, std::string_view name) {
  std::vector<std::set<std::string>> keys;  // of each object that is open
  const auto check = [&](int depth, Json::parse_event_t event, const Json& parsed) {
    if (depth > deepest_nesting) {
      throw InputError(name, "is nested more than 32 levels deep", "give a certificate");
    }
    if (event == Json::parse_event_t::object_start) keys.emplace_back();
    if (event == Json::parse_event_t::object_end) keys.pop_back();
    if (event == Json::parse_event_t::key) {
      const auto& key = parsed.get_ref<const std::string&>();
      if (!keys.back().insert(key).second) {
        throw InputError(name, "has the key " + quoted(key) + " twice in one object",
                         "give a certificate as it was written");
      }
    }
    return true;
  };
  try {
    return Json::parse(text, check);
  } catch (const Json::parse_error& error) {
    throw InputError(name, "is not JSON, at byte " + std::to_string(error.byte),
                     "give a certificate, whole, as it was written");
  } catch (const Json::exception&) {  // a number that is out of range
    throw InputError(name, "is not JSON that can be read", "give a certificate as it was written");
  }
}

}  // namespace swingproof

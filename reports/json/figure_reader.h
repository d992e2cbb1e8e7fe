// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_JSON_FIGURE_READER_H_
#define SWINGPROOF_REPORTS_JSON_FIGURE_READER_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "deployment/deployment.h"
#include "reports/json/json_document.h"

namespace swingproof {

// Larger JSON documents are refused.
inline constexpr std::size_t largest_read_document = std::size_t{64} << 20;

// Reads figures back from our own JSON, which may have been edited since. Every function throws
// InputError, naming file and key, for a value that is missing or of another type.
class FigureReader {
 public:
  // remedy: what to give instead.
  FigureReader(std::string_view file_name, std::string_view remedy)
      : file_name_(file_name), remedy_(remedy) {}

  Json parse(std::string_view text) const;

  const Json& member(const Json& object, const std::string& key) const;
  const Json& array(const Json& object, const std::string& key) const;
  const std::string& text(const Json& object, const std::string& key) const;
  std::uint64_t count(const Json& object, const std::string& key) const;
  // "n/d" as fraction() writes it, exactly.
  Rational exact(const Json& object, const std::string& key) const;
  // As deployment_json() writes it.
  Deployment deployment(const Json& object) const;

  [[noreturn]] void fail(const std::string& key, const std::string& problem) const;

 private:
  std::string file_name_;
  std::string remedy_;
};

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_JSON_FIGURE_READER_H_

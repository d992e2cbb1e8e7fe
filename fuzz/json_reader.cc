// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Our own JSON, read back by `compare` and `gate --baseline`: reports/json/figure_reader.h.

#include <string>

#include "fuzz/reader_property.h"
#include "reports/compare/comparison.h"
#include "reports/document/render.h"
#include "reports/json/figure_reader.h"

namespace {

using swingproof::Comparison;
using swingproof::Deployment;
using swingproof::FigureReader;
using swingproof::Json;
using swingproof::require;

const FigureReader reader("fuzz.json", "give another one");

void check_comparison(const Comparison& comparison) {
  require(count(comparison, swingproof::Change::better) == 0,
          "a document is no better than itself");
  require(count(comparison, swingproof::Change::worse) == 0, "a document is no worse than itself");
  require(comparison.only_before.empty() && comparison.only_after.empty(), "it has the same parts");
  require(Json::accept(swingproof::json_text(comparison_json(comparison))), "it is told in JSON");
  markdown_text(comparison_document(comparison));
  terminal_text(comparison_document(comparison), true);
}

void check_deployment(const Deployment& deployment) {
  const Json again = reader.parse(swingproof::json_text(deployment_json(deployment)));
  require(reader.deployment(again) == deployment, "what is written reads back the same");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = swingproof::text_of(data, size);
  swingproof::read_hostile(
      [&] { return reader.deployment(reader.member(reader.parse(text), "deployment")); },
      check_deployment);
  return swingproof::read_hostile(
      [&] { return swingproof::compare_documents(text, "fuzz.json", text, "fuzz.json"); },
      check_comparison);
}

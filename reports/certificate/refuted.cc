// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/certificate/refuted.h"

#include "reports/certify/hypothesis_words.h"
#include "reports/certify/source_report.h"
#include "suites/certify/refutation.h"

namespace swingproof {

Json refuted_json(const OpCheck& check) {
  const HypothesisClasses& classes = check.classes;
  const auto refuted = refutations(classes, check.verdict, check.stimulus.pixels, check.capture);
  std::size_t hypotheses = 0;
  std::size_t last_index = 0;
  Json decided_at = Json::array();
  for (const Refutation& each : refuted) {
    const DifferingPixel& pixel = each.decided_at;
    if (decided_at.empty() || pixel.index != last_index) {
      decided_at.push_back({{"index", pixel.index},
                            {"yuv", yuv_json(pixel.pixel)},
                            {"captured", pixel.captured},
                            {"hypotheses", Json::array()}});
      last_index = pixel.index;
    }
    for (const std::size_t member : classes.classes[each.class_index].members) {
      decided_at.back()["hypotheses"].push_back(
          short_text(classes.hypotheses.front(), classes.hypotheses[member]));
      ++hypotheses;
    }
  }
  return Json{{"hypotheses", hypotheses}, {"classes", refuted.size()}, {"decided_at", decided_at}};
}

Json refuted_json(const SourceCheck& check) { return source_distances_json(check.verdict.refuted); }

}  // namespace swingproof

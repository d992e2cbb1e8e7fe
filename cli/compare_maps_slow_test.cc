// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/compared_documents_fixture.h"

namespace swingproof {
namespace {

using nlohmann::ordered_json;

// The cells of a map on a page: thousandths, or "" where there is none.
ordered_json map_cells(const std::string& page, const std::string& chart, std::size_t map) {
  const std::string begin = "<script type=\"application/json\" id=\"charts\">";
  const std::size_t from = page.find(begin) + begin.size();
  const ordered_json charts =
      ordered_json::parse(page.substr(from, page.find("</script>", from) - from));
  return charts.at(chart).at("hconcat")[map].at("data").at("values");
}

// 1 LSB is 1 grey level here. In each map every cell is rounded once.
TEST(CompareCommand, MapsAreTheDifferenceOfTheReportsMaps) {
  if (!has_pages()) GTEST_SKIP() << "without npm";
  const std::string plain = page_of("report");
  const std::string floor = page_of("report --arithmetic bayes:post_rounding=floor");
  const std::string changed = page_of("compare plain.json floor.json");
  const std::string back = page_of("compare floor.json plain.json");
  const std::string same = page_of("compare plain.json plain.json");
  for (const std::string channel : {"R", "G", "B"}) {
    for (const std::size_t map : {0U, 1U}) {
      const std::string chart = "d1-" + channel + "-where";
      const std::string of_report =
          std::string("error-map-") + (map == 0 ? "gamut-" : "all-") + channel;
      const ordered_json before = map_cells(plain, of_report, 0);
      const ordered_json after = map_cells(floor, of_report, 0);
      const ordered_json there = map_cells(changed, chart, map);
      const ordered_json and_back = map_cells(back, chart, map);
      const ordered_json nothing = map_cells(same, chart, map);
      ASSERT_EQ(there.size(), before.size());
      int cells = 0;
      int farthest = 0;
      for (std::size_t i = 0; i < there.size(); ++i) {
        ASSERT_EQ(there[i].is_number(), before[i].is_number());
        if (!there[i].is_number()) continue;
        ++cells;
        const int difference = there[i];
        farthest = std::max(farthest, std::abs(difference));
        EXPECT_NEAR(difference, after[i].get<int>() - before[i].get<int>(), 1);
        EXPECT_EQ(and_back[i], -difference);
        EXPECT_EQ(nothing[i], 0);
      }
      EXPECT_GT(cells, 200);
      EXPECT_GT(farthest, 300) << "floor is half an LSB worse somewhere";
    }
  }
}

}  // namespace
}  // namespace swingproof

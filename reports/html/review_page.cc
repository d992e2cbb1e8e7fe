// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/html/review_page.h"

#include <fmt/format.h>

#include <cstddef>

#include "reports/html/charts.h"
#include "reports/html/page_sections.h"
#include "reports/html/whole_page.h"

namespace swingproof {
namespace {

// {id: specification}, for the elements that chart_html makes.
Json all_charts(const Review& review) {
  Json charts = Json::object();
  for (std::size_t c = 0; c < 3; ++c) {
    const ChannelReview& channel = review.channels[c];
    const std::string letter(name(channel.channel));
    charts["differences-" + letter] = difference_chart(review.accuracy.errors[c]);
    charts["errors-" + letter] = error_bins_chart(channel.survey);
    charts["luma-" + letter] = luma_chart(channel);
    charts["map-all-" + letter] = map_chart(channel.survey, channel.survey.all_inputs);
    charts["map-gamut-" + letter] = map_chart(channel.survey, channel.survey.in_gamut);
    charts["stages-" + letter] = waterfall_chart(channel.attribution);
  }
  charts["path"] = path_chart(review.accuracy);
  return charts;
}

}  // namespace

std::string review_page(const Review& review, const PageFiles& files) {
  WholePage page;
  page.title = fmt::format("What {} costs on the BPU", name(review.accuracy.deployment.op));
  page.skip_to = "verdict";
  page.contents = {
      {"verdict", "Verdict"}, {"error", "Error of the op"}, {"stages", "Where it comes from"},
      {"path", "End to end"}, {"mistakes", "Set up wrong"}, {"worst", "Worst inputs"},
      {"method", "Method"}};
  page.html = verdict_section(review) + error_section(review) + attribution_section(review) +
              path_section(review) + misconfiguration_section(review) +
              worst_inputs_section(review) + method_section(review);
  page.charts = all_charts(review);
  return whole_page(page, files);
}

}  // namespace swingproof

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/html/review_page.h"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>

#include "reports/html/charts.h"
#include "reports/html/html_text.h"
#include "reports/html/page_sections.h"

namespace swingproof {
namespace {

// Inline only, and nothing from anywhere: no request leaves the page, whatever is in it.
constexpr std::string_view security_policy =
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'";

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

// JSON inside a script element: nothing in it may end the element.
std::string script_json(const Json& json) {
  std::string text;
  for (const char c : json.dump()) {
    if (c == '<') {
      text += "\\u003c";
    } else {
      text += c;
    }
  }
  return text;
}

std::string contents() {
  static constexpr std::pair<std::string_view, std::string_view> sections[] = {
      {"verdict", "Verdict"}, {"error", "Error of the op"}, {"stages", "Where it comes from"},
      {"path", "End to end"}, {"mistakes", "Set up wrong"}, {"worst", "Worst inputs"},
      {"method", "Method"}};
  std::string html = "<nav aria-label=\"Sections\"><ul>";
  for (const auto& [id, title] : sections) {
    html += fmt::format("<li><a href=\"#{}\">{}</a></li>", id, title);
  }
  return html + "</ul></nav>\n";
}

}  // namespace

std::string review_page(const Review& review, const PageFiles& files) {
  const Deployment& deployment = review.accuracy.deployment;
  const std::string title = fmt::format("What {} costs on the BPU", name(deployment.op));
  std::string html = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  html += fmt::format("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n",
                      security_policy);
  html +=
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n";
  html += fmt::format("<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n", escaped(title),
                      files.style);
  html += "<a class=\"skip\" href=\"#verdict\">Skip to the verdict</a>\n<header>\n";
  html += fmt::format("<h1>{}</h1>\n{}</header>\n<main>\n", escaped(title), contents());
  html += verdict_section(review) + error_section(review) + attribution_section(review) +
          path_section(review) + misconfiguration_section(review) + worst_inputs_section(review) +
          method_section(review);
  html += "</main>\n";
  html += fmt::format("<script type=\"application/json\" id=\"charts\">{}</script>\n",
                      script_json(all_charts(review)));
  for (const std::string_view script :
       {files.vega, files.vega_lite, files.vega_embed, files.script}) {
    html += "<script>";
    html += script;
    html += "</script>\n";
  }
  return html + "</body>\n</html>\n";
}

}  // namespace swingproof

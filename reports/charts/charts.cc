// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/charts/charts.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>

#include "reports/json/exact_decimal.h"

namespace swingproof {
namespace {

constexpr int chart_digits = 4;
constexpr int map_edge = 160;  // pixels: four maps side by side in a wide window
// A browser draws a few thousand rectangles at once: four of the survey's cells are one here.
constexpr int drawn_cells = map_cells / 2;
constexpr int values_per_drawn_cell = 256 / drawn_cells;

double drawn(const std::string& decimal) { return std::stod(decimal); }

Json percent_of(std::uint64_t part, std::uint64_t whole) {
  return drawn(percentage(part, whole, chart_digits));
}

Json field(const std::string& name, const std::string& type, const std::string& title) {
  return {{"field", name}, {"type", type}, {"title", title}};
}

// An ordinal axis of small integers, whose labels need not lie on their side.
Json upright(const std::string& name, const std::string& title) {
  Json axis = field(name, "ordinal", title);
  axis["axis"] = {{"labelAngle", 0}};
  return axis;
}

Json chart(Json values, Json mark, Json encoding) {
  return {{"$schema", "https://vega.github.io/schema/vega-lite/v6.json"},
          {"width", 250},
          {"height", 150},
          {"data", {{"values", std::move(values)}}},
          {"mark", std::move(mark)},
          {"encoding", std::move(encoding)}};
}

Json set_colour() {
  Json colour = field("set", "nominal", "");
  colour["scale"] = {{"domain", {"all inputs", "in gamut"}}, {"range", {"#8a94a6", "#2f7ed8"}}};
  colour["legend"] = {{"orient", "top"}, {"title", nullptr}};
  return colour;
}

// A point of a line that is not seen but found by the pointer.
Json dot() { return {{"opacity", 0}, {"size", 60}}; }

// Thousandths of an LSB, rounded half up, from units of 2^-bits LSB over some inputs.
std::int64_t thousandths(std::int64_t units, std::int64_t inputs, int bits) {
  const std::int64_t whole = inputs << bits;
  const std::int64_t doubled = 2 * units * 1000 + whole;
  const std::int64_t quotient = doubled / (2 * whole);
  return doubled % (2 * whole) < 0 ? quotient - 1 : quotient;
}

ErrorMap drawn_map(const ErrorMap& map) {
  ErrorMap drawn(static_cast<std::size_t>(drawn_cells) * drawn_cells);
  for (std::size_t i = 0; i < map.size(); ++i) {
    MapCell& cell = drawn[i / map_cells / 2 * drawn_cells + i % map_cells / 2];
    cell.inputs += map[i].inputs;
    cell.max_abs_error = std::max(cell.max_abs_error, map[i].max_abs_error);
    cell.sum_error += map[i].sum_error;
  }
  return drawn;
}

struct MapAxes {
  const char* column;
  const char* row;
};

MapAxes map_axes(Channel channel) {
  if (channel == Channel::red) return {"V", "Y"};
  if (channel == Channel::green) return {"U", "V"};
  return {"U", "Y"};
}

// Blue below 0 and orange above, equally strong at equal distances; cells are in thousandths.
Json around_zero(const Json& cells) {
  std::int64_t farthest = 1;
  for (const Json& cell : cells) {
    if (cell.is_number()) farthest = std::max(farthest, std::abs(cell.get<std::int64_t>()));
  }
  const double end = static_cast<double>(farthest) / 1000;
  return {{"scheme", "blueorange"}, {"domain", {-end, end}}};
}

// One heat map. Cells come in the order of the map; an empty cell is "", as Vega takes no null.
Json heat_map(Channel channel, Json cells, const std::string& title, const std::string& unit,
              Json scale) {
  const MapAxes axes = map_axes(channel);
  const std::string n = std::to_string(drawn_cells);
  const std::string step = std::to_string(values_per_drawn_cell);
  const auto band = [](const char* name, const std::string& end) {
    return std::pair<Json, Json>{{{"field", name},
                                  {"type", "quantitative"},
                                  {"title", name},
                                  {"scale", {{"domain", {-128, 128}}, {"nice", false}}},
                                  {"axis", {{"values", {-128, -64, 0, 64, 127}}, {"grid", false}}}},
                                 {{"field", end}}};
  };
  const auto [x, x2] = band(axes.column, "column_end");
  const auto [y, y2] = band(axes.row, "row_end");
  return {
      {"width", map_edge},
      {"height", map_edge},
      {"title", title},
      {"data", {{"values", std::move(cells)}}},
      {"transform",
       Json::array(
           {{{"window", {{{"op", "row_number"}, {"as", "place"}}}}},
            {{"filter", "isNumber(datum.data)"}},
            {{"calculate", "datum.data / 1000"}, {"as", unit}},
            {{"calculate", "(datum.place - 1) % " + n + " * " + step + " - 128"},
             {"as", axes.column}},
            {{"calculate", "floor((datum.place - 1) / " + n + ") * " + step + " - 128"},
             {"as", axes.row}},
            {{"calculate", std::string("datum.") + axes.column + " + " + step},
             {"as", "column_end"}},
            {{"calculate", std::string("datum.") + axes.row + " + " + step}, {"as", "row_end"}}})},
      {"mark", {{"type", "rect"}, {"aria", false}}},
      {"encoding",
       {{"x", x},
        {"x2", x2},
        {"y", y},
        {"y2", y2},
        {"color",
         {{"field", unit}, {"type", "quantitative"}, {"title", unit}, {"scale", std::move(scale)}}},
        {"tooltip",
         {field(axes.column, "quantitative", std::string(axes.column) + " from"),
          field(axes.row, "quantitative", std::string(axes.row) + " from"),
          field(unit, "quantitative", title + ", " + unit)}}}}};
}

}  // namespace

Json difference_chart(const ChannelErrors& errors) {
  Json values = Json::array();
  const auto add = [&](const ErrorMeasures& measures, const char* set) {
    for (const auto& [difference, times] : measures.code_difference) {
      values.push_back({{"difference", difference},
                        {"set", set},
                        {"percent", percent_of(times, measures.inputs)},
                        {"inputs", times}});
    }
  };
  add(errors.all_inputs, "all inputs");
  add(errors.in_gamut, "in gamut");
  return chart(
      std::move(values), "bar",
      {{"x", upright("difference", "code - ideal code")},
       {"xOffset", {{"field", "set"}}},
       {"y", field("percent", "quantitative", "% of the inputs")},
       {"color", set_colour()},
       {"tooltip",
        {field("set", "nominal", "set"), field("difference", "ordinal", "code - ideal"),
         field("inputs", "quantitative", "inputs"), field("percent", "quantitative", "%")}}});
}

Json compared_difference_chart(const CodeDifferences& before, const CodeDifferences& after) {
  Json values = Json::array();
  const auto add = [&](const CodeDifferences& occurred, const char* when) {
    for (const auto& [difference, times] : occurred) {
      values.push_back({{"difference", difference},
                        {"when", when},
                        {"percent", percent_of(times, occurred.total())},
                        {"inputs", times}});
    }
  };
  add(before, "before");
  add(after, "after");
  Json colour = field("when", "nominal", "");
  colour["scale"] = {{"domain", {"before", "after"}}, {"range", {"#8a94a6", "#2f7ed8"}}};
  colour["legend"] = {{"orient", "top"}, {"title", nullptr}};
  return chart(
      std::move(values), "bar",
      {{"x", upright("difference", "code - ideal code")},
       {"xOffset", {{"field", "when"}, {"sort", {"before", "after"}}}},
       {"y", field("percent", "quantitative", "% of the inputs")},
       {"color", colour},
       {"tooltip",
        {field("when", "nominal", "when"), field("difference", "ordinal", "code - ideal"),
         field("inputs", "quantitative", "inputs"), field("percent", "quantitative", "%")}}});
}

Json error_bins_chart(const ErrorSurvey& survey) {
  // Two outlines, drawn as steps: bars would hide each other. Empty bins are points of it too.
  Json values = Json::array();
  const auto add = [&](const ErrorBins& bins, const char* set) {
    if (bins.empty()) return;
    std::uint64_t whole = 0;
    for (const auto& [bin, inputs] : bins) whole += inputs;
    for (int bin = bins.begin()->first - 1; bin <= bins.rbegin()->first + 1; ++bin) {
      const auto found = bins.find(bin);
      const std::uint64_t inputs = found == bins.end() ? 0 : found->second;
      values.push_back({{"from", bin / double{bins_per_lsb}},
                        {"to", (bin + 1) / double{bins_per_lsb}},
                        {"set", set},
                        {"percent", percent_of(inputs, whole)},
                        {"inputs", inputs}});
    }
  };
  add(survey.all_inputs.bins, "all inputs");
  add(survey.in_gamut.bins, "in gamut");
  return chart(
      std::move(values),
      {{"type", "line"}, {"interpolate", "step-after"}, {"strokeWidth", 2}, {"point", dot()}},
      {{"x", field("from", "quantitative", "error, LSB")},
       {"y", field("percent", "quantitative", "% of the inputs")},
       {"color", set_colour()},
       {"tooltip",
        {field("set", "nominal", "set"), field("from", "quantitative", "from, LSB"),
         field("to", "quantitative", "below, LSB"), field("inputs", "quantitative", "inputs"),
         field("percent", "quantitative", "%")}}});
}

Json luma_chart(const ChannelReview& channel) {
  Json values = Json::array();
  for (const LumaCurve& curve : channel.curves) {
    const std::string chroma = "U " + std::to_string(curve.u) + ", V " + std::to_string(curve.v);
    for (int y = -128; y < 128; ++y) {
      const std::int32_t error = curve.error[static_cast<std::size_t>(y + 128)];
      values.push_back({{"Y", y},
                        {"chroma", chroma},
                        {"LSB", thousandths(error, 1, channel.survey.fraction_bits) / 1000.0}});
    }
  }
  Json x = field("Y", "quantitative", "Y");
  x["scale"] = {{"domain", {-128, 128}}, {"nice", false}};
  Json colour = field("chroma", "nominal", "at");
  colour["sort"] = nullptr;
  colour["scale"] = {{"range", {"#8a94a6", "#d2691e"}}};
  colour["legend"] = {{"orient", "top"}, {"title", nullptr}};
  return chart(std::move(values),
               {{"type", "line"}, {"strokeWidth", 1.5}, {"interpolate", "step"}, {"point", dot()}},
               {{"x", x},
                {"y", field("LSB", "quantitative", "error, LSB")},
                {"color", colour},
                {"tooltip",
                 {field("chroma", "nominal", "at"), field("Y", "quantitative", "Y"),
                  field("LSB", "quantitative", "error, LSB")}}});
}

Json map_chart(const ErrorSurvey& survey, const SurveyedSet& set) {
  Json greatest = Json::array();
  Json mean = Json::array();
  for (const MapCell& cell : drawn_map(set.map)) {
    if (cell.inputs == 0) {
      greatest.push_back("");
      mean.push_back("");
      continue;
    }
    greatest.push_back(thousandths(cell.max_abs_error, 1, survey.fraction_bits));
    mean.push_back(
        thousandths(cell.sum_error, static_cast<std::int64_t>(cell.inputs), survey.fraction_bits));
  }
  Json mean_scale = around_zero(mean);
  Json maps = Json::array(
      {heat_map(survey.channel, std::move(greatest), "greatest |error|", "LSB",
                {{"scheme", "viridis"}, {"domainMin", 0}}),
       heat_map(survey.channel, std::move(mean), "mean error", "LSB", std::move(mean_scale))});
  return {{"$schema", "https://vega.github.io/schema/vega-lite/v6.json"},
          {"hconcat", std::move(maps)},
          {"resolve", {{"scale", {{"color", "independent"}}}}}};
}

Json compared_map_chart(const SurveyInGreyLevels& before, const SurveyInGreyLevels& after) {
  const auto grey_levels = [](const SurveyInGreyLevels& of, const MapCell& cell) {
    return std::ldexp(cell.max_abs_error, -of.survey.fraction_bits) *
           of.grey_levels_per_code.convert_to<double>();
  };
  Json maps = Json::array();
  for (const bool gamut : {true, false}) {
    const auto set = gamut ? &ErrorSurvey::in_gamut : &ErrorSurvey::all_inputs;
    const ErrorMap old = drawn_map((before.survey.*set).map);
    const ErrorMap now = drawn_map((after.survey.*set).map);
    Json cells = Json::array();
    for (std::size_t i = 0; i < old.size(); ++i) {
      if (old[i].inputs == 0 || now[i].inputs == 0) {
        cells.push_back("");
      } else {
        cells.push_back(
            std::lround(1000 * (grey_levels(after, now[i]) - grey_levels(before, old[i]))));
      }
    }
    Json scale = around_zero(cells);
    maps.push_back(heat_map(after.survey.channel, std::move(cells),
                            gamut ? "in gamut" : "all inputs", "grey levels", std::move(scale)));
  }
  return {{"$schema", "https://vega.github.io/schema/vega-lite/v6.json"},
          {"hconcat", std::move(maps)},
          {"resolve", {{"scale", {{"color", "independent"}}}}}};
}

Json waterfall_chart(const ChannelAttribution& attribution) {
  Json values = Json::array();
  Json order = Json::array();
  const auto add = [&](const std::string& step, const MixedErrors& errors) {
    order.push_back(step);
    for (const bool gamut : {false, true}) {
      const ErrorMeasures& measures = gamut ? errors.in_gamut : errors.all_inputs;
      const char* set = gamut ? "in gamut" : "all inputs";
      values.push_back({{"step", step},
                        {"set", set},
                        {"measure", "maximum"},
                        {"LSB", drawn(decimal(measures.max_abs_error, chart_digits))}});
      values.push_back(
          {{"step", step},
           {"set", set},
           {"measure", "rms"},
           {"LSB", drawn(decimal_of_root(mean_squared_error(measures), chart_digits))}});
    }
  };
  add("as deployed", attribution.deployed);
  for (const StageEffect& effect : attribution.stages) {
    add("exact " + std::string(name(effect.stage)), effect.cumulative);
  }
  Json y = field("step", "nominal", "");
  y["sort"] = order;
  Json column = field("measure", "nominal", "");
  column["header"] = {{"labelExpr", "datum.value + ' error, LSB'"}};
  Json spec =
      chart(std::move(values), "bar",
            {{"y", y},
             {"yOffset", {{"field", "set"}}},
             {"x", field("LSB", "quantitative", "LSB")},
             {"column", column},
             {"color", set_colour()},
             {"tooltip",
              {field("step", "nominal", "up to and with"), field("set", "nominal", "set"),
               field("measure", "nominal", "measure"), field("LSB", "quantitative", "LSB")}}});
  spec["width"] = 220;
  spec["height"] = 190;
  spec["resolve"] = {{"scale", {{"x", "independent"}}}};
  return spec;
}

Json path_chart(const Accuracy& accuracy) {
  Json values = Json::array();
  for (const PathErrors& path : accuracy.path) {
    const std::uint64_t whole = path.code_difference.total();
    for (const auto& [difference, times] : path.code_difference) {
      values.push_back({{"channel", name(path.channel)},
                        {"difference", difference},
                        {"percent", percent_of(times, whole)},
                        {"pixels", times}});
    }
  }
  Json colour = field("channel", "nominal", "channel");
  colour["scale"] = {{"domain", {"R", "G", "B"}}, {"range", {"#c0392b", "#2e9e5b", "#2f7ed8"}}};
  colour["legend"] = {{"orient", "top"}, {"title", nullptr}};
  Json spec =
      chart(std::move(values), "bar",
            {{"x", upright("difference", "code on the BPU - code in training")},
             {"xOffset", {{"field", "channel"}}},
             {"y", field("percent", "quantitative", "% of the pixels")},
             {"color", colour},
             {"tooltip",
              {field("channel", "nominal", "channel"), field("difference", "ordinal", "difference"),
               field("pixels", "quantitative", "pixels"), field("percent", "quantitative", "%")}}});
  spec["width"] = 560;
  return spec;
}

}  // namespace swingproof

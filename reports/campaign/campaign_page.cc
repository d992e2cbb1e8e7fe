// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "fixedpoint/provenance.h"
#include "reports/accuracy/limit_report.h"
#include "reports/campaign/campaign_report.h"
#include "reports/document/page.h"
#include "reports/json/exact_decimal.h"

namespace swingproof {
namespace {

constexpr std::size_t columns = 60;  // of a surface, along std * q_scale
constexpr std::size_t rows = 40;     // along mean

// Sorts by the column whose heading is pressed, and hides rows without the text that is typed.
constexpr std::string_view table_script = R"({
  const box = Object.assign(document.createElement("input"), { id: "filter", type: "search" });
  const label = document.createElement("label");
  label.append("Show rows with ", box);
  const line = document.createElement("p");
  line.append(label);
  document.querySelector("#settings .table").before(line);
  const body = document.querySelector("#settings tbody");
  const rows = [...body.rows];
  box.addEventListener("input", () => {
    const words = box.value.toLowerCase().split(/\s+/);
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
    }
  });
  document.querySelectorAll("#settings thead th").forEach((heading, column) => {
    const button = document.createElement("button");
    button.textContent = heading.textContent;
    heading.replaceChildren(button);
    let sign = 1;
    button.addEventListener("click", () => {
      sign = -sign;
      for (const other of heading.parentNode.cells) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
      const key = (row) => row.cells[column].textContent;
      const compare = (a, b) => {
        const [x, y] = [key(a), key(b)];
        const order = isNaN(x) || isNaN(y) ? x.localeCompare(y) : x - y;
        return sign * order;
      };
      body.append(...rows.sort(compare));
    });
  });
}
)";

struct SurfacePoint {
  double levels;  // grey levels per code
  double mean;
  double value;  // LSB
};

// A cell around each value where there are few, which then touch in the middle between two; else
// so many of equal width, half-open.
class Cells {
 public:
  Cells(std::vector<double> values, std::size_t most) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    const double least = values.front();
    const double greatest = values.back();
    if (values.size() > most) {
      const double width = (greatest - least) / static_cast<double>(most);
      for (std::size_t i = 0; i < most; ++i) {
        edges_.push_back(least + static_cast<double>(i) * width);
      }
      edges_.push_back(greatest);
      return;
    }
    const std::size_t last = values.size() - 1;
    const auto half_gap = [&](std::size_t i) {
      return last == 0 ? 0.5 : (values[i + 1] - values[i]) / 2;
    };
    edges_.push_back(least - half_gap(0));
    for (std::size_t i = 0; i < last; ++i) edges_.push_back(values[i] + half_gap(i));
    edges_.push_back(greatest + half_gap(last == 0 ? 0 : last - 1));
  }

  std::size_t of(double value) const {
    const auto above = std::upper_bound(edges_.begin() + 1, edges_.end() - 1, value);
    return static_cast<std::size_t>(above - edges_.begin()) - 1;
  }
  double begin(std::size_t cell) const { return edges_[cell]; }
  double end(std::size_t cell) const { return edges_[cell + 1]; }

 private:
  std::vector<double> edges_;
};

Json axis(const char* field, const char* title) {
  return {{"field", field},
          {"type", "quantitative"},
          {"title", title},
          {"scale", {{"zero", false}, {"nice", false}}}};
}

// The greatest value in each cell.
Json surface(const std::vector<SurfacePoint>& points, const std::string& title) {
  std::vector<double> levels;
  std::vector<double> means;
  for (const SurfacePoint& point : points) {
    levels.push_back(point.levels);
    means.push_back(point.mean);
  }
  const Cells x(std::move(levels), columns);
  const Cells y(std::move(means), rows);
  std::map<std::pair<std::size_t, std::size_t>, double> greatest;
  for (const SurfacePoint& point : points) {
    double& value = greatest[{x.of(point.levels), y.of(point.mean)}];
    value = std::max(value, point.value);
  }
  Json values = Json::array();
  for (const auto& [cell, value] : greatest) {
    values.push_back({{"x", x.begin(cell.first)},
                      {"x2", x.end(cell.first)},
                      {"y", y.begin(cell.second)},
                      {"y2", y.end(cell.second)},
                      {"LSB", value}});
  }
  return {
      {"width", 300},
      {"height", 200},
      {"title", title},
      {"data", {{"values", std::move(values)}}},
      {"mark", {{"type", "rect"}, {"aria", false}}},
      {"encoding",
       {{"x", axis("x", "std * q_scale, grey levels per code")},
        {"x2", {{"field", "x2"}}},
        {"y", axis("y", "mean, grey levels")},
        {"y2", {{"field", "y2"}}},
        {"color", {{"field", "LSB"}, {"type", "quantitative"}, {"scale", {{"scheme", "viridis"}}}}},
        {"tooltip",
         {axis("x", "grey levels per code from"), axis("y", "mean from"), axis("LSB", "LSB")}}}}};
}

Json surfaces(const CampaignOverview& overview, Channel channel) {
  std::vector<SurfacePoint> greatest;
  std::vector<SurfacePoint> rms;
  for (const std::size_t place : overview.worst_first) {
    const SettingSummary& summary = overview.settings[place];
    for (std::size_t c = 0; c < 3; ++c) {
      if (summary.channels[c].channel != channel) continue;
      const double levels =
          grey_levels_per_code(summary.setting.deployment, c).convert_to<double>();
      const double mean = summary.setting.deployment.mean[c].binary64;
      greatest.push_back({levels, mean, summary.channels[c].max_abs_error.convert_to<double>()});
      rms.push_back(
          {levels, mean, std::stod(decimal_of_root(summary.channels[c].mean_squared_error))});
    }
  }
  return {{"$schema", "https://vega.github.io/schema/vega-lite/v6.json"},
          {"hconcat", {surface(greatest, "greatest |error|"), surface(rms, "rms error")}},
          {"resolve", {{"scale", {{"color", "independent"}}}}}};
}

PageSection summary_section(const CampaignOverview& overview) {
  PageSection section{"summary", "Summary", "Summary"};
  section.content.add(
      Paragraph{Text(fmt::format("{} settings, each swept over all 2",
                                 with_thousands(overview.settings.size()))) +
                exponent("24") +
                fmt::format(" inputs; {} refused by the lowering; {}. {}", overview.refused,
                            budget_words(overview), unconfirmed_notice)});
  if (const std::string words = plan_words(overview); !words.empty()) {
    section.content.add(Paragraph{words + ".", "light close"});
  }
  TextTable table{"lrl", {{"", "greatest |error|, LSB", "setting"}}};
  const auto add = [&](const char* what, std::size_t place) {
    const SettingSummary& summary = overview.settings[place];
    table.rows.push_back(
        {what, decimal(summary.greatest_error, shown_digits), setting_words(summary.setting)});
  };
  const std::vector<std::size_t>& order = overview.worst_first;
  for (std::size_t i = 0; i < std::min<std::size_t>(order.size(), 5); ++i) add("worst", order[i]);
  for (std::size_t i = 0; i < std::min<std::size_t>(order.size(), 5); ++i) {
    add("best", order[order.size() - 1 - i]);
  }
  section.content.add(Table{table, "Worst and best settings"});
  return section;
}

PageSection surface_section(const CampaignOverview& overview) {
  PageSection section{"surfaces", "Error surfaces", "Error surfaces"};
  for (const Channel channel : {Channel::red, Channel::green, Channel::blue}) {
    section.content.add(Chart{
        std::string(name(channel)),
        fmt::format("{}, all inputs: of the settings in each cell, the greatest", name(channel)),
        surfaces(overview, channel)});
  }
  return section;
}

PageSection cliff_section(const CampaignOverview& overview) {
  TextTable table{"rlll", {{"jump, LSB", "axis", "from", "to"}}};
  for (const Cliff& cliff : overview.cliffs) {
    table.rows.push_back({decimal(cliff.jump, shown_digits), cliff.axis,
                          setting_words(overview.settings[cliff.from].setting),
                          setting_words(overview.settings[cliff.to].setting)});
  }
  PageSection section{"cliffs", "Cliffs", "Cliffs"};
  section.content.add(
      Table{table, "The greatest jumps between settings next to each other on one axis"});
  return section;
}

PageSection table_section(const CampaignOverview& overview) {
  TextTable table{
      "rrrrrrll",
      {{"R max", "G max", "B max", "R rms", "G rms", "B rms", "setting", "over budget"}}};
  std::vector<std::size_t> order = overview.worst_first;
  std::stable_partition(order.begin(), order.end(), [&](std::size_t place) {
    return !overview.settings[place].over_budget.empty();
  });
  const std::size_t shown = std::min(order.size(), most_table_rows);
  for (std::size_t i = 0; i < shown; ++i) {
    const SettingSummary& summary = overview.settings[order[i]];
    std::vector<std::string> row(6);
    for (const auto& channel : summary.channels) {
      const std::size_t column = static_cast<std::size_t>(channel.channel);
      row[column] = decimal(channel.max_abs_error, shown_digits);
      row[column + 3] = decimal_of_root(channel.mean_squared_error, shown_digits);
    }
    row.push_back(setting_words(summary.setting));
    row.emplace_back(overview.judged > 0 && !summary.is_judged ? "no limit applies" : "");
    for (const LimitCheck& limit : summary.over_budget) {
      row.back() += (row.back().empty() ? "" : "; ") + excess_words(limit);
    }
    table.rows.push_back(std::move(row));
  }
  const std::string caption =
      shown < order.size()
          ? fmt::format(
                "{} of {} settings, those over budget first, then the worst; campaign report "
                "--csv has all",
                shown, order.size())
          : fmt::format("All {} settings", shown);
  PageSection section{"settings", "Settings", "Settings"};
  section.content.add(Table{table, caption + ", LSB, all inputs; press a heading to sort"});
  return section;
}

}  // namespace

std::string campaign_page(const CampaignOverview& overview, const PageFiles& files) {
  Page page{"The error over many settings", {summary_section(overview)}, std::string(table_script)};
  if (!overview.worst_first.empty()) page.sections.push_back(surface_section(overview));
  page.sections.push_back(cliff_section(overview));
  page.sections.push_back(table_section(overview));
  return page_html(page, files);
}

}  // namespace swingproof

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "deployment/deployment.h"
#include "deployment/exact_number.h"
#include "fixedpoint/choices.h"
#include "fixedpoint/datapath.h"
#include "fixedpoint/published_constants.h"
#include "fixedpoint/training_op.h"
#include "oracle/exact_map.h"
#include "oracle/gamut.h"
#include "suites/certify/hypothesis.h"
#include "suites/certify/markdown_fixture.h"
#include "suites/certify/source_hypothesis.h"

namespace swingproof {
namespace {

using testing::HasSubstr;
using Rows = std::vector<std::vector<std::string>>;

std::string document() {
  std::ifstream file(SWINGPROOF_SOURCE_DIR "/docs/numerics.md");
  return {std::istreambuf_iterator<char>(file), {}};
}

// The index-th table of a section of docs/numerics.md.
Rows rows_of(const std::string& section, std::size_t index = 0) {
  for (const MarkdownTable& table : markdown_tables(document())) {
    if (table.section == section && index-- == 0) return table.rows;
  }
  ADD_FAILURE() << "section " << section << " has no such table";
  return {};
}

Rational number(const std::string& text) { return parse_exact_number(text, "the document").exact; }

std::string counted(const InputSet& inputs) {
  std::uint64_t count = 0;
  for (const LumaRun& run : inputs) count += run.end - run.begin;
  return std::to_string(count);
}

// A new table needs a test here.
TEST(NumericsDocument, TablesAreTheseOnly) {
  std::vector<std::string> sections;
  for (const MarkdownTable& table : markdown_tables(document())) {
    sections.push_back(table.section);
  }
  EXPECT_EQ(sections,
            (std::vector<std::string>{"1", "2", "3", "4.1", "4.2", "4.4", "5", "5", "7", "7"}));
}

// The formulas of section 2, with the numbers of its table.
TEST(NumericsDocument, ExactOp) {
  const LumaCoefficients luma = luma_coefficients(ColourStandard::bt601);
  EXPECT_THAT(document(), HasSubstr("Kr = " + exact_text(luma.kr) +
                                    " and Kb = " + exact_text(luma.kb) + " (BT.601)"));
  const LumaCoefficients hd = luma_coefficients(ColourStandard::bt709);
  EXPECT_THAT(document(), HasSubstr("`bt709` (Kr = " + exact_text(hd.kr) +
                                    ", Kb = " + exact_text(hd.kb) + ")"));
  const Rational kg = 1 - luma.kr - luma.kb;
  const Rows rows = rows_of("2");
  ASSERT_EQ(rows.size(), 2U);
  for (const auto& row : rows) {
    SCOPED_TRACE(row[0]);
    const Rational ys = number(row[1]);
    const Rational cs = number(row[2]);
    const Rational y0 = number(row[3]);
    const AffineMap map =
        centered_yuv_to_rgb({ColourStandard::bt601, parse_name<Swing>(row[0], "the document")});
    EXPECT_EQ(map.matrix[0], (RationalTriple{ys, 0, cs * 2 * (1 - luma.kr)}));
    EXPECT_EQ(map.matrix[1], (RationalTriple{ys, -cs * 2 * luma.kb * (1 - luma.kb) / kg,
                                             -cs * 2 * luma.kr * (1 - luma.kr) / kg}));
    EXPECT_EQ(map.matrix[2], (RationalTriple{ys, cs * 2 * (1 - luma.kb), 0}));
    EXPECT_EQ(map.offset, (RationalTriple{ys * y0, ys * y0, ys * y0}));
  }
}

TEST(NumericsDocument, TrainingOp) {
  Rows expected;
  for (const Matrix matrix : {bt601_full, bt601_studio}) {
    const auto rows = training_rows(Op::centered_yuv2rgb, matrix);
    for (std::size_t i = 0; i < 3; ++i) {
      const TrainingRow& row = rows.at(i);
      expected.push_back({std::string(name(matrix.swing)), std::string(1, "YUV"[i]),
                          std::to_string(row.weight[0]), std::to_string(row.weight[1]),
                          std::to_string(row.weight[2]), std::to_string(row.offset)});
    }
  }
  EXPECT_EQ(rows_of("3"), expected);
}

TEST(NumericsDocument, PublishedConstants) {
  const Rows rows = rows_of("4.1");
  ASSERT_EQ(rows.size(), 6U);
  for (std::size_t i = 0; i < 6; ++i) {
    const auto& row = rows[i];
    SCOPED_TRACE(row[0] + " " + row[1]);
    const Matrix matrix = i < 3 ? bt601_full : bt601_studio;
    const std::size_t c = i % 3;
    const OpConstants constants = published_constants(matrix);
    const auto as_double = [&](std::size_t cell) {
      return parse_exact_number(row[cell], "the document").binary64;
    };
    EXPECT_EQ(row[0], name(matrix.swing));
    EXPECT_EQ(row[1], name(output_channels(Op::centered_yuv2rgb).at(c)));
    for (std::size_t j = 0; j < 3; ++j) {
      EXPECT_EQ(as_double(2 + j), constants.weight.at(c).at(j));
    }
    EXPECT_EQ(as_double(5), constants.weight_scale.at(c));
    // A product in double, which the lowering rounds to float32.
    EXPECT_EQ(static_cast<float>(as_double(6)), static_cast<float>(constants.offset));
  }
}

TEST(NumericsDocument, Limits) {
  const std::vector<std::pair<std::string, int>> limits = {
      {"bits of a weight", weight_bits},
      {"bits of the accumulator", accumulator_bits},
      {"bits between the shifts", intermediate_bits},
      {"bits of the multiplier", multiplier_bits},
      {"greatest right shift without a pre_shift", shift_without_pre_shift},
      {"greatest pre_shift", largest_pre_shift},
      {"greatest post_shift", largest_post_shift}};
  Rows expected;
  for (const auto& [words, value] : limits) expected.push_back({words, std::to_string(value)});
  EXPECT_EQ(rows_of("4.2"), expected);
}

// Sources are in the document's own words, but none is missing.
TEST(NumericsDocument, ChoicesWithTheirStandings) {
  const Rows rows = rows_of("4.4");
  ASSERT_EQ(rows.size(), choices().size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Choice& choice = choices()[i];
    SCOPED_TRACE(choice.words);
    ASSERT_EQ(rows[i].size(), 4U);
    std::string alternatives;
    for (std::size_t value = 1; value < choice.values.size(); ++value) {
      alternatives += value == 1 ? std::string(choice.name) + ": " : ", ";
      alternatives += choice.values[value].text;
    }
    EXPECT_EQ(rows[i][0], choice.words);
    EXPECT_EQ(rows[i][1], alternatives);
    EXPECT_EQ(rows[i][2], name(choice.standing));
    EXPECT_NE(rows[i][3], "");
  }
}

TEST(NumericsDocument, SetsOfInputs) {
  const Rows rows = rows_of("5", 1);
  ASSERT_EQ(rows.size(), 3U);
  const std::vector<std::vector<std::string>> expected = {
      {"all_inputs", counted(all_inputs()), counted(all_inputs())},
      {"in_gamut", counted(in_gamut(bt601_full)), counted(in_gamut(bt601_studio))},
      {"legal", "none", counted(legal())}};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(std::vector(rows[i].begin(), rows[i].begin() + 3), expected[i]);
  }
}

// What the arithmetic axis abbreviates: "bayes", each alternative of section 4.4, "ideal".
std::vector<std::string> documented_arithmetics() {
  std::vector<std::string> names = {"bayes"};
  for (const auto& row : rows_of("4.4")) {
    if (row[1].empty()) continue;
    const std::vector<std::string> parts = list_items(row[1], ": ");
    for (const std::string& alternative : list_items(parts.at(1), ", ")) {
      names.push_back("bayes:" + parts[0] + "=" + alternative);
    }
  }
  names.emplace_back("ideal");
  return names;
}

// The values of an axis in the order of hypotheses, each once.
template <typename Hypotheses, typename AnyAxis>
std::vector<std::string> values_on(const Hypotheses& hypotheses, AnyAxis axis) {
  std::vector<std::string> values;
  for (const auto& each : hypotheses) {
    const std::string value(value_name(each, axis));
    if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
  }
  return values;
}

TEST(NumericsDocument, AxesOfHypotheses) {
  EXPECT_EQ(documented_arithmetics(), arithmetic_names());
  const Rows rows = rows_of("7");
  ASSERT_EQ(rows.size(), all_axes.size());
  const std::vector<Hypothesis> hypotheses = all_hypotheses({});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Axis axis = all_axes.at(i);
    EXPECT_EQ(rows[i][0], name(axis));
    if (axis == Axis::arithmetic) {
      EXPECT_EQ(rows[i][1], "bayes, bayes:NAME=ALTERNATIVE of section 4.4, ideal");
    } else {
      EXPECT_EQ(list_items(rows[i][1], ", "), values_on(hypotheses, axis));
    }
  }
}

TEST(NumericsDocument, AxesOfSources) {
  const Rows rows = rows_of("7", 1);
  ASSERT_EQ(rows.size(), 2U);
  const std::vector<SourceHypothesis> sources = all_sources(declared_source({}));
  EXPECT_EQ(rows[0][0], name(SourceAxis::conversion));
  EXPECT_EQ(list_items(rows[0][1], ", "), values_on(sources, SourceAxis::conversion));
  std::vector<std::string> others;
  for (const SourceAxis axis : all_source_axes) {
    if (axis == SourceAxis::conversion) continue;
    others.emplace_back(name(axis));
    EXPECT_EQ(values_on(sources, axis),
              values_on(all_hypotheses({}), parse_name<Axis>(others.back(), "the document")));
  }
  EXPECT_EQ(list_items(rows[1][0], ", "), others);
  EXPECT_EQ(rows[1][1], "as above");
}

}  // namespace
}  // namespace swingproof

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_COMPARE_COMPARISON_H_
#define SWINGPROOF_REPORTS_COMPARE_COMPARISON_H_

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deployment/enum_names.h"
#include "fixedpoint/arithmetic.h"
#include "reports/document/document.h"
#include "reports/document/page_files.h"
#include "reports/document/text_table.h"
#include "reports/json/json_document.h"
#include "suites/sweep/code_differences.h"
#include "suites/sweep/error_measures.h"

namespace swingproof {

// Two JSON documents of swingproof report or gate, figure by figure: what got better, worse, where.
// All comparisons are of exact numbers. Smaller is better, of every figure.

enum class Change { better, same, worse };

template <>
inline constexpr auto enum_names<Change> = names_of<Change>({{Change::better, "better"},
                                                             {Change::same, "same"},
                                                             {Change::worse, "worse"}});

struct ComparedFigure {
  std::string channel;   // "R", "G", "B"; empty: of all
  std::string set;       // "all_inputs", "in_gamut", "legal"; "end to end"; "from the model"
  std::string measure;   // "greatest error"
  std::string unit;      // "grey levels", "%", "codes"
  bool is_root = false;  // before and after are squares of the figure
  Rational before;
  Rational after;
  std::string place;  // of a greatest error: "(Y, U, V) -> (Y, U, V)"

  Change change() const {
    return after < before ? Change::better : after > before ? Change::worse : Change::same;
  }
};

// How often each difference from the ideal code occurred, before and after.
struct ComparedHistogram {
  std::string channel;
  std::string set;
  CodeDifferences before;
  CodeDifferences after;
};

// What a report's figures were computed from.
struct ComputedOp {
  Deployment deployment;
  Arithmetic arithmetic;
};

// One deployment that both documents have.
struct ComparedDeployment {
  std::string title;  // "centered_yuv2rgb full, mean 128, ..."
  std::vector<std::string>
      differences;  // of settings and lowered constants: "q_scale: 1/128 -> 1/64"
  std::vector<ComparedFigure> figures;
  // What only one of the documents has figures of: "G legal", "differences from the model over 0
  // inputs" of a kernel that crashed at once.
  std::vector<std::string> only_before;
  std::vector<std::string> only_after;
  std::vector<ComparedHistogram> histograms;
  // Before and after; nothing where a kernel was measured or the integers are own.
  std::array<std::optional<ComputedOp>, 2> ops;

  std::size_t count(Change change) const;
};

struct Comparison {
  std::string before_name;  // of the files, without folders
  std::string after_name;
  std::string before_sha256;
  std::string after_sha256;
  std::vector<ComparedDeployment> deployments;  // at least one
  std::vector<std::string> only_before;         // titles
  std::vector<std::string> only_after;
};

// Documents of schema swingproof.report/1, swingproof.reports/1 and swingproof.gate/1, in any
// combination; figures that one of them lacks are named and not compared. Two documents of one
// deployment each are compared whatever their settings are; else deployments with equal settings
// and arithmetic are. Errors are compared in grey levels, which other settings do not change the
// meaning of.
//
// Throws InputError, naming file and key, for documents that are not that, and where they have no
// deployment in common.
//
// compare reports and does not judge: it exits with 0 whatever has changed. gate --baseline is the
// check. A kernel's mismatches are compared only if both documents count them over equally many
// inputs: a kernel that crashed at once has none.
Comparison compare_documents(std::string_view before, const std::string& before_path,
                             std::string_view after, const std::string& after_path);

std::size_t count(const Comparison& comparison, Change change);

// Whether what one document has deployments and figures of, the other one has as well.
bool has_all_figures(const Comparison& comparison);

// "Of the figures 3 are better, 1 is worse and 20 are the same.", and whether one of the files has
// others.
std::string comparison_sentence(const Comparison& comparison);

// Schema "swingproof.compare/1": {schema, tool, before, after: {file, sha256}, better, same, worse,
// deployments: [{deployment, differences, figures: [{channel, set, measure, unit, before, after:
// {value, exact | exact_square}, change}], only_before, only_after}], only_before, only_after}.
Json comparison_json(const Comparison& comparison);

Document comparison_document(const Comparison& comparison);

// The figures of one deployment: what got worse first, then what got better, then, unless only
// changes are wanted, what stayed. Where a greatest error moved, its places before and after.
TextTable changed_table(const ComparedDeployment& deployment, bool only_changes);

// "Not compared, only before: G legal." and the same of after, where there is any.
std::vector<std::string> one_sided_lines(const ComparedDeployment& deployment);

// A comparison as one HTML page, self-contained as the review page is. The same comparison gives
// the same bytes.
std::string comparison_page(const Comparison& comparison, const PageFiles& files);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_COMPARE_COMPARISON_H_

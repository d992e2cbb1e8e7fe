// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_REVIEW_REVIEW_REPORT_H_
#define SWINGPROOF_REPORTS_REVIEW_REVIEW_REPORT_H_

#include <optional>
#include <string>
#include <vector>

#include "reports/document/document.h"
#include "reports/document/page_files.h"
#include "reports/json/json_document.h"
#include "suites/budget/budget.h"
#include "suites/picture/picture_trial.h"
#include "suites/review/review.h"

namespace swingproof {

// A file that swingproof report read beside the deployments: what a second run needs as well.
struct ReportInput {
  std::string option;  // "--arithmetic", "--budget" or "--image"
  std::string name;    // without folders
  std::string sha256;
};

// What swingproof report says of one deployment. Its review is complete where a page is written;
// else it has the figures (accuracy) alone.
struct DeploymentReport {
  std::string name;  // of its file, as commands in the report name it: "deployment.toml"
  Review review;
  std::vector<LimitCheck> limits;       // without a budget: none
  std::vector<UnjudgedLimit> unjudged;  // limits that do not apply to it
  std::vector<PictureTrial> pictures;
};

struct ReviewReport {
  std::vector<DeploymentReport> deployments;  // at least one
  bool has_budget = false;
  std::vector<ReportInput> inputs;
};

// The report on a review, without limits, with every picture tried on the op.
DeploymentReport deployment_report(std::string name, Review review,
                                   const std::vector<Picture>& pictures);

// The traffic light. A report without a budget measures and does not judge.
//   close: every limit is kept, but a figure is above 9/10 of its limit
enum class Light { none, pass, close, fail };

Light light_of(const ReviewReport& report, const DeploymentReport& deployment);
Light light_of(const ReviewReport& report);  // the worst of all

// Whether every limit of the budget was held against every deployment.
bool judges_all(const ReviewReport& report);

// What a light says: "PASS", ...
std::string_view light_word(Light light);
// Does not say of limits that were not judged that they are kept.
std::string_view light_sentence(Light light, bool all_judged);

// The document of one deployment, schema "swingproof.report/1": that of accuracy_json(), and
//   findings: [{channel, input, wanted, held}]               weights that int8 cannot hold
//   budget:   {verdict, limits: [{set, channel, measure, limit, value, exact, kept}],
//             not_judged: [{set, channel, measure, limit, reason}]} or null (exact of
//             max_rms_error: of its square; channel null: each)
//   pictures: [{name, size, sha256, changes, paths: [{chroma, psnr_db, mean_squared_difference,
//               channels: [{channel, max_abs, code_difference}]}], op_error: [S]}]
// Of several deployments, schema "swingproof.reports/1": {schema, tool, reports: [document, ...]}.
Json review_json(const ReviewReport& report);

// "What centered_yuv2rgb costs on the BPU".
std::string review_title(const ReviewReport& report);

// The verdict first, then everything that accuracy_document() says, of each deployment.
Document review_document(const ReviewReport& report);

// "swingproof report deployment.toml --budget budget.toml -o report.html": the command that writes
// the page again, byte for byte, in a folder with the report's inputs. It names files without
// folders. A deployment that options override, or whose file name occurs twice, is called
// deployment.toml, deployment-1.toml, ...; its text is in the page.
std::string reproducing_command(const ReviewReport& report);

// The deployment review report, of one deployment or of several with a summary before them: one
// HTML page that carries all it needs and asks for nothing from
// a network (its content security policy forbids it). The same report gives the same bytes.
// docs/reading-the-report.md explains its sections. data elements with data-figure hold numbers of
// the document of review_json(), as it has them.
std::string review_page(const ReviewReport& report, const PageFiles& files);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_REVIEW_REVIEW_REPORT_H_

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_COMPARE_DEPLOYMENT_COMPARISON_H_
#define SWINGPROOF_REPORTS_COMPARE_DEPLOYMENT_COMPARISON_H_

#include <string>
#include <vector>

#include "deployment/deployment.h"
#include "fixedpoint/arithmetic.h"
#include "reports/document/document.h"
#include "reports/document/page_files.h"
#include "reports/json/json_document.h"
#include "suites/picture/compared_picture.h"
#include "suites/sweep/code_comparison.h"

namespace swingproof {

// One of two deployments whose codes are compared.
struct ComparedSide {
  std::string file;  // without folders
  std::string sha256;
  Deployment deployment;
  Arithmetic arithmetic;
  LoweredOp op;
};

// Two deployments in codes: which inputs get others. Codes are those of the model of the BPU; each
// model reads them in its own scale, so that they are compared as they are.
struct DeploymentComparison {
  ComparedSide before;
  ComparedSide after;
  std::vector<SetComparison> sets;
  std::vector<ComparedPicture> pictures;
};

// Computes it. Pictures become YUV in the swing of before.
DeploymentComparison compare_deployments(ComparedSide before, ComparedSide after,
                                         const std::vector<Picture>& pictures);

// What differs in the settings of the op: "q_scale: \"0.0207\" -> \"0.0213\"".
std::vector<std::string> setting_differences(const DeploymentComparison& comparison);

// "Of all 2^24 inputs 12.34 % get other codes, by up to 3 LSB; in gamut ...".
std::string deployment_comparison_sentence(const DeploymentComparison& comparison);

// The channel's name; "R/B" where the ops have other output orders.
std::string plane_name(const DeploymentComparison& comparison, std::size_t c);

// Tables of all sets and of all pictures, a row per channel.
TextTable changed_codes_table(const DeploymentComparison& comparison);
TextTable changed_pictures_table(const DeploymentComparison& comparison);

// Schema "swingproof.compare_deployments/1": {schema, tool, notice, before, after: {file, sha256,
// deployment, arithmetic}, differences, sets: [{set, inputs, inputs_that_differ, first: E,
// channels: [{channel, codes_that_differ, max_abs_difference, mean_difference, mean_abs_difference,
// code_difference, greatest: E}]}], pictures: [{name, sha256, width, height, pixels,
// pixels_that_differ, channels}]}. E is null or {yuv, before: [3], after: [3]}. Differences are
// after - before.
Json deployment_comparison_json(const DeploymentComparison& comparison);

Document deployment_comparison_document(const DeploymentComparison& comparison);

// Two deployments in codes as one HTML page, self-contained as the review page is. The same
// comparison gives the same bytes.
std::string deployment_comparison_page(const DeploymentComparison& comparison,
                                       const PageFiles& files);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_COMPARE_DEPLOYMENT_COMPARISON_H_

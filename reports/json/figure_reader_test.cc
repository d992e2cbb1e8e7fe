// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/json/figure_reader.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "suites/properties/arbitrary_deployment.h"
#include "suites/properties/uniform.h"

namespace swingproof {
namespace {

const FigureReader& reader() {
  static const FigureReader instance("document.json", "give another one");
  return instance;
}

RC_GTEST_PROP(FigureReader, ReadsBackTheDeploymentOfEveryDocument, ()) {
  Deployment deployment = *arbitrary_deployment();
  deployment.march = *rc::gen::element(March::bayes, March::bayes_e);
  if (*rc::gen::arbitrary<bool>()) {
    deployment.quant_stub_scale = parse_scale(*positive_text({-3, 3}), "quant_stub_scale");
  }
  if (*rc::gen::arbitrary<bool>()) {
    deployment.qat_q_scale = parse_scale(*positive_text({-3, 0}), "qat_q_scale");
  }
  const std::string text = json_text(json_document("swingproof.report/1", deployment));
  const Deployment again = reader().deployment(reader().member(reader().parse(text), "deployment"));
  RC_ASSERT(again == deployment);
  RC_ASSERT(json_text(json_document("swingproof.report/1", again)) == text);
  RC_ASSERT(parse_deployment_toml(deployment_toml(again), "written.toml") == deployment);
}

RC_GTEST_PROP(FigureReader, ReadsBackExactNumbers, ()) {
  constexpr std::int64_t most = std::int64_t{1} << 62;
  const Rational number(*uniform(-most, most), *uniform<std::int64_t>(1, most));
  const Json document = reader().parse(json_text(Json{{"figure", number_json(number)}}));
  RC_ASSERT(reader().exact(reader().member(document, "figure"), "exact") == number);
}

}  // namespace
}  // namespace swingproof

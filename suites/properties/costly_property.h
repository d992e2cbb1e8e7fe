// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_PROPERTIES_COSTLY_PROPERTY_H_
#define SWINGPROOF_SUITES_PROPERTIES_COSTLY_PROPERTY_H_

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <string>
#include <utility>

namespace swingproof {

// How many cases of a property are tried: 100 for RC_GTEST_PROP, or what RapidCheck's environment
// variable says, as in
//
//   RC_PARAMS="max_success=5000" build/release/suites/property_tests
//
// It also takes the seed that a failure prints, to see the same cases again ("seed=... ").
//
// This is RC_GTEST_PROP for properties whose cases are costly: `percent` of the cases that
// RC_PARAMS asks for, at least one; of the 100 where it does not, a third of that, since all tests
// that are not slow are to end in minutes. Call it as the only statement of a TEST.
template <typename Testable>
void check_costly_property(int percent, Testable&& testable) {
  const auto* const test = testing::UnitTest::GetInstance()->current_test_info();
  rc::detail::TestMetadata metadata;
  metadata.id = std::string(test->test_suite_name()) + "/" + test->name();
  metadata.description = test->name();
  rc::detail::TestParams params = rc::detail::configuration().testParams;
  const int share = std::getenv("RC_PARAMS") != nullptr ? 1 : 3;
  params.maxSuccess = std::max(1, params.maxSuccess * percent / (100 * share));
  const rc::detail::TestResult result =
      rc::detail::checkTestable(std::forward<Testable>(testable), metadata, params);
  std::ostringstream message;
  rc::detail::printResultMessage(result, message);
  EXPECT_TRUE(result.template is<rc::detail::SuccessResult>()) << message.str();
}

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_PROPERTIES_COSTLY_PROPERTY_H_

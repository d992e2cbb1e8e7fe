// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_COMPARE_COMPARED_DOCUMENT_H_
#define SWINGPROOF_REPORTS_COMPARE_COMPARED_DOCUMENT_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/compare/comparison.h"
#include "suites/sweep/code_differences.h"

namespace swingproof {

// What a JSON document of report or gate says, read back for a comparison. A document comes from
// anywhere: every count, place and fraction is checked.

struct ReadSet {
  std::string set;
  std::uint64_t inputs = 0;
  Rational greatest;  // grey levels
  std::string place;
  Rational mean;         // grey levels, of the absolute value of the mean
  Rational mean_square;  // grey levels^2
  CodeDifferences code_difference;
};

struct ReadPath {
  Rational greatest;   // grey levels
  Rational differing;  // share
};

struct ReadChannel {
  std::string channel;
  std::vector<ReadSet> sets;
  std::optional<ReadPath> path;
};

// The gate's word on a kernel.
struct ReadVerdict {
  std::string status;        // "passed" or "failed"
  std::uint64_t inputs = 0;  // compared with the model; fewer where the kernel did not come through
  std::uint64_t mismatches = 0;
  std::uint64_t greatest_difference = 0;  // codes
  std::uint64_t findings = 0;
};

struct ReadDeployment {
  Deployment deployment;
  std::string arithmetic;
  std::vector<ReadChannel> channels;
  std::map<std::string, std::string> constants;  // of the lowered op, as text
  std::optional<ReadVerdict> verdict;
  std::optional<ComputedOp> op;
};

inline constexpr std::string_view compared_document_remedy =
    "give a file that swingproof report --json or gate --json has written";

// part / whole; 0 of nothing.
Rational ratio(std::uint64_t part, std::uint64_t whole);

// The deployments of a document of schema swingproof.report/1, swingproof.reports/1 or
// swingproof.gate/1, without those that a kernel does not support. At least one. Throws InputError,
// naming path and key, for everything else.
std::vector<ReadDeployment> read_compared_document(std::string_view text, const std::string& path);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_COMPARE_COMPARED_DOCUMENT_H_

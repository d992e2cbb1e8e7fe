// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/function_partition.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <numeric>
#include <tuple>

#include "suites/certify/distinguishing_sample.h"
#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

using Functions = std::vector<std::size_t>;  // indices into the catalogue's functions

// The sums that functions can reach, computed once for equal weights and sets of values.
class ReachableSumsCatalogue {
 public:
  const ReachableSums& of(const StepFunction& steps, const ValueSet& values) {
    auto weights = steps.weights;
    if (weights[1] > weights[2]) std::swap(weights[1], weights[2]);
    return sums_.try_emplace({weights, values}, weights, values).first->second;
  }

 private:
  std::map<std::pair<std::array<std::int64_t, 3>, ValueSet>, ReachableSums> sums_;
};

// Two functions with equal normal forms are equal for all inputs.
struct NormalForm {
  bool is_middle = false;
  bool is_constant = false;
  std::int8_t constant = 0;
  std::size_t table = 0;
  StepFunction steps;

  // clang-tidy 14 takes the comparison with 0 for a pointer's.
  // NOLINTNEXTLINE(modernize-use-nullptr)
  friend auto operator<=>(const NormalForm&, const NormalForm&) = default;
};

NormalForm normal_form(const PlaneCatalogue& catalogue, std::size_t index,
                       ReachableSumsCatalogue& sums) {
  const PlaneFunction& function = catalogue.functions[index];
  const ValueSet values = image(catalogue.tables[function.table]);
  const auto [least, greatest] = sum_range(function.steps.weights, values);
  const std::int8_t lowest = code_at_sum(function.steps.thresholds, least);
  if (code_at_sum(function.steps.thresholds, greatest) == lowest) {
    return {catalogue.is_middle[index], true, lowest, 0, {}};
  }
  return {catalogue.is_middle[index], false, 0, function.table,
          function.lowered
              ? with_reachable_thresholds(function.steps, sums.of(function.steps, values))
              : with_thresholds_in_range(function.steps, values)};
}

// For each function the first one with the same normal form.
Functions equal_by_normal_form(const PlaneCatalogue& catalogue) {
  ReachableSumsCatalogue sums;
  std::map<NormalForm, std::size_t> known;
  Functions first;
  for (std::size_t i = 0; i < catalogue.functions.size(); ++i) {
    first.push_back(known.emplace(normal_form(catalogue, i, sums), i).first->second);
  }
  return first;
}

// The codes of some functions on the sample, one row for each.
struct SampleCodes {
  std::size_t pixels = 0;
  std::vector<std::int8_t> codes;

  int compare(std::size_t a, std::size_t b) const {
    return std::memcmp(codes.data() + a * pixels, codes.data() + b * pixels, pixels);
  }
};

SampleCodes codes_on_sample(const PlaneCatalogue& catalogue, const Functions& functions,
                            const YuvPlanes& sample) {
  TablePlanes behind_tables;
  apply_tables(catalogue.tables, sample, behind_tables);
  SampleCodes result{sample.size(), std::vector<std::int8_t>(functions.size() * sample.size())};
  constexpr std::size_t batch = 96;
  const std::size_t batches = (functions.size() + batch - 1) / batch;
  for_each_block(batches, [&](std::size_t i) {
    const auto some =
        std::span(functions).subspan(i * batch, std::min(batch, functions.size() - i * batch));
    plane_codes(
        catalogue.functions, some, behind_tables,
        std::span(result.codes).subspan(i * batch * sample.size(), some.size() * sample.size()));
  });
  return result;
}

// Functions of one kind of plane with the same codes on the sample, in groups.
std::vector<Functions> equal_on_sample(const PlaneCatalogue& catalogue, const Functions& functions,
                                       const YuvPlanes& sample) {
  const SampleCodes codes = codes_on_sample(catalogue, functions, sample);
  std::vector<std::size_t> order(functions.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto compare = [&](std::size_t a, std::size_t b) {
    const int planes =
        int{catalogue.is_middle[functions[a]]} - int{catalogue.is_middle[functions[b]]};
    return planes != 0 ? planes : codes.compare(a, b);
  };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const int order_of_codes = compare(a, b);
    return order_of_codes != 0 ? order_of_codes < 0 : a < b;
  });
  std::vector<Functions> groups;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i == 0 || compare(order[i - 1], order[i]) != 0) groups.emplace_back();
    groups.back().push_back(functions[order[i]]);
  }
  return groups;
}

// A group divided into classes of equal functions, and the pixels that show the differences.
struct DividedGroup {
  std::vector<Functions> classes;
  std::vector<CenteredYuv> pixels;
};

bool separated(const PlaneCatalogue& catalogue, std::size_t one, std::size_t other,
               const std::vector<CenteredYuv>& pixels) {
  return std::any_of(pixels.begin(), pixels.end(), [&](CenteredYuv pixel) {
    return plane_code(catalogue.functions[one], catalogue.tables, pixel) !=
           plane_code(catalogue.functions[other], catalogue.tables, pixel);
  });
}

DividedGroup divide(const PlaneCatalogue& catalogue, Functions open) {
  DividedGroup result;
  while (!open.empty()) {
    const std::size_t first = open.front();
    Functions equal = {first};
    Functions others;
    for (std::size_t i = 1; i < open.size(); ++i) {
      if (separated(catalogue, first, open[i], result.pixels)) {
        others.push_back(open[i]);
        continue;
      }
      const auto pixel = find_difference(catalogue.functions[first], catalogue.functions[open[i]],
                                         catalogue.tables);
      if (pixel) result.pixels.push_back(*pixel);
      (pixel ? others : equal).push_back(open[i]);
    }
    result.classes.push_back(equal);
    open = others;
  }
  return result;
}

}  // namespace

FunctionPartition partition_functions(const PlaneCatalogue& catalogue) {
  const Functions first = equal_by_normal_form(catalogue);
  Functions open;
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (first[i] == i) open.push_back(i);
  }
  FunctionPartition partition;
  partition.distinguishing = distinguishing_sample(catalogue, open);
  const std::vector<Functions> groups = equal_on_sample(catalogue, open, partition.distinguishing);
  std::vector<DividedGroup> divided(groups.size());
  for_each_block(groups.size(), [&](std::size_t i) { divided[i] = divide(catalogue, groups[i]); });

  partition.class_of.resize(catalogue.functions.size());
  for (const DividedGroup& group : divided) {
    for (const Functions& equal : group.classes) {
      for (const std::size_t i : equal) partition.class_of[i] = partition.functions.size();
      partition.functions.push_back(catalogue.functions[equal.front()]);
    }
    for (const CenteredYuv pixel : group.pixels) partition.distinguishing.push_back(pixel);
  }
  for (std::size_t i = 0; i < first.size(); ++i) {
    partition.class_of[i] = partition.class_of[first[i]];
  }
  return partition;
}

}  // namespace swingproof

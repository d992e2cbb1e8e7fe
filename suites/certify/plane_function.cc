// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/plane_function.h"

#include <algorithm>

#include "fixedpoint/row_kernel.h"

namespace swingproof {
namespace {

CenteredYuv behind_table(const InputTable& table, CenteredYuv pixel) {
  return {table[byte_index(pixel.y)], table[byte_index(pixel.u)], table[byte_index(pixel.v)]};
}

// fixed_rows() computes three channels at a time; which ones, is up to its caller.
class LoweredBatch {
 public:
  explicit LoweredBatch(const YuvPlanes& pixels) : pixels_(pixels), unused_(pixels.size()) {}

  void add(const LoweredChannel& channel, std::int8_t* codes) {
    op_[count_] = channel;
    planes_[count_] = codes;
    if (++count_ == op_.size()) flush();
  }

  void flush() {
    if (count_ == 0) return;
    for (std::size_t i = count_; i < op_.size(); ++i) {
      op_[i] = op_[0];
      planes_[i] = unused_.data();
    }
    fixed_rows(op_, {pixels_.y.data(), pixels_.u.data(), pixels_.v.data()}, pixels_.size(),
               planes_);
    count_ = 0;
  }

 private:
  const YuvPlanes& pixels_;
  std::vector<std::int8_t> unused_;
  LoweredOp op_;
  CodePlanes planes_ = {};
  std::size_t count_ = 0;
};

// A pixel whose values have this weighted sum. The sum must be reachable, weights[0] above 0.
std::optional<CenteredYuv> input_with_sum(const std::array<std::int64_t, 3>& weights,
                                          const ValueSet& values, std::int64_t sum) {
  for (const std::int8_t u : values) {
    for (const std::int8_t v : values) {
      const std::int64_t rest = sum - weights[1] * u - weights[2] * v;
      const std::int64_t y = rest / weights[0];
      if (y * weights[0] != rest || y < -128 || y > 127) continue;
      const auto value = static_cast<std::int8_t>(y);
      if (std::binary_search(values.begin(), values.end(), value)) return CenteredYuv{value, u, v};
    }
  }
  return {};
}

// The value that the table sends to this one.
std::int8_t sent_as(const InputTable& table, std::int8_t value) {
  const auto place = std::find(table.begin(), table.end(), value) - table.begin();
  return static_cast<std::int8_t>(place);
}

// The first sum at which two functions of equal weights differ, if their thresholds are reachable.
std::optional<std::int64_t> first_differing_sum(const StepFunction& one,
                                                const StepFunction& other) {
  const auto [a, b] =
      std::mismatch(one.thresholds.begin(), one.thresholds.end(), other.thresholds.begin());
  if (a == one.thresholds.end()) return {};
  return std::min(*a, *b);
}

std::optional<CenteredYuv> find_difference_by_sums(const PlaneFunction& one,
                                                   const PlaneFunction& other,
                                                   const InputTable& table) {
  const ValueSet values = image(table);
  const ReachableSums sums(one.steps.weights, values);
  const auto sum = first_differing_sum(with_reachable_thresholds(one.steps, sums),
                                       with_reachable_thresholds(other.steps, sums));
  if (!sum) return {};
  const auto input = input_with_sum(one.steps.weights, values, *sum);
  if (!input) return {};
  return CenteredYuv{sent_as(table, input->y), sent_as(table, input->u), sent_as(table, input->v)};
}

// One value for each pair of values that the two tables make of it, in an order that soon visits
// all parts of the range.
std::vector<std::int8_t> distinguishable_values(const InputTable& one, const InputTable& other) {
  std::vector<std::int8_t> values;
  std::vector<bool> seen(65536);
  for (unsigned i = 0; i < 256; ++i) {
    const auto byte = static_cast<std::uint8_t>(i * 157 + 128);
    const auto pair =
        static_cast<std::uint8_t>(one[byte]) * 256U + static_cast<std::uint8_t>(other[byte]);
    if (seen[pair]) continue;
    seen[pair] = true;
    values.push_back(static_cast<std::int8_t>(byte));
  }
  return values;
}

std::optional<CenteredYuv> find_difference_by_inputs(const PlaneFunction& one,
                                                     const PlaneFunction& other,
                                                     const std::vector<InputTable>& tables) {
  const std::array<const InputTable*, 2> both_tables = {&tables[one.table], &tables[other.table]};
  std::vector<PlaneFunction> both = {one, other};
  const auto values = distinguishable_values(*both_tables[0], *both_tables[1]);
  const auto needed = [&](std::size_t j) {
    const bool unused = one.steps.weights[j] == 0 && other.steps.weights[j] == 0;
    return unused ? std::size_t{1} : values.size();
  };
  // All Y and V, behind both tables; U changes from one comparison to the next.
  YuvPlanes pixels;
  for (std::size_t v = 0; v < needed(2); ++v) {
    for (const std::int8_t y : values) pixels.push_back({y, 0, values[v]});
  }
  const std::size_t count = pixels.size();
  TablePlanes behind_tables;
  apply_tables({*both_tables[0], *both_tables[1]}, pixels, behind_tables);
  std::vector<std::int8_t> codes(2 * count);
  for (std::size_t u = 0; u < needed(1); ++u) {
    for (std::size_t i = 0; i < both.size(); ++i) {
      both[i].table = i;
      auto& plane = behind_tables[i].u;
      std::fill(plane.begin(), plane.end(), (*both_tables[i])[byte_index(values[u])]);
    }
    plane_codes(both, std::array<std::size_t, 2>{0, 1}, behind_tables, codes);
    const auto middle = codes.begin() + static_cast<std::ptrdiff_t>(count);
    const auto differing = std::mismatch(codes.begin(), middle, middle).first;
    if (differing == middle) continue;
    CenteredYuv pixel = pixels[static_cast<std::size_t>(differing - codes.begin())];
    pixel.u = values[u];
    return pixel;
  }
  return {};
}

}  // namespace

std::int8_t plane_code(const PlaneFunction& function, const std::vector<InputTable>& tables,
                       CenteredYuv pixel) {
  return step_code(function.steps, behind_table(tables.at(function.table), pixel));
}

void YuvPlanes::push_back(CenteredYuv pixel) {
  y.push_back(pixel.y);
  u.push_back(pixel.u);
  v.push_back(pixel.v);
}

void apply_tables(const std::vector<InputTable>& tables, const YuvPlanes& pixels,
                  TablePlanes& result) {
  apply_tables(tables, std::vector<bool>(tables.size(), true), pixels, 0, pixels.size(), result);
}

void apply_tables(const std::vector<InputTable>& tables, const std::vector<bool>& needed,
                  const YuvPlanes& pixels, std::size_t first, std::size_t count,
                  TablePlanes& result) {
  result.resize(tables.size());
  for (std::size_t t = 0; t < tables.size(); ++t) {
    const auto apply = [&](const std::vector<std::int8_t>& from, std::vector<std::int8_t>& to) {
      to.resize(needed[t] ? count : 0);
      for (std::size_t i = 0; i < to.size(); ++i) to[i] = tables[t][byte_index(from[first + i])];
    };
    apply(pixels.y, result[t].y);
    apply(pixels.u, result[t].u);
    apply(pixels.v, result[t].v);
  }
}

void plane_codes(const std::vector<PlaneFunction>& all, std::span<const std::size_t> which,
                 const TablePlanes& pixels, std::span<std::int8_t> codes) {
  for (std::size_t table = 0; table < pixels.size(); ++table) {
    const std::size_t count = pixels[table].size();
    LoweredBatch batch(pixels[table]);
    for (std::size_t i = 0; i < which.size(); ++i) {
      const PlaneFunction& function = all[which[i]];
      if (function.table != table) continue;
      std::int8_t* const to = codes.data() + i * count;
      if (function.lowered) {
        batch.add(*function.lowered, to);
      } else {
        function.exact->codes(pixels[table].y, pixels[table].u, pixels[table].v, to);
      }
    }
    batch.flush();
  }
}

std::optional<CenteredYuv> find_difference(const PlaneFunction& one, const PlaneFunction& other,
                                           const std::vector<InputTable>& tables) {
  const bool same_sums = one.table == other.table && one.steps.weights == other.steps.weights;
  if (same_sums && one.lowered && other.lowered && one.steps.weights[0] > 0) {
    return find_difference_by_sums(one, other, tables[one.table]);
  }
  return find_difference_by_inputs(one, other, tables);
}

}  // namespace swingproof

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/separation.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <set>
#include <utility>
#include <vector>

#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

constexpr std::size_t pixels_at_once = 4096;

using Group = std::vector<std::size_t>;  // functions with the same codes so far

// Groups of functions on the way to being told apart. A group of one function is closed.
struct Groups {
  std::vector<Group> open;
  std::vector<Group> closed;

  void add(Group group) { (group.size() > 1 ? open : closed).push_back(std::move(group)); }
};

// Functions are told apart on their own kind of output plane only: 0 and 2, or 1.
Groups functions_by_plane(const HypothesisClasses& classes) {
  std::array<std::set<std::size_t>, 2> functions;  // outer planes, middle plane
  for (const HypothesisClass& each : classes.classes) {
    functions[0].insert({each.planes[0], each.planes[2]});
    functions[1].insert(each.planes[1]);
  }
  Groups groups;
  for (const auto& each : functions) groups.add(Group(each.begin(), each.end()));
  return groups;
}

void divide_group(const HypothesisClasses& classes, const Group& group, const TablePlanes& pixels,
                  std::vector<Group>& parts) {
  const std::size_t count = pixels.front().size();
  std::vector<std::int8_t> codes(group.size() * count);
  plane_codes(classes.functions, group, pixels, codes);
  std::vector<std::size_t> order(group.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto compare = [&](std::size_t a, std::size_t b) {
    return std::memcmp(codes.data() + a * count, codes.data() + b * count, count);
  };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const int order_of_codes = compare(a, b);
    return order_of_codes != 0 ? order_of_codes < 0 : a < b;
  });
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i == 0 || compare(order[i - 1], order[i]) != 0) parts.emplace_back();
    parts.back().push_back(group[order[i]]);
  }
}

void divide(const HypothesisClasses& classes, const YuvPlanes& pixels, Groups& groups) {
  if (pixels.size() == 0) return;
  TablePlanes behind_tables;
  apply_tables(classes.tables, pixels, behind_tables);
  const std::vector<Group> before = std::exchange(groups.open, {});
  std::vector<std::vector<Group>> parts(before.size());
  for_each_block(before.size(),
                 [&](std::size_t i) { divide_group(classes, before[i], behind_tables, parts[i]); });
  for (auto& parts_of_group : parts) {
    for (Group& part : parts_of_group) groups.add(std::move(part));
  }
}

// Pixels as a set.
class PixelSet {
 public:
  explicit PixelSet(const YuvPlanes& pixels) : contains_(cube_inputs) {
    for (std::size_t i = 0; i < pixels.size(); ++i) contains_[cube_index(pixels[i])] = true;
  }

  bool contains(CenteredYuv pixel) const { return contains_[cube_index(pixel)]; }

 private:
  std::vector<bool> contains_;
};

// Divides the groups by all pixels of the set.
void divide_by_all(const HypothesisClasses& classes, const PixelSet& set, Groups& groups) {
  YuvPlanes pixels;
  for (std::uint32_t index = 0; index < cube_inputs && !groups.open.empty(); ++index) {
    const CenteredYuv pixel = centered_yuv_at(index);
    if (set.contains(pixel)) pixels.push_back(pixel);
    if (pixels.size() == pixels_at_once) divide(classes, std::exchange(pixels, {}), groups);
  }
  divide(classes, pixels, groups);
}

// A large stimulus may have the same pixels many times, and is likely to have those that separate.
void divide_by_large(const HypothesisClasses& classes, const YuvPlanes& stimulus, Groups& groups) {
  const PixelSet set(stimulus);
  YuvPlanes likely;
  for (std::size_t i = 0; i < classes.distinguishing.size(); ++i) {
    const CenteredYuv pixel = classes.distinguishing[i];
    if (set.contains(pixel)) likely.push_back(pixel);
  }
  divide(classes, likely, groups);
  divide_by_all(classes, set, groups);
}

}  // namespace

std::size_t classes_separated(const HypothesisClasses& classes, const YuvPlanes& stimulus) {
  Groups groups = functions_by_plane(classes);
  if (stimulus.size() <= pixels_at_once) {
    divide(classes, stimulus, groups);
  } else {
    divide_by_large(classes, stimulus, groups);
  }

  std::vector<std::size_t> group_of(classes.functions.size());
  std::size_t next = 0;
  for (const auto* some : {&groups.open, &groups.closed}) {
    for (const Group& group : *some) {
      for (const std::size_t function : group) group_of[function] = next;
      ++next;
    }
  }
  std::set<std::array<std::size_t, 3>> different;
  for (const HypothesisClass& each : classes.classes) {
    different.insert(
        {group_of[each.planes[0]], group_of[each.planes[1]], group_of[each.planes[2]]});
  }
  return different.size();
}

}  // namespace swingproof

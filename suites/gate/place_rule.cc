// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/place_rule.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <set>
#include <utility>

namespace swingproof {
namespace {

struct Spot {
  const SurveyedImage& image;
  std::size_t row = 0;
  std::size_t column = 0;
};

struct Rule {
  std::string words;
  std::function<bool(const Spot&)> holds;
};

// Which spots of all images a rule speaks of, and how many of them are wrong.
struct Reach {
  std::vector<char> spots;
  std::size_t inside = 0;
  bool has_all_wrong = true;
};

void add_both(std::vector<Rule>& rules, std::string words, std::string other_words,
              const std::function<bool(const Spot&)>& holds) {
  rules.push_back({std::move(words), holds});
  rules.push_back({std::move(other_words), [holds](const Spot& spot) { return !holds(spot); }});
}

void add_pixel_rules(std::vector<Rule>& rules) {
  for (const std::size_t n : {2U, 4U, 8U, 16U, 32U, 64U, 128U}) {
    add_both(rules, fmt::format("the last width mod {} pixels of a row", n),
             fmt::format("all but the last width mod {} pixels of a row", n),
             [n](const Spot& spot) {
               return spot.column >= spot.image.size.width - spot.image.size.width % n;
             });
    add_both(rules, fmt::format("the last height mod {} rows", n),
             fmt::format("all but the last height mod {} rows", n), [n](const Spot& spot) {
               return spot.row >= spot.image.size.height - spot.image.size.height % n;
             });
    add_both(rules, fmt::format("rows of Y at addresses that are no multiple of {}", n),
             fmt::format("rows of Y at addresses that are a multiple of {}", n),
             [n](const Spot& spot) {
               return (spot.image.in_offset + spot.row * spot.image.in_stride) % n != 0;
             });
  }
  for (std::size_t k = 1; k <= 16; ++k) {
    const std::string pixels = k == 1 ? "pixel" : fmt::format("{} pixels", k);
    add_both(rules, fmt::format("the first {} of a row", pixels),
             fmt::format("all but the first {} of a row", pixels),
             [k](const Spot& spot) { return spot.column < k; });
    add_both(rules, fmt::format("from row {} on", k),
             k == 1 ? "the first row" : fmt::format("the first {} rows", k),
             [k](const Spot& spot) { return spot.row >= k; });
    add_both(rules, fmt::format("the last {} of a row", pixels),
             fmt::format("all but the last {} of a row", pixels),
             [k](const Spot& spot) { return spot.column + k >= spot.image.size.width; });
  }
  add_both(rules, "the last row", "all but the last row",
           [](const Spot& spot) { return spot.row + 1 == spot.image.size.height; });
  add_both(rules, "odd rows", "even rows", [](const Spot& spot) { return spot.row % 2 == 1; });
  add_both(rules, "odd columns", "even columns",
           [](const Spot& spot) { return spot.column % 2 == 1; });
}

void add_stride_rules(std::vector<Rule>& rules) {
  add_both(rules, "where in_stride differs from out_stride", "where in_stride equals out_stride",
           [](const Spot& spot) { return spot.image.in_stride != spot.image.out_stride; });
  add_both(rules, "where in_stride is above the width", "where in_stride is the width",
           [](const Spot& spot) { return spot.image.in_stride != spot.image.size.width; });
  add_both(rules, "where out_stride is above the width", "where out_stride is the width",
           [](const Spot& spot) { return spot.image.out_stride != spot.image.size.width; });
}

// Rules about a side of the images: it has a certain value, is a multiple, or lies above a value.
void add_side_rules(std::vector<Rule>& rules, std::string_view name, std::size_t ImageSize::*side,
                    const std::vector<SurveyedImage>& images) {
  std::set<std::size_t> values;
  for (const SurveyedImage& image : images) values.insert(image.size.*side);
  for (const std::size_t value : values) {
    rules.push_back({fmt::format("{} {}", name, value),
                     [=](const Spot& spot) { return spot.image.size.*side == value; }});
    rules.push_back({fmt::format("{} below {}", name, value),
                     [=](const Spot& spot) { return spot.image.size.*side < value; }});
  }
  // Of rules that say the same, the one that says most comes first.
  for (auto value = values.rbegin(); value != values.rend(); ++value) {
    rules.push_back(
        {fmt::format("{} {} and above", name, *value),
         [=, least = *value](const Spot& spot) { return spot.image.size.*side >= least; }});
  }
  for (std::size_t n = 2; n <= 1024; n *= 2) {
    add_both(rules, fmt::format("{} a multiple of {}", name, n),
             fmt::format("{} no multiple of {}", name, n),
             [=](const Spot& spot) { return spot.image.size.*side % n == 0; });
  }
}

std::string count_words(std::size_t count) {
  for (unsigned power = 10; power < 40; ++power) {
    if (count == std::size_t{1} << power) return fmt::format("2^{}", power);
  }
  return fmt::format("{}", count);
}

// Rules about how many pixels there are: of the frame, and before a pixel.
void add_size_rules(std::vector<Rule>& rules, const std::vector<SurveyedImage>& images) {
  std::size_t first_index = std::numeric_limits<std::size_t>::max();
  std::size_t greatest_right = 0;
  std::size_t least_frame = std::numeric_limits<std::size_t>::max();
  for (const SurveyedImage& image : images) {
    const auto wrong = std::ranges::find(image.wrong, 1);
    if (wrong == image.wrong.end()) continue;
    first_index = std::min(first_index, static_cast<std::size_t>(wrong - image.wrong.begin()));
    least_frame = std::min(least_frame, image.wrong.size());
  }
  for (const SurveyedImage& image : images) {
    if (image.wrong.size() < least_frame) {
      greatest_right = std::max(greatest_right, image.wrong.size());
    }
  }
  rules.push_back(
      {fmt::format("after the first {} pixels", count_words(first_index)), [=](const Spot& spot) {
         return spot.row * spot.image.size.width + spot.column >= first_index;
       }});
  rules.push_back({greatest_right + 1 == least_frame
                       ? fmt::format("frames of more than {} pixels", count_words(greatest_right))
                       : fmt::format("frames of {} pixels and more, but not those of {} and less",
                                     least_frame, greatest_right),
                   [=](const Spot& spot) { return spot.image.wrong.size() >= least_frame; }});
}

// Which of so many rows, or columns, stand for all: those near the ends, where kernels have code of
// their own, and some between.
std::vector<std::size_t> some_of_side(std::size_t size) {
  constexpr std::size_t first = 20;
  constexpr std::size_t last = 40;
  constexpr std::size_t between = 16;
  std::vector<std::size_t> some;
  for (std::size_t i = 0; i < size; ++i) {
    const bool is_between = size > first + last && (i - first) % (size / between) == 0;
    if (i < first || i + last >= size || is_between) some.push_back(i);
  }
  return some;
}

std::vector<Spot> spots_of(const std::vector<SurveyedImage>& images) {
  std::vector<Spot> spots;
  for (const SurveyedImage& image : images) {
    const std::vector<std::size_t> columns = some_of_side(image.size.width);
    for (const std::size_t row : some_of_side(image.size.height)) {
      for (const std::size_t column : columns) spots.push_back({image, row, column});
    }
  }
  return spots;
}

bool is_wrong(const Spot& spot) {
  return spot.image.wrong[spot.row * spot.image.size.width + spot.column] != 0;
}

Reach reach_of(const Rule& rule, const std::vector<Spot>& spots) {
  Reach reach;
  for (const Spot& spot : spots) {
    const bool holds = rule.holds(spot);
    reach.spots.push_back(holds ? 1 : 0);
    reach.inside += holds ? 1U : 0U;
    reach.has_all_wrong = reach.has_all_wrong && (holds || !is_wrong(spot));
  }
  return reach;
}

// Of every pixel, not only of those that stand for others.
bool holds_for_all_wrong(const Rule& rule, const std::vector<SurveyedImage>& images) {
  return std::ranges::all_of(images, [&](const SurveyedImage& image) {
    for (std::size_t i = 0; i < image.wrong.size(); ++i) {
      if (image.wrong[i] == 0) continue;
      if (!rule.holds({image, i / image.size.width, i % image.size.width})) return false;
    }
    return true;
  });
}

}  // namespace

std::optional<std::string> place_rule(const std::vector<SurveyedImage>& images) {
  const std::vector<Spot> spots = spots_of(images);
  const auto wrong = static_cast<std::size_t>(std::ranges::count_if(spots, is_wrong));
  if (wrong == 0) return std::nullopt;
  std::vector<Rule> rules;
  add_pixel_rules(rules);
  add_stride_rules(rules);
  add_size_rules(rules, images);
  add_side_rules(rules, "width", &ImageSize::width, images);
  add_side_rules(rules, "height", &ImageSize::height, images);
  std::vector<std::pair<const Rule*, Reach>> possible;
  for (const Rule& rule : rules) {
    Reach reach = reach_of(rule, spots);
    if (reach.has_all_wrong) possible.emplace_back(&rule, std::move(reach));
  }
  // One rule after the other, up to three. A fault may give right codes anywhere; so pixels that a
  // rule excludes speak for it only if they are too many to be right by chance: e^-25.
  std::string words;
  std::vector<char> left(spots.size(), 1);
  std::size_t inside = spots.size();
  for (int count = 0; count < 3; ++count) {
    const auto left_by = [&](const Reach& reach) {
      std::size_t both = 0;
      for (std::size_t i = 0; i < left.size(); ++i) both += left[i] & reach.spots[i];
      return both;
    };
    const std::pair<const Rule*, Reach>* best = nullptr;
    if (inside == wrong) break;
    const double chance_of_right =
        static_cast<double>(inside - wrong) / static_cast<double>(inside);
    const double needed = 25 / -std::log(chance_of_right);
    if (needed >= static_cast<double>(inside)) break;
    std::size_t least = inside - static_cast<std::size_t>(needed);
    for (const auto& each : possible) {
      const std::size_t both = left_by(each.second);
      if (both >= least) continue;
      least = both;
      best = &each;
    }
    if (best == nullptr) break;
    for (std::size_t i = 0; i < left.size(); ++i) left[i] &= best->second.spots[i];
    inside = least;
    words += (words.empty() ? "" : " and ") + best->first->words;
    if (!holds_for_all_wrong(*best->first, images)) return std::nullopt;
  }
  if (words.empty() || wrong * 4 < inside) return std::nullopt;
  return words;
}

}  // namespace swingproof

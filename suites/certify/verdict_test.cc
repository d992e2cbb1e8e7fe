// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/verdict.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "suites/certify/probe.h"
#include "suites/certify/separation.h"
#include "suites/certify/simulated_board_fixture.h"
#include "suites/certify/stimulus.h"

namespace swingproof {
namespace {

HypothesisClasses classes_of(const Deployment& deployment) {
  return hypothesis_classes(deployment, declared_hypothesis(deployment, "bayes", "arithmetic"));
}

// A deployment with all hypotheses as boards.
struct Boards {
  const HypothesisClasses& classes;
  std::vector<SimulatedBoard> boards;
};

const std::vector<Boards>& all_boards() {
  static const std::vector<Boards> all = [] {
    std::vector<Boards> made;
    for (std::size_t which = 0; which < named_deployments().size(); ++which) {
      made.push_back({named_classes(which), {}});
      for (const Hypothesis& hypothesis : made.back().classes.hypotheses) {
        made.back().boards.emplace_back(named_deployments()[which].deployment, hypothesis);
      }
    }
    return made;
  }();
  return all;
}

std::uint64_t plain_distance(const SimulatedBoard& board, const YuvPlanes& stimulus,
                             const CaptureCodes& capture) {
  std::uint64_t distance = stimulus.size() - capture.size();
  for (std::size_t i = 0; i < capture.size(); ++i) {
    const std::array<std::int8_t, 3> captured = {capture.planes[0][i], capture.planes[1][i],
                                                 capture.planes[2][i]};
    distance += board.codes(stimulus[i]) != captured ? 1U : 0U;
  }
  return distance;
}

// Whatever the pixels: few random ones, or some of one colour plane.
YuvPlanes random_stimulus(std::mt19937& random) {
  YuvPlanes stimulus;
  const std::size_t pixels = random() % 7;
  const auto mask = static_cast<std::uint32_t>(random() % 2 == 0 ? 0xFFFFFF : 0xFF0000);
  for (std::size_t i = 0; i < pixels; ++i) {
    stimulus.push_back(centered_yuv_at((static_cast<std::uint32_t>(random()) & mask) ^ 0x808080U));
  }
  return stimulus;
}

// Some codes replaced, perhaps the end cut off.
void damage(std::mt19937& random, CaptureCodes& capture) {
  const std::size_t kept = capture.size() - (random() % 4 == 0 ? capture.size() / 3 : 0);
  for (auto& plane : capture.planes) {
    plane.resize(kept);
    for (std::int8_t& code : plane) {
      if (random() % 16 == 0) code = static_cast<std::int8_t>(random());
    }
  }
}

// What a choice comes to by its definition. An alternative that gives the declared codes for every
// input does not count. Any other one leaves the choice open if some board that explains the
// capture has it, whatever else that board does, or if nobody knows what it computes.
ChoiceStanding plain_standing(const Boards& boards, const std::set<std::size_t>& consistent,
                              const ChoiceFinding& choice) {
  const std::vector<Hypothesis>& hypotheses = boards.classes.hypotheses;
  std::set<std::size_t> explaining_arithmetics;
  for (const std::size_t i : consistent) explaining_arithmetics.insert(hypotheses[i].arithmetic);
  bool is_any_refuted = false;
  bool is_any_without_effect = false;
  for (const ArithmeticFinding& alternative : choice.alternatives) {
    Hypothesis alone = hypotheses.front();
    alone.arithmetic = alternative.arithmetic;
    const auto i =
        static_cast<std::size_t>(std::ranges::find(hypotheses, alone) - hypotheses.begin());
    if (class_of(boards.classes, i) == 0) {
      is_any_without_effect = true;
    } else if (!boards.boards[i].is_computable() ||
               explaining_arithmetics.contains(alternative.arithmetic)) {
      return ChoiceStanding::open;
    } else {
      is_any_refuted = true;
    }
  }
  if (!is_any_refuted) return ChoiceStanding::without_effect;
  return is_any_without_effect ? ChoiceStanding::confirmed_here : ChoiceStanding::confirmed;
}

// The verdict on 1,000 random small stimuli against all 1,440 hypotheses, one by one: it lists
// exactly those within the tolerance, names no cause that one of them does not have, and confirms
// no choice that one of them makes otherwise.
TEST(Verdict, IsWhatEveryHypothesisOnItsOwnSays) {
  std::mt19937 random(2);
  std::map<Judgement, int> judgements;
  std::map<ChoiceStanding, int> standings;
  std::size_t causes = 0;
  for (int round = 0; round < 1000; ++round) {
    SCOPED_TRACE(round);
    const Boards& each = all_boards()[static_cast<std::size_t>(round) % all_boards().size()];
    const HypothesisClasses& classes = each.classes;
    const SimulatedBoard& truth = each.boards[round % 3 == 0 ? 0 : random() % each.boards.size()];
    if (!truth.is_computable()) continue;
    const YuvPlanes stimulus = random_stimulus(random);
    CaptureCodes capture = truth.capture(stimulus);
    if (round % 4 == 3) damage(random, capture);
    const std::uint64_t tolerated = round % 8 == 7 ? random() % 4 : 0;

    std::set<std::size_t> consistent;
    for (std::size_t i = 0; i < each.boards.size(); ++i) {
      if (each.boards[i].is_computable() &&
          plain_distance(each.boards[i], stimulus, capture) <= tolerated) {
        consistent.insert(i);
      }
    }
    const Verdict verdict = judge(classes, stimulus, capture, tolerated);
    std::set<std::size_t> listed;
    for (const ClassDistance& found : verdict.explained_by) {
      const auto& members = classes.classes[found.class_index].members;
      listed.insert(members.begin(), members.end());
      EXPECT_EQ(found.differing_pixels,
                plain_distance(each.boards[members.front()], stimulus, capture));
    }
    ASSERT_EQ(listed, consistent);

    const auto& declared_class = classes.classes.front().members;
    const bool declared_explains = consistent.contains(0);
    const bool others_explain = consistent.size() > declared_class.size();
    ASSERT_EQ(verdict.judgement, !declared_explains ? Judgement::refuted
                                 : others_explain   ? Judgement::undecided
                                                    : Judgement::certified);
    ++judgements[verdict.judgement];
    for (const Axis axis : known_causes(classes, verdict)) {
      ++causes;
      std::set<std::string_view> values;
      for (const std::size_t i : consistent) values.insert(value_name(classes.hypotheses[i], axis));
      ASSERT_EQ(values.size(), 1U);
      ASSERT_FALSE(values.contains(value_name(classes.hypotheses.front(), axis)));
    }
    for (const ChoiceFinding& choice : verdict.choices) {
      ++standings[choice.standing];
      ASSERT_EQ(choice.standing, plain_standing(each, consistent, choice)) << choice.choice;
    }
    ASSERT_EQ(verdict.nearest.empty(), !consistent.empty());
  }
  EXPECT_GT(judgements[Judgement::undecided], 100);
  EXPECT_GT(judgements[Judgement::refuted], 100);
  EXPECT_GT(causes, 100U);
  EXPECT_GT(standings[ChoiceStanding::open], 100);
  EXPECT_GT(standings[ChoiceStanding::confirmed_here], 10);
}

// Adding the pixels that an undecided verdict asks for decides, with as many damaged pixels as are
// tolerated.
TEST(Verdict, NextPixelsDecide) {
  std::mt19937 random(4);
  for (const Boards& each : all_boards()) {
    for (const std::uint64_t tolerated : {0U, 2U}) {
      YuvPlanes stimulus = random_stimulus(random);
      const Verdict before =
          judge(each.classes, stimulus, each.boards[0].capture(stimulus), tolerated);
      const NextPixels next = next_pixels(each.classes, before);
      if (before.judgement == Judgement::certified) {
        EXPECT_EQ(next.pixels.size(), 0U);
        continue;
      }
      stimulus = joined(stimulus, repeated(next.pixels, next.times, "next"));
      CaptureCodes capture = each.boards[0].capture(stimulus);
      for (std::uint64_t i = 0; i < tolerated; ++i) {
        std::int8_t& code = capture.planes[random() % 3][random() % stimulus.size()];
        code = static_cast<std::int8_t>(code ^ 1);
      }
      const Verdict after = judge(each.classes, stimulus, capture, tolerated);
      EXPECT_EQ(after.judgement, Judgement::certified);
      EXPECT_EQ(after.explained_by.size(), 1U);
    }
  }
}

TEST(Verdict, TheEmptyStimulusDecidesNothing) {
  const Boards& each = all_boards().front();
  const Verdict verdict = judge(each.classes, {}, {}, 0);
  EXPECT_EQ(verdict.judgement, Judgement::undecided);
  EXPECT_EQ(verdict.explained_by.size(), each.classes.classes.size());
  EXPECT_EQ(verdict.judged.classes_separated, 1U);
}

TEST(Verdict, NoiseIsExplainedByNothingAndTheNearestAreTheNearest) {
  std::mt19937 random(6);
  for (std::size_t which = 0; which < 4; ++which) {
    const Boards& each = all_boards()[which];
    const YuvPlanes probe = repeated(choose_probe(each.classes, all_axes).pixels, 5, "probe");
    CaptureCodes capture = each.boards[random() % each.boards.size()].capture(probe);
    for (auto& plane : capture.planes) {
      for (std::int8_t& code : plane) {
        if (random() % (which + 1) == 0) code = static_cast<std::int8_t>(random());
      }
    }
    const Verdict verdict = judge(each.classes, probe, capture, 0);
    EXPECT_EQ(verdict.judgement, Judgement::refuted);
    EXPECT_TRUE(verdict.explained_by.empty());
    EXPECT_TRUE(verdict.choices.empty());
    std::vector<ClassDistance> all;
    for (std::size_t i = 0; i < each.classes.classes.size(); ++i) {
      const std::size_t member = each.classes.classes[i].members.front();
      all.push_back({i, plain_distance(each.boards[member], probe, capture)});
    }
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
      return a.differing_pixels < b.differing_pixels;
    });
    ASSERT_EQ(verdict.nearest.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(verdict.nearest[i].distance, all[i]);
  }
}

TEST(Verdict, TheFirstDifferingPixelsAreTheFirst) {
  const Boards& each = all_boards()[1];
  const YuvPlanes probe = choose_probe(each.classes, all_axes).pixels;
  CaptureCodes capture = each.boards[0].capture(probe);
  for (const std::size_t i : {5U, 9U, 10U, 20U}) {
    capture.planes[i % 3][i] = static_cast<std::int8_t>(capture.planes[i % 3][i] ^ 64);
  }
  const Verdict verdict = judge(each.classes, probe, capture, 0);
  EXPECT_EQ(verdict.declared.distance, (ClassDistance{0, 4}));
  const auto& first = verdict.declared.first_differing;
  ASSERT_EQ(first.size(), 3U);
  const std::array<std::size_t, 3> places = {5, 9, 10};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(first[i].index, places[i]);
    EXPECT_EQ(first[i].pixel, probe[places[i]]);
    EXPECT_EQ(first[i].expected, each.boards[0].codes(probe[places[i]]));
    EXPECT_EQ(first[i].captured[places[i] % 3],
              static_cast<std::int8_t>(first[i].expected[places[i] % 3] ^ 64));
  }
}

// A capture with n damaged or missing pixels is attributed as before, if n are tolerated and the
// probe has its pixels often enough.
TEST(Verdict, ToleratedDamageDoesNotMatter) {
  std::mt19937 random(8);
  const Boards& each = all_boards()[1];
  const YuvPlanes probe =
      repeated(choose_probe(each.classes, all_axes).pixels, times_for_tolerance(5), "probe");
  for (int i = 0; i < 40; ++i) {
    const std::size_t truth = random() % each.boards.size();
    CaptureCodes capture = each.boards[truth].capture(probe);
    for (auto& plane : capture.planes) plane.resize(plane.size() - 2);
    for (int damaged = 0; damaged < 3; ++damaged) {
      capture.planes[random() % 3][random() % capture.size()] = static_cast<std::int8_t>(random());
    }
    const Verdict verdict = judge(each.classes, probe, capture, 5);
    ASSERT_EQ(verdict.explained_by.size(), 1U);
    EXPECT_EQ(verdict.explained_by[0].class_index, class_of(each.classes, truth));
    EXPECT_EQ(verdict.judged.missing, 2U);
    EXPECT_EQ(verdict.judged.tolerated, 5U);
    EXPECT_TRUE(judge(each.classes, probe, capture, 1).explained_by.empty());
  }
}

TEST(Verdict, SaysWhichChoicesACaptureConfirms) {
  const Deployment& deployment = named_deployments()[1].deployment;  // ImageNet
  const HypothesisClasses& classes = named_classes(1);
  const YuvPlanes probe = choose_probe(classes, all_axes).pixels;
  const SimulatedBoard board(deployment, classes.hypotheses.front());
  const Verdict verdict = judge(classes, probe, board.capture(probe), 0);
  std::map<std::string, ChoiceStanding> standings;
  std::size_t alternatives = 0;
  for (const ChoiceFinding& each : verdict.choices) {
    standings[each.choice] = each.standing;
    alternatives += each.alternatives.size();
  }
  EXPECT_EQ(alternatives, 13U);
  // A bias that fits int8 nowhere and int16 everywhere, and that is no tie; no pre-shift; an odd
  // multiplier, whose products are no ties.
  EXPECT_EQ(standings, (std::map<std::string, ChoiceStanding>{
                           {"weight_rounding", ChoiceStanding::without_effect},
                           {"bias_width", ChoiceStanding::confirmed_here},
                           {"saturation", ChoiceStanding::without_effect},
                           {"bias_rounding", ChoiceStanding::confirmed_here},
                           {"pre_rounding", ChoiceStanding::without_effect},
                           {"post_rounding", ChoiceStanding::confirmed_here},
                           {"lowering", ChoiceStanding::without_effect}}));
  // One black pixel leaves them open.
  YuvPlanes black;
  black.push_back({-128, 0, 0});
  for (const ChoiceFinding& each : judge(classes, black, board.capture(black), 0).choices) {
    EXPECT_NE(each.standing, ChoiceStanding::confirmed) << each.choice;
  }
}

// One pixel whose codes exclude a bias rounded down, but not one rounded down at studio swing: a
// board that computes the latter gives this capture as well, so the choice is open.
TEST(Verdict, AnAlternativeTogetherWithAnotherDeviationLeavesAChoiceOpen) {
  const Deployment& deployment = named_deployments()[1].deployment;  // ImageNet
  const HypothesisClasses& classes = named_classes(1);
  YuvPlanes pixel;
  pixel.push_back({-98, -125, -88});
  CaptureCodes capture;
  capture.planes = {{{-128}, {18}, {-128}}};
  Hypothesis both = classes.hypotheses.front();
  set_value(both, Axis::arithmetic, "bayes:bias_rounding=floor", "test");
  EXPECT_NE(SimulatedBoard(deployment, both).capture(pixel).planes, capture.planes);
  set_value(both, Axis::swing, "studio", "test");
  EXPECT_EQ(SimulatedBoard(deployment, both).capture(pixel).planes, capture.planes);
  const Verdict verdict = judge(classes, pixel, capture, 0);
  ASSERT_EQ(verdict.judgement, Judgement::undecided);
  const auto bias_rounding =
      std::ranges::find(verdict.choices, "bias_rounding", &ChoiceFinding::choice);
  ASSERT_NE(bias_rounding, verdict.choices.end());
  EXPECT_EQ(bias_rounding->standing, ChoiceStanding::open);
  for (const ArithmeticFinding& each : bias_rounding->alternatives) {
    if (arithmetic_names()[each.arithmetic] == "bayes:bias_rounding=floor") {
      EXPECT_EQ(each.standing, ArithmeticStanding::open);
    }
  }
}

// A declared alternative is compared with bayes and the other values of its own choice only.
TEST(Verdict, ChoicesBesideADeclaredAlternative) {
  const Deployment deployment = named_deployments()[1].deployment;
  const Hypothesis declared =
      declared_hypothesis(deployment, "bayes:post_rounding=floor", "arithmetic");
  const HypothesisClasses classes = hypothesis_classes(deployment, declared);
  const YuvPlanes probe = choose_probe(classes, all_axes).pixels;
  const SimulatedBoard board(deployment, declared);
  const Verdict verdict = judge(classes, probe, board.capture(probe), 0);
  EXPECT_EQ(verdict.judgement, Judgement::certified);
  ASSERT_EQ(verdict.choices.size(), 1U);
  EXPECT_EQ(verdict.choices[0].choice, "post_rounding");
  EXPECT_EQ(verdict.choices[0].alternatives.size(), 4U);
}

// Settings that cannot be lowered in the unit range are kept apart, and a declared op that
// cannot be lowered is an error.
TEST(Verdict, WhatCannotBeComputedIsNamed) {
  const Deployment deployment = deployment_of({"128"}, {"5e-39"}, "1");
  const HypothesisClasses classes = classes_of(deployment);
  EXPECT_FALSE(classes.not_computable.empty());
  for (const NotComputable& each : classes.not_computable) {
    EXPECT_NE(value_name(classes.hypotheses[each.hypothesis], Axis::arithmetic), "ideal");
    EXPECT_FALSE(each.reason.empty());
    EXPECT_EQ(class_of(classes, each.hypothesis), classes.classes.size());
  }
  Hypothesis unit_range = classes.hypotheses.front();
  unit_range.normalisation = Normalisation::unit_range;
  Hypothesis studio = classes.hypotheses.front();
  studio.matrix.swing = Swing::studio;
  std::vector<Hypothesis> least;
  for (const std::size_t each : not_judged(classes)) least.push_back(classes.hypotheses[each]);
  EXPECT_EQ(least, (std::vector{unit_range, studio}));
  const Deployment refused = deployment_of({"1e10"}, {"1"}, "1");
  EXPECT_THROW(classes_of(refused), InputError);
}

TEST(Separation, CountsTheGroupsThatTheStimulusTellsApart) {
  std::mt19937 random(9);
  for (const Boards& each : all_boards()) {
    YuvPlanes stimulus;
    for (int pixels = 0; pixels < 4; ++pixels) {
      std::set<std::vector<std::int8_t>> different;
      for (const HypothesisClass& some : each.classes.classes) {
        const CaptureCodes codes = each.boards[some.members.front()].capture(stimulus);
        std::vector<std::int8_t> all;
        for (const auto& plane : codes.planes) all.insert(all.end(), plane.begin(), plane.end());
        different.insert(all);
      }
      EXPECT_EQ(classes_separated(each.classes, stimulus), different.size());
      // The same pixels many times, in the form of a large stimulus.
      if (stimulus.size() > 0) {
        EXPECT_EQ(classes_separated(each.classes, repeated(stimulus, 5000, "")), different.size());
      }
      stimulus.push_back(centered_yuv_at(static_cast<std::uint32_t>(random()) >> 8U));
    }
  }
}

}  // namespace
}  // namespace swingproof

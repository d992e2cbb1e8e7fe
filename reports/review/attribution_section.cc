// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <algorithm>

#include "reports/charts/charts.h"
#include "reports/json/exact_decimal.h"
#include "reports/review/page_sections.h"

namespace swingproof {
namespace {

std::string lsb(const Rational& value) { return decimal(value, shown_digits); }

std::string rms(const ErrorMeasures& measures) {
  return decimal_of_root(mean_squared_error(measures), shown_digits);
}

// The stage whose exact value lowers the rms error most, and by how much.
Text main_cause(const ChannelAttribution& attribution) {
  const auto square = [](const StageEffect& effect) {
    return mean_squared_error(effect.replaced.in_gamut);
  };
  const auto best =
      std::min_element(attribution.stages.begin(), attribution.stages.end(),
                       [&](const auto& a, const auto& b) { return square(a) < square(b); });
  const ErrorMeasures& floor = attribution.stages.back().cumulative.in_gamut;
  const ErrorMeasures& deployed = attribution.deployed.in_gamut;
  const Text channel = strong(name(attribution.channel));
  if (square(*best) >= mean_squared_error(deployed)) {
    return channel + fmt::format(
                         ": no stage made exact alone lowers the rms error of {} LSB; {} "
                         "LSB are the rounding that any int8 output has. (In gamut.)",
                         rms(deployed), rms(floor));
  }
  return channel + ": most comes from " + strong(name(best->stage)) +
         fmt::format(
             ". Made exact alone, it lowers the rms error from {} to {} LSB and the maximum "
             "from {} to {} LSB; {} and {} LSB are the rounding that any int8 output has. "
             "(In gamut.)",
             rms(deployed), rms(best->replaced.in_gamut), lsb(deployed.max_abs_error),
             lsb(best->replaced.in_gamut.max_abs_error), rms(floor), lsb(floor.max_abs_error));
}

std::string share(const Rational& part, const Rational& all) {
  return all == 0 ? "-" : signed_decimal(100 * part / all, 2) + " %";
}

// What each stage takes off when all before it are exact already, of what all take off: the steps
// of the waterfall. The shares of a column add up to 100 %.
TextTable share_table(const ChannelAttribution& attribution) {
  TextTable table{"lrrrr",
                  {{"stage made exact", "all inputs: of the max", "of the mean square",
                    "in gamut: of the max", "of the mean square"}}};
  const MixedErrors* before = &attribution.deployed;
  const MixedErrors& floor = attribution.stages.back().cumulative;
  for (const StageEffect& effect : attribution.stages) {
    std::vector<std::string> row = {std::string(name(effect.stage))};
    for (ErrorMeasures MixedErrors::*set : {&MixedErrors::all_inputs, &MixedErrors::in_gamut}) {
      const ErrorMeasures& from = before->*set;
      const ErrorMeasures& to = effect.cumulative.*set;
      const ErrorMeasures& first = attribution.deployed.*set;
      const ErrorMeasures& last = floor.*set;
      row.push_back(
          share(from.max_abs_error - to.max_abs_error, first.max_abs_error - last.max_abs_error));
      row.push_back(share(mean_squared_error(from) - mean_squared_error(to),
                          mean_squared_error(first) - mean_squared_error(last)));
    }
    table.rows.push_back(row);
    before = &effect.cumulative;
  }
  return table;
}

TextTable attribution_table(const ChannelAttribution& attribution) {
  TextTable table{"lrrrrrrrr",
                  {{"stage made exact", "alone: max", "rms", "in gamut: max", "rms",
                    "with all before it: max", "rms", "in gamut: max", "rms"}}};
  const auto add = [&](std::string_view step, const MixedErrors& alone,
                       const MixedErrors& cumulative) {
    std::vector<std::string> row = {std::string(step)};
    for (const MixedErrors* errors : {&alone, &cumulative}) {
      for (const ErrorMeasures* measures : {&errors->all_inputs, &errors->in_gamut}) {
        row.push_back(lsb(measures->max_abs_error));
        row.push_back(rms(*measures));
      }
    }
    table.rows.push_back(row);
  };
  add("none (as deployed)", attribution.deployed, attribution.deployed);
  for (const StageEffect& effect : attribution.stages) {
    add(name(effect.stage), effect.replaced, effect.cumulative);
  }
  return table;
}

Definitions stages_explained(const Deployment& deployment) {
  const std::string standard(luma_of(deployment.matrix.standard).title);
  return {{{"coefficients", standard + "'s own numbers in place of the published decimals"},
           {"weights", "neither rounded nor clamped to int8"},
           {"bias", "not rounded"},
           {"multiplier", "the scale ratio itself in place of 16 bits of it"},
           {"shifts", "nothing cut off before one rounding at the end, as the QuantStub's"},
           {"saturation", "no saturation to int16 between the shifts"}}};
}

}  // namespace

PageSection attribution_section(const SectionSource& source) {
  PageSection section =
      page_section(source, "stages", "Where the error comes from", "Where it comes from");
  const Review& review = source.review();
  Document& content = section.content;
  content = findings_document(review.accuracy);
  List causes;
  for (const ChannelReview& channel : review.channels) {
    causes.items.push_back(main_cause(channel.attribution));
  }
  content.add(causes);
  content.add(Paragraph{
      "Each stage of the op is replaced by its exact value, alone and together with all stages "
      "before it; every figure is exact, over all inputs. What is left when all are exact is the "
      "rounding of an int8 output; the shares are of what all stages add to it."});
  for (const ChannelReview& channel : review.channels) {
    const std::string letter(name(channel.channel));
    content.add(Heading{letter, 3});
    content.add(Beside{{Chart{letter, letter + ": error as one stage after the other is made exact",
                              waterfall_chart(channel.attribution)},
                        Table{share_table(channel.attribution),
                              letter + ": share of each stage, one after the other"}},
                       "charts"});
    content.add(Details{letter + ": the figures",
                        {Table{attribution_table(channel.attribution),
                               letter + ": error in LSB, all inputs and in gamut"}}});
  }
  content.add(
      Details{"What exact means for each stage", {stages_explained(review.accuracy.deployment)}});
  return section;
}

}  // namespace swingproof

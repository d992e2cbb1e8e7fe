// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/choices.h"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <utility>

namespace swingproof {
namespace {

constexpr std::string_view model_name = "bayes";
constexpr std::string_view functional = "horizon_plugin_pytorch, functional.py";
constexpr std::string_view not_public = "convert_conv_params is not public";

constexpr std::string_view weights_are_no_ties =
    "weights and weight scale are both divided by std, which cancels but for float rounding; no "
    "published weight over its scale is nearer than 0.0179 to a tie, and float32 moves it by less "
    "than 0.0001: ties up and ties to even give the same integer for every mean, std and q_scale";

template <auto member, auto value>
Datapath with(Datapath datapath) {
  datapath.*member = value;
  return datapath;
}

std::vector<Choice> make_choices() {
  using enum Standing;
  using D = Datapath;
  using R = RoundingMode;
  using enum ChoiceSubject;
  return {
      {"", "weights, weight scales and offset of the op", published, functional, constants},
      {"", "training-side ops", published, functional, datapath},
      {"", "marches bayes and bayes-e only, mean and std of 1 or 3 values", published, functional,
       datapath},
      {"", "form accumulate, shift, multiply, shift, saturate to int8", published,
       "formula in comments of horizon_plugin_pytorch's quantized functional_impl.py and of the "
       "HBIR SConvolution layer",
       datapath},
      {"", "multiplier, pre_shift and post_shift from the scale ratio, with the limits 22 and 17",
       inferred,
       "published for int32-to-int8 rescaling: gen_rescale_param in the hbdk torch frontend; "
       "carried over to this convolution",
       lowering},
      {"weight_rounding",
       "int8 weights rounded half up",
       assumed,
       "convert_conv_params is not public; no deployment shows the difference, as no published "
       "weight over its scale is nearer than 0.0179 to a tie",
       lowering,
       {{"half_up", with<&D::weight_rounding, R::half_up>},
        {"half_even", with<&D::weight_rounding, R::half_even>}},
       weights_are_no_ties},
      {"bias_width",
       "bias in int32, without a left shift",
       inferred,
       "other convolutions have an int32 bias in the op tables for Bayes, and the record of a "
       "channel in the B25 intrinsics has no shift for it; older marches had 8 or 16 bits and a "
       "left shift; 16 bits give the same while |offset - mean| < 32767.5 weight scales",
       lowering,
       {{"32", with<&D::bias_width, 32>},
        {"8", with<&D::bias_width, 8>},
        {"16", with<&D::bias_width, 16>}}},
      {"saturation",
       "saturation to int16 between the shifts, after the first",
       inferred,
       "one of the two formulas has it, with brackets that do not match, the other has none; the "
       "limit 17 of pre_shift makes sense only if the shift comes first",
       datapath,
       {{"after_pre_shift", with<&D::saturation, Saturation::after_pre_shift>},
        {"before_pre_shift", with<&D::saturation, Saturation::before_pre_shift>}}},
      {"bias_rounding",
       "bias rounded half up",
       assumed,
       not_public,
       lowering,
       {{"half_up", with<&D::bias_rounding, R::half_up>},
        {"half_even", with<&D::bias_rounding, R::half_even>},
        {"floor", with<&D::bias_rounding, R::floor>},
        {"trunc", with<&D::bias_rounding, R::trunc>}}},
      {"pre_rounding",
       "no rounding at pre_shift",
       published,
       "requantisation rounds at the second shift, not at the first",
       datapath,
       {{"floor", with<&D::pre_rounding, PreRounding::floor>},
        {"half_up", with<&D::pre_rounding, PreRounding::half_up>}}},
      {"post_rounding",
       "rounding half up at post_shift, none where it is 0",
       published,
       "convolutions enable rounding on Bayes, and the rounding shift of the B25 intrinsics adds "
       "bit n-1",
       datapath,
       {{"half_up", with<&D::post_rounding, R::half_up>},
        {"floor", with<&D::post_rounding, R::floor>},
        {"half_even", with<&D::post_rounding, R::half_even>},
        {"half_away", with<&D::post_rounding, R::half_away>},
        {"trunc", with<&D::post_rounding, R::trunc>}}},
      {"lowering",
       "float32 throughout the lowering",
       assumed,
       not_public,
       lowering,
       {{"float32", with<&D::lowering, LoweringPrecision::float32>},
        {"float64", with<&D::lowering, LoweringPrecision::float64>}}},
  };
}

std::vector<Datapath> make_datapaths() {
  std::vector<Datapath> all = {Datapath{}};
  for (const Choice& choice : choices()) {
    if (choice.values.empty()) continue;
    std::vector<Datapath> next;
    for (const Datapath& datapath : all) {
      for (const ChoiceValue& value : choice.values) next.push_back(value.in(datapath));
    }
    all = std::move(next);
  }
  return all;
}

// Of the value that leaves the datapath as it is.
std::size_t value_index(const Choice& choice, const Datapath& datapath) {
  for (std::size_t i = 0; i < choice.values.size(); ++i) {
    if (choice.values[i].in(datapath) == datapath) return i;
  }
  throw std::logic_error("a datapath that no name is of");
}

}  // namespace

const std::vector<Choice>& choices() {
  static const std::vector<Choice> all = make_choices();
  return all;
}

const std::vector<Datapath>& all_datapaths() {
  static const std::vector<Datapath> all = make_datapaths();
  return all;
}

std::string_view value_name(const Choice& choice, const Datapath& datapath) {
  return choice.values[value_index(choice, datapath)].text;
}

std::string value_text(const Choice& choice, const Datapath& datapath) {
  return std::string(choice.name) + "=" + std::string(value_name(choice, datapath));
}

std::vector<const Choice*> differing_choices(const Datapath& one, const Datapath& other) {
  std::vector<const Choice*> differing;
  for (const Choice& choice : choices()) {
    if (choice.values.empty()) continue;
    if (value_index(choice, one) != value_index(choice, other)) differing.push_back(&choice);
  }
  return differing;
}

std::string datapath_name(const Datapath& datapath) {
  std::string name(model_name);
  char before = ':';
  for (const Choice* choice : differing_choices(Datapath{}, datapath)) {
    name += before + value_text(*choice, datapath);
    before = ',';
  }
  return name;
}

std::optional<Datapath> datapath_named(std::string_view name) {
  Datapath datapath;
  std::string_view rest = name;
  rest.remove_prefix(std::min(model_name.size(), rest.size()));
  while (!rest.empty()) {
    rest.remove_prefix(1);  // ':' or ','
    const std::string_view part = rest.substr(0, rest.find(','));
    rest.remove_prefix(part.size());
    for (const Choice& choice : choices()) {
      for (const ChoiceValue& value : choice.values) {
        const Datapath replaced = value.in(datapath);
        if (value_text(choice, replaced) == part) datapath = replaced;
      }
    }
  }
  // Whatever else was in it shows here: an unknown part, another order, a value of the model's.
  if (datapath_name(datapath) != name) return std::nullopt;
  return datapath;
}

}  // namespace swingproof

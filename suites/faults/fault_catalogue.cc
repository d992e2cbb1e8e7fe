// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/faults/fault_catalogue.h"

#include <algorithm>
#include <cstddef>
#include <stdexcept>

#include "fixedpoint/arithmetic.h"

namespace swingproof {
namespace {

using Variants = std::vector<FaultyOp>;
using Subject = FaultSubject;

FaultyOp requantising(RequantisationFault fault) {
  return {.requantisation = Requantisation{fault, 0, RoundingMode::half_up, RoundingMode::half_up}};
}

Variants toward_zero(const Subject& /*subject*/) {
  return {requantising(RequantisationFault::toward_zero),
          requantising(RequantisationFault::half_added_toward_zero)};
}

Variants half_toward_zero(const Subject& /*subject*/) {
  return {requantising(RequantisationFault::half_toward_zero)};
}

// Every split of the shift: the first part or the second one is the same for all channels.
Variants rounded_twice(const Subject& /*subject*/) {
  using enum RoundingMode;
  constexpr std::array<std::array<RoundingMode, 2>, 3> roundings = {
      {{half_up, half_up}, {half_up, half_away}, {half_away, half_away}}};
  Variants variants;
  for (const auto& [first, second] : roundings) {
    for (int split = 1; split < largest_post_shift; ++split) {
      for (const int shift : {split, -split}) {
        variants.push_back(
            {.requantisation = Requantisation{RequantisationFault::twice, shift, first, second}});
      }
    }
  }
  return variants;
}

Variants pre_shift_rounded(const Subject& /*subject*/) {
  return {{.rounds_before_multiplier = true}};
}

Variants sums_wrap(const Subject& /*subject*/) {
  return {{.sum = SumFault::wraps_before_pre_shift},
          {.sum = SumFault::wraps_after_pre_shift},
          {.sum = SumFault::wraps_without_pre_shift}};
}

template <CodeFault... faults>
Variants coding(const Subject& /*subject*/) {
  return {FaultyOp{.code = faults}...};
}

Variants no_intermediate(const Subject& /*subject*/) {
  return {{.product = ProductFault::wraps_int32}, {.product = ProductFault::unbounded}};
}

template <NumberKind numbers>
Variants simulation(const Subject& /*subject*/) {
  return {{.numbers = numbers}};
}

// In exact numbers and in floating point; with_model: on the op's datapath as well.
Variants in_all_numbers(const Variants& faults, bool with_model) {
  Variants variants;
  for (FaultyOp fault : faults) {
    if (with_model) variants.push_back(fault);
    for (const NumberKind numbers : {NumberKind::ideal, NumberKind::float32, NumberKind::float64}) {
      fault.numbers = numbers;
      variants.push_back(fault);
    }
  }
  return variants;
}

template <MatrixFault matrix>
Variants other_matrix(const Subject& /*subject*/) {
  return in_all_numbers({{.matrix = matrix}}, true);
}

Variants offset_16(const Subject& subject) {
  if (subject.deployment.matrix.swing != Swing::full) return {};
  return in_all_numbers({{.matrix = MatrixFault::offset_16},
                         {.input = InputFault::luma_less_16},
                         {.input = InputFault::luma_less_16_saturated}},
                        true);
}

Variants gamut_clamped(const Subject& /*subject*/) {
  return in_all_numbers(
      {{.gamut = GamutFault::clamped}, {.gamut = GamutFault::clamped_and_rounded}}, false);
}

template <InputFault... faults>
Variants feeding(const Subject& /*subject*/) {
  return in_all_numbers({FaultyOp{.input = faults}...}, true);
}

Variants scale_as_std(const Subject& /*subject*/) {
  Variants variants = {{.std = StdFault::reciprocal}};
  // As it is written in a file.
  for (int digits = 3; digits <= 10; ++digits) {
    variants.push_back({.std = StdFault::reciprocal, .std_digits = digits});
  }
  return variants;
}

Variants std_not_applied(const Subject& /*subject*/) { return {{.std = StdFault::one}}; }

Variants mean_not_applied(const Subject& /*subject*/) { return {{.mean = MeanFault::zero}}; }

Variants unit_range(const Subject& /*subject*/) {
  return {{.mean = MeanFault::unit_range, .std = StdFault::unit_range},
          {.mean = MeanFault::times_255, .std = StdFault::times_255}};
}

Variants stale_constants(const Subject& subject) {
  Variants variants;
  for (std::size_t i = 0; i < subject.others.size(); ++i) variants.push_back({.settings_of = i});
  return variants;
}

template <NoOp... ops>
Variants no_op(const Subject& /*subject*/) {
  return {FaultyOp{.no_op = ops}...};
}

FaultyOp placed(PlaceFault fault, int amount = 0) { return {.place = Place{fault, amount}}; }

Variants rows_flipped(const Subject& /*subject*/) {
  return {placed(PlaceFault::axis_flipped, 1), placed(PlaceFault::axis_flipped, 0),
          placed(PlaceFault::axis_flipped, 2), placed(PlaceFault::all_flipped)};
}

Variants pixels_shifted(const Subject& /*subject*/) {
  Variants variants;
  for (int amount = 1; amount <= 64; amount = amount < 16 ? amount + 1 : 2 * amount) {
    for (const int signed_amount : {amount, -amount}) {
      for (const PlaceFault fault :
           {PlaceFault::shifted, PlaceFault::shifted_edges, PlaceFault::shifted_zeros,
            PlaceFault::row_shifted, PlaceFault::row_shifted_edges}) {
        variants.push_back(placed(fault, signed_amount));
      }
    }
  }
  for (const int rows : {1, -1, 2, -2}) {
    for (const PlaceFault fault : {PlaceFault::rows_shifted, PlaceFault::rows_shifted_edges}) {
      variants.push_back(placed(fault, rows));
    }
  }
  return variants;
}

Variants channels_last_as_first(const Subject& /*subject*/) {
  return {placed(PlaceFault::codes_interleaved), placed(PlaceFault::codes_planar),
          placed(PlaceFault::inputs_interleaved), placed(PlaceFault::inputs_planar)};
}

// Found by other means: by the fit of scale_fit.h, and from captures of known colours.
Variants found_elsewhere(const Subject& /*subject*/) { return {}; }

std::vector<Fault> make_catalogue() {
  using enum InputFault;
  return {
      {"requantisation_toward_zero", "the requantisation rounds toward zero",
       "add 2^(post_shift - 1), then shift right arithmetically: a division in C truncates",
       "a division, or a conversion to an integer, in place of a rounding shift", toward_zero},
      {"requantisation_half_toward_zero", "the requantisation rounds ties toward zero",
       "add 2^(post_shift - 1), then shift right arithmetically: ties go up",
       "rounding shifts of some vector units and frameworks", half_toward_zero},
      {"double_rounding", "the requantisation rounds twice: its shift is split in two",
       "round once, at the whole post_shift",
       "a rounding high multiplication followed by a rounding shift", rounded_twice},
      {"pre_shift_rounded", "the pre-shift rounds", "shift right by pre_shift without rounding",
       "the same rounding shift used for both shifts", pre_shift_rounded},
      {"sums_wrap_int16", "sums wrap in int16",
       "accumulate in int32 and saturate to int16 after the pre-shift",
       "16-bit accumulators and narrowing without saturation", sums_wrap},
      {"codes_wrap_int8", "codes wrap in int8 where they should saturate",
       "saturate to -128..127 before narrowing",
       "a cast to int8, or a narrowing without saturation", coding<CodeFault::wraps>},
      {"saturation_symmetric", "codes saturate at -127, not at -128", "saturate to -128..127",
       "symmetric quantisation of weights, used for activations", coding<CodeFault::symmetric>},
      {"saturation_uint8", "codes saturate to 0..255, as uint8", "saturate to -128..127",
       "an unsigned narrowing of a signed result",
       coding<CodeFault::uint8, CodeFault::uint8_and_int8>},
      {"codes_plus_128", "codes are uint8 with the zero point 128", "take 128 off each code",
       "frameworks that quantise to uint8", coding<CodeFault::plus_128>},
      {"no_intermediate_saturation", "the sum is not saturated between the shifts",
       "saturate to int16 after the pre-shift", "a 32-bit multiplication of an unsaturated sum",
       no_intermediate},
      {"float32_simulation", "a plain simulation in float32, not the BPU's integers",
       "compute the integer datapath, or capture on the board",
       "preprocessing code with the coefficients 1.402, 0.344136, 0.714136 and 1.772",
       simulation<NumberKind::float32>},
      {"float64_simulation", "a plain simulation in float64, not the BPU's integers",
       "compute the integer datapath, or capture on the board",
       "preprocessing code with the coefficients 1.402, 0.344136, 0.714136 and 1.772",
       simulation<NumberKind::float64>},
      {"matrix_bt709", "BT.709's matrix in place of BT.601's", "use BT.601's coefficients",
       "defaults of converters for HD video", other_matrix<MatrixFault::bt709>},
      {"matrix_bt2020", "BT.2020's matrix in place of BT.601's", "use BT.601's coefficients",
       "defaults of converters for UHD video", other_matrix<MatrixFault::bt2020>},
      {"offset_16_at_full_swing", "16 is subtracted from Y at full swing",
       "subtract nothing at full swing: black is the byte 0", "code for studio swing", offset_16},
      {"chroma_not_centered", "U and V are not centered", "subtract 128 from the bytes of U and V",
       "bytes of a camera used as they are", feeding<chroma_bytes, chroma_sign_flipped>},
      {"chroma_span_219", "the span of chroma is taken as 219, as that of luma",
       "scale U and V by 255/224 at studio swing", "one factor for Y, U and V",
       other_matrix<MatrixFault::chroma_span_219>},
      {"gamut_clamped", "RGB is clamped to 0..255 before it is normalised",
       "do not clamp: the op does not", "a conversion to 8-bit RGB before the normalisation",
       gamut_clamped},
      {"scale_used_as_std", "the scale, 1/std, is used as std", "pass std, not scale_value",
       "scale_value of toolchain configurations", scale_as_std},
      {"std_not_applied", "std is not applied", "divide by std", "a normalisation left out",
       std_not_applied},
      {"mean_not_applied", "mean is not applied", "subtract mean", "a normalisation left out",
       mean_not_applied},
      {"unit_range", "mean and std, or RGB, are in units of 0..1", "pass grey levels, 0..255",
       "settings of training code that divides by 255 first", unit_range},
      {"stale_constants", "the settings are those of another instance or of the defaults",
       "keep the constants of each instance in the instance", "a static table, filled once",
       stale_constants},
      {"chroma_equal", "U and V are the same plane", "read U and V each from its own plane",
       "a pointer used twice", feeding<u_for_v, v_for_u>},
      {"stimulus_returned", "the codes are the inputs: the op did not run",
       "run the op; capture what comes out of it, not what goes in", "a dump of the wrong tensor",
       no_op<NoOp::stimulus, NoOp::stimulus_reversed, NoOp::stimulus_bytes>},
      {"constant", "all codes are one value: nothing was computed",
       "check that the output is written, and captured after the op has run",
       "a buffer that nobody filled", no_op<NoOp::constant>},
      {"rows_flipped", "rows, or the pixels in them, come in the opposite order",
       "keep the order of rows and pixels", "images stored from the bottom up", rows_flipped},
      {"pixels_shifted", "the codes belong to pixels some places away",
       "check where rows begin: offsets and strides", "an offset or a header taken for pixels",
       pixels_shifted},
      {"channels_last_as_first", "channels last are taken for channels first, or the reverse",
       "use the layout that the array has: NHWC or NCHW", "arrays without a layout",
       channels_last_as_first},
      {"input_clamped_127", "the bytes 0..255 are saturated to int8 in place of centered",
       "subtract 128 from each byte", "a saturating cast of uint8 to int8", feeding<clamped_127>},
      {"other_scale", "mean and std times q_scale are others than declared",
       "pass the declared mean, std and q_scale",
       "settings of another model, or of the model before it was quantised again", found_elsewhere},
      {"i420_as_nv12", "I420 or YV12 is taken for NV12",
       "give the format that the frame has: its U and V lie in planes of their own",
       "frames of decoders and converters", found_elsewhere},
      {"source_truncated", "YUV is truncated in place of rounded",
       "round to nearest: add 1/2 before the conversion to an integer",
       "a conversion from floating point in C or NumPy", found_elsewhere},
  };
}

bool is_in_catalogue(const Arithmetic& alternative) {
  return alternative.name == "bayes:post_rounding=trunc" ||
         alternative.name == "bayes:pre_rounding=half_up";
}

}  // namespace

const std::vector<Fault>& fault_catalogue() {
  static const std::vector<Fault> catalogue = make_catalogue();
  return catalogue;
}

const Fault& fault_named(std::string_view id) {
  const auto entry = std::ranges::find(fault_catalogue(), id, &Fault::id);
  if (entry == fault_catalogue().end()) throw std::logic_error("no such fault");
  return *entry;
}

std::vector<AxisFault> axis_faults(const FaultSubject& subject) {
  const bool is_full = subject.deployment.matrix.swing == Swing::full;
  std::vector<AxisFault> faults;
  const auto add = [&](std::string id, std::string sentence, std::string remedy, FaultyOp op) {
    faults.push_back({{std::move(id), std::move(sentence), std::move(remedy),
                       "docs/numerics.md section 7", nullptr},
                      std::move(op)});
  };
  add(is_full ? "swing studio" : "swing full",
      is_full ? "studio swing is computed" : "full swing is computed",
      "compute the declared swing; the BPU delivers full",
      {.swing = is_full ? Swing::studio : Swing::full});
  add("output_order reversed", "output planes 0 and 2 are exchanged",
      "write the planes in the order of the op", {.planes_reversed = true});
  add("chroma_order swapped", "U and V are exchanged: NV12 against NV21",
      "set the order of U and V that the pyramid has", {.input = InputFault::swapped});
  add("input_centering uncentered", "the bytes 0..255 are taken as int8 without subtracting 128",
      "subtract 128 from each byte", {.input = InputFault::uncentered});
  add("quant_stub unreset", "the QuantStub still divides the input by q_scale",
      "set the scale of the QuantStub to 1", {.input = InputFault::unreset});
  add("normalisation reversed", "mean and std are in the other channel order",
      "use mean and std in the order of the op's outputs",
      {.mean = MeanFault::reversed, .std = StdFault::reversed});
  if (!subject.is_exact) {
    add("arithmetic ideal", "the codes are the exact ones: a float simulation, not the BPU",
        "compute the integer datapath, or capture on the board", {.numbers = NumberKind::ideal});
  }
  const auto& alternatives = arithmetic_alternatives();
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    const Arithmetic& alternative = alternatives[i];
    const bool is_declared =
        !subject.is_exact && alternative.datapath == subject.arithmetic.datapath;
    if (is_declared || is_in_catalogue(alternative)) continue;
    add("arithmetic " + alternative.name, "the arithmetic is " + alternative.name,
        "compute the declared arithmetic; if a BPU gave these codes, report it", {.datapath = i});
  }
  return faults;
}

}  // namespace swingproof

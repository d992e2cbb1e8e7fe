// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/faults/float_simulation.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>

#include "oracle/exact_map.h"

namespace swingproof {
namespace {

template <typename Float>
using Plane = std::array<Float, block_capacity>;

double written(double value, Decimals decimals) {
  if (decimals == Decimals::all || decimals == Decimals::computed) return value;
  const double unit = decimals == Decimals::six    ? 1e6
                      : decimals == Decimals::five ? 1e5
                      : decimals == Decimals::four ? 1e4
                                                   : 1e3;
  return std::round(value * unit) / unit;
}

// R = Y + r_v V, G = Y - g_u U - g_v V, B = Y + b_u U, after luma and chroma are scaled, if at all.
struct Coefficients {
  double r_v = 0;
  double g_u = 0;
  double g_v = 0;
  double b_u = 0;
};

Coefficients exact_coefficients(ColourStandard standard) {
  const AffineMap map = centered_yuv_to_rgb({standard, Swing::full});
  const auto coefficient = [&](std::size_t row, std::size_t column) {
    return static_cast<double>(abs(map.matrix[row][column]));
  };
  return {coefficient(0, 2), coefficient(1, 1), coefficient(1, 2), coefficient(2, 1)};
}

Coefficients computed_coefficients(ColourStandard standard) {
  const LumaCoefficients luma = luma_coefficients(standard);
  const auto kr = static_cast<double>(luma.kr);
  const auto kb = static_cast<double>(luma.kb);
  const double kg = 1 - kr - kb;
  return {2 * (1 - kr), 2 * kb * (1 - kb) / kg, 2 * kr * (1 - kr) / kg, 2 * (1 - kb)};
}

struct StandardCoefficients {
  Coefficients exact;
  Coefficients computed;
};

const StandardCoefficients& coefficients_of(ColourStandard standard) {
  static const std::map<ColourStandard, StandardCoefficients> all = [] {
    std::map<ColourStandard, StandardCoefficients> coefficients;
    for (const StandardLuma& each : standard_lumas) {
      coefficients[each.standard] = {exact_coefficients(each.standard),
                                     computed_coefficients(each.standard)};
    }
    return coefficients;
  }();
  return all.at(standard);
}

Coefficients coefficients_of(const FloatSimulation& simulation, double chroma_scale,
                             Decimals decimals) {
  const StandardCoefficients& standard = coefficients_of(simulation.standard);
  const Coefficients& in = decimals == Decimals::computed ? standard.computed : standard.exact;
  const auto coefficient = [&](double value) { return written(value * chroma_scale, decimals); };
  return {coefficient(in.r_v), coefficient(in.g_u), coefficient(in.g_v), coefficient(in.b_u)};
}

template <typename Float>
struct GreyPlanes {
  Plane<Float> r;
  Plane<Float> g;
  Plane<Float> b;
};

// Luma and chroma in the type, scaled as the order says.
template <typename Float>
struct ScaledInput {
  Plane<Float> y;
  Plane<Float> u;
  Plane<Float> v;
  Coefficients coefficients;
  Float last_offset = 0;
};

template <typename Float>
void scale_full(const FloatSimulation& simulation, const InputBlock& in, ScaledInput<Float>& out) {
  const Float offset = simulation.matrix == MatrixFault::offset_16 ? Float{112} : Float{128};
  const Float first = simulation.order.offset_last ? Float{0} : offset;
  out.last_offset = simulation.order.offset_last ? offset : Float{0};
  out.coefficients = coefficients_of(simulation, 1, simulation.order.decimals);
  for (std::size_t i = 0; i < in.size; ++i) {
    out.y[i] = static_cast<Float>(in.y[i]) + first;
    out.u[i] = static_cast<Float>(in.u[i]);
    out.v[i] = static_cast<Float>(in.v[i]);
  }
}

template <typename Float>
void scale_studio(const FloatSimulation& simulation, const InputBlock& in,
                  ScaledInput<Float>& out) {
  const StudioOrder order = simulation.order.studio;
  const Float span = simulation.matrix == MatrixFault::chroma_span_219 ? Float{219} : Float{224};
  const auto luma = [&](std::int16_t y) { return static_cast<Float>(y) + Float{112}; };
  out.coefficients = coefficients_of(simulation, 1, simulation.order.decimals);
  if (order == StudioOrder::quotient) {
    for (std::size_t i = 0; i < in.size; ++i) {
      out.y[i] = luma(in.y[i]) * Float{255} / Float{219};
      out.u[i] = static_cast<Float>(in.u[i]) * Float{255} / span;
      out.v[i] = static_cast<Float>(in.v[i]) * Float{255} / span;
    }
    return;
  }
  Float luma_factor = Float{255} / Float{219};
  Float chroma_factor = Float{255} / span;
  if (order != StudioOrder::factor) {
    const Decimals decimals = order == StudioOrder::six_decimals ? Decimals::six : Decimals::three;
    luma_factor = static_cast<Float>(written(255.0 / 219, decimals));
    chroma_factor = Float{1};
    out.coefficients = coefficients_of(simulation, 255.0 / static_cast<double>(span), decimals);
  }
  for (std::size_t i = 0; i < in.size; ++i) {
    out.y[i] = luma(in.y[i]) * luma_factor;
    out.u[i] = static_cast<Float>(in.u[i]) * chroma_factor;
    out.v[i] = static_cast<Float>(in.v[i]) * chroma_factor;
  }
}

template <typename Float>
void green(const ScaledInput<Float>& in, GreenOrder order, std::size_t size, Plane<Float>& g) {
  const auto g_u = static_cast<Float>(in.coefficients.g_u);
  const auto g_v = static_cast<Float>(in.coefficients.g_v);
  for (std::size_t i = 0; i < size; ++i) {
    const Float by_u = g_u * in.u[i];
    const Float by_v = g_v * in.v[i];
    g[i] = order == GreenOrder::u_then_v   ? in.y[i] - by_u - by_v
           : order == GreenOrder::v_then_u ? in.y[i] - by_v - by_u
                                           : in.y[i] - (by_u + by_v);
  }
}

template <typename Float>
void grey_levels(const ScaledInput<Float>& in, GreenOrder order, std::size_t size,
                 GreyPlanes<Float>& out) {
  const auto r_v = static_cast<Float>(in.coefficients.r_v);
  const auto b_u = static_cast<Float>(in.coefficients.b_u);
  for (std::size_t i = 0; i < size; ++i) {
    out.r[i] = in.y[i] + r_v * in.v[i];
    out.b[i] = in.y[i] + b_u * in.u[i];
  }
  green(in, order, size, out.g);
  if (in.last_offset == Float{0}) return;
  for (std::size_t i = 0; i < size; ++i) {
    out.r[i] += in.last_offset;
    out.g[i] += in.last_offset;
    out.b[i] += in.last_offset;
  }
}

template <typename Float>
struct Settings {
  Float mean, std, q_scale;
  double mean_64, std_64, q_64;  // for constants that are made in double
};

template <typename Float>
Settings<Float> settings_of(const Deployment& deployment, const FloatOrder& order, std::size_t c) {
  const auto held = [&](const ExactNumber& number) {
    return order.float32_settings ? double{number.binary32} : number.binary64;
  };
  const double mean = held(deployment.mean[c]);
  const double std = held(deployment.std[c]);
  const double q_scale = held(deployment.q_scale);
  return {static_cast<Float>(mean),
          static_cast<Float>(std),
          static_cast<Float>(q_scale),
          mean,
          std,
          q_scale};
}

template <typename Float, typename Step>
void for_all(Plane<Float>& plane, std::size_t size, const Step& step) {
  for (std::size_t i = 0; i < size; ++i) plane[i] = step(plane[i]);
}

template <typename Float>
void normalise(const Settings<Float>& set, const FloatOrder& order, std::size_t size,
               Plane<Float>& x) {
  using enum NormalisationOrder;
  const bool wide = order.double_constants;
  const auto constant = [&](Float in_type, double in_double) {
    return wide ? static_cast<Float>(in_double) : in_type;
  };
  const Float one{1};
  const Float full{255};
  const Float m = set.mean;
  const Float s = set.std;
  const Float q = set.q_scale;
  const Float sq = constant(s * q, set.std_64 * set.q_64);
  const Float by_s = constant(one / s, 1 / set.std_64);
  const Float by_q = constant(one / q, 1 / set.q_64);
  const Float by_sq = constant(one / (s * q), 1 / (set.std_64 * set.q_64));
  const Float by_full = one / full;
  const Float unit_m = constant(m / full, set.mean_64 / 255);
  const Float unit_s = constant(s / full, set.std_64 / 255);
  const Float unit_sq = constant(unit_s * q, set.std_64 / 255 * set.q_64);
  const Float by_unit_s = constant(one / unit_s, 1 / (set.std_64 / 255));
  const Float shift = constant(m / (s * q), set.mean_64 / (set.std_64 * set.q_64));
  switch (order.normalisation) {
    case divided_twice:
      return for_all(x, size, [=](Float g) { return (g - m) / s / q; });
    case divided_once:
      return for_all(x, size, [=](Float g) { return (g - m) / sq; });
    case multiplied_twice:
      return for_all(x, size, [=](Float g) { return (g - m) * by_s * by_q; });
    case multiplied_once:
      return for_all(x, size, [=](Float g) { return (g - m) * by_sq; });
    case divided_multiplied:
      return for_all(x, size, [=](Float g) { return (g - m) / s * by_q; });
    case multiplied_divided:
      return for_all(x, size, [=](Float g) { return (g - m) * by_s / q; });
    case unit_divided:
      return for_all(x, size, [=](Float g) { return (g / full - unit_m) / unit_s / q; });
    case unit_divided_once:
      return for_all(x, size, [=](Float g) { return (g / full - unit_m) / unit_sq; });
    case unit_multiplied:
      return for_all(x, size, [=](Float g) { return (g * by_full - unit_m) * by_unit_s * by_q; });
    case unit_mixed:
      return for_all(x, size, [=](Float g) { return (g / full - unit_m) / unit_s * by_q; });
    case scaled:
      return for_all(x, size, [=](Float g) { return g * by_sq - shift; });
  }
}

// The nearest integer, ties to even, of |x| < 2^21, as all processors round: no call, so that the
// compiler makes vectors of it.
template <typename Float>
Float nearest_even(Float x) {
  const Float large = std::ldexp(Float{1.5}, sizeof(Float) == 4 ? 23 : 52);
  const Float sum = x + large;
  return sum - large;
}

template <typename Float>
Float floor_of(Float x) {
  const Float near = nearest_even(x);
  return near > x ? near - 1 : near;
}

template <typename Float>
Float trunc_of(Float x) {
  return x < 0 ? -floor_of(-x) : floor_of(x);
}

// Ties as told; exact for |x| < 2^21.
template <typename Float>
Float nearest_away(Float x) {
  const Float magnitude = x < 0 ? -x : x;
  const Float below = floor_of(magnitude);
  const Float result = magnitude - below >= Float{0.5} ? below + 1 : below;
  return x < 0 ? -result : result;
}

template <typename Float>
Float nearest_toward_zero(Float x) {
  const Float magnitude = x < 0 ? -x : x;
  const Float below = floor_of(magnitude);
  const Float result = magnitude - below > Float{0.5} ? below + 1 : below;
  return x < 0 ? -result : result;
}

template <typename Float, typename Round>
void round_all(const Plane<Float>& x, std::size_t size, RoundedPlane& out, const Round& round) {
  constexpr auto largest = static_cast<Float>(largest_rounded);
  for (std::size_t i = 0; i < size; ++i) {
    const Float cut = x[i] < -largest ? -largest : x[i] > largest ? largest : x[i];
    out[i] = static_cast<std::int32_t>(round(cut));
  }
}

template <typename Float>
void round_plane(const Plane<Float>& x, const FloatSimulation& simulation, std::size_t size,
                 RoundedPlane& out) {
  if (simulation.rounding) {
    if (*simulation.rounding == RequantisationFault::toward_zero) {
      return round_all(x, size, out, trunc_of<Float>);
    }
    return round_all(x, size, out, nearest_toward_zero<Float>);
  }
  switch (simulation.order.rounding) {
    case FloatRounding::half_even:
      return round_all(x, size, out, nearest_even<Float>);
    case FloatRounding::half_up:
      return round_all(x, size, out, [](Float value) { return floor_of(value + Float{0.5}); });
    case FloatRounding::half_away:
      return round_all(x, size, out, nearest_away<Float>);
  }
}

template <typename Float>
void clamp_gamut(GamutFault gamut, std::size_t size, Plane<Float>& grey) {
  for (std::size_t i = 0; i < size; ++i) {
    const Float cut = std::clamp(grey[i], Float{0}, Float{255});
    grey[i] = gamut == GamutFault::clamped ? cut : nearest_even(cut);
  }
}

template <typename Float>
void simulate(const Deployment& deployment, const FloatSimulation& simulation, const InputBlock& in,
              std::array<RoundedPlane, 3>& out) {
  ScaledInput<Float> scaled;
  if (deployment.matrix.swing == Swing::full) {
    scale_full(simulation, in, scaled);
  } else {
    scale_studio(simulation, in, scaled);
  }
  GreyPlanes<Float> grey;
  grey_levels(scaled, simulation.order.green, in.size, grey);
  const auto channels = output_channels(deployment.op);
  for (std::size_t c = 0; c < 3; ++c) {
    Plane<Float>& plane = channels[c] == Channel::red     ? grey.r
                          : channels[c] == Channel::green ? grey.g
                                                          : grey.b;
    if (simulation.gamut) clamp_gamut(*simulation.gamut, in.size, plane);
    normalise(settings_of<Float>(deployment, simulation.order, c), simulation.order, in.size,
              plane);
    round_plane(plane, simulation, in.size, out[c]);
  }
}

}  // namespace

void simulate_floats(const Deployment& deployment, const FloatSimulation& simulation,
                     const InputBlock& in, std::array<RoundedPlane, 3>& out) {
  if (simulation.numbers == NumberKind::float32) {
    simulate<float>(deployment, simulation, in, out);
  } else {
    simulate<double>(deployment, simulation, in, out);
  }
}

}  // namespace swingproof

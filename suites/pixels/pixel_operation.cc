// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/pixels/pixel_operation.h"

#include <algorithm>
#include <string>
#include <vector>

#include "deployment/input_error.h"
#include "deployment/nearest_name.h"
#include "fixedpoint/lowering.h"
#include "fixedpoint/row_kernel.h"
#include "fixedpoint/training_op.h"
#include "oracle/exact_channel.h"
#include "oracle/exact_yuv.h"

namespace swingproof {
namespace {

const std::int8_t* as_signed(const std::uint8_t* plane) {
  return reinterpret_cast<const std::int8_t*>(plane);
}

std::int8_t* as_signed(std::uint8_t* plane) { return reinterpret_cast<std::int8_t*>(plane); }

PixelOperation fixed_operation(const LoweredOp& op) {
  return [op](const InputPlanes& in, const OutputPlanes& out, std::size_t pixels) {
    const YuvRow yuv{as_signed(in[0]), as_signed(in[1]), as_signed(in[2])};
    fixed_rows(op, yuv, pixels, {as_signed(out[0]), as_signed(out[1]), as_signed(out[2])});
  };
}

PixelOperation ideal_operation(const Deployment& deployment) {
  const std::array<ExactChannel, 3> channels = {
      exact_channel(deployment, 0), exact_channel(deployment, 1), exact_channel(deployment, 2)};
  return [channels](const InputPlanes& in, const OutputPlanes& out, std::size_t pixels) {
    for (std::size_t c = 0; c < 3; ++c) {
      for (std::size_t i = 0; i < pixels; ++i) {
        const std::int64_t point = lattice_point(channels[c].lattice, as_signed(in[0])[i],
                                                 as_signed(in[1])[i], as_signed(in[2])[i]);
        as_signed(out[c])[i] = exact_code(channels[c], point);
      }
    }
  };
}

PixelOperation training_operation(const Deployment& deployment) {
  return [rows = training_rows(deployment.op, deployment.matrix)](
             const InputPlanes& in, const OutputPlanes& out, std::size_t pixels) {
    training_row(rows, {in[0], in[1], in[2]}, pixels, as_signed(out[0]), as_signed(out[1]),
                 as_signed(out[2]));
  };
}

PixelOperation exact_training_operation(const Deployment& deployment) {
  return [rows = exact_yuv_rows(deployment.matrix, deployment.op)](
             const InputPlanes& in, const OutputPlanes& out, std::size_t pixels) {
    for (std::size_t c = 0; c < 3; ++c) {
      for (std::size_t i = 0; i < pixels; ++i) {
        as_signed(out[c])[i] = nearest_yuv(rows[c], {in[0][i], in[1][i], in[2][i]});
      }
    }
  };
}

}  // namespace

bool takes_bytes(PixelComputation computation) {
  return computation == PixelComputation::training ||
         computation == PixelComputation::training_ideal;
}

PixelComputation parse_pixel_computation(std::string_view text, std::string_view place) {
  if (const auto computation = value_named<PixelComputation>(text)) return *computation;
  throw InputError(
      place, quoted(text) + " is not a computation",
      name_remedy(text, all_names<PixelComputation>(), "write " + std::string(pixel_computations)));
}

PixelOperation pixel_operation(PixelComputation computation, const Deployment& deployment,
                               const Arithmetic& arithmetic) {
  switch (computation) {
    case PixelComputation::fixed:
      return fixed_operation(lower(deployment, arithmetic));
    case PixelComputation::ideal:
      return ideal_operation(deployment);
    case PixelComputation::training:
      return training_operation(deployment);
    case PixelComputation::training_ideal:
      return exact_training_operation(deployment);
  }
  return {};
}

void compute_interleaved(const PixelOperation& operation, std::span<const std::uint8_t> in,
                         std::span<std::uint8_t> out) {
  constexpr std::size_t block = 2048;  // pixels whose six planes stay in the first-level cache
  using Planes = std::array<std::array<std::uint8_t, block>, 3>;
  Planes from;
  Planes to;
  const std::size_t pixels = in.size() / 3;
  for (std::size_t first = 0; first < pixels; first += block) {
    const std::size_t count = std::min(block, pixels - first);
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t c = 0; c < 3; ++c) from[c][i] = in[(first + i) * 3 + c];
    }
    operation({from[0].data(), from[1].data(), from[2].data()},
              {to[0].data(), to[1].data(), to[2].data()}, count);
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t c = 0; c < 3; ++c) out[(first + i) * 3 + c] = to[c][i];
    }
  }
}

}  // namespace swingproof

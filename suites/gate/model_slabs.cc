// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/model_slabs.h"

#include <cstring>
#include <span>

#include "fixedpoint/row_kernel.h"

namespace swingproof {
namespace {

void compute_row(const LoweredChannel& lowered, int u, int v, std::int8_t* codes) {
  fixed_luma_row(lowered, static_cast<std::int8_t>(u), static_cast<std::int8_t>(v),
                 std::span<std::int8_t, 256>(codes, 256));
}

}  // namespace

ModelSlabs::ModelSlabs(const LoweredOp& op) {
  for (std::size_t c = 0; c < 3; ++c) {
    Channel& channel = channels_[c];
    channel.lowered = op[c];
    channel.depends = op[c].weights[1] == 0   ? Depends::on_v
                      : op[c].weights[2] == 0 ? Depends::on_u
                                              : Depends::on_both;
    if (channel.depends == Depends::on_both) continue;
    channel.rows.resize(slab_pixels);
    for (int chroma = -128; chroma < 128; ++chroma) {
      compute_row(op[c], chroma, chroma,
                  channel.rows.data() + static_cast<std::size_t>(chroma + 128) * 256);
    }
  }
}

const std::int8_t* ModelSlabs::row(std::size_t c, int u, int v, Row& scratch) const {
  const Channel& channel = channels_[c];
  if (channel.depends == Depends::on_both) {
    compute_row(channel.lowered, u, v, scratch.data());
    return scratch.data();
  }
  const int chroma = channel.depends == Depends::on_v ? v : u;
  return channel.rows.data() + static_cast<std::size_t>(chroma + 128) * 256;
}

bool ModelSlabs::equals(std::size_t c, int u, const std::int8_t* codes) const {
  if (channels_[c].depends == Depends::on_v) {
    return std::memcmp(channels_[c].rows.data(), codes, slab_pixels) == 0;
  }
  Row scratch;
  for (int v = -128; v < 128; ++v, codes += 256) {
    if (std::memcmp(row(c, u, v, scratch), codes, 256) != 0) return false;
  }
  return true;
}

void ModelSlabs::fill(std::size_t c, int u, std::int8_t* codes) const {
  Row scratch;
  for (int v = -128; v < 128; ++v, codes += 256) {
    std::memcpy(codes, row(c, u, v, scratch), 256);
  }
}

}  // namespace swingproof

/* Copyright 2026 The swingproof authors. */
/* SPDX-License-Identifier: Apache-2.0 */

#ifndef SWINGPROOF_EXAMPLES_KERNELS_LOWERING_H_
#define SWINGPROOF_EXAMPLES_KERNELS_LOWERING_H_

/* The op's lowering to integers and its datapath in C99: what the example kernels share. Compile
 * with -ffp-contract=off, as every float32 operation has to be rounded by itself. */

#include <math.h>
#include <stdint.h>
#include <swingproof/kernel.h>

/* One output channel: everything that the datapath needs. */
typedef struct {
  int32_t weight[3]; /* of Y, U, V */
  int32_t bias;      /* in the accumulator */
  int32_t multiplier;
  int pre_shift, post_shift;
} lowered_channel;

typedef struct {
  lowered_channel channel[3]; /* output order */
} lowered_op;

typedef struct {
  float weight[3], weight_scale, offset;
} channel_constants;

/* The constants of row 0 (R), 1 (G) or 2 (B). */
static channel_constants constants_of(uint32_t swing, int row) {
  static const channel_constants full[3] = {{{1.0f, 0.0f, 1.4020f}, 0.0110f, 128.0f},
                                            {{1.0f, -0.3441f, -0.7141f}, 0.0078f, 128.0f},
                                            {{1.0f, 1.7720f, 0.0f}, 0.0139f, 128.0f}};
  static const channel_constants studio[3] = {
      {{1.164f, 0.0f, 1.596f}, 0.0125f, (float)(112 * 1.164)},
      {{1.164f, -0.392f, -0.812f}, 0.0091f, (float)(112 * 1.164)},
      {{1.164f, 2.016f, 0.0f}, 0.0158f, (float)(112 * 1.164)}};
  return swing == SWINGPROOF_SWING_FULL ? full[row] : studio[row];
}

static float clamp_float(float value, float least, float greatest) {
  return value < least ? least : value > greatest ? greatest : value;
}

static int clamp_int(int value, int least, int greatest) {
  return value < least ? least : value > greatest ? greatest : value;
}

/* Returns 0 if the channel cannot be lowered. */
static int lower_channel(const channel_constants* constants, float mean, float std, float q_scale,
                         lowered_channel* channel) {
  const float ws = constants->weight_scale / std;
  const float t = ((constants->offset - mean) / std) / ws;
  const float bias = floorf(t + 0.5f);
  int exponent;
  float mantissa;
  if (!isfinite(ws) || ws == 0.0f || !isfinite(t)) return 0;
  for (int j = 0; j < 3; ++j) {
    const float weight = floorf((constants->weight[j] / std) / ws + 0.5f);
    channel->weight[j] = (int32_t)clamp_float(weight, -128.0f, 127.0f);
  }
  if (fabsf(bias) > 2147352575.0f) return 0; /* int32, less room for the sum */
  channel->bias = (int32_t)bias;
  mantissa = frexpf(clamp_float(ws / q_scale, -32768.0f, 32767.0f), &exponent);
  channel->multiplier =
      (int32_t)clamp_float(floorf(mantissa * 32768.0f + 0.5f), -32768.0f, 32767.0f);
  channel->pre_shift = clamp_int(15 - exponent - 22, 0, 17);
  channel->post_shift = clamp_int(15 - exponent - channel->pre_shift, 0, 31);
  return 1;
}

/* The row of the constants that output channel c has. */
static int constants_row(uint32_t op, int c) {
  return op == SWINGPROOF_OP_CENTERED_YUV2RGB ? c : 2 - c;
}

/* Returns 0 if the configuration is not supported. */
static int lower_op(const swingproof_config* config, lowered_op* op) {
  if (config->abi != SWINGPROOF_KERNEL_ABI || config->op > SWINGPROOF_OP_CENTERED_YUV2BGR ||
      config->swing > SWINGPROOF_SWING_STUDIO) {
    return 0;
  }
  for (int c = 0; c < 3; ++c) {
    const channel_constants constants = constants_of(config->swing, constants_row(config->op, c));
    if (!lower_channel(&constants, config->mean[c], config->std[c], config->q_scale,
                       &op->channel[c])) {
      return 0;
    }
  }
  return 1;
}

/* The code of one pixel on one channel. Shifts of negative numbers are arithmetic, as every
 * compiler that this is for does them. */
static inline int8_t channel_code(const lowered_channel* channel, int y, int u, int v) {
  const int32_t sum =
      channel->weight[0] * y + channel->weight[1] * u + channel->weight[2] * v + channel->bias;
  const int32_t product = clamp_int(sum >> channel->pre_shift, -32768, 32767) * channel->multiplier;
  const int32_t half = channel->post_shift > 0 ? (int32_t)1 << (channel->post_shift - 1) : 0;
  return (int8_t)clamp_int((product + half) >> channel->post_shift, -128, 127);
}

#endif /* SWINGPROOF_EXAMPLES_KERNELS_LOWERING_H_ */

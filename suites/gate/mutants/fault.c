/* Copyright 2026 The swingproof authors. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Kernels with the faults of suites/faults/fault_catalogue.cc, written as such kernels are: each
 * -DFAULT=n is one of them, numbered as in cli/gate_faults_fixture.h. -DEXTRA=1 adds one wrong
 * input. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lowering.h"

#ifndef EXTRA
#define EXTRA 0
#endif

#define IS(n) (FAULT == (n))

typedef struct {
  lowered_op op;
  swingproof_config config;
} faulty_state;

const char* swingproof_kernel_name(void) { return "faulty"; }

static void change_settings(swingproof_config* config) {
  for (int c = 0; c < 3; ++c) {
    if (IS(19)) config->std[c] = 1.0f / config->std[c];
    if (IS(20)) config->std[c] = 1.0f;
    if (IS(21)) config->mean[c] = 0.0f;
    if (IS(22)) {
      config->mean[c] = (float)((double)config->mean[c] / 255.0);
      config->std[c] = (float)((double)config->std[c] / 255.0);
    }
  }
  if (IS(23)) {
    for (int c = 0; c < 3; ++c) config->mean[c] = config->std[c] = 128.0f;
    config->q_scale = 1.0f / 128.0f;
  }
  if (IS(31)) config->q_scale *= 1.03f;
}

void* swingproof_kernel_create(const swingproof_config* config) {
  faulty_state* state = malloc(sizeof *state);
  if (state == NULL) return NULL;
  state->config = *config;
  change_settings(&state->config);
  if (lower_op(&state->config, &state->op)) return state;
  free(state);
  return NULL;
}

void swingproof_kernel_destroy(void* instance) { free(instance); }

static int32_t rounding_shift(int32_t value, int shift) {
  return shift == 0 ? value : (int32_t)(((int64_t)value + ((int64_t)1 << (shift - 1))) >> shift);
}

static int32_t requantised(const lowered_channel* k, int32_t product) {
  if (IS(1)) return product / ((int32_t)1 << k->post_shift);
  if (IS(2)) {
    const double x = ldexp((double)product, -k->post_shift);
    return (int32_t)(x < 0 ? floor(x + 0.5) : ceil(x - 0.5));
  }
  if (IS(3)) return rounding_shift(rounding_shift(product, k->post_shift - 7), 7);
  return rounding_shift(product, k->post_shift);
}

static int8_t saturated(int32_t value) {
  if (IS(6)) return (int8_t)value;
  if (IS(7)) return (int8_t)clamp_int(value, -127, 127);
  if (IS(8)) return (int8_t)(uint8_t)clamp_int(value, 0, 255);
  if (IS(9)) return (int8_t)(uint8_t)clamp_int(value + 128, 0, 255);
  return (int8_t)clamp_int(value, -128, 127);
}

static int8_t datapath_code(const lowered_channel* k, int y, int u, int v) {
  int32_t sum = k->weight[0] * y + k->weight[1] * u + k->weight[2] * v + k->bias;
  int32_t value;
  if (IS(5)) sum = (int16_t)(uint16_t)sum;
  value = IS(4) ? rounding_shift(sum, k->pre_shift) : sum >> k->pre_shift;
  if (!IS(10)) value = clamp_int(value, -32768, 32767);
  return saturated(requantised(k, (int32_t)(uint32_t)((int64_t)value * k->multiplier)));
}

static int8_t float_code(const swingproof_config* k, int c, int y, int u, int v) {
  const int row = constants_row(k->op, c);
  const int is_full = k->swing == SWINGPROOF_SWING_FULL;
  const double kr = IS(13) ? 0.2126 : IS(14) ? 0.2627 : 0.299;
  const double kb = IS(13) ? 0.0722 : IS(14) ? 0.0593 : 0.114;
  const double kg = 1 - kr - kb;
  double luma = is_full ? y + 128 : (y + 112) * 255.0 / 219;
  const double span = IS(17) ? 219 : 224;
  const double chroma_u = is_full ? u : u * 255.0 / span;
  const double chroma_v = is_full ? v : v * 255.0 / span;
  double grey, x;
  if (row == 0) {
    grey = luma + 2 * (1 - kr) * chroma_v;
  } else if (row == 1) {
    grey = luma - 2 * kb * (1 - kb) / kg * chroma_u - 2 * kr * (1 - kr) / kg * chroma_v;
  } else {
    grey = luma + 2 * (1 - kb) * chroma_u;
  }
  if (IS(18)) grey = grey < 0 ? 0 : grey > 255 ? 255 : grey;
  x = (grey - (double)k->mean[c]) / ((double)k->std[c] * (double)k->q_scale);
  x = nearbyint(x);
  return (int8_t)(x < -128 ? -128 : x > 127 ? 127 : x);
}

/* Single operations in the type, each rounded. */
#define SIMULATION(name, type, nearest)                                                       \
  static int8_t name(const swingproof_config* k, int c, int y, int u, int v) {                \
    const int row = constants_row(k->op, c);                                                  \
    const int is_full = k->swing == SWINGPROOF_SWING_FULL;                                    \
    const type luma = is_full ? (type)y + 128 : ((type)y + 112) * 255 / 219;                  \
    const type by_u = is_full ? (type)u : (type)u * 255 / 224;                                \
    const type by_v = is_full ? (type)v : (type)v * 255 / 224;                                \
    const type grey = row == 0   ? luma + (type)1.402 * by_v                                  \
                      : row == 1 ? luma - (type)0.344136 * by_u - (type)0.714136 * by_v       \
                                 : luma + (type)1.772 * by_u;                                 \
    const type x = nearest((grey - (type)k->mean[c]) / ((type)k->std[c] * (type)k->q_scale)); \
    return (int8_t)(x < -128 ? -128 : x > 127 ? 127 : x);                                     \
  }
SIMULATION(float32_code, float, nearbyintf)
SIMULATION(float64_code, double, nearbyint)

static int8_t pixel_code(const faulty_state* state, int c, int y, int u, int v) {
  if (IS(11)) return float32_code(&state->config, c, y, u, v);
  if (IS(12)) return float64_code(&state->config, c, y, u, v);
  if (IS(13) || IS(14) || IS(17) || IS(18)) return float_code(&state->config, c, y, u, v);
  if (IS(15)) y -= 16;
  if (IS(16)) u += 128, v += 128;
  if (IS(24)) v = u;
  if (IS(25)) return (int8_t)(c == 0 ? y : c == 1 ? u : v);
  if (IS(26)) return 0;
  if (IS(30)) {
    y = clamp_int(y + 128, -128, 127), u = clamp_int(u + 128, -128, 127);
    v = clamp_int(v + 128, -128, 127);
  }
  return datapath_code(&state->op.channel[c], y, u, v);
}

int swingproof_kernel_run(void* instance, const swingproof_image* image) {
  const faulty_state* state = instance;
  int8_t* const planes[3] = {image->c0, image->c1, image->c2};
  for (size_t row = 0; row < image->height; ++row) {
    const size_t from = IS(27) ? image->height - 1 - row : row;
    const int8_t* y = image->y + (ptrdiff_t)from * image->in_stride;
    const int8_t* u = image->u + (ptrdiff_t)from * image->in_stride;
    const int8_t* v = image->v + (ptrdiff_t)from * image->in_stride;
    for (int c = 0; c < 3; ++c) {
      int8_t* out = planes[c] + (ptrdiff_t)row * image->out_stride;
      for (size_t x = 0; x < image->width; ++x) {
        const size_t at = IS(28) && x > 0 ? x - 1 : x;
        out[x] = pixel_code(state, c, y[at], u[at], v[at]);
        if (EXTRA && c == 1 && y[at] == 17 && u[at] == -101 && v[at] == 64) out[x] ^= 1;
      }
    }
  }
  return 0;
}

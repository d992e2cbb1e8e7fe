/* Copyright 2026 The swingproof authors. */
/* SPDX-License-Identifier: Apache-2.0 */

/* A kernel that is right, with vectors of four pixels by the vector extensions of GCC and Clang:
 * SIMD on every processor, and a tail that neither reads nor writes beyond the row. */

#include <stdlib.h>
#include <string.h>

#include "lowering.h"

enum { lanes = 4 };
typedef int8_t bytes __attribute__((vector_size(lanes)));
typedef int32_t words __attribute__((vector_size(lanes * sizeof(int32_t))));

const char* swingproof_kernel_name(void) { return "vector example"; }

void* swingproof_kernel_create(const swingproof_config* config) {
  lowered_op* op = malloc(sizeof *op);
  if (op != NULL && lower_op(config, op)) return op;
  free(op);
  return NULL;
}

/* A comparison of vectors is -1 in the lanes where it holds. */
static inline words clamp_words(words value, int32_t least, int32_t greatest) {
  const words below = value < least;
  const words above = value > greatest;
  return (value & ~below & ~above) | (least & below) | (greatest & above);
}

static inline words load_words(const int8_t* plane) {
  bytes values;
  memcpy(&values, plane, lanes);
  return __builtin_convertvector(values, words);
}

static inline void compute(const lowered_channel* channel, const int8_t* y, const int8_t* u,
                           const int8_t* v, int8_t* codes) {
  const int32_t half = channel->post_shift > 0 ? (int32_t)1 << (channel->post_shift - 1) : 0;
  const words sum = load_words(y) * channel->weight[0] + load_words(u) * channel->weight[1] +
                    load_words(v) * channel->weight[2] + channel->bias;
  const words product = clamp_words(sum >> channel->pre_shift, -32768, 32767) * channel->multiplier;
  const words code = clamp_words((product + half) >> channel->post_shift, -128, 127);
  const bytes narrow = __builtin_convertvector(code, bytes);
  memcpy(codes, &narrow, lanes);
}

static void compute_row(const lowered_channel* channel, const int8_t* y, const int8_t* u,
                        const int8_t* v, int8_t* codes, size_t width) {
  size_t x = 0;
  for (; x + lanes <= width; x += lanes) compute(channel, y + x, u + x, v + x, codes + x);
  if (x < width) {
    int8_t in[3][lanes] = {{0}}, out[lanes];
    memcpy(in[0], y + x, width - x);
    memcpy(in[1], u + x, width - x);
    memcpy(in[2], v + x, width - x);
    compute(channel, in[0], in[1], in[2], out);
    memcpy(codes + x, out, width - x);
  }
}

int swingproof_kernel_run(void* instance, const swingproof_image* image) {
  const lowered_op* op = instance;
  int8_t* const planes[3] = {image->c0, image->c1, image->c2};
  for (size_t row = 0; row < image->height; ++row) {
    const ptrdiff_t in = (ptrdiff_t)row * image->in_stride;
    const ptrdiff_t out = (ptrdiff_t)row * image->out_stride;
    for (int c = 0; c < 3; ++c) {
      compute_row(&op->channel[c], image->y + in, image->u + in, image->v + in, planes[c] + out,
                  image->width);
    }
  }
  return 0;
}

void swingproof_kernel_destroy(void* instance) { free(instance); }

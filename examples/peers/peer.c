/* Copyright 2026 The swingproof authors. */
/* SPDX-License-Identifier: Apache-2.0 */

#include "peer.h"

#include <string.h>

enum { padding = 128 };

typedef struct {
  int is_studio, is_bgr;
} peer_state;

const char* swingproof_kernel_name(void) { return peer_name; }

void* swingproof_kernel_create(const swingproof_config* config) {
  peer_state* state = NULL;
  const int is_studio = config->swing == SWINGPROOF_SWING_STUDIO;
  int is_default = config->abi == SWINGPROOF_KERNEL_ABI && config->q_scale == 1.0f / 128.0f;
  for (int c = 0; c < 3; ++c) {
    is_default = is_default && config->mean[c] == 128.0f && config->std[c] == 128.0f;
  }
  if (!is_default || !peer_supports(is_studio)) return NULL;
  state = malloc(sizeof *state);
  if (state == NULL) return NULL;
  state->is_studio = is_studio;
  state->is_bgr = config->op == SWINGPROOF_OP_CENTERED_YUV2BGR;
  return state;
}

void swingproof_kernel_destroy(void* instance) { free(instance); }

static void copy_in(const int8_t* from, ptrdiff_t from_stride, uint8_t* to,
                    const peer_image* image) {
  for (int row = 0; row < image->height; ++row) {
    for (int x = 0; x < image->width; ++x) {
      to[(size_t)row * (size_t)image->stride + (size_t)x] =
          (uint8_t)(from[row * from_stride + x] + 128);
    }
  }
}

static void copy_out(const peer_image* image, int channel, int8_t* to, ptrdiff_t to_stride) {
  for (int row = 0; row < image->height; ++row) {
    const uint8_t* from = image->rgb + (size_t)row * (size_t)image->rgb_stride;
    for (int x = 0; x < image->width; ++x) {
      to[row * to_stride + x] = (int8_t)(from[3 * x + channel] - 128);
    }
  }
}

static int convert_rows(const peer_state* state, const swingproof_image* image) {
  peer_image bytes;
  int failed;
  bytes.width = (int)image->width, bytes.height = (int)image->height;
  bytes.stride = (bytes.width + padding - 1) / padding * padding + padding;
  bytes.rgb_stride = 3 * bytes.stride;
  {
    const size_t plane = (size_t)bytes.stride * (image->height + 1);
    uint8_t* memory = aligned_alloc(padding, 6 * plane);
    if (memory == NULL) return 1;
    memset(memory, 128, 6 * plane);
    bytes.y = memory, bytes.u = memory + plane, bytes.v = memory + 2 * plane;
    bytes.rgb = memory + 3 * plane;
  }
  copy_in(image->y, image->in_stride, bytes.y, &bytes);
  copy_in(image->u, image->in_stride, bytes.u, &bytes);
  copy_in(image->v, image->in_stride, bytes.v, &bytes);
  failed = peer_convert(state->is_studio, &bytes);
  if (!failed) {
    copy_out(&bytes, state->is_bgr ? 2 : 0, image->c0, image->out_stride);
    copy_out(&bytes, 1, image->c1, image->out_stride);
    copy_out(&bytes, state->is_bgr ? 0 : 2, image->c2, image->out_stride);
  }
  free(bytes.y);
  return failed;
}

/* Some rows at a time: rows of few pixels take much memory here. */
int swingproof_kernel_run(void* instance, const swingproof_image* image) {
  const size_t rows_at_once = 16384;
  if (image->width == 0) return 0;
  for (size_t row = 0; row < image->height; row += rows_at_once) {
    const ptrdiff_t in = (ptrdiff_t)row * image->in_stride;
    const ptrdiff_t out = (ptrdiff_t)row * image->out_stride;
    const size_t left = image->height - row;
    swingproof_image rows = *image;
    rows.y += in, rows.u += in, rows.v += in;
    rows.c0 += out, rows.c1 += out, rows.c2 += out;
    rows.height = left < rows_at_once ? left : rows_at_once;
    if (convert_rows(instance, &rows) != 0) return 1;
  }
  return 0;
}

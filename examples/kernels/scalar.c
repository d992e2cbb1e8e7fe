/* Copyright 2026 The swingproof authors. */
/* SPDX-License-Identifier: Apache-2.0 */

/* A kernel that is right, in plain C99: the shortest example of swingproof/kernel.h. */

#include <stdlib.h>

#include "lowering.h"

const char* swingproof_kernel_name(void) { return "scalar example"; }

void* swingproof_kernel_create(const swingproof_config* config) {
  lowered_op* op = malloc(sizeof *op);
  if (op != NULL && lower_op(config, op)) return op;
  free(op);
  return NULL;
}

int swingproof_kernel_run(void* instance, const swingproof_image* image) {
  const lowered_op* op = instance;
  int8_t* const planes[3] = {image->c0, image->c1, image->c2};
  for (size_t row = 0; row < image->height; ++row) {
    const ptrdiff_t in = (ptrdiff_t)row * image->in_stride;
    const ptrdiff_t out = (ptrdiff_t)row * image->out_stride;
    for (int c = 0; c < 3; ++c) {
      for (size_t x = 0; x < image->width; ++x) {
        planes[c][out + (ptrdiff_t)x] =
            channel_code(&op->channel[c], image->y[in + (ptrdiff_t)x], image->u[in + (ptrdiff_t)x],
                         image->v[in + (ptrdiff_t)x]);
      }
    }
  }
  return 0;
}

void swingproof_kernel_destroy(void* instance) { free(instance); }

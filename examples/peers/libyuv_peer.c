/* Copyright 2026 The swingproof authors. */
/* SPDX-License-Identifier: Apache-2.0 */

/* libyuv: J444 for full swing, I444 for studio swing. It calls B, G, R, A in memory "ARGB". */

#include <libyuv/convert_argb.h>

#include "peer.h"

const char* const peer_name = "libyuv (J444, I444)";

int peer_supports(int is_studio) {
  (void)is_studio;
  return 1;
}

int peer_convert(int is_studio, const peer_image* image) {
  const int stride = 4 * image->stride;
  uint8_t* argb = malloc((size_t)stride * (size_t)image->height);
  int failed;
  if (argb == NULL) return 1;
  failed = (is_studio ? I444ToARGB : J444ToARGB)(image->y, image->stride, image->u, image->stride,
                                                 image->v, image->stride, argb, stride,
                                                 image->width, image->height);
  for (int row = 0; row < image->height && !failed; ++row) {
    for (int x = 0; x < image->width; ++x) {
      const uint8_t* pixel = argb + (size_t)row * (size_t)stride + 4 * (size_t)x;
      uint8_t* rgb = image->rgb + (size_t)row * (size_t)image->rgb_stride + 3 * (size_t)x;
      rgb[0] = pixel[2], rgb[1] = pixel[1], rgb[2] = pixel[0];
    }
  }
  free(argb);
  return failed;
}

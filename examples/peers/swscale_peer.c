/* Copyright 2026 The swingproof authors. */
/* SPDX-License-Identifier: Apache-2.0 */

/* FFmpeg's libswscale, in its most accurate mode: yuvj444p for full swing, yuv444p for studio. */

#include <libavutil/pixfmt.h>
#include <libswscale/swscale.h>

#include "peer.h"

const char* const peer_name = "libswscale (yuvj444p, yuv444p)";

int peer_supports(int is_studio) {
  (void)is_studio;
  return 1;
}

int peer_convert(int is_studio, const peer_image* image) {
  const uint8_t* const in[4] = {image->y, image->u, image->v, NULL};
  const int in_strides[4] = {image->stride, image->stride, image->stride, 0};
  uint8_t* const out[4] = {image->rgb, NULL, NULL, NULL};
  const int out_strides[4] = {image->rgb_stride, 0, 0, 0};
  const int* bt601 = sws_getCoefficients(SWS_CS_ITU601);
  struct SwsContext* context = sws_getContext(
      image->width, image->height, AV_PIX_FMT_YUV444P, image->width, image->height,
      AV_PIX_FMT_RGB24, SWS_POINT | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT, NULL, NULL, NULL);
  int rows;
  if (context == NULL) return 1;
  /* The range of the input is 1 for full swing: yuv444p with it is what yuvj444p names. */
  sws_setColorspaceDetails(context, bt601, !is_studio, bt601, 1, 0, 1 << 16, 1 << 16);
  rows = sws_scale(context, in, in_strides, 0, image->height, out, out_strides);
  sws_freeContext(context);
  return rows != image->height;
}

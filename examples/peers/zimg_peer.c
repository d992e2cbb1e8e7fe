/* Copyright 2026 The swingproof authors. */
/* SPDX-License-Identifier: Apache-2.0 */

/* zimg: BT.601 (its matrix 170M) to RGB of 8 bits, without dithering. */

#include <string.h>
#include <zimg.h>

#include "peer.h"

const char* const peer_name = "zimg";

int peer_supports(int is_studio) {
  (void)is_studio;
  return 1;
}

static zimg_image_format format_of(const peer_image* image, int is_rgb, int is_studio) {
  zimg_image_format format;
  zimg_image_format_default(&format, ZIMG_API_VERSION);
  format.width = (unsigned)image->width;
  format.height = (unsigned)image->height;
  format.pixel_type = ZIMG_PIXEL_BYTE;
  format.depth = 8;
  format.color_family = is_rgb ? ZIMG_COLOR_RGB : ZIMG_COLOR_YUV;
  format.matrix_coefficients = is_rgb ? ZIMG_MATRIX_RGB : ZIMG_MATRIX_170M;
  format.pixel_range = is_rgb || !is_studio ? ZIMG_RANGE_FULL : ZIMG_RANGE_LIMITED;
  return format;
}

/* Planes of R, G and B behind each other. */
static int convert_planes(const zimg_filter_graph* graph, const peer_image* image, uint8_t* planes,
                          size_t plane_bytes) {
  zimg_image_buffer_const in;
  zimg_image_buffer out;
  const uint8_t* const inputs[3] = {image->y, image->u, image->v};
  size_t temporary_bytes = 0;
  void* temporary;
  int failed;
  memset(&in, 0, sizeof in);
  memset(&out, 0, sizeof out);
  in.version = out.version = ZIMG_API_VERSION;
  for (int i = 0; i < 3; ++i) {
    in.plane[i].data = inputs[i];
    in.plane[i].stride = out.plane[i].stride = image->stride;
    in.plane[i].mask = out.plane[i].mask = ZIMG_BUFFER_MAX;
    out.plane[i].data = planes + (size_t)i * plane_bytes;
  }
  if (zimg_filter_graph_get_tmp_size(graph, &temporary_bytes) != ZIMG_ERROR_SUCCESS) return 1;
  temporary = aligned_alloc(128, (temporary_bytes + 127) / 128 * 128 + 128);
  if (temporary == NULL) return 1;
  failed = zimg_filter_graph_process(graph, &in, &out, temporary, NULL, NULL, NULL, NULL) !=
           ZIMG_ERROR_SUCCESS;
  free(temporary);
  return failed;
}

int peer_convert(int is_studio, const peer_image* image) {
  const zimg_image_format in = format_of(image, 0, is_studio);
  const zimg_image_format out = format_of(image, 1, is_studio);
  const size_t plane_bytes = (size_t)image->stride * (size_t)(image->height + 1);
  zimg_graph_builder_params parameters;
  zimg_filter_graph* graph;
  uint8_t* planes = aligned_alloc(128, 3 * plane_bytes);
  int failed = 1;
  zimg_graph_builder_params_default(&parameters, ZIMG_API_VERSION);
  parameters.dither_type = ZIMG_DITHER_NONE;
  graph = planes == NULL ? NULL : zimg_filter_graph_build(&in, &out, &parameters);
  if (graph != NULL) failed = convert_planes(graph, image, planes, plane_bytes);
  for (int row = 0; row < image->height && !failed; ++row) {
    for (int x = 0; x < image->width; ++x) {
      for (int c = 0; c < 3; ++c) {
        image->rgb[(size_t)row * (size_t)image->rgb_stride + 3 * (size_t)x + (size_t)c] =
            planes[(size_t)c * plane_bytes + (size_t)row * (size_t)image->stride + (size_t)x];
      }
    }
  }
  zimg_filter_graph_free(graph);
  free(planes);
  return failed;
}

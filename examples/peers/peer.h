/* Copyright 2026 The swingproof authors. */
/* SPDX-License-Identifier: Apache-2.0 */

#ifndef SWINGPROOF_EXAMPLES_PEERS_PEER_H_
#define SWINGPROOF_EXAMPLES_PEERS_PEER_H_

/* What makes a colour conversion of somebody's library a kernel, at the one setting where a code is
 * a byte of RGB less 128: mean 128, std 128, q_scale 1/128. Each adapter defines peer_name and
 * peer_convert and includes this file; it is compiled into one shared library. */

#include <stdint.h>
#include <stdlib.h>
#include <swingproof/kernel.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Planes of bytes with room behind each row and behind the last one: libraries read and write whole
 * vectors. rgb has three bytes a pixel, R first, in rows of rgb_stride bytes. */
typedef struct {
  uint8_t *y, *u, *v, *rgb;
  int width, height, stride, rgb_stride;
} peer_image;

extern const char* const peer_name;

/* Converts a whole image, full or studio swing. Returns 0 when done. */
int peer_convert(int is_studio, const peer_image* image);

/* Whether the library has a conversion for that swing. */
int peer_supports(int is_studio);

#ifdef __cplusplus
}
#endif

#endif /* SWINGPROOF_EXAMPLES_PEERS_PEER_H_ */

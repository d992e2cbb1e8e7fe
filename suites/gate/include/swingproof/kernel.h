/* Copyright 2026 The swingproof authors. */
/* SPDX-License-Identifier: Apache-2.0 */

#ifndef SWINGPROOF_KERNEL_H_
#define SWINGPROOF_KERNEL_H_

/* The interface by which `swingproof gate --kernel K.so` runs a kernel of the op centered_yuv2rgb
 * or centered_yuv2bgr. C99. A kernel is a shared library that defines the four functions below; it
 * is loaded in a process of its own and compared over every input with the model of the BPU.
 *
 *   cc -std=c99 -O2 -fPIC -shared -I"$(swingproof's include folder)" -o K.so kernel.c
 *
 * What the gate holds a kernel to:
 * - Codes are those of the deployment, bit for bit (or within the gate's budget).
 * - A call reads the width bytes of each row of y, u and v, writes the width bytes of each row of
 *   c0, c1 and c2, and touches nothing else. Planes have no alignment and no padding in front of
 *   or behind them. Bytes between width and the stride belong to somebody else.
 * - The result depends on the image and on the configuration of the instance alone: not on what ran
 *   before, on other instances, on addresses, or on what the outputs held.
 * - Two instances may run at the same time in two threads. One instance runs once at a time.
 * - The floating-point environment (rounding mode, flushing of subnormals, masks, x87 and MMX
 * state) is on return what it was on entry.
 * - It returns: it neither ends, forks nor blocks its process, and keeps its hands off descriptors
 *   that it did not open. */

#include <stddef.h>
#include <stdint.h>

/* The version of this interface; swingproof_config.abi has the caller's. It changes with every
 * incompatible change. */
#define SWINGPROOF_KERNEL_ABI 1u

/* Values of swingproof_config.op. */
enum { SWINGPROOF_OP_CENTERED_YUV2RGB, SWINGPROOF_OP_CENTERED_YUV2BGR };

/* Values of swingproof_config.swing. full: Y, U and V span 0..255 before centering. studio: Y spans
 * 16..235, U and V 16..240. */
enum { SWINGPROOF_SWING_FULL, SWINGPROOF_SWING_STUDIO };

/* A deployment of the op. mean and std are in grey levels, in output channel order: R, G, B for
 * centered_yuv2rgb, B, G, R for centered_yuv2bgr. A code is (RGB_c - mean_c) / (std_c * q_scale),
 * rounded and saturated to int8. All numbers are finite; std and q_scale are above 0. */
typedef struct {
  uint32_t abi; /* SWINGPROOF_KERNEL_ABI of the caller */
  uint32_t op;
  uint32_t swing;
  float mean[3], std[3], q_scale;
} swingproof_config;

/* An image in planes of bytes; strides are the bytes from one row to the next and are at least
 * width. y, u and v are centered YUV, the stored byte minus 128. c0, c1 and c2 take the codes, in
 * output channel order. width or height may be 0: then no byte may be touched. Inputs and outputs
 * do not overlap. */
typedef struct {
  const int8_t *y, *u, *v;
  int8_t *c0, *c1, *c2;
  size_t width, height;
  ptrdiff_t in_stride, out_stride;
} swingproof_image;

#if defined(__GNUC__)
#define SWINGPROOF_KERNEL_EXPORT __attribute__((visibility("default")))
#else
#define SWINGPROOF_KERNEL_EXPORT
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* What reports call the kernel: UTF-8, never NULL, valid as long as the library is loaded. */
SWINGPROOF_KERNEL_EXPORT const char* swingproof_kernel_name(void);

/* An instance for one configuration, which is not kept behind the pointer; NULL: this setting, or
 * this version of the interface, is not supported (reported as skipped, never as passed). */
SWINGPROOF_KERNEL_EXPORT void* swingproof_kernel_create(const swingproof_config* config);

/* Computes an image. Returns 0 when done; anything else is a failure that the gate reports. */
SWINGPROOF_KERNEL_EXPORT int swingproof_kernel_run(void* instance, const swingproof_image* image);

/* Ends an instance that swingproof_kernel_create returned. */
SWINGPROOF_KERNEL_EXPORT void swingproof_kernel_destroy(void* instance);

#ifdef __cplusplus
}
#endif

#endif /* SWINGPROOF_KERNEL_H_ */

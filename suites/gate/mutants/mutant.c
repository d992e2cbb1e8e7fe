/* Copyright 2026 The swingproof authors. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Kernels that are wrong, each in one way: -DMUTANT=n, numbered as in cli/gate_mutants_test.cc. The
 * test gates every one of them and looks at what is said of it. Without -DMUTANT nothing is wrong,
 * and with 93 and 94 nothing either: a kernel that supports one op only, and one that prints. 95
 * lacks a function. */

#define _GNU_SOURCE
#include <fenv.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "lowering.h"

#if defined(__x86_64__)
#include <mmintrin.h>
#include <xmmintrin.h>
#endif

#ifndef MUTANT
#define MUTANT 0
#endif

#define IS(n) (MUTANT == (n))

typedef struct {
  lowered_op op;
  swingproof_config config;
  const swingproof_config* kept_config;
  const int8_t* last_y;
  long double x_weight[3][3], x_offset[3]; /* of the exact op, in LSB */
  int runs;
  int* thread; /* that it ran in last */
} instance_state;

const char* swingproof_kernel_name(void) { return "mutant"; }

static float ratio(float value) { return (float)((double)value / 255.0); }

/* Mistakes in what is configured. */
static void change_config(swingproof_config* config) {
  float swap;
  if (IS(1)) config->swing ^= 1u;
  if (IS(2) || IS(3)) {
    swap = config->mean[0], config->mean[0] = config->mean[2], config->mean[2] = swap;
    swap = config->std[0], config->std[0] = config->std[2], config->std[2] = swap;
  }
  if (IS(3)) config->op ^= 1u;
  for (int c = 0; c < 3; ++c) {
    if (IS(4)) config->mean[c] = ratio(config->mean[c]), config->std[c] = ratio(config->std[c]);
    if (IS(5)) config->mean[c] = config->mean[0];
    if (IS(6)) config->std[c] = config->std[0];
  }
  if (IS(7)) config->q_scale = 1.0f / 128.0f;
  if (IS(8)) config->op = SWINGPROOF_OP_CENTERED_YUV2RGB;
}

/* Mistakes in the integers. */
static void change_lowering(const swingproof_config* config, instance_state* state) {
  for (int c = 0; c < 3; ++c) {
    lowered_channel* channel = &state->op.channel[c];
    const channel_constants constants = constants_of(config->swing, constants_row(config->op, c));
    const float ws = constants.weight_scale / config->std[c];
    const float t = ((constants.offset - config->mean[c]) / config->std[c]) / ws;
    if (IS(10) && c == 1) channel->weight[1] += 1;
    if (IS(11) && c == 0) channel->weight[2] += 1;
    if (IS(12)) channel->bias += 1;
    if (IS(13)) channel->multiplier += 1;
    if (IS(14)) channel->post_shift -= 1;
    if (IS(15)) channel->bias = (int32_t)floorf(t);
    if (IS(16)) channel->bias = (int32_t)truncf(t);
    if (IS(17) || IS(21)) {
      const float end = IS(17) ? 128.0f : 32768.0f;
      int shift = 0;
      float bias = floorf(t + 0.5f);
      while (bias < -end || bias >= end) bias = floorf(ldexpf(t, -++shift) + 0.5f);
      channel->bias = (int32_t)bias * (1 << shift);
    }
    if (IS(18)) channel->weight[0] = channel->weight[0] > 126 ? 126 : channel->weight[0];
    if (IS(19) && c == 2) channel->bias = -channel->bias;
    if (IS(20)) channel->pre_shift = 0, channel->post_shift += 1;
  }
}

/* The exact op, for a kernel that is a simulation in floating point. */
static void prepare_exact(const swingproof_config* config, instance_state* state) {
  const long double rows[3][3] = {{1.0L, 0.0L, 1.402L},
                                  {1.0L, -0.114L * 1.772L / 0.587L, -0.299L * 1.402L / 0.587L},
                                  {1.0L, 1.772L, 0.0L}};
  /* The decimals that the floats were made from: exact enough, as no value is near a tie. */
  for (int c = 0; c < 3; ++c) {
    const long double mean = roundl((long double)config->mean[c] * 1000.0L) / 1000.0L;
    const long double std = roundl((long double)config->std[c] * 1000.0L) / 1000.0L;
    const long double q_scale = roundl((long double)config->q_scale * 10000.0L) / 10000.0L;
    for (int j = 0; j < 3; ++j) state->x_weight[c][j] = rows[c][j] / (std * q_scale);
    state->x_offset[c] = (128.0L - mean) / (std * q_scale);
  }
}

static instance_state* shared_state;
static int instances_alive, instances_destroyed;
static swingproof_config first_config;
static int instances_like_first; /* of its configuration, itself among them */
static _Thread_local int this_thread;

static int is_like_first(const swingproof_config* config) {
  return memcmp(config, &first_config, sizeof *config) == 0;
}

void* swingproof_kernel_create(const swingproof_config* config) {
  instance_state* state = calloc(1, sizeof *state);
  swingproof_config changed = *config;
  if (IS(60) && shared_state != NULL) return shared_state;
  if (IS(93) && config->op != SWINGPROOF_OP_CENTERED_YUV2RGB) return NULL;
  if (IS(94)) puts("hello");
  change_config(&changed);
  if (!lower_op(&changed, &state->op)) return NULL;
  state->config = changed;
  state->kept_config = config;
  state->thread = &this_thread;
  change_lowering(&changed, state);
  if (IS(98) && instances_destroyed > 0) state->op.channel[1].bias += 64;
  if (IS(99) && instances_alive > 0) {
    free(state);
    return NULL;
  }
  if (instances_alive == 0) first_config = changed, instances_like_first = 0;
  ++instances_alive, instances_like_first += is_like_first(&changed);
  if (IS(109) && instances_like_first > 1) state->op.channel[0].bias += 64;
  prepare_exact(&changed, state);
  if (IS(60) || IS(61)) shared_state = state;
#if MUTANT == 90
  abort();
#elif MUTANT == 91
  for (;;) {
  }
#endif
  return state;
}

#if MUTANT != 95
void swingproof_kernel_destroy(void* instance) {
  if (IS(107) && ((instance_state*)instance)->thread != &this_thread) abort();
  ++instances_destroyed, --instances_alive;
  instances_like_first -= is_like_first(&((instance_state*)instance)->config);
  if (!IS(60) && !IS(61) && !IS(113)) free(instance);
}
#endif

static int shifted_product(const lowered_channel* channel, int32_t sum) {
  int32_t value = sum >> channel->pre_shift;
  int32_t half = channel->post_shift > 0 ? (int32_t)1 << (channel->post_shift - 1) : 0;
  int32_t product;
  if (IS(30) && channel->pre_shift > 0) {
    value = (sum + (1 << (channel->pre_shift - 1))) >> channel->pre_shift;
  }
  if (IS(31)) value = (int16_t)sum;
  if (IS(39)) value = clamp_int(sum, -32768, 32767) >> channel->pre_shift;
  product = clamp_int(value, -32768, 32767) * channel->multiplier;
  if (IS(32)) half = 0;
  if (IS(33)) half *= 2;
  if (IS(34) && product < 0) return -(-product >> channel->post_shift);
  if (IS(34)) half = 0;
  if (IS(35)) half /= 2;
  return (product + half) >> channel->post_shift;
}

static int8_t saturated(int value) {
  if (IS(36)) return (int8_t)value;
  if (IS(37)) return (int8_t)clamp_int(value, -127, 127);
  if (IS(38)) return (int8_t)clamp_int(value, -128, 126);
  return (int8_t)clamp_int(value, -128, 127);
}

static int stubbed(float q_scale, int value) {
  return clamp_int((int)rint(value / (double)q_scale), -128, 127);
}

static int8_t pixel_code(const instance_state* state, int c, int y, int u, int v) {
  const lowered_channel* channel = &state->op.channel[IS(41) ? 2 - c : c];
  if (IS(40)) {
    const int swap = u;
    u = v, v = swap;
  }
  if (IS(42)) y = (int8_t)(y ^ 128), u = (int8_t)(u ^ 128), v = (int8_t)(v ^ 128);
  if (IS(43)) {
    /* The decimal, not the float: q_scale is a power of 2 in the deployment of this mutant. */
    y = stubbed(state->config.q_scale, y), u = stubbed(state->config.q_scale, u);
    v = stubbed(state->config.q_scale, v);
  }
  if (IS(44)) {
    return (int8_t)clamp_int((int)rintl(state->x_weight[c][0] * y + state->x_weight[c][1] * u +
                                        state->x_weight[c][2] * v + state->x_offset[c]),
                             -128, 127);
  }
  if (IS(45) && y == 127) y = 126;
  if (IS(46) && u == -128 && v == -128) return 0;
  if (IS(48) && u < 0) u += 1;
  {
    const int32_t sum =
        channel->weight[0] * y + channel->weight[1] * u + channel->weight[2] * v + channel->bias;
    const int8_t code = saturated(shifted_product(channel, sum));
    if (IS(47) && y == 17 && u == -101 && v == 64 && c == 1) return (int8_t)(code ^ 1);
    if (IS(49) && code == 0) return 1;
    return code;
  }
}

static void compute_rows(const instance_state* state, const swingproof_image* image, size_t first,
                         size_t end) {
  int8_t* const planes[3] = {image->c0, image->c1, image->c2};
  for (size_t row = first; row < end; ++row) {
    ptrdiff_t offset = (ptrdiff_t)row * (IS(73) ? (ptrdiff_t)image->width : image->in_stride);
    if (IS(126)) offset = (int32_t)offset;
    if (IS(127)) offset = (uint32_t)offset;
    const int8_t *y = image->y + offset, *u = image->u + offset, *v = image->v + offset;
    for (int c = 0; c < 3; ++c) {
      int8_t* out =
          planes[c] + (ptrdiff_t)row * (IS(72) ? (ptrdiff_t)image->width : image->out_stride);
      size_t width = image->width;
      static int8_t row_buffer[1 << 17];
      if (IS(70)) width -= width % 8;
      if (IS(71)) width = (width + 7) / 8 * 8;
      for (size_t x = 0; x < width; ++x) {
        const size_t at = IS(74) && x % 2 == 1 ? x - 1 : x;
        int8_t code = pixel_code(state, c, y[x], u[at], v[at]);
        if (IS(97) && image->width < 8 && y[x] == -90 && u[x] == 33 && v[x] == 5 && c == 2)
          code = 3;
        if (IS(101) && code == 0x5A) continue;
        if (IS(75) && ((uintptr_t)y & 15u) != 0 && x < 4) code = (int8_t)(code ^ 1);
        if (IS(63)) code = (int8_t)(code ^ (out[x] == 0x69));
        if (IS(64)) {
          row_buffer[x] = code;
        } else {
          out[x] = code;
        }
      }
      if (IS(64)) memcpy(out, row_buffer, width);
      if (IS(76) && width > 0) {
        volatile int8_t beyond = y[width + 15];
        (void)beyond;
      }
      if (IS(77)) planes[c][-1] = 0;
      if (IS(78)) ((int8_t*)(uintptr_t)y)[0] = 0;
      if (IS(79)) out[image->width] = 0;
    }
  }
}

static int recursion(volatile int* depth) {
  volatile int frame[1024];
  frame[0] = *depth + 1;
  if (frame[0] < 0) return 0;
  return recursion(&frame[0]) + frame[0];
}

/* Mistakes around the pixels. A return value other than -1 is that of run. */
static int misbehave(instance_state* state) {
  ++state->runs;
  if (IS(50)) *(volatile int*)(uintptr_t)(state->runs * 8) = 0;
  if (IS(51)) abort();
  if (IS(52)) exit(3);
  if (IS(53)) {
    for (volatile int forever = 1; forever;) {
    }
  }
  if (IS(54)) {
    volatile int zero = 0;
    state->runs = (state->runs + 6) / zero;
  }
  if (IS(55)) {
    int depth = 0;
    return recursion(&depth) == 7 ? 0 : -1;
  }
  if (IS(56)) return 5;
  if (IS(57)) closefrom(0);
  if (IS(58)) fork();
  if (IS(59)) raise(SIGILL);
  if (IS(80)) fesetround(FE_UPWARD);
#if defined(__x86_64__)
  if (IS(81)) _mm_setcsr(_mm_getcsr() | 0x8040u);
  if (IS(82)) {
    __m64 register_value = _mm_set1_pi8(1);
    __asm__ volatile("movq %0, %%mm0" : : "m"(register_value));
  }
#endif
  if (IS(83)) feenableexcept(FE_DIVBYZERO);
  if (IS(92) && state->runs > 9) raise(SIGSEGV);
  return -1;
}

typedef struct {
  const instance_state* state;
  swingproof_image image;
  size_t end;
} late_rows;

static void* compute_late(void* argument) {
  late_rows* rows = argument;
  compute_rows(rows->state, &rows->image, rows->end / 2, rows->end);
  free(rows);
  return NULL;
}

/* Writes what is there, but after run has returned. */
static void* touch_late(void* argument) {
  volatile int8_t* code = argument;
  usleep(100);
  *code = *code;
  return NULL;
}

static void* sleep_long(void* argument) {
  sleep(1000);
  return argument;
}

/* What is taken for each call and not given back. */
static void leak(void) {
  static void* volatile kept;
  pthread_t thread;
  if (IS(110)) kept = malloc(64);
  if (IS(111)) dup(1);
  if (IS(112)) pthread_create(&thread, NULL, sleep_long, kept);
  if (IS(123)) mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

/* What belongs to the process. */
static void change_process(void) {
  if (IS(114)) chdir("/");
  if (IS(115)) setlocale(LC_ALL, "C.UTF-8");
  if (IS(116)) signal(SIGFPE, SIG_IGN);
  if (IS(117)) umask(0);
  if (IS(118)) setenv("OMP_NUM_THREADS", "1", 1);
}

/* A wrong path for some images. */
static int has_wrong_path(const swingproof_image* image) {
  const size_t pixels = image->width * image->height;
  return (IS(120) && pixels > 1000000) ||
         (IS(121) && image->width == 224 && image->height == 224) ||
         (IS(122) && image->width == 1280 && image->height == 4) ||
         (IS(125) && pixels == 1000 * 3000) || (IS(128) && getenv("MUTANT_PATH") != NULL);
}

#if defined(__x86_64__) && (MUTANT == 119 || MUTANT == 124)
/* Returns with a register or a flag changed. */
int changed_run(void* instance, const swingproof_image* original);
#if MUTANT == 119
#define CHANGE "xorl %r12d, %r12d\n"
#else
#define CHANGE "std\n"
#endif
__asm__(
    ".text\n.globl swingproof_kernel_run\n.type swingproof_kernel_run, @function\n"
    "swingproof_kernel_run:\n  subq $8, %rsp\n  call changed_run\n  addq $8, %rsp\n" CHANGE
    "  ret\n.size swingproof_kernel_run, .-swingproof_kernel_run\n");
#define swingproof_kernel_run changed_run
#elif defined(__aarch64__) && MUTANT == 119
int changed_run(void* instance, const swingproof_image* original);
__asm__(
    ".text\n.globl swingproof_kernel_run\n.type swingproof_kernel_run, %function\n"
    "swingproof_kernel_run:\n  stp x29, x30, [sp, #-16]!\n  bl changed_run\n  mov x20, xzr\n"
    "  ldp x29, x30, [sp], #16\n  ret\n.size swingproof_kernel_run, .-swingproof_kernel_run\n");
#define swingproof_kernel_run changed_run
#endif

int swingproof_kernel_run(void* instance, const swingproof_image* original) {
  swingproof_image changed = *original;
  const swingproof_image* image = &changed;
  instance_state* state = IS(61) ? shared_state : instance;
  const int left = misbehave(state);
  size_t end = image->height;
  if (left != -1) return left;
  state->thread = &this_thread;
  instance_state other_bias = *state;
  other_bias.op.channel[0].bias += 64;
  leak();
  change_process();
  if (has_wrong_path(image)) state = &other_bias;
  if (IS(106) && instances_like_first > 1) state = &other_bias;
  if (IS(62) && state->runs == 11) state->op.channel[0].bias += 64;
  if (IS(65)) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    state->op.channel[1].bias = (int32_t)(now.tv_nsec & 0xFFF);
  }
  if (IS(66)) {
    const swingproof_config* config = state->kept_config;
    state->op.channel[0].bias = (int32_t)(config->q_scale * 1e6f);
  }
  if (IS(96) && image->in_stride == (ptrdiff_t)image->width) changed.out_stride = image->in_stride;
  if (IS(100)) changed.width = (uint16_t)changed.width;
  if (IS(102) && image->width > 0 && end > 0) {
    pthread_t thread;
    pthread_create(&thread, NULL, touch_late, image->c0);
    pthread_detach(thread);
  }
  if (IS(103)) changed.in_stride = (uint16_t)changed.in_stride;
  if (IS(104) && image->y == state->last_y) return 0;
  if (IS(105)) end = (uint16_t)end;
  state->last_y = image->y;
  if (IS(84)) end -= end % 2;
  if (IS(85) && (image->width == 0 || end == 0)) image->c0[0] = 0;
  if (IS(86) && end > 16) end = 16 * (end / 16);
  if (IS(108) && image->width > 16 && end > 17 && end < 32) end = 17;
  if (IS(87)) {
    late_rows* rows = malloc(sizeof *rows);
    pthread_t thread;
    *rows = (late_rows){state, *image, end};
    pthread_create(&thread, NULL, compute_late, rows);
    pthread_detach(thread);
    end /= 2;
  }
  compute_rows(state, image, 0, end);
  return 0;
}

/* Copyright 2026 The swingproof authors. */
/* SPDX-License-Identifier: Apache-2.0 */

/* For the test of run_libdnn.c: the few names of hb_dnn.h and hb_sys.h that it uses. libdnn.c has
 * the functions. */

#ifndef SWINGPROOF_STAND_IN_DNN_HB_DNN_H_
#define SWINGPROOF_STAND_IN_DNN_HB_DNN_H_

#include <stdint.h>

enum { HB_SYS_MEM_CACHE_INVALIDATE = 1, HB_SYS_MEM_CACHE_CLEAN = 2 };
enum { HB_DNN_LAYOUT_NHWC = 0, HB_DNN_LAYOUT_NCHW = 2 };
enum {
  HB_DNN_IMG_TYPE_NV12 = 1,
  HB_DNN_IMG_TYPE_NV12_SEPARATE = 2,
  HB_DNN_TENSOR_TYPE_S8 = 8,
  HB_DNN_TENSOR_TYPE_U8 = 9,
  HB_DNN_TENSOR_TYPE_F32 = 13
};

typedef struct {
  uint64_t phyAddr;
  void* virAddr;
  uint32_t memSize;
} hbSysMem;

typedef struct {
  int32_t dimensionSize[8];
  int32_t numDimensions;
} hbDNNTensorShape;

typedef struct {
  hbDNNTensorShape validShape;
  hbDNNTensorShape alignedShape;
  int32_t tensorLayout;
  int32_t tensorType;
  int32_t alignedByteSize;
} hbDNNTensorProperties;

typedef struct {
  hbSysMem sysMem[4];
  hbDNNTensorProperties properties;
} hbDNNTensor;

typedef struct {
  int32_t priority;
} hbDNNInferCtrlParam;
#define HB_DNN_INITIALIZE_INFER_CTRL_PARAM(control) ((control)->priority = 0)

typedef void* hbPackedDNNHandle_t;
typedef void* hbDNNHandle_t;
typedef void* hbDNNTaskHandle_t;

int32_t hbDNNInitializeFromFiles(hbPackedDNNHandle_t* packed, const char** files, int32_t count);
int32_t hbDNNGetModelNameList(const char*** names, int32_t* count, hbPackedDNNHandle_t packed);
int32_t hbDNNGetModelHandle(hbDNNHandle_t* model, hbPackedDNNHandle_t packed, const char* name);
int32_t hbDNNGetInputTensorProperties(hbDNNTensorProperties* form, hbDNNHandle_t model, int32_t i);
int32_t hbDNNGetOutputTensorProperties(hbDNNTensorProperties* form, hbDNNHandle_t model, int32_t i);
int32_t hbSysAllocCachedMem(hbSysMem* memory, uint32_t size);
int32_t hbSysFlushMem(hbSysMem* memory, int32_t flag);
int32_t hbDNNInfer(hbDNNTaskHandle_t* task, hbDNNTensor** output, const hbDNNTensor* input,
                   hbDNNHandle_t model, hbDNNInferCtrlParam* control);
int32_t hbDNNWaitTaskDone(hbDNNTaskHandle_t task, int32_t timeout);
int32_t hbDNNReleaseTask(hbDNNTaskHandle_t task);
int32_t hbDNNRelease(hbPackedDNNHandle_t packed);

#endif /* SWINGPROOF_STAND_IN_DNN_HB_DNN_H_ */

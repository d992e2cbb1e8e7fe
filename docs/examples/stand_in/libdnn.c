/* Copyright 2026 The swingproof authors. */
/* SPDX-License-Identifier: Apache-2.0 */

/* For the test of run_libdnn.c: the functions of dnn/hb_dnn.h, with the stand-in for hrt_model_exec in
 * place of a BPU. It fails where memory was not cleaned before the task, and hands out codes only to
 * memory that is invalidated after it. Output 0 has its channels padded to 16. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dnn/hb_dnn.h"

static char model_file[4096];
static int width, height, is_nv12;
static int cleaned;
static signed char* codes; /* of the task, until they are invalidated */
static size_t codes_size;

int32_t hbDNNInitializeFromFiles(hbPackedDNNHandle_t* packed, const char** files, int32_t count) {
  char line[256];
  FILE* file = count == 1 ? fopen(files[0], "r") : NULL;
  if (file == NULL) return -1;
  snprintf(model_file, sizeof(model_file), "%s", files[0]);
  while (fgets(line, sizeof(line), file) != NULL) {
    sscanf(line, "# size %dx%d", &width, &height);
    if (strncmp(line, "# layout nv12", 13) == 0) is_nv12 = 1;
  }
  fclose(file);
  *packed = model_file;
  return 0;
}

int32_t hbDNNGetModelNameList(const char*** names, int32_t* count, hbPackedDNNHandle_t packed) {
  static const char* list[] = {"op"};
  *names = list;
  *count = 1;
  return packed == model_file ? 0 : -1;
}

int32_t hbDNNGetModelHandle(hbDNNHandle_t* model, hbPackedDNNHandle_t packed, const char* name) {
  *model = packed;
  return strcmp(name, "op");
}

static hbDNNTensorShape shape_of(int channels) {
  hbDNNTensorShape shape = {{1, height, width, channels}, 4};
  return shape;
}

int32_t hbDNNGetInputTensorProperties(hbDNNTensorProperties* form, hbDNNHandle_t model, int32_t i) {
  form->validShape = form->alignedShape = shape_of(3);
  form->tensorType = is_nv12 ? HB_DNN_IMG_TYPE_NV12_SEPARATE : HB_DNN_TENSOR_TYPE_S8;
  form->alignedByteSize = is_nv12 ? height * width * 3 / 2 : height * width * 3;
  return model == model_file ? i : -1;
}

int32_t hbDNNGetOutputTensorProperties(hbDNNTensorProperties* form, hbDNNHandle_t model, int32_t i) {
  form->validShape = shape_of(3);
  form->alignedShape = shape_of(16);
  form->tensorLayout = HB_DNN_LAYOUT_NHWC;
  form->tensorType = HB_DNN_TENSOR_TYPE_S8;
  form->alignedByteSize = height * width * 16;
  return model == model_file ? i : -1;
}

int32_t hbSysAllocCachedMem(hbSysMem* memory, uint32_t size) {
  memory->virAddr = calloc(size, 1);
  memory->memSize = size;
  return memory->virAddr == NULL;
}

int32_t hbSysFlushMem(hbSysMem* memory, int32_t flag) {
  if (flag == HB_SYS_MEM_CACHE_CLEAN) ++cleaned;
  if (flag == HB_SYS_MEM_CACHE_INVALIDATE && codes != NULL) {
    memcpy(memory->virAddr, codes, codes_size < memory->memSize ? codes_size : memory->memSize);
  }
  return 0;
}

static int32_t write_part(const hbSysMem* memory, const char* path) {
  FILE* file = fopen(path, "wb");
  if (file == NULL) return -1;
  const int is_whole = fwrite(memory->virAddr, 1, memory->memSize, file) == memory->memSize;
  return fclose(file) == 0 && is_whole ? 0 : -1;
}

int32_t hbDNNInfer(hbDNNTaskHandle_t* task, hbDNNTensor** output, const hbDNNTensor* input,
                   hbDNNHandle_t model, hbDNNInferCtrlParam* control) {
  char command[8192];
  *task = model_file;
  if (cleaned != (is_nv12 ? 2 : 1) || control->priority != 0 || model != model_file) return -1;
  if (write_part(&input->sysMem[0], "stand_in_0.bin") != 0) return -1;
  if (is_nv12 && write_part(&input->sysMem[1], "stand_in_1.bin") != 0) return -1;
  snprintf(command, sizeof(command),
           "hrt_model_exec infer --model_file '%s' --input_file stand_in_0.bin%s --enable_dump true "
           "--dump_format bin && mv model_infer_output_0_codes.bin stand_in_2.bin",
           model_file, is_nv12 ? ",stand_in_1.bin" : "");
  if (system(command) != 0) return -1;
  codes_size = (size_t)(*output)->properties.alignedByteSize;
  return 0;
}

int32_t hbDNNWaitTaskDone(hbDNNTaskHandle_t task, int32_t timeout) {
  FILE* file = fopen("stand_in_2.bin", "rb");
  codes = calloc(codes_size, 1);
  if (file == NULL || codes == NULL || fread(codes, 1, codes_size, file) != codes_size) return -1;
  fclose(file);
  return task == model_file ? timeout : -1;
}

int32_t hbDNNReleaseTask(hbDNNTaskHandle_t task) { return task == model_file ? 0 : -1; }
int32_t hbDNNRelease(hbPackedDNNHandle_t packed) { return packed == model_file ? 0 : -1; }

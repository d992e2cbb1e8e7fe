/* Copyright 2026 The swingproof authors. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Runs the probe of this folder on a board with libdnn, in C:
 *
 *     gcc -O2 run_libdnn.c -o run_libdnn -ldnn   # where the board has them: -I/usr/include -L/usr/hobot/lib
 *     ./run_libdnn MODEL.bin                     # in this folder; writes capture.bin and capture.json
 *
 * No board has tried this program: it was run with a stand-in library that has the same functions. What
 * it rests on, from "BPU SDK API" of Horizon's XJ3, J5 and RDK X5 manuals (hb_dnn.h 1.x):
 *
 *   - a file is loaded by hbDNNInitializeFromFiles; its first model is used.
 *   - hbDNNTensorProperties has validShape, alignedShape, tensorType, tensorLayout, alignedByteSize.
 *   - memory comes from hbSysAllocCachedMem; it is cleaned after the CPU wrote it and invalidated before
 *     the CPU reads what the BPU wrote: hbSysFlushMem.
 *   - NV12 in one tensor is Y, then pairs of U and V; of HB_DNN_IMG_TYPE_NV12_SEPARATE sysMem[0] holds Y
 *     and sysMem[1] the pairs. The width of the probe is a multiple of 16, so that rows have no padding.
 *   - hbDNNInfer starts a task, hbDNNWaitTaskDone(task, 0) waits for it.
 *
 * The model must end in the op; run_probe.py --build makes such a one in the vendor's container. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dnn/hb_dnn.h"

static void check(int32_t code, const char* what) {
  if (code == 0) return;
  fprintf(stderr, "run_libdnn: %s failed with %d\n", what, (int)code);
  exit(1);
}

/* A whole file, and its size. */
static char* read_file(const char* path, size_t* size) {
  FILE* file = fopen(path, "rb");
  if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
    fprintf(stderr, "run_libdnn: cannot read %s; run this in the folder of the kit\n", path);
    exit(1);
  }
  *size = (size_t)ftell(file);
  rewind(file);
  char* bytes = calloc(*size + 1, 1);
  if (bytes == NULL || fread(bytes, 1, *size, file) != *size) check(1, path);
  fclose(file);
  return bytes;
}

/* The value of "id" in probe.json. */
static void read_id(char* id, size_t room) {
  size_t size = 0;
  char* text = read_file("probe.json", &size);
  char* at = strstr(text, "\"id\":");
  at = at == NULL ? NULL : strchr(at + 5, '"');
  size_t length = at == NULL ? 0 : strcspn(at + 1, "\"");
  if (length == 0 || length >= room) check(1, "probe.json: id");
  memcpy(id, at + 1, length);
  id[length] = '\0';
}

/* Puts the probe into the input's memory, in one part or in Y and UV. */
static void fill_input(hbDNNTensor* input, const char* pixels, size_t size) {
  const int is_separate = input->properties.tensorType == HB_DNN_IMG_TYPE_NV12_SEPARATE;
  const size_t first = is_separate ? size / 3 * 2 : size;
  if ((size_t)input->properties.alignedByteSize != size) {
    fprintf(stderr, "run_libdnn: the model takes %d bytes, probe.bin has %zu: write the kit with the "
            "model's size and layout\n", (int)input->properties.alignedByteSize, size);
    exit(1);
  }
  for (int part = 0; part < (is_separate ? 2 : 1); ++part) {
    const size_t bytes = part == 0 ? first : size - first;
    check(hbSysAllocCachedMem(&input->sysMem[part], (uint32_t)bytes), "hbSysAllocCachedMem");
    memcpy(input->sysMem[part].virAddr, part == 0 ? pixels : pixels + first, bytes);
    check(hbSysFlushMem(&input->sysMem[part], HB_SYS_MEM_CACHE_CLEAN), "hbSysFlushMem");
  }
}

static void write_shape(FILE* file, const char* key, const hbDNNTensorShape* shape) {
  fprintf(file, "  \"%s\": [", key);
  for (int32_t i = 0; i < shape->numDimensions; ++i) {
    fprintf(file, "%s%d", i == 0 ? "" : ", ", (int)shape->dimensionSize[i]);
  }
  fprintf(file, "],\n");
}

static void write_capture(const char* id, const hbDNNTensor* output) {
  const hbDNNTensorProperties* form = &output->properties;
  const int is_float = form->tensorType == HB_DNN_TENSOR_TYPE_F32;
  if (!is_float && form->tensorType != HB_DNN_TENSOR_TYPE_S8) {
    fprintf(stderr, "run_libdnn: the output has tensorType %d, neither int8 nor float32: does the "
            "model end in the op?\n", (int)form->tensorType);
    exit(1);
  }
  FILE* codes = fopen("capture.bin", "wb");
  const size_t size = (size_t)form->alignedByteSize;
  if (codes == NULL || fwrite(output->sysMem[0].virAddr, 1, size, codes) != size || fclose(codes)) {
    check(1, "capture.bin");
  }
  FILE* file = fopen("capture.json", "w");
  check(file == NULL, "capture.json");
  fprintf(file, "{\n  \"id\": \"%s\",\n  \"file\": \"capture.bin\",\n", id);
  fprintf(file, "  \"dtype\": \"%s\",\n", is_float ? "float32" : "int8");
  if (form->tensorLayout == HB_DNN_LAYOUT_NHWC) fprintf(file, "  \"layout\": \"nhwc\",\n");
  if (form->tensorLayout == HB_DNN_LAYOUT_NCHW) fprintf(file, "  \"layout\": \"nchw\",\n");
  write_shape(file, "shape", &form->validShape);
  write_shape(file, "aligned_shape", &form->alignedShape);
  fprintf(file, "  \"runner\": \"run_libdnn.c\"\n}\n");
  if (fclose(file) != 0) check(1, "capture.json");
  printf("capture.bin: %zu bytes; now: swingproof certify THIS_FOLDER\n", size);
}

int main(int argc, char** argv) {
  check(argc != 2, "run_libdnn MODEL.bin: the usage");
  char id[128];
  read_id(id, sizeof(id));
  size_t size = 0;
  char* pixels = read_file("probe.bin", &size);

  hbPackedDNNHandle_t packed = NULL;
  const char* model_file = argv[1];
  check(hbDNNInitializeFromFiles(&packed, &model_file, 1), "hbDNNInitializeFromFiles");
  const char** names = NULL;
  int32_t count = 0;
  check(hbDNNGetModelNameList(&names, &count, packed), "hbDNNGetModelNameList");
  hbDNNHandle_t model = NULL;
  check(hbDNNGetModelHandle(&model, packed, names[0]), "hbDNNGetModelHandle");

  hbDNNTensor input, output, *outputs = &output;
  memset(&input, 0, sizeof(input));
  memset(&output, 0, sizeof(output));
  check(hbDNNGetInputTensorProperties(&input.properties, model, 0), "hbDNNGetInputTensorProperties");
  check(hbDNNGetOutputTensorProperties(&output.properties, model, 0), "hbDNNGetOutputTensorProperties");
  fill_input(&input, pixels, size);
  const uint32_t bytes = (uint32_t)output.properties.alignedByteSize;
  check(hbSysAllocCachedMem(&output.sysMem[0], bytes), "hbSysAllocCachedMem");

  hbDNNTaskHandle_t task = NULL;
  hbDNNInferCtrlParam control;
  HB_DNN_INITIALIZE_INFER_CTRL_PARAM(&control);
  check(hbDNNInfer(&task, &outputs, &input, model, &control), "hbDNNInfer");
  check(hbDNNWaitTaskDone(task, 0), "hbDNNWaitTaskDone");
  check(hbSysFlushMem(&output.sysMem[0], HB_SYS_MEM_CACHE_INVALIDATE), "hbSysFlushMem");
  write_capture(id, &output);
  hbDNNReleaseTask(task);
  return hbDNNRelease(packed);
}

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <utility>

#include "deployment/input_error.h"
#include "fixedpoint/bpu_model.h"
#include "suites/gate/cube_array.h"
#include "suites/gate/kernel_source.h"
#include "suites/npy/npy_file.h"

namespace swingproof {
namespace {

NpyArray read_pixels(const std::string& path) {
  NpyArray array = read_npy(path);
  if (array.type != NpyType::int8) {
    throw InputError(path + ": descr", "is uint8, but pixels and codes are int8",
                     "save it as int8");
  }
  if (array.shape.empty() || array.shape.back() != 3) {
    throw InputError(path + ": shape", "does not end in 3",
                     "put the three values of a pixel on the last axis");
  }
  return array;
}

struct Recording {
  std::string name;
  NpyArray stimulus;
  NpyArray result;
  bool is_cube = false;
};

void compare_pixels(const Recording& recording, const LoweredOp& op, MismatchTally& tally) {
  const std::vector<std::uint8_t>& in = recording.stimulus.bytes;
  const std::vector<std::uint8_t>& out = recording.result.bytes;
  const auto value = [](std::uint8_t byte) { return static_cast<std::int8_t>(byte); };
  for (std::size_t at = 0; at < in.size(); at += 3) {
    const CenteredYuv yuv{value(in[at]), value(in[at + 1]), value(in[at + 2])};
    const CodeTriple got = {value(out[at]), value(out[at + 1]), value(out[at + 2])};
    const CodeTriple expected = fixed_codes(op, yuv);
    if (got != expected) tally.add(Mismatch{yuv, expected, got});
  }
}

Examination examine(const Recording& recording, const LoweredOp& op) {
  Examination examination;
  examination.kernel_name = recording.name;
  examination.inputs = recording.stimulus.bytes.size() / 3;
  if (recording.is_cube) {
    auto judge = std::make_unique<CubeJudge>(op);
    judge_cube_array(recording.result.bytes, *judge);
    examination.tally = judge->tally();
    examination.cube = std::move(judge);
  } else {
    compare_pixels(recording, op, examination.tally);
  }
  return examination;
}

}  // namespace

KernelSource recorded_kernel(const std::string& stimulus_path, const std::string& result_path) {
  auto recording = std::make_shared<Recording>();
  recording->name = result_path;
  recording->stimulus = read_pixels(stimulus_path);
  recording->result = read_pixels(result_path);
  if (recording->stimulus.shape != recording->result.shape) {
    throw InputError(result_path + ": shape", "is not the shape of the stimulus",
                     "record the result of the same pixels in the same order");
  }
  if (recording->stimulus.bytes.empty()) {
    throw InputError(stimulus_path + ": shape", "has no pixels", "record at least one");
  }
  recording->is_cube = is_cube_stimulus(recording->stimulus.bytes);
  KernelSource source;
  source.takes_one_deployment = true;
  source.computes_cube = recording->is_cube;
  source.examine = [recording](const ExaminedTask& examined, const Progress& /*progress*/) {
    return examine(*recording, examined.op);
  };
  return source;
}

}  // namespace swingproof

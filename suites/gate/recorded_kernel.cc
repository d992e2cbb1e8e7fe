// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <utility>

#include "deployment/input_error.h"
#include "fixedpoint/bpu_model.h"
#include "suites/certify/capture.h"
#include "suites/certify/pixel_array.h"
#include "suites/gate/cube_array.h"
#include "suites/gate/kernel_source.h"
#include "suites/npy/npy_file.h"

namespace swingproof {
namespace {

NpyArray checked_pixels(const std::string& path, NpyArray array) {
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

// Three planes with the values of a pixel side by side.
NpyArray interleaved(const std::array<std::vector<std::int8_t>, 3>& planes,
                     std::vector<std::size_t> shape) {
  NpyArray array{NpyType::int8, std::move(shape), std::vector<std::uint8_t>(planes[0].size() * 3)};
  for (std::size_t i = 0; i < array.bytes.size(); ++i) {
    array.bytes[i] = static_cast<std::uint8_t>(planes[i % 3][i / 3]);
  }
  return array;
}

// Whether the three values of a pixel are in three planes, as probe --image writes them.
bool is_planar(const NpyArray& array) {
  return array.shape.size() > 2 && array.shape.back() != 3 &&
         channel_axis(array.shape, ArrayLayout::nchw);
}

NpyArray with_channels_last(const NpyArray& array) {
  const auto axis = channel_axis(array.shape, ArrayLayout::nchw);
  const PixelArray pixels = take_apart(array.bytes, array.shape, *axis);
  std::vector<std::size_t> shape = pixels.positions;
  shape.push_back(3);
  return interleaved(pixels.planes, shape);
}

NpyArray read_pixels(const std::string& path) {
  if (is_npy(path).value_or(true) || !path.ends_with(".bin")) return read_npy(path);
  const Stimulus list = read_stimulus(path, ArrayLayout::nhwc);
  return interleaved({list.pixels.y, list.pixels.u, list.pixels.v}, {list.pixels.size(), 3});
}

// What a board or a simulation gave, in whatever form: as int8 of the stimulus's shape.
NpyArray read_result(const std::string& path, const DumpOptions& form, const NpyArray& stimulus,
                     bool is_plain) {
  if (is_plain && form == DumpOptions() && is_npy(path).value_or(true)) {
    NpyArray numbers = read_npy_numbers(path);
    if (row_of(numbers.type).bytes > 1) numbers = codes_of_numbers(path, numbers, {});
    return checked_pixels(path, std::move(numbers));
  }
  CaptureRules rules;
  rules.request = parse_dump_options(form);
  rules.floats.scale = rules.request.scale;
  rules.positions = pixel_positions(stimulus.shape, stimulus.shape.size() - 1);
  return interleaved(read_capture({path}, rules).planes, stimulus.shape);
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

KernelSource recorded_kernel(const std::string& stimulus_path, const std::string& result_path,
                             const DumpOptions& result_form) {
  auto recording = std::make_shared<Recording>();
  recording->name = result_path;
  NpyArray stimulus = read_pixels(stimulus_path);
  const bool has_planes = stimulus.type == NpyType::int8 && is_planar(stimulus);
  if (has_planes) stimulus = with_channels_last(stimulus);
  recording->stimulus = checked_pixels(stimulus_path, std::move(stimulus));
  recording->result = read_result(result_path, result_form, recording->stimulus, !has_planes);
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

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// A kernel that has run elsewhere: recorded_kernel of kernel_source.h.

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "deployment/folder_fixture.h"
#include "deployment/input_error.h"
#include "fixedpoint/bpu_model.h"
#include "fixedpoint/lowering.h"
#include "suites/gate/kernel_source.h"
#include "suites/npy/npy_file.h"

namespace swingproof {
namespace {

using Shape = std::vector<std::size_t>;

constexpr std::array<CenteredYuv, 2> pixels = {{{-128, 127, 0}, {20, -3, 4}}};

LoweredOp recorded_op() { return lower(Deployment(), Datapath()); }

NpyArray stimulus() {
  NpyArray array{NpyType::int8, {pixels.size(), 3}, {}};
  for (const CenteredYuv& yuv : pixels) {
    for (const int value : {yuv.y, yuv.u, yuv.v}) {
      array.bytes.push_back(static_cast<std::uint8_t>(value));
    }
  }
  return array;
}

NpyArray right_result() {
  NpyArray array{NpyType::int8, {pixels.size(), 3}, {}};
  for (const CenteredYuv& yuv : pixels) {
    for (const int code : fixed_codes(recorded_op(), yuv)) {
      array.bytes.push_back(static_cast<std::uint8_t>(code));
    }
  }
  return array;
}

void write(const std::string& path, const NpyArray& array) {
  NpyWriter writer(path, array.type, array.shape);
  writer.write(array.bytes);
  writer.finish();
}

Examination examined(const NpyArray& stimulus, const NpyArray& result) {
  const TemporaryFolder folder;
  write(folder.path_of("s.npy"), stimulus);
  write(folder.path_of("r.npy"), result);
  const KernelSource source = recorded_kernel(folder.path_of("s.npy"), folder.path_of("r.npy"));
  return source.examine({GateTask(), recorded_op()}, [](double /*done*/) {});
}

// The error's words behind the folder; empty if there was none.
std::string refusal(const NpyArray& stimulus, const NpyArray& result) {
  try {
    examined(stimulus, result);
  } catch (const InputError& error) {
    const std::string words = error.what();
    return words.substr(words.find(".npy") - 1);
  }
  return {};
}

TEST(RecordedKernel, EveryCodeIsCompared) {
  const Examination right = examined(stimulus(), right_result());
  EXPECT_EQ(right.inputs, pixels.size());
  EXPECT_EQ(right.tally.mismatches(), 0U);
  for (std::size_t at = 0; at < right_result().bytes.size(); ++at) {
    NpyArray wrong = right_result();
    wrong.bytes[at] ^= 1;
    const Examination examination = examined(stimulus(), wrong);
    EXPECT_EQ(examination.inputs, pixels.size());
    ASSERT_EQ(examination.tally.mismatches(), 1U) << at;
    const Mismatch mismatch = examination.tally.counterexamples().front().mismatch;
    EXPECT_EQ(mismatch.yuv, pixels[at / 3]) << at;
    EXPECT_EQ(static_cast<std::uint8_t>(mismatch.got[at % 3]), wrong.bytes[at]) << at;
  }
}

TEST(RecordedKernel, WhatCannotBeComparedIsRefused) {
  NpyArray unsigned_stimulus = stimulus();
  unsigned_stimulus.type = NpyType::uint8;
  EXPECT_EQ(refusal(unsigned_stimulus, right_result()),
            "s.npy: descr: is uint8, but pixels and codes are int8; save it as int8");
  NpyArray unsigned_result = right_result();
  unsigned_result.type = NpyType::uint8;
  EXPECT_EQ(refusal(stimulus(), unsigned_result),
            "r.npy: descr: is uint8, but pixels and codes are int8; save it as int8");
  for (const Shape& planar : {Shape{3, 2}, Shape{6}}) {
    NpyArray array = stimulus();
    array.shape = planar;
    EXPECT_EQ(refusal(array, right_result()),
              "s.npy: shape: does not end in 3; put the three values of a pixel on the last axis");
  }
  EXPECT_EQ(refusal({NpyType::int8, {}, {0}}, right_result()),
            "s.npy: shape: does not end in 3; put the three values of a pixel on the last axis");
}

TEST(RecordedKernel, AResultOfOtherPixelsIsRefused) {
  const std::string words =
      "r.npy: shape: is not the shape of the stimulus; record the result of the same pixels in the "
      "same order";
  EXPECT_EQ(refusal(stimulus(), {NpyType::int8, {1, 3}, {0, 0, 0}}), words);
  NpyArray same_bytes = right_result();
  same_bytes.shape = {1, 2, 3};
  EXPECT_EQ(refusal(stimulus(), same_bytes), words);
}

// As a board dumps them: planes of padded rows, without a header, for a stimulus of planes.
TEST(RecordedKernel, PlanesWithoutHeaderAreTheSamePixels) {
  const TemporaryFolder folder;
  const auto planar = [](const NpyArray& array) {
    NpyArray planes{NpyType::int8, {3, 1, 2}, {}};
    for (const std::size_t i : {0U, 3U, 1U, 4U, 2U, 5U}) planes.bytes.push_back(array.bytes[i]);
    return planes;
  };
  write(folder.path_of("s.npy"), planar(stimulus()));
  std::string rows;
  const NpyArray codes = planar(right_result());
  for (std::size_t i = 0; i < 6; ++i) {
    rows += static_cast<char>(codes.bytes[i]);
    if (i % 2 == 1) rows += "##";
  }
  folder.write("r.bin", rows);
  DumpOptions form;
  form.shape = "1,3,1,2";
  form.aligned_shape = "1,3,1,4";
  const KernelSource source =
      recorded_kernel(folder.path_of("s.npy"), folder.path_of("r.bin"), form);
  const auto examination = source.examine({GateTask(), recorded_op()}, [](double /*done*/) {});
  EXPECT_EQ(examination.inputs, pixels.size());
  EXPECT_EQ(examination.tally.mismatches(), 0U);
}

TEST(RecordedKernel, NothingIsNoEvidence) {
  const NpyArray none{NpyType::int8, {0, 3}, {}};
  EXPECT_EQ(refusal(none, none), "s.npy: shape: has no pixels; record at least one");
}

}  // namespace
}  // namespace swingproof

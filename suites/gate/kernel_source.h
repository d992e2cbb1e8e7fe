// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_KERNEL_SOURCE_H_
#define SWINGPROOF_SUITES_GATE_KERNEL_SOURCE_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "deployment/deployment.h"
#include "fixedpoint/arithmetic.h"
#include "suites/certify/capture_distance.h"
#include "suites/dump/dump_options.h"
#include "suites/faults/observed_codes.h"
#include "suites/gate/cube_judge.h"
#include "suites/gate/finding.h"
#include "suites/gate/kernel_session.h"

namespace swingproof {

// Some pixels and the codes that a kernel gave for them.
struct ComparedPixels {
  YuvPlanes pixels;
  CaptureCodes codes;
};

// One deployment for which a kernel is gated.
struct GateTask {
  Deployment deployment;
  Arithmetic arithmetic;                      // of the model that the kernel has to equal
  std::vector<std::string> environment = {};  // "NAME=VALUE", added for the kernel's process
};

// What a kernel is examined for: op is the task's deployment, lowered.
struct ExaminedTask {
  const GateTask& task;
  const LoweredOp& op;
  // Also what does not depend on the deployment: sizes, calls, the state of the process.
  bool is_whole = true;
};

// The outcome of one kernel under one deployment, before budgets and diagnosis.
struct Examination {
  std::string kernel_name;
  bool is_supported = true;  // false: everything below is empty
  std::uint64_t inputs = 0;  // compared with the model
  MismatchTally tally;
  // Every code, if the whole cube was computed; null if not.
  std::unique_ptr<const CubeJudge> cube;
  // Every pixel and its codes, if they are not the cube.
  std::shared_ptr<const ComparedPixels> pixels;
  ImageLayout layout;                              // in which the kernel was given cube or pixels
  FindingKind mismatch_kind = FindingKind::value;  // of the mismatches in tally
  std::optional<ImageSize> smallest_image;         // that fails at the minimal counterexample
  std::string place;                               // what where a pixel lies has to do with that
  std::optional<ImageSize> place_image;            // the smallest one that shows it
  std::vector<GateFinding> findings;               // all but the mismatches in tally
  std::uint64_t kernel_nanoseconds = 0;            // of its own, where that is known
  std::optional<std::uint64_t> stack_bytes;        // of one call, where that is known
  std::string printed;                             // what the kernel wrote on stdout and stderr
};

// How far a long computation is: a number from 0 to 1.
using Progress = std::function<void(double)>;

// A kernel, wherever it comes from. examine may be called for any number of deployments. Throws
// InputError if the kernel cannot be used at all.
struct KernelSource {
  std::function<Examination(const ExaminedTask&, const Progress&)> examine;
  bool is_parallel = false;           // examine may run in several threads at once
  bool takes_one_deployment = false;  // what it computed is already there
  bool computes_cube = true;          // false: a part of the cube, so that no figures exist
};

// A shared library (swingproof/kernel.h), in processes of its own: the cube and the contract, with
// images of also_sizes among those that are tried. Throws InputError for a size above 64 Mi pixels.
KernelSource library_kernel(const LibraryKernel& kernel,
                            const std::vector<ImageSize>& also_sizes = {});

// A program, run by /bin/sh for each deployment: the cube as NPY, int8 (256, 256, 256, 3), on its
// stdin, the codes in the same form on its stdout. The environment variable SWINGPROOF_DEPLOYMENT
// holds the deployment as JSON. Exit code 77 means that the deployment is not supported. A program
// that takes longer than 16 times the timeout is killed. One that does not read its stdin fails:
// its codes cannot come from the stimulus.
struct CommandKernel {
  std::string command;
  std::function<std::string(const Deployment&)> deployment_json;
  std::chrono::milliseconds timeout{30000};
};
inline constexpr int command_exit_unsupported = 77;
KernelSource command_kernel(const CommandKernel& kernel);

// Files: a stimulus, int8 NPY of any shape with 3 on its last axis or of planes (..., 3, H, W), and
// what a kernel made of it: numbers of the same shape, or a capture of the same pixels in this form
// (suites/certify/capture.h). Throws InputError for anything else.
KernelSource recorded_kernel(const std::string& stimulus_path, const std::string& result_path,
                             const DumpOptions& result_form = {});

// One image of one size on a shared library, for a closer look, placed in the three ways of the
// contract checks: every pixel the same one, or varied as in those checks. Throws InputError for a
// size above 64 Mi pixels.
KernelSource library_kernel_on_image(const LibraryKernel& kernel, ImageSize size,
                                     std::optional<CenteredYuv> pixel);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_KERNEL_SOURCE_H_

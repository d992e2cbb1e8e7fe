// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_FINDING_H_
#define SWINGPROOF_SUITES_GATE_FINDING_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deployment/centered_yuv.h"
#include "deployment/enum_names.h"
#include "suites/faults/fault_search.h"
#include "suites/pixels/image_size.h"

namespace swingproof {

// The kinds of findings about a kernel.
//   value           a code is not the model's
//   crash           a signal ended it
//   timeout         it did not return
//   out_of_bounds   it touched memory that is not the image's
//   exit            it ended or forked its process, cut its connection, or reported a failure
//   nondeterministic  the same image gave different codes
//   stale_state     what ran before changes what it computes
//   fp_environment  it left the floating-point environment changed
//   input_written   it wrote to its inputs
//   leak            it holds ever more memory, descriptors or threads
//   process_state   it changed what belongs to the whole process
//   machine_state   it did not restore a register
//   budget, baseline, speed   a figure is over its budget, worse than before, or it is too slow
enum class FindingKind {
  value,
  crash,
  timeout,
  out_of_bounds,
  exit,
  nondeterministic,
  stale_state,
  fp_environment,
  input_written,
  leak,
  process_state,
  machine_state,
  budget,
  baseline,
  speed,
};

inline constexpr std::size_t finding_kinds = 15;

std::string_view name(FindingKind kind);
std::string_view summary(FindingKind kind);  // "A signal ended the kernel"

// One input with the model's codes and the kernel's.
struct Mismatch {
  CenteredYuv yuv;
  CodeTriple expected = {};
  CodeTriple got = {};

  friend bool operator==(const Mismatch&, const Mismatch&) = default;
};

// The greatest |got - expected| of the three channels.
int code_distance(const Mismatch& mismatch);

// first: in cube order. worst: the first of those with the greatest code distance. minimal: the
// first of those with the smallest |Y| + |U| + |V|.
enum class Which { first, worst, minimal };

template <>
inline constexpr auto enum_names<Which> = names_of<Which>({{Which::first, "first"},
                                                           {Which::worst, "worst"},
                                                           {Which::minimal, "minimal"}});

struct Counterexample {
  Which which = Which::first;
  Mismatch mismatch;
  // minimal only: the smallest image, all of this one input, on which the kernel was seen to fail;
  // nothing if it failed on none of those tried, so that the failure needs other pixels around it.
  std::optional<ImageSize> smallest_image;
};

// A hypothesis of docs/numerics.md section 7 that explains all that the kernel computed: each axis
// on which it differs from the declaration, with its value there.
struct DiagnosedAxis {
  std::string axis;
  std::string value;

  friend bool operator==(const DiagnosedAxis&, const DiagnosedAxis&) = default;
};
using Diagnosis = std::vector<DiagnosedAxis>;

struct GateFinding {
  FindingKind kind = FindingKind::value;
  std::string message;  // one line, deployment left out
  std::optional<Diagnosis> diagnosis = {};
  std::vector<Counterexample> counterexamples = {};
  // The image to run again: for --size; nothing for findings that are not about one image.
  std::optional<ImageSize> image = {};
  FaultFindings causes = {};  // of wrong codes
  // The image has the same wrong codes each time, but its inputs have other ones elsewhere.
  bool depends_on_place = false;
};

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_FINDING_H_

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_CONTRACT_CHECKS_H_
#define SWINGPROOF_SUITES_GATE_CONTRACT_CHECKS_H_

#include <vector>

#include "suites/gate/finding.h"
#include "suites/gate/image_trial.h"
#include "suites/gate/kernel_session.h"

namespace swingproof {

struct ContractSubject {
  const LibraryKernel& kernel;
  swingproof_config config;
  // The codes that the kernel itself gave over the cube. So a wrong value is reported once, and
  // every finding here is about shape, place, order or time.
  ReferenceRows reference;
  ReferenceRows model;  // for counterexamples
};

// The codes of the reference for some inputs, in their order.
std::vector<CodeTriple> reference_codes(const ReferenceRows& reference,
                                        const std::vector<CenteredYuv>& pixels);

// How much of the contract is checked. Sizes, calls and the state of the process are the same
// whatever the deployment is: one deployment of a gate is checked wholly, the others in the widths
// 0..129 and, because values depend on them, in other configurations.
struct ContractScope {
  bool is_whole = true;
  std::vector<ImageSize> also_sizes;  // that fit, beside the usual frames
};

// The contract of swingproof/kernel.h beyond values: widths 0..129 and some up to 65,537, heights
// 0..17 and some up to 65,537, planes at any alignment and against pages that cannot be touched,
// strides of inputs, of outputs and of both above the width with canaries in the padding, the sizes
// of common frames, rows more than 2^32 bytes behind the first one, the
// same image twice and with other canaries, where that is right two instances by turns and in two
// threads, instances of other configurations before and in between, the floating-point
// environment, untouched inputs.
//
// session has instance 0 of the subject; it is used up. At most one finding for each series of
// images, about the first one, in ascending size, that fails.
std::vector<GateFinding> check_contract(const ContractSubject& subject, KernelSession& session,
                                        const KernelMemory& memory, const ContractScope& scope);

// The cause of an image whose codes are not the reference. It runs twice more, each time alone in a
// fresh process. Same wrong codes: value. Correct codes: stale_state. The two differ:
// nondeterministic.
GateFinding wrong_codes(const ContractSubject& subject, const KernelMemory& memory,
                        const ImageTrial& trial, const std::vector<CodeTriple>& codes);

// Runs one image on instance 0 and holds it against the reference. Nothing if it is right.
std::optional<GateFinding> check_image(const ContractSubject& subject, KernelSession& session,
                                       const KernelMemory& memory, const ImageTrial& trial);

// The smallest image of this one pixel, among some sizes from 1 x 1 to 256 x 256, on which the
// kernel fails, in a fresh process; nothing if it fails on none.
std::optional<ImageSize> smallest_failing_image(const ContractSubject& subject,
                                                const KernelMemory& memory, CenteredYuv pixel);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_CONTRACT_CHECKS_H_

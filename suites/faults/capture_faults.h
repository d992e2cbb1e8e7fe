// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_FAULTS_CAPTURE_FAULTS_H_
#define SWINGPROOF_SUITES_FAULTS_CAPTURE_FAULTS_H_

#include "suites/certify/source_chart.h"
#include "suites/certify/source_verdict.h"
#include "suites/certify/stimulus.h"
#include "suites/certify/verdict.h"
#include "suites/faults/fault_search.h"

namespace swingproof {

// The faults that explain a capture of the op which is refuted; none for another verdict.
FaultFindings capture_faults(const HypothesisClasses& classes, const Verdict& verdict,
                             const Stimulus& stimulus, const CaptureCodes& capture);

// The same for a capture of known colours. A pixel differs if one of its values is off by more than
// the tolerance. Beside the sources of docs/numerics.md section 7: exact conversions truncated, a
// chroma span of 219, and frames in I420 or YV12 that were read as NV12.
FaultFindings source_faults(const Deployment& deployment, const RgbStimulus& stimulus,
                            const CaptureCodes& capture, const SourceRules& rules,
                            const SourceVerdict& verdict);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_FAULTS_CAPTURE_FAULTS_H_

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_TRACE_TRACE_REPORT_H_
#define SWINGPROOF_REPORTS_TRACE_TRACE_REPORT_H_

#include <array>
#include <string>

#include "reports/json/json_document.h"
#include "suites/trace/trace.h"
#include "suites/trace/training_trace.h"

namespace swingproof {

// One input through every stage, for a terminal: the model's value beside the exact one.
std::string trace_text(CenteredYuv yuv, const std::array<ChannelTrace, 3>& traces);

// The part of it about one channel.
std::string trace_channel_text(const ChannelTrace& trace);

// The same as a document of schema "swingproof.trace/1":
//   arithmetic, yuv: [Y, U, V]
//   channels: [{channel, lowered, grey_level, value: {value, exact}, stages: [{stage, fixed,
//   exact}],
//               code, ideal_code, error: {value, exact}, grey_level_error}]
Json trace_json(const Deployment& deployment, const Arithmetic& arithmetic, CenteredYuv yuv,
                const std::array<ChannelTrace, 3>& traces);

// A training pixel through the training-side op, beside the exact matrix, and then as trace_text().
std::string training_trace_text(const Deployment& deployment, const TrainingTrace& training,
                                const std::array<ChannelTrace, 3>& traces);

// trace_json() of the YUV that the training-side op gives, and
//   rgb: [R, G, B]
//   training: [{channel, weights, offset, value: {value, exact}, stages: [{stage, deployed,
//   exact}],
//               deployed, ideal, difference}]                                       Y, U, V
//   path: [{channel, training_code, code, difference}]                              output order
Json training_trace_json(const Deployment& deployment, const Arithmetic& arithmetic,
                         const TrainingTrace& training, const std::array<ChannelTrace, 3>& traces);

// Its channels alone.
Json trace_channels_json(const std::array<ChannelTrace, 3>& traces);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_TRACE_TRACE_REPORT_H_

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_SETTLE_JUDGEMENT_H_
#define SWINGPROOF_SUITES_SETTLE_JUDGEMENT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deployment/deployment.h"
#include "deployment/enum_names.h"
#include "fixedpoint/choices.h"
#include "suites/certify/capture_distance.h"
#include "suites/certify/plane_function.h"

namespace swingproof {

// One deployment of a plan, its pixels, and what a board made of them, if that was captured.
struct ExperimentResult {
  Deployment deployment;
  YuvPlanes pixels;
  std::optional<CaptureCodes> capture;  // as long as the pixels
};

// What the captures say about a choice of the model.
enum class SettledStanding {
  confirmed,     // only the model's value is left
  refuted,       // only one other value is
  open,          // several are, or nothing explains the captures
  never_visible  // no capture of any deployment can show it
};

template <>
inline constexpr auto enum_names<SettledStanding> =
    names_of<SettledStanding>({{SettledStanding::confirmed, "confirmed"},
                               {SettledStanding::refuted, "refuted"},
                               {SettledStanding::open, "open"},
                               {SettledStanding::never_visible, "never_visible"}});

struct SettledChoice {
  const Choice* choice = nullptr;  // of choices(), one with a name
  SettledStanding standing = SettledStanding::open;
  std::string value;                   // confirmed or refuted: the one that is left
  std::vector<std::size_t> closed_by;  // open: experiments whose missing captures would decide
};

// How far a datapath is from the captures.
struct DatapathDistance {
  std::size_t datapath = 0;                // index into all_datapaths()
  std::vector<std::uint64_t> experiments;  // pixels that differ, 0 where there is no capture
  std::uint64_t pixels = 0;                // their sum
};

struct SettleJudgement {
  std::vector<std::size_t> explained_by;  // indices into all_datapaths(): every pixel is theirs
  std::vector<SettledChoice> choices;     // all with a name
  DatapathDistance nearest;               // the first of the nearest
  std::size_t equally_near = 0;           // datapaths that are, it among them
  // Of the nearest, by experiment: the first pixels that differ, three at most.
  std::vector<std::vector<DifferingPixel>> first_differing;
  // By experiment: how many datapaths explain its capture alone.
  std::vector<std::size_t> explain_alone;
};

// A choice is confirmed or refuted only if no datapath of another value comes within one wrong
// pixel per capture, so that one bad pixel never decides anything.
SettleJudgement judge(const std::vector<ExperimentResult>& results);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_SETTLE_JUDGEMENT_H_

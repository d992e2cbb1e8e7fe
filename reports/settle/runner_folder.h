// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_SETTLE_RUNNER_FOLDER_H_
#define SWINGPROOF_REPORTS_SETTLE_RUNNER_FOLDER_H_

#include <string>
#include <utility>
#include <vector>

#include "reports/certificate/statement.h"
#include "reports/kit/kit_files.h"
#include "suites/certify/capture_distance.h"
#include "suites/dump/dump_options.h"

namespace swingproof {

// The folder of an experiment for the runners of a kit (reports/kit): its image is the experiment's
// pixels, which begin again at their end.

// Sides of the image. The width is one that boards take without padding.
inline constexpr std::size_t runner_image_side = 16;

// Its files. Throws InputError for more pixels than the image has.
std::vector<KitFile> runner_folder_files(const Deployment& deployment, const YuvPlanes& pixels);

// Whether a runner has written a capture in the folder.
bool has_runner_capture(const std::string& folder);

// All files that read_runner_capture() reads. Throws InputError as that does.
std::vector<std::string> runner_capture_files(const std::string& folder);

struct RunnerCapture {
  YuvPlanes pixels;  // of the image
  CaptureCodes codes;
  std::vector<Subject> files;  // that say what the codes are; names without folders
};

// Reads what a runner has written; form is that of captures, where it is not in capture.json.
// Throws InputError as read_probe_kit() and read_capture() do, and for the probe of another
// experiment.
RunnerCapture read_runner_capture(const std::string& folder, const Deployment& deployment,
                                  const YuvPlanes& pixels, const DumpOptions& form);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_SETTLE_RUNNER_FOLDER_H_

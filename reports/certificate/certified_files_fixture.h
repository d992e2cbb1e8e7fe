// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_CERTIFICATE_CERTIFIED_FILES_FIXTURE_H_
#define SWINGPROOF_REPORTS_CERTIFICATE_CERTIFIED_FILES_FIXTURE_H_

#include <map>
#include <string>
#include <utility>

#include "deployment/deployment_toml.h"
#include "deployment/folder_fixture.h"
#include "reports/certificate/statement.h"
#include "suites/certify/probe.h"
#include "suites/certify/simulated_board_fixture.h"
#include "suites/certify/stimulus.h"
#include "suites/npy/npy_file.h"

namespace swingproof {

// A folder with a deployment file, its probe, and what a simulated board gives for it.
class CertifiedFiles {
 public:
  // A board that computes what is declared, or swaps U and V.
  explicit CertifiedFiles(ChromaOrder chroma_order = ChromaOrder::as_declared) {
    const Deployment& deployment = named_deployments()[1].deployment;
    // The same for all files of a process.
    static const YuvPlanes pixels = choose_probe(named_classes(1), all_axes).pixels;
    Hypothesis computed = named_classes(1).hypotheses.front();
    computed.chroma_order = chroma_order;
    const CaptureCodes capture = SimulatedBoard(deployment, computed).capture(pixels);
    folder.write("d.toml", deployment_toml(deployment));
    folder.write("probe.npy", pixel_list_npy(pixels));
    folder.write("codes.npy",
                 pixel_list_npy({capture.planes[0], capture.planes[1], capture.planes[2]}));
  }

  SubjectPaths paths() const {
    return {folder.path_of("codes.npy"), folder.path_of("probe.npy"), folder.path_of("d.toml")};
  }

  const TemporaryFolder folder;
};

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_CERTIFICATE_CERTIFIED_FILES_FIXTURE_H_

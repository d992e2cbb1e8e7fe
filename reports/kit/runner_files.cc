// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/kit/runner_files.h"

#include "reports/document/embedded_file.h"

SWINGPROOF_EMBED(swingproof_kit_hbm_runtime, SWINGPROOF_KIT "/run_hbm_runtime.py");
SWINGPROOF_EMBED(swingproof_kit_pyeasy_dnn, SWINGPROOF_KIT "/run_pyeasy_dnn.py");
SWINGPROOF_EMBED(swingproof_kit_hrt_model_exec, SWINGPROOF_KIT "/run_hrt_model_exec.sh");
SWINGPROOF_EMBED(swingproof_kit_libdnn, SWINGPROOF_KIT "/run_libdnn.c");
SWINGPROOF_EMBED(swingproof_kit_probe, SWINGPROOF_KIT "/run_probe.py");
SWINGPROOF_EMBED(swingproof_kit_readme, SWINGPROOF_KIT "/kit.md");

namespace swingproof {

std::array<RunnerFile, 5> runner_files() {
  return {{{"run_hbm_runtime.py", SWINGPROOF_EMBEDDED(swingproof_kit_hbm_runtime)},
           {"run_pyeasy_dnn.py", SWINGPROOF_EMBEDDED(swingproof_kit_pyeasy_dnn)},
           {"run_hrt_model_exec.sh", SWINGPROOF_EMBEDDED(swingproof_kit_hrt_model_exec)},
           {"run_libdnn.c", SWINGPROOF_EMBEDDED(swingproof_kit_libdnn)},
           {"run_probe.py", SWINGPROOF_EMBEDDED(swingproof_kit_probe)}}};
}

std::string_view kit_readme() { return SWINGPROOF_EMBEDDED(swingproof_kit_readme); }

}  // namespace swingproof

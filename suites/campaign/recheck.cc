// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/campaign/recheck.h"

#include <string>

#include "deployment/input_error.h"
#include "suites/campaign/execution.h"
#include "suites/campaign/stored_figures.h"

namespace swingproof {

void require_same_figures(Store& store) {
  MeasureSettings measure(store.measures());
  for (const SettingResult& kept : store.samples()) {
    if (result_digest(measure(kept.setting)) == result_digest(kept)) continue;
    throw InputError(store.path() + ": setting " + key_text(setting_key(kept.setting)),
                     "has other figures than this swingproof computes for it",
                     "use the swingproof that wrote the store, or sweep into a new one");
  }
}

}  // namespace swingproof

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CAMPAIGN_RECHECK_H_
#define SWINGPROOF_SUITES_CAMPAIGN_RECHECK_H_

#include "suites/campaign/store.h"

namespace swingproof {

// Sweeps one setting of each arithmetic and swing of the store again, on this thread, some
// milliseconds each: a store is not to be continued, or judged, as this version's if another
// version of the arithmetic or the sweep wrote it. Throws InputError, naming the setting, if any
// figure differs. A change that shows in none of these settings is not noticed. A version number
// would not do: development changes figures without raising it.
void require_same_figures(Store& store);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CAMPAIGN_RECHECK_H_

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/datapath.h"

namespace swingproof {

Datapath datapath_of(March /*march*/) { return Datapath{}; }

}  // namespace swingproof

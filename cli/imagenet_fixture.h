// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_IMAGENET_FIXTURE_H_
#define SWINGPROOF_CLI_IMAGENET_FIXTURE_H_

namespace swingproof {

// For tests: the deployment of most models in the field.
inline constexpr const char* imagenet_toml =
    "[deployment]\nmean = [\"123.675\", \"116.28\", \"103.53\"]\n"
    "std = [\"58.395\", \"57.12\", \"57.375\"]\nq_scale = \"0.0207\"\n";

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_IMAGENET_FIXTURE_H_

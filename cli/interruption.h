// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_INTERRUPTION_H_
#define SWINGPROOF_CLI_INTERRUPTION_H_

#include <atomic>

namespace swingproof {

// While one exists, SIGINT and SIGTERM set a flag instead of ending the program; a second one ends
// it as usual.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  const std::atomic<bool>& is_wanted() const;
};

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_INTERRUPTION_H_

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <iostream>

#include "deployment/deployment.h"

int main() {
  const swingproof::Deployment deployment;
  std::cout << "a Deployment takes " << sizeof(deployment) << " bytes\n";
}

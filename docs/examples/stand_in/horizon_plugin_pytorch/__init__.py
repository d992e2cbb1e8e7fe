# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0
"""For the test of run_probe.py: not horizon_plugin_pytorch, but `swingproof convert` in its place.

It has the few names that run_probe.py uses. $SWINGPROOF is the program. A capture made with it says
nothing about Horizon's software or hardware.
"""

# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0
"""For the test of run_pyeasy_dnn.py: the few names of hobot_dnn that it uses; see board.py."""

# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

chosen = None


def set_march(march):
    global chosen
    chosen = march

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_DEPLOYMENT_NEW_FILE_H_
#define SWINGPROOF_DEPLOYMENT_NEW_FILE_H_

#include <sys/types.h>

#include <string>
#include <string_view>

namespace swingproof {

// Writes a file that is not there yet, whole or not at all, with these permission bits (less the
// umask) from its first byte on. Unlike WholeFile it never replaces anything, not even what appears
// at the last moment. Throws InputError, with the path as place, if there is something of that
// name, or if it cannot be written.
void write_new_file(const std::string& path, std::string_view text, mode_t mode);

}  // namespace swingproof

#endif  // SWINGPROOF_DEPLOYMENT_NEW_FILE_H_

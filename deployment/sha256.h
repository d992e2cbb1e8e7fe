// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_DEPLOYMENT_SHA256_H_
#define SWINGPROOF_DEPLOYMENT_SHA256_H_

#include <string>
#include <string_view>

namespace swingproof {

// The SHA-256 of some bytes, as 64 lower-case hexadecimal digits: what `sha256sum` prints.
std::string sha256_hex(std::string_view bytes);

// Of a file's content, read piece by piece. Throws InputError as InputFile does, and for a pipe or
// a device: nobody could compute its digest again.
std::string sha256_of_file(const std::string& path);

}  // namespace swingproof

#endif  // SWINGPROOF_DEPLOYMENT_SHA256_H_

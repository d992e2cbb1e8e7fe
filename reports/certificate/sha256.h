// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_CERTIFICATE_SHA256_H_
#define SWINGPROOF_REPORTS_CERTIFICATE_SHA256_H_

#include <string>
#include <string_view>

namespace swingproof {

// SHA-256 as 64 lowercase hexadecimal digits, as sha256sum prints it.
std::string sha256_hex(std::string_view bytes);

// Of a file's content, read piece by piece. Throws InputError as InputFile does, and for a pipe or
// a device: nobody could compute its digest again.
std::string sha256_of_file(const std::string& path);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_CERTIFICATE_SHA256_H_

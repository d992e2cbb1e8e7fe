// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_DOCUMENT_EMBEDDED_FILE_H_
#define SWINGPROOF_REPORTS_DOCUMENT_EMBEDDED_FILE_H_

#include <cstddef>
#include <string_view>

// A file as it is, between two symbols: no generated source, nothing to escape.
#define SWINGPROOF_EMBED(symbol, path)                                           \
  asm(".pushsection .rodata\n" #symbol "_begin:\n.incbin \"" path "\"\n" #symbol \
      "_end:\n.byte 0\n.popsection\n");                                          \
  extern "C" const char symbol##_begin[] __attribute__((visibility("hidden")));  \
  extern "C" const char symbol##_end[] __attribute__((visibility("hidden")))

// Its content as a std::string_view.
#define SWINGPROOF_EMBEDDED(symbol) \
  std::string_view(symbol##_begin, static_cast<std::size_t>(symbol##_end - symbol##_begin))

#endif  // SWINGPROOF_REPORTS_DOCUMENT_EMBEDDED_FILE_H_

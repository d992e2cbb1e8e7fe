// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/html/page_files.h"

#include <stdexcept>

#ifdef SWINGPROOF_PAGE_STYLE

// Each file as it is, between two symbols: no generated source, nothing to escape.
#define SWINGPROOF_EMBED(symbol, path)                                           \
  asm(".pushsection .rodata\n" #symbol "_begin:\n.incbin \"" path "\"\n" #symbol \
      "_end:\n.byte 0\n.popsection\n");                                          \
  extern "C" const char symbol##_begin[] __attribute__((visibility("hidden")));  \
  extern "C" const char symbol##_end[] __attribute__((visibility("hidden")))

SWINGPROOF_EMBED(swingproof_page_style, SWINGPROOF_PAGE_STYLE);
SWINGPROOF_EMBED(swingproof_page_script, SWINGPROOF_PAGE_SCRIPT);
SWINGPROOF_EMBED(swingproof_vega, SWINGPROOF_VEGA);
SWINGPROOF_EMBED(swingproof_vega_lite, SWINGPROOF_VEGA_LITE);
SWINGPROOF_EMBED(swingproof_vega_embed, SWINGPROOF_VEGA_EMBED);

namespace swingproof {

bool has_chart_libraries() { return true; }

std::string_view chart_library_versions() { return SWINGPROOF_CHART_VERSIONS; }

PageFiles page_files() {
  const auto file = [](const char* begin, const char* end) {
    return std::string_view(begin, static_cast<std::size_t>(end - begin));
  };
  return {file(swingproof_page_style_begin, swingproof_page_style_end),
          file(swingproof_page_script_begin, swingproof_page_script_end),
          file(swingproof_vega_begin, swingproof_vega_end),
          file(swingproof_vega_lite_begin, swingproof_vega_lite_end),
          file(swingproof_vega_embed_begin, swingproof_vega_embed_end)};
}

}  // namespace swingproof

#else

namespace swingproof {

bool has_chart_libraries() { return false; }

std::string_view chart_library_versions() { return {}; }

PageFiles page_files() { throw std::logic_error("this build has no chart libraries"); }

}  // namespace swingproof

#endif

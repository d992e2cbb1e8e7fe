// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/document/page_files.h"

#include <stdexcept>

#ifdef SWINGPROOF_PAGE_STYLE

#include "reports/document/embedded_file.h"

SWINGPROOF_EMBED(swingproof_page_style, SWINGPROOF_PAGE_STYLE);
SWINGPROOF_EMBED(swingproof_page_script, SWINGPROOF_PAGE_SCRIPT);
SWINGPROOF_EMBED(swingproof_vega, SWINGPROOF_VEGA);
SWINGPROOF_EMBED(swingproof_vega_lite, SWINGPROOF_VEGA_LITE);
SWINGPROOF_EMBED(swingproof_vega_embed, SWINGPROOF_VEGA_EMBED);

namespace swingproof {

bool has_chart_libraries() { return true; }

std::string_view chart_library_versions() { return SWINGPROOF_CHART_VERSIONS; }

PageFiles page_files() {
  return {SWINGPROOF_EMBEDDED(swingproof_page_style), SWINGPROOF_EMBEDDED(swingproof_page_script),
          SWINGPROOF_EMBEDDED(swingproof_vega), SWINGPROOF_EMBEDDED(swingproof_vega_lite),
          SWINGPROOF_EMBEDDED(swingproof_vega_embed)};
}

}  // namespace swingproof

#else

namespace swingproof {

bool has_chart_libraries() { return false; }

std::string_view chart_library_versions() { return {}; }

PageFiles page_files() { throw std::logic_error("this build has no chart libraries"); }

}  // namespace swingproof

#endif

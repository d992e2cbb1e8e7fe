// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_DOCUMENT_PAGE_FILES_H_
#define SWINGPROOF_REPORTS_DOCUMENT_PAGE_FILES_H_

#include <string_view>

namespace swingproof {

// The files that every HTML report carries inside, as they were when the library was built.
struct PageFiles {
  std::string_view style;   // reports/document/page.css
  std::string_view script;  // reports/document/page.js: draws the charts
  std::string_view vega;    // minified bundles, versions by reports/document/package-lock.json
  std::string_view vega_lite;
  std::string_view vega_embed;
};

// Whether this build has the chart libraries. They come from npm when the build is configured; a
// build without npm or without its registry has none, and writes no HTML.
bool has_chart_libraries();

// "vega 6.4.0, ...": as reports/document/package.json pins them; empty without them.
std::string_view chart_library_versions();

// has_chart_libraries() must hold.
PageFiles page_files();

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_DOCUMENT_PAGE_FILES_H_

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_DOCUMENT_PAGE_H_
#define SWINGPROOF_REPORTS_DOCUMENT_PAGE_H_

#include <string>
#include <vector>

#include "reports/document/document.h"
#include "reports/document/page_files.h"

namespace swingproof {

// One section of a page. The page makes its heading and its entry in the table of contents.
struct PageSection {
  std::string id;            // what links to it
  std::string title;         // as its heading
  std::string entry;         // as the table of contents has it: short
  Document content = {};     // all below its heading
  bool begins_part = false;  // the first of a deployment's sections, on a page about several
};

struct Page {
  std::string title;                  // plain text
  std::vector<PageSection> sections;  // one at least
  std::string script = {};            // JavaScript of this page's own
};

// One HTML page that carries all it needs and asks for nothing from a network: its security policy
// forbids every request to anywhere. The same page gives the same bytes.
std::string page_html(const Page& page, const PageFiles& files);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_DOCUMENT_PAGE_H_

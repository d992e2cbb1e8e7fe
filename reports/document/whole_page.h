// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_DOCUMENT_WHOLE_PAGE_H_
#define SWINGPROOF_REPORTS_DOCUMENT_WHOLE_PAGE_H_

#include <string>
#include <vector>

#include "reports/document/page_files.h"
#include "reports/json/json_document.h"

namespace swingproof {

// An entry of a page's table of contents.
struct PageEntry {
  std::string id;            // of the section
  std::string title;         // plain text
  bool begins_part = false;  // begins a line of its own
};

// What is on a page; its security policy forbids every request to anywhere.
struct WholePage {
  std::string title;  // plain text
  std::vector<PageEntry> contents = {};
  std::string skip_to = {};  // what the first section is, as a link for keyboards names it
  std::string html;          // the sections
  Json charts;               // {id: specification}, for the elements that chart_html makes
  std::string script = {};   // JavaScript of this page's own
};

std::string whole_page(const WholePage& page, const PageFiles& files);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_DOCUMENT_WHOLE_PAGE_H_

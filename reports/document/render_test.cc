// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/document/render.h"

#include <gtest/gtest.h>

namespace swingproof {
namespace {

// One of every block, with characters that formats give a meaning.
Document every_block() {
  Document document;
  document.add(Heading{"Cost of <op>", 1});
  document.add(Paragraph{Text(strong("PASS")) + ": kept", "light pass"});
  document.add(Paragraph{Text("All 2") + exponent("24") + " inputs & more"});
  document.add(List{{Text(link_to("d1", "first")) + ": " + figure("/a/0", "1.250", "1.3"),
                     Text("second ") + code_span("--json")},
                    "cost"});
  document.add(Table{{"lr", {{"a", "b"}, {"x", "1"}}}, "What \"b\" is"});
  document.add(Table{{"l", {{"c"}, {"y"}}}, "Another"});
  document.add(Paragraph{emphasis("in gamut")});
  document.add(Heading{"Part", 3});
  document.add(Beside{{Chart{"map", "Where", Json{{"mark", "rect"}}}}, "charts"});
  document.add(Image{"\x89PNG", 2, 1, "A picture"});
  document.add(Details{Text(swatch({1, 2, 3}, "exact")) + "open", {Definitions{{{"bias", "B"}}}}});
  document.add(Verbatim{"a < b", "command"});
  return document;
}

TEST(RenderedDocument, IsReadOnATerminal) {
  EXPECT_EQ(terminal_text(every_block(), false),
            "Cost of <op>\n"
            "PASS: kept\n"
            "All 2^24 inputs & more\n"
            "  first: 1.3\n"
            "  second --json\n"
            "  a  b\n"
            "  x  1\n"
            "\n"
            "  c\n"
            "  y\n"
            "\n"
            "in gamut\n"
            "\n"
            "  Part\n"
            "open\n"
            "  bias: B\n"
            "  a < b\n");
  EXPECT_EQ(terminal_text({{Heading{"Cost"}}}, true), "\x1b[1mCost\x1b[0m\n");
}

TEST(RenderedDocument, IsMarkdown) {
  EXPECT_EQ(markdown_text(every_block()),
            "# Cost of <op>\n\n"
            "\U0001f7e2 **PASS**: kept\n\n"
            "All 2^24 inputs & more\n\n"
            "- first: 1.3\n"
            "- second `--json`\n\n"
            "| a | b |\n| :--- | ---: |\n| x | 1 |\n\n"
            "| c |\n| :--- |\n| y |\n\n"
            "*in gamut*\n\n"
            "### Part\n\n"
            "open\n\n"
            "- **bias**: B\n\n"
            "```\na < b\n```\n");
}

TEST(RenderedDocument, IsHtmlWithItsCharts) {
  const HtmlPart part = html_part(every_block(), "d1");
  EXPECT_EQ(
      part.html,
      "<h1>Cost of &lt;op&gt;</h1>\n"
      "<p class=\"light pass\"><strong>PASS</strong>: kept</p>\n"
      "<p>All 2<sup>24</sup> inputs &amp; more</p>\n"
      "<ul class=\"cost\">\n"
      "<li><a href=\"#d1\">first</a>: <data data-figure=\"/a/0\" value=\"1.250\">1.3</data></li>\n"
      "<li>second <code>--json</code></li>\n"
      "</ul>\n"
      "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"What &quot;b&quot; is\">\n"
      "<table>\n<caption>What &quot;b&quot; is</caption>\n"
      "<thead><tr><th scope=\"col\" class=\"l\">a</th><th scope=\"col\" class=\"r\">b</th></tr>"
      "</thead>\n<tbody>\n"
      "<tr><th scope=\"row\" class=\"l\">x</th><td class=\"r\">1</td></tr>\n"
      "</tbody>\n</table>\n</div>\n"
      "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Another\">\n"
      "<table>\n<caption>Another</caption>\n"
      "<thead><tr><th scope=\"col\" class=\"l\">c</th></tr></thead>\n<tbody>\n"
      "<tr><th scope=\"row\" class=\"l\">y</th></tr>\n"
      "</tbody>\n</table>\n</div>\n"
      "<p><em>in gamut</em></p>\n"
      "<h3>Part</h3>\n"
      "<div class=\"charts\">\n"
      "<figure class=\"chart\"><div id=\"chart-d1-map\" role=\"img\" aria-label=\"Where\"></div>"
      "<figcaption>Where</figcaption></figure>\n"
      "</div>\n"
      "<figure class=\"view\"><img width=\"2\" height=\"1\" alt=\"A picture\" "
      "src=\"data:image/png;base64,iVBORw==\"><figcaption>A picture</figcaption></figure>\n"
      "<details><summary><span class=\"swatch\" role=\"img\" aria-label=\"exact\" "
      "style=\"background:rgb(1,2,3)\"></span>open</summary>\n"
      "<dl><dt>bias</dt><dd>B</dd></dl>\n"
      "</details>\n"
      "<pre tabindex=\"0\" class=\"command\">a &lt; b</pre>\n");
  EXPECT_EQ(part.charts, Json({{"d1-map", {{"mark", "rect"}}}}));
}

}  // namespace
}  // namespace swingproof

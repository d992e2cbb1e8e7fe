// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// What the tests of all pages share: Debian's Chromium, a page opened from file:// as a reader
// would, and what must hold of every page.
import assert from "node:assert/strict";
import {mkdirSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join, resolve} from "node:path";
import {pathToFileURL} from "node:url";

// node TEST.mjs PAGE.html DOCUMENT.json CHART_LIBRARIES [SCREENSHOT_FOLDER]; the document is the one
// that the same run has written.
const [page_file, json_file, libraries, screenshots] = process.argv.slice(2).map((a) => resolve(a));
const require = createRequire(join(libraries, "x.js"));
const {chromium} = require("playwright-core");
const axe_source = readFileSync(join(libraries, "axe-core", "axe.min.js"), "utf8");
export const report = JSON.parse(readFileSync(json_file, "utf8"));
const address = pathToFileURL(page_file).href;

// The decimal with so many digits nearest to one with twelve: in integers, so that no digit is lost.
export function digits(text, count) {
  const is_negative = text.startsWith("-");
  const scaled = BigInt(text.replace(/[-.]/g, ""));
  const unit = 10n ** BigInt(12 - count);
  const rounded = String((scaled + unit / 2n) / unit).padStart(count + 1, "0");
  const sign = is_negative && /[1-9]/.test(rounded) ? "-" : "";
  return `${sign}${rounded.slice(0, -count)}.${rounded.slice(-count)}`;
}
export const four_digits = (text) => digits(text, 4);

// The cells of the table in a section whose caption begins so, without its heading.
export async function rows_of(page, section, caption) {
  return page.$$eval(`#${section} table`, (tables, caption) => {
    const table = tables.find((t) => t.caption.textContent.startsWith(caption));
    return [...table.tBodies[0].rows].map((row) => [...row.cells].map((c) => c.textContent));
  }, caption);
}

// Drawn, not just present: marks with an extent inside a chart with one.
export async function check_charts(page, expected) {
  const charts = await page.$$eval("figure.chart", (figures) => figures.map((figure) => {
    const svg = figure.querySelector("svg");
    const marks = [...figure.querySelectorAll("svg .mark-rect path, svg .mark-line path")];
    const seen = marks.filter((mark) => {
      const box = mark.getBoundingClientRect();
      return box.width > 0 && box.height >= 0 && mark.getTotalLength() > 0;
    });
    return {id: figure.firstElementChild.id, width: svg ? svg.getBoundingClientRect().width : 0,
      marks: seen.length};
  }));
  assert.equal(charts.length, expected);
  for (const {id, width, marks} of charts) {
    assert.ok(width > 150, `${id} is ${width} pixels wide`);
    assert.ok(marks > 0, `${id} has marks`);
  }
}

export async function check_tooltip(page, chart, words) {
  const mark = page.locator(`${chart} svg .mark-rect path`).first();
  await mark.scrollIntoViewIfNeeded();
  await mark.hover({force: true});
  const tooltip = page.locator("#vg-tooltip-element");
  await tooltip.waitFor({state: "visible"});
  assert.match(await tooltip.innerText(), words);
}

// The first Tab reaches the link past the contents.
export async function check_first_tab(page) {
  await page.evaluate(() => { document.activeElement?.blur(); window.scrollTo(0, 0); });
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
}

// On paper of A4 no chart, picture or table is wider than the page or taller than it.
async function check_print(page) {
  await page.emulateMedia({media: "print"});
  await page.setViewportSize({width: 703, height: 1032});  // 186 x 273 mm at 96 pixels an inch
  const cut = await page.$$eval("figure, table, pre", (elements) => elements.filter((e) => {
    const box = e.getBoundingClientRect();
    return box.right > 704 || (e.tagName === "FIGURE" && box.height > 1032);
  }).map((e) => e.textContent.slice(0, 80)));
  assert.deepEqual(cut, []);
  await page.emulateMedia({media: null});
  await page.setViewportSize({width: 1280, height: 900});
}

// While it is printed everything is open, and afterwards as before.
async function print(page) {
  const closed = () => page.$$eval("details:not([open])", (all) => all.length);
  const before = await closed();
  await page.evaluate(() => addEventListener("beforeprint", () => {
    window.closedOnPaper = document.querySelectorAll("details:not([open])").length;
  }));
  await page.pdf({...screenshots && {path: join(screenshots, "page.pdf")}, format: "A4",
    printBackground: true, margin: {top: "12mm", bottom: "12mm", left: "12mm", right: "12mm"}});
  assert.equal(await page.evaluate(() => window.closedOnPaper), 0);
  assert.equal(await closed(), before);
}

async function check_accessibility(page) {
  await page.evaluate(axe_source);
  const found = await page.evaluate(() => axe.run(document, {resultTypes: ["violations"]}));
  const serious = found.violations.filter((v) => ["serious", "critical"].includes(v.impact));
  assert.deepEqual(serious.map((v) => `${v.id}: ${v.nodes[0].target} ${v.nodes[0].html.slice(0, 200)}`), []);
}

// The page in a context of its own, drawn, with whatever it requested and complained about.
async function open(browser, options) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(240000);  // a busy machine is slow, not wrong
  const page = await context.newPage();
  const requests = [];
  const complaints = [];
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url()) || request.url() === address) requests.push(request.url());
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(address, {waitUntil: "commit"});
  await page.waitForSelector("html[data-charts]", {state: "attached"});
  assert.deepEqual(complaints, []);
  return {page, requests, complaints};
}

// In light and dark, wide and narrow: read(page) everywhere, use(page) where there is room.
export async function check_page(read, use) {
  if (screenshots) mkdirSync(screenshots, {recursive: true});
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  try {
    for (const colorScheme of ["light", "dark"]) {
      for (const width of [1280, 390]) {
        const {page, requests, complaints} = await open(browser, {colorScheme, viewport: {width, height: 900}});
        const name = `${colorScheme}-${width}`;
        await read(page);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(overflow <= width, `${name}: the page is ${overflow} pixels wide`);
        if (screenshots) await page.screenshot({path: join(screenshots, `${name}.png`), fullPage: true});
        if (width === 1280) {
          await check_accessibility(page);
          await use(page);
        }
        if (name === "light-1280") {
          await check_print(page);
          await print(page);
        }
        assert.deepEqual(requests.filter((url) => url !== address), [], name);
        assert.deepEqual(complaints, [], name);
        await page.context().close();
        console.log(`${name}: good`);
      }
    }
  } finally {
    await browser.close();
  }
}

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// node page_test.mjs PAGE.html REPORT.json CHART_LIBRARIES [SCREENSHOT_FOLDER]
// Opens the report in Debian's Chromium from file://, as a reader would, and checks what is drawn.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join, resolve} from "node:path";
import {pathToFileURL} from "node:url";

const [page_file, json_file, libraries, screenshots] = process.argv.slice(2).map((a) => resolve(a));
const require = createRequire(join(libraries, "x.js"));
const {chromium} = require("playwright-core");
const axe_source = readFileSync(join(libraries, "axe-core", "axe.min.js"), "utf8");
const report = JSON.parse(readFileSync(json_file, "utf8"));
const address = pathToFileURL(page_file).href;

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

// A page in a context of its own, drawn, with whatever it requested and complained about.
async function open(options) {
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

const at = (pointer) => pointer.slice(1).split("/").reduce((json, key) => json[key], report);

// The decimal with four digits nearest to one with twelve: in integers, so that no digit is lost.
function four_digits(text) {
  const scaled = BigInt(text.replace(".", ""));
  const unit = 10n ** 8n;
  const quotient = (scaled + unit / 2n) / unit;
  return `${quotient / 10000n}.${String(quotient % 10000n).padStart(4, "0")}`;
}

async function check_figures(page) {
  const figures = await page.$$eval("data[data-figure]", (elements) => elements.map((e) =>
    ({pointer: e.dataset.figure, value: e.value, shown: e.textContent})));
  assert.ok(figures.length >= 6, "the page has figures");
  for (const {pointer, value, shown} of figures) {
    assert.equal(value, at(pointer), pointer);
    assert.equal(shown, four_digits(value), pointer);
  }
}

// Drawn, not just present: marks with an extent inside a chart with one.
async function check_charts(page) {
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
  assert.equal(charts.length, 19);
  for (const {id, width, marks} of charts) {
    assert.ok(width > 150, `${id} is ${width} pixels wide`);
    assert.ok(marks > 0, `${id} has marks`);
  }
}

async function check_tooltip(page) {
  const bar = page.locator("#chart-path svg .mark-rect path").first();
  await bar.scrollIntoViewIfNeeded();
  await bar.hover({force: true});
  const tooltip = page.locator("#vg-tooltip-element");
  await tooltip.waitFor({state: "visible"});
  assert.match(await tooltip.innerText(), /pixels/);
}

// The first Tab reaches the link to the verdict; a worst input opens with the keyboard alone.
async function check_keyboard(page) {
  await page.evaluate(() => { document.activeElement?.blur(); window.scrollTo(0, 0); });
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  const input = page.locator("#worst details").first();
  await input.locator("summary").focus();
  await page.keyboard.press("Enter");
  assert.equal(await input.getAttribute("open"), "");
}

async function check_accessibility(page) {
  await page.evaluate(axe_source);
  const found = await page.evaluate(() => axe.run(document, {resultTypes: ["violations"]}));
  const serious = found.violations.filter((v) => ["serious", "critical"].includes(v.impact));
  assert.deepEqual(serious.map((v) => `${v.id}: ${v.nodes[0].target} ${v.nodes[0].html.slice(0, 200)}`), []);
}

try {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1280, 390]) {
      const opened = await open({colorScheme, viewport: {width, height: 900}});
      const {page} = opened;
      const name = `${colorScheme}-${width}`;
      await check_charts(page);
      await check_figures(page);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(overflow <= width, `${name}: the page is ${overflow} pixels wide`);
      if (width === 1280) {
        await check_accessibility(page);
        await check_tooltip(page);
        await check_keyboard(page);
      }
      if (screenshots) await page.screenshot({path: join(screenshots, `${name}.png`), fullPage: true});
      if (screenshots && name === "light-1280") {
        await page.pdf({path: join(screenshots, "report.pdf"), format: "A4", printBackground: true,
          margin: {top: "12mm", bottom: "12mm", left: "12mm", right: "12mm"}});
      }
      assert.deepEqual(opened.requests.filter((url) => url !== address), [], name);
      assert.deepEqual(opened.complaints, [], name);
      await page.context().close();
      console.log(`${name}: good`);
    }
  }
} finally {
  await browser.close();
}

// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// node page_test.mjs PAGE.html REPORT.json CHART_LIBRARIES [SCREENSHOT_FOLDER]
// Opens a report (or a comparison) in Debian's Chromium from file://, as a reader would, and checks
// what is drawn. REPORT.json is the document that the same run has written.
import assert from "node:assert/strict";
import {mkdirSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join, resolve} from "node:path";
import {pathToFileURL} from "node:url";

const [page_file, json_file, libraries, screenshots] = process.argv.slice(2).map((a) => resolve(a));
const require = createRequire(join(libraries, "x.js"));
const {chromium} = require("playwright-core");
const axe_source = readFileSync(join(libraries, "axe-core", "axe.min.js"), "utf8");
const report = JSON.parse(readFileSync(json_file, "utf8"));
const address = pathToFileURL(page_file).href;
const is_comparison = report.schema === "swingproof.compare/1";
// Documents of one deployment each, with the prefix of their ids on the page.
const documents = report.reports
  ? report.reports.map((document, i) => ({document, prefix: `d${i + 1}-`}))
  : [{document: report, prefix: ""}];
if (screenshots) mkdirSync(screenshots, {recursive: true});

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
  assert.equal(figures.length, 6 * documents.length);
  for (const {pointer, value, shown} of figures) {
    assert.equal(value, at(pointer), pointer);
    assert.equal(shown, four_digits(value), pointer);
  }
}

// The cells of the table in a section whose caption begins so, without its heading.
async function rows_of(page, section, caption) {
  return page.$$eval(`#${section} table`, (tables, caption) => {
    const table = tables.find((t) => t.caption.textContent.startsWith(caption));
    return [...table.tBodies[0].rows].map((row) => [...row.cells].map((c) => c.textContent));
  }, caption);
}

const times = (histogram) => Object.values(histogram).reduce((a, b) => a + b, 0);

// 100 part / whole with two digits, ties to even, in integers.
function percent(part, whole) {
  const [n, d] = [BigInt(part) * 10000n, BigInt(whole)];
  let q = n / d;
  const twice = 2n * (n % d);
  if (twice > d || (twice === d && q % 2n === 1n)) q += 1n;
  return `${q / 100n}.${String(q % 100n).padStart(2, "0")}`;
}

const changed = (histogram) => {
  const all = times(histogram);
  return percent(all - (histogram["0"] ?? 0), all);
};

// Every number of the tables of errors, end to end and pictures is the document's.
async function check_tables(page) {
  for (const {document, prefix} of documents) {
    const errors = await rows_of(page, prefix + "error", "Error per channel");
    let row = 0;
    for (const channel of document.channels) {
      for (const set of ["all_inputs", "in_gamut", "legal"].filter((s) => channel[s])) {
        const cells = errors[row++];
        const figures = channel[set];
        const shown = [channel.channel, set, figures.inputs.toLocaleString("en-US"),
          four_digits(figures.max_abs_error.value)];
        assert.deepEqual(cells.slice(0, 4), shown);
        assert.equal(cells[5], four_digits(figures.rms_error));
        assert.equal(cells[8], changed(figures.code_difference) + " %");
        assert.equal(cells[9], `(${figures.max_abs_error.at.join(", ")})`);
      }
    }
    assert.equal(row, errors.length);
    const path = await rows_of(page, prefix + "path", "End to end");
    document.path.forEach((channel, i) => {
      assert.deepEqual([path[i][1], path[i][2], path[i][5]],
        [channel.channel, String(channel.max_abs), changed(channel.code_difference)]);
    });
    const pictures = await rows_of(page, prefix + "pictures", "Codes of the fallback");
    row = 0;
    for (const picture of document.pictures) {
      for (const way of picture.paths) {
        way.channels.forEach((channel, i) => {
          const cells = pictures[row++];
          if (i === 0) assert.equal(cells[2], way.psnr_db === null ? "no difference" : way.psnr_db + " dB");
          assert.deepEqual([cells[3], cells[4], cells[6]],
            [channel.channel, String(channel.max_abs), changed(channel.code_difference)]);
        });
      }
    }
    assert.equal(row, pictures.length);
    const images = await page.$$eval(`#${prefix}pictures img`, (all) => all.map((image) =>
      image.complete && image.naturalWidth > 0));
    assert.deepEqual(images, document.pictures.flatMap(() => [true, true, true, true, true]));
  }
}

async function check_comparison(page) {
  const words = await page.textContent("#summary .light");
  for (const change of ["better", "worse"]) {
    assert.match(words, new RegExp(`\\b${report[change]} (is|are) ${change}`));
  }
  for (const [i, deployment] of report.deployments.entries()) {
    const rows = await rows_of(page, `d${i + 1}`, "Deployment");
    assert.equal(rows.length, deployment.figures.length);
    const shown = (figure, when) => four_digits(figure[when].value);
    const order = ["worse", "better", "same"].flatMap((change) =>
      deployment.figures.filter((figure) => figure.change === change));
    rows.forEach((cells, k) => assert.deepEqual([cells[0], cells[3], cells[4]],
      [order[k].change, shown(order[k], "before"), shown(order[k], "after")]));
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
  const expected = is_comparison
    ? report.deployments.flatMap((d) => d.figures.filter((f) => f.measure === "rms error")).length
    : 19 * documents.length;
  assert.equal(charts.length, expected);
  for (const {id, width, marks} of charts) {
    assert.ok(width > 150, `${id} is ${width} pixels wide`);
    assert.ok(marks > 0, `${id} has marks`);
  }
}

async function check_tooltip(page) {
  const chart = is_comparison ? "figure.chart" : "[id$='path-codes']";
  const bar = page.locator(`${chart} svg .mark-rect path`).first();
  await bar.scrollIntoViewIfNeeded();
  await bar.hover({force: true});
  const tooltip = page.locator("#vg-tooltip-element");
  await tooltip.waitFor({state: "visible"});
  assert.match(await tooltip.innerText(), is_comparison ? /inputs/ : /pixels/);
}

// The first Tab reaches the link to the verdict; a worst input opens with the keyboard alone.
async function check_keyboard(page) {
  await page.evaluate(() => { document.activeElement?.blur(); window.scrollTo(0, 0); });
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  if (is_comparison) return;
  const input = page.locator("[id$='worst'] details").first();
  await input.locator("summary").focus();
  await page.keyboard.press("Enter");
  assert.equal(await input.getAttribute("open"), "");
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
      if (is_comparison) {
        await check_comparison(page);
      } else {
        await check_figures(page);
        await check_tables(page);
      }
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(overflow <= width, `${name}: the page is ${overflow} pixels wide`);
      if (width === 1280) {
        await check_accessibility(page);
        await check_tooltip(page);
        await check_keyboard(page);
      }
      if (screenshots) await page.screenshot({path: join(screenshots, `${name}.png`), fullPage: true});
      if (name === "light-1280") await check_print(page);
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

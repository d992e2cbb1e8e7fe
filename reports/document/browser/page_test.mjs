// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// A report or a comparison as a reader sees it; arguments as in chromium_page.mjs.
import assert from "node:assert/strict";
import {check_charts, check_first_tab, check_page, check_tooltip, digits, four_digits, report, rows_of}
  from "./chromium_page.mjs";

const is_comparison = report.schema === "swingproof.compare/1";
// Documents of one deployment each, with the prefix of their ids on the page.
const documents = report.reports
  ? report.reports.map((document, i) => ({document, prefix: `d${i + 1}-`}))
  : [{document: report, prefix: ""}];

const at = (pointer) => pointer.slice(1).split("/").reduce((json, key) => json[key], report);

async function check_figures(page) {
  const figures = await page.$$eval("data[data-figure]", (elements) => elements.map((e) =>
    ({pointer: e.dataset.figure, value: e.value, shown: e.textContent})));
  assert.equal(figures.length, 6 * documents.length);
  for (const {pointer, value, shown} of figures) {
    assert.equal(value, at(pointer), pointer);
    assert.equal(shown, four_digits(value), pointer);
  }
}

const times = (histogram) => Object.values(histogram).reduce((a, b) => a + b, 0);

// 100 part / whole, ties to even, in integers.
function percent(part, whole, count = 2) {
  const unit = 10n ** BigInt(count);
  const [n, d] = [BigInt(part) * 100n * unit, BigInt(whole)];
  let q = n / d;
  const twice = 2n * (n % d);
  if (twice > d || (twice === d && q % 2n === 1n)) q += 1n;
  return `${q / unit}.${String(q % unit).padStart(count, "0")}`;
}

const changed = (histogram) => {
  const all = times(histogram);
  return percent(all - (histogram["0"] ?? 0), all);
};

async function check_error_tables(page, document, prefix) {
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
}

const fraction = (text) => text.split("/").map(BigInt);
const difference = ([a, b], [c, d]) => [a * d - c * b, b * d];

// 100 part / all with a sign, from fractions.
function share(part, all) {
  if (all[0] === 0n) return "-";
  let [n, d] = [part[0] * all[1], part[1] * all[0]];
  if (d < 0n) [n, d] = [-n, -d];
  const text = percent(n < 0n ? -n : n, d);
  const sign = !/[1-9]/.test(text) ? "" : n < 0n ? "-" : "+";
  return `${sign}${text} %`;
}

async function check_attribution(page, document, prefix) {
  for (const {channel, deployed, stages} of document.attribution) {
    const cells = (errors) => ["all_inputs", "in_gamut"].flatMap((set) =>
      [four_digits(errors[set].max_abs_error.value), four_digits(errors[set].rms_error)]);
    const figures = await rows_of(page, prefix + "stages", `${channel}: error in LSB`);
    assert.deepEqual(figures, [["none (as deployed)", ...cells(deployed), ...cells(deployed)],
      ...stages.map((s) => [s.stage, ...cells(s.alone), ...cells(s.cumulative)])]);
    const shares = await rows_of(page, prefix + "stages", `${channel}: share of each stage`);
    const last = stages.at(-1).cumulative;
    const exact = [(set) => fraction(set.max_abs_error.exact), (set) => fraction(set.mean_squared_error_exact)];
    assert.deepEqual(shares.map((row) => row.map((cell) => cell.replace("−", "-"))),
      stages.map((stage, i) => {
        const before = i === 0 ? deployed : stages[i - 1].cumulative;
        return [stage.stage, ...["all_inputs", "in_gamut"].flatMap((set) => exact.map((of) =>
          share(difference(of(before[set]), of(stage.cumulative[set])),
            difference(of(deployed[set]), of(last[set])))))];
      }));
  }
}

async function check_mistakes(page, document, prefix) {
  const rows = await rows_of(page, prefix + "mistakes", "Mistakes");
  assert.equal(rows.length, document.mistakes.length);
  document.mistakes.forEach((mistake, i) => {
    if (mistake.refused) {
      assert.match(rows[i][4], /cannot be lowered/);
      return;
    }
    const joined = (cell) => mistake.planes.map(cell).join(" / ");
    assert.deepEqual(rows[i].slice(1, 4), [
      joined((plane) => digits(plane.max_abs_grey.value, 1)),
      joined((plane) => digits(plane.rms_grey, 1)),
      joined((plane) => percent(plane.changed, mistake.inputs, 1))]);
    const seen = mistake.grey_ramp_max_abs > 0 ? `yes, by up to ${mistake.grey_ramp_max_abs} codes` : "no: ";
    assert.ok(rows[i][4].startsWith(seen), rows[i][4]);
  });
}

async function check_worst_inputs(page, document, prefix) {
  const shown = await page.$$eval(`#${prefix}worst details > summary`, (all) =>
    all.map((summary) => summary.textContent.trim().replaceAll("−", "-").replaceAll("+", "")));
  assert.deepEqual(shown, document.worst_inputs.flatMap(({inputs}) => inputs.map(({at, error, grey_error}) =>
    `Y ${at[0]}, U ${at[1]}, V ${at[2]}: error ${four_digits(error.value)} LSB, ` +
      `${four_digits(grey_error.value)} grey levels`)));
}

async function check_budget(page, document, prefix) {
  if (document.budget === null) return;
  const rows = await rows_of(page, prefix + "verdict", "The budget");
  assert.deepEqual(rows.map((row) => [...row.slice(0, 5), row[5] !== "over"]),
    document.budget.limits.map((limit) => [limit.set, limit.channel,
      limit.measure === "max_rms_error" ? "rms error" : "greatest error", four_digits(limit.value),
      limit.limit, limit.kept]));
  const light = await page.textContent(`#${prefix}verdict .light`);
  assert.match(light, document.budget.verdict === "pass" ? /PASS/ : /FAIL/);
}

async function check_pictures(page, document, prefix) {
  const pictures = await rows_of(page, prefix + "pictures", "Codes of the fallback");
  let row = 0;
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

async function read(page) {
  await check_charts(page, is_comparison
    ? report.deployments.flatMap((d) => d.figures.filter((f) => f.measure === "rms error")).length +
      3 * report.deployments.length
    : 19 * documents.length);
  if (is_comparison) return check_comparison(page);
  await check_figures(page);
  for (const {document, prefix} of documents) {
    for (const check of [check_error_tables, check_attribution, check_mistakes, check_worst_inputs,
      check_budget, check_pictures]) {
      await check(page, document, prefix);
    }
  }
}

// A worst input opens with the keyboard alone.
async function use(page) {
  await check_tooltip(page, is_comparison ? "figure.chart" : "[id$='path-codes']",
    is_comparison ? /inputs/ : /pixels/);
  await check_first_tab(page);
  if (is_comparison) return;
  const input = page.locator("[id$='worst'] details").first();
  await input.locator("summary").focus();
  await page.keyboard.press("Enter");
  assert.equal(await input.getAttribute("open"), "");
}

await check_page(read, use);

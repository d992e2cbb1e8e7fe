// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// The page of a campaign as a reader sees and uses it; arguments as in chromium_page.mjs.
import assert from "node:assert/strict";
import {check_charts, check_first_tab, check_page, check_tooltip, four_digits, report, rows_of}
  from "./chromium_page.mjs";

const letters = ["R", "G", "B"];
const results = report.results.filter((result) => !result.refusal);
assert.ok(results.length >= 8 && report.over_budget > 0 && report.over_budget < results.length);

// The cells of a setting's figures, in the table's order.
function figures(result) {
  const of = (letter) => result.channels.find((c) => c.channel === letter).all_inputs;
  return [...letters.map((l) => four_digits(of(l).max_abs_error.value)),
    ...letters.map((l) => four_digits(of(l).rms_error))];
}

const shown_rows = (page) => page.$$eval("#settings tbody tr", (rows) => rows
  .filter((row) => row.getBoundingClientRect().height > 0)
  .map((row) => [...row.cells].map((cell) => cell.textContent)));

async function read(page) {
  await check_charts(page, 3);
  const rows = await rows_of(page, "settings", `All ${results.length} settings`);
  assert.deepEqual(rows.map((row) => row.slice(0, 6).join(" ")).sort(),
    results.map((result) => figures(result).join(" ")).sort());
  const over = rows.map((row) => row[7] !== "");
  assert.equal(over.filter((is_over) => is_over).length, report.over_budget);
  assert.ok(over.slice(0, report.over_budget).every((is_over) => is_over), "those over budget come first");
  const greatest = (row) => Math.max(...row.slice(0, 3).map(Number));
  const extremes = await rows_of(page, "summary", "Worst and best");
  assert.equal(Number(extremes[0][1]), Math.max(...rows.map(greatest)));
  assert.equal(extremes[0][1], four_digits(report.worst.max_abs_error.value));
  const cliffs = await rows_of(page, "cliffs", "The greatest jumps");
  assert.deepEqual(cliffs.map((row) => row[0]), report.cliffs.map((cliff) => four_digits(cliff.jump.value)));
}

async function use(page) {
  await check_tooltip(page, "#surfaces figure.chart", /LSB/);
  await check_first_tab(page);
  const all = await shown_rows(page);
  // Every column sorts, by a click and by the keyboard, in both directions.
  for (let column = 0; column < 7; ++column) {
    const heading = page.locator(`#settings thead th:nth-child(${column + 1})`);
    await heading.locator("button").click();
    assert.equal(await heading.getAttribute("aria-sort"), "descending");
    const key = (row) => column < 6 ? Number(row[column]) : row[column];
    const order = (a, b) => column < 6 ? key(b) - key(a) : key(b).localeCompare(key(a));
    const descending = await shown_rows(page);
    assert.deepEqual(descending.map(key), [...all].sort(order).map(key), `column ${column}`);
    await heading.locator("button").focus();
    await page.keyboard.press("Enter");
    assert.equal(await heading.getAttribute("aria-sort"), "ascending");
    assert.deepEqual((await shown_rows(page)).map(key), [...all].sort((a, b) => -order(a, b)).map(key));
    assert.equal(await page.locator("#settings th[aria-sort]").count(), 1);
  }
  // Every word that is typed must be in a row.
  const filter = page.getByLabel("Show rows with");
  for (const words of ["studio", "max_abs_error", "studio 116.28", "no such setting"]) {
    await filter.fill("");
    await filter.pressSequentially(words);
    const wanted = all.filter((row) => words.split(" ").every((word) => row.join(" ").includes(word)));
    assert.deepEqual((await shown_rows(page)).map(String).sort(), wanted.map(String).sort(), words);
    assert.ok(wanted.length < all.length, words);
    assert.equal(wanted.length === 0, words === "no such setting");
  }
  await filter.fill("");
  assert.equal((await shown_rows(page)).length, all.length);
}

await check_page(read, use);

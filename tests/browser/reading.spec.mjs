import { CLEAN, RECEIVED, expect, open, opened, test, textOf } from "./dafu.mjs";

test("metadata, outline, document and figures stand side by side", async ({ page }) => {
  await open(page, CLEAN);
  await expect(page.locator(".doc-card dt").first()).toBeVisible();
  await expect(page.getByRole("tree").getByRole("treeitem").first()).toBeVisible();
  await expect(page.locator("#document .doc-title")).toBeVisible();
  await expect(page.locator("#document [data-figure]").first()).toBeAttached();
});

test("a figure in the text marks its sentence, its row and its section", async ({ page }) => {
  await open(page, CLEAN);
  const figure = page.locator("#document [data-figure]").nth(3);
  const number = await figure.getAttribute("data-figure");
  await figure.click();
  await expect(figure).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator(".sentence.is-chosen")).toContainText(await figure.innerText());
  await expect(page.locator(".entry.is-chosen")).toBeVisible();
  await expect(page.locator(".figure-card mark")).toHaveText(await figure.innerText());
  const row = page.locator(".row.is-chosen");
  await expect(row).toBeInViewport();
  await expect(row.locator(`[data-cell='${number}']`)).toHaveClass(/is-chosen/);
});

test("a row goes to its sentence", async ({ page }) => {
  await open(page, CLEAN);
  const row = page.locator(".row").last();
  await row.scrollIntoViewIfNeeded();
  await row.hover();
  await expect(page.locator(".sentence.is-hovered")).toHaveCount(1);
  await row.click();
  await expect(page.locator(".sentence.is-chosen")).toBeInViewport();
});

test("figures are stepped through by key", async ({ page }) => {
  await open(page, CLEAN);
  await page.keyboard.press("j");
  await expect(page.locator(".card-place")).toHaveText(/^1 \//);
  await page.keyboard.press("j");
  await expect(page.locator(".card-place")).toHaveText(/^2 \//);
  await page.keyboard.press("k");
  await expect(page.locator(".card-place")).toHaveText(/^1 \//);
  await page.keyboard.press("Escape");
  await expect(page.locator(".figure-card")).toHaveCount(0);
});

test("the outline is a tree: arrows move and fold, Enter goes", async ({ page }) => {
  await open(page, CLEAN);
  await page.keyboard.press("1");
  const focused = () => page.evaluate(() => document.activeElement.dataset.entry);
  await expect.poll(focused).toBe("0");
  await page.keyboard.press("ArrowDown");
  await expect.poll(focused).toBe("1");
  await page.keyboard.press("ArrowLeft");
  await expect.poll(focused).toBe("0");
  const before = await page.getByRole("treeitem").count();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("treeitem").first()).toHaveAttribute("aria-expanded", "false");
  expect(await page.getByRole("treeitem").count()).toBeLessThan(before);
  await page.keyboard.press("ArrowDown");
  const entry = page.locator(":focus");
  const title = (await entry.locator(".entry-title").innerText()).trim();
  await page.keyboard.press("Enter");
  await expect(page.locator("#document .heading", { hasText: title }).first()).toBeInViewport();
});

test("the current section follows the scroll", async ({ page }) => {
  await open(page, CLEAN);
  // In one step: more headings are drawn as soon as the document scrolls, and then another is the last.
  const title = await page.locator("#document .heading").last().evaluate((heading) => {
    heading.scrollIntoView();
    return heading.innerText.replace(/\s+/g, "");
  });
  const here = async () => title.startsWith(await textOf(page, ".entry.is-here .entry-marker")) && title.includes(await textOf(page, ".entry.is-here .entry-title"));
  await expect.poll(here).toBe(true);
});

test("the table is filtered and sorted", async ({ page }) => {
  await open(page, CLEAN);
  const rows = page.locator(".row");
  const all = await rows.count();
  await page.getByRole("searchbox").fill("游客");
  await expect.poll(() => rows.count()).toBeLessThan(all);
  for (const label of await rows.locator(".row-name").allInnerTexts()) expect(label).toContain("游客");
  await page.getByRole("searchbox").fill("没有这样的指标");
  await page.getByRole("button", { name: "清除筛选" }).click();
  await expect(rows).toHaveCount(all);
  const head = page.getByRole("columnheader", { name: "增长" });
  await head.getByRole("button").click();
  await expect(head).toHaveAttribute("aria-sort", "descending");
  const column = await head.evaluate((cell) => cell.cellIndex);
  const values = await page.locator(`.row > [data-column='${column}'] .number`).allInnerTexts();
  const numbers = values.map((value) => Number(value.replace("−", "-").replace(/[^\d.-]/g, "")));
  expect(numbers.length).toBeGreaterThan(2);
  expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
});

test("the table is a grid: arrows move from cell to cell, Enter chooses", async ({ page }) => {
  await open(page, CLEAN);
  await page.locator(".section-line th").first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.locator(":focus")).toHaveClass(/row-label/);
  await page.keyboard.press("ArrowRight");
  await expect(page.locator(":focus")).toHaveAttribute("data-column", "1");
  await page.keyboard.press("Enter");
  await expect(page.locator(".figure-card")).toBeVisible();
});

test("the table is copied as a spreadsheet takes it", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, CLEAN);
  await page.getByRole("button", { name: "复制表格" }).click();
  await expect(page.locator(".toast")).toContainText("已复制");
  const copied = (await page.evaluate(() => navigator.clipboard.readText())).split("\n");
  expect(copied[0].split("\t").slice(0, 2)).toEqual(["指标", "时期"]);
  expect(copied.length - 1).toBe(await page.locator(".row").count());
  expect(new Set(copied.map((line) => line.split("\t").length)).size).toBe(1);
});

test("repaired characters are marked, explained, and read otherwise at will", async ({ page }) => {
  await open(page, RECEIVED);
  await expect(page.locator(".chip.is-repairs")).toContainText("修复");
  const inferred = page.locator(".mark.is-inferred").first();
  const style = await inferred.evaluate((mark) => getComputedStyle(mark).textDecorationStyle);
  const exact = await page.locator(".mark.is-reversed").first().evaluate((mark) => getComputedStyle(mark).textDecorationStyle);
  expect(style).not.toBe(exact);
  await page.locator("#document").focus();
  await page.keyboard.press("n");
  const card = page.locator(".repair-card");
  await expect(card).toBeVisible();
  await expect(card.locator(".received")).not.toBeEmpty();
  const repair = await page.locator(".mark.is-shown").getAttribute("data-repair");
  const other = card.locator(".alternative").first();
  const reading = await other.locator(".alternative-text").innerText();
  await other.click();
  await expect(page.locator(`[data-repair='${repair}']`)).toHaveText(reading);
  await opened(page);
  await page.reload();
  await page.waitForFunction(() => window.dafuStarted);
  await open(page, RECEIVED);
  await expect(page.locator(`[data-repair='${repair}']`)).toHaveText(reading);
});

test("the text as received is one key away", async ({ page }) => {
  await open(page, RECEIVED);
  const title = page.locator("#document .doc-title");
  const repaired = await title.innerText();
  await page.keyboard.press("r");
  await expect(page.locator(".received-note")).toBeVisible();
  expect(await title.innerText()).not.toBe(repaired);
  await page.getByRole("button", { name: "回到修复后的文字" }).click();
  await expect(title).toHaveText(repaired);
});

test("another charset can be chosen, and automatic taken back", async ({ page }) => {
  await open(page, CLEAN);
  const title = await page.locator("#document .doc-title").innerText();
  await page.locator(".chip.is-repairs").click();
  const menu = page.getByRole("dialog", { name: "编码与修复" });
  await menu.getByRole("button", { name: /^windows-1252/i }).click();
  await expect(page.locator(".chip-charset")).toHaveText(/windows-1252/i);
  await menu.getByRole("button", { name: "自动" }).click();
  await expect(page.locator(".chip-charset")).toHaveText(/UTF-8/i);
  await expect(page.locator("#document .doc-title")).toHaveText(title);
});

test("a document comes back as it was looked at", async ({ page }) => {
  await open(page, CLEAN);
  await page.getByRole("searchbox").fill("游客");
  await page.locator("#document [data-figure]").nth(30).click();
  await expect(page.locator(".card-place")).toHaveText(/^31 \//);
  await page.goto(process.env.DAFU_URL);
  await page.waitForFunction(() => window.dafuStarted);
  await open(page, CLEAN);
  await expect(page.getByRole("searchbox")).toHaveValue("游客");
  await expect(page.locator(".card-place")).toHaveText(/^31 \//);
  await expect(page.locator(".sentence.is-chosen")).toBeInViewport();
  const kept = await page.evaluate(() => JSON.stringify(localStorage));
  expect(kept).not.toContain("安澜");
});

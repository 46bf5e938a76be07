import { CLEAN, RECEIVED, drop, expect, expectAccessible, open, opened, restart, test, textOf } from "./dafu.mjs";

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
  await expect(row.locator(`td[data-cell='${number}']`)).toHaveClass(/is-chosen/);
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

test("the current section follows a jump to where nothing is drawn yet", async ({ page }) => {
  const filler = "全市各部门密切配合，扎实推进各项工作，取得了明显成效。\n".repeat(100);
  const sections = Array.from({ length: 60 }, (_, n) => `${n + 1}、第${n + 1}项工作\n${filler}`).join("");
  await drop(page, [{ name: "long.txt", text: `关于第3号提案的答复\n${sections}` }]);
  await opened(page);
  await page.locator("#document").evaluate((pane) => (pane.scrollTop = pane.scrollHeight * 0.7));
  const here = () => page.locator(".entry.is-here").getAttribute("data-entry").then(Number);
  await expect.poll(here).toBeGreaterThan(30);
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

test("the table is copied as a spreadsheet takes it: what is selected, or all", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, CLEAN);
  const rows = page.locator(".row");
  const copied = async () => (await page.evaluate(() => navigator.clipboard.readText())).split("\n").map((line) => line.split("\t"));
  await page.getByRole("button", { name: "复制表格" }).click();
  await expect(page.locator(".toast")).toContainText("已复制");
  const all = await copied();
  expect(all[0].slice(0, 2)).toEqual(["指标", "时期"]);
  expect(all.length - 1).toBe(await rows.count());
  expect(new Set(all.map((cells) => cells.length)).size).toBe(1);

  await rows.nth(1).locator(".tick").click();
  await rows.nth(3).locator(".row-label").click({ modifiers: ["Shift"] });
  await expect(page.locator(".row[aria-selected='true']")).toHaveCount(3);
  await page.getByRole("button", { name: "复制所选 3 行" }).click();
  await expect.poll(async () => (await copied()).length).toBe(4);
  expect((await copied()).slice(1).map(([label]) => label)).toEqual(await page.locator(".row[aria-selected='true'] .row-name").allInnerTexts());

  await page.getByRole("button", { name: "取消选择" }).click();
  await rows.first().locator(".row-label").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(page.locator(".row[aria-selected='true']")).toHaveCount(2);
  await page.keyboard.press("Control+c");
  await expect.poll(async () => (await copied()).length).toBe(3);
  await page.keyboard.press("Control+a");
  await expect(page.getByRole("button", { name: `复制所选 ${all.length - 1} 行` })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator(".row[aria-selected='true']")).toHaveCount(0);
});

test("the table is filtered by measure, period and section", async ({ page }) => {
  await open(page, CLEAN);
  const rows = page.locator(".row");
  const all = await rows.count();
  const choose = async (name, option) => {
    await page.getByRole("combobox", { name }).selectOption(option);
    await expect.poll(() => rows.count()).toBeLessThan(all);
    await expect.poll(() => rows.count()).toBeGreaterThan(0);
  };
  const back = async (name) => {
    await page.getByRole("combobox", { name }).selectOption({ index: 0 });
    await expect(rows).toHaveCount(all);
  };
  await choose("全部类型", "占比");
  const share = await page.getByRole("columnheader", { name: "占比" }).evaluate((cell) => cell.cellIndex);
  for (const row of await rows.all()) await expect(row.locator(`> [data-column='${share}'] .number`)).not.toBeEmpty();
  await back("全部类型");
  const period = await page.getByRole("combobox", { name: "全部时期" }).locator("option").nth(1).innerText();
  await choose("全部时期", period);
  for (const shown of await rows.locator(".row-period").allInnerTexts()) expect(shown).toBe(period);
  await back("全部时期");
  await choose("全部章节", { index: 2 });
  const section = (await page.getByRole("combobox", { name: "全部章节" }).locator("option").nth(2).innerText()).trim();
  await expect(page.locator(".section-line").first()).toContainText(section);
  await back("全部章节");
});

test("nothing of the table is cut off: a value whose column has no room stands beside its label", async ({ page }) => {
  await open(page, CLEAN);
  for (const width of [1440, 1280, 1024, 390]) {
    await page.setViewportSize({ width, height: 800 });
    if (width === 390) await page.getByRole("tab", { name: "指标" }).click();
    await expect.poll(() => page.locator(".grid-scroll").evaluate((pane) => pane.scrollWidth - pane.clientWidth)).toBeLessThanOrEqual(0);
    const unseen = await page.locator(".row").evaluateAll((rows) => {
      const seen = (element) => element.getClientRects().length > 0;
      return rows.filter((row) => ![...row.querySelectorAll(".number")].some(seen)).length;
    });
    expect(unseen).toBe(0);
  }
});

test("columns are chosen, and the choice is remembered", async ({ page }) => {
  await open(page, CLEAN);
  await page.locator(".columns summary").click();
  await page.getByRole("checkbox", { name: "增长" }).uncheck();
  await expect(page.getByRole("columnheader", { name: "增长" })).toHaveCount(0);
  await page.reload();
  await page.waitForFunction(() => window.dafuStarted);
  await open(page, CLEAN);
  await expect(page.getByRole("columnheader", { name: "数值" })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "增长" })).toHaveCount(0);
});

test("the card of a figure has every field and its sentence, and says nothing of a sure one", async ({ page }) => {
  await open(page, CLEAN);
  await page.locator("#document [data-figure]").nth(1).click();
  const card = page.locator(".figure-card");
  for (const field of ["时期", "性质", "章节", "出处", "把握", "方向"]) await expect(card.locator("dt", { hasText: field })).toBeVisible();
  await expect(card.locator(".card-quote")).toContainText(await card.locator("mark").innerText());
  await expect(card.locator(".card-check")).toHaveCount(0);
});

for (const { language, check, sure } of [
  { language: "zh", check: "请核对名称：取自数字之后。数值照录原文。", sure: "整行无误 18.8%" },
  { language: "en", check: "Check the name: taken from behind the figure. The value is as written.", sure: "18.8% that every part is right" },
]) {
  test(`what of a figure to check is said in its row and its card: ${language}`, async ({ page }) => {
    await restart(page, language, "light");
    await open(page, CLEAN);
    await page.locator("#indicators .filter-text").fill("在线旅游平台签订合作协议数");
    const row = page.locator("#indicators .row", { hasText: "在线旅游平台签订合作协议数" });
    // The value is as written: its name alone is marked, and says why to who points at it.
    const why = check.split(/(?<=[。.])/)[0];
    await expect(row.locator(".row-name.is-doubtful")).toHaveAttribute("title", why);
    await expect(row.locator(".cell.is-doubtful")).toHaveCount(0);
    await row.locator(".cell .number").click();
    await expect(page.locator(".card-check")).toHaveText(check);
    await expect(page.locator(".card-fields dd").last()).toHaveText(sure);
    await expectAccessible(page);
  });
}

test("of several points in a paragraph the first to be seen is current", async ({ page }) => {
  const point = (marker, word) => `${marker}是${word}。${"全市各部门密切配合，扎实推进各项工作。".repeat(12)}`;
  const text = `一、下一步打算\n${point("一", "抓重点")}${point("二", "补短板")}${point("三", "强监管")}\n${"后续工作。\n".repeat(60)}`;
  await drop(page, [{ name: "points.txt", text }]);
  await opened(page);
  const here = page.locator(".entry.is-here .entry-title");
  await page.getByRole("treeitem", { name: "补短板" }).click();
  await expect(here).toHaveText("补短板");
  await page.locator(".point", { hasText: "抓重点" }).evaluate((element) => element.scrollIntoView());
  await expect(here).toHaveText("抓重点");
  await page.getByRole("treeitem", { name: "强监管" }).click();
  await expect(here).toHaveText("强监管");
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
  const rows = await page.locator("#indicators .row").count();
  const other = card.locator(".alternative").first();
  const reading = await other.locator(".alternative-text").innerText();
  await other.click();
  await expect(page.locator(`[data-repair='${repair}']`)).toHaveText(reading);
  await opened(page);
  // A document that was read again is whole again.
  await expect(page.locator("#indicators .row")).toHaveCount(rows);
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

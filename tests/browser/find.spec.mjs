// Words are found in text, headings and tables, marked where they are drawn, listed by section, and gone to.
import { CLEAN, RECEIVED, drop, expect, expectAccessible, open, opened, restart, test } from "./dafu.mjs";

const input = (page) => page.getByRole("searchbox", { name: /查找正文|Find in text/ });
const count = (page) => page.locator(".find-count");
const control = process.platform === "darwin" ? "Meta" : "Control";

/** Types words and waits for what is found. */
async function find(page, words) {
  await page.keyboard.press(`${control}+f`);
  await expect(input(page)).toBeFocused();
  await input(page).fill(words);
}

/** The texts that are marked: all, and the one that is gone to. */
const marked = (page, name) =>
  page.evaluate((name) => [...(CSS.highlights.get(name) ?? [])].map((range) => range.toString()), name);

/** Opens a text as a file. */
async function openText(page, text, name = "reply.txt") {
  await drop(page, [{ name, text }]);
  await opened(page);
}

const REPLY = `关于对市政协八届三次会议提案第0146号的答复
沈若溪委员：
一、旅游发展
2023年，全市接待游客300万人次，旅游总收入120亿元。
（一）乡村旅游
发展鄉村旅遊，新建民宿。二零二三年，乡 村 旅游收入１２亿元。
二、交通
新建公路30公里。
单位：家
地区\t旅游企业
青川区\t12
青川县\t3
`;

test("words are counted, marked and stepped through, round at the ends", async ({ page }) => {
  await openText(page, REPLY);
  await find(page, "旅游");
  await expect(count(page)).toHaveText("1 / 6");
  await expect.poll(() => marked(page, "found")).toHaveLength(5);
  await expect.poll(() => marked(page, "found-current")).toEqual(["旅游"]);
  await page.keyboard.press("Enter");
  await expect(count(page)).toHaveText("2 / 6");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.press("Shift+Enter");
  await expect(count(page)).toHaveText("6 / 6");
  await page.keyboard.press("F3");
  await expect(count(page)).toHaveText("1 / 6");
  await page.keyboard.press(`${control}+g`);
  await expect(count(page)).toHaveText("2 / 6");
});

test("width, spaces, zeros, script and line ends make no difference", async ({ page }) => {
  await openText(page, REPLY);
  for (const [words, found] of [
    ["乡村旅游", ["乡村旅游", "鄉村旅遊", "乡 村 旅游"]],
    ["12亿元", ["１２亿元"]],
    ["２０２３年,", ["2023年，"]],
    ["二〇二三年", ["二零二三年"]],
    ["青川", ["青川", "青川"]],
  ]) {
    await find(page, words);
    await expect(count(page)).toHaveText(`1 / ${found.length}`);
    await expect
      .poll(async () => [...(await marked(page, "found-current")), ...(await marked(page, "found"))])
      .toEqual(found);
  }
});

test("matches are listed by section, and a result goes to its place", async ({ page }) => {
  await openText(page, REPLY);
  await find(page, "旅游");
  await expect(page.locator(".found-section")).toHaveText([/一、旅游发展2/, /（一）乡村旅游3/, /二、交通1/]);
  const last = page.locator(".found-row").last();
  await expect(last).toContainText("旅游企业");
  await last.click();
  await expect(count(page)).toHaveText("6 / 6");
  await expect(last).toHaveAttribute("aria-current", "true");
  await expect.poll(() => marked(page, "found-current")).toEqual(["旅游"]);
});

test("results are reached by arrow keys, and Escape gives the focus back", async ({ page }) => {
  await openText(page, REPLY);
  const before = page.getByRole("treeitem").first();
  await before.focus();
  await page.keyboard.press("/");
  await expect(input(page)).toBeFocused();
  await page.keyboard.insertText("旅游");
  await expect(count(page)).toHaveText("1 / 6");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(count(page)).toHaveText("2 / 6");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(input(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.locator("#find")).toHaveCount(0);
  await expect(before).toBeFocused();
  expect(await marked(page, "found")).toEqual([]);
});

test("what is not there is said, to screen readers too", async ({ page }) => {
  await openText(page, REPLY);
  await find(page, "鲲鹏");
  await expect(page.locator("#find [role=status]")).toHaveText("没有找到");
  await input(page).fill("新建");
  await expect(page.locator("#find [role=status]")).toContainText("第 1 处，共 2 处");
});

test("syllables of an input method are not looked for", async ({ page }) => {
  await openText(page, REPLY);
  await find(page, "公路");
  await expect(count(page)).toHaveText("1 / 1");
  const client = await page.context().newCDPSession(page);
  await input(page).fill("");
  await client.send("Input.imeSetComposition", { text: "lv", selectionStart: 2, selectionEnd: 2 });
  await page.waitForTimeout(150);
  await expect(count(page)).toHaveText("");
  await client.send("Input.insertText", { text: "旅游" });
  await expect(count(page)).toHaveText("1 / 6");
});

test("what is selected is looked for", async ({ page }) => {
  await openText(page, REPLY);
  await page.evaluate(() => {
    const text = document.querySelector("#document .para").firstChild;
    const node = document.createTreeWalker(text.parentElement, 4).nextNode();
    getSelection().setBaseAndExtent(node, 0, node, 4);
  });
  await page.keyboard.press(`${control}+f`);
  await expect(input(page)).toHaveValue("2023");
  await expect(count(page)).toHaveText("1 / 1");
});

test("in a long document the next match is gone to wherever it is", async ({ page }) => {
  const filler = "全市各项工作稳步推进，成效明显。\n".repeat(6_000);
  await openText(page, `关于提案的答复\n一、开头\n鲲鹏展翅。\n${filler}二、结尾\n鲲\n鹏再起，鲲鹏高飞。\n`);
  await find(page, "鲲鹏");
  await expect(count(page)).toHaveText(/1 \/ [23]/);
  await page.keyboard.press("Shift+Enter");
  await expect.poll(() => marked(page, "found-current")).toEqual(["鲲鹏"]);
  const seen = await page.evaluate(() => {
    const at = [...CSS.highlights.get("found-current")][0].getBoundingClientRect();
    const pane = document.querySelector("#document").getBoundingClientRect();
    return at.top >= pane.top && at.bottom <= pane.bottom;
  });
  expect(seen).toBe(true);
});

test("a thousand matches come as they are asked for", async ({ page }) => {
  await openText(page, `关于提案的答复\n一、甲\n${"全市工作稳步推进。\n".repeat(1_000)}`);
  await find(page, "稳步");
  await expect(count(page)).toHaveText("1 / 1000");
  await expect(page.locator(".found-row")).toHaveCount(40);
  await page.keyboard.press("Shift+Enter");
  await expect(count(page)).toHaveText("1000 / 1000");
  await expect(page.locator(".found-row")).toHaveCount(80);
  await page.locator(".found-more").first().click();
  await expect(page.locator(".found-row")).toHaveCount(120);
});

test("where the browser has no custom highlights, boxes mark the matches", async ({ page }) => {
  await page.addInitScript(() => delete CSS.__proto__.highlights);
  await page.evaluate(() => Object.defineProperty(CSS, "highlights", { value: undefined }));
  await openText(page, REPLY);
  await find(page, "旅游");
  await expect(page.locator(".found-box")).toHaveCount(6);
  const box = await page.locator(".found-box.is-current").boundingBox();
  expect(box.width).toBeGreaterThan(20);
});

test("the text as received gives way to the match", async ({ page }) => {
  await open(page, RECEIVED);
  await page.keyboard.press("r");
  await expect(page.locator(".received-note")).toBeVisible();
  await find(page, "游客");
  await expect(count(page)).toHaveText(/^1 \//);
  await expect(page.locator(".received-note")).toHaveCount(0);
});

test("without a document the browser's own search is left alone", async ({ page }) => {
  await page.evaluate(() => addEventListener("keydown", (event) => (window.prevented = event.defaultPrevented)));
  await page.keyboard.press(`${control}+f`);
  expect(await page.evaluate(() => window.prevented)).toBe(false);
});

test("on a phone the words lie over the text, and the list opens on request", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openText(page, REPLY);
  await page.getByRole("button", { name: "查找", exact: true }).click();
  await input(page).fill("旅游");
  await expect(count(page)).toHaveText("1 / 6");
  await expect(page.locator("#find-results")).toBeHidden();
  await page.getByRole("button", { name: "全部结果" }).click();
  await page.locator(".found-row").nth(3).click();
  await expect(count(page)).toHaveText("4 / 6");
  expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
});

for (const [language, theme] of [["zh", "light"], ["zh", "dark"], ["en", "light"], ["en", "dark"]]) {
  test(`axe finds nothing: find, ${language}, ${theme}`, async ({ page }) => {
    await restart(page, language, theme);
    await open(page, CLEAN);
    await find(page, "旅游");
    await expect(page.locator(".found-row").first()).toBeVisible();
    await expectAccessible(page);
    await input(page).fill("鲲鹏");
    await expect(page.locator(".find-none")).toBeVisible();
    await expectAccessible(page);
  });
}

// The focus is never lost, the page says aloud what happens, and nothing is lost at 200 % or in forced colours.
import { CLEAN, RECEIVED, drop, expect, expectAccessible, fixture, open, opened, test } from "./dafu.mjs";

const nowhere = (page) => page.evaluate(() => document.activeElement === document.body);

test("after opening, the document has the focus; after a refusal, the way out has it", async ({ page }) => {
  await page.getByRole("button", { name: "试看样例" }).focus();
  await page.keyboard.press("Enter");
  await opened(page);
  await expect(page.locator("#document")).toBeFocused();
  await drop(page, [{ name: "empty.txt", bytes: [] }]);
  await expect(page.getByRole("alert")).toBeVisible();
  await expect.poll(() => nowhere(page)).toBe(false);
});

for (const [name, button] of [
  ["keys", "键盘"],
  ["repairs", /UTF-8/],
  ["export", "导出"],
]) {
  test(`${name}: the dialog takes the focus and gives it back`, async ({ page }) => {
    await open(page, RECEIVED);
    const opener = page.locator("header.bar").getByRole("button", { name: button });
    await opener.focus();
    await page.keyboard.press("Enter");
    await expect(page.locator(".popup")).toBeVisible();
    await expect.poll(() => page.evaluate(() => Boolean(document.activeElement.closest(".popup")))).toBe(true);
    await page.keyboard.press("Escape");
    await expect(page.locator(".popup")).toHaveCount(0);
    await expect(opener).toBeFocused();
  });
}

test("a card that closes under the focus gives it back", async ({ page }) => {
  await open(page, CLEAN);
  await page.locator("#document").focus();
  await page.keyboard.press("j");
  await page.locator(".figure-card").getByRole("button", { name: "关闭" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".figure-card")).toHaveCount(0);
  await expect(page.locator("#document")).toBeFocused();
});

test("switching files keeps the focus", async ({ page }) => {
  await page.setInputFiles("#file", [CLEAN, fixture("numbering-all-markers/received.txt")]);
  await opened(page);
  await page.locator(".file-name.is-list").focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".listed[aria-current]")).toBeFocused();
  await page.locator(".listed").nth(1).focus();
  await page.keyboard.press("Enter");
  await opened(page);
  await expect.poll(() => nowhere(page)).toBe(false);
});

test("the sheet of keys names every key, and each does what it says", async ({ page }) => {
  await open(page, RECEIVED);
  await page.keyboard.press("?");
  const sheet = page.locator(".popup.is-keys");
  for (const key of ["Ctrl", "O", "V", "F", "/", "F3", "G", "1", "2", "3", "[", "]", "J", "K", "N", "P", "L", "R", "Enter", "Esc", "?"]) {
    await expect(sheet.locator("kbd", { hasText: new RegExp(`^${key.replace(/[[\]?/]/g, "\\$&")}$`) }).first()).toBeVisible();
  }
  await page.keyboard.press("Escape");
  const does = {
    1: () => expect(page.locator("#outline :focus")).toHaveCount(1),
    2: () => expect(page.locator("#document")).toBeFocused(),
    3: () => expect(page.locator("#indicators :focus")).toHaveCount(1),
    "[": () => expect(page.locator("#outline")).toBeHidden(),
    "]": () => expect(page.locator("#indicators")).toBeHidden(),
    j: () => expect(page.locator(".card-place")).toHaveText(/^1 \//),
    k: () => expect(page.locator(".figure-card")).toBeVisible(),
    n: () => expect(page.locator(".repair-card")).toBeVisible(),
    p: () => expect(page.locator(".repair-card")).toBeVisible(),
    r: () => expect(page.locator(".received-note")).toBeVisible(),
    "/": () => expect(page.locator("#find")).toBeVisible(),
  };
  for (const [key, shown] of Object.entries(does)) {
    await page.keyboard.press(key);
    await shown();
  }
});

test("reading, results and matches are told to screen readers, and the title follows", async ({ page }) => {
  const said = page.locator("p[role=status][aria-live]");
  await open(page, CLEAN);
  await expect(said).toContainText(/已打开 clean.txt：\d+ 个标题，\d+ 个数字/);
  await expect(page).toHaveTitle(/关于.* · 答复$/);
  await page.keyboard.press("/");
  await page.keyboard.insertText("全市");
  await expect(page.locator("#find [role=status]")).toContainText(/第 1 处，共 \d+ 处/);
});

test("everything follows the language without a reload: notes, dates, numbers, keys", async ({ page }) => {
  await open(page, RECEIVED);
  await page.keyboard.press("/");
  await page.keyboard.insertText("全市");
  await expect(page.locator(".find-count")).toHaveText(/^1 \//);
  await page.evaluate(() => (window.same = true));
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("searchbox", { name: "Find in text, headings and tables" })).toHaveValue("全市");
  const chrome = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector("#app"), 4);
    const chinese = [];
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      if (/\p{Script=Han}/u.test(data) && !parentElement.closest("[lang^=zh], .file-name")) chinese.push(data);
    }
    return chinese;
  });
  expect(chrome).toEqual([]);
  expect(await page.evaluate(() => window.same)).toBe(true);
});

test("at 200 % nothing is cut off and nothing scrolls sideways", async ({ page }) => {
  // A window of 1280 by 1024 at 200 % is one of 640 by 512.
  await page.setViewportSize({ width: 640, height: 512 });
  await open(page, CLEAN);
  const wider = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(await wider()).toBe(false);
  await page.getByRole("button", { name: "查找", exact: true }).click();
  await page.keyboard.insertText("全市");
  await expect(page.locator(".find-count")).toHaveText(/^1 \//);
  for (const button of await page.locator("header.bar button:visible, #find button:visible").all()) {
    await expect(button).toBeInViewport({ ratio: 1 });
  }
  expect(await wider()).toBe(false);
});

test("in forced colours and without motion everything can be told apart", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  await open(page, RECEIVED);
  await page.keyboard.press("j");
  await expect(page.locator(".sentence.is-chosen")).toHaveCSS("outline-style", "solid");
  const moving = await page.evaluate(() => document.getAnimations().filter((a) => a.playState === "running").length);
  expect(moving).toBe(0);
  await expectAccessible(page);
});

test("the menu of exports goes when one turns to the page", async ({ page }) => {
  await open(page, CLEAN);
  await page.locator(".tool.is-export").click();
  await expect(page.locator(".popup")).toBeVisible();
  await page.locator("#document .para").first().click();
  await expect(page.locator(".popup")).toHaveCount(0);
  await page.locator(".tool.is-export").click();
  await expect(page.locator(".popup")).toBeVisible();
  await page.locator(".tool.is-export").click();
  await expect(page.locator(".popup")).toHaveCount(0);
});

test("a bar of a chart keeps the focus when something above it closes", async ({ page }) => {
  await page.setViewportSize({ width: 720, height: 450 });
  await open(page, CLEAN);
  await page.getByRole("tab", { name: /指标/ }).click();
  await page.getByRole("radio", { name: /^图/ }).click();
  const bar = page.locator(".chart-item[tabindex='0']").first();
  await bar.focus();
  await page.keyboard.press("?");
  await expect(page.locator(".popup.is-keys")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(bar).toBeFocused();
});

test("a press beside the buttons of the bar leaves the focus where keys scroll", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, CLEAN);
  await page.locator(".bar").click({ position: { x: 2, y: 2 } });
  await expect(page.locator("#document")).toBeFocused();
  await page.keyboard.press("PageDown");
  await expect.poll(() => page.locator("#document").evaluate((pane) => pane.scrollTop)).toBeGreaterThan(100);
});

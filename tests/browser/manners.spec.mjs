import { CLEAN, RECEIVED, drop, expect, expectAccessible, open, opened, restart, test } from "./dafu.mjs";

const STATES = {
  "first screen": async () => {},
  document: (page) => open(page, CLEAN),
  figure: async (page) => {
    await open(page, CLEAN);
    await page.keyboard.press("j");
    await expect(page.locator(".figure-card")).toBeVisible();
  },
  repairs: async (page) => {
    await open(page, RECEIVED);
    await page.locator(".chip.is-repairs").click();
    await expect(page.locator(".preview").nth(2)).toBeVisible();
  },
  refusal: async (page) => {
    await drop(page, [{ name: "empty.txt", bytes: [] }]);
    await expect(page.getByRole("alert")).toBeVisible();
  },
  keys: async (page) => {
    await page.keyboard.press("?");
    await expect(page.locator(".popup.is-keys")).toBeVisible();
  },
};

for (const language of ["zh", "en"]) {
  for (const theme of ["light", "dark"]) {
    for (const [name, reach] of Object.entries(STATES)) {
      test(`axe finds nothing: ${name}, ${language}, ${theme}`, async ({ page }) => {
        await restart(page, language, theme);
        await reach(page);
        await expectAccessible(page);
      });
    }
  }
}

test("the language changes without a reload, and stays", async ({ page }) => {
  await open(page, CLEAN);
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("tree", { name: "Outline" })).toBeVisible();
  await page.reload();
  await page.waitForFunction(() => window.dafuStarted);
  await expect(page.getByRole("button", { name: "Open a file" }).first()).toBeVisible();
});

test("the theme changes by itself with the system, and by hand", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.getByRole("button", { name: /外观/ }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
});

const bottom = (box) => box.y + box.height;

test("on a phone the panes are tabs", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, CLEAN);
  await expect(page.locator("#outline")).toBeHidden();
  await page.getByRole("tab", { name: "指标" }).click();
  await expect(page.locator("#document")).toBeHidden();
  await page.locator(".row").nth(5).click();
  await expect(page.locator(".figure-card")).toBeInViewport();
  await page.getByRole("button", { name: "看原句" }).click();
  // The card is open over the document, and not over the sentence.
  const [sentence, card] = [page.locator(".sentence.is-chosen").last(), page.locator(".figure-card")];
  await expect.poll(async () => bottom(await sentence.boundingBox()) <= (await card.boundingBox()).y).toBe(true);
  // Even the last row can be taken out from under it.
  await page.getByRole("tab", { name: "指标" }).click();
  await page.locator(".row").last().click();
  const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(wider).toBe(false);
});

test("panes fold and are resized by key", async ({ page }) => {
  await open(page, CLEAN);
  await page.keyboard.press("[");
  await expect(page.locator("#outline")).toBeHidden();
  await page.keyboard.press("[");
  const width = () => page.locator("#outline").evaluate((pane) => pane.offsetWidth);
  const before = await width();
  await page.getByRole("separator").first().focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(width).toBeGreaterThan(before);
});

test("the whole way by keyboard: sample, figure, sentence, doubtful character, close", async ({ page }) => {
  for (let step = 0; step < 12; step++) {
    await page.keyboard.press("Tab");
    if ((await page.locator(":focus").innerText()).includes("试看样例")) break;
  }
  await page.keyboard.press("Enter");
  await opened(page);
  await page.keyboard.press("3");
  await expect(page.locator("#indicators .section-line :focus")).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("#indicators .row :focus")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page.locator(".sentence.is-chosen")).toBeInViewport();
  await page.keyboard.press("n");
  await expect(page.locator(".repair-card")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator(".repair-card")).toHaveCount(0);
});

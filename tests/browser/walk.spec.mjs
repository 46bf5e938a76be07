// The whole way through the page, on a wide screen and on a phone, in both languages and both themes. Nothing overflows.
import { CLEAN, RECEIVED, drop, dropFile, expect, opened, test } from "./dafu.mjs";
import { start } from "./support.mjs";

const SCREENS = { wide: { width: 1440, height: 900 }, middling: { width: 1024, height: 768 }, phone: { width: 390, height: 844 } };
const WORDS = {
  zh: { outline: /^目录/, document: /^正文/, indicators: /^指标/, cancel: "取消", sentence: "看原句", automatic: /^自动/, received: "收到时的原样", refused: "未能打开" },
  en: { outline: /^Outline/, document: /^Document/, indicators: /^Indicators/, cancel: "Cancel", sentence: "Show the sentence", automatic: /^Automatic/, received: "As received", refused: "not opened" },
};

for (const [screen, viewport] of Object.entries(SCREENS)) {
  for (const [language, theme] of [["zh", "light"], ["en", "dark"], ["zh", "dark"], ["en", "light"]]) {
    test(`the whole way: ${screen}, ${language}, ${theme}`, async ({ page }) => {
      test.setTimeout(120_000);
      const words = WORDS[language];
      const phone = screen === "phone";
      const pane = async (name) => {
        if (phone) await page.getByRole("tab", { name: words[name] }).click();
      };
      const fits = async () => {
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wider, "the page is no wider than the screen").toBeLessThanOrEqual(0);
      };
      await page.setViewportSize(viewport);
      await page.evaluate(([language, theme]) => {
        localStorage.setItem("dafu.language", language);
        localStorage.setItem("dafu.theme", theme);
      }, [language, theme]);
      await page.reload();
      await start(page);
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
      await expect(page.locator("html")).toHaveAttribute("lang", language === "zh" ? "zh-CN" : "en");
      await fits();

      // Opening: a file that is no document, then two that are.
      await drop(page, [{ name: "empty.txt", bytes: [] }]);
      await expect(page.getByRole("alert")).toContainText("empty.txt");
      await fits();
      await page.setInputFiles("#file", [CLEAN, RECEIVED]);
      await opened(page);
      await fits();

      // The outline leads to its place.
      await pane("outline");
      const entry = page.getByRole("treeitem").nth(3);
      const title = await entry.locator(".entry-title").innerText();
      await entry.click();
      await expect(page.locator("#document [data-section='3']").first()).toBeInViewport();
      expect((await page.locator("#document [data-section='3']").allInnerTexts()).join("")).toContain(title);

      // A row leads to its sentence, the sentence to its row.
      await pane("indicators");
      await page.locator(".row").nth(4).scrollIntoViewIfNeeded();
      await page.locator(".row-name").nth(4).click();
      await expect(page.locator(".figure-card")).toBeInViewport();
      if (phone) await page.getByRole("button", { name: words.sentence }).click();
      await expect(page.locator(".sentence.is-chosen .figure.is-chosen")).toBeInViewport();
      await fits();
      await page.keyboard.press("Escape");
      await expect(page.locator(".figure-card")).toHaveCount(0);

      // Filters, an order, another column.
      await pane("indicators");
      await page.getByRole("searchbox").fill("游客");
      for (const label of await page.locator(".row-name").allInnerTexts()) expect(label).toContain("游客");
      await page.locator("thead button").nth(1).click();
      await expect(page.locator("thead th").nth(1)).toHaveAttribute("aria-sort", "descending");
      await page.getByRole("searchbox").fill("");
      await fits();

      // The other file, its repairs, another reading of a character, the text as received.
      await page.locator(".file-name.is-list").click();
      await page.getByRole("dialog").getByRole("button", { name: "received.txt" }).click();
      await expect(page.locator(".file-name")).toHaveText("received.txt");
      await opened(page);
      await page.keyboard.press("n");
      const card = page.locator(".repair-card");
      await expect(card).toBeInViewport();
      await expect(page.locator(".mark.is-shown")).toBeInViewport();
      await fits();
      const repair = await page.locator(".mark.is-shown").getAttribute("data-repair");
      const reading = await card.locator(".alternative-text").first().innerText();
      await card.locator(".alternative").first().click();
      await expect(page.locator(`[data-repair='${repair}']`)).toHaveText(reading);
      await opened(page);
      await page.keyboard.press("Escape");
      await page.locator(".chip.is-repairs").click();
      await expect(page.locator(".preview").nth(2)).toBeVisible();
      await fits();
      await page.getByRole("button", { name: words.received }).click();
      await expect(page.locator(".received-note")).toBeVisible();
      await page.keyboard.press("r");
      await expect(page.locator(".received-note")).toHaveCount(0);

      // The list of files has kept their states.
      await dropFile(page, CLEAN);
      await opened(page);
      await page.locator(".file-name.is-list").click();
      await expect(page.locator(".listed-state").first()).toHaveText(words.refused);
      await fits();
    });
  }
}

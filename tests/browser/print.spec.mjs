// Printing: the whole document as a report, by Ctrl+P and by the button, and how it looks on paper.
import { CLEAN, RECEIVED, drop, expect, open, opened, test } from "./dafu.mjs";

/** Stands in for the browser's dialog, which a test could not answer. */
const noDialog = (page) => page.evaluate(() => (window.print = () => (window.printed = (window.printed ?? 0) + 1)));

async function print(page) {
  await noDialog(page);
  await page.keyboard.press("Control+p");
  await page.waitForFunction(() => window.printed);
}

/** The pages of what the browser prints, which it tells the page before as its menu does. */
const paper = async (page) => (await page.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g).length;

const squeezed = (text) => text.replace(/\s+/g, "");

test("all of the document is printed: fields, outline, text, tables and charts, and nothing of the page", async ({ page }) => {
  await open(page, CLEAN);
  const text = squeezed(await page.locator("#document .para").allInnerTexts().then((texts) => texts.join("")));
  const rows = await page.locator("#indicators .row").count();
  const charts = Number(await page.getByRole("radio", { name: /^图/ }).locator(".count").innerText());
  await print(page);
  await page.emulateMedia({ media: "print" });
  const report = page.locator(".report");
  await expect(report).toBeVisible();
  for (const chrome of [".app", ".bar", ".chart-buttons"]) await expect(page.locator(chrome).first()).toBeHidden();
  await expect(report.locator(".report-title")).toBeVisible();
  await expect(report.locator(".report-field").first()).toBeVisible();
  await expect(report.locator(".report-outline li")).toHaveCount(await page.locator("#outline .entry").count());
  expect(squeezed((await report.locator(".para").allInnerTexts()).join(""))).toBe(text);
  await expect(report.locator(".report-table tbody tr")).toHaveCount(rows);
  await expect(report.locator(".chart")).toHaveCount(charts);
  await expect(report.locator(".report-note")).toHaveCount(0);
  expect(await paper(page)).toBeGreaterThan(3);
});

test("the browser's own menu prints the same report", async ({ page }) => {
  await open(page, CLEAN);
  await print(page);
  const paragraphs = await page.locator(".report .para").count();
  const pages = await paper(page);
  await page.reload();
  await page.waitForFunction(() => window.dafuStarted);
  await open(page, CLEAN);
  await page.evaluate(() => addEventListener("beforeprint", () => (window.seen = document.querySelectorAll(".report .para").length)));
  // It is prepared when the page has leisure.
  await expect.poll(() => paper(page)).toBe(pages);
  expect(await page.evaluate(() => window.seen)).toBe(paragraphs);
  await expect(page.locator(".report")).toHaveCount(0);
});

test("marks of repairs are explained on paper", async ({ page }) => {
  await open(page, RECEIVED);
  await print(page);
  await page.emulateMedia({ media: "print" });
  const legend = page.locator(".report-legend");
  await expect(legend.locator(".mark.is-reversed")).toBeVisible();
  await expect(legend.locator(".mark.is-doubtful")).toBeVisible();
  await expect(page.locator(".report .para .mark").first()).toBeVisible();
});

test("what of a figure to check is said on paper", async ({ page }) => {
  await open(page, CLEAN);
  await print(page);
  await page.emulateMedia({ media: "print" });
  const row = page.locator(".report-table tr", { hasText: "在线旅游平台签订合作协议数" });
  await expect(row.locator(".report-check")).toHaveText("请核对名称：取自数字之后。");
  await expect(row.locator(".report-check")).toBeVisible();
});

test("what is printed goes when it is printed, and the page is as it was", async ({ page }) => {
  await open(page, CLEAN);
  await noDialog(page);
  await page.locator(".tool.is-export").click();
  await page.locator(".export-print button").click();
  await page.waitForFunction(() => window.printed);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await expect(page.locator(".report")).toHaveCount(0);
  await expect(page.locator("#document .para").first()).toBeVisible();
});

test("a document that is only drawn where one looks is printed whole, and a longer one says where it ends", async ({ page }) => {
  const line = (number) => `第${number}段：全市共有企业${number}家，安置就业，服务群众，推动各项工作落到实处，取得了明显的成效。\n`;
  const text = (lines) => `关于第3号提案的答复\n${Array.from({ length: lines }, (_, number) => line(number + 1)).join("")}`;
  await drop(page, [{ name: "long.txt", text: text(4_000) }]);
  await opened(page);
  // The browser's own menu: the paper says that this is not all.
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".print-note")).toContainText("不是全文");
  await page.emulateMedia({ media: null });
  await expect(page.locator(".print-note")).toBeHidden();
  await print(page);
  expect(await page.locator("#document .para").count()).toBeLessThan(4_000);
  await expect(page.locator(".report .para")).toHaveCount(4_000);
  await page.evaluate(() => {
    window.dispatchEvent(new Event("afterprint"));
    window.printed = 0;
  });
  await drop(page, [{ name: "longer.txt", text: text(9_000) }]);
  await expect(page.locator(".file-name").first()).toContainText("longer.txt");
  await opened(page);
  await print(page);
  await expect(page.locator(".report-note").first()).toContainText("没有印出");
});

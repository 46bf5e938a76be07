// Links lead to a section, a figure or a search of the same file, in either language, and hold no text of the document.
import { CLEAN, RECEIVED, expect, open, test } from "./dafu.mjs";

test.beforeEach(async ({ context }) => context.grantPermissions(["clipboard-read", "clipboard-write"]));

/** The link that was copied last. */
const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

/** Opens a link as if it had come by mail, then a file. */
async function follow(page, link, path) {
  await page.goto("about:blank");
  await page.goto(link);
  await page.waitForFunction(() => window.dafuStarted);
  await open(page, path);
}

test("a link to a figure leads to it when the same file is opened", async ({ page }) => {
  await open(page, CLEAN);
  await page.locator("#document [data-figure]").nth(4).click();
  const number = Number(await page.locator(".figure.is-chosen").getAttribute("data-figure"));
  await page.getByRole("button", { name: "复制这个数字的链接" }).click();
  await expect(page.locator("[role=status]").filter({ hasText: "已复制链接" })).toHaveCount(1);
  const link = await copied(page);
  expect(link).toMatch(new RegExp(`#file=[0-9a-f]{12}&figure=o${number + 1}$`));
  await page.evaluate(() => localStorage.clear());
  await follow(page, link, CLEAN);
  await expect(page.locator(".figure.is-chosen")).toHaveAttribute("data-figure", String(number));
  await expect(page.locator(".sentence.is-chosen")).toBeInViewport();
});

test("a link to a section leads to it, and means nothing in another file", async ({ page }) => {
  await open(page, CLEAN);
  const entry = page.getByRole("treeitem").last();
  const title = await entry.getAttribute("title");
  await entry.click();
  await page.keyboard.press("l");
  await expect.poll(() => copied(page)).toMatch(/#file=[0-9a-f]{12}&section=[0-9.]+$/);
  const link = await copied(page);
  await page.evaluate(() => localStorage.clear());
  await follow(page, link, CLEAN);
  await expect(page.locator(".entry.is-here")).toHaveAttribute("title", title);
  await page.evaluate(() => localStorage.clear());
  await follow(page, link, RECEIVED);
  await expect.poll(() => page.locator("#document").evaluate((pane) => pane.scrollTop)).toBe(0);
});

test("the section of a link stays current when the page comes to be longer, until a person scrolls", async ({ page }) => {
  await open(page, CLEAN);
  const entry = page.getByRole("treeitem").last();
  const title = await entry.getAttribute("title");
  await entry.click();
  const here = page.locator(".entry.is-here");
  await expect(here).toHaveAttribute("title", title);
  // As where something is drawn late: above, then below what is seen. The pane has the time in which it would tell of it.
  for (const place of ["beforebegin", "afterend"]) {
    await page.locator("#document").evaluate(async (pane, place) => {
      const late = Object.assign(document.createElement("div"), { style: "height: 160px" });
      pane.querySelector(".sheet").insertAdjacentElement(place, late);
      pane.dispatchEvent(new Event("scroll"));
      await new Promise((done) => setTimeout(done, 200));
    }, place);
    await expect(here).toHaveAttribute("title", title);
  }
  await page.locator("#document").hover();
  await page.mouse.wheel(0, -1500);
  await expect(here).not.toHaveAttribute("title", title);
});

test("words that are looked for are in the address only where a person copies a link to them", async ({ page }) => {
  await open(page, CLEAN);
  await page.keyboard.press("/");
  await page.keyboard.insertText("旅游");
  await expect(page.locator(".find-count")).toHaveText(/^1 \/ [1-9]/);
  const count = await page.locator(".find-count").textContent();
  expect(decodeURIComponent(page.url())).not.toContain("旅游");
  await page.getByRole("button", { name: "复制这次查找的链接" }).click();
  await expect.poll(() => copied(page)).toContain("find=%E6%97%85%E6%B8%B8");
  await follow(page, await copied(page), CLEAN);
  await expect(page.getByRole("searchbox", { name: /查找正文/ })).toHaveValue("旅游");
  await expect(page.locator(".find-count")).toHaveText(count);
});

test("another link in the same tab is followed at once", async ({ page }) => {
  await open(page, CLEAN);
  await page.evaluate(() => (location.hash = "figure=o3"));
  await expect(page.locator(".figure.is-chosen")).toHaveAttribute("data-figure", "2");
  await page.evaluate(() => (location.hash = "find=全市"));
  await expect(page.locator(".find-count")).toHaveText(/^1 \//);
});

test("no address that the page writes holds text of the document", async ({ page }) => {
  await open(page, CLEAN);
  const hashes = [];
  for (const key of ["j", "j", "l"]) {
    await page.keyboard.press(key);
    await expect(page.locator(".figure-card")).toBeVisible();
    hashes.push(new URL(page.url()).hash);
  }
  await page.getByRole("treeitem").nth(1).click();
  hashes.push(new URL(page.url()).hash, await copied(page));
  for (const hash of hashes) expect(decodeURIComponent(hash)).not.toMatch(/\p{Script=Han}/u);
});

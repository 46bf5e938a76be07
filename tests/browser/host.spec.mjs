// What a host gets: a page that works anywhere, lets nothing out, and allows itself nothing it does not need.
import { drop, expect, sample, settled, start, test } from "./support.mjs";

const hosts = { "with the headers that the README advises": "DAFU_URL", "under a sub-path, without any": "DAFU_SUBPATH_URL" };

for (const [how, name] of Object.entries(hosts)) {
  test(`a host serves the page ${how}`, async ({ page }) => {
    await start(page, process.env[name]);
    await drop(page, [{ name: "sample.txt", bytes: sample() }]);
    await expect(page.locator("#document article.prose")).toBeVisible();
    await expect(page.locator("#indicators .row").first()).toBeVisible();
  });
}

test("no request leaves the page after it has loaded", async ({ page, watch }) => {
  await start(page);
  await page.waitForLoadState("networkidle");
  const loaded = watch.requests.length;
  await drop(page, [{ name: "sample.txt", bytes: sample() }]);
  await settled(page);
  await page.locator("#indicators .row .cell:has(.number)").first().click();
  await page.waitForTimeout(500);
  expect(watch.requests.slice(loaded)).toEqual([]);
});

test("the policy stands in the page and is strict", async ({ page }) => {
  await start(page);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
  expect(await page.evaluate(() => document.head.firstElementChild?.getAttribute("http-equiv"))).toBe("Content-Security-Policy");
});

test("the policy holds: a script and a style that are not the page's do nothing", async ({ page, watch }) => {
  watch.expected(/policy|Content Security Policy/);
  await start(page);
  const { ran, colour } = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.smuggled = true";
    const style = document.createElement("style");
    style.textContent = "body { outline-color: rgb(1, 2, 3) }";
    document.head.append(script, style);
    return { ran: window.smuggled === true, colour: getComputedStyle(document.body).outlineColor };
  });
  expect(ran).toBe(false);
  expect(colour).not.toBe("rgb(1, 2, 3)");
  await expect(page.evaluate(() => fetch("https://example.org/").then(() => "sent", () => "refused"))).resolves.toBe("refused");
  watch.expected(/example\.org/);
});

test("the page's own files are named by relative paths", async ({ page, watch }) => {
  await start(page, process.env.DAFU_SUBPATH_URL);
  expect(watch.requests.filter((url) => !url.startsWith(process.env.DAFU_SUBPATH_URL))).toEqual([]);
});

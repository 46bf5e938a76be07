// Installed, the page opens, reads and exports without a network, and opens the system's files.
import { readFileSync } from "node:fs";
import { opened } from "./dafu.mjs";
import { drop, expect, sample, start, test } from "./support.mjs";

test("installed, it needs no network any more", async ({ page, context, watch }) => {
  watch.expected(/ERR_INTERNET_DISCONNECTED/);
  await start(page);
  await page.evaluate(() => dispatchEvent(new Event("appinstalled")));
  await page.evaluate(() => navigator.serviceWorker.ready);
  await context.setOffline(true);
  await start(page, "/#lang=en");
  await drop(page, [{ name: "reply.txt", bytes: sample() }]);
  await opened(page);
  await page.locator(".tool.is-export").click();
  const saving = page.waitForEvent("download");
  await page.locator("[data-export='xlsx']").click(); // needs the converter, which this page has not loaded before
  expect(readFileSync(await (await saving).path()).subarray(0, 2).toString()).toBe("PK");
});

test("not installed, it keeps none of its files", async ({ page }) => {
  await start(page);
  await drop(page, [{ name: "reply.txt", bytes: sample() }]);
  await opened(page);
  expect(await page.evaluate(() => navigator.serviceWorker.getRegistrations())).toEqual([]);
});

test("a file that the system opens with the installed page is read", async ({ page }) => {
  await page.addInitScript(() => {
    const launchQueue = { setConsumer: (consumer) => (window.launch = consumer) };
    Object.defineProperty(window, "launchQueue", { value: launchQueue });
  });
  await start(page);
  await page.evaluate((bytes) => {
    const file = new File([Uint8Array.from(bytes)], "reply.txt");
    window.launch({ files: [{ getFile: () => Promise.resolve(file) }] });
  }, [...sample()]);
  await opened(page);
});

test("the manifest names the page, its icon and the files it opens", async ({ page }) => {
  await start(page);
  const session = await page.context().newCDPSession(page);
  const { errors, data } = await session.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const { icons, file_handlers: handlers } = JSON.parse(data);
  expect(Object.keys(handlers[0].accept)).toContain("text/plain");
  for (const { src, type } of icons) {
    const response = await page.request.get(src);
    expect(response.headers()["content-type"]).toBe(type);
  }
  // A test's browser keeps nothing, so it says that it would not install any page.
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual([]);
});

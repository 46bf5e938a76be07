// The whole page in one HTML file on a disk, with no server and nothing beside it.
import { copyFileSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { expectAccessible, opened, RECEIVED } from "./dafu.mjs";
import { drop, expect, file, sample, start, test } from "./support.mjs";

/** Where it is put: alone, under a name as people give them. */
function alone(info, fragment = "") {
  const path = info.outputPath("答复 (1).html");
  copyFileSync(file("dist/dafu.html"), path);
  return `${pathToFileURL(path)}${fragment}`;
}

test("it reads, repairs and exports, and asks for nothing but itself", async ({ page, watch }, info) => {
  watch.expected(/^request to file:/); // counted below
  const address = alone(info);
  await start(page, address);
  await drop(page, [{ name: "reply.txt", bytes: sample() }]);
  await opened(page);
  await expect(page.locator(".mark.is-inferred").first()).toBeAttached();
  await page.locator(".tool.is-export").click();
  const saving = page.waitForEvent("download");
  await page.locator("[data-export='json']").click();
  const { observations } = JSON.parse(readFileSync(await (await saving).path()));
  expect(observations.length).toBeGreaterThan(20);
  expect(watch.requests).toEqual([address]);
});

test("the view comes back, and a link leads to its place", async ({ page, watch }, info) => {
  watch.expected(/^request to file:/);
  await start(page, alone(info, "#lang=en"));
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.setInputFiles("#file", RECEIVED);
  await opened(page);
  await page.locator(".figure").first().click();
  const place = new URL(page.url()).hash;
  expect(place).not.toBe("");
  await page.reload();
  await page.waitForFunction(() => window.dafuStarted);
  expect(new URL(page.url()).hash).toBe(place);
  await expectAccessible(page);
});

test("the page on a server gives it for use offline", async ({ page }) => {
  await start(page);
  const saving = page.waitForEvent("download");
  await page.getByRole("link", { name: "断网也能用" }).click();
  expect(readFileSync(await (await saving).path()).equals(readFileSync(file("dist/dafu.html")))).toBe(true);
});

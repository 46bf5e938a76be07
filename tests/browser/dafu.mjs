// What the specs of the page share: a page that is watched, and ways to give it files.
import { test as base, expect } from "@playwright/test";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export { expect };

const corpus = new URL("../corpus/", import.meta.url);

/** A file of the corpus: its path. */
export const fixture = (name) => fileURLToPath(new URL(name, corpus));

/** The sample as it is received, damaged, and as it once read. */
export const RECEIVED = fixture("sample/received.txt");
export const CLEAN = fixture("sample/clean.txt");

/** A page that must not complain: no error in the console, no violation of the policy, no request to another host. */
export const test = base.extend({
  page: async ({ page }, use) => {
    const complaints = [];
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => {
      const url = new URL(request.url());
      const own = new URL(process.env.DAFU_URL);
      if (!["data:", "blob:"].includes(url.protocol) && url.host !== own.host) complaints.push(`request to ${url}`);
    });
    await page.goto(process.env.DAFU_URL);
    await page.waitForFunction(() => window.dafuStarted);
    await use(page);
    expect(complaints).toEqual([]);
  },
});

/** Drops files on the window: `[{name, text}]` or `[{name, bytes, type}]`. */
export async function drop(page, files) {
  const data = await page.evaluateHandle((files) => {
    const data = new DataTransfer();
    for (const { name, text, bytes, type } of files) {
      const content = bytes ? Uint8Array.from(bytes) : text;
      data.items.add(new File([content], name, { type: type ?? "text/plain" }));
    }
    return data;
  }, files);
  await page.dispatchEvent("body", "dragenter", { dataTransfer: data });
  await page.dispatchEvent("body", "dragover", { dataTransfer: data });
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
}

/** Drops a file of the disk. */
export async function dropFile(page, path, name = path.split("/").at(-1)) {
  await drop(page, [{ name, bytes: [...readFileSync(path)] }]);
}

/** Opens a file by the dialog's input and waits until it is read. */
export async function open(page, path) {
  await page.setInputFiles("#file", path);
  await opened(page);
}

/** Waits until a document is shown. */
export async function opened(page) {
  await expect(page.locator("#document .block").first()).toBeAttached();
  await expect(page.locator(".is-reading")).toHaveCount(0);
}

/** The text of the element that a selector finds, without white space. */
export async function textOf(page, selector) {
  return (await page.locator(selector).first().innerText()).replace(/\s+/g, "");
}

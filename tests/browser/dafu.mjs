// What the specs of the started page share.
import { readFileSync } from "node:fs";
import { drop, expect, file, start, test as watched } from "./support.mjs";

export { drop, expect };

/** A file of the corpus: its path. */
export const fixture = (name) => file(`tests/corpus/${name}`);

/** The sample as it is received, damaged, and as it once read. */
export const RECEIVED = fixture("sample/received.txt");
export const CLEAN = fixture("sample/clean.txt");

/** Playwright's `test` with a page that has started, and that must not complain. */
export const test = watched.extend({
  started: [
    async ({ page, watch: _ }, use) => {
      await start(page);
      await use();
    },
    { auto: true },
  ],
});

/** Drops a file of the disk. */
export async function dropFile(page, path, name = path.split("/").at(-1)) {
  await drop(page, [{ name, bytes: readFileSync(path) }]);
}

/** Opens a file by the dialog's input and waits until it is read. */
export async function open(page, path) {
  await page.setInputFiles("#file", path);
  await opened(page);
}

/** Waits until a document is shown, and all of it is drawn that comes by itself after the first frame. */
export async function opened(page) {
  await expect(page.locator("#document .block").first()).toBeAttached();
  await expect(page.locator(".is-reading, [aria-busy=true]")).toHaveCount(0);
}

/** The text of the element that a selector finds, without white space. */
export async function textOf(page, selector) {
  return (await page.locator(selector).first().innerText()).replace(/\s+/g, "");
}

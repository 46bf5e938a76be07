// What the specs of the started page share.
import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
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

/** Starts the page again in a language, zh or en, and a theme, light or dark. */
export async function restart(page, language, theme) {
  await page.evaluate(
    ([language, theme]) => {
      localStorage.setItem("dafu.language", language);
      localStorage.setItem("dafu.theme", theme);
    },
    [language, theme],
  );
  await page.reload();
  await page.waitForFunction(() => window.dafuStarted);
  await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
}

/** What axe finds in the page as it is now has to be nothing; `but` are rules that do not hold there. */
export async function expectAccessible(page, but = []) {
  const { violations } = await new AxeBuilder({ page }).disableRules(but).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`)).toEqual([]);
}

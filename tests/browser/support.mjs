// What every browser test stands on: a page that is watched, and files that are really dropped.
import { test as base, expect } from "@playwright/test";
import { readFileSync, existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

export { expect };

/** The path of a file of the repository, or of `../shared` beside it. */
export const file = (below) => fileURLToPath(new URL(`../../${below}`, import.meta.url));

/** The bytes of the built-in sample, damaged as real files are. */
export const sample = () => readFileSync(file("tests/corpus/sample/received.txt"));

/** The reference file; null on a machine that does not have it. */
export function reference() {
  const path = file("../shared/data/seed/seed.txt");
  return existsSync(path) ? readFileSync(path) : null;
}

/**
 * What happened in a page that should not: errors on its console, violations of its content security policy, and
 * requests to anywhere but its own files. A test that causes one on purpose says so with `expected`.
 */
class Watch {
  problems = [];
  requests = [];
  #expected = [];

  constructor(page) {
    page.on("console", (message) => {
      if (message.type() === "error") this.#note(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.#note(`error: ${error.message}`));
    page.on("crash", () => this.#note("the page crashed"));
    page.context().on("request", (request) => {
      const url = request.url();
      if (/^(data|blob):/.test(url)) return;
      this.requests.push(url);
      if (new URL(url).origin !== new URL(process.env.DAFU_URL).origin && !url.startsWith(process.env.DAFU_SUBPATH_URL)) {
        this.#note(`request to ${url}`);
      }
    });
  }

  /** What matches `pattern` is not a problem in this test. */
  expected(pattern) {
    this.#expected.push(pattern);
  }

  #note(problem) {
    this.problems.push(problem);
  }

  unexpected() {
    return this.problems.filter((problem) => !this.#expected.some((pattern) => pattern.test(problem)));
  }
}

/** Playwright's `test`, with a `watch` that fails a test in which something happened that should not. */
export const test = base.extend({
  watch: [
    async ({ page }, use) => {
      const watch = new Watch(page);
      await page.addInitScript(() => {
        addEventListener("securitypolicyviolation", (event) => {
          console.error(`policy violated: ${event.violatedDirective} by ${event.blockedURI}`);
        });
      });
      await use(watch);
      expect(watch.unexpected(), "what happened in the page that should not").toEqual([]);
    },
    { auto: true },
  ],
});

/** Opens the page and waits until it has started. */
export async function start(page, url = process.env.DAFU_URL) {
  await page.goto(url);
  await page.waitForFunction(() => window.dafuStarted);
}

/** A `DataTransfer` that holds real files, in the page: `[{ name, text }]` or `[{ name, bytes, type }]`. */
export function transfer(page, files) {
  const carried = files.map(({ name, text, bytes = text, type = "" }) => {
    return { name, type, base64: Buffer.from(bytes).toString("base64") };
  });
  return page.evaluateHandle((carried) => {
    const data = new DataTransfer();
    for (const { name, type, base64 } of carried) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      data.items.add(new File([bytes], name, { type }));
    }
    return data;
  }, carried);
}

/** Drops files on the window, as a person does: over it first, then the drop. */
export async function drop(page, files) {
  const dataTransfer = await transfer(page, files);
  for (const type of ["dragenter", "dragover", "drop"]) {
    await page.dispatchEvent("body", type, { dataTransfer });
  }
}

/** Waits until a document is shown, or the card that says why there is none. */
export async function settled(page) {
  await expect(page.locator("#document article.prose, .message.is-error").first()).toBeVisible({ timeout: 30_000 });
}

// The page reads the same bytes to the same JSON as the command line.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drop, expect, reference, sample, settled, start, test } from "./support.mjs";

/** What `dafu read --format json` prints for a file of this name and content. */
function fromCommandLine(name, bytes) {
  const folder = mkdtempSync(join(tmpdir(), "dafu-"));
  writeFileSync(join(folder, name), bytes);
  const options = { cwd: folder, maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "ignore"] };
  return JSON.parse(execFileSync(process.env.DAFU_CLI, ["read", name, "--format", "json"], options));
}

/** What the page exports, which is what its worker has read. */
async function fromPage(page, name, bytes) {
  await drop(page, [{ name, bytes }]);
  await settled(page);
  await page.locator(".tool.is-export").click();
  const saving = page.waitForEvent("download");
  await page.locator("[data-export='json']").click();
  return JSON.parse(readFileSync(await (await saving).path()));
}

for (const [what, bytes] of [["the sample", sample()], ["the reference file", reference()]]) {
  test(`page and command line agree on ${what}`, async ({ page }) => {
    test.skip(bytes === null, "../shared is not here");
    await start(page);
    const name = "reply.txt";
    expect(await fromPage(page, name, bytes)).toEqual(fromCommandLine(name, bytes));
  });
}

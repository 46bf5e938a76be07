// The page's worker reads the same bytes to the same JSON as the command line.
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, reference, sample, start, test, transfer } from "./support.mjs";

/** What `dafu read --format json` prints for a file of this name and content. */
function fromCommandLine(name, bytes) {
  const folder = mkdtempSync(join(tmpdir(), "dafu-"));
  writeFileSync(join(folder, name), bytes);
  const options = { cwd: folder, maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "ignore"] };
  return JSON.parse(execFileSync(process.env.DAFU_CLI, ["read", name, "--format", "json"], options));
}

/** What the worker answers when it is asked for the whole reading. */
async function fromWorker(page, name, bytes) {
  const dataTransfer = await transfer(page, [{ name, bytes }]);
  const json = await page.evaluate(async (dataTransfer) => {
    const file = dataTransfer.files[0];
    const worker = new Worker(document.querySelector("meta[name=dafu-worker]").content);
    return new Promise((resolve, reject) => {
      worker.onerror = (error) => reject(new Error(error.message));
      // The first message says that it is ready; the JSON travels as a file beside the bytes of a message.
      worker.onmessage = () => {
        worker.onmessage = ({ data }) => data[1]?.text().then(resolve, reject);
        const hints = { name: file.name, charset: undefined, choices: [] };
        worker.postMessage([{ reading: 1, request: { Open: hints } }, file]);
        worker.postMessage([{ reading: 1, request: "Json" }]);
      };
    });
  }, dataTransfer);
  return JSON.parse(json);
}

for (const [what, bytes] of [["the sample", sample()], ["the reference file", reference()]]) {
  test(`worker and command line agree on ${what}`, async ({ page }) => {
    test.skip(bytes === null, "../shared is not here");
    await start(page);
    const name = "reply.txt";
    expect(await fromWorker(page, name, bytes)).toEqual(fromCommandLine(name, bytes));
  });
}

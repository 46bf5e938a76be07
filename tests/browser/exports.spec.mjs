// What the page exports is what the command line writes, byte for byte; what was exported opens again.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { CLEAN, RECEIVED, expect, expectAccessible, open, opened, test } from "./dafu.mjs";
import { drop, settled } from "./support.mjs";

/** The endings of the page's exports, and the formats of the command line. */
const FORMATS = { txt: "text", md: "md", json: "json", csv: "csv", "sdmx.csv": "sdmx-csv", xlsx: "xlsx" };

/** What `dafu read --format …` writes for a file. */
function fromCommandLine(path, format, language = "zh") {
  const output = join(mkdtempSync(join(tmpdir(), "dafu-")), "out");
  const options = { cwd: join(path, ".."), stdio: "ignore" };
  const name = basename(path);
  execFileSync(process.env.DAFU_CLI, ["read", name, "--format", format, "--lang", language, "-o", output], options);
  return readFileSync(output);
}

/** Exports by the menu: the name of the file that is saved, and its bytes. */
async function exported(page, ending) {
  await page.locator(".tool.is-export").click();
  const saving = page.waitForEvent("download");
  await page.locator(`[data-export='${ending}']`).click();
  const download = await saving;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** What a person sees of a document. */
const seen = async (page) => ({
  title: await page.title(),
  text: await page.locator("#document article").innerText(),
  fields: await page.locator(".doc-card .field").allInnerTexts(),
  outline: await page.locator("#outline .entry").allInnerTexts(),
  marks: await page.locator("#document .mark").count(),
  rows: await page.locator("#indicators .row").allInnerTexts(),
});

for (const [ending, format] of Object.entries(FORMATS)) {
  test(`page and command line write the same bytes: ${format}`, async ({ page }) => {
    await open(page, RECEIVED);
    const { name, bytes } = await exported(page, ending);
    expect(name).toMatch(new RegExp(`^关于.*答复\\.${ending.replace(".", "\\.")}$`));
    expect(bytes.equals(fromCommandLine(RECEIVED, format)), `${bytes.length} bytes`).toBe(true);
    await expect(page.locator(".toast")).toContainText("已导出");
  });
}

test("in English, the heads are English too", async ({ page }) => {
  await page.getByRole("button", { name: "English" }).click();
  await open(page, CLEAN);
  const { bytes } = await exported(page, "csv");
  expect(bytes.toString()).toMatch(/^\ufeffid,section,/);
  expect(bytes.equals(fromCommandLine(CLEAN, "csv", "en"))).toBe(true);
});

test("an exported reading opens again, and is exported to the same bytes", async ({ page }) => {
  await open(page, RECEIVED);
  const before = await seen(page);
  const { name, bytes } = await exported(page, "json");
  await drop(page, [{ name, bytes }]);
  await expect(page.locator(".file-name").first()).toContainText(".json");
  await opened(page);
  await expect.poll(() => seen(page)).toEqual(before);
  for (const [ending, format] of Object.entries(FORMATS)) {
    expect((await exported(page, ending)).bytes.equals(fromCommandLine(RECEIVED, format)), format).toBe(true);
  }
  // What was received is not in it, so that nothing can be read otherwise.
  await page.locator("#document").focus();
  await page.keyboard.press("n");
  await expect(page.locator(".repair-card .alternative").first()).toBeDisabled();
  await page.locator(".chip.is-repairs").click();
  await expect(page.locator(".popup.is-repairs")).toContainText("以前导出的读取结果");
  await page.setInputFiles("#file", CLEAN);
  await expect(page.locator(".file-name").first()).toContainText("clean.txt");
  await opened(page);
});

test("the command line opens an exported reading too", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "dafu-")), "saved.json");
  writeFileSync(path, fromCommandLine(RECEIVED, "json"));
  expect(fromCommandLine(path, "csv").equals(fromCommandLine(RECEIVED, "csv"))).toBe(true);
});

test("a reading that was saved before figures said what to check opens, and says nothing of it", async ({ page }) => {
  const saved = JSON.parse(fromCommandLine(CLEAN, "json"));
  const caveats = saved.observations.flatMap((observation) => observation.caveats.splice(0));
  expect(caveats.length).toBeGreaterThan(0);
  for (const observation of saved.observations) delete observation.caveats;
  await drop(page, [{ name: "saved.json", bytes: Buffer.from(JSON.stringify(saved)) }]);
  await opened(page);
  await expect(page.locator("#indicators .row").first()).toBeVisible();
  await expect(page.locator("#indicators .is-doubtful")).toHaveCount(0);
  expect((await exported(page, "csv")).bytes.toString()).not.toContain("名称：");
});

for (const [what, change, message] of [
  ["of another version", (json) => json.replace("dafu.reading/1", "dafu.reading/9"), "dafu.reading/9"],
  ["that was cut", (json) => json.slice(0, 5_000), "残缺"],
]) {
  test(`a saved reading ${what} is told as that`, async ({ page }) => {
    const json = change(fromCommandLine(CLEAN, "json").toString());
    await drop(page, [{ name: "saved.json", bytes: Buffer.from(json) }]);
    await settled(page);
    await expect(page.getByRole("alert")).toContainText(message);
  });
}

test("readings that a person chose are in the export", async ({ page }) => {
  await open(page, RECEIVED);
  await page.locator("#document").focus();
  await page.keyboard.press("n");
  const repair = await page.locator(".mark.is-shown").getAttribute("data-repair");
  const other = page.locator(".repair-card .alternative").first();
  const reading = await other.locator(".alternative-text").innerText();
  await other.click();
  await expect(page.locator(`[data-repair='${repair}']`)).toHaveText(reading);
  await opened(page);
  const { text, repairs } = JSON.parse((await exported(page, "json")).bytes);
  const { start, end } = repairs[repair];
  expect([...text].slice(start, end).join("")).toBe(reading);
  expect(Buffer.from(text).equals(fromCommandLine(RECEIVED, "text"))).toBe(false);
  expect((await exported(page, "txt")).bytes.toString().trimEnd()).toBe(text.trimEnd());
});

test("what exports is loaded when it is asked for, and nothing leaves the machine", async ({ page, watch }) => {
  await open(page, CLEAN);
  const converter = () => watch.requests.filter((url) => url.includes("converter"));
  expect(converter()).toEqual([]);
  await exported(page, "csv");
  expect(converter().length).toBeGreaterThan(0);
});

test("the menu is reached and left by key, and axe finds nothing in it", async ({ page }) => {
  await open(page, CLEAN);
  await page.locator(".tool.is-export").focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".export-item").first()).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.locator(".tool.is-export")).toBeFocused();
});

// What is not a reply, or not whole, gets a clear word or a readable document; never a blank page.
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drop, expect, file, sample, settled, start, test } from "./support.mjs";

/** What must be said of each file of the corpus, in each language: the same as the command line says. */
const MESSAGES = { zh: [], en: [] };
for (const line of readFileSync(file("tests/wrong-files/messages.txt"), "utf8").trim().split("\n")) {
  const [, kind, word, says] = line.match(/^(\w+)\t-: (错误：|error: )(.*)$/);
  MESSAGES[word === "error: " ? "en" : "zh"].push({ kind, says });
}

for (const [language, messages] of Object.entries(MESSAGES)) {
  test(`every wrong file is called what it is, ${language}`, async ({ page }, { outputDir }) => {
    test.setTimeout(240_000);
    const folder = join(outputDir, "files");
    execFileSync("cargo", ["run", "--quiet", "--package", "intake", "--example", "wrong_files", folder]);
    await start(page, `/#lang=${language}`);
    expect(messages.length).toBeGreaterThan(40);
    for (const { kind, says } of messages) {
      // Known by its content: the name says that it is a text.
      await page.setInputFiles("#file", { name: "reply.txt", mimeType: "text/plain", buffer: readFileSync(join(folder, kind)) });
      const [what, advice] = says.split(language === "zh" ? /(?<=^[^。]*)。/ : /(?<=^.*?)\. (?=[A-Z])/);
      const card = page.locator(".message.is-error");
      await expect(card.locator("h1"), kind).toHaveText(what);
      await expect(card, kind).toContainText(advice);
    }
  });
}

const REFUSED = {
  empty: {
    text: "",
    zh: /文件是空的.*请重新下载或另选文件/s,
    en: /The file is empty.*Download it again or choose another/s,
  },
};
const NOTED = {
  "no Chinese": { text: "An annual report.\n\nNothing to see here.\n", zh: /文中没有汉字。.*请试着指定编码/, en: /no Chinese in this text.*try another encoding/ },
  "nothing like a reply": { text: "今天天气很好。\n我们去公园玩。\n", zh: /没有看到答复的格式.*请另选/, en: /Nothing here looks like a reply.*choose another/ },
};
for (const language of ["zh", "en"]) {
  for (const [what, { text, ...says }] of Object.entries(REFUSED)) {
    test(`${what}: told with what to do, ${language}`, async ({ page }) => {
      await start(page, `/#lang=${language}`);
      await drop(page, [{ name: "reply.txt", text }]);
      await expect(page.locator(".message.is-error")).toContainText(says[language]);
    });
  }
  for (const [what, { text, ...says }] of Object.entries(NOTED)) {
    test(`${what}: shown, and told with what to do, ${language}`, async ({ page }) => {
      await start(page, `/#lang=${language}`);
      await drop(page, [{ name: "reply.txt", text }]);
      await expect(page.locator("#document article.prose")).toBeVisible();
      await expect(page.locator(".notes")).toContainText(says[language]);
    });
  }

  test(`too large: told with the limit and what to do, ${language}`, async ({ page }, info) => {
    await start(page, `/#lang=${language}`);
    await page.setInputFiles("#file", large(info, "关于提案的答复。\n"));
    const card = page.locator(".message.is-error");
    await expect(card).toContainText(language === "zh" ? "文件太大，超过本页的上限" : "larger than this page can read");
    await expect(card).toContainText("300.0 MB > 256.0 MB");
    await expect(card).toContainText(language === "zh" ? "拆成几份" : "Split it");
    // What is no text is still called what it is.
    await page.setInputFiles("#file", large(info, "\u001aEß£ \0\0\0"));
    await expect(card.locator("h1")).not.toContainText(language === "zh" ? "文件太大" : "larger");
    await expect(card.locator(".message-seen")).toContainText("300.0 MB");
    rmSync(info.outputDir, { recursive: true });
  });
}

/** A file on disk of 300 MB that repeats a text: what a page makes itself is kept in memory, where two of them need not fit. */
function large(info, part) {
  const path = info.outputPath("reply.txt");
  const megabyte = Buffer.alloc(1_000_000, part);
  writeFileSync(path, megabyte);
  for (let written = 1; written < 300; written++) appendFileSync(path, megabyte);
  return path;
}

const png = Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489", "hex");
const zip = Buffer.concat([Buffer.from("504b03041400000008000000000000000000", "hex"), Buffer.alloc(64)]);

const refused = [
  { what: "an empty file", bytes: Buffer.alloc(0), says: /空/ },
  { what: "a PNG", bytes: png, says: /PNG|图片|图像/ },
  { what: "a PNG that is called .txt", name: "reply.txt", bytes: png, says: /PNG|图片|图像/ },
  { what: "a ZIP", bytes: zip, says: /ZIP|压缩/i },
];
for (const { what, name = "file.bin", bytes, says } of refused) {
  test(`${what} is named for what it is`, async ({ page }) => {
    await start(page);
    await drop(page, [{ name, bytes }]);
    const card = page.locator(".message.is-error");
    await expect(card).toBeVisible();
    await expect(card).toContainText(says);
    await expect(card.getByRole("button").first()).toBeVisible();
  });
}

const untidy = [
  { what: "ten megabytes of random bytes", bytes: () => randomBytes(10_000_000) },
  { what: "a lone 0xFF", bytes: () => Buffer.from([0xff]) },
  { what: "a file cut inside a character", bytes: () => Buffer.from("关于对市政协提案的答复").subarray(0, -1) },
  { what: "the sample cut inside a character", bytes: () => sample().subarray(0, 2_001) },
];
for (const { what, bytes } of untidy) {
  test(`${what} gives a document or a reason`, async ({ page }) => {
    await start(page);
    await drop(page, [{ name: "file.txt", bytes: bytes() }]);
    await settled(page);
    const shown = await page.locator("#document article.prose, .message.is-error").first().innerText();
    expect(shown.trim()).not.toBe("");
  });
}

test("after a file that cannot be read the next one opens", async ({ page }) => {
  await start(page);
  await drop(page, [{ name: "image.png", bytes: png }]);
  await expect(page.locator(".message.is-error")).toBeVisible();
  await drop(page, [{ name: "sample.txt", bytes: sample() }]);
  await expect(page.locator("#document article.prose")).toBeVisible();
});

// What is not a reply, or not whole, gets a clear word or a readable document; never a blank page.
import { randomBytes } from "node:crypto";
import { drop, expect, sample, settled, start, test } from "./support.mjs";

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

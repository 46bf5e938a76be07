import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { CLEAN, RECEIVED, drop, dropFile, expect, open, opened, test } from "./dafu.mjs";
import { transfer } from "./support.mjs";

/** Drags paths of the disk over the window and drops them, as the system does: folders stay folders. */
async function dragIn(page, paths) {
  const client = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await client.send("Input.dispatchDragEvent", { type, x: 400, y: 300, data });
  }
}

test("the first screen says what this is and that nothing is uploaded", async ({ page }) => {
  await expect(page.locator("h1")).toContainText("答复");
  await expect(page.locator(".local")).toContainText("文件不会离开这台电脑");
  await expect(page.getByRole("button", { name: "试看样例" })).toBeVisible();
});

test("a dropped file is read", async ({ page }) => {
  await dropFile(page, RECEIVED);
  await opened(page);
  await expect(page.locator(".file-name")).toHaveText("received.txt");
  await expect(page.locator("#document .para").first()).toBeVisible();
});

test("the sample is built in", async ({ page }) => {
  await page.getByRole("button", { name: "试看样例" }).click();
  await opened(page);
  await expect(page.locator(".file-name")).toHaveText("样例.txt");
});

test("what is dragged is accepted or refused, visibly", async ({ page }) => {
  const drag = (type) =>
    page.evaluateHandle((type) => {
      const data = new DataTransfer();
      data.items.add(new File(["x"], "file", { type }));
      return data;
    }, type);
  await page.dispatchEvent("body", "dragenter", { dataTransfer: await drag("text/plain") });
  await expect(page.locator(".drop-screen")).toContainText("松开即可打开");
  await page.dispatchEvent("body", "dragover", { dataTransfer: await drag("image/png") });
  await expect(page.locator(".drop-screen.is-refused")).toContainText("这不是可以阅读的文件");
  await page.dispatchEvent("body", "dragleave");
  await expect(page.locator(".drop-screen")).toHaveCount(0);
});

test("pasted text is read", async ({ page }) => {
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "一、基本情况\n2023年，全市共有企业30家，同比增长5%。\n");
    window.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await opened(page);
  await expect(page.locator("#document")).toContainText("共有企业30家");
});

test("several files make a list to switch between", async ({ page }) => {
  await page.setInputFiles("#file", [CLEAN, RECEIVED]);
  await opened(page);
  await page.locator(".file-name.is-list").click();
  const list = page.getByRole("dialog", { name: "2 个文件" });
  await expect(list.getByRole("button")).toHaveCount(2);
  await list.getByRole("button", { name: "received.txt" }).click();
  await opened(page);
  await expect(page.locator(".file-name")).toHaveText("received.txt");
});

test("pasted files are opened, and a paste of nothing says so", async ({ page }) => {
  const paste = (data) =>
    page.evaluate((clipboardData) => {
      window.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, data);
  await paste(await page.evaluateHandle(() => new DataTransfer()));
  await expect(page.getByRole("alert")).toContainText("没有可打开的内容");
  await paste(await transfer(page, [CLEAN, RECEIVED].map((path) => ({ name: path.split("/").at(-1), bytes: readFileSync(path) }))));
  await opened(page);
  await expect(page.locator(".file-name.is-list")).toHaveText("clean.txt");
});

test("a folder is opened with all that lies in it, and hidden files are left out", async ({ page }, info) => {
  const folder = info.outputPath("答复");
  mkdirSync(`${folder}/2024`, { recursive: true });
  copyFileSync(CLEAN, `${folder}/2024/b.txt`);
  copyFileSync(RECEIVED, `${folder}/a.txt`);
  writeFileSync(`${folder}/.hidden`, "x");
  await dragIn(page, [folder]);
  await opened(page);
  await page.locator(".file-name.is-list").click();
  const names = page.getByRole("dialog").locator(".listed-name");
  await expect(names).toHaveText(["b.txt", "a.txt"]);
});

test("each file of the list has its state; one that is gone from the disk is told, and the others open", async ({ page }, info) => {
  const gone = info.outputPath("gone.txt");
  copyFileSync(CLEAN, gone);
  await page.setInputFiles("#file", [CLEAN, gone, RECEIVED]);
  await opened(page);
  const list = page.getByRole("dialog");
  const states = list.locator(".listed-state");
  const choose = async (name) => {
    await page.locator(".file-name.is-list").click();
    await list.getByRole("button", { name }).click();
  };
  await page.locator(".file-name.is-list").click();
  await expect(states).toHaveText(["已读", "未读", "未读"]);
  await page.keyboard.press("Escape");
  await expect(list).toHaveCount(0);
  rmSync(gone);
  await choose("gone.txt");
  await expect(page.getByRole("alert")).toContainText("文件读不出来");
  await choose("received.txt");
  await opened(page);
  await page.locator(".file-name.is-list").click();
  await expect(states).toHaveText(["已读", "未能打开", "已读"]);
});

test("a crash of the worker shows a card, keeps the page, and the next file opens", async ({ page }) => {
  await open(page, CLEAN);
  await page.workers()[0].evaluate(() => {
    self.onmessage = () => {
      throw new Error("out of memory");
    };
  });
  await dropFile(page, RECEIVED);
  const card = page.getByRole("alert");
  await expect(card).toContainText("读取时出了故障");
  await expect(card).toContainText("received.txt");
  await dropFile(page, CLEAN);
  await opened(page);
  await expect(page.locator("#document .doc-title")).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("an empty file is named as what it is", async ({ page }) => {
  await drop(page, [{ name: "empty.txt", bytes: [] }]);
  const card = page.getByRole("alert");
  await expect(card).toContainText("empty.txt");
  await expect(card.getByRole("button", { name: "打开另一个文件" })).toBeVisible();
  await dropFile(page, CLEAN);
  await opened(page);
});

test("bytes of no text give a card or a document, never nothing", async ({ page }) => {
  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];
  const zip = [0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0];
  const cut = [...new TextEncoder().encode("全市共有企业30家。")].slice(0, -4);
  const bytes = { "picture.txt": png, "archive.txt": zip, "one.txt": [0xff], "cut.txt": cut };
  for (const [name, content] of Object.entries(bytes)) {
    await drop(page, [{ name, bytes: content }]);
    await expect(page.locator(".file-name")).toHaveText(name);
    await expect(page.locator(".message.is-error, #document .block").first()).toBeAttached();
  }
});

test("a long read can be cancelled at once, and the next file opens", async ({ page }) => {
  const paragraph = "2023年，全市规模以上工业增加值增长9.1%，共有企业4488家。\n";
  await page.evaluate((paragraph) => {
    const data = new DataTransfer();
    data.items.add(new File([paragraph.repeat(400_000)], "long.txt", { type: "text/plain" }));
    window.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, paragraph);
  await page.getByRole("button", { name: "取消" }).waitFor();
  const begun = Date.now();
  await page.keyboard.press("Escape");
  await expect(page.locator(".first")).toBeVisible();
  expect(Date.now() - begun).toBeLessThan(5_000);
  await open(page, CLEAN);
  await expect(page.locator(".file-name")).toHaveText("clean.txt");
});

test("of several files, a cancelled one says so in the list and can be read again", async ({ page }) => {
  await page.evaluate(() => {
    const data = new DataTransfer();
    const line = "2023年，全市规模以上工业增加值增长9.1%，共有企业4488家。\n";
    data.items.add(new File([line.repeat(400_000)], "long.txt", { type: "text/plain" }));
    data.items.add(new File(["一、情况\n全市共有企业30家。\n"], "short.txt", { type: "text/plain" }));
    window.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await page.getByRole("button", { name: "取消" }).click();
  await expect(page.getByRole("alert")).toContainText("已取消读取");
  await page.locator(".file-name.is-list").click();
  await expect(page.locator(".listed-state").first()).toHaveText("已取消");
  await page.getByRole("dialog").getByRole("button", { name: "short.txt" }).click();
  await opened(page);
  await expect(page.locator("#document")).toContainText("30家");
});

test("the address opens a place: section and figure, and no text stands in it", async ({ page }) => {
  await page.goto(`${process.env.DAFU_URL}#lang=en&section=2.1`);
  await page.reload();
  await page.waitForFunction(() => window.dafuStarted);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await open(page, CLEAN);
  await expect(page.locator(".entry.is-here")).toBeInViewport();
  await page.locator("[data-figure='3']").click();
  await expect(page).toHaveURL(/#lang=en&file=[0-9a-f]{12}&figure=o4$/);
});

// `cargo xtask screenshots`: the page in each of its states, as pictures to look at. They go to docs/screenshots.
import { chromium as browser } from "@playwright/test";
import { mkdirSync } from "node:fs";
import { chromium } from "./chromium.mjs";
import { drop, file, settled, start } from "./support.mjs";

const folder = file("docs/screenshots");

/** Opens the built-in sample by its button. */
async function sample(page) {
  await page.locator(".dropzone-buttons button").nth(1).click();
  await settled(page);
  await page.locator("#indicators .row").first().waitFor({ state: "attached" });
}

/** Opens the sample and chooses a figure in the middle of its text. */
async function figure(page) {
  await sample(page);
  await page.locator("#document [data-figure]").nth(12).click();
  await page.locator(".figure-card").waitFor();
}

/** Opens the sample and shows its charts. */
async function charts(page) {
  await sample(page);
  const tab = page.locator(".tab").nth(2);
  if (await tab.isVisible()) await tab.click();
  await page.locator(".chart-switch button").nth(1).click();
  await page.locator(".chart-item").first().waitFor();
}

/** Drags a file of a kind over the window, and does not let go. */
async function drag(page, name, type) {
  const data = await page.evaluateHandle(([name, type]) => {
    const data = new DataTransfer();
    data.items.add(new File(["一"], name, { type }));
    return data;
  }, [name, type]);
  for (const event of ["dragenter", "dragover"]) await page.dispatchEvent("body", event, { dataTransfer: data });
}

const wide = { width: 1440, height: 900 };
const middling = { width: 1024, height: 768 };
const narrow = { width: 390, height: 844 };

/** Each picture: its name, how the page is, and how to get there. */
const pictures = [
  { name: "first-screen", reach: async () => {} },
  { name: "first-screen-narrow", viewport: narrow, reach: async () => {} },
  { name: "drag", reach: (page) => drag(page, "答复.txt", "text/plain") },
  { name: "drag-refused", reach: (page) => drag(page, "照片.jpg", "image/jpeg") },
  {
    name: "reading",
    reach: async (page) => {
      await page.evaluate(() => {
        const data = new DataTransfer();
        data.items.add(new File(Array(400_000).fill("全市共有企业30家，同比增长4.5%。\n"), "大文件.txt"));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
      });
      await page.locator(".message.is-progress").waitFor();
    },
  },
  { name: "sample-wide", reach: figure },
  { name: "sample-dark", theme: "dark", reach: figure },
  { name: "sample-english", language: "en", reach: figure },
  { name: "sample-narrow", viewport: narrow, reach: sample },
  { name: "sample-forced-colours", forced: true, reach: figure },
  { name: "charts-forced-colours", forced: true, reach: charts },
  {
    // A figure that is to be checked.
    name: "row-detail",
    viewport: middling,
    reach: async (page) => {
      await sample(page);
      await page.locator("#indicators .filter-text").fill("在线旅游平台签订合作协议数");
      await page.locator("#indicators .row-name.is-doubtful").waitFor();
      await page.locator("#indicators .row .cell .number").click();
      await page.locator(".card-check").waitFor();
    },
  },
  {
    name: "repair",
    reach: async (page) => {
      await sample(page);
      const repair = page.locator("#document .prose .mark.is-doubtful").filter({ visible: true }).first();
      await repair.scrollIntoViewIfNeeded();
      await repair.click();
      await page.waitForTimeout(300);
    },
  },
  {
    name: "charset",
    reach: async (page) => {
      await sample(page);
      await page.locator(".chip.is-repairs").click();
      await page.locator(".preview").nth(2).waitFor();
    },
  },
  { name: "charts", reach: charts },
  { name: "charts-narrow", viewport: narrow, theme: "dark", reach: charts },
  {
    name: "export",
    reach: async (page) => {
      await sample(page);
      await page.locator(".tool.is-export").click();
      await page.locator(".export-item").first().waitFor();
    },
  },
  {
    // Paper: the whole report as PDF, and the beginning of it as a picture.
    name: "print",
    viewport: { width: 660, height: 934 },
    reach: async (page) => {
      await sample(page);
      await page.evaluate(() => (window.print = () => (window.printed = true)));
      const prepared = async () => {
        await page.keyboard.press("Control+p");
        await page.waitForFunction(() => window.printed);
      };
      await prepared();
      await page.pdf({ path: `${folder}/print.pdf`, preferCSSPageSize: true });
      console.log("docs/screenshots/print.pdf");
      // The report goes when it is printed.
      await page.evaluate(() => (window.printed = false));
      await prepared();
      await page.emulateMedia({ media: "print" });
    },
  },
  {
    name: "error",
    reach: async (page) => {
      const bytes = Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489", "hex");
      await drop(page, [{ name: "扫描件.png", bytes }]);
      await settled(page);
    },
  },
];

mkdirSync(folder, { recursive: true });
const only = process.argv.slice(2);
const instance = await browser.launch(chromium().launchOptions);
let failed = 0;
for (const { name, viewport = wide, theme = "light", language = "zh-CN", forced = false, reach } of pictures) {
  if (only.length && !only.includes(name)) continue;
  const context = await instance.newContext({
    viewport,
    deviceScaleFactor: 1.5,
    colorScheme: theme,
    locale: language,
    forcedColors: forced ? "active" : "none",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.addInitScript((language) => localStorage.setItem("dafu.language", language), language);
  try {
    await start(page);
    await reach(page);
    await page.waitForTimeout(200);
    await page.screenshot({ path: `${folder}/${name}.png`, animations: "disabled" });
    console.log(`docs/screenshots/${name}.png`);
  } catch (error) {
    failed += 1;
    console.error(`✗ ${name}: ${error.message}`);
  }
  await context.close();
}
await instance.close();
process.exit(failed ? 1 : 0);

// `cargo xtask bench page`: how long a person waits, measured in Chromium. Run it while nothing else runs.
import { chromium as browser } from "@playwright/test";
import { existsSync, readFileSync } from "node:fs";
import { chromium } from "./chromium.mjs";
import { file, reference, sample, start } from "./support.mjs";

const clean = readFileSync(file("tests/corpus/sample/clean.txt"));
const main = reference();

/** What is opened: `bytes` repeated `copies` times, `runs` times after one that warms up. Budgets are in milliseconds. */
const cases = [
  { what: main ? "the reference file" : "the sample (../shared is not here)", bytes: main ?? sample(), copies: 1, runs: 15, budget: 100 },
  { what: "the sample, damaged", bytes: sample(), copies: 1, runs: 15, budget: 100 },
  { what: "1 MB of clean text", bytes: clean, copies: Math.ceil(1e6 / clean.length), runs: 5, budget: 500 },
  { what: "50 MB of clean text", bytes: clean, copies: Math.ceil(50e6 / clean.length), runs: 1, cold: true, task: 100, memory: 6 },
];

/** In the page: drops a file, waits until every pane is painted. Gives milliseconds, also of the longest task of the page's thread. */
async function open({ base64, copies, name }) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File(Array(copies).fill(bytes), name));
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const task of list.getEntries()) longest = Math.max(longest, task.duration);
  });
  observer.observe({ type: "longtask" });
  const begun = performance.now();
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  const painted = () =>
    document.querySelector(".file-name")?.title === name &&
    ["#document [data-unit]", "#indicators .row", "[role=treeitem]"].every((part) => document.querySelector(part));
  await new Promise((resolve) => {
    const look = () => (painted() ? setTimeout(resolve) : requestAnimationFrame(look));
    requestAnimationFrame(look);
  });
  const took = performance.now() - begun;
  // Work that goes on after the first picture counts as well.
  await new Promise((resolve) => setTimeout(resolve, 500));
  observer.disconnect();
  return { took, longest };
}

/** In the page: drops a file, cancels after a second, waits until the page is free again. Gives milliseconds from the cancel. */
async function cancel({ base64, copies }) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File(Array(copies).fill(bytes), "long.txt"));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  const when = (met) => new Promise((resolve) => {
    const look = () => (met() ? resolve() : requestAnimationFrame(look));
    look();
  });
  const button = () => document.querySelector(".message.is-progress button");
  await when(button);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const begun = performance.now();
  if (!button()) throw new Error("it was read before it could be cancelled");
  button().click();
  await when(() => !button());
  return performance.now() - begun;
}

/** In the page: looks for each of these words. Gives milliseconds from the key until the match is counted and marked. */
async function find(words) {
  dispatchEvent(new KeyboardEvent("keydown", { key: "f", ctrlKey: true, bubbles: true }));
  const when = (met) => new Promise((resolve) => {
    const look = () => (met() ? resolve() : requestAnimationFrame(look));
    look();
  });
  await when(() => document.querySelector("#find input"));
  const input = document.querySelector("#find input");
  const marked = () => [...(CSS.highlights.get("found-current") ?? [])].join();
  const took = [];
  for (const looked of words) {
    const begun = performance.now();
    input.value = looked;
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await when(() => marked() === looked);
    took.push(performance.now() - begun);
  }
  return took;
}

/**
 * The memory of the renderers in bytes, added up: what they hold, or the most they have held. The page and its worker are one
 * of them. Null where the system does not tell.
 */
async function memory(session, most) {
  if (!existsSync("/proc/self/status")) return null;
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const renderers = processInfo.filter(({ type }) => type === "renderer");
  const held = renderers.map(({ id }) => {
    const status = existsSync(`/proc/${id}/status`) ? readFileSync(`/proc/${id}/status`, "utf8") : "";
    return Number(status.match(most ? /VmHWM:\s+(\d+)/ : /VmRSS:\s+(\d+)/)?.[1] ?? 0) * 1024;
  });
  return held.reduce((sum, bytes) => sum + bytes, 0);
}

const rounded = (milliseconds) => `${Math.round(milliseconds)} ms`;
const verdict = (measured, budget) => (budget === undefined ? "" : `${rounded(budget)}${measured <= budget ? "" : "  OVER"}`);
const row = (...cells) => console.log(cells[0].padEnd(26) + cells.slice(1).map((cell) => String(cell).padStart(14)).join(""));

const instance = await browser.launch(chromium().launchOptions);
console.log(`Chromium ${instance.version()}\n`);
row("", "size", "median", "slowest", "longest task", "budget");
const session = await instance.newBrowserCDPSession();
for (const { what, bytes, copies, runs, budget, task, memory: times, cold } of cases) {
  const page = await instance.newPage({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
  await start(page, process.env.DAFU_URL);
  const base64 = Buffer.from(bytes).toString("base64");
  const before = times && (await memory(session, false));
  if (!cold) await page.evaluate(open, { base64, copies, name: "warm.txt" });
  const measured = [];
  for (let run = 0; run < runs; run += 1) measured.push(await page.evaluate(open, { base64, copies, name: `${run}.txt` }));
  const took = measured.map(({ took }) => took).sort((a, b) => a - b);
  const longest = Math.max(...measured.map(({ longest }) => longest));
  const median = took[Math.floor(took.length / 2)];
  row(
    what,
    `${Math.round((bytes.length * copies) / 1000)} KB`,
    rounded(median),
    rounded(took.at(-1)),
    longest ? rounded(longest) : "under 50 ms",
    budget ? verdict(median, budget) : `task ${verdict(longest, task)}`,
  );
  if (before) {
    const more = (await memory(session, true)) - before;
    const share = more / (bytes.length * copies);
    row("  memory beyond the page's", `${Math.round(more / 1e6)} MB`, `${share.toFixed(1)} × file`, "", "", `${times} × file${share <= times ? "" : "  OVER"}`);
  }
  if (what.startsWith("1 MB")) {
    const took = (await page.evaluate(find, ["全", "全市", "接待", "游客", "民宿", "增", "同比增长"])).sort((a, b) => a - b);
    row("  a key of find in it", "", rounded(took[Math.floor(took.length / 2)]), rounded(took.at(-1)), "", verdict(took.at(-1), 50));
  }
  await page.close();
}
const page = await instance.newPage();
await start(page, process.env.DAFU_URL);
const stopped = await page.evaluate(cancel, { base64: clean.toString("base64"), copies: Math.ceil(50e6 / clean.length) });
row("cancel of 50 MB", "", rounded(stopped), "", "", verdict(stopped, 200));
await instance.close();

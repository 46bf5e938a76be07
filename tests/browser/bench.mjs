// `cargo xtask bench page`: how long a person waits, measured in Chromium. Run it while nothing else runs.
import { chromium as browser } from "@playwright/test";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "./chromium.mjs";
import { file, reference, sample, start } from "./support.mjs";

const clean = readFileSync(file("tests/corpus/sample/clean.txt"));
const main = reference();

/** What is opened: `bytes` repeated `copies` times, `runs` times after one that warms up. Budgets are in milliseconds. */
const cases = [
  { what: main ? "the reference file" : "the sample (../shared is not here)", bytes: main ?? sample(), copies: 1, runs: 15, budget: 100, traced: true, repair: 5 },
  { what: "the sample, damaged", bytes: sample(), copies: 1, runs: 15, budget: 100 },
  { what: "1 MB of clean text", bytes: clean, copies: Math.ceil(1e6 / clean.length), runs: 5, budget: 500, traced: true, find: true },
  { what: "10 MB of clean text", bytes: clean, copies: Math.ceil(10e6 / clean.length), cold: true, task: 100, scroll: true },
  { what: "50 MB of clean text", bytes: clean, copies: Math.ceil(50e6 / clean.length), cold: true, task: 100, memory: 6 },
];

/** In the page: drops a file, waits until every pane is painted. Gives milliseconds, also of the longest task of the page's thread. */
async function open({ base64, copies, name }) {
  const data = new DataTransfer();
  if (base64) {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    data.items.add(new File(Array(copies).fill(bytes), name));
  } else {
    data.items.add(document.querySelector("#from-disk").files[0]);
  }
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const task of list.getEntries()) longest = Math.max(longest, task.duration);
  });
  observer.observe({ type: "longtask" });
  const begun = performance.now();
  performance.mark("dropped");
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  const painted = () =>
    document.querySelector(".file-name")?.title === name &&
    ["#document [data-unit]", "#indicators .row", "[role=treeitem]"].every((part) => document.querySelector(part));
  await new Promise((resolve) => {
    const look = () => (painted() ? setTimeout(resolve) : requestAnimationFrame(look));
    requestAnimationFrame(look);
  });
  const took = performance.now() - begun;
  performance.mark("painted");
  // Work that goes on after the first picture counts as well.
  await new Promise((resolve) => setTimeout(resolve, 500));
  observer.disconnect();
  return { took, longest };
}

/** Gives the page a file of the disk, so that nothing in the page has its bytes but what reads them. */
async function fromDisk(page, bytes, copies) {
  const path = join(folder, "large.txt");
  writeFileSync(path, Buffer.concat(Array(copies).fill(bytes)));
  await page.evaluate(() => {
    const input = Object.assign(document.createElement("input"), { type: "file", id: "from-disk", hidden: true });
    document.body.append(input);
  });
  await page.setInputFiles("#from-disk", path);
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

/**
 * In the page: looks for each of these words. Gives milliseconds from each key until the picture is painted in which the matches are
 * counted and listed, and the nearest is in sight and marked.
 */
async function find(words) {
  dispatchEvent(new KeyboardEvent("keydown", { key: "f", ctrlKey: true, bubbles: true }));
  const when = (met) => new Promise((resolve) => {
    const look = () => (met() ? resolve() : requestAnimationFrame(look));
    look();
  });
  await when(() => document.querySelector("#find input"));
  const input = document.querySelector("#find input");
  // A pane is scrolled by whole pixels.
  const inside = (outer, inner) => inner && inner.top > outer.top - 1 && inner.bottom < outer.bottom + 1;
  const [pane, count] = [document.querySelector("#document"), document.querySelector(".find-count")];
  const stands = (looked) => {
    const [current] = [...(CSS.highlights.get("found-current") ?? [])];
    if (String(current ?? "") !== looked || !/^[1-9]/.test(count.textContent)) return false;
    const [list, row] = [document.querySelector("#find-results"), document.querySelector("#find-results [aria-current]")];
    return (
      row?.querySelector("mark").textContent === looked &&
      inside(list.getBoundingClientRect(), row.getBoundingClientRect()) &&
      inside(pane.getBoundingClientRect(), current.getBoundingClientRect())
    );
  };
  const took = [];
  for (const looked of words) {
    const begun = performance.now();
    input.value = looked;
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await when(() => stands(looked));
    // What is posted in a frame is heard when that is painted.
    await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(null);
    });
    took.push(performance.now() - begun);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return took;
}

/**
 * In the page: goes down the document, a step a frame, from its beginning and then from many places of it. Gives milliseconds of the
 * longest task, and how many frames there were and how many came too late.
 */
async function scroll() {
  const pane = document.querySelector("#document");
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const task of list.getEntries()) longest = Math.max(longest, task.duration);
  });
  observer.observe({ type: "longtask" });
  const frame = () => new Promise(requestAnimationFrame);
  const [places, steps, step] = [20, 30, 150];
  let [frames, late] = [0, 0];
  for (let place = 0; place < places; place += 1) {
    pane.scrollTop = (pane.scrollHeight * place) / places;
    let before = await frame();
    for (let n = 0; n < steps; n += 1) {
      pane.scrollTop += step;
      const now = await frame();
      frames += 1;
      late += Math.max(0, Math.round((now - before) / (1000 / 60)) - 1);
      before = now;
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 300));
  observer.disconnect();
  return { longest, frames, late };
}

/** What bytes take to become repaired text, as the breakdown names it. */
const decoding = "worker: charset, repair";

/** Where the time went between a drop and the picture: from the marks of page and worker, and from what the browser records. */
function breakdown(trace) {
  const events = trace.traceEvents;
  const marks = events.filter(({ cat }) => cat?.includes("blink.user_timing"));
  const dropped = marks.find(({ name }) => name === "dropped");
  const at = (name) => marks.find((mark) => mark.name === name && mark.ts >= dropped.ts)?.ts ?? dropped.ts;
  const [answered, painted] = [at("answered"), at("painted")];
  const page = events.filter(({ pid, tid, dur, ts }) => pid === dropped.pid && tid === dropped.tid && dur && ts < painted);
  // What is recorded lies within each other: time counts once.
  const spent = (...names) => {
    const inside = page.filter(({ name }) => names.includes(name)).sort((a, b) => a.ts - b.ts);
    let [sum, until] = [0, answered];
    for (const { ts, dur } of inside) {
      const [from, to] = [Math.max(ts, until), Math.min(ts + dur, painted)];
      if (to > from) [sum, until] = [sum + to - from, to];
    }
    return sum;
  };
  const [layout, paint] = [spent("UpdateLayoutTree", "Layout"), spent("PrePaint", "Paint", "Layerize", "Commit")];
  const busy = spent("RunTask");
  return [
    ["page: heard, worker asked", at("Load") - dropped.ts],
    ["worker: bytes taken", at("Decode") - at("Load")],
    [decoding, at("Document") - at("Decode")],
    ["worker: layout, figures", at("Draw") - at("Document")],
    ["worker: prepared, sent", answered - at("Draw")],
    ["page: drawn", busy - layout - paint],
    ["page: styles, layout", layout],
    ["page: paint", paint],
    ["page: waiting", painted - answered - busy],
  ].map(([what, microseconds]) => [what, microseconds / 1000]);
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

const folder = mkdtempSync(join(tmpdir(), "dafu-bench-"));
const instance = await browser.launch(chromium().launchOptions);
console.log(`Chromium ${instance.version()}\n`);
row("", "size", "median", "slowest", "longest task", "budget");
const session = await instance.newBrowserCDPSession();
for (const { what, bytes, copies, runs, budget, task, memory: times, cold, traced, repair, find: finds, scroll: scrolls } of cases) {
  const page = await instance.newPage({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
  await start(page, process.env.DAFU_URL);
  const base64 = Buffer.from(bytes).toString("base64");
  const before = times && (await memory(session, false));
  const measured = [];
  if (cold) {
    await fromDisk(page, bytes, copies);
    measured.push(await page.evaluate(open, { name: "large.txt" }));
  } else {
    await page.evaluate(open, { base64, copies, name: "warm.txt" });
    for (let run = 0; run < runs; run += 1) measured.push(await page.evaluate(open, { base64, copies, name: `${run}.txt` }));
  }
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
  if (traced) {
    const openings = [];
    for (let run = 0; run < runs; run += 1) {
      await instance.startTracing(page, { categories: ["devtools.timeline", "disabled-by-default-devtools.timeline", "blink.user_timing"] });
      await page.evaluate(open, { base64, copies, name: `traced ${run}.txt` });
      openings.push(breakdown(JSON.parse(await instance.stopTracing())));
    }
    for (const [at, [part]] of openings[0].entries()) {
      const took = openings.map((parts) => parts[at][1]).sort((a, b) => a - b);
      const middle = took[Math.floor(took.length / 2)];
      row(`  ${part}`, "", `${middle.toFixed(1)} ms`, `${took.at(-1).toFixed(1)} ms`, "", verdict(middle, part === decoding ? repair : undefined));
    }
  }
  if (scrolls) {
    const { longest, frames, late } = await page.evaluate(scroll);
    row("  scrolled through", `${frames} frames`, `${late} late`, "", longest ? rounded(longest) : "under 50 ms", `task ${verdict(longest, 50)}`);
  }
  if (finds) {
    const words = ["全", "全市", "接待", "游客", "民宿", "增", "同比增长"];
    await page.evaluate(find, words);
    const metrics = await page.context().newCDPSession(page);
    await metrics.send("Performance.enable", { timeDomain: "threadTicks" });
    const busy = async () => (await metrics.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value;
    const before = await busy();
    const took = (await page.evaluate(find, Array(6).fill(words).flat())).sort((a, b) => a - b);
    const each = ((await busy()) - before) * 1000 / took.length;
    const share = (part) => took[Math.min(took.length - 1, Math.floor(took.length * part))];
    row("  a key of find in it", `${took.length} keys`, rounded(share(0.5)), rounded(took.at(-1)), `95 %: ${rounded(share(0.95))}`, verdict(took.at(-1), 50));
    row("    the page's thread", "", rounded(each), "", "", "of the processor");
  }
  await page.close();
}
const page = await instance.newPage();
await start(page, process.env.DAFU_URL);
const stopped = await page.evaluate(cancel, { base64: clean.toString("base64"), copies: Math.ceil(50e6 / clean.length) });
row("cancel of 50 MB", "", rounded(stopped), "", "", verdict(stopped, 200));
await instance.close();
rmSync(folder, { recursive: true });

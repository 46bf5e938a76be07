// The first screen is plain HTML: it says what this is, takes files, and tells why the page does not start: each reason in its
// own words, with something to do, in both languages. Every reason is caused here, not pretended.
import { fileURLToPath, pathToFileURL } from "node:url";
import { drop, expect, sample, start, test } from "./support.mjs";

const WASM = "**/viewer-*_bg.wasm";
const SCRIPT = /\/viewer-[0-9a-f]+\.js$/;

/** Keeps the page from starting; what it gives lets it start. */
async function holdProgram(page) {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(WASM, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

test("the first screen stands before the page has started", async ({ page }) => {
  await page.route(WASM, () => {}); // a download that takes for ever
  await page.goto("/", { waitUntil: "commit" });
  await expect(page.getByRole("heading", { level: 1 })).toContainText("答复");
  await expect(page.getByText("文件不会离开这台电脑")).toBeVisible();
});

test("a file that is dropped before the page has started is opened when it has", async ({ page }) => {
  const release = await holdProgram(page);
  await page.goto("/", { waitUntil: "commit" });
  await expect(page.locator("#boot-file")).toBeAttached();
  await drop(page, [{ name: "sample.txt", bytes: sample() }]);
  await expect(page.locator("#boot-note")).toContainText("文件已收下");
  release();
  await expect(page.locator("#document article.prose")).toBeVisible();
});

test("a file that is chosen in a dialog from before the page had started is opened", async ({ page }) => {
  const release = await holdProgram(page);
  await page.goto("/", { waitUntil: "commit" });
  const opening = page.waitForEvent("filechooser");
  await page.getByText("打开文件").click();
  const dialog = await opening;
  release();
  await page.waitForFunction(() => window.dafuStarted);
  await dialog.setFiles({ name: "sample.txt", mimeType: "text/plain", buffer: sample() });
  await expect(page.locator("#document article.prose")).toBeVisible();
});

/** Sends what the server sends, with other headers. */
const withHeaders = (headers) => async (route) => {
  const response = await route.fetch();
  await route.fulfill({ response, headers: { ...response.headers(), ...headers } });
};
const signIn = { status: 200, contentType: "text/html", body: "<!doctype html><title>Sign in</title>" };

/** What goes wrong, how it is caused, and what is said of it. */
const FAILURES = [
  { what: "the program is missing", pattern: WASM, answer: (route) => route.fulfill({ status: 404, body: "" }), reason: "missing" },
  { what: "the script is missing", pattern: SCRIPT, answer: (route) => route.fulfill({ status: 404, body: "" }), reason: "missing" },
  { what: "the download breaks off", pattern: WASM, answer: (route) => route.abort("failed"), reason: "network" },
  { what: "the script's download breaks off", pattern: SCRIPT, answer: (route) => route.abort("failed"), reason: "network" },
  { what: "a sign-in page comes in place of the program", pattern: WASM, answer: (route) => route.fulfill(signIn), reason: "html" },
  { what: "a sign-in page comes in place of the script", pattern: SCRIPT, answer: (route) => route.fulfill(signIn), reason: "html" },
  {
    what: "a sign-in page comes under the program's type",
    pattern: WASM,
    answer: (route) => route.fulfill({ ...signIn, contentType: "application/wasm" }),
    reason: "html",
  },
  {
    what: "the script comes under a wrong type",
    pattern: SCRIPT,
    answer: withHeaders({ "content-type": "text/plain", "x-content-type-options": "nosniff" }),
    reason: "type",
  },
  {
    what: "the program was cut off",
    pattern: WASM,
    answer: async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: Buffer.from("not WebAssembly at all") });
    },
    reason: "altered",
  },
  {
    what: "a header's policy refuses WebAssembly",
    pattern: /\/$/,
    answer: withHeaders({ "content-security-policy": "script-src 'self' 'unsafe-inline'" }),
    reason: "policy",
  },
];

/** The first words of each reason. */
const WORDS = {
  missing: ["服务器上缺少本页的一部分", "missing on the server"],
  network: ["本页没有下载完", "download of this page broke off"],
  html: ["收到的是另一个网页", "Another web page came"],
  type: ["标错了类型", "under a wrong type"],
  altered: ["与发布的不一致", "not the one that was published"],
  policy: ["安全策略不允许", "security policy forbids"],
  old: ["这个浏览器太旧", "This browser is too old"],
  disk: ["不能直接从磁盘打开", "cannot be opened straight from a disk"],
};

/** Waits for the reason, and looks whether it is told whole: what happened, what to do, and by whose hand. */
async function told(page, reason, language) {
  const note = page.locator("#boot-note");
  await expect(note).toHaveAttribute("data-reason", reason);
  await expect(note).toHaveRole("alert");
  await expect(note.locator("strong")).toContainText(WORDS[reason][language === "zh" ? 0 : 1]);
  await expect(note.locator("span")).toContainText(language === "zh" ? /请/ : /Ask|Load|Check|Use|change/);
  const again = note.getByRole("button", { name: language === "zh" ? "重新载入" : "Load again" });
  await expect(again).toHaveCount(reason === "old" || reason === "disk" ? 0 : 1);
}

for (const { what, pattern, answer, reason } of FAILURES) {
  for (const language of ["zh", "en"]) {
    test(`${what}: told in words, ${language}`, async ({ page, watch }) => {
      watch.expected(/./);
      await page.route(pattern, answer);
      await page.goto(`/#lang=${language}`);
      await told(page, reason, language);
    });
  }
}

for (const language of ["zh", "en"]) {
  test(`a browser without WebAssembly is told so, ${language}`, async ({ page, watch }) => {
    watch.expected(/./);
    await page.addInitScript(() => delete window.WebAssembly);
    await page.goto(`/#lang=${language}`);
    await told(page, "old", language);
  });

  test(`a browser that does not know this WebAssembly is told so, ${language}`, async ({ page, watch }) => {
    watch.expected(/./);
    await page.addInitScript(() => {
      const refuse = () => Promise.reject(new WebAssembly.CompileError("unknown opcode"));
      Object.assign(WebAssembly, { validate: () => false, instantiate: refuse, instantiateStreaming: refuse });
    });
    await page.goto(`/#lang=${language}`);
    await told(page, "old", language);
  });

  test(`a page that is opened from a disk says that it needs a server, ${language}`, async ({ page, watch }) => {
    watch.expected(/./);
    const folder = pathToFileURL(fileURLToPath(new URL("../../dist/index.html", import.meta.url)));
    await page.goto(`${folder}#lang=${language}`);
    await told(page, "disk", language);
  });

  test(`a worker that is missing is told in words, ${language}`, async ({ page, watch }) => {
    watch.expected(/./);
    await page.route("**/worker_bg-*.wasm", (route) => route.fulfill({ status: 404, body: "" }));
    await page.goto(`/#lang=${language}`);
    const card = page.getByRole("alert");
    await expect(card).toContainText(language === "zh" ? "读取程序没有启动成功" : "The reading program did not start");
    await expect(card.getByRole("button", { name: language === "zh" ? "重新载入" : "Load again" })).toBeFocused();
  });
}

// The scripts in the page itself need their hashes in the policy: it is refused where a header names others only.
for (const policy of ["script-src 'none'", "script-src 'self' 'wasm-unsafe-eval'"]) {
  test(`where no script of the page may run, it says after a while what may be wrong: ${policy}`, async ({ page, watch }) => {
    watch.expected(/./);
    await page.route(/\/$/, withHeaders({ "content-security-policy": policy }));
    await page.goto("/");
    await expect(page.locator(".boot-late")).toBeHidden();
    await expect(page.locator(".boot-late")).toBeVisible({ timeout: 25_000 });
  });
}

test("a host that sends WebAssembly under a wrong type does not stop the page", async ({ page, watch }) => {
  watch.expected(/wasm|MIME/i);
  await page.route(WASM, withHeaders({ "content-type": "text/plain" }));
  await start(page);
});

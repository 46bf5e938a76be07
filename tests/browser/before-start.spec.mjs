// The first screen is plain HTML: it says what this is, takes files, and tells why the page does not start.
import { drop, expect, sample, start, test } from "./support.mjs";

const WASM = "**/viewer-*_bg.wasm";

test("the first screen stands before the page has started", async ({ page }) => {
  await page.route(WASM, () => {}); // a download that takes for ever
  await page.goto("/", { waitUntil: "commit" });
  await expect(page.getByRole("heading", { level: 1 })).toContainText("答复");
  await expect(page.getByText("文件不会离开这台电脑")).toBeVisible();
});

test("a file that is dropped before the page has started is opened when it has", async ({ page }) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(WASM, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/", { waitUntil: "commit" });
  await expect(page.locator("#boot-file")).toBeAttached();
  await drop(page, [{ name: "sample.txt", bytes: sample() }]);
  await expect(page.locator("#boot-note")).toContainText("文件已收下");
  release();
  await expect(page.locator("#document article.prose")).toBeVisible();
});

const failures = {
  "is not there": (route) => route.fulfill({ status: 404, body: "" }),
  "breaks off": (route) => route.abort("failed"),
  "is not WebAssembly": (route) => route.fulfill({ contentType: "application/wasm", body: "<html>Sign in</html>" }),
};
for (const [what, answer] of Object.entries(failures)) {
  test(`a download that ${what} is told in words`, async ({ page, watch }) => {
    watch.expected(/./);
    await page.route(WASM, answer);
    await page.goto("/");
    await expect(page.locator("#boot-note.is-error")).toContainText("页面没有启动成功");
  });
}

test("a host that sends WebAssembly under a wrong type does not stop the page", async ({ page, watch }) => {
  watch.expected(/wasm|MIME/i);
  await page.route(WASM, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-type": "text/plain" } });
  });
  await start(page);
});

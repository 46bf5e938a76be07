// `cargo xtask test browser` serves dist/ and calls this; it works on no other footing.
import { defineConfig } from "@playwright/test";
import { chromium } from "./chromium.mjs";

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.mjs",
  outputDir: "../../target/browser",
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  timeout: 90_000,
  // Speed is what the benchmark measures: a busy machine fails no test.
  expect: { timeout: 20_000 },
  reporter: "list",
  use: {
    ...chromium(),
    baseURL: process.env.DAFU_URL,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
});

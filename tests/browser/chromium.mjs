// The browser that tests, screenshots and benchmarks run in.

/** Playwright's options for the system's Chromium, quiet and without services of its own. */
export function chromium() {
  for (const name of ["DAFU_CHROMIUM", "DAFU_URL", "DAFU_SUBPATH_URL"]) {
    if (!process.env[name]) throw new Error(`${name} is not set: call this through cargo xtask, which serves the page as well`);
  }
  return {
    launchOptions: {
      executablePath: process.env.DAFU_CHROMIUM,
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  };
}

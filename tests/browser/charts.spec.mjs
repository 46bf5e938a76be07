// Charts: drawn from the series, chosen by mouse and by key, tables as well, and files of their own.
import { readFileSync } from "node:fs";
import { CLEAN, RECEIVED, drop, expect, expectAccessible, open, opened, restart, test } from "./dafu.mjs";

const chartTab = (page) => page.getByRole("radio", { name: /^图/ });

async function openCharts(page) {
  await open(page, CLEAN);
  await chartTab(page).click();
  await expect(page.locator(".chart-figure .chart").first()).toBeVisible();
}

test("there is a chart for each series, with its values, its unit and a line at zero", async ({ page }) => {
  await openCharts(page);
  const count = Number(await chartTab(page).locator(".count").innerText());
  await expect(page.locator(".chart-figure")).toHaveCount(count);
  for (const figure of await page.locator(".chart-figure").all()) {
    const items = await figure.locator(".chart-item").count();
    expect(items).toBeGreaterThan(1);
    await expect(figure.locator(".chart-value")).toHaveCount(items);
    await expect(figure.locator(".chart-zero")).toHaveCount(1);
    await expect(figure.locator(".chart-unit")).not.toBeEmpty();
  }
});

test("lengths are in proportion to the values", async ({ page }) => {
  await openCharts(page);
  const bars = await page.locator(".chart-figure").evaluateAll((figures) =>
    figures
      .filter((figure) => figure.querySelector("rect.chart-solid"))
      .map((figure) =>
        [...figure.querySelectorAll(".chart-item")].map((item) => [
          Number(item.querySelector(".chart-value").textContent.replace(/[^\d.]/g, "")),
          Number(item.querySelector("rect.chart-solid").getAttribute("width")),
        ]),
      ),
  );
  expect(bars.length).toBeGreaterThan(0);
  for (const [[value, width], ...others] of bars) {
    for (const [otherValue, otherWidth] of others) expect(Math.abs(otherWidth - (width * otherValue) / value)).toBeLessThan(1.5);
  }
});

test("nothing is drawn where nothing can be compared", async ({ page }) => {
  await drop(page, [{ name: "a.txt", text: "关于第3号提案的答复\n全市共有企业30家，财政收入增长4.5%。\n" }]);
  await opened(page);
  await expect(page.locator("#indicators .row").first()).toBeVisible();
  await expect(chartTab(page)).toHaveCount(0);
});

test("what falls is drawn to the other side, and what is to be reached is dashed", async ({ page }) => {
  const text =
    "关于第3号提案的答复\n一、基本情况\n2022年，全市旅游总收入100亿元。2023年，全市旅游总收入120亿元。到2025年，力争全市旅游总收入达到150亿元。\n" +
    "二、产业情况\n一是装备制造业。2023年，产值同比增长8.2%。\n二是纺织产业。2023年，产值同比下降4.1%。\n三是食品产业。2023年，产值同比增长2.5%。\n";
  await drop(page, [{ name: "a.txt", text }]);
  await opened(page);
  await chartTab(page).click();
  const along = page.locator(".chart-figure", { hasText: "旅游总收入" });
  await expect(along.locator("circle.chart-solid")).toHaveCount(2);
  await expect(along.locator("circle.chart-hollow")).toHaveCount(1);
  await expect(along.locator(".chart-ahead")).toHaveCount(1);
  await expect(along.locator(".chart-about")).toContainText("虚线");
  const growth = page.locator(".chart-figure", { hasText: "产值" });
  const zero = Number(await growth.locator(".chart-zero").getAttribute("x1"));
  const falls = growth.locator(".chart-item", { hasText: "纺织" }).locator("rect.chart-solid");
  const rises = growth.locator(".chart-item", { hasText: "装备" }).locator("rect.chart-solid");
  expect(Number(await falls.getAttribute("x"))).toBeLessThan(zero - 5);
  expect(Number(await rises.getAttribute("x"))).toBeCloseTo(zero, 0);
});

test("a bar selects its row, its sentence and its section, and the other way round", async ({ page }) => {
  await openCharts(page);
  const bar = page.locator(".chart-item").nth(4);
  const figure = await bar.getAttribute("data-bar");
  await bar.hover();
  await expect(page.locator(".sentence.is-hovered")).toHaveCount(1);
  await bar.click();
  await expect(bar).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator(".sentence.is-chosen")).toBeInViewport();
  await expect(page.locator(`#document [data-figure='${figure}']`)).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("radio", { name: "表", exact: true }).click();
  await expect(page.locator(".row.is-chosen")).toBeInViewport();
  await chartTab(page).click();
  const last = page.locator(".chart-item").last();
  await page.locator(`#document [data-figure='${await last.getAttribute("data-bar")}']`).click();
  await expect(last).toHaveAttribute("aria-pressed", "true");
  await expect(last).toBeInViewport();
});

test("bars are reached by key: one stop for each chart, arrows within", async ({ page }) => {
  await openCharts(page);
  const first = page.locator(".chart-figure").first();
  await expect(first.locator(".chart-item[tabindex='0']")).toHaveCount(1);
  await first.locator(".chart-item").first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(first.locator(".chart-item").nth(1)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(first.locator(".chart-item").nth(1)).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator(".figure-card")).toBeVisible();
});

test("a chart is a table too, with the same values", async ({ page }) => {
  await openCharts(page);
  const figure = page.locator(".chart-figure").first();
  const values = await figure.locator(".chart-value").allTextContents();
  await figure.getByRole("button", { name: "看成表" }).click();
  await expect(figure.locator(".chart")).toHaveCount(0);
  const cells = await figure.locator("tbody td:nth-of-type(1)").allInnerTexts();
  expect(cells).toEqual(values);
  await figure.locator("tbody button").first().click();
  await expect(figure.locator("tr.is-chosen")).toHaveCount(1);
});

test("bars are put in the order of their values at will; years stay in theirs", async ({ page }) => {
  await openCharts(page);
  const values = () =>
    page.locator(".chart-figure").evaluateAll((figures) =>
      figures
        .filter((figure) => figure.querySelector("rect.chart-solid"))
        .map((figure) => [...figure.querySelectorAll(".chart-value")].map((value) => Number(value.textContent.replace(/[^\d.-]/g, "")))),
    );
  const labels = () => page.locator(".chart-figure").first().locator(".chart-label").allTextContents();
  const years = await labels();
  expect(years).toEqual([...years].sort());
  await page.getByRole("radio", { name: "按大小" }).click();
  for (const series of await values()) expect(series).toEqual([...series].sort((a, b) => b - a));
  expect(await labels()).toEqual(years);
});

test("a section of the table leads to its charts", async ({ page }) => {
  await open(page, CLEAN);
  const line = page.locator(".section-line[data-charts]").last();
  const section = await line.getAttribute("data-charts");
  await line.locator("th").focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(`.chart-group[data-charts-of='${section}'] .chart-section`)).toBeInViewport();
});

test("a chart is saved as SVG and as PNG, each whole in itself", async ({ page }) => {
  await openCharts(page);
  const figure = page.locator(".chart-figure").first();
  const title = await figure.locator(".chart-title").innerText();
  const save = async (kind) => {
    const saving = page.waitForEvent("download");
    await figure.getByRole("button", { name: kind }).click();
    const download = await saving;
    expect(download.suggestedFilename()).toMatch(new RegExp(`${title}\\.${kind.toLowerCase()}$`));
    return readFileSync(await download.path());
  };
  const svg = (await save("SVG")).toString();
  expect(svg).toContain(title);
  expect(svg).toMatch(/fill="#/);
  expect(svg).not.toMatch(/class=|style=|href=/);
  const wellFormed = await page.evaluate((svg) => !new DOMParser().parseFromString(svg, "image/svg+xml").querySelector("parsererror"), svg);
  expect(wellFormed).toBe(true);
  const png = await save("PNG");
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  // Not all of one colour: the picture was drawn before it was saved.
  const colours = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const plane = canvas.getContext("2d");
    plane.drawImage(image, 0, 0);
    const { data } = plane.getImageData(0, 0, image.width, image.height);
    return new Set(new Uint32Array(data.buffer)).size;
  }, png.toString("base64"));
  expect(colours).toBeGreaterThan(8);
});

for (const [language, theme, viewport] of [
  ["zh", "light", { width: 1440, height: 900 }],
  ["en", "dark", { width: 1440, height: 900 }],
  ["zh", "dark", { width: 390, height: 844 }],
]) {
  test(`axe finds nothing in charts: ${language}, ${theme}, ${viewport.width} px`, async ({ page }) => {
    await restart(page, language, theme);
    await page.setViewportSize(viewport);
    await open(page, RECEIVED);
    if (viewport.width < 720) await page.getByRole("tab", { name: "指标" }).click();
    await page.getByRole("radio", { name: /^(图|Charts)/ }).click();
    await expect(page.locator(".chart-item").first()).toBeVisible();
    await page.locator(".chart-item").nth(2).click();
    await expect(page.locator(".figure-card")).toBeVisible();
    await page.locator(".chart-figure").nth(1).getByRole("button", { name: /看成表|As table/ }).click();
    // On a phone, the document is another tab, and its title, the heading of the page, with it.
    const rules = viewport.width < 720 ? ["page-has-heading-one"] : [];
    await expectAccessible(page, rules);
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
  });
}

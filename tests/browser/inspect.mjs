// Opens a report in Chromium and says as JSON what a person, a keyboard, a screen reader and a printer would meet there.
// Usage: node inspect.mjs CHROMIUM PAGE.html PAGE.pdf [SCREENSHOTS]
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, page_path, pdf_path, screenshots] = process.argv.slice(2);
const axe = createRequire(import.meta.url)("axe-core").source;
const url = pathToFileURL(page_path).href;
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

async function opened(options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const met = { requests: [], console: [], failures: [] };
  page.on("request", (request) => met.requests.push(request.url()));
  page.on("console", (message) => met.console.push(message.text()));
  page.on("pageerror", (error) => met.failures.push(String(error)));
  page.on("dialog", (dialog) => { met.failures.push(dialog.message()); dialog.dismiss(); });
  await page.goto(url);
  if (screenshots) await page.screenshot({ path: `${screenshots}-${options.colorScheme}-${options.viewport.width}.png`, fullPage: true });
  return { page, met };
}

async function accessibility(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map((node) => node.html.slice(0, 200)) }));
}

const wide = { viewport: { width: 1100, height: 900 }, colorScheme: "light" };
const { page, met } = await opened(wide);
const facts = { ...met };

facts.headings = await page.$$eval("h1,h2,h3,h4,h5,h6", (all) => all.map((one) => [Number(one.tagName[1]), one.textContent.trim()]));
facts.landmarks = await page.$$eval("header,nav,main,footer", (all) => all.map((one) => one.tagName.toLowerCase()));
facts.scripts = await page.$$eval("script", (all) => all.length);
facts.styled = await page.evaluate(() => getComputedStyle(document.querySelector(".verdict")).borderLeftWidth);
facts.title = await page.title();
facts.targets = await page.$$eval("a[href^='#']", (all) => all.filter((one) => !document.getElementById(one.getAttribute("href").slice(1))).map((one) => one.outerHTML));
facts.ids = await page.$$eval("[id]", (all) => all.map((one) => one.id));
facts.text = await page.evaluate(() => document.body.innerText);
facts.marked = await page.$$eval("article.finding mark", (all) => all.map((one) => one.textContent));

facts.pictures = await page.$$eval("figure.picture", (all) => all.map((figure) => {
  const svg = figure.querySelector("svg[role=img]");
  const left = svg.getBoundingClientRect().left;
  const box = (one) => { const { x, y, width, height } = one.getBoundingClientRect(); return { x: x - left, y, width, height }; };
  const words = (ids) => ids.split(" ").map((id) => document.getElementById(id).textContent);
  return {
    id: figure.id,
    words: words(svg.getAttribute("aria-labelledby")),
    ticks: [...svg.querySelectorAll("line.tick")].map((one) => box(one).x),
    labels: [...svg.querySelectorAll("text.axis")].map((one) => one.textContent),
    names: [...svg.querySelectorAll("text.name")].map((one) => ({ text: one.textContent, kind: one.getAttribute("class"), y: box(one).y })),
    bars: [...svg.querySelectorAll("rect.bar")].map((one) => ({
      ...box(one), start: one.dataset.start, end: one.dataset.end, kind: one.getAttribute("class"),
      filled: one.getAttribute("fill"), dashed: getComputedStyle(one).strokeDasharray !== "none",
    })),
    signs: [...svg.querySelectorAll("text.sign")].map((one) => ({ text: one.textContent, y: box(one).y })),
    rows: [...figure.querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent)),
    paints: [...svg.querySelectorAll("pattern")].map((one) => one.id),
  };
}));

await page.keyboard.press("Tab");
facts.first_stop = await page.evaluate(() => {
  const { x, y } = document.activeElement.getBoundingClientRect();
  return { text: document.activeElement.textContent, visible: x >= 0 && y >= 0 };
});
await page.keyboard.press("Enter");
facts.after_skip = await page.evaluate(() => location.hash);
facts.folded = await page.$$eval("details.folded", (all) => all.map((one) => one.open));
if (facts.folded.length) {
  await page.focus("details.folded summary");
  await page.keyboard.press("Enter");
  facts.unfolded = await page.$eval("details.folded", (one) => one.open);
  await page.keyboard.press("Enter");
}
facts.scrollable = await page.$$eval(".scroll", (all) => all.map((one) => one.tabIndex));
facts.axe_light = await accessibility(page);

await page.emulateMedia({ media: "print" });
facts.print = await page.evaluate(() => {
  const seen = (one) => one !== null && one.getClientRects().length > 0 && one.getBoundingClientRect().height > 0;
  return {
    nav: seen(document.querySelector("nav")),
    folded: [...document.querySelectorAll("details.folded ul")].map(seen),
    ground: getComputedStyle(document.body).backgroundColor,
  };
});
await page.pdf({ path: pdf_path, preferCSSPageSize: true, printBackground: true });

const dark = await opened({ ...wide, colorScheme: "dark" });
facts.dark_ground = await dark.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
facts.axe_dark = await accessibility(dark.page);

const narrow = await opened({ viewport: { width: 360, height: 740 }, colorScheme: "light" });
facts.narrow_overflow = await narrow.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
facts.axe_narrow = await accessibility(narrow.page);

const still = await opened({ ...wide, javaScriptEnabled: false });
facts.without_script = await still.page.locator("main").innerText();

for (const other of [dark, narrow, still]) {
  facts.requests.push(...other.met.requests);
  facts.console.push(...other.met.console);
  facts.failures.push(...other.met.failures);
}
facts.url = url;
await browser.close();
console.log(JSON.stringify(facts));

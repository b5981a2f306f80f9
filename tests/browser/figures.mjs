// The page from a host beside Pyodide alone, in one browser and one run: milliseconds as JSON.
// Usage: node figures.mjs CHROMIUM PAGE PYODIDE DRAFT.docx
import puppeteer from "puppeteer-core";

const [executablePath, site, pyodide, draft] = process.argv.slice(2);
const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox"], headless: true });
const figures = { alone: [], ready: [], first: [], later: [] };

async function opened(url) {
  const context = await browser.createBrowserContext();  // nothing kept from the time before
  const page = await context.newPage();
  await page.goto(url, { waitUntil: "commit" }).catch(() => {});
  return page;
}

async function judged(page) {
  const verdicts = () => page.evaluate(() => document.getElementById("verdict-title")?.isConnected ?? false);
  const begun = performance.now();
  await (await page.$("#choose")).uploadFile(draft);
  while (!(await verdicts())) await new Promise((resolve) => setTimeout(resolve, 5));
  const took = performance.now() - begun;
  await page.click("#another");
  return took;
}

for (let run = 0; run < 3; run += 1) {
  const alone = await opened(`${pyodide}alone.html`);
  await alone.waitForSelector("body[data-took]", { timeout: 120000 });
  figures.alone.push(await alone.$eval("body", (one) => Number(one.dataset.took)));
  await alone.close();
  const page = await opened(site);
  await page.waitForSelector("body[data-ready]", { timeout: 120000 });
  figures.ready.push(await page.evaluate(() => performance.now()));
  figures.first.push(await judged(page));
  for (let at = 0; at < 5; at += 1) figures.later.push(await judged(page));
  await page.close();
}
await browser.close();
console.log(JSON.stringify(figures));

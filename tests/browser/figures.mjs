// The page from a host beside Pyodide alone, in one browser and one run: milliseconds as JSON.
// Usage: node figures.mjs CHROMIUM PAGE PYODIDE DRAFT.docx...
import puppeteer from "puppeteer-core";

const [executablePath, site, pyodide, ...drafts] = process.argv.slice(2);
const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox"], headless: true });
const figures = { alone: [], ready: [], first: [], later: [] };

async function opened(url) {
  const context = await browser.createBrowserContext();  // nothing kept from the time before
  const page = await context.newPage();
  await page.goto(url, { waitUntil: "domcontentloaded" });
  return page;
}

// Each file is another one, so that nothing is known of it from before.
async function judged(page, draft) {
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
  figures.first.push(await judged(page, drafts[0]));
  for (const draft of drafts.slice(1)) figures.later.push(await judged(page, draft));
  await page.close();
}
await browser.close();
console.log(JSON.stringify(figures));

// Works through the page for drafters in a browser as a person would, and says as JSON what was met on the way.
// Usage: node page.mjs '{"browser": "chrome", "executable": …, "url": …, "draft": …, "wrong": …, "hostile": …, "downloads": …, "other": …}'
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";

const { browser: kind, executable, url, draft, wrong, hostile, downloads, other, screenshots } = JSON.parse(process.argv[2]);
const axe = createRequire(import.meta.url)("axe-core").source;
const isFirefox = kind === "firefox";
const browser = await puppeteer.launch({
  browser: kind,
  executablePath: executable,
  headless: true,
  args: isFirefox ? [] : ["--no-sandbox"],
  extraPrefsFirefox: {
    "security.fileuri.strict_origin_policy": true,
    "browser.download.folderList": 2,
    "browser.download.dir": downloads,
    "browser.download.always_ask_before_handling_new_types": false,
    "accessibility.tabfocus": 7,
  },
});
const facts = { axe: {}, dialogs: 0 };
const page = await browser.newPage();
page.setDefaultTimeout(60000);
if (!isFirefox) {
  const session = await browser.target().createCDPSession();
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
}
const met = { requests: [], console: [], failures: [] };
page.on("request", (request) => met.requests.push(request.url()));
page.on("console", (message) => { if (["error", "warn"].includes(message.type())) met.console.push(message.text()); });
page.on("pageerror", (error) => met.failures.push(String(error)));
page.on("dialog", (dialog) => { facts.dialogs += 1; dialog.accept().catch(() => {}); });

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const text = (selector) => page.$eval(selector, (one) => one.textContent.trim());
const there = (selector) => page.waitForSelector(selector, { visible: true });

// The driver's own way to wait makes code of words, which the page's policy refuses in Firefox.
async function until(what, ...given) {
  for (const end = Date.now() + 60000; Date.now() < end; await pause(100)) {
    if (await page.evaluate(what, ...given)) return;
  }
  throw new Error(`it never came: ${what}`);
}

const shot = (name) => screenshots && page.screenshot({ path: `${screenshots}-${name}.png`, fullPage: true });

// The size is set first; that Firefox then knows no orientation of a screen is no matter.
async function sized(width, height) {
  await page.setViewport({ width, height }).catch((error) => { if (!isFirefox) throw error; });
}

async function accessibility(name) {
  await page.evaluate(`(() => { const define = undefined, module = undefined; ${axe} })()`);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"], preload: false }));
  facts.axe[name] = found.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => node.html.slice(0, 200)) }));
}

async function chosen(file) {
  const input = await page.$("#choose");
  await input.uploadFile(file);
  await until(() => !document.getElementById("work").hidden || !document.getElementById("sorry").hidden);
}

async function counted(kind) {
  return page.$$eval(`.counts li`, (all, kind) => Number(all.find((one) => one.textContent.includes(kind))?.querySelector("strong").textContent), kind);
}

// -- the beginning

await sized(1300, 900);
await page.goto(url);
await there("body[data-ready] #drop");
await accessibility("begin");
await shot("begin");
facts.promise = await text("#promise");

// -- a draft in Word

await chosen(draft);
await there(".fill input");
facts.verdict = await text("#verdict-title");
facts.status = await text("#status");
facts.inText = await page.$$eval(".read .fill input", (all) => all.length);
facts.headings = await page.$$eval("h1,h2,h3,h4", (all) => all.filter((one) => one.offsetParent).map((one) => Number(one.tagName[1])));
facts.blanks = await counted("blank");
await accessibility("work");
await shot("work");

// -- a blank filled by the keyboard, judged while the caret stays

await page.focus('.fill input[placeholder="(State party)"]');
facts.hint = await text("#hint");
await accessibility("hint");
await page.keyboard.type("Ruritan");
await there(".fill.wrong, .fill.filled, .fill.waits");
await page.keyboard.type("ia");
await there(".fill.wrong");
facts.fault = await text("#hint .fault");
facts.caret = await page.evaluate(() => [document.activeElement.value, document.activeElement.selectionStart]);
facts.blanksAfter = await counted("blank");
facts.violated = await counted("violated");
await page.evaluate(() => document.activeElement.select());
await page.keyboard.type("Zambia");
await until((before) => Number([...document.querySelectorAll(".counts li")].find((one) => one.textContent.includes("violated")).querySelector("strong").textContent) < before, facts.violated);
facts.filled = await page.$eval(".fill.filled input", (one) => one.value);

// -- a question answered

await page.focus("#questions input[type=radio]");
const yes = await page.$("#questions input[type=radio]");
await yes.press(" ");
await until(() => document.querySelector("#questions .stands").textContent.includes("name is needed"));
await page.type("#questions input[type=text]", "The President");
await until(() => document.querySelector("#questions fieldset").dataset.stands === "yes");
facts.answered = await text("#questions .stands");
await shot("answered");

// -- final

await page.click("#final");
await until(() => document.querySelector("#verdict-title").textContent.includes("not final"));
facts.final = await text("#verdict-title");
await page.click("#final");
await until(() => !document.querySelector("#verdict-title").textContent.includes("not final"));

// -- a wrong file while this draft is open: it is refused, and what was filled in stays

for (const file of wrong) {
  const input = await page.$("#choose");
  await input.uploadFile(file);
  await until(() => document.getElementById("status").className === "sorry");
  (facts.refusals ??= []).push(await text("#status"));
  await page.$eval("#status", (one) => { one.className = ""; });
}
// a folder and a file that is too large are told as well
facts.dropped = await page.evaluate(async () => {
  const said = [];
  const dropped = async (...files) => {
    const event = new Event("drop", { cancelable: true });
    event.dataTransfer = { files };
    dispatchEvent(event);
    await new Promise((resolve) => setTimeout(resolve, 200));
    said.push(document.getElementById("status").textContent);
  };
  const folder = new File(["x"], "drafts");
  folder.arrayBuffer = () => Promise.reject(new Error("a folder"));
  await dropped(folder);
  const large = new File(["x"], "large.docx");
  Object.defineProperty(large, "size", { value: 1e9 });
  await dropped(large);
  return said;
});
facts.kept = await page.$eval(".fill.filled input", (one) => one.value);
const refused = await text("#status");
await page.focus(".fill.filled input");
await page.keyboard.type(" ");
await until((refused) => {
  const said = document.getElementById("status").textContent.trim();
  return said !== refused && said.endsWith(".");
}, refused);

// -- where links lead

// The page may still be settling when the first click comes: a person would click again.
const under = () => page.evaluate(async () => {
  let covered = Infinity;
  for (let tries = 0; tries < 8 && covered > 0; tries += 1) {
    document.querySelector('.report-nav a[href="#document-1-text"]').click();
    await new Promise((resolve) => setTimeout(resolve, 500));
    covered = document.querySelector(".told").getBoundingClientRect().bottom - document.getElementById("document-1-text").getBoundingClientRect().top;
  }
  return covered;
});
facts.under = await under();

// -- narrow, dark, paper

await sized(360, 740);
facts.narrow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
facts.underNarrow = await under();
await accessibility("narrow");
await shot("narrow");
await sized(1300, 900);
if (!isFirefox) {
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
  facts.dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await accessibility("dark");
  await shot("dark");
  await page.emulateMediaFeatures([]);
  await page.emulateMediaType("print");
  facts.paper = await page.evaluate(() => [".bar", ".told", ".report-nav"].map((part) => document.querySelector(part).getClientRects().length));
  await page.emulateMediaType(null);
}

// -- taken away

for (const what of ["word", "report", "programme", "answers"]) {
  await page.click(`[data-take=${what}]`);
  await until(() => document.getElementById("status").textContent.includes("downloads"));
  await page.$eval("#status", (one) => { one.textContent = ""; });
}
await pause(500);

// -- hostile files, one after the other, and the page alive after each

facts.hostile = [];
for (const file of hostile) {
  await page.evaluate(() => document.getElementById("another").offsetParent && document.getElementById("another").click());
  await there("#begin");
  await page.evaluate(() => { document.getElementById("sorry").hidden = true; });
  await chosen(file);
  facts.hostile.push(await page.evaluate(() => document.getElementById("sorry").hidden ? document.getElementById("verdict-title").textContent : document.getElementById("sorry").textContent));
}
facts.ran = await page.evaluate(() => Boolean(globalThis.ran));
facts.links = await page.$$eval("#work a[href]", (all) => all.map((one) => one.getAttribute("href")).filter((one) => !one.startsWith("#")));

// -- by keyboard alone: a blank programme for a year, and its first blank

await page.goto(url.replace(/\?.*/, ""));
await there("body[data-ready] #drop");
const stops = [];
for (let at = 0; at < 12; at += 1) {
  await page.keyboard.press("Tab");
  const stop = await page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim());
  stops.push(stop);
  if (stop === "year") break;
}
facts.stops = stops;
await page.evaluate(() => document.activeElement.select());
await page.keyboard.type("2013");
await page.keyboard.press("Enter");
await there("#blanks");
facts.focusAfter = await page.evaluate(() => document.activeElement.id);
facts.year = await text("h1:not(#begin-title)");
for (let at = 0; at < 40; at += 1) {
  await page.keyboard.press("Tab");
  if (await page.evaluate(() => document.activeElement.matches(".fill input"))) break;
}
facts.label = await page.evaluate(() => document.querySelector(`label[for="${document.activeElement.id}"]`)?.textContent);
await page.keyboard.type("CCM/MSP/2012/5");
await until(() => document.querySelector(".facts")?.textContent.includes("CCM/MSP/2012/5"));
facts.stayed = await page.evaluate(() => [document.activeElement.value, document.activeElement.matches(".fill input")]);
await accessibility("form");
await shot("form");

// -- pasted, and nothing pasted

await page.goto(url.replace(/\?.*/, ""));
await there("body[data-ready] #drop");
await page.click("#paste button");
await there("#sorry");
facts.nothing = await text("#sorry");
await page.type("#text", "# Work programme for 2012\n\n1. The States parties decided to hold a meeting in ____ 2012.");
await page.click("#paste button");
await there("#verdict-title");
facts.pasted = await text("#verdict-title");

// -- what the policy refuses, in the page and in a worker such as the checker's

Object.assign(facts, structuredClone(met));  // what the tries below meet is what they are for
if (other) {
  facts.refused = await page.evaluate(async (address) => {
    const tries = `
      const tried = [];
      try { await fetch("${address}"); tried.push("fetch"); } catch {}
      try { const x = new XMLHttpRequest(); x.open("GET", "${address}", false); x.send(); tried.push("XMLHttpRequest"); } catch {}
      try { await import("${address}x.js"); tried.push("import"); } catch {}
      return tried;`;
    const inPage = [];
    try { await fetch(address); inPage.push("fetch"); } catch {}
    const worker = new Worker(URL.createObjectURL(new Blob([`(async () => {${tries}})().then((tried) => postMessage(tried))`], { type: "text/javascript" })));
    return [inPage, await new Promise((resolve) => { worker.onmessage = ({ data }) => resolve(data); })];
  }, other);
}

await browser.close();
console.log(JSON.stringify(facts));

import puppeteer from "puppeteer-core";
import { spawn } from "node:child_process";
const serve = spawn(".venv/bin/ccmcheck", ["serve", "--no-browser"], { cwd: "/tmp/page/main" });
let err = ""; serve.stderr.on("data", (d) => (err += d)); serve.stdout.on("data", (d) => (err += d));
const pause = (ms) => new Promise((r) => setTimeout(r, ms));
while (!/http:\S+/.test(err)) await pause(100);
const url = err.match(/http:\S+/)[0];
const browser = await puppeteer.launch({ executablePath: "/usr/bin/chromium", headless: true, args: ["--no-sandbox"] });
const page = await browser.newPage();
page.on("console", (m) => console.log("CONSOLE", m.text())); page.on("pageerror", (e) => console.log("ERR", e));
page.on("dialog", (d) => { console.log("DIALOG", d.message()); d.accept(); });
await page.setViewport({ width: 1300, height: 900 });
try { 
await page.goto(url); await page.waitForSelector("body[data-ready] #drop");
const say = () => page.evaluate(() => [document.getElementById("status").textContent, document.getElementById("status").className, document.getElementById("work").hidden, document.getElementById("file").textContent]);
const choose = async (f, ms = 2500) => { await (await page.$("#choose")).uploadFile(f); await pause(ms); console.log(f, JSON.stringify(await say())); };
const { default: work } = await import(process.argv[2]);
await work({ page, say, choose, pause, serve });
} finally { await browser.close(); serve.kill("SIGINT"); }

// The checker in a worker: Pyodide and ccmcheck from what the page hands over; nothing is fetched from anywhere.
"use strict";
const HERE = "https://parts.invalid/";  // a name for what is held here; no request leaves
const held = new Map();
let told;

self.fetch = async (address) => {
  const name = String(address?.url ?? address).split("/").pop();
  if (!held.has(name)) throw new TypeError(`nothing is fetched here, and ${name} is not at hand`);
  const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
  return new Response(held.get(name), { headers: { "Content-Type": type } });
};

// Pyodide tries whether it could load scripts in the old way, and goes on where it cannot.
self.importScripts = () => {
  throw new TypeError("nothing is loaded here");
};

async function unpacked(letters) {
  const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}

async function start(parts) {
  await Promise.all([...parts].map(async ([name, letters]) => held.set(name, await unpacked(letters))));
  const script = URL.createObjectURL(new Blob([held.get("pyodide.asm.mjs")], { type: "text/javascript" }));
  const { default: createPyodideModule } = await import(script);
  const lockFileContents = new TextDecoder().decode(held.get("pyodide-lock.json"));
  const pyodide = await self.loadPyodide({ indexURL: HERE, packageBaseUrl: HERE, createPyodideModule, lockFileContents });
  pyodide.unpackArchive(held.get("ccmcheck.zip"), "zip", { extractDir: "/lib/ccmcheck" });
  told = pyodide.runPython(BEGIN);
  held.clear();
}

const BEGIN = `
import sys
sys.path.insert(0, "/lib/ccmcheck")
import json
from ccmcheck.web.exchange import ready, told, warm_up

def _answer(request, data):
    if not request:
        return warm_up()
    head, file = told(json.loads(request), data.to_bytes())
    return json.dumps(head, ensure_ascii=False), file

ready()
_answer
`;

self.onmessage = async ({ data: { parts, id, request, bytes } }) => {
  if (parts) {
    try {
      await start(parts);
      self.postMessage({ id: "ready" });
      told("", null);
    } catch (error) {
      self.postMessage({ id: "ready", failed: String(error) });
    }
    return;
  }
  try {
    const answer = told(request, bytes);
    const file = answer.get(1);
    const given = file.toJs();
    self.postMessage({ id, head: answer.get(0), bytes: given });
    file.destroy();
    answer.destroy();
  } catch (error) {
    self.postMessage({ id, failed: String(error) });
  }
};

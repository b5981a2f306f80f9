// Asks the checker in a worker of this page. Its parts lie in scripts beside this one, since nothing may be fetched.
const SECONDS = 120;
const TOO_LONG = `This file takes longer than ${SECONDS} seconds to check, so the check was stopped. Try a shorter part of the draft.`;
const NOT_STARTED = "The checker could not start in this browser. A current Firefox, Chrome, Edge or Safari is needed.";

const parts = new Map();
let worker, started, number = 0;

function held() {
  for (const [name, letters] of self.ccmcheckParts ?? []) parts.set(name, (parts.get(name) ?? "") + letters);
  self.ccmcheckParts = [];
  return parts;
}

async function unpacked(letters) {
  const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  return new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
}

async function textOf(name) {
  return new Response(await unpacked(held().get(name))).text();
}

async function start() {
  const source = new Blob([await textOf("worker.js"), "\n", await textOf("pyodide.js")], { type: "text/javascript" });
  worker = new Worker(URL.createObjectURL(source));
  const ready = answered("ready");
  worker.postMessage({ parts: held() });
  return ready;
}

// The next answer with that number; what the worker cannot do is an answer as well.
function answered(id) {
  const own = worker;
  return new Promise((resolve, reject) => {
    const listen = ({ data }) => {
      if (data.id !== id) return;
      own.removeEventListener("message", listen);
      if (data.failed) reject(new Error(data.failed));
      else resolve(data);
    };
    own.addEventListener("message", listen);
    own.addEventListener("error", (event) => reject(new Error(event.message)));
  });
}

export const local = {
  ready() {
    if (document.readyState !== "loading" && self.ccmcheckParts === undefined) {
      return new Promise((resolve) => addEventListener("DOMContentLoaded", () => resolve(local.ready()), { once: true }));
    }
    started ??= start();
    return started.catch(() => {});
  },

  async ask(request, bytes) {
    try {
      await local.ready();
      await started;
    } catch (error) {
      console.error(error);
      return { head: { sorry: NOT_STARTED }, bytes: new Uint8Array() };
    }
    const id = ++number;
    const answer = answered(id);
    worker.postMessage({ id, request: JSON.stringify(request), bytes });
    let timer;
    const late = new Promise((resolve) => { timer = setTimeout(() => resolve(null), SECONDS * 1000); });
    const told = await Promise.race([answer.catch((error) => ({ head: JSON.stringify({ sorry: `The check came to an end before it was done (${error.message}).` }), bytes: new Uint8Array() })), late]);
    clearTimeout(timer);
    if (told) return { head: JSON.parse(told.head), bytes: told.bytes };
    worker.terminate();
    started = start();
    return { head: { sorry: TOO_LONG }, bytes: new Uint8Array() };
  },
};

// Asks ccmcheck on this machine: one line of JSON, then the file; the answer has the same form.
const LINE_END = 10;

export const served = {
  async ready() {},

  async ask(request, bytes) {
    const head = new TextEncoder().encode(JSON.stringify(request) + "\n");
    let response;
    try {
      response = await fetch("ask", { method: "POST", body: new Blob([head, bytes]) });
    } catch {
      return { head: { sorry: "ccmcheck has stopped, so nothing more can be checked here. Start it again; this page still shows what was found." }, bytes: new Uint8Array() };
    }
    if (!response.ok) return { head: { sorry: (await response.text()).trim() }, bytes: new Uint8Array() };
    const answer = new Uint8Array(await response.arrayBuffer());
    const end = answer.indexOf(LINE_END);
    return { head: JSON.parse(new TextDecoder().decode(answer.subarray(0, end))), bytes: answer.slice(end + 1) };
  },
};

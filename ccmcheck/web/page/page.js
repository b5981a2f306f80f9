// The page: a draft in, what was found beside its words out, judged again whenever something is filled in or answered.
import { Blanks } from "./blanks.js";
import { Questions } from "./questions.js";
import { adopted, made } from "./report.js";

const PAUSE = 300;
const SLOW = 400;
const LINE = 40;  // the height of the line that says what is being done, which is not there while it is empty
const LARGEST = 64_000_000;
const UNSAVED = "What you filled in or answered is in no file that you took away since. Leave this draft all the same?";
// What of a person's work a file holds, so that one can go on with it.
const HOLDS = { word: ["fills"], programme: ["fills", "answers"], answers: ["answers"], report: [] };
const at = (id) => document.getElementById(id);

export function open(checker, promise) {
  at("promise").textContent = promise;
  at("year").value = String(new Date().getFullYear() + 1);
  const desk = new Desk(checker);
  listen(desk);
  desk.getReady();
}

const tooLarge = (name) => `A file of at most ${LARGEST / 1e6} MB is needed, and ${name} is larger.`;

class Desk {
  constructor(checker) {
    this.checker = checker;
    this.draft = null;
    this.waiting = this.busy = this.typing = false;
  }

  async getReady() {
    const slow = setTimeout(() => this.say("The checker is getting ready. You can choose a draft already."), SLOW);
    await this.checker.ready();
    clearTimeout(slow);
    if (!this.draft) this.say("");
    document.body.dataset.ready = "yes";
  }

  // -- a draft comes in

  async take(name, bytes) {
    if (bytes.length > LARGEST) return this.refuse(tooLarge(name || "this one"));
    if (!bytes.length) return this.refuse(`${name || "The text"} is empty, so there is nothing to check.`);
    const coming = (this.coming = { name, bytes });
    const { head } = await this.asked({ ask: "judge", name, final: false, fills: [], answers: [] }, bytes);
    if (this.coming !== coming) return;  // another draft came meanwhile
    if (head.sorry) return this.refuse(head.sorry);
    this.refusal = "";
    this.draft = coming;
    this.blanks = new Blanks(() => this.soon());
    this.questions = new Questions(() => this.soon());
    this.latest = null;
    this.kept = { fills: this.held("fills"), answers: this.held("answers") };
    at("final").checked = false;
    at("sorry").hidden = true;
    this.show(head);
  }

  async begin(year) {
    const { head, bytes } = await this.asked({ ask: "blank", year }, new Uint8Array());
    if (head.sorry) this.refuse(head.sorry);
    else await this.take(head.name, bytes);
  }

  leave() {
    this.draft = this.latest = this.coming = null;
    this.refusal = "";
    at("work").hidden = at("bar").hidden = true;
    at("work").replaceChildren();
    at("begin").hidden = false;
    document.title = "Check a work programme";
    document.body.classList.remove("working");
    this.say("");
    at("choose").value = "";
    at("choose").focus();
  }

  refuse(sentence) {
    if (this.draft) return this.say((this.refusal = sentence), "sorry");  // what was open stays open
    at("sorry").textContent = sentence;
    at("sorry").hidden = false;
    this.say("");
  }

  // Whether something was filled in or answered that no file holds which was taken away.
  get isUnsaved() {
    return Boolean(this.draft) && ["fills", "answers"].some((part) => this.kept[part] !== this.held(part));
  }

  held(part) {
    return JSON.stringify(part === "fills" ? this.blanks.fills : this.questions.answers);
  }

  // -- judged

  get request() {
    return { name: this.draft.name, final: at("final").checked, fills: this.blanks.fills, answers: this.questions.answers };
  }

  soon() {
    this.refusal = "";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.judge(), PAUSE);
  }

  // One question at a time; what changes meanwhile is asked afterwards, once.
  async judge() {
    if (this.busy) return void (this.waiting = true);
    const draft = this.draft;
    if (!draft) return;
    this.busy = true;
    const { head } = await this.asked({ ask: "judge", ...this.request }, draft.bytes);
    this.busy = false;
    if (this.draft === draft) {
      if (head.sorry) this.refuse(head.sorry);
      else this.show(head);
    }
    if (this.waiting) {
      this.waiting = false;
      await this.judge();
    }
  }

  async asked(request, bytes) {
    const slow = setTimeout(() => {
      at("progress").hidden = false;
      this.say(bytes === this.draft?.bytes ? "Checking …" : "The draft is being read …");
    }, SLOW);
    try {
      return await this.checker.ask(request, bytes);
    } finally {
      clearTimeout(slow);
      at("progress").hidden = true;
    }
  }

  // -- shown

  show(found) {
    const first = !this.latest;
    this.latest = found;
    keepingPlace(() => {
      const report = adopted(found.page);
      placed(report, this.blanks.place(report, found.blanks, found.draft), this.questions.panel(found.questions));
      at("work").replaceChildren(report);
    });
    at("begin").hidden = true;
    at("work").hidden = at("bar").hidden = false;
    document.body.classList.add("working");
    const name = this.draft.name || "Pasted text";
    at("file").textContent = name;
    document.title = `${name} – checked`;
    this.offer(found);
    // A check that was under way when another file was refused does not take the refusal away.
    this.say(this.refusal || found.sentence, this.refusal ? "sorry" : "");
    if (first) {
      scrollTo(0, 0);
      at("here").focus({ preventScroll: true });
    }
  }

  offer(found) {
    const there = { word: found.word, report: true, programme: found.readable, answers: this.questions.answers.length > 0 };
    for (const button of document.querySelectorAll("[data-take]")) button.hidden = !there[button.dataset.take];
  }

  say(sentence, kind = "") {
    at("status").textContent = sentence;
    at("status").className = kind;
  }

  // -- taken away

  async takeAway(what) {
    const { head, bytes } = await this.asked({ ask: "take", what, ...this.request }, this.draft.bytes);
    if (head.sorry) return this.say(head.sorry, "sorry");
    const address = URL.createObjectURL(new Blob([bytes]));
    made("a", { href: address, download: head.name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    for (const part of HOLDS[what]) this.kept[part] = this.held(part);
    const also = this.isUnsaved ? " To go on with what you filled in and answered, take the programme too." : "";
    this.say(`${head.name} is in your downloads.${also}`);
  }
}

// The forms at their places: blanks after the verdict, questions in place of those that the report lists.
function placed(report, form, panel) {
  const contents = report.querySelector(".report-nav ul");
  const link = (id, words) => made("li", {}, made("a", { href: `#${id}` }, words));
  if (form) {
    report.querySelector("#verdict").after(form);
    contents?.children[0]?.after(link("blanks", "Blanks"));
  }
  const listed = report.querySelector("#document-1-questions");
  contents?.querySelector('a[href="#document-1-questions"]')?.parentElement.remove();
  if (panel) {
    const before = report.querySelector("#document-1-text, #document-1-findings, #document-1-open, #document-1-satisfied");
    const home = report.querySelector("#document-1") ?? report.querySelector(".report-main");
    if (listed) listed.replaceWith(panel);
    else if (before) before.after(panel);
    else home.append(panel);
    const satisfied = contents?.querySelector('a[href$="-satisfied"]')?.parentElement;
    if (satisfied) satisfied.before(link("questions", "Questions"));
    else contents?.append(link("questions", "Questions"));
  } else listed?.remove();
  for (const region of report.querySelectorAll(".read .passage")) region.classList.toggle("has-blank", Boolean(region.querySelector(".fill")));
}

// The caret and the place on the screen stay where they are while the report around them is replaced.
function keepingPlace(replace) {
  const key = document.activeElement?.dataset?.key;
  const before = document.activeElement?.getBoundingClientRect().top;
  const { selectionStart, selectionEnd, type } = document.activeElement ?? {};
  const unfolded = new Set([...document.querySelectorAll("#work details[open] > summary")].map((one) => one.textContent));
  const top = scrollY;
  replace();
  for (const summary of document.querySelectorAll("#work details > summary")) summary.parentElement.open = unfolded.has(summary.textContent) || summary.parentElement.open;
  const same = key && document.querySelector(`#work [data-key="${CSS.escape(key)}"]`);
  if (!same) return void scrollTo(0, top);
  same.focus({ preventScroll: true });
  if (type === "text") same.setSelectionRange(selectionStart, selectionEnd);
  scrollTo(0, top);
  scrollBy(0, same.getBoundingClientRect().top - before);
}

function listen(desk) {
  // Whoever follows a link is not to find its end under the line that stays, which is higher on a narrow screen.
  new ResizeObserver(() => {
    document.documentElement.style.scrollPaddingTop = `${Math.max(at("status").offsetHeight, LINE) + 12}px`;
  }).observe(at("status"));
  const chosen = async ([file, ...others]) => {
    if (!file || (desk.isUnsaved && !confirm(UNSAVED))) return;
    if (file.size > LARGEST) return desk.refuse(tooLarge(file.name));
    const bytes = await file.arrayBuffer().catch(() => null);  // a folder, or a file that has gone meanwhile
    if (!bytes) return desk.refuse(`${file.name} cannot be opened. If it is a folder, choose the draft in it.`);
    await desk.take(file.name, new Uint8Array(bytes));
    if (others.length && desk.draft?.name === file.name) desk.say(`One draft is checked at a time: this is ${file.name}, and ${others.map((one) => one.name).join(", ")} was not opened.`);
  };
  at("choose").addEventListener("change", (event) => chosen(event.target.files));
  at("final").addEventListener("change", () => desk.soon());
  at("another").addEventListener("click", () => (!desk.isUnsaved || confirm(UNSAVED)) && desk.leave());
  at("paste").addEventListener("submit", (event) => {
    event.preventDefault();
    desk.take("", new TextEncoder().encode(at("text").value));
  });
  at("blank").addEventListener("submit", (event) => {
    event.preventDefault();
    desk.begin(Number(at("year").value));
  });
  for (const button of document.querySelectorAll("[data-take]")) button.addEventListener("click", () => desk.takeAway(button.dataset.take));
  for (const name of ["dragover", "dragenter"]) addEventListener(name, (event) => { event.preventDefault(); document.body.classList.add("over"); });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("over"); });
  addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("over");
    chosen(event.dataTransfer.files);
  });
  addEventListener("beforeunload", (event) => {
    if (desk.isUnsaved) event.preventDefault();
  });
}

// Blanks to be filled: in the draft's own text where they stand in one, else in a form, section by section.
import { made } from "./report.js";

// How an answer is written, and never what: whatever stood here as an example would be wrong in some programme.
const WRITTEN = { day: "day, month and year", number: "a number", list: "one, another", part: "one part, another" };
const OPEN = "not yet decided";
const WHOLE = "The programme";
const LONGEST = 1000;

export class Blanks {
  constructor(changed) {
    this.changed = changed;
    this.words = new Map();
    this.controls = new Map();
    this.lists = new Map();
    this.hint = made("div", { class: "hint", id: "hint" });
  }

  get fills() {
    return [...this.words].filter(([, words]) => words.trim()).map(([start, words]) => ({ start, words }));
  }

  // Puts the controls into a report that is about to be shown.
  place(report, blanks, isDraft) {
    this.hint.remove();
    const apart = [];
    blanks.forEach((blank, at) => {
      if (blank.sort === "section") return;
      const spot = isDraft ? report.querySelector(`#blank-${at}`) : null;
      const control = this.control(blank, Boolean(spot));
      if (spot) spot.replaceChildren(control.element);
      else apart.push(control);
    });
    for (const list of this.lists.values()) report.append(list);
    return apart.length ? this.form(apart) : null;
  }

  control(blank, inText) {
    let control = this.controls.get(blank.start);
    if (!control) this.controls.set(blank.start, (control = this.newControl(blank, inText)));
    control.blank = blank;
    const wrong = Boolean(blank.words) && blank.faults.length > 0;
    control.element.className = `fill ${wrong ? "wrong" : blank.needs.length ? "waits" : blank.words ? "filled" : ""}`;
    control.input.setAttribute("aria-invalid", wrong);
    return control;
  }

  newControl(blank, inText) {
    const label = `Blank${blank.where ? ` in ${blank.where}` : ""}: ${blank.section || "a text"}`;
    const input = ["truth", "words"].includes(blank.sort) && !blank.others ? choice(blank) : this.field(blank, inText);
    input.id = `fill-${blank.start}`;
    input.dataset.key = input.id;
    input.setAttribute("aria-label", label);
    const control = { blank, input, element: made("span", { class: "fill" }, input) };
    input.addEventListener("input", () => {
      this.words.set(blank.start, input.value);
      fitted(input, blank);
      this.changed();
    });
    input.addEventListener("focus", () => this.explain(control));
    fitted(input, blank);
    return control;
  }

  field(blank, inText) {
    const list = blank.choices.length ? this.list(blank.choices) : null;
    const written = (!inText && WRITTEN[blank.sort]) || "fill in";
    const shown = blank.stood && !/^[_.…\\]+$/.test(blank.stood) ? blank.stood : written;
    return made("input", { type: "text", placeholder: shown, list, autocomplete: "off", maxlength: LONGEST, spellcheck: "false" });
  }

  list(choices) {
    const key = choices.join("\n");
    if (!this.lists.has(key)) {
      const options = choices.map((words) => made("option", { value: words }));
      this.lists.set(key, made("datalist", { id: `names-${this.lists.size + 1}` }, ...options));
    }
    return this.lists.get(key).id;
  }

  // Says beside the blank in use what fits there.
  explain({ blank, input, element }) {
    const passage = element.closest(".passage");
    if (!passage) return;
    this.hint.replaceChildren(...told(blank));
    passage.append(this.hint);
    input.setAttribute("aria-describedby", "hint");
  }

  form(controls) {
    const own = Map.groupBy(controls, (one) => one.blank.section);
    const home = ({ blank }) => (blank.section && own.get(blank.section).length > 1 ? blank.section : WHOLE);
    const bySection = Map.groupBy(controls, home);
    const open = controls.filter((one) => !one.blank.words).length;
    const head = made("h3", { id: "blanks-title" }, "Fill in the blanks");
    const count = made("p", { class: "small" }, `${open} of ${controls.length} still blank. Each is checked as you type.`);
    const parts = [...bySection].map(([name, controls]) => section(name, controls));
    return made("section", { id: "blanks", class: "blanks", "aria-labelledby": "blanks-title" }, head, count, ...parts);
  }
}

function section(name, controls) {
  const rows = controls.map(({ blank, input, element }) => {
    const at = `${input.id}-told`;
    input.removeAttribute("aria-label");
    input.setAttribute("aria-describedby", at);
    const head = made("label", { for: input.id }, sentence(name === WHOLE ? blank.alone : blank.where) || name);
    return made("div", { class: "row" }, head, element, made("div", { class: "row-told", id: at }, ...told(blank)));
  });
  return made("fieldset", {}, made("legend", {}, sentence(name)), ...rows);
}

function choice(blank) {
  const shown = (words) => (blank.sort === "truth" ? { true: "yes", false: "no" }[words] ?? words : words.replaceAll("-", " "));
  const options = blank.choices.map((words) => made("option", { value: words }, shown(words)));
  return made("select", {}, made("option", { value: "" }, OPEN), ...options);
}

function told(blank) {
  const help = blank.help ? [made("p", {}, blank.help)] : [];
  const needs = blank.needs.map((words) => made("li", {}, words));
  if (blank.words && blank.faults.length) return [...blank.faults.map((words) => made("p", { class: "fault" }, words)), ...help];
  if (!needs.length) return blank.settles ? help : [...help, made("p", { class: "small" }, blank.words ? "No rule waits for this any longer." : "No rule depends on this.")];
  return [...help, made("p", { class: "small" }, "Still needed:"), made("ul", {}, ...needs)];
}

function fitted(input, blank) {
  if (input.tagName === "INPUT") input.size = Math.min(Math.max((input.value || input.placeholder || blank.stood).length + 1, 6), 34);
}

export function sentence(words) {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

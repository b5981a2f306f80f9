// Questions that need a person: yes, no, and the name of who answers.
import { made } from "./report.js";

export class Questions {
  constructor(changed) {
    this.changed = changed;
    this.given = new Map();
    this.cards = new Map();
    this.lastName = "";
  }

  get answers() {
    const on = today();
    return [...this.given].filter(([, one]) => one.yes !== null && one.by.trim()).map(([question, { yes, by }]) => ({ question, yes, by, on }));
  }

  panel(questions) {
    if (!questions.length) return null;
    const cards = questions.map((question) => this.card(question));
    const head = made("h3", { id: "questions-title" }, "Questions that need a person");
    const why = made("p", { class: "small" }, "No text can show these. Answer what you can answer for; an answer counts once it has a name.");
    return made("section", { id: "questions", class: "questions", "aria-labelledby": "questions-title" }, head, why, ...cards);
  }

  card(question) {
    if (!this.cards.has(question.name)) this.cards.set(question.name, this.newCard(question));
    const card = this.cards.get(question.name);
    const given = this.given.get(question.name);
    const stands = question.outcome === "satisfied" ? "yes" : question.outcome === "violated" ? "no" : "";
    card.dataset.stands = stands;
    const nameless = given && given.yes !== null && !given.by.trim();
    const own = given && given.yes !== null ? "" : " This answer stands in the draft.";
    card.querySelector(".stands").textContent = nameless
      ? "A name is needed for the answer to count."
      : stands === "yes" ? `Answered: yes.${own}` : stands === "no" ? `Answered: no. That departs from the decision.${own}` : "Not answered yet.";
    return card;
  }

  newCard(question) {
    const id = `question-${question.name.replace(/[^\w-]/g, "-")}`;
    const given = { yes: null, by: "" };
    this.given.set(question.name, given);
    const told = (yes) => () => {
      given.yes = yes;
      if (!given.by && this.lastName) by.value = given.by = this.lastName;
      this.changed();
    };
    const by = made("input", { type: "text", id: `${id}-by`, "data-key": `${id}-by`, maxlength: 200, autocomplete: "name" });
    by.addEventListener("input", () => {
      this.lastName = given.by = by.value;
      this.changed();
    });
    const radios = [["Yes", true], ["No", false], ["Not yet", null]].map(([words, yes]) => {
      const key = `${id}-${words.replace(" ", "-").toLowerCase()}`;
      const radio = made("input", { type: "radio", name: id, id: key, "data-key": key, checked: yes === null });
      radio.addEventListener("change", told(yes));
      return made("label", { for: key }, radio, ` ${words}`);
    });
    return made(
      "fieldset", { class: "card" },
      made("legend", {}, question.asked),
      made("p", { class: "cited" }, `“${question.quotation}” (${question.cited})`),
      made("p", { class: "choices" }, ...radios),
      made("p", {}, made("label", { for: `${id}-by` }, "Answered by "), by),
      made("p", { class: "stands small" }),
    );
  }
}

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

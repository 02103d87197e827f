// SPDX-FileCopyrightText: 2026 The Baken contributors
// SPDX-License-Identifier: EUPL-1.2

// The form for a signal outdoors: its topics, the questions of the topic that was chosen, and its areas, from the lists that
// the phone keeps. The rest is the same for every form (ui/field/form.js).

import { begin } from "../ui/field/form.js";
import { el, text } from "../ui/field/page.js";

const form = document.getElementById("signaal");
const box = document.getElementById("questions");
const categories = new Map();
let asked = [];

function build(lists) {
  for (const group of lists.groups) {
    const options = group.categories.map((one) => {
      categories.set(one.slug, one);
      return el("option", { value: one.slug }, one.name);
    });
    form.elements.category.append(el("optgroup", { label: group.label }, ...options));
  }
  for (const area of lists.areas) {
    const options = area.parts.map((part) => el("option", { value: part.code }, part.name));
    form.elements.area.append(el("optgroup", { label: area.name }, el("option", { value: area.code }, area.name), ...options));
  }
  open(document.getElementById("investigation"), lists.investigation);
  const now = new Date();
  const today = new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  form.elements.occurred_on.value = today;
  form.elements.occurred_on.max = today;
  form.elements.category.addEventListener("change", ask);
  box.addEventListener("change", follow);
  // another form may lead here with a topic: findings of a control do, for what doesn't belong there
  const topic = new URLSearchParams(location.search).get("onderwerp");
  if (categories.has(topic)) {
    form.elements.category.value = topic;
    ask();
  }
}

function open(fieldset, yes) {
  fieldset.hidden = fieldset.disabled = !yes;
}

// Draws the questions of the topic, unless they stand there already: what was answered stays.
function ask() {
  const chosen = form.elements.category.value;
  if (box.dataset.category === chosen) return;
  box.dataset.category = chosen;
  asked = (categories.get(chosen)?.questions ?? []).map((question) => ({ question, field: drawn(question) }));
  box.replaceChildren(...asked.map(({ field }) => field));
  box.hidden = !asked.length;
  open(document.getElementById("own-control"), Boolean(categories.get(chosen)?.source));
  follow();
}

function drawn(question) {
  const { slug, kind, label, hint, required, options } = question;
  const name = `q:${slug}`;
  const id = `question-${slug}`;
  const heading = required ? [label] : [label, " ", el("span", { class: "soft" }, text("optional"))];
  const help = hint ? el("span", { class: "helptext", id: `${id}-help` }, hint) : null;
  if (options.length) {
    const type = kind === "many" ? "checkbox" : "radio";
    const choices = options.map((one) =>
      el("label", { class: "opt" }, el("input", { type, name, value: one.slug, required: required && type === "radio" }), el("span", {}, one.label)));
    return el("fieldset", { "aria-describedby": hint ? `${id}-help` : null }, el("legend", {}, ...heading), help, ...choices);
  }
  const type = kind === "date" ? "date" : "text";
  const common = { id, name, required, autocomplete: "off", "aria-describedby": hint ? `${id}-help` : null };
  const control = kind === "long" ? el("textarea", { ...common, rows: 4 }) : el("input", { ...common, type, inputmode: kind === "number" ? "numeric" : null });
  return el("fieldset", { class: "field" }, el("label", { for: id }, ...heading), help, control);
}

// Shows what is asked given the answers: a condition counts only on a question that is asked itself. What isn't asked isn't sent.
function follow() {
  const shown = new Set();
  const data = new FormData(form);
  for (const { question, field } of asked) {
    const { when, slug } = question;
    const wanted = !when || (shown.has(when.question) && data.getAll(`q:${when.question}`).some((value) => when.is.includes(value)));
    open(field, wanted);
    if (wanted) shown.add(slug);
  }
}

begin(form, build);

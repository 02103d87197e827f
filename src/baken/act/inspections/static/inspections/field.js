// SPDX-FileCopyrightText: 2026 The Baken contributors
// SPDX-License-Identifier: EUPL-1.2

// Findings outdoors: the addresses of the reader's inspections and the checklists of the reader's own discipline, from the
// lists that the phone keeps. The rest is the same for every form (ui/field/form.js).

import { begin } from "../ui/field/form.js";
import { el } from "../ui/field/page.js";

const form = document.getElementById("controle");
const words = document.getElementById("words").dataset;
const place = (id) => document.getElementById(id);
const targets = new Map();

function build(lists) {
  place("nothing").hidden = lists.inspections.length > 0;
  place("rest").hidden = !lists.inspections.length;
  const elsewhere = place("victim").querySelector("a");
  if (lists.victims) elsewhere.search = `?onderwerp=${encodeURIComponent(lists.victims)}`;
  for (const inspection of lists.inspections) {
    const options = inspection.targets.map((target) => {
      targets.set(target.id, { target, inspection });
      return el("option", { value: target.id }, target.label);
    });
    form.elements.target.append(el("optgroup", { label: [inspection.when, inspection.title].filter(Boolean).join(": ") }, ...options));
  }
  form.elements.target.addEventListener("change", choose);
  form.elements.list.addEventListener("change", ask);
  form.addEventListener("change", follow);
  form.elements.beside_note.addEventListener("input", follow);
  // by the reader's own hand only: what is filled in again keeps the moment at which it was seen
  form.addEventListener("input", () => { form.elements.seen_at.value = new Date().toISOString(); });
  new MutationObserver(follow).observe(place("veld-photos"), { childList: true });
  follow();
}

const chosen = () => targets.get(form.elements.target.value);
const list = () => chosen()?.inspection.lists.find((one) => one.value === form.elements.list.value);

function open(id, yes) {
  const part = place(id);
  part.hidden = !yes;
  if ("disabled" in part) part.disabled = !yes;
}

// Offers the lists of the inspection of this address; what was answered stays where the list does.
function choose() {
  const lists = chosen()?.inspection.lists ?? [];
  const before = form.elements.list.value;
  form.elements.list.replaceChildren(...lists.map((one) => el("option", { value: one.value }, one.label)));
  if (lists.some((one) => one.value === before)) form.elements.list.value = before;
  place("which").hidden = lists.length < 2;
  ask();
}

function ask() {
  const box = place("items");
  const value = list()?.value ?? "";
  if (box.dataset.list === value) return;
  box.dataset.list = value;
  box.replaceChildren(...(list()?.items ?? []).map(drawn));
}

function drawn({ slug, question, help }) {
  const made = place("item").content.firstElementChild.cloneNode(true);
  made.dataset.item = slug;
  made.querySelector("legend").textContent = question;
  const told = made.querySelector(".helptext");
  if (help) told.textContent = help;
  else told.remove();
  for (const radio of made.querySelectorAll("input")) radio.name = `a:${slug}`;
  const note = made.querySelector("textarea");
  Object.assign(note, { name: `n:${slug}`, id: `note-${slug}` });
  const label = made.querySelector(".veld-more label");
  label.htmlFor = note.id;
  label.append(words.note, el("span", { class: "vh" }, `: ${question}`));
  made.querySelector("button").addEventListener("click", () => {
    for (const radio of made.querySelectorAll("input")) radio.checked = false;
    note.value = "";
    made.querySelector("input").focus();
    form.dispatchEvent(new Event("input", { bubbles: true }));
    form.dispatchEvent(new Event("change", { bubbles: true }));
  });
  return made;
}

// Shows what is asked given the answers. What isn't asked isn't sent.
function follow() {
  const at = chosen();
  const outcome = form.querySelector("[name=outcome]:checked")?.value ?? "";
  const inside = Boolean(at) && ["visited", "refused"].includes(outcome);
  open("entering", Boolean(at?.target.home) && outcome === "visited");
  open("authorised", Boolean(list()?.authorised));
  place("authorised").querySelector("input").disabled = !list()?.authorised;
  place("not-started").hidden = !at || at.inspection.started;
  place("victim").hidden = !at?.inspection.sex_work;
  place("inside").hidden = !inside;
  const answered = [];
  for (const item of place("items").children) {
    const told = Boolean(item.querySelector("input:checked"));
    for (const radio of item.querySelectorAll("input")) radio.disabled = !inside;
    item.querySelector("textarea").disabled = !inside || !told;
    item.querySelector(".veld-more").hidden = !told;
    if (told) answered.push([`i:${item.dataset.item}`, item.querySelector("legend").textContent]);
  }
  const note = form.elements.beside_note;
  note.disabled = !inside;
  const beside = inside && note.value.trim() !== "";
  open("beside-answers", beside);
  if (beside) answered.push(["i:", words.beside]);
  // a visit tells something: said here, not hours later when there is a connection again and the desk refuses it
  const nothing = inside && outcome === "visited" && !answered.length;
  for (const radio of place("items").firstElementChild?.querySelectorAll("input") ?? []) radio.required = nothing;
  const about = form.elements.photos_of;
  const before = about.value;
  about.replaceChildren(about.options[0], ...answered.map(([value, label]) => el("option", { value }, label)));
  about.value = answered.some(([value]) => value === before) ? before : "";
  place("about-photos").hidden = !place("veld-photos").children.length || answered.length < 2;
}

begin(form, build);

// SPDX-FileCopyrightText: 2026 The Baken contributors
// SPDX-License-Identifier: EUPL-1.2

// The page /veld/: who uses this phone, which forms there are, what waits and what was sent. Sends when it is opened, comes
// into view again or gets a connection; nothing in its HTML is of anybody.

import { fetchLists, YOUNG } from "./lists.js";
import { DRAFT, drop, heard, of, reasons, REFUSED, SENT, WAITING } from "./outbox.js";
import { askBackground, background, el, moment, standing, text, worker } from "./page.js";
import { flush, LOGIN, READY, UNREACHABLE } from "./sending.js";
import { lastUser } from "./store.js";

const place = (name) => document.getElementById(`veld-${name}`);
const forms = [...document.querySelectorAll("[data-form]")];

let state = "";
let timer;
let round = 0;

async function tick(hurry = false) {
  const mine = ++round;
  clearTimeout(timer);
  let outcome;
  try {
    outcome = await flush({ hurry });
  } catch (problem) {
    console.error(problem);
    outcome = { state: UNREACHABLE, next: null };
  }
  if (mine !== round) return;
  state = outcome.state;
  if (state === READY && outcome.user) await Promise.all(forms.filter((form) => outcome.user.forms.includes(form.dataset.form)).map((form) => fetchLists(form, YOUNG)));
  await show();
  // without a connection the browser tells when there is one; a server that failed is asked again while the page is open
  if (outcome.next !== null && state !== LOGIN) timer = setTimeout(tick, Math.max(1000, outcome.next - Date.now()));
}

async function show() {
  const user = await lastUser();
  const entries = user ? await of(user.account) : [];
  const waiting = entries.filter((entry) => entry.state === WAITING);
  const unread = state === LOGIN || state === UNREACHABLE || state === "";
  place("user").textContent = user && state !== LOGIN ? user.name : "";
  place("standing").replaceChildren(...told(user, waiting, entries));
  place("standing").className = `notice after ${tone(waiting, entries)}`;
  for (const form of forms) form.hidden = !user?.forms.includes(form.dataset.form);
  place("choose").hidden = !forms.some((form) => !form.hidden);
  await list("open", entries.filter((entry) => entry.state === WAITING || entry.state === REFUSED), (entry) => open(entry, unread));
  await list("drafts", entries.filter((entry) => entry.state === DRAFT), draft);
  await list("sent", entries.filter((entry) => entry.state === SENT), sent);
}

// Draws a list anew only where it differs, so that nothing moves under the finger of who is choosing.
const drawn = {};
async function list(name, entries, row) {
  const now = JSON.stringify([state, entries.map(({ id, state: how, code, next, made }) => [id, how, code, next, made])]);
  if (drawn[name] === now) return;
  drawn[name] = now;
  const rows = await Promise.all(entries.map(row));
  place(name).querySelector("ol").replaceChildren(...rows);
  place(name).hidden = !rows.length;
}

const form = (entry) => forms.find((found) => found.dataset.form === entry.form);

// "2 signalen": the word of the form where all are of one form.
function counted(entries) {
  const kinds = new Set(entries.map((entry) => entry.form));
  const of_ = kinds.size === 1 ? form(entries[0]) : null;
  const n = entries.length;
  const noun = of_ ? of_.dataset[n === 1 ? "one" : "more"] : text("entries", { n });
  return `${n} ${noun}`;
}

function tone(waiting, entries) {
  if (entries.some((entry) => entry.state === REFUSED)) return "notice-late";
  return waiting.length || state === LOGIN ? "notice-attention" : state === READY && entries.length ? "notice-ok" : "";
}

function told(user, waiting, entries) {
  const what = waiting.length ? counted(waiting) : "";
  const login = el("a", { href: "/accounts/login/?next=/veld/", class: "btn btn-block" }, what ? text("login_to_send", { what }) : text("login"));
  if (!user) return [el("b", {}, text("nobody")), text("nobody_why"), login];
  if (state === LOGIN) return [el("b", {}, what ? text("login_over_waiting", { what }) : text("login_over")), text("login_why"), login];
  if (state === UNREACHABLE) {
    return [el("b", {}, what ? text("offline_waiting", { what }) : text("offline")), text(background ? "offline_background" : "offline_open"), what ? again() : ""];
  }
  if (state === "") return [el("b", {}, text("looking"))];
  if (waiting.length) return [el("b", {}, text("waiting", { what })), text("waiting_why"), again()];
  const refused = entries.filter((entry) => entry.state === REFUSED);
  if (refused.length) return [el("b", {}, text("refused", { what: counted(refused) })), text("refused_why")];
  if (!user.forms.length) return [el("b", {}, text("no_forms")), text("no_forms_why")];
  return [el("b", {}, entries.length ? text("all_sent") : text("connected")), text("ready_why")];
}

const again = () => el("button", { type: "button", class: "btn btn-quiet btn-s veld-again", click: () => tick(true) }, text("send_now"));

function why(entry) {
  if (state === LOGIN) return text("waits_login");
  if (entry.code === "server") return text("waits_server", { time: moment(entry.next) });
  if (entry.code === "busy") return text("waits_busy", { time: moment(entry.next) });
  return text(state === READY || state === "" ? "waits_turn" : "waits_connection");
}

async function open(entry, unread) {
  const files = entry.files.length ? `, ${text("photos", { n: entry.files.length })}` : "";
  const head = el("div", { class: "veld-entry" }, el("b", {}, entry.label), el("span", { class: "soft" }, `${moment(entry.made)}${files}`));
  if (entry.state === WAITING) return el("li", {}, head, standing("attention", why(entry)));
  const row = el("li", {}, head, standing("behind", text("not_accepted")));
  if (unread) {
    row.append(el("p", { class: "small" }, text("login_for_reasons")));
    return row;
  }
  const lost = entry.code === "unreadable";
  const sentences = lost ? [text("lost")] : await reasons(entry);
  row.append(el("ul", { class: "small" }, ...(sentences.length ? sentences : [text("no_reason")]).map((one) => el("li", {}, one))));
  const sure = el("span", { class: "actions", hidden: true }, text("sure"),
    el("button", { type: "button", class: "btn btn-late btn-s", click: () => drop(entry.id).then(show) }, text("throw_away")),
    el("button", { type: "button", class: "btn btn-quiet btn-s", click: () => { sure.hidden = true; ways.hidden = false; } }, text("keep")));
  const ways = el("span", { class: "actions" },
    lost ? null : el("a", { class: "btn btn-s", href: `${entry.page}?wijzig=${entry.id}` }, text("adjust")),
    el("button", { type: "button", class: "btn btn-quiet btn-s", click: () => { ways.hidden = true; sure.hidden = false; sure.querySelector("button").focus(); } }, text("throw_away")));
  row.append(ways, sure);
  return row;
}

async function draft(entry) {
  return el("li", {}, el("div", { class: "veld-entry" }, el("a", { href: entry.page }, entry.label), el("span", { class: "soft" }, moment(entry.made))));
}

async function sent(entry) {
  const head = el("div", { class: "veld-entry" }, el("b", {}, entry.reference || entry.label), el("span", { class: "soft" }, moment(entry.sent)));
  return el("li", {}, head, standing("done", text("sent")));
}

async function begin() {
  await show();
  await worker();
  await tick(true);
  if (state === UNREACHABLE) askBackground();
}

window.addEventListener("online", () => tick(true));
window.addEventListener("pageshow", (event) => event.persisted && tick(true));
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && tick(true));
heard(() => show());
// what the server drew before and what the new worker brings belong together only after the page was loaded anew
if (navigator.serviceWorker?.controller) {
  navigator.serviceWorker.addEventListener("controllerchange", () => { place("newer").hidden = false; });
}
place("reload").addEventListener("click", () => location.reload());
begin();

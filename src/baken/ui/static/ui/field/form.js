// SPDX-FileCopyrightText: 2026 The Baken contributors
// SPDX-License-Identifier: EUPL-1.2

// A form that may be filled in without reception. Fields are plain HTML; this keeps what is typed while it is typed (a phone
// may close the page while the camera is open), takes photos and the place, and puts the whole in the queue.
//
//   <form data-form="…" data-label="…" data-url="…" data-page="…" data-lists="…" novalidate hidden>
//
// `begin(form, build)`: `build(lists)` makes the fields that depend on lists, before anything is filled in.

import { listsFor } from "./lists.js";
import { content, DRAFT, draftOf, drop, keep, MAX_FILES, one, REFUSED } from "./outbox.js";
import { askBackground, askToStay, el, text, worker } from "./page.js";
import { shrunk, thumbnail, Unreadable } from "./photos.js";
import { ask, READY } from "./sending.js";
import { lastUser } from "./store.js";

const QUIET = 600;
const FRESH = 60 * 60 * 1000; // as long as a login holds without a request: after that a draft asks a login
const WHERE_AT = { enableHighAccuracy: true, timeout: 20_000, maximumAge: 30_000 };

const place = (name) => document.getElementById(`veld-${name}`);

export async function begin(form, build = () => {}) {
  worker();
  const user = await lastUser();
  const found = user && (await listsFor(form));
  if (!user || !user.forms.includes(form.dataset.form)) return tell(text(user ? "no_forms" : "nobody"), text(user ? "no_forms_why" : "nobody_why"));
  if (form.dataset.lists && !found) return tell(text("no_lists"), text("no_lists_why"));
  await build(found);
  place("as").textContent = user.name;
  new Filling(form, user).start();
}

function tell(title, sentence) {
  place("told").replaceChildren(el("b", {}, title), sentence, " ", el("a", { href: "/veld/" }, text("to_start")));
  place("told").hidden = false;
}

class Filling {
  constructor(form, user) {
    Object.assign(this, { form, user, id: crypto.randomUUID(), instead: null, files: [], timer: null, saving: Promise.resolve(), done: false });
  }

  async start() {
    const { form } = this;
    const asked = new URLSearchParams(location.search).get("wijzig");
    if (asked) await this.adjust(asked);
    else await this.resume();
    form.addEventListener("input", () => this.soon());
    form.addEventListener("change", () => this.soon());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.draft());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    place("photo")?.addEventListener("change", (event) => this.take(event.target));
    place("locate")?.addEventListener("click", () => this.locate());
    place("unlocate")?.addEventListener("click", () => this.located(null));
    place("anew").addEventListener("click", () => this.anew());
    form.hidden = false;
  }

  // Opens what the server refused, for whom it is of and only while they are logged in.
  async adjust(id) {
    const { state, user } = await ask();
    const entry = state === READY && user.account === this.user.account ? await one(this.user.account, id) : null;
    if (!entry || entry.state !== REFUSED) return;
    this.instead = id;
    await this.fill(await content(entry));
  }

  async resume() {
    const entry = await draftOf(this.user.account, this.form.dataset.form);
    if (!entry) return;
    if (entry.made < Date.now() - FRESH) {
      const { state, user } = await ask();
      if (state !== READY || user.account !== this.user.account) return;
    }
    this.id = entry.id;
    await this.fill(await content(entry));
    place("resumed").hidden = false;
  }

  async fill({ fields, files }) {
    // twice: what stands in one field may decide which others there are
    for (let pass = 0; pass < 2; pass++) {
      for (const [name, value] of Object.entries(fields)) {
        for (const control of this.form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
          if (control.type === "radio" || control.type === "checkbox") control.checked = [value].flat().includes(control.value);
          else control.value = value;
          control.dispatchEvent(new Event("change", { bubbles: true }));
        }
      }
    }
    if (fields.lon) this.located({ coords: { longitude: Number(fields.lon), latitude: Number(fields.lat), accuracy: Number(fields.accuracy) } });
    this.files = files;
    await this.show();
  }

  fields() {
    const found = {};
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value !== "string" || value === "") continue;
      found[name] = name in found ? [found[name], value].flat() : value;
    }
    return found;
  }

  whole(state) {
    const { label, url, page, form } = this.form.dataset;
    return { id: this.id, account: this.user.account, form, label, url, page, fields: this.fields(), files: this.files, state };
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.draft(), QUIET);
  }

  // Keeps what stands here now; one after another, so that an older one never comes over a newer.
  draft() {
    if (this.done || this.instead) return this.saving;
    clearTimeout(this.timer);
    this.saving = this.saving.then(() => (this.done ? null : keep(this.whole(DRAFT)))).catch((problem) => this.failed(problem));
    return this.saving;
  }

  async anew() {
    this.done = true;
    await this.saving;
    await drop(this.id);
    location.assign(this.form.dataset.page);
  }

  async send() {
    if (this.done || !this.valid()) return;
    const button = this.form.querySelector("[type=submit]");
    button.disabled = true;
    clearTimeout(this.timer);
    await this.saving;
    this.done = true;
    try {
      askToStay(); // not waited for: some browsers ask the reader first
      await keep({ ...this.whole("waiting"), instead: this.instead });
    } catch (problem) {
      this.done = false;
      button.disabled = false;
      this.failed(problem);
      return;
    }
    await Promise.race([askBackground(), new Promise((resolve) => setTimeout(resolve, 1000))]);
    location.assign("/veld/");
  }

  failed(problem) {
    const full = problem?.name === "QuotaExceededError";
    this.problems([text(full ? "no_room" : "not_kept")]);
  }

  problems(sentences) {
    const list = place("problems");
    list.querySelector("ul").replaceChildren(...sentences.map((one) => el("li", {}, one)));
    list.hidden = !sentences.length;
    if (sentences.length) list.focus();
  }

  valid() {
    for (const note of this.form.querySelectorAll(".veld-missing")) note.remove();
    const wrong = [...this.form.elements].filter((control) => control.willValidate && !control.checkValidity());
    const named = new Set();
    for (const control of this.form.elements) control.removeAttribute("aria-invalid");
    for (const control of wrong) {
      control.setAttribute("aria-invalid", "true");
      if (named.has(control.name)) continue;
      named.add(control.name);
      const field = control.closest(".field, fieldset") ?? control.parentElement;
      const note = el("p", { class: "veld-missing", id: `veld-missing-${control.name}` }, text(control.validity.valueMissing ? "missing" : "wrong"));
      (field.querySelector("legend, label") ?? field).after(note);
      control.setAttribute("aria-describedby", note.id);
    }
    this.problems(wrong.length ? [text("look_again", { n: named.size })] : []);
    wrong[0]?.focus();
    return !wrong.length;
  }

  async take(input) {
    const refused = [];
    for (const file of input.files) {
      if (this.files.length >= MAX_FILES) {
        refused.push(text("too_many", { n: MAX_FILES }));
        break;
      }
      try {
        this.files.push(await shrunk(file));
      } catch (problem) {
        if (!(problem instanceof Unreadable)) throw problem;
        refused.push(text("unreadable", { name: problem.message }));
      }
    }
    input.value = "";
    this.problems(refused);
    await this.show();
    await this.draft();
  }

  async show() {
    const rows = this.files.map(async (file, at) => {
      const remove = () => {
        this.files.splice(at, 1);
        this.show().then(() => this.draft());
      };
      const button = el("button", { type: "button", class: "link", click: remove }, text("remove"), el("span", { class: "vh" }, `: ${file.name}`));
      return el("li", {}, await thumbnail(file), el("span", { class: "breakable" }, file.name), button);
    });
    place("photos")?.replaceChildren(...(await Promise.all(rows)));
  }

  locate() {
    const said = place("located");
    if (!navigator.geolocation) {
      said.textContent = text("no_place");
      return;
    }
    said.textContent = text("locating");
    navigator.geolocation.getCurrentPosition((found) => this.located(found), () => { said.textContent = text("no_place"); }, WHERE_AT);
  }

  located(found) {
    const { form } = this;
    const at = found?.coords;
    form.elements.lon.value = at ? at.longitude.toFixed(6) : "";
    form.elements.lat.value = at ? at.latitude.toFixed(6) : "";
    form.elements.accuracy.value = at ? Math.round(at.accuracy) : "";
    place("located").textContent = at ? text("located", { metres: Math.round(at.accuracy) }) : "";
    place("unlocate").hidden = !at;
    this.soon();
  }
}

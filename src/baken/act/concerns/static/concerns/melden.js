// SPDX-FileCopyrightText: 2026 The Baken contributors
// SPDX-License-Identifier: EUPL-1.2

// Reporting without an account. Without this script the form is one page that does the same; this makes steps of it, shows a
// question once it is asked, draws photos anew (smaller, and without what the camera wrote beside them), and shows at the end
// what is going to be sent. Nothing is kept on the device.

const LARGEST = 2000;
const QUALITY = 0.85;
const THUMB = 72;

const el = (name, props = {}, ...children) => {
  const made = Object.assign(document.createElement(name), props);
  made.append(...children);
  return made;
};

class Report {
  constructor(form) {
    this.form = form;
    this.words = form.dataset;
    this.parts = [...form.querySelectorAll("[data-part]")];
    this.photos = [];
    this.conditions = [...form.querySelectorAll("[data-when]")].map((field) => ({ field, ...JSON.parse(field.dataset.when) }));
    for (const words of form.querySelectorAll("[data-condition]")) words.hidden = true;
    this.at = 0;
    this.make();
    form.addEventListener("input", (event) => this.typed(event.target));
    form.addEventListener("change", () => this.ask());
    form.addEventListener("submit", (event) => this.submit(event));
    form.querySelector("#photos").addEventListener("change", (event) => this.take(event.target));
    addEventListener("popstate", (event) => this.show(event.state?.part ?? 0));
    addEventListener("pageshow", (event) => event.persisted && this.ready());
    this.ask();
    const fault = document.getElementById("fouten");
    const wrong = this.parts.findIndex((part) => part.querySelector(".wrong"));
    const first = wrong >= 0 || !fault ? Math.max(wrong, 0) : this.parts.length - 1; // nothing to mend: look once more, and send
    history.replaceState({ part: first }, "");
    this.show(first, false);
    for (const link of document.querySelectorAll("#fouten a")) link.addEventListener("click", (event) => this.mend(event, link));
    fault?.focus();
  }

  make() {
    const last = this.parts.length - 1;
    this.parts.forEach((part, at) => {
      part.dataset.stepped = "";
      part.prepend(el("p", { className: "step-at", textContent: this.words.step.replace("{n}", at + 1).replace("{of}", this.parts.length) }));
      const go = el("div", { className: "step-go" });
      if (at < last) {
        const next = el("button", { type: "button", className: "btn", textContent: this.words.next });
        next.addEventListener("click", () => this.next());
        go.append(next);
      }
      if (at > 0) {
        const back = el("button", { type: "button", className: "btn btn-quiet", textContent: this.words.back });
        back.addEventListener("click", () => history.back());
        go.append(back);
      }
      part.append(go);
    });
  }

  // What was marked as missing is no longer, once something stands there.
  typed(input) {
    const field = input.closest(".field.wrong[data-required]");
    if (field && input.value.trim()) this.mark(field, true);
    this.ask();
  }

  // A question that isn't asked is out of sight, and its answer isn't sent.
  ask() {
    for (const { field, name, is } of this.conditions) {
      const about = [...this.form.elements].filter((one) => one.name === name && !one.disabled);
      const given = about.filter((one) => !["radio", "checkbox"].includes(one.type) || one.checked).map((one) => one.value);
      field.hidden = !given.some((value) => is.includes(value));
      for (const one of field.querySelectorAll("input, textarea, select")) one.disabled = field.hidden;
    }
    if (this.form.querySelector("#mist-place")) this.unplaced(this.parts.find((part) => part.querySelector("#mist-place")));
  }

  show(at, focus = true) {
    this.at = at;
    this.parts.forEach((part, place) => (part.hidden = place !== at));
    if (at === this.parts.length - 1) this.summarise();
    if (!focus) return;
    const heading = this.parts[at].querySelector("h2");
    heading.focus({ preventScroll: true });
    this.parts[at].scrollIntoView({ block: "start" });
  }

  go(at) {
    history.pushState({ part: at }, "");
    this.show(at);
  }

  next() {
    const missing = this.missing(this.parts[this.at]);
    if (!missing) return this.go(this.at + 1);
    missing.focus();
  }

  // Marks what must be filled in and isn't; returns the first field of it.
  missing(part) {
    let first = null;
    for (const field of part.querySelectorAll("[data-required]")) {
      const inputs = [...field.querySelectorAll("input, textarea")].filter((one) => !one.disabled);
      const filled = inputs.length === 0 || inputs.some((one) => (["radio", "checkbox"].includes(one.type) ? one.checked : one.value.trim()));
      this.mark(field, filled);
      if (!filled) first ??= inputs[0];
    }
    return first ?? this.unplaced(part);
  }

  // Marks a way of telling where it is that was chosen and not filled in: told here, since coming back to it after sending costs
  // the photos. Returns the field to go to.
  unplaced(part) {
    part.querySelector("#mist-place")?.remove();
    const place = part.querySelector("[data-place]");
    const way = place?.querySelector("input[type=radio]:checked")?.closest("[data-place-way]");
    const words = way && this.words[`place${way.dataset.placeWay}`];
    if (!words) return null;
    const input = way.querySelector("[data-place-input=address], select[name]") ?? place.querySelector("[data-place-input=lon]");
    if (input.value.trim()) return null;
    const told = el("p", { className: "errorlist", id: "mist-place", textContent: words });
    told.setAttribute("role", "alert");
    way.querySelector(".place-choice").after(told);
    return way.querySelector("[data-place-input=address], select");
  }

  mark(field, filled) {
    const inputs = [...field.querySelectorAll("input, textarea")];
    const told = field.querySelector(".errorlist");
    field.classList.toggle("wrong", !filled);
    inputs.forEach((one) => (filled ? one.removeAttribute("aria-invalid") : one.setAttribute("aria-invalid", "true")));
    if (filled) return told?.remove();
    if (told) return undefined;
    const place = field.querySelector("fieldset") ?? field;
    const words = el("p", { className: "errorlist", id: `mist-${inputs[0].name}`, textContent: this.words.missing });
    place.insertBefore(words, [...place.children].find((one) => one.matches("input, textarea, .opt")));
    return undefined;
  }

  mend(event, link) {
    const field = document.getElementById(link.hash.slice(1));
    const at = this.parts.findIndex((part) => part.contains(field));
    if (!field || at < 0) return;
    event.preventDefault();
    if (at !== this.at) this.go(at);
    field.focus();
  }

  summarise() {
    const list = this.form.querySelector("[data-summary]");
    list.replaceChildren();
    this.parts.slice(0, -1).forEach((part, at) => {
      for (const [label, value] of this.told(part)) this.line(list, at, label, value);
    });
  }

  line(list, at, label, value) {
    const change = el("button", { type: "button", className: "link", textContent: this.words.change });
    change.append(el("span", { className: "vh", textContent: `: ${label}` }));
    change.addEventListener("click", () => this.go(at));
    list.append(el("div", {}, el("dt", { textContent: label }), el("dd", { textContent: value || this.words.nothing }), el("dd", { className: "go" }, change)));
  }

  *told(part) {
    const heading = part.querySelector("h2").textContent;
    const place = part.querySelector("[data-place]");
    if (place) return yield [heading, this.place(place)];
    if (part.contains(this.form.querySelector("#photos"))) return yield [heading, this.photos.map((photo) => photo.name).join("\n")];
    for (const field of part.querySelectorAll(".field")) {
      if (field.hidden || field.classList.contains("tick")) continue;
      const label = field.querySelector("label, legend").firstChild.textContent.trim();
      const chosen = [...field.querySelectorAll(".opt")].filter((one) => one.querySelector("input").checked).map((one) => one.textContent.trim());
      yield [label, field.querySelector(".opt") ? chosen.join(", ") : field.querySelector("input, textarea").value.trim()];
    }
  }

  place(root) {
    const chosen = root.querySelector("input[type=radio]:checked");
    if (!chosen) return "";
    const way = chosen.closest("[data-place-way]");
    const address = way.querySelector("[data-place-input=address]")?.value.trim();
    const area = way.querySelector("select[name]")?.selectedOptions[0];
    const seen = way.querySelector("[data-place-told]")?.textContent.trim();
    const note = root.querySelector(".place-note input").value.trim();
    const told = address || (area?.value && area.textContent.trim()) || seen || chosen.parentElement.textContent.trim();
    return [told, note].filter(Boolean).join("\n");
  }

  async take(input) {
    const told = this.form.querySelector("[data-photos-told]");
    told.textContent = "";
    for (const file of input.files) {
      if (this.photos.some((photo) => photo.from === file)) continue;
      if (this.photos.length >= Number(this.words.most)) {
        told.textContent = this.words.toomany;
        break;
      }
      try {
        const { blob, small } = await drawn(file);
        const name = `${file.name.replace(/\.[^.]*$/, "") || "foto"}.jpg`;
        this.photos.push({ name: file.name, small, from: file, file: new File([blob], name, { type: "image/jpeg" }) });
      } catch {
        told.textContent = `${file.name}: ${this.words.notphoto}`;
      }
    }
    this.list(input);
  }

  list(input) {
    const all = new DataTransfer();
    for (const photo of this.photos) all.items.add(photo.file);
    input.files = all.files;
    for (const photo of this.photos) photo.from = photo.file;
    const lines = this.photos.map((photo) => {
      const remove = el("button", { type: "button", className: "btn btn-quiet btn-s", textContent: this.words.remove });
      remove.append(el("span", { className: "vh", textContent: `: ${photo.name}` }));
      remove.addEventListener("click", () => {
        this.photos.splice(this.photos.indexOf(photo), 1);
        this.list(input);
        input.focus();
      });
      return el("li", {}, photo.small, el("span", { textContent: photo.name }), remove);
    });
    this.form.querySelector("[data-photos]").replaceChildren(...lines);
  }

  submit(event) {
    for (const [at, part] of this.parts.entries()) {
      const missing = this.missing(part);
      if (!missing) continue;
      event.preventDefault();
      this.go(at);
      missing.focus();
      return;
    }
    if (this.busy) return event.preventDefault();
    this.busy = true;
    const button = this.form.querySelector("[type=submit]");
    this.name = button.textContent;
    button.textContent = this.words.sending;
    button.setAttribute("aria-disabled", "true");
  }

  // Back from the page after: what was sent isn't shown to who comes next.
  ready() {
    if (!this.busy) return;
    location.reload();
  }
}

async function drawn(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const canvas = sized(picture, Math.min(1, LARGEST / Math.max(picture.width, picture.height)));
  const small = sized(picture, THUMB / Math.max(picture.width, picture.height));
  small.setAttribute("aria-hidden", "true");
  picture.close();
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  if (!blob) throw new Error(file.name);
  return { blob, small };
}

function sized(picture, scale) {
  const canvas = el("canvas", { width: Math.max(1, Math.round(picture.width * scale)), height: Math.max(1, Math.round(picture.height * scale)) });
  const context = canvas.getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function copying(button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector("[data-code]").textContent.trim());
    document.querySelector("[data-copy-told]").textContent = button.dataset.copy;
  });
}

for (const form of document.querySelectorAll("form[data-report]")) new Report(form);
for (const button of document.querySelectorAll("[data-copy]")) copying(button);

// SPDX-FileCopyrightText: 2026 The Baken contributors
// SPDX-License-Identifier: EUPL-1.2

// Telling where something is (ui/place, docs/places.md). Without this script the fields for an address and an area still
// work; it adds suggestions, the map, and the device's own place, which is asked for when its button is pressed.

const QUIET = 200; // milliseconds without typing before an address is looked up
const SHORTEST = 3;
const WHERE_AT = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 };
const SVG = "http://www.w3.org/2000/svg";

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const address = (url, values) => {
  const found = new URL(url, location.href);
  for (const [name, value] of Object.entries(values)) found.searchParams.set(name, value);
  return found;
};

async function ask(url, signal) {
  const reply = await fetch(url, { signal, headers: { Accept: "application/json" } });
  if (!reply.ok) throw new Error(String(reply.status));
  return reply.json();
}

class Picker {
  constructor(root) {
    this.root = root;
    this.texts = JSON.parse(root.dataset.texts);
    this.lon = root.querySelector("[data-place-input=lon]");
    this.lat = root.querySelector("[data-place-input=lat]");
    this.ways = [...root.querySelectorAll("[data-place-way]")];
    this.way("map").hidden = false;
    this.points = {}; // of the address and of the map, so that going to and fro loses neither
    const now = this.chosen();
    if (this.lon.value && this.lat.value) this.points[now === "address" ? "address" : "map"] = [Number(this.lon.value), Number(this.lat.value)];
    this.suggestions = new Suggestions(this);
    this.map = new GroundMap(this);
    for (const way of this.ways) way.querySelector("input[type=radio]").addEventListener("change", () => this.show());
    this.show();
  }

  way(name) {
    return this.ways.find((way) => way.dataset.placeWay === name);
  }

  chosen() {
    return this.ways.find((way) => way.querySelector("input[type=radio]").checked)?.dataset.placeWay ?? "";
  }

  // What belongs to another way of telling is out of sight, and isn't sent.
  show() {
    const now = this.chosen();
    for (const way of this.ways) {
      const block = way.querySelector("[data-place-block]");
      if (!block) continue;
      block.hidden = way.dataset.placeWay !== now;
      for (const field of block.querySelectorAll("input, select")) field.disabled = block.hidden;
    }
    this.write();
    if (now === "map") this.map.open();
  }

  point(way, found) {
    this.points[way] = found;
    this.write();
  }

  write() {
    const [lon, lat] = this.points[this.chosen()] ?? ["", ""];
    const before = this.lon.value + this.lat.value;
    this.lon.value = lon === "" ? "" : lon.toFixed(6);
    this.lat.value = lat === "" ? "" : lat.toFixed(6);
    if (before !== this.lon.value + this.lat.value) this.lon.dispatchEvent(new Event("change", { bubbles: true }));
  }

  tell(way, text, values = {}) {
    this.way(way).querySelector("[data-place-told]").textContent = text ? filled(this.texts[text], values) : "";
  }
}

// The combobox of the ARIA Authoring Practices: focus stays in the field, the option that Enter would take is named by it.
class Suggestions {
  constructor(picker) {
    this.picker = picker;
    this.input = picker.root.querySelector("[data-place-input=address]");
    this.list = document.createElement("ul");
    Object.assign(this.list, { id: `${this.input.id}_list`, className: "place-list", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", picker.texts.list);
    this.input.after(this.list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.list.id]]) {
      this.input.setAttribute(name, value);
    }
    this.found = [];
    this.active = -1;
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps its focus
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.take(Number(option.dataset.at));
    });
  }

  typed() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.picker.point("address", undefined); // what was chosen before is no longer what stands there
    this.picker.tell("address", "");
    if (this.input.value.trim().length < SHORTEST) return this.close();
    this.timer = setTimeout(() => this.look(), QUIET);
  }

  async look() {
    this.asking = new AbortController();
    try {
      const reply = await ask(address(this.picker.root.dataset.addresses, { q: this.input.value }), this.asking.signal);
      if (!reply.reachable) throw new Error("unreachable");
      this.open(reply.addresses);
    } catch (fault) {
      if (fault.name === "AbortError") return;
      this.close();
      this.picker.tell("address", "away");
    }
  }

  open(found) {
    if (document.activeElement !== this.input) return;
    this.found = found;
    this.active = -1;
    this.list.replaceChildren(
      ...found.map((one, at) => {
        const option = document.createElement("li");
        Object.assign(option, { id: `${this.list.id}_${at}`, textContent: one.text });
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.at = at;
        return option;
      }),
    );
    this.list.hidden = !found.length;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.input.removeAttribute("aria-activedescendant");
    this.picker.tell("address", found.length > 1 ? "many" : found.length ? "one" : "none", { n: found.length });
  }

  close() {
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (this.list.hidden || event.isComposing) return;
    const last = this.found.length - 1;
    if (event.key === "ArrowDown") this.go(this.active >= last ? 0 : this.active + 1);
    else if (event.key === "ArrowUp") this.go(this.active <= 0 ? last : this.active - 1);
    else if (event.key === "Enter" && this.active >= 0) this.take(this.active);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  go(at) {
    this.active = at;
    [...this.list.children].forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
    this.input.setAttribute("aria-activedescendant", this.list.children[at].id);
    this.list.children[at].scrollIntoView({ block: "nearest" });
  }

  async take(at) {
    const one = this.found[at];
    clearTimeout(this.timer);
    this.input.value = one.text;
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
    this.close();
    this.picker.tell("address", "");
    this.asking = new AbortController();
    try {
      const reply = await ask(address(this.picker.root.dataset.address, { id: one.id }), this.asking.signal);
      if (!reply.found) return;
      this.picker.point("address", [reply.lon, reply.lat]);
      this.picker.tell("address", reply.name ? "chosen" : "", { area: reply.name });
    } catch {
      // the text of the address counts; its point is found later, or not
    }
  }
}

// The drawing of wijken and buurten: a wijk is chosen first, then a spot in it. Sizes of letters and of the mark are in
// pixels, whatever the zoom: `--unit` says how many units of the drawing one pixel is.
class GroundMap {
  constructor(picker) {
    this.picker = picker;
    const block = picker.way("map");
    this.box = block.querySelector("[data-place-map]");
    this.goto = block.querySelector("[data-place-goto]");
    this.how = block.querySelector("[id$=_how]").id;
    this.goto.addEventListener("change", () => this.goto.value && this.near(this.goto.value));
    for (const button of block.querySelectorAll("[data-place-zoom]")) button.addEventListener("click", () => this.zoom(button.dataset.placeZoom));
    const here = block.querySelector("[data-place-here]");
    here.hidden = !navigator.geolocation || document.featurePolicy?.allowsFeature("geolocation") === false;
    here.addEventListener("click", () => this.here(here));
  }

  async open() {
    this.loading ??= this.load();
    await this.loading;
    if (this.svg) this.fit();
  }

  async load() {
    try {
      const reply = await fetch(this.picker.root.dataset.map);
      const drawn = new DOMParser().parseFromString(await reply.text(), "image/svg+xml").documentElement;
      if (!reply.ok || drawn.localName !== "svg") throw new Error("no map");
      this.draw(document.importNode(drawn, true));
    } catch {
      this.loading = undefined; // the next time it is opened is another chance
      this.picker.tell("map", "nomap");
    }
  }

  draw(svg) {
    this.svg = svg;
    const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
    this.whole = { x: 0, y: 0, w: width, h: height };
    this.on = Object.fromEntries(["west", "north", "left", "top", "kx", "ky"].map((name) => [name, Number(svg.dataset[name])]));
    for (const [name, value] of [["tabindex", "0"], ["role", "application"], ["aria-label", this.picker.texts.map], ["aria-describedby", this.how]]) svg.setAttribute(name, value);
    this.mark = document.createElementNS(SVG, "g");
    this.mark.setAttribute("class", "ground-mark");
    this.mark.append(...["ground-mark-edge", "ground-mark-dot"].map((name) => {
      const circle = document.createElementNS(SVG, "circle");
      circle.setAttribute("class", name);
      return circle;
    }));
    this.mark.style.display = "none";
    svg.append(this.mark);
    svg.addEventListener("click", (event) => this.click(event));
    svg.addEventListener("keydown", (event) => this.key(event));
    this.goto.append(...[...svg.querySelectorAll(".ground-wijken path")].map((path) => new Option(path.dataset.name, path.dataset.code)));
    this.box.replaceChildren(svg);
    this.look(this.whole, false);
    new ResizeObserver(() => this.fit()).observe(this.box);
    const point = this.picker.points.map;
    if (point) {
      this.place(this.xy(point), { quiet: true });
      this.look(this.box4(this.at, this.whole.w / 4));
    }
  }

  xy([lon, lat]) {
    return { x: this.on.left + (lon - this.on.west) * this.on.kx, y: this.on.top + (this.on.north - lat) * this.on.ky };
  }

  lonLat({ x, y }) {
    return [this.on.west + (x - this.on.left) / this.on.kx, this.on.north - (y - this.on.top) / this.on.ky];
  }

  box4({ x, y }, side) {
    return { x: x - side / 2, y: y - side / 2, w: side, h: side };
  }

  // `deep`: near enough to point something out; else a press on a wijk goes there first.
  look(view, deep = true) {
    this.view = view;
    this.deep = deep;
    this.fit();
  }

  // The view with the form of the box it is seen in; letters, mark and names after it.
  fit() {
    const { clientWidth: width, clientHeight: height } = this.box;
    if (!width || !height) return;
    const unit = Math.max(this.view.w / width, this.view.h / height);
    const [w, h] = [unit * width, unit * height];
    const [x, y] = [this.view.x + (this.view.w - w) / 2, this.view.y + (this.view.h - h) / 2];
    this.shown = { x, y, w, h };
    this.svg.setAttribute("viewBox", `${x} ${y} ${w} ${h}`);
    this.svg.style.setProperty("--unit", unit);
    this.svg.classList.toggle("is-near", this.deep);
    this.names();
  }

  // Of names that overlap the later ones give way; so do those that stick out of the view.
  names() {
    const kept = [];
    const edge = this.box.getBoundingClientRect();
    for (const text of this.svg.querySelectorAll("text")) {
      text.style.visibility = "";
      const box = text.getBoundingClientRect();
      if (!box.width) continue;
      const out = box.left < edge.left || box.right > edge.right || box.top < edge.top || box.bottom > edge.bottom;
      const over = kept.some((k) => box.left < k.right + 4 && k.left < box.right + 4 && box.top < k.bottom && k.top < box.bottom);
      if (out || over) text.style.visibility = "hidden";
      else kept.push(box);
    }
  }

  near(code) {
    const path = this.svg?.querySelector(`.ground-wijken path[data-code="${CSS.escape(code)}"]`);
    if (!path) return;
    const { x, y, width, height } = path.getBBox();
    const side = Math.max(width, height) * 0.06;
    this.goto.value = code;
    this.look({ x: x - side, y: y - side, w: width + 2 * side, h: height + 2 * side });
    this.picker.tell("map", "zoomed", { area: path.dataset.name });
  }

  zoom(how) {
    if (!this.svg) return;
    const middle = this.at && this.inView(this.at) ? this.at : { x: this.shown.x + this.shown.w / 2, y: this.shown.y + this.shown.h / 2 };
    const side = this.shown.w * (how === "in" ? 0.5 : 2);
    if (how === "whole" || (how === "out" && side >= this.whole.w)) {
      this.goto.value = "";
      this.look(this.whole, false);
      this.picker.tell("map", "whole");
    } else if (side > this.whole.w / 60) {
      const high = (side * this.shown.h) / this.shown.w;
      this.look({ x: middle.x - side / 2, y: middle.y - high / 2, w: side, h: high });
    }
  }

  inView({ x, y }) {
    return x >= this.shown.x && y >= this.shown.y && x <= this.shown.x + this.shown.w && y <= this.shown.y + this.shown.h;
  }

  click(event) {
    const path = event.target.closest(".ground-wijken path");
    if (!this.deep && path) return this.near(path.dataset.code);
    if (!this.deep) return this.picker.tell("map", "whole");
    const spot = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    this.place({ x: spot.x, y: spot.y });
  }

  key(event) {
    const step = this.shown.w / (event.shiftKey ? 8 : 40);
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    const move = moves[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (move || event.key === "Enter" || event.key === " ") {
      const seen = this.at && this.inView(this.at);
      const from = seen ? this.at : { x: this.shown.x + this.shown.w / 2, y: this.shown.y + this.shown.h / 2 };
      const to = move && seen ? { x: from.x + move[0], y: from.y + move[1] } : from;
      this.place(to);
      const { w, h } = this.shown;
      if (!this.inView(to)) this.look({ x: to.x - w / 2, y: to.y - h / 2, w, h }, this.deep); // the map goes along
    } else if (event.key === "+" || event.key === "=") this.zoom("in");
    else if (event.key === "-") this.zoom("out");
    else return;
    event.preventDefault();
  }

  place(spot, { quiet = false } = {}) {
    this.at = spot;
    this.mark.setAttribute("transform", `translate(${spot.x} ${spot.y})`);
    this.mark.style.display = "";
    this.picker.point("map", this.lonLat(spot));
    if (!quiet) this.told();
  }

  told() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.asking = new AbortController();
    const { signal } = this.asking;
    this.timer = setTimeout(async () => {
      const [lon, lat] = this.lonLat(this.at);
      try {
        const reply = await ask(address(this.picker.root.dataset.area, { lon: lon.toFixed(6), lat: lat.toFixed(6) }), signal);
        this.picker.tell("map", reply.inside ? "placed" : "outside", { area: reply.name });
      } catch {
        // the form itself is told when it is sent
      }
    }, QUIET);
  }

  here(button) {
    button.disabled = true;
    this.picker.tell("map", "locating");
    navigator.geolocation.getCurrentPosition(
      async ({ coords }) => {
        button.disabled = false;
        await this.open();
        if (!this.svg) return this.picker.point("map", [coords.longitude, coords.latitude]);
        this.goto.value = "";
        this.place(this.xy([coords.longitude, coords.latitude]));
        this.look(this.box4(this.at, this.whole.w / 6));
      },
      () => {
        button.disabled = false;
        this.picker.tell("map", "denied");
      },
      WHERE_AT,
    );
  }
}

for (const root of document.querySelectorAll("[data-place]")) new Picker(root);

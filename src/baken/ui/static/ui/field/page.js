// SPDX-FileCopyrightText: 2026 The Baken contributors
// SPDX-License-Identifier: EUPL-1.2

// What the pages under /veld/ share: texts in the reader's language, making elements, the service worker.

const written = JSON.parse(document.getElementById("veld-texts").textContent);

// `text("waiting", {n: 2})`: the sentence, with what is filled in; a pair of sentences is one for 1 and one for more.
export function text(name, values = {}) {
  const found = written[name];
  const chosen = Array.isArray(found) ? found[values.n === 1 ? 0 : 1] : found;
  return chosen.replace(/%\((\w+)\)s/g, (whole, key) => values[key] ?? whole);
}

export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

// A standing as the server draws it, with a word of its own: shape and word.
export function standing(kind, word) {
  const made = document.getElementById(`veld-${kind}`).content.firstElementChild.cloneNode(true);
  made.lastChild.textContent = word;
  return made;
}

const language = document.documentElement.lang;
const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" });
const whole = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });

export function moment(ms) {
  const same = new Date(ms).toDateString() === new Date().toDateString();
  return same ? text("today_at", { time: clock.format(ms) }) : whole.format(ms);
}

// Whether the platform sends by itself once there is reception, also with the page closed.
export const background = "serviceWorker" in navigator && "SyncManager" in window;

// Registers the service worker and returns it, or null. Where the platform can send in the background the worker is a module
// that brings the queue along; elsewhere it only keeps the pages.
export async function worker() {
  if (!navigator.serviceWorker) return null;
  const address = background ? "/veld/sw.js?achtergrond=1" : "/veld/sw.js";
  try {
    return await navigator.serviceWorker.register(address, { scope: "/veld/", type: background ? "module" : "classic", updateViaCache: "none" });
  } catch {
    return null;
  }
}

// Asks the platform to do so. Where it won't, the page sends when it is opened next.
export async function askBackground() {
  if (!background) return;
  const registration = await navigator.serviceWorker.getRegistration("/veld/");
  await registration?.sync.register("baken-outbox").catch(() => {});
}

// Asks the browser to keep what waits here, also when the phone gets full. Most grant it to what stands on the home screen.
export const askToStay = () => navigator.storage?.persist?.().catch(() => false) ?? Promise.resolve(false);

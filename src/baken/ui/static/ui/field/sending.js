// SPDX-FileCopyrightText: 2026 The Baken contributors
// SPDX-License-Identifier: EUPL-1.2

// Sends what waits, of whoever is logged in now, one entry after another. Runs in a page or in the service worker, never in
// two of them at once: `navigator.locks`, or a lease in the store where a browser has no locks. The server stores an entry
// once by its key anyhow, so this only spares it the work.

import { arrived, content, forget, of, postponed, refused, WAITING } from "./outbox.js";
import { rememberUser, write } from "./store.js";

const TOKEN = "/veld/token";
const LOCK = "baken-outbox";
const PATIENCE = 120_000;
const LEASE = PATIENCE + 30_000;
const FIRST = 5_000;
const LONGEST = 15 * 60_000;

// How the last attempt to reach the server ended.
export const READY = "ready"; // logged in, and everything that could go is gone
export const LOGIN = "login"; // reached, but nobody is logged in
export const UNREACHABLE = "unreachable";
const BUSY = "busy"; // the server asked for rest
const SOON = 2_000; // when to look again at what another tab, or the worker, is sending now

// Asks who is logged in: {state, user}. The token must be fresh: it changes with every login.
export async function ask() {
  let reply;
  try {
    reply = await fetch(TOKEN, { cache: "no-store", redirect: "manual", headers: { Accept: "application/json" } });
  } catch {
    return { state: UNREACHABLE, user: null };
  }
  if (reply.ok) {
    const user = await reply.json().catch(() => null);
    if (!user?.account) return { state: UNREACHABLE, user: null };
    await rememberUser(user);
    return { state: READY, user };
  }
  // led to another page, as for who must first show a second step: to the user that is logging in
  const login = reply.type === "opaqueredirect" || reply.status === 401 || reply.status === 403;
  return { state: login ? LOGIN : UNREACHABLE, user: null };
}

// Sends what is due and returns {state, user, next}: `next` is when to come back (ms), or null when nothing waits.
// `hurry` tries at once what would have waited a little longer; a server that asked for rest gets it.
export const flush = ({ hurry = false } = {}) => alone(() => flushNow(hurry));

async function flushNow(hurry) {
  await forget();
  let { state, user } = await ask();
  if (state !== READY) return { state, user, next: null };
  for (const entry of (await of(user.account)).reverse()) {
    const rest = entry.code === "busy" || !hurry;
    if (entry.state !== WAITING || (rest && entry.next > Date.now())) continue;
    const outcome = await send(entry, user);
    if (outcome === "login") {
      ({ state, user } = await ask());
      if (state !== READY || user.account !== entry.account) break;
      if ((await send(entry, user)) === "login") await postponed(entry, "403", later(entry.tries));
    } else if (outcome === UNREACHABLE) {
      state = UNREACHABLE;
      break;
    } else if (outcome === BUSY) break;
  }
  const waiting = user ? (await of(user.account)).filter((entry) => entry.state === WAITING) : [];
  return { state, user, next: waiting.length ? Math.min(...waiting.map((entry) => entry.next)) : null };
}

// When to try again: five seconds after the first time, then ever longer, at most a quarter of an hour, not all at one moment.
function later(tries) {
  return Date.now() + Math.min(FIRST * 2 ** tries, LONGEST) * (0.75 + Math.random() / 2);
}

async function send(entry, user) {
  const filled = await content(entry).catch(() => null);
  if (!filled) {
    await refused(entry.id, "unreadable", []); // the browser lost its key: nobody can send this any more
    return READY;
  }
  const { fields, files } = filled;
  const body = new FormData();
  body.append("data", JSON.stringify(fields));
  for (const file of files) body.append("file", file, file.name);
  const headers = {
    Accept: "application/json",
    "X-CSRFToken": user.csrf,
    "X-Baken-Account": entry.account,
    "Idempotency-Key": entry.id,
  };
  let reply;
  let told;
  try {
    const signal = AbortSignal.timeout?.(PATIENCE);
    reply = await fetch(entry.url, { method: "POST", body, headers, redirect: "manual", cache: "no-store", signal });
    told = await reply.json().catch(() => null);
    // an answer that broke off may have been a good one: sent again under the same key, it comes again
    if (reply.ok && !told) throw new TypeError("broken off");
  } catch {
    await postponed(entry, "unreachable", later(entry.tries));
    return UNREACHABLE;
  }
  if (reply.ok) {
    await arrived(entry.id, told.reference ?? "");
    return READY;
  }
  if (reply.type === "opaqueredirect" || reply.status === 401 || reply.status === 403) return "login";
  if (reply.status === 429) {
    const seconds = Number(reply.headers.get("Retry-After")) || 60;
    await postponed(entry, "busy", Date.now() + seconds * 1000);
    return BUSY;
  }
  if (reply.status >= 500 || reply.status === 408) {
    await postponed(entry, "server", later(entry.tries));
    return READY;
  }
  // too large for who isn't logged in, or not to be found by them: is it the entry, or the login?
  if ((await ask()).user?.account !== entry.account) return "login";
  await refused(entry.id, String(reply.status), sentences(told));
  return READY;
}

function sentences(problem) {
  const found = (problem?.reasons ?? []).map((reason) => reason.text).filter(Boolean);
  return found.length ? found : [problem?.detail || problem?.title || ""].filter(Boolean);
}

// Does `work` if nobody else is at it; else only asks who is logged in, and says to come back soon.
async function alone(work) {
  if (navigator.locks) {
    return navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? work() : meanwhile()));
  }
  const owner = crypto.randomUUID();
  if (!(await lease(owner))) return meanwhile();
  const renewing = setInterval(() => lease(owner), LEASE / 3);
  try {
    return await work();
  } finally {
    clearInterval(renewing);
    await write("notes", (notes) => notes.delete("lease"));
  }
}

const meanwhile = async () => ({ ...(await ask()), next: Date.now() + SOON });

// Takes or lengthens the lease: looked at and written in one transaction, so that two can't both have it.
async function lease(owner) {
  let mine = false;
  await write("notes", (notes) => {
    const asked = notes.get("lease");
    asked.onsuccess = () => {
      mine = !asked.result || asked.result.owner === owner || asked.result.until < Date.now();
      if (mine) notes.put({ name: "lease", owner, until: Date.now() + LEASE });
    };
    return asked;
  });
  return mine;
}

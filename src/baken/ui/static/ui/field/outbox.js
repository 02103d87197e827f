// SPDX-FileCopyrightText: 2026 The Baken contributors
// SPDX-License-Identifier: EUPL-1.2

// The queue on the phone. An entry is one filled-in form; its id is a UUID and the Idempotency-Key under which it is sent, so
// the server stores it once, however often it arrives.
//
//   {id, account, form, label, page, url, made, tries, next, state, code, reference, sent, sealed, files, told}
//
// `next`: not before this moment (ms). `code`: why it didn't go the last time ("unreachable", "server", "busy", or the status).
// `sealed` is the content, `files` the sealed photos, `told` the server's reasons: only readable on this phone (store.js).

import { read, seal, sealJson, unseal, unsealJson, write } from "./store.js";

export const DRAFT = "draft";
export const WAITING = "waiting";
export const REFUSED = "refused";
export const SENT = "sent";

export const MAX_FILES = 5;
export const MAX_BYTES = 8 * 1024 * 1024;
const SHOWN_FOR = 7 * 24 * 60 * 60 * 1000;
const CHANNEL = "baken-veld";

const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(CHANNEL);

// Tells the other tabs; `heard` is told by them.
export const tell = () => channel?.postMessage("changed");
export const heard = (listen) => channel?.addEventListener("message", listen);

// Puts a filled-in form in the queue and returns its id. `instead` is the entry that it replaces, in the same transaction.
// Rejects (QuotaExceededError) when the phone has no room: then nothing was stored, and nothing was taken away either.
export async function keep({ id = crypto.randomUUID(), account, form, label, page, url, fields, files, state = WAITING, instead }) {
  const names = files.map((file) => ({ name: file.name, type: file.type }));
  const sealed = await sealJson({ fields, names }, id);
  const kept = [];
  for (const [at, file] of files.entries()) kept.push(await seal(await file.arrayBuffer(), `${id} ${at}`));
  const entry = { id, account, form, label, page, url, made: Date.now(), tries: 0, next: 0, state, code: "", sealed, files: kept, told: null };
  await write("entries", (entries) => {
    if (instead && instead !== id) entries.delete(instead);
    return entries.put(entry);
  });
  tell();
  return id;
}

// Everything of one account, newest first, without its content. Other accounts' entries are never among them.
export async function of(account) {
  if (!account) return [];
  const found = await read("entries", (entries) => entries.index("account").getAll(account));
  return found.sort((a, b) => b.made - a.made);
}

export async function one(account, id) {
  const found = await read("entries", (entries) => entries.get(id));
  return found && found.account === account ? found : null;
}

export async function draftOf(account, form) {
  return (await of(account)).find((entry) => entry.form === form && entry.state === DRAFT) ?? null;
}

// What was filled in: {fields, files}.
export async function content(entry) {
  const { fields, names } = await unsealJson(entry.sealed, entry.id);
  const files = [];
  for (const [at, { name, type }] of names.entries()) {
    files.push(new File([await unseal(entry.files[at], `${entry.id} ${at}`)], name, { type }));
  }
  return { fields, files };
}

// What the server said about a refused entry: a list of sentences.
export const reasons = (entry) => (entry.told ? unsealJson(entry.told, `${entry.id} told`) : Promise.resolve([]));

export async function drop(id) {
  await write("entries", (entries) => entries.delete(id));
  tell();
}

// Changes an entry that is still there; one that was thrown away meanwhile stays away.
async function change(id, changes) {
  await write("entries", (entries) => {
    const asked = entries.get(id);
    asked.onsuccess = () => {
      if (asked.result) entries.put({ ...asked.result, ...changes });
    };
    return asked;
  });
  tell();
}

// It arrived: the content goes, the reference stays for a week.
export const arrived = (id, reference) =>
  change(id, { state: SENT, reference, sent: Date.now(), sealed: null, files: [], told: null, code: "" });

export async function refused(id, code, sentences) {
  await change(id, { state: REFUSED, code, told: await sealJson(sentences, `${id} told`) });
}

export const postponed = (entry, code, next) => change(entry.id, { tries: entry.tries + 1, code, next });

// Forgets what was sent more than a week ago, of whomever.
export async function forget() {
  const all = await read("entries", (entries) => entries.getAll());
  const old = all.filter((entry) => entry.state === SENT && entry.sent < Date.now() - SHOWN_FOR);
  if (old.length) await write("entries", (entries) => old.map((entry) => entries.delete(entry.id)).at(-1));
}

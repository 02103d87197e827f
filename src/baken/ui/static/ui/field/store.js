// SPDX-FileCopyrightText: 2026 The Baken contributors
// SPDX-License-Identifier: EUPL-1.2

// What stays on the phone: three stores in IndexedDB, used by pages and by the service worker alike.
//
//   keys     one AES-GCM key, made on the device and not extractable: nobody can copy it out, nor read the content without it
//   entries  what was filled in and is still to be sent (outbox.js)
//   notes    who used this phone last, lists that forms need offline, the lease of who is sending
//
// Content is sealed before it is stored. What stands readable beside it says whose it is, which form, when, and how it stands.

const NAME = "baken-veld";
const SCHEMA = 1;
const KEY = "content";

let opening;

function database() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, SCHEMA);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("keys", { keyPath: "name" });
      request.result.createObjectStore("entries", { keyPath: "id" }).createIndex("account", "account");
      request.result.createObjectStore("notes", { keyPath: "name" });
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => {
        request.result.close();
        opening = undefined;
      };
      resolve(request.result);
    };
    request.onerror = () => {
      opening = undefined;
      reject(request.error);
    };
  });
  return opening;
}

// Returns what `work(store)` asked for, once it is surely on disk; rejects when any of it couldn't be stored.
async function transaction(name, mode, work) {
  const base = await database();
  return new Promise((resolve, reject) => {
    const under = base.transaction(name, mode, { durability: "strict" });
    let asked;
    under.oncomplete = () => resolve(asked?.result);
    under.onerror = () => reject(under.error);
    under.onabort = () => reject(under.error ?? new DOMException("aborted", "AbortError"));
    try {
      asked = work(under.objectStore(name));
    } catch (problem) {
      under.abort();
      reject(problem);
    }
  });
}

export const read = (name, work) => transaction(name, "readonly", work);
export const write = (name, work) => transaction(name, "readwrite", work);

async function key() {
  const found = await read("keys", (keys) => keys.get(KEY));
  if (found) return found.key;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  try {
    await write("keys", (keys) => keys.add({ name: KEY, key: made }));
  } catch {
    // another tab made one at the same moment: that one counts
  }
  return (await read("keys", (keys) => keys.get(KEY))).key;
}

const bytesOf = (text) => new TextEncoder().encode(text);

// Seals bytes to what they belong to (`about`): they can't be put in another place unnoticed.
export async function seal(bytes, about) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bytesOf(about) }, await key(), bytes);
  return { iv, data };
}

export async function unseal(sealed, about) {
  const how = { name: "AES-GCM", iv: sealed.iv, additionalData: bytesOf(about) };
  return crypto.subtle.decrypt(how, await key(), sealed.data);
}

export const sealJson = (value, about) => seal(bytesOf(JSON.stringify(value)), about);

export async function unsealJson(sealed, about) {
  return JSON.parse(new TextDecoder().decode(await unseal(sealed, about)));
}

// Who used this phone last, as far as the server said: {account, name, forms}. Null when nobody ever logged in on it.
export async function lastUser() {
  const note = await read("notes", (notes) => notes.get("user"));
  const told = note && (await unsealJson(note.sealed, "user").catch(() => null));
  return told ? { account: note.account, ...told } : null;
}

export async function rememberUser({ account, name, forms }) {
  const sealed = await sealJson({ name, forms }, "user");
  await write("notes", (notes) => notes.put({ name: "user", account, sealed }));
}

// Lists that a form needs without reception, kept for each account: what one may choose from differs.
export async function lists(account, form) {
  const name = `lists ${account} ${form}`;
  const note = await read("notes", (notes) => notes.get(name));
  return note ? unsealJson(note.sealed, name).catch(() => null) : null;
}

// When they were last known to be right (`at`, ms), and by which tag the server knows them. Of lists that can't be read any
// more nothing is known: the server must send them whole.
export async function listsStamp(account, form) {
  const note = await read("notes", (notes) => notes.get(`lists ${account} ${form}`));
  if (!note || (await lists(account, form)) === null) return null;
  return { tag: note.tag ?? "", at: note.at ?? 0 };
}

export async function rememberLists(account, form, value, tag) {
  const name = `lists ${account} ${form}`;
  const sealed = await sealJson(value, name);
  await write("notes", (notes) => notes.put({ name, sealed, tag, at: Date.now() }));
}

// The server said that they are still the same.
export async function listsStillRight(account, form) {
  const note = await read("notes", (notes) => notes.get(`lists ${account} ${form}`));
  if (note) await write("notes", (notes) => notes.put({ ...note, at: Date.now() }));
}

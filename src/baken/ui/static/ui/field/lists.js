// SPDX-FileCopyrightText: 2026 The Baken contributors
// SPDX-License-Identifier: EUPL-1.2

// What one may choose from in a form, fetched with reception and kept for when there is none.

import { lastUser, lists, listsStamp, listsStillRight, rememberLists } from "./store.js";

// How long /veld/ itself leaves them alone; a form that is opened always asks.
export const YOUNG = 5 * 60 * 1000;

// `element` names the form and where its lists come from (data-form, data-lists). Returns the lists where the server sent them:
// null where it can't be reached, where it says that those on the phone are still right, or where they are younger than `young`.
export async function fetchLists(element, young = 0) {
  const { form, lists: address } = element.dataset;
  if (!address) return null;
  const user = await lastUser();
  const kept = user && (await listsStamp(user.account, form));
  const age = kept ? Date.now() - kept.at : young;
  if (age >= 0 && age < young) return null;
  const headers = { Accept: "application/json", ...(kept?.tag ? { "If-None-Match": kept.tag } : {}) };
  try {
    const reply = await fetch(address, { cache: "no-store", redirect: "manual", headers });
    if (reply.status === 304) await listsStillRight(user.account, form);
    if (!reply.ok) return null;
    const { account, ...found } = await reply.json();
    await rememberLists(account, form, found, reply.headers.get("ETag") ?? "");
    return found;
  } catch {
    return null;
  }
}

// The lists of whoever used the phone last: fresh ones where the server can be reached soon, else those that were kept.
export async function listsFor(element) {
  const user = await lastUser();
  if (!user) return null;
  const kept = await lists(user.account, element.dataset.form);
  const fresh = fetchLists(element);
  if (!kept) return (await fresh) ?? null;
  const soon = new Promise((resolve) => setTimeout(resolve, 1500, null));
  return (await Promise.race([fresh, soon])) ?? kept;
}

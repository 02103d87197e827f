// SPDX-FileCopyrightText: 2026 The Baken contributors
// SPDX-License-Identifier: EUPL-1.2

// What one may choose from in a form, fetched with reception and kept for when there is none.

import { lastUser, lists, rememberLists } from "./store.js";

// `element` names the form and where its lists come from (data-form, data-lists). Returns the lists, or null.
export async function fetchLists(element) {
  const { form, lists: address } = element.dataset;
  if (!address) return null;
  try {
    const reply = await fetch(address, { cache: "no-store", redirect: "manual", headers: { Accept: "application/json" } });
    if (!reply.ok) return null;
    const { account, ...found } = await reply.json();
    await rememberLists(account, form, found);
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

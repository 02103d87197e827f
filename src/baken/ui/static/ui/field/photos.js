// SPDX-FileCopyrightText: 2026 The Baken contributors
// SPDX-License-Identifier: EUPL-1.2

// A photo is drawn anew, at most 2000 px: small enough to wait on the phone, and without what the camera wrote beside it
// (place, time, device). The server takes that off once more.

import { MAX_BYTES } from "./outbox.js";

const LARGEST = 2000;
const QUALITY = 0.85;
const THUMB = 72;

export class Unreadable extends Error {}

export async function shrunk(file) {
  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    throw new Unreadable(file.name);
  }
  const scale = Math.min(1, LARGEST / Math.max(picture.width, picture.height));
  const canvas = drawn(picture, picture.width * scale, picture.height * scale);
  picture.close();
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  if (!blob || blob.size > MAX_BYTES) throw new Unreadable(file.name);
  return new File([blob], `${file.name.replace(/\.[^.]*$/, "") || "foto"}.jpg`, { type: "image/jpeg" });
}

// A small picture on the page; drawn, since the content security policy shows no pictures from memory.
export async function thumbnail(file) {
  const picture = await createImageBitmap(file);
  const scale = THUMB / Math.max(picture.width, picture.height);
  const canvas = drawn(picture, picture.width * scale, picture.height * scale);
  picture.close();
  canvas.setAttribute("aria-hidden", "true");
  return canvas;
}

function drawn(picture, width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  const context = canvas.getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

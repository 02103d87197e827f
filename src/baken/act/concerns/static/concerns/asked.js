// SPDX-FileCopyrightText: 2026 The Baken contributors
// SPDX-License-Identifier: EUPL-1.2
// Shows a question once the answer it depends on was given. Without this all questions show, each with its condition in words.
(() => {
  const form = document.querySelector("form[data-asked-form]");
  if (!form) return;
  const all = [...form.querySelectorAll("[data-about]")];
  for (const words of form.querySelectorAll("[data-condition]")) words.hidden = true;
  const given = (name) => new FormData(form).getAll(name).map(String);
  const show = () => {
    for (const one of all) {
      const about = form.querySelector(`[data-asked="${one.dataset.about}"]`);
      const wanted = one.dataset.values.split(" ");
      one.hidden = !!about?.hidden || !given(one.dataset.about).some((value) => wanted.includes(value));
    }
  };
  form.addEventListener("change", show);
  show();
})();

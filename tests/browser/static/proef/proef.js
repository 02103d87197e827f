// SPDX-FileCopyrightText: 2026 The Baken contributors
// SPDX-License-Identifier: EUPL-1.2
import { begin } from "../ui/field/form.js";

const form = document.getElementById("proef");
begin(form, (lists) => {
  for (const one of lists.soorten) form.elements.soort.append(new Option(one, one));
});

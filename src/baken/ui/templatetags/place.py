# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""`{% load place %}`: the fields of a form that asks for a place (`ui.place.PlaceMixin`)."""

import json
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..place import PlaceKind, PlaceMixin, texts

register = template.Library()


@register.simple_tag
def place_assets() -> SafeString:
    """`{% place_assets %}`, in the block `head_extra`: style and script. Without the script address and area still work."""
    return format_html(
        '<link rel="stylesheet" href="{}">\n<script type="module" src="{}"></script>',
        static("ui/place.css"),
        static("ui/place.js"),
    )


@register.inclusion_tag("ui/partials/place.html")
def place_fields(form: PlaceMixin, title: str = "", help_text: str = "") -> dict[str, Any]:
    """`{% place_fields form %}`, within the form. `title`: the question; `help_text`: a line below it."""
    bound = {name: form[name] for name in form.PLACE_FIELDS}
    kind = bound["place_kind"].value() or ""
    return {
        **bound,
        "title": title or _("Waar is het?"),
        "help_text": help_text,
        "required": form.place_required,
        "ways": [(slug, label, slug == kind) for slug, label in PlaceKind.choices],
        "ground": form.ground,
        "options": form.ground.options(str(bound["area"].value() or "")),
        "texts": json.dumps(texts(form.ground), ensure_ascii=False),
        "wrong": any(field.errors for field in bound.values()),
        "guard": getattr(form, "guards", {}).get("place_note") if form.is_bound else None,
    }

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form for findings outdoors, as `/veld/` knows it."""

from django.utils.translation import gettext_lazy as _

from baken.ui.field.forms import FieldForm

from ..policies import RECORD

SLUG = "controle"
TEMPLATE = "inspections/field.html"
FORM = FieldForm(
    slug=SLUG,
    label=_("Bevindingen van een controle"),
    what=_("Wat u ziet bij een controle waaraan u meedoet, per adres."),
    one=_("bevinding"),
    more=_("bevindingen"),
    permission=RECORD,
    page="inspection_field:form",
    send="inspection_field:send",
    lists="inspection_field:lists",
    scripts=("inspections/field.js",),
    templates=(TEMPLATE,),
)

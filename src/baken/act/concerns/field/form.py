# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form for outdoors, as `/veld/` knows it."""

from django.utils.translation import gettext_lazy as _

from baken.ui.field.forms import FieldForm

from ..policies import REPORT

SLUG = "signaal"
TEMPLATE = "concerns/field.html"
FORM = FieldForm(
    slug=SLUG,
    label=_("Signaal doorgeven"),
    what=_("Wat u ziet of hoort: een schip, een pand, een bedrijf, overlast."),
    one=_("signaal"),
    more=_("signalen"),
    permission=REPORT,
    page="concern_field:form",
    send="concern_field:send",
    lists="concern_field:lists",
    scripts=("concerns/field.js",),
    templates=(TEMPLATE,),
)

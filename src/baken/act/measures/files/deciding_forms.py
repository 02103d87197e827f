# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of the decision: signed, made known, published. What may be is judged by the actions."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.ui.forms import DayField, choose

from ..rules import PUBLISHED, SERVED
from .form_base import OnForm, Versioned
from .opening import MAX_LINE


class SignForm(Versioned):
    """Signing, or closing a file: nothing to fill in."""


class ServeForm(OnForm):
    """On which day and how the decision was made known."""

    how = forms.ChoiceField(label=gettext_lazy("Hoe is het bekendgemaakt?"))
    published_on = DayField(label=gettext_lazy("Ook openbaar gemaakt op"), required=False)
    published_where = forms.CharField(
        label=gettext_lazy("Waar openbaar gemaakt?"),
        required=False,
        max_length=MAX_LINE,
        help_text=gettext_lazy("Bijvoorbeeld: op de deur van het pand, of in het gemeenteblad."),
    )

    def prepare(self) -> None:
        choose(self, "how", [("", _("Kies")), *((slug, capfirst(label)) for slug, label in SERVED.items())])
        if self.measure.instrument not in PUBLISHED:
            self.without("published_on", "published_where")


class PublishForm(OnForm):
    """Where a closing was made known to anybody."""

    where = forms.CharField(
        label=gettext_lazy("Waar?"),
        max_length=MAX_LINE,
        help_text=gettext_lazy("Bijvoorbeeld: op de deur van het pand, of in het gemeenteblad."),
    )

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forms of a department; what may be is judged by its actions."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.kernel.guards import MAX_REASON
from baken.ui.forms import DayInput, VersionField, choose
from baken.ui.free_text import FreeTextGuard

from ..models import Scope, Standing, Trigger
from ..triggers.rules import RISK, SAMPLE
from . import rules
from .actions import MAX_APPLICATION, MAX_LABEL, Application

OTHER = "other"


class AskForm(FreeTextGuard):
    """An application that is handed in for screening. What it was chosen for is a line of the policy, or another reason."""

    unguarded = ("application", "label")

    trigger = forms.ChoiceField(label=gettext_lazy("Waarom is onderzoek nodig?"))
    scope = forms.ChoiceField(
        label=gettext_lazy("Waarvoor is de aanvraag?"), required=False,
        help_text=gettext_lazy("Alleen als geen regel past."),
    )  # fmt: skip
    application = forms.CharField(
        label=gettext_lazy("Nummer van de aanvraag"), max_length=MAX_APPLICATION,
        help_text=gettext_lazy("Uw eigen zaaknummer."),
    )  # fmt: skip
    label = forms.CharField(
        label=gettext_lazy("Wat is er aangevraagd, en door wie?"), max_length=MAX_LABEL,
        help_text=gettext_lazy("Kort, zoals u het op uw afdeling noemt. Bijvoorbeeld: horecavergunning eetcafé."),
    )  # fmt: skip
    received_on = forms.DateField(
        label=gettext_lazy("Binnengekomen op"), widget=DayInput(),
        help_text=gettext_lazy("Vanaf deze dag loopt uw beslistermijn."),
    )  # fmt: skip
    because = forms.CharField(
        label=gettext_lazy("Wat valt op aan deze aanvraag?"), required=False, max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Nodig bij een risico of een andere reden. Noem geen namen van derden."),
    )  # fmt: skip

    def __init__(self, *args: Any, scopes: tuple[str, ...], lines: list[Trigger], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.scopes, self.lines = scopes, {line.slug: line for line in lines}
        words = dict(Scope.choices)
        several = len(scopes) > 1
        shown = [(line.slug, self._told(line, str(words[Scope(line.scope)]) if several else "")) for line in lines]
        choose(self, "trigger", [("", _("Kies")), *shown, (OTHER, _("een andere reden"))])
        choose(self, "scope", [("", _("Kies")), *((one, str(words[Scope(one)]).capitalize()) for one in scopes)])
        if not several:
            del self.fields["scope"]

    def clean(self) -> dict[str, Any]:
        """Ask what kind it is where no line tells."""
        found = super().clean() or self.cleaned_data
        if found.get("trigger") == OTHER and "scope" in self.fields and not found.get("scope"):
            self.add_error("scope", _("Kies waarvoor de aanvraag is."))
        return found

    def application_of(self) -> Application:
        """Return what a valid form tells."""
        told = self.cleaned_data
        line = self.lines.get(told["trigger"])
        return Application(
            scope=line.scope if line else told.get("scope") or self.scopes[0],
            application=told["application"],
            label=told["label"],
            received_on=told["received_on"],
            because=told["because"],
            trigger=line,
        )

    def _told(self, line: Trigger, scope: str) -> str:
        how = ""
        if line.when == SAMPLE:
            how = _("steekproef van %(n)d procent") % {"n": line.sample_percent or 0}
        elif line.when == RISK:
            how = _("bij een risico")
        parts = ", ".join(filter(None, (scope, how)))
        return f"{line.title} ({parts})" if parts else line.title


class DecideForm(FreeTextGuard):
    """What the department decided."""

    decision = forms.ChoiceField(label=gettext_lazy("Wat is besloten?"), widget=forms.RadioSelect)
    on = forms.DateField(label=gettext_lazy("Besloten op"), widget=DayInput())
    because = forms.CharField(
        label=gettext_lazy("Op welke andere grond?"), required=False, max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Alleen als uw besluit niet uit de conclusie volgt. Noem geen namen."),
    )  # fmt: skip
    version = VersionField()

    def __init__(self, *args: Any, standing: Standing, today: date, **kwargs: Any):
        kwargs["initial"] = {"version": standing.version, "on": today}
        super().__init__(*args, **kwargs)
        every = Standing._meta.get_field("decision").choices or ()
        found = [
            (str(slug), self._told(standing.conclusion, str(slug), str(label)))
            for slug, label in every
            if rules.may_decide(standing.stage, str(slug))
        ]
        choose(self, "decision", found)

    def _told(self, conclusion: str, slug: str, label: str) -> str:
        if not conclusion or rules.follows(conclusion, slug):
            return label.capitalize()
        return _("%(decision)s, op een andere grond") % {"decision": label.capitalize()}

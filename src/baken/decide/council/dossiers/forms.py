# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of APV changes, proposals for capacity or budget, and hearings on the regional plan."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.decide.capacity.facade import Scenario
from baken.ui.forms import DayField
from baken.ui.free_text import FreeTextGuard

from ..checks import FIRST_YEAR, LAST_YEAR
from ..forms import AboutPolicy, Versioned, long_text
from ..models import Proposal, ProposalKind

LARGEST = 2_000_000_000


class ApvForm(AboutPolicy):
    """A change of the APV."""

    article = forms.CharField(
        label=gettext_lazy("Artikel"), max_length=40, help_text=gettext_lazy("Bijvoorbeeld: 2:74, of nieuw.")
    )
    title = forms.CharField(label=gettext_lazy("Onderwerp"), max_length=200)
    text = long_text(gettext_lazy("Wat verandert er?"))
    reason = long_text(gettext_lazy("Waarom?"))
    proposed_on = DayField(label=gettext_lazy("Voorgesteld op"))
    field_order: tuple[str, ...] = ("article", "title", "text", "reason", "proposed_on", "priority", "session")


class ApvChangeForm(ApvForm, Versioned):
    """A change of the APV that is there; once adopted it has a first day."""

    in_force_on = DayField(
        label=gettext_lazy("In werking op"),
        required=False,
        help_text=gettext_lazy("Pas in te vullen als de wijziging is vastgesteld."),
    )
    field_order = (*ApvForm.field_order, "in_force_on")


class ProposalForm(AboutPolicy):
    """A proposal for capacity or budget. What must be there is asked when it is offered: a draft may be bare."""

    kind = forms.ChoiceField(label=gettext_lazy("Waarvoor"), choices=ProposalKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label=gettext_lazy("Titel"), max_length=200)
    why = long_text(gettext_lazy("Waarom is dit nodig?"))
    asked = long_text(gettext_lazy("Wat moet de raad besluiten?"))
    hours = forms.IntegerField(label=gettext_lazy("Uren per jaar"), required=False, min_value=1, max_value=LARGEST)
    fte = forms.DecimalField(
        label=gettext_lazy("Formatie (fte)"), required=False, min_value=0, max_digits=5, decimal_places=2, localize=True
    )
    euros = forms.IntegerField(
        label=gettext_lazy("Euro’s per jaar"),
        required=False,
        min_value=1,
        max_value=LARGEST,
        help_text=gettext_lazy("Hele euro’s. Voor geld wijzigt de raad de begroting (Gemeentewet, artikel 192)."),
    )
    first_year = forms.IntegerField(label=gettext_lazy("Vanaf jaar"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    last_year = forms.IntegerField(
        label=gettext_lazy("Tot en met jaar"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text=gettext_lazy("Laat leeg als het structureel is."),
    )
    cover = long_text(
        gettext_lazy("Dekking"), required=False, rows=2, help_text=gettext_lazy("Waar komt het geld vandaan?")
    )
    otherwise = long_text(gettext_lazy("Wat gebeurt er als de raad dit niet besluit?"))
    field_order = (
        "kind", "title", "why", "asked", "hours", "fte", "euros", "first_year", "last_year", "cover", "otherwise",
        "priority", "session",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        found = dict(super().clean() or self.cleaned_data)
        first, last = found.get("first_year"), found.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _("Het laatste jaar ligt vóór het eerste jaar."))
        return found


class ProposalChangeForm(ProposalForm, Versioned):
    """A draft that is there: what it is for stays."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        del self.fields["kind"]


class DraftForm(forms.Form):
    """To which draft a scenario is attached."""

    proposal = forms.ModelChoiceField(
        label=gettext_lazy("Bij welk concept?"),
        queryset=Proposal.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, drafts: QuerySet[Proposal], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["proposal"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = drafts


class ScenarioForm(forms.Form):
    """Which scenario is attached to a draft."""

    scenario = forms.ModelChoiceField(
        label=gettext_lazy("Welk scenario?"),
        queryset=Scenario.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, scenarios: QuerySet[Any], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["scenario"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = scenarios


class HearingForm(FreeTextGuard):
    """How the council was heard on a draft of the regional plan."""

    plan_name = forms.CharField(
        label=gettext_lazy("Ontwerp"),
        max_length=200,
        help_text=gettext_lazy("Bijvoorbeeld: regionaal beleidsplan Noord-Holland 2028-2031."),
    )
    draft_on = DayField(label=gettext_lazy("Datum van het ontwerp"))
    heard_on = DayField(label=gettext_lazy("Raad gehoord op"), required=False)
    view = long_text(gettext_lazy("Wat vond de raad?"), required=False)
    sent_on = DayField(label=gettext_lazy("Doorgestuurd op"), required=False)
    outcome = long_text(gettext_lazy("Wat is ermee gedaan?"), required=False, rows=3)


class HearingChangeForm(HearingForm, Versioned):
    """A hearing that is there."""

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of what a report tells and who is concerned: a new file, its data changed, its list. What may be is judged by actions."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.ui.forms import DayField, FilterForm, choose
from baken.ui.free_text import FreeTextGuard

from ..documents.waiting import TO_SEND, TO_SIGN
from ..models import MatrixRule, Measure, PartyKind, PremisesKind, Status
from .fields import long
from .form_base import OnForm, Versioned
from .opening import MAX_LINE, MAX_TEXT, Opening, Party

Choices = Sequence[tuple[str, Any]]


class ListFilter(FilterForm):
    """What the list is narrowed to; unknown values narrow nothing."""

    status = forms.ChoiceField(label=gettext_lazy("Stand"), required=False)
    maatregel = forms.ChoiceField(label=gettext_lazy("Maatregel"), required=False)
    wijk = forms.ChoiceField(label=gettext_lazy("Wijk"), required=False)


class ReportForm(FreeTextGuard):
    """What a report tells."""

    unguarded: ClassVar[tuple[str, ...]] = ("address", "report_reference")

    title = forms.CharField(
        label=gettext_lazy("Titel"),
        max_length=MAX_LINE,
        help_text=gettext_lazy("Waaraan u het dossier herkent, zonder naam: het pand, of wat er speelt."),
    )
    report_reference = forms.CharField(
        label=gettext_lazy("Nummer van de rapportage"), max_length=MAX_LINE, required=False
    )
    report_on = DayField(label=gettext_lazy("Dag van de rapportage"), required=False)
    facts = forms.CharField(
        label=gettext_lazy("Wat is er vastgesteld?"),
        max_length=MAX_TEXT,
        widget=long(6),
        help_text=gettext_lazy("In uw eigen woorden. Personen noemt u bij de betrokkenen, niet hier."),
    )
    premises_kind = forms.ChoiceField(
        label=gettext_lazy("Soort pand"),
        required=False,
        choices=[("", gettext_lazy("geen pand")), *PremisesKind.choices],
    )
    address = forms.CharField(
        label=gettext_lazy("Adres"),
        max_length=MAX_LINE,
        required=False,
        help_text=gettext_lazy(
            "Straat, huisnummer en plaats. Eerdere maatregelen worden op precies dit adres gezocht."
        ),
    )
    area = forms.ChoiceField(label=gettext_lazy("Wijk"), required=False)

    def __init__(self, *args: Any, areas: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "area", [("", "–"), *areas])

    @property
    def report(self) -> dict[str, Any]:
        """What the report tells, after validation."""
        names = ("title", "report_reference", "report_on", "facts", "premises_kind", "address", "area")
        return {name: self.cleaned_data[name] for name in names}


class NewForm(ReportForm):
    """A new file: by which body, which measure, and to whom it will be addressed."""

    place = forms.ChoiceField(label=gettext_lazy("Maatregel"))
    party_kind = forms.ChoiceField(
        label=gettext_lazy("Wie is betrokken?"),
        required=False,
        choices=[("", gettext_lazy("nog niet bekend")), *PartyKind.choices],
    )
    party_name = forms.CharField(label=gettext_lazy("Naam van de betrokkene"), max_length=MAX_LINE, required=False)
    party_address = forms.CharField(label=gettext_lazy("Adres van de betrokkene"), max_length=MAX_LINE, required=False)
    field_order = ("place",)
    unguarded: ClassVar[tuple[str, ...]] = (*ReportForm.unguarded, "party_name", "party_address")

    def __init__(self, *args: Any, places: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "place", [("", _("Kies een maatregel")), *places])

    @property
    def opening(self) -> Opening:
        """What the report tells, after validation."""
        return Opening(**self.report)

    @property
    def parties(self) -> tuple[Party, ...]:
        """Whom it concerns, after validation: nobody yet, or one."""
        told = self.cleaned_data
        if not told["party_kind"] and not told["party_name"]:
            return ()
        return (Party(told["party_kind"], told["party_name"], told["party_address"]),)


class ChangeForm(ReportForm, Versioned):
    """What the report tells, changed; provided it is as it was seen."""

    def __init__(self, *args: Any, measure: Measure, areas: Choices, cells: Sequence[MatrixRule] = (), **kwargs: Any):
        self.measure, self.cells = measure, list(cells)
        FreeTextGuard.__init__(self, *args, **kwargs)
        choose(self, "area", [("", "–"), *areas])


class PartyForm(Versioned):
    """Somebody to whom the measure is addressed, or whose interests it touches."""

    unguarded: ClassVar[tuple[str, ...]] = ("name", "address", "represented_by")

    kind = forms.ChoiceField(label=gettext_lazy("Wie is dit?"), choices=PartyKind.choices)
    name = forms.CharField(label=gettext_lazy("Naam"), max_length=MAX_LINE)
    address = forms.CharField(label=gettext_lazy("Adres voor brieven"), max_length=MAX_LINE, required=False)
    represented_by = forms.CharField(label=gettext_lazy("Advocaat of gemachtigde"), max_length=MAX_LINE, required=False)
    addressee = forms.BooleanField(
        label=gettext_lazy("Het besluit is aan deze persoon of organisatie gericht"), required=False, initial=True
    )

    @property
    def party(self) -> Party:
        """Who it is, after validation."""
        return Party(**self.told("kind", "name", "address", "represented_by", "addressee"))


class NoteForm(OnForm):
    """Something that happened and is no step."""

    text = forms.CharField(label=gettext_lazy("Wat gebeurde er?"), max_length=MAX_TEXT, widget=long())


def statuses() -> Choices:
    """Return the statuses to narrow a list to."""
    return [
        ("open", _("alles wat loopt")),
        *Status.choices,
        (TO_SIGN, _("brief wacht op uw handtekening")),
        (TO_SEND, _("ondertekende brief te versturen")),
    ]

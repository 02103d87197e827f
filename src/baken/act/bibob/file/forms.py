# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of the file: one for each step, source, relation, fact, duty and disclosure. What may be is judged by the actions."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from baken.kernel.guards import MAX_REASON
from baken.ui.files_field import FilesField
from baken.ui.forms import DayInput, VersionField, choose
from baken.ui.free_text import FreeTextGuard

from ..models import Conclusion, Indicator, Relation, SourceKind
from ..rules import MAY_LABELS, RECIPIENTS, grounds_for

MAX_TEXT = 4_000
CONCLUSIONS = [choice for choice in Conclusion.choices if choice[0]]


def long(rows: int = 3) -> forms.Textarea:
    """Return a field for some sentences."""
    return forms.Textarea(attrs={"rows": rows})


def a_day(label: Any, help_text: Any = "") -> forms.DateField:
    """Return a field for a day."""
    widget = DayInput()
    return forms.DateField(label=label, widget=widget, help_text=help_text)


class FileForm(FreeTextGuard):
    """A form over a file that others may change meanwhile: it carries the version that was seen."""

    version = VersionField()

    def given(self) -> dict[str, Any]:
        """Return what the action needs, by its names."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class DayForm(FileForm):
    """A step that has nothing but its day."""

    on = a_day(_("Op welke dag?"))


class ReasonForm(DayForm):
    """A step with a reason."""

    field_order: Sequence[str] = ("reason", "on")
    reason = forms.CharField(label=_("Waarom?"), max_length=MAX_REASON, widget=long())


class AgainForm(ReasonForm):
    """Back to the investigation; where the subject refused the form, whether it came after all."""

    form_came = forms.BooleanField(
        label=_("Betrokkene heeft de vragenlijst alsnog ingevuld"),
        required=False,
        help_text=_("Dan geldt de weigering niet meer als ernstig gevaar. Voeg de vragenlijst toe bij de stukken."),
    )
    field_order: Sequence[str] = ("reason", "form_came", "on")

    def __init__(self, *args: Any, refused: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not refused:
            del self.fields["form_came"]


class IncompleteForm(DayForm):
    """What is missing in the form."""

    missing = forms.CharField(label=_("Wat ontbreekt er?"), max_length=MAX_REASON, widget=long())
    until = a_day(
        _("Aanvullen uiterlijk op"),
        _("Tot dan staat de beslistermijn van de afdeling stil (Awb 4:5 en 4:15)."),
    )
    field_order = ("missing", "until", "on")


class RefusedForm(ReasonForm):
    """A form that the subject refuses."""

    holder = forms.BooleanField(
        label=_("Betrokkene heeft de vergunning of subsidie al"),
        required=False,
        help_text=_(
            "Dan geldt weigeren als ernstig gevaar (Wet Bibob 4(1)). Bij een aanvraag is die onvolledig (Awb 4:5)."
        ),
    )
    field_order: Sequence[str] = ("holder", "reason", "on")


class AskForm(DayForm):
    """What is asked of the LBB."""

    unguarded: ClassVar[tuple[str, ...]] = ("question", "reference")

    ground = forms.ChoiceField(label=_("Op welke grond?"))
    question = forms.CharField(
        label=_("Wat vraagt u het LBB?"),
        max_length=MAX_TEXT,
        widget=long(4),
        help_text=_("Stuur de vragenlijst en de bevindingen van het eigen onderzoek mee (Wet Bibob 7a(4))."),
    )
    reference = forms.CharField(label=_("Kenmerk van het LBB"), max_length=60, required=False)
    field_order = ("ground", "question", "reference", "on")

    def __init__(self, *args: Any, scope: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(
            self,
            "ground",
            [("", "–"), *((slug, f"{one.label} ({one.article})") for slug, one in grounds_for(scope).items())],
        )


class PauseForm(DayForm):
    """What the LBB asks for."""

    missing = forms.CharField(label=_("Welke gegevens vraagt het LBB?"), max_length=MAX_REASON, widget=long())
    field_order = ("missing", "on")


class ExtendForm(DayForm):
    """How much longer the LBB needs."""

    weeks = forms.IntegerField(
        label=_("Met hoeveel weken?"), min_value=1, max_value=4, help_text=_("Eén keer, hoogstens vier weken.")
    )
    field_order = ("weeks", "on")


class ReceiveForm(DayForm):
    """What the LBB advises."""

    unguarded: ClassVar[tuple[str, ...]] = ("text",)

    conclusion = forms.ChoiceField(label=_("Wat concludeert het LBB?"), choices=CONCLUSIONS, widget=forms.RadioSelect)
    text = forms.CharField(label=_("Het advies in het kort"), max_length=MAX_TEXT, widget=long(4))
    field_order = ("conclusion", "text", "on")


class AskViewForm(DayForm):
    """Until when the subject may answer."""

    until = a_day(_("Reageren tot en met"))
    field_order = ("until", "on")


class NoteViewForm(DayForm):
    """What the subject answered."""

    unguarded: ClassVar[tuple[str, ...]] = ("text",)

    text = forms.CharField(label=_("Wat brengt betrokkene naar voren?"), max_length=MAX_TEXT, widget=long(4))
    field_order = ("text", "on")


class ConcludeForm(DayForm):
    """The conclusion, why, and what the department may do. Nothing is chosen beforehand but what a refused form means."""

    unguarded: ClassVar[tuple[str, ...]] = ("text",)

    conclusion = forms.ChoiceField(label=_("Conclusie"), choices=CONCLUSIONS, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Waarom?"),
        max_length=MAX_TEXT,
        widget=long(5),
        help_text=_("Blijft in het dossier. De afdeling leest dit niet."),
    )
    may = forms.MultipleChoiceField(
        label=_("Wat mag de afdeling hiermee?"),
        choices=list(MAY_LABELS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("De afdeling leest de conclusie en wat u hier kiest."),
    )
    field_order = ("conclusion", "text", "may", "on")


class StopForm(ReasonForm):
    """A screening that stops."""

    withdrew = forms.BooleanField(
        label=_("Betrokkene trok zich vermoedelijk terug vanwege Bibob"),
        required=False,
        help_text=_("Dan meldt u dit onverwijld aan het LBB (Wet Bibob 7a(8))."),
    )
    field_order: Sequence[str] = ("reason", "withdrew", "on")


class OpenForm(FreeTextGuard):
    """Who is screened, when a file is opened."""

    unguarded: ClassVar[tuple[str, ...]] = ("subject", "kvk_number", "occasion")

    subject = forms.CharField(label=_("Wie wordt onderzocht?"), max_length=300)
    subject_kind = forms.ChoiceField(
        label=_("Dit is een"), choices=[("company", _("bedrijf")), ("person", _("persoon"))], widget=forms.RadioSelect
    )
    kvk_number = forms.CharField(label=_("Nummer bij de KvK"), max_length=20, required=False)
    occasion = forms.CharField(
        label=_("Waarom wordt er onderzocht?"), max_length=MAX_TEXT, required=False, widget=long()
    )
    tip = forms.BooleanField(
        label=_("Er kwam een tip van de officier van justitie of een ander bestuursorgaan (Wet Bibob 26)"),
        required=False,
    )
    on = a_day(_("Geopend op"))


class LookForm(DayForm):
    """One source that was looked at, by hand: Baken looks nothing up."""

    unguarded: ClassVar[tuple[str, ...]] = ("found", "where")

    kind = forms.ChoiceField(label=_("Welke bron?"), choices=[("", "–"), *SourceKind.choices])
    why = forms.CharField(
        label=_("Waarvoor?"),
        max_length=MAX_REASON,
        widget=long(2),
        help_text=_("Wat moet deze bron beantwoorden? Kijk alleen in wat u nodig hebt."),
    )
    where = forms.CharField(label=_("Nummer, adres of pagina"), max_length=300, required=False)
    found = forms.CharField(label=_("Wat staat er?"), max_length=MAX_TEXT, required=False, widget=long(4))
    nothing_found = forms.BooleanField(label=_("Niets gevonden"), required=False)
    field_order = ("kind", "why", "where", "found", "nothing_found", "on")


class SourcedForm(FileForm):
    """Something that a source of this file says."""

    look = forms.ChoiceField(
        label=_("Uit welke bron blijkt dit?"), help_text=_("Staat de bron er niet bij? Leg de bron eerst vast.")
    )

    def __init__(self, *args: Any, looks: Iterable[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "look", [("", "–"), *looks])


class RelateForm(SourcedForm):
    """Somebody who is related to the subject."""

    unguarded: ClassVar[tuple[str, ...]] = ("name", "note")

    kind = forms.ChoiceField(
        label=_("Wat is de relatie?"), choices=[("", "–"), *(Relation._meta.get_field("kind").choices or ())]
    )
    name = forms.CharField(label=_("Wie?"), max_length=300)
    note = forms.CharField(label=_("Toelichting"), max_length=MAX_REASON, required=False, widget=long(2))
    field_order = ("kind", "name", "note", "look")


class IndicateForm(SourcedForm):
    """One fact that may point to danger."""

    unguarded: ClassVar[tuple[str, ...]] = ("text",)

    about = forms.ChoiceField(
        label=_("Waar wijst dit op?"), choices=[("", "–"), *(Indicator._meta.get_field("about").choices or ())]
    )
    text = forms.CharField(label=_("Wat is het feit?"), max_length=MAX_TEXT, widget=long())
    relation = forms.ChoiceField(label=_("Over wie?"), required=False)
    outcome = forms.ChoiceField(label=_("Hoe is het afgelopen?"), choices=Indicator.Outcome.choices)
    fact_on = forms.DateField(
        label=_("Dag van het feit of van de uitspraak"),
        required=False,
        widget=DayInput(),
        help_text=_(
            "Langer dan vijf jaar geleden, of vrijgesproken? Dan blijft het zichtbaar, maar het telt niet mee."
        ),
    )
    field_order = ("about", "text", "relation", "outcome", "fact_on", "look")

    def __init__(self, *args: Any, relations: Iterable[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "relation", [("", _("betrokkene zelf")), *relations])

    def given(self) -> dict[str, Any]:
        told = super().given()
        return {**told, "relation": told["relation"] or None}


class WeighFactForm(FileForm):
    """How one fact weighs: in words."""

    unguarded: ClassVar[tuple[str, ...]] = ("because",)

    weighed = forms.ChoiceField(
        label=_("Hoe weegt dit?"), choices=[(v, w) for v, w in Indicator._meta.get_field("weighed").choices or () if v],
        widget=forms.RadioSelect, required=False,
    )  # fmt: skip
    because = forms.CharField(label=_("Waarom weegt het zo?"), max_length=MAX_TEXT, widget=long(), required=False)
    outcome = forms.ChoiceField(
        label=_("Hoe is het afgelopen?"),
        choices=Indicator.Outcome.choices,
        required=False,
        help_text=_("Vrijgesproken? Dan telt het feit niet meer mee en hoeft u het niet te wegen (Wet Bibob 3a(3))."),
    )
    fact_on = forms.DateField(
        label=_("Dag van het feit of van de uitspraak"),
        required=False,
        widget=DayInput(),
    )


class ReuseForm(FileForm):
    """What an earlier file found."""

    unguarded: ClassVar[tuple[str, ...]] = ("what",)

    earlier = forms.CharField(label=_("Nummer van het eerdere dossier"), max_length=14)
    own = forms.ChoiceField(
        label=_("Vond dat dossier het zelf?"),
        choices=[
            ("yes", _("Ja, het is daar zelf gevonden of geadviseerd")),
            ("no", _("Nee, het is daar ook overgenomen")),
        ],
        widget=forms.RadioSelect,
        help_text=_("De vijf jaar tellen vanaf de eerste keer dat het is gevonden (Wet Bibob 29)."),
    )
    what = forms.CharField(label=_("Wat neemt u over?"), max_length=MAX_TEXT, widget=long())
    why = forms.CharField(label=_("Waarvoor?"), max_length=MAX_REASON, widget=long(2))

    def given(self) -> dict[str, Any]:
        told = super().given()
        return {**told, "own": told["own"] == "yes"}


class FulfilForm(DayForm):
    """How a duty was done."""

    how = forms.CharField(label=_("Hoe?"), max_length=MAX_REASON, help_text=_("Bijvoorbeeld: per aangetekende brief."))
    field_order = ("how", "on")


class DiscloseForm(DayForm):
    """What is given to whom."""

    unguarded: ClassVar[tuple[str, ...]] = ("what", "who")

    recipient = forms.ChoiceField(
        label=_("Aan wie?"), help_text=_("Alleen wie de wet noemt. Staat de ontvanger er niet bij? Geef dan niets.")
    )
    who = forms.CharField(label=_("Naam of dienst"), max_length=300, required=False)
    what = forms.CharField(label=_("Wat geeft u?"), max_length=MAX_TEXT, widget=long())
    why = forms.CharField(label=_("Waarvoor heeft de ontvanger dit nodig?"), max_length=MAX_REASON, widget=long(2))
    secrecy_told = forms.BooleanField(
        label=_("De ontvanger is gewezen op de geheimhoudingsplicht"),
        required=False,
        help_text=_("Nodig voordat u iets geeft (Wet Bibob 28(1))."),
    )
    field_order = ("recipient", "who", "what", "why", "secrecy_told", "on")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        rows = []
        for slug, one in RECIPIENTS.items():
            rows.append(
                (slug, f"{one.label}: {one.only} ({one.article})" if one.only else f"{one.label} ({one.article})")
            )
        choose(self, "recipient", [("", "–"), *rows])


def starting(version: int, today: date, **more: Any) -> dict[str, Any]:
    """Return what a form starts with."""
    return {"version": version, "on": today, **more}


class PaperForm(FileForm):
    """Papers for the file."""

    papers = FilesField(most=10, label=_("Bestanden"), help_text=_("Hoogstens 10 tegelijk, elk tot 20 MB."))

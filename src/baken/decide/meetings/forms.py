# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of meetings. What may be is judged by the actions; forms say what a field takes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import Actor
from baken.decide.policy.facade import Effort, efforts
from baken.kernel.models import Municipality
from baken.kernel.papers.kept import ACCEPT, CheckedPaper, PaperRefused, examine
from baken.registry.facade import Organisation
from baken.ui.forms import DayInput, VersionField
from baken.ui.free_text import FreeTextGuard

from . import agenda
from .checks import seat_roles
from .models import Outcome, Seat
from .workflow import MAX_NOTE, MAX_REASON

MAX_TEXT = 10_000


class Versioned(forms.Form):
    """A form over something that others may change meanwhile: it carries the version that was seen."""

    version = VersionField()


class KindForm(FreeTextGuard):
    """A kind of meeting."""

    unguarded = ("slug",)

    name = forms.CharField(label=gettext_lazy("Naam"), max_length=120)
    slug = forms.CharField(
        label=gettext_lazy("Naam in het adres"),
        max_length=50,
        validators=[validate_slug],
        help_text=gettext_lazy("Kleine letters en streepjes, bijvoorbeeld driehoek. Dit verandert later niet meer."),
    )
    purpose = forms.CharField(
        label=gettext_lazy("Waarvoor"), widget=forms.Textarea(attrs={"rows": 3}), max_length=MAX_TEXT
    )
    basis = forms.CharField(
        label=gettext_lazy("Grondslag"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("De wet of afspraak waarop het overleg rust."),
    )
    chair = forms.CharField(
        label=gettext_lazy("Voorzitter"), max_length=120, help_text=gettext_lazy("Een functie, geen naam.")
    )
    rhythm = forms.CharField(
        label=gettext_lazy("Hoe vaak"), max_length=80, help_text=gettext_lazy("Bijvoorbeeld: elke zes weken.")
    )
    sources = forms.MultipleChoiceField(
        label=gettext_lazy("Wat de agenda voedt"), required=False, widget=forms.CheckboxSelectMultiple
    )
    priorities = forms.MultipleChoiceField(
        label=gettext_lazy("Alleen inspanningen onder deze prioriteiten"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Kiest u niets, dan tellen alle prioriteiten mee."),
    )
    regional = forms.BooleanField(
        label=gettext_lazy("Hier wordt het regionale beleidsplan besproken (Politiewet 2012, artikel 39)"),
        required=False,
    )
    internal = forms.BooleanField(
        label=gettext_lazy("Intern overleg: alleen eigen functies zitten aan tafel"),
        required=False,
        help_text=gettext_lazy(
            "Andere organisaties komen als gast bij één overleg, met de reden. Vertrouwelijke punten kunnen alleen hier."
        ),
    )

    def __init__(self, *args: Any, priorities: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        _choose(self, "sources", [(one.slug, str(one.label)) for one in agenda.agenda_sources()])
        _choose(self, "priorities", priorities)


class KindChangeForm(KindForm, Versioned):
    """A kind of meeting that is there: its address stays."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        del self.fields["slug"]


class MemberForm(FreeTextGuard):
    """Who takes part: a role of our own, an organisation, or only a function."""

    role = forms.ChoiceField(label=gettext_lazy("Eigen functie"), required=False)
    seat = forms.ChoiceField(
        label=gettext_lazy("Plaats aan tafel"),
        choices=Seat.choices,
        initial=Seat.MEMBER,
        required=False,
        help_text=gettext_lazy("Voorzitter en secretaris maken agenda en verslag van dit overleg."),
    )
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisatie"), queryset=Organisation.objects.none(), required=False, empty_label="–"
    )
    function = forms.CharField(
        label=gettext_lazy("Functie aan tafel"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld: teamchef basisteam. Geen naam. Alleen een functie geeft geen toegang."),
    )

    def __init__(self, *args: Any, municipality: Municipality, internal: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _choose(self, "role", [("", "–"), *seat_roles().items()])
        if internal:
            del self.fields["organisation"]
            return
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.filter(municipality=municipality)

    def clean_seat(self) -> str:
        return self.cleaned_data["seat"] or Seat.MEMBER


class GuestForm(FreeTextGuard):
    """Which organisation is invited to one meeting, and why."""

    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisatie"), queryset=Organisation.objects.none(), empty_label="–"
    )
    reason = forms.CharField(label=gettext_lazy("Waarom?"), max_length=MAX_REASON)

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.filter(municipality=municipality)


class PlanForm(FreeTextGuard):
    """When and where a meeting is."""

    on = forms.DateField(label=gettext_lazy("Dag"), widget=DayInput())
    starts = forms.TimeField(
        label=gettext_lazy("Begint om"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(label=gettext_lazy("Plaats"), max_length=120, required=False)

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if not 2000 <= on.year <= 2100:
            raise ValidationError(_("Kies een dag tussen 2000 en 2100."))
        return on


class MeetingForm(PlanForm, Versioned):
    """A meeting that is there, with who was at the table."""

    present = forms.CharField(
        label=gettext_lazy("Aanwezig, en afwezig met bericht"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=MAX_TEXT,
        required=False,
        help_text=gettext_lazy("Functies, geen namen."),
    )


class PointForm(FreeTextGuard):
    """A point of one's own for the agenda."""

    title = forms.CharField(label=gettext_lazy("Onderwerp"), max_length=200)
    why = forms.CharField(
        label=gettext_lazy("Toelichting"), widget=forms.Textarea(attrs={"rows": 3}), max_length=MAX_TEXT, required=False
    )
    internal = forms.BooleanField(
        label=gettext_lazy("Alleen voor de eigen organisatie: partners zien dit punt niet"), required=False
    )


class ItemForm(PointForm, Versioned):
    """A point that is there, with its minutes."""

    note = forms.CharField(
        label=gettext_lazy("Verslag"), widget=forms.Textarea(attrs={"rows": 6}), max_length=MAX_TEXT, required=False
    )

    def __init__(self, *args: Any, fixed: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if fixed:  # a confidential point says which record, and stays for who has a seat
            del self.fields["title"], self.fields["internal"]


class DecisionForm(FreeTextGuard):
    """A decision on a point."""

    text = forms.CharField(label=gettext_lazy("Besluit"), widget=forms.Textarea(attrs={"rows": 3}), max_length=MAX_TEXT)
    outcome = forms.ChoiceField(label=gettext_lazy("Wat is er met de inbreng gedaan?"), required=False)

    def __init__(self, *args: Any, regional: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if regional:
            _choose(self, "outcome", [("", "–"), *Outcome.choices])
        else:
            del self.fields["outcome"]


class DecisionChangeForm(DecisionForm, Versioned):
    """A decision that is there."""


class ActionForm(FreeTextGuard):
    """An action that follows from a decision."""

    text = forms.CharField(label=gettext_lazy("Wat moet er gebeuren?"), max_length=400)
    owner = forms.ChoiceField(label=gettext_lazy("Wie doet het?"))
    due = forms.DateField(label=gettext_lazy("Klaar op"), widget=DayInput())
    effort = forms.ModelChoiceField(
        label=gettext_lazy("Hoort bij inspanning"), queryset=Effort.objects.none(), required=False, empty_label="–"
    )

    def __init__(self, *args: Any, actor: Actor, municipality: Municipality, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._organisations = {
            f"organisation:{o.pk}": o for o in Organisation.objects.filter(municipality=municipality)
        }
        roles = [(f"role:{slug}", label) for slug, label in seat_roles().items()]
        others = [(key, organisation.name) for key, organisation in self._organisations.items()]
        _choose(self, "owner", [("", "–"), (_("Gemeente"), roles), (_("Andere organisaties"), others)])
        field = self.fields["effort"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = efforts(actor).filter(plan__status="adopted")

    def owned_by(self) -> dict[str, Any]:
        """Return the owner chosen: role or organisation."""
        chosen = self.cleaned_data["owner"]
        organisation = self._organisations.get(chosen)
        return {"organisation": organisation} if organisation else {"role": chosen.removeprefix("role:")}


class PaperForm(forms.Form):
    """A paper with a point; what is in it is looked at here, and every reason against is told."""

    file = forms.FileField(
        label=gettext_lazy("Stuk"),
        help_text=gettext_lazy("pdf, docx, xlsx, png, jpg of txt, hoogstens 20 MB, zonder macro’s of wachtwoord."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )
    private = forms.BooleanField(label=gettext_lazy("Alleen voor de eigen organisatie"), required=False)

    def clean_file(self) -> CheckedPaper:
        try:
            return examine(self.cleaned_data["file"])
        except PaperRefused as refused:
            raise ValidationError([str(reason.text) for reason in refused.reasons]) from refused


class ReportForm(FreeTextGuard):
    """How an action stands."""

    text = forms.CharField(
        label=gettext_lazy("Wat is er gedaan, of waarom?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=MAX_NOTE,
    )
    step = forms.ChoiceField(label=gettext_lazy("Hoe staat het ervoor?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, steps: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        _choose(self, "step", steps)


class ReasonForm(FreeTextGuard):
    """Why a meeting is cancelled."""

    reason = forms.CharField(label=gettext_lazy("Waarom?"), max_length=MAX_REASON)


class CorrectionForm(FreeTextGuard, Versioned):
    """How settled minutes should read, and why."""

    becomes = forms.CharField(
        label=gettext_lazy("Wordt"), widget=forms.Textarea(attrs={"rows": 5}), max_length=MAX_TEXT
    )
    reason = forms.CharField(label=gettext_lazy("Waarom?"), max_length=MAX_REASON)


class ActionFilter(forms.Form):
    """What the list of actions is narrowed to; unknown values narrow nothing."""

    wie = forms.ChoiceField(label=gettext_lazy("Van wie"), required=False)
    soort = forms.ChoiceField(label=gettext_lazy("Overleg"), required=False)
    eigenaar = forms.ChoiceField(label=gettext_lazy("Eigenaar"), required=False)
    stand = forms.ChoiceField(label=gettext_lazy("Stand"), required=False)

    def __init__(self, data: Any, *, choices: dict[str, list[tuple[str, str]]]):
        super().__init__(data)
        for name, found in choices.items():
            _choose(self, name, found)

    def chosen(self) -> dict[str, str]:
        """Return the valid choices by field."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def _choose(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of weighing, the GSO, closing and feedback. Each lists its fields; what may be is judged by the actions."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.kernel.guards import MAX_REASON
from baken.ui.forms import VersionField, choose
from baken.ui.free_text import FreeTextGuard

from ..models import Outcome, Route
from ..workflow import OUTSIDE
from .actions import MAX_TO, SOURCES, Closing, Decided
from .feedback import MAX_TEXT, MESSAGE, QUESTION
from .feedback_texts import CLOSED, HANDLED

NOTHING = "none"
"""No follow-up, in a field where nothing chosen is something else."""
Choices = Sequence[tuple[str, Any]]


def long(rows: int = 3) -> forms.Textarea:
    """Return a field for some sentences."""
    return forms.Textarea(attrs={"rows": rows})


class Versioned(FreeTextGuard):
    """A form over a concern that others may change meanwhile: it carries the version that was seen."""

    version = VersionField()


class ReasonForm(Versioned):
    """Why a step is taken."""

    reason = forms.CharField(label=gettext_lazy("Waarom?"), max_length=MAX_REASON, widget=long())


class LookForm(Versioned):
    """One source that was looked at. What came of it may hold personal data: it stays in the register of the concern."""

    unguarded: ClassVar[tuple[str, ...]] = ("result",)

    source = forms.ChoiceField(label=gettext_lazy("Welke bron?"))
    why = forms.CharField(
        label=gettext_lazy("Waarom is deze bron nodig?"),
        max_length=MAX_REASON,
        widget=long(2),
        help_text=gettext_lazy(
            "Kijk alleen in een bron die u nodig hebt om dit signaal te wegen. Baken zoekt zelf niets op."
        ),
    )
    result = forms.CharField(
        label=gettext_lazy("Wat kwam eruit?"),
        max_length=MAX_REASON,
        required=False,
        widget=long(),
        help_text=gettext_lazy("Ook ‘niets’ is een uitkomst. Neem niet meer over dan nodig."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "source", [("", "–"), *SOURCES.items()])


class AgendaForm(Versioned):
    """To which meeting a concern is brought."""

    meeting = forms.ChoiceField(
        label=gettext_lazy("Welk overleg?"),
        required=False,
        help_text=gettext_lazy("Op de agenda staat alleen het nummer van het signaal, niet wat erin staat."),
    )

    def __init__(self, *args: Any, meetings: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "meeting", [*meetings, ("", _("als voorstel voor het eerstvolgende overleg"))])

    def clean_meeting(self) -> UUID | None:
        chosen = self.cleaned_data["meeting"]
        return UUID(chosen) if chosen else None


class WeighForm(Versioned):
    """What is done with one concern, and why. Nothing is chosen beforehand."""

    route = forms.ChoiceField(label=gettext_lazy("Wat gebeurt ermee?"), widget=forms.RadioSelect)
    to = forms.CharField(
        label=gettext_lazy("Wie pakt het op?"),
        max_length=MAX_TO,
        required=False,
        help_text=gettext_lazy("Een dienst of functie, geen naam. Nodig bij één dienst en bij binnen de gemeente."),
    )
    reasons = forms.CharField(
        label=gettext_lazy("Waarom dit besluit"),
        max_length=MAX_REASON,
        widget=long(),
        help_text=gettext_lazy("In eigen woorden, zonder namen. Wat in het signaal staat, hoeft u niet te herhalen."),
    )
    proportionality = forms.CharField(
        label=gettext_lazy("Staat dit in verhouding?"),
        max_length=MAX_REASON,
        widget=long(),
        help_text=gettext_lazy("Is het doel belangrijk genoeg voor wat dit voor mensen betekent?"),
    )
    subsidiarity = forms.CharField(
        label=gettext_lazy("Kan het met minder?"),
        max_length=MAX_REASON,
        widget=long(),
        help_text=gettext_lazy("Waarom is een lichter middel, of minder delen, niet genoeg?"),
    )
    point = forms.ChoiceField(
        label=gettext_lazy("Besproken in"),
        required=False,
        help_text=gettext_lazy("Het agendapunt van het signalenoverleg waarop dit besluit rust."),
    )

    def __init__(self, *args: Any, usual: str, points: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "route", routes(usual))
        if points:
            choose(self, "point", [("", _("niet in een overleg")), *points])
        else:
            del self.fields["point"]

    def decided(self) -> Decided:
        """Return the decision, after validation."""
        data = self.cleaned_data
        return Decided(
            route="" if data["route"] == NOTHING else data["route"],
            reasons=data["reasons"],
            proportionality=data["proportionality"],
            subsidiarity=data["subsidiarity"],
            to=data["to"],
            point=UUID(data["point"]) if data.get("point") else None,
        )


def routes(usual: str) -> list[tuple[str, Any]]:
    """Return the routes in words; the usual one of the category says so."""
    named = [(NOTHING, _("geen opvolging")), *((slug, _told(slug)) for slug in Route.values)]
    return [
        (slug, _("%(route)s (gebruikelijk)") % {"route": label} if slug == usual else label) for slug, label in named
    ]


def _told(slug: str) -> str:
    label = str(Route(slug).label)
    return _("%(route)s: delen is daarna een aparte stap") % {"route": label} if slug in OUTSIDE else label


class CloseForm(Versioned):
    """How a concern ended, and what its reporter hears. `fixed`: a sensitive kind, where nothing is typed to the reporter."""

    reason = forms.CharField(
        label=gettext_lazy("Wat is er gedaan?"),
        max_length=MAX_REASON,
        widget=long(),
        help_text=gettext_lazy("Dit blijft hier. De melder leest het niet."),
    )
    tell = forms.ChoiceField(label=gettext_lazy("Hoort de melder dit?"), widget=forms.RadioSelect)
    message = forms.CharField(
        label=gettext_lazy("Bericht aan de melder"),
        max_length=MAX_TEXT,
        required=False,
        widget=long(4),
        help_text=gettext_lazy(
            "Zonder namen, en zonder wat u met het signaal van anderen deed. De melder leest dit met de code."
        ),
    )
    untold_because = forms.CharField(
        label=gettext_lazy("Waarom hoort de melder niets?"), max_length=MAX_REASON, required=False, widget=long(2)
    )

    def __init__(self, *args: Any, fixed: bool, outcome: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._outcome = outcome
        yes = _("ja, met de vaste tekst hieronder") if fixed else _("ja, met het bericht hieronder")
        choose(self, "tell", [("yes", yes), ("no", _("nee"))])
        if fixed:
            del self.fields["message"]

    def closing(self) -> Closing:
        """Return how it ended, after validation."""
        data = self.cleaned_data
        tell = data["tell"] == "yes"
        return Closing(
            outcome=self._outcome,
            reason=data["reason"],
            tell=tell,
            message=data.get("message", "") if tell else "",
            untold_because="" if tell else data["untold_because"],
        )


class TellForm(FreeTextGuard):
    """A message to who reported. Of a sensitive kind there is one fixed text, and no field. `closed`: it was closed already."""

    kind = forms.ChoiceField(label=gettext_lazy("Wat stuurt u?"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("Bericht"),
        max_length=MAX_TEXT,
        required=False,
        widget=long(4),
        help_text=gettext_lazy(
            "Korte zinnen, zonder namen. Laat u het leeg bij ‘in behandeling’, dan gaat de vaste tekst."
        ),
    )

    def __init__(self, *args: Any, fixed: bool, closed: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        handled = (HANDLED, _("dat de melding in behandeling is"))
        if closed:  # who asks to look again hears that it stays so; a question could not be answered any more
            choose(
                self,
                "kind",
                [(CLOSED, _("dat de melding afgerond blijft"))] if fixed else [(MESSAGE, _("een bericht"))],
            )
            self.initial.setdefault("kind", CLOSED if fixed else MESSAGE)
            self.fields["text"].required = True
            self.fields["text"].help_text = _("Korte zinnen, zonder namen. Zeg ook waar de melder wel terechtkan.")
        else:
            every = [(MESSAGE, _("een bericht")), (QUESTION, _("een vraag")), handled]
            choose(self, "kind", [handled] if fixed else every)
        if fixed:
            del self.fields["text"]


def outcomes(found: Sequence[str]) -> list[tuple[str, str]]:
    """Return outcomes in words."""
    return [(slug, str(Outcome(slug).label)) for slug in found]

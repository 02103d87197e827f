# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The steps of a file as pages: what each asks, what it does, and what is next in which status."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baken.ui.format import day

from .. import concluding, inquiry, lbb, screenings
from ..models import Conclusion, Screening
from . import forms


@dataclass(frozen=True, slots=True)
class Step:
    """One step as a page. `statuses`: from which it starts; `seen`: whether the action takes the version that was read.

    `start(file)`: what the form starts with; `more(file)`: what the form needs beside.
    """

    act: Callable[..., Any]
    form: type[forms.FileForm]
    statuses: frozenset[str]
    link: Any
    heading: Any
    lede: Any
    told: Any
    seen: bool = True
    start: Callable[[Screening], dict[str, Any]] = lambda screening: {}
    more: Callable[[Screening], dict[str, Any]] = lambda screening: {}


def _from(*statuses: str) -> frozenset[str]:
    return frozenset(statuses)


def because_ended(screening: Screening) -> str:
    """Return why a file stops whose application the department ended."""
    on = screening.standing.decided_on
    return gettext("De afdeling meldde op %(day)s dat de aanvraag is ingetrokken.") % {"day": day(on)} if on else ""


LBB = _from("at_lbb")
STEPS: dict[str, Step] = {
    "onderzoek": Step(
        inquiry.start_without,
        forms.ReasonForm,
        _from("asked"),
        _("Begin zonder vragenlijst"),
        _("Onderzoek beginnen zonder vragenlijst"),
        _("Schrijf op waarom er geen vragenlijst via Baken komt: hij kwam op papier, of alles is al bekend."),
        _("Het eigen onderzoek is begonnen."),
    ),
    "onvolledig": Step(
        inquiry.found_incomplete,
        forms.IncompleteForm,
        _from("questions", "incomplete"),
        _("Niet volledig"),
        _("De vragenlijst is niet volledig"),
        _("Betrokkene krijgt de kans om aan te vullen. Zo lang staat de beslistermijn van de afdeling stil."),
        _("Vastgelegd wat ontbreekt en tot wanneer het kan komen."),
    ),
    "volledig": Step(
        inquiry.found_complete,
        forms.DayForm,
        _from("questions", "incomplete"),
        _("Volledig"),
        _("De vragenlijst is volledig"),
        _("Het eigen onderzoek begint. De beslistermijn van de afdeling loopt (weer)."),
        _("Het eigen onderzoek is begonnen."),
    ),
    "geweigerd": Step(
        inquiry.refuse_form,
        forms.RefusedForm,
        _from("questions", "incomplete"),
        _("Geweigerd"),
        _("Betrokkene weigert de vragenlijst"),
        _("Wat weigeren betekent, hangt ervan af of betrokkene al een vergunning of subsidie heeft."),
        _("Vastgelegd dat de vragenlijst is geweigerd."),
    ),
    "wegen": Step(
        inquiry.weigh,
        forms.DayForm,
        _from("investigating"),
        _("Naar wegen"),
        _("Eigen onderzoek afronden en wegen"),
        _("Weeg elk feit in woorden. Daarna vraagt u zo nodig een zienswijze en geeft u de conclusie."),
        _("Het dossier staat bij wegen."),
    ),
    "terug": Step(
        inquiry.investigate_again,
        forms.AgainForm,
        _from("weighing", "view"),
        _("Terug naar onderzoek"),
        _("Terug naar onderzoek"),
        _("Er ontbreekt nog iets. Wat er is, blijft staan."),
        _("Het eigen onderzoek loopt weer."),
        more=lambda screening: {"refused": screening.refused_form},
    ),
    "advies": Step(
        lbb.ask,
        forms.AskForm,
        _from("investigating", "weighing"),
        _("Vraag advies aan het LBB"),
        _("Advies vragen aan het Landelijk Bureau Bibob"),
        _(
            "Betrokkene moet dit horen (Wet Bibob 32). De beslistermijn staat stil tot het advies er is, zo lang de wet toestaat."
        ),
        _("Het advies is gevraagd. Laat het betrokkene weten."),
        more=lambda screening: {"scope": screening.standing.scope},
    ),
    "stilstand": Step(
        lbb.pause,
        forms.PauseForm,
        LBB,
        _("LBB vraagt gegevens"),
        _("Het LBB vraagt aanvullende gegevens"),
        _("De adviestermijn staat stil vanaf de dag van de vraag (Wet Bibob 15(2)), en de beslistermijn ook."),
        _("De termijn van het LBB staat stil."),
        seen=False,
    ),
    "aangevuld": Step(
        lbb.resume,
        forms.DayForm,
        LBB,
        _("Gegevens zijn bij het LBB"),
        _("De gegevens zijn bij het LBB"),
        _("De adviestermijn loopt weer vanaf de dag waarop het LBB alles heeft."),
        _("De termijn van het LBB loopt weer."),
        seen=False,
    ),
    "verlenging": Step(
        lbb.extend,
        forms.ExtendForm,
        LBB,
        _("LBB verlengt"),
        _("Het LBB heeft meer tijd nodig"),
        _("Het LBB kan één keer verlengen, met hoogstens vier weken (Wet Bibob 15(3))."),
        _("De verlenging is vastgelegd."),
        seen=False,
    ),
    "ontvangen": Step(
        lbb.receive,
        forms.ReceiveForm,
        LBB,
        _("Advies ontvangen"),
        _("Advies van het LBB ontvangen"),
        _("De gemeente trekt daarna zelf een conclusie. De beslistermijn loopt weer vanaf deze dag."),
        _("Het advies is vastgelegd."),
    ),
    "zienswijze-vragen": Step(
        concluding.ask_view,
        forms.AskViewForm,
        _from("weighing"),
        _("Vraag een zienswijze"),
        _("Zienswijze vragen"),
        _(
            "Nodig voor een besluit met voorschriften of een negatief besluit (Wet Bibob 33). Bij een advies hoort een afschrift."
        ),
        _("De zienswijze is gevraagd."),
    ),
    "zienswijze": Step(
        concluding.note_view,
        forms.NoteViewForm,
        _from("view"),
        _("Zienswijze vastleggen"),
        _("Zienswijze vastleggen"),
        _("Schrijf op wat betrokkene zegt, ook waar u het niet mee eens bent."),
        _("De zienswijze is vastgelegd."),
    ),
    "conclusie": Step(
        concluding.conclude,
        forms.ConcludeForm,
        _from("weighing", "view"),
        _("Geef de conclusie"),
        _("Conclusie geven"),
        _("Een mens weegt; Baken rekent niets uit. De afdeling leest de conclusie en wat zij ermee mag, niet waarom."),
        _("De conclusie is gegeven. De afdeling kan haar lezen."),
        start=lambda screening: {"conclusion": Conclusion.SERIOUS} if screening.refused_form else {},
    ),
    "herzien": Step(
        concluding.reconsider,
        forms.ReasonForm,
        _from("concluded"),
        _("Herzie de conclusie"),
        _("Conclusie herzien"),
        _(
            "De conclusie gaat bij de afdeling weg tot er een nieuwe is. Was zij gemeld bij het LBB, dan volgt een correctie."
        ),
        _("De conclusie is ingetrokken. Weeg opnieuw."),
    ),
    "stoppen": Step(
        screenings.stop,
        forms.StopForm,
        _from("asked", "questions", "incomplete", "investigating", "at_lbb", "weighing", "view"),
        _("Stop het onderzoek"),
        _("Onderzoek stoppen"),
        _("Zonder conclusie. De afdeling ziet dat er geen onderzoek meer is, niet waarom."),
        _("Het onderzoek is gestopt."),
        start=lambda screening: {"reason": because_ended(screening)} if screening.standing.ended else {},
    ),
    "afronden": Step(
        screenings.settle,
        forms.DayForm,
        _from("concluded", "stopped"),
        _("Rond af"),
        _("Dossier afronden"),
        _("Vanaf deze dag loopt de bewaartermijn van vijf jaar. Eerst moet alles gedaan zijn wat de wet vraagt."),
        _("Het dossier is afgerond."),
    ),
    "heropenen": Step(
        screenings.reopen,
        forms.ReasonForm,
        _from("settled"),
        _("Open weer"),
        _("Dossier weer openen"),
        _("De bewaartermijn stopt en de conclusie wordt ingetrokken. Het dossier staat weer bij wegen."),
        _("Het dossier is weer open."),
    ),
}
"""By the word in the address."""

FIRST: dict[str, tuple[str, ...]] = {
    "asked": ("onderzoek",),
    "questions": (),
    "incomplete": (),
    "investigating": ("wegen",),
    "at_lbb": ("ontvangen",),
    "weighing": ("conclusie",),
    "view": ("conclusie",),
    "concluded": ("afronden",),
    "stopped": ("afronden",),
    "settled": (),
}
"""The usual next step of each status; the others stand beside it."""

FIRST_UNHEARD: dict[str, tuple[str, ...]] = {"weighing": ("zienswijze-vragen",), "view": ("zienswijze",)}
"""The usual next step where somebody must be heard first (Wet Bibob 33)."""

NEXT: dict[str, Any] = {
    "asked": _("Verstuur de vragenlijst, of begin zonder als alles er al is."),
    "questions": _("Wacht op de vragenlijst van betrokkene. Beoordeel daarna of zij volledig is."),
    "incomplete": _("Wacht op wat nog ontbreekt. De beslistermijn staat zolang stil."),
    "investigating": _(
        "Kijk in de bronnen die u nodig hebt, te beginnen met het Bibob-register, en schrijf op wat er staat. Ga daarna wegen."
    ),
    "at_lbb": _("Het Landelijk Bureau Bibob is aan zet. Noteer hier wat het vraagt en wanneer het advies komt."),
    "weighing": _("Weeg elk feit dat meetelt. Vraag een zienswijze als er gevaar is, en geef dan de conclusie."),
    "view": _("Wacht op de zienswijze van betrokkene, of tot de termijn om is. Geef daarna de conclusie."),
    "concluded": _("De conclusie is bij de afdeling. Daarna kunt u het dossier afronden."),
    "stopped": _("Er komt geen conclusie. Rond het dossier af."),
    "settled": _("Er is niets meer te doen. Het dossier verdwijnt als de bewaartermijn om is."),
}


def steps_from(
    status: str,
    *,
    paused: bool = False,
    extended: bool = False,
    by_form: bool = False,
    owing: bool = False,
    ended: bool = False,
    unheard: bool = False,
) -> list[tuple[str, Step, bool]]:
    """Return the steps that can come next: word of the address, step, whether it is the usual one.

    `paused`: the term of the LBB stands still. `extended`: it took its one extension (Wet Bibob 15(3)). `by_form`: whether a
    form is complete is told beside the form itself.
    `owing`: the law wants something told first: the file can't be settled yet. `ended`: the department ended the application,
    so stopping is what usually comes. `unheard`: danger was advised and the person concerned hasn't answered yet, or still can.
    """
    hidden = {"stilstand"} if paused else {"aangevuld"}
    if extended:
        hidden |= {"verlenging"}
    if by_form:
        hidden |= {"volledig", "onvolledig"}
    if owing:
        hidden |= {"afronden"}
    first = FIRST_UNHEARD.get(status, FIRST[status]) if unheard else FIRST[status]
    if ended and status in STEPS["stoppen"].statuses:
        first = ("stoppen",)
    found = [
        (word, step, word in first) for word, step in STEPS.items() if status in step.statuses and word not in hidden
    ]
    return sorted(found, key=lambda one: not one[2])

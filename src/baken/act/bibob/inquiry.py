# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Steps of a screening up to weighing: the questionnaire, what is missing in it, the own investigation.

The own investigation doesn't stop the department's term; only a form that isn't complete does (Awb 4:5 and 4:15).
"""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from baken.access.facade import Actor, desk_files
from baken.kernel.actions import action
from baken.kernel.errors import Reason
from baken.kernel.papers import sealed as sealed_papers
from baken.kernel.terms import Whose

from . import clocks
from .models import Questionnaire, Screening, ScreeningEvent, ScreeningPaper
from .steps import mine, step, told

COMPLETE = "Vragenlijst aanvullen"
"""Label of the term by which a form must be complete: what is kept is shown as it stands, in Dutch."""
STILL_MISSING = gettext_noop("Herinner betrokkene, of vraag de dienst te beslissen (Awb 4:5)")


@action
def questions_sent(
    *, actor: Actor, at: datetime, purpose: str, screening: Screening, seen: int | None = None, on: date | None = None
) -> Screening:
    """Write that the questionnaire of Wet Bibob 7a was sent."""
    day = on or timezone.localdate(at)
    screening = mine(actor, screening, purpose, seen)
    return told(step(actor, at, purpose, screening, "questions_sent", on=day), day)


@action
def found_incomplete(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    screening: Screening,
    missing: str,
    until: date,
    seen: int | None = None,
    on: date | None = None,
) -> Screening:
    """Write what is missing in the form and by when it must come: the department's term stands still from the day after.

    Raises `Refused` with every reason.
    """
    day = on or timezone.localdate(at)
    screening = mine(actor, screening, purpose, seen)
    against = []
    if until <= day:
        against.append(Reason("until", _("Geef betrokkene tijd: kies een latere dag om aan te vullen.")))
    moved = step(actor, at, purpose, screening, "found_incomplete", on=day, against=against, reason=missing)
    clocks.form_missing(moved.standing, day, until)
    desk_files.keep_term(
        moved, clocks.KIND, moved, label=COMPLETE, due=until, started=day, whose=Whose.OTHERS, next_step=STILL_MISSING
    )
    return told(moved, day)


@action
def found_complete(
    *, actor: Actor, at: datetime, purpose: str, screening: Screening, seen: int | None = None, on: date | None = None
) -> Screening:
    """Write that the form is complete: the own investigation begins, and the department's term runs."""
    day = on or timezone.localdate(at)
    screening = mine(actor, screening, purpose, seen)
    moved = step(actor, at, purpose, screening, "found_complete", on=day)
    form_done(moved, day)
    return told(moved, day)


@action
def start_without(
    *, actor: Actor, at: datetime, purpose: str, screening: Screening, reason: str, seen: int | None = None,
    on: date | None = None,
) -> Screening:  # fmt: skip
    """Begin the own investigation without a questionnaire, with a reason: it came on paper, or everything is there."""
    day = on or timezone.localdate(at)
    screening = mine(actor, screening, purpose, seen)
    return told(step(actor, at, purpose, screening, "started", on=day, reason=reason), day)


@action
def refuse_form(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    screening: Screening,
    holder: bool,
    reason: str,
    seen: int | None = None,
    on: date | None = None,
) -> Screening:
    """Write that the subject refuses to fill in the form.

    `holder`: the subject has the permit or subsidy already. Its refusal counts as serious danger (Wet Bibob 4(1)); an applicant's
    makes the application incomplete, which the department may leave aside (Awb 4:5).
    """
    day = on or timezone.localdate(at)
    screening = mine(actor, screening, purpose, seen)
    screening.refused_form = holder
    screening.save()
    moved = step(actor, at, purpose, screening, "refused_form", on=day, reason=reason)
    form_done(moved, day)
    return told(moved, day)


@action
def weigh(
    *, actor: Actor, at: datetime, purpose: str, screening: Screening, seen: int | None = None, on: date | None = None
) -> Screening:
    """End the own investigation, and weigh."""
    day = on or timezone.localdate(at)
    screening = mine(actor, screening, purpose, seen)
    return told(step(actor, at, purpose, screening, "weighed", on=day), day)


@action
def investigate_again(
    *, actor: Actor, at: datetime, purpose: str, screening: Screening, reason: str, form_came: bool = False,
    seen: int | None = None, on: date | None = None,
) -> Screening:  # fmt: skip
    """Go back to the own investigation, with a reason.

    `form_came`: the form that the subject refused came after all, so the refusal is serious danger no longer (Wet Bibob 4(1)).
    """
    day = on or timezone.localdate(at)
    screening = mine(actor, screening, purpose, seen)
    if form_came:
        screening.refused_form = False
        screening.save()
    return told(step(actor, at, purpose, screening, "back_to_investigate", on=day, reason=reason), day)


def form_done(screening: Screening, day: date) -> None:
    """Have the department's term run again: nothing is awaited of the form any more. Part of an action.

    What the subject saved and never sent in goes: no link opens it any more, and nobody else may read it.
    """
    for row in Questionnaire.objects.locked().filter(screening=screening):
        if row.draft:
            row.draft = ""
            row.save()
    returned = ScreeningEvent.objects.filter(screening=screening, kind="questions_returned").order_by("-at").first()
    theirs = ScreeningPaper.objects.locked().filter(screening=screening, from_subject=True)
    for paper in theirs if returned is None else theirs.filter(added_at__gt=returned.at):
        sealed_papers.destroy(paper)
        paper.delete()
    clocks.form_came(screening.standing, day)
    desk_files.keep_term(screening, clocks.KIND, screening, label=COMPLETE)

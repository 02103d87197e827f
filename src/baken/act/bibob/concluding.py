# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""View of the subject and conclusion: what the municipality finds, why, and what the department may do with it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from baken.access.facade import Actor, desk_files
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason
from baken.kernel.terms import Whose

from . import clocks, duties
from .models import Advice, Conclusion, Duty, Indicator, Screening, SourceKind, SourceLook
from .rules import COPY, CORRECT, REPORT, against_advice, counts_not, five_years_after, short, words_of
from .steps import against_day, mine, note, refuse, step, told

VIEW_TERM = "Zienswijze van betrokkene"
"""Label of the term within which the subject may answer: what is kept is shown as it stands, in Dutch."""
NOTE_VIEW = gettext_noop("Leg de zienswijze vast, of concludeer zonder")
DANGER = (Conclusion.LESSER, Conclusion.SERIOUS)


@action
def ask_view(
    *, actor: Actor, at: datetime, purpose: str, screening: Screening, until: date, seen: int | None = None,
    on: date | None = None,
) -> Screening:  # fmt: skip
    """Give the subject the occasion to answer (Wet Bibob 33), up to and including `until`. With an advice goes a copy (28(3))."""
    day = on or timezone.localdate(at)
    screening = mine(actor, screening, purpose, seen)
    against = []
    if until <= day:
        against.append(Reason("until", _("Geef betrokkene tijd: kies een latere dag.")))
    screening.view_until, screening.view_text, screening.view_on = until, "", None
    screening.save()
    moved = step(actor, at, purpose, screening, "view_asked", on=day, against=against)
    if advised(moved):
        duties.owe(moved, COPY, day)
    _keep_view(moved, None, day)
    return told(moved, day)


@action
def note_view(
    *, actor: Actor, at: datetime, purpose: str, screening: Screening, text: str, seen: int | None = None,
    on: date | None = None,
) -> Screening:  # fmt: skip
    """Write what the subject answered."""
    day = on or timezone.localdate(at)
    screening = mine(actor, screening, purpose, seen)
    reasons = []
    if screening.status != "view":
        reasons.append(Reason("status", _("Er is nu geen zienswijze gevraagd.")))
    if short(text):
        reasons.append(Reason("text", _("Schrijf op wat betrokkene naar voren brengt.")))
    refuse([*reasons, *against_day(screening, day, at)])
    screening.view_text, screening.view_on = text.strip(), day
    screening.save()
    _keep_view(screening, day)
    audit.record("bibob.view_noted", screening, purpose=purpose)
    note(actor, at, screening, "view_noted", day)
    return screening


@action
def conclude(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    screening: Screening,
    conclusion: str,
    text: str,
    may: Iterable[str],
    seen: int | None = None,
    on: date | None = None,
) -> Screening:
    """Conclude how serious the danger is, why, and what the department `may` do (`rules.MAY`).

    The department hears the conclusion and what it may do; the reasons stay in the file. Raises `Refused` with every reason.
    """
    day = on or timezone.localdate(at)
    screening = mine(actor, screening, purpose, seen)
    chosen = tuple(may)
    against = [*against_advice(conclusion, chosen), *_against(screening, conclusion, text, day)]
    if not against:
        screening.conclusion, screening.conclusion_text = conclusion, text.strip()
        screening.concluded_on, screening.concluded_by_id = day, actor.id
        advice = advised(screening)
        found_on = advice.received_on if advice and advice.received_on else day
        screening.reuse_until = five_years_after(min(found_on, day), "bibob_reuse")
        screening.save()
    moved = step(actor, at, purpose, screening, "concluded", on=day, against=against)
    if conclusion in DANGER and not advised(moved):
        duties.owe(moved, REPORT, day)
    _keep_view(moved, moved.view_on or moved.view_until)
    return told(moved, day, words_of(chosen))


@action
def reconsider(
    *, actor: Actor, at: datetime, purpose: str, screening: Screening, reason: str, seen: int | None = None,
    on: date | None = None,
) -> Screening:  # fmt: skip
    """Take a conclusion back, with a reason, and weigh again. What was reported to the LBB must be corrected (7a(7))."""
    day = on or timezone.localdate(at)
    screening = mine(actor, screening, purpose, seen)
    before = str(screening.get_conclusion_display())
    moved = step(actor, at, purpose, screening, "reconsidered", on=day, reason=reason, text=f"{before}: {reason}")
    withdraw_conclusion(moved, day)
    return told(moved, day)


def withdraw_conclusion(screening: Screening, day: date) -> None:
    """Take the conclusion of a file back. What was reported to the LBB must be corrected (7a(7)). Part of an action."""
    had = bool(screening.conclusion)
    screening.conclusion, screening.conclusion_text = "", ""
    screening.concluded_on, screening.concluded_by, screening.reuse_until = None, None, None
    screening.save()
    if had and duties.fulfilled(screening, REPORT):
        duties.owe(screening, CORRECT, day)
    else:
        duties.drop(screening, REPORT)


def advised(screening: Screening) -> Advice | None:
    """Return the newest advice that came with a conclusion, if any."""
    found = Advice.objects.filter(screening=screening, received_on__isnull=False).exclude(conclusion="")
    return found.order_by("-received_on", "-id").first()


def counting(screening: Screening, on: date) -> tuple[list[Indicator], list[Indicator]]:
    """Return the indicators that may count on a day, and those that may not: what is too old today may have counted before."""
    rows = list(Indicator.objects.filter(screening=screening).select_related("look"))
    may = [row for row in rows if not counts_not(row.outcome, row.on, on, row.look.usable_until if row.look else None)]
    return may, [row for row in rows if row not in may]


def _against(screening: Screening, conclusion: str, text: str, day: date) -> list[Reason]:
    reasons = []
    if short(text):
        reasons.append(Reason("text", _("Schrijf op waarom dit de conclusie is.")))
    looked = SourceLook.objects.filter(screening=screening, kind=SourceKind.BIBOB_REGISTER, on__lte=day)
    if not looked.exists():
        reasons.append(
            Reason("register", _("Vraag eerst het Bibob-register van het LBB na en leg dat vast (Wet Bibob 11a)."))
        )
    if screening.refused_form and conclusion != Conclusion.SERIOUS:
        text = _(
            "Betrokkene weigerde de vragenlijst: dat geldt als ernstig gevaar (Wet Bibob 4(1)). Kwam zij alsnog? "
            "Ga dan terug naar onderzoek en leg dat vast."
        )
        reasons.append(Reason("refused_form", text))
    may, _not = counting(screening, day)
    if any(not row.weighed for row in may):
        reasons.append(Reason("unweighed", _("Weeg eerst elk feit dat meetelt, in woorden.")))
    if conclusion in DANGER:
        reasons += _against_danger(screening, may, day)
    return reasons


def _against_danger(screening: Screening, may: list[Indicator], day: date) -> list[Reason]:
    reasons = []
    if not may and not screening.refused_form and not advised(screening):
        text = _("Gevaar moet rusten op een feit dat meetelt, op een advies, of op een geweigerd formulier.")
        reasons.append(Reason("no_fact", text))
    if screening.view_until is None or not _heard_on_advice(screening):
        reasons.append(Reason("view_needed", _("Vraag betrokkene eerst om een zienswijze (Wet Bibob 33).")))
    elif (screening.view_on is None or screening.view_on > day) and day <= screening.view_until:
        reasons.append(
            Reason(
                "view_running", _("Betrokkene kan nog reageren. Wacht op de zienswijze of het einde van de termijn.")
            )
        )
    if any(reason.slug == f"duty_{COPY}" for reason in duties.left_undone(screening)):
        text = _("Geef betrokkene eerst een afschrift van het advies en wijs op geheimhouding (Wet Bibob 28(3)).")
        reasons.append(Reason("copy", text))
    return reasons


def _heard_on_advice(screening: Screening) -> bool:
    """Whether the subject could answer to the newest advice: with that question goes its copy (28(3)). True without one."""
    advice = advised(screening)
    if advice is None:
        return True
    return Duty.objects.filter(screening=screening, kind=COPY, since__gte=advice.received_on).exists()


def _keep_view(screening: Screening, done_on: date | None, started: date | None = None) -> None:
    """Keep on the list until when the subject may answer: theirs to do. Part of an action."""
    desk_files.keep_term(
        screening, clocks.KIND, screening, label=VIEW_TERM, due=screening.view_until, started=started, done_on=done_on,
        whose=Whose.OTHERS, next_step=NOTE_VIEW,
    )  # fmt: skip

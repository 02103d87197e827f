# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages say of pulls, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.ui import format as fmt

from ..models import Every, Pull, PullSchedule, PullStatus
from ..workflow import PULL
from .actions import broken_words, is_broken

STANDS = {
    PullStatus.QUEUED: "not_assessable",
    PullStatus.RUNNING: "not_assessable",
    PullStatus.STORED: "on_course",
    PullStatus.FAILED: "behind",
    PullStatus.CANCELLED: "attention",
}
"""Shape and colour that go with the word (`ui.marks.standing`)."""


@dataclass(frozen=True, slots=True)
class PullView:
    """One pull as the pages show it: `state` is its status, or "broken" when its worker fell silent."""

    pull: Pull
    state: str
    word: str
    stand: str
    title: str
    said: str
    tables: str
    asked_by: str
    done: int
    total: int | None
    what: str
    changed: str
    part: float
    live: bool
    may_stop: bool
    may_resume: bool


def view_of(pull: Pull, at: datetime, titles: Mapping[str, str]) -> PullView:
    """Return a pull as the pages show it at `at`. Asks nothing of the database when `asked_by` and `meter` came along."""
    broken = is_broken(pull, at)
    live = pull.status in (PullStatus.QUEUED, PullStatus.RUNNING) and not broken
    meter = pull.meter
    return PullView(
        pull=pull,
        state="broken" if broken else pull.status,
        word=_("afgebroken") if broken else str(PULL.status(pull.status).label),
        stand="behind" if broken else STANDS[PullStatus(pull.status)],
        title=_title(pull, broken),
        said=broken_words() if broken else pull.problem,
        tables=told_tables(pull.tables, titles),
        asked_by=pull.asked_by.display_name if pull.asked_by else _("het schema"),
        done=meter.done,
        total=meter.total,
        what=meter.what,
        changed=changed_words(pull.outcome),
        part=min(100 * meter.done / meter.total, 100.0) if meter.total else 0.0,
        live=live,
        may_stop=pull.status in (PullStatus.QUEUED, PullStatus.RUNNING) and (pull.stop_asked_at is None or broken),
        may_resume=broken or pull.status == PullStatus.FAILED,
    )


def _title(pull: Pull, broken: bool) -> str:
    """The finding, as the page's heading."""
    if broken:
        return _("Het ophalen brak af")
    if pull.status == PullStatus.STORED:
        totals = sums(pull.outcome)
        return _("De cijfers zijn opgehaald") if totals["added"] or totals["revised"] else _("Er was niets nieuws")
    return {
        PullStatus.QUEUED: _("Cijfers ophalen"),
        PullStatus.RUNNING: _("Cijfers ophalen"),
        PullStatus.FAILED: _("Het ophalen is mislukt"),
        PullStatus.CANCELLED: _("Het ophalen is gestopt"),
    }[PullStatus(pull.status)]


def sums(outcome: list[dict[str, Any]]) -> dict[str, int]:
    """Return how many figures came in, were revised and stayed the same, over all datasets."""
    return {key: sum(int(row.get(key, 0)) for row in outcome) for key in ("added", "revised", "unchanged")}


def changed_words(outcome: list[dict[str, Any]]) -> str:
    """Return in words what a pull changed; an empty text for one that stored nothing."""
    if not outcome:
        return ""
    totals = sums(outcome)
    if not totals["added"] and not totals["revised"]:
        return _("niets nieuws")
    parts = []
    if totals["added"]:
        told = ngettext("%(n)s nieuw cijfer", "%(n)s nieuwe cijfers", totals["added"])
        parts.append(told % {"n": fmt.count(totals["added"])})
    if totals["revised"]:
        told = ngettext("%(n)s herzien", "%(n)s herzien", totals["revised"])
        parts.append(told % {"n": fmt.count(totals["revised"])})
    return ", ".join(parts)


def told_tables(ids: list[str], titles: Mapping[str, str]) -> str:
    """Return the tables by their titles, the first two by name."""
    names = [titles.get(table, table) for table in ids]
    if len(names) <= 2:
        return _(" en ").join(names)
    more = len(names) - 1
    return _("%(first)s en %(more)s andere tabellen") % {"first": names[0], "more": more}


def period_words(period: str) -> str:
    """Return a period as people write it: 2025, or mrt 2025."""
    if len(period) != 7:
        return period or fmt.DASH
    return f"{fmt.MONTHS[fmt.language()][int(period[5:]) - 1]} {period[:4]}"


def newer_words(newest: str, maybe: bool) -> str:
    """Return whether the publisher may have newer figures than the newest at hand."""
    if not newest:
        return _("nog niet opgehaald")
    return _("misschien nieuwer") if maybe else _("actueel")


def weekdays() -> list[tuple[int, str]]:
    """Return the days of the week with their ISO numbers."""
    names = _("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag").split()
    return list(enumerate(names, start=1))


def schedule_words(row: PullSchedule | None) -> str:
    """Return a schedule in words: elke week op maandag om 6.00 uur."""
    if row is None or row.every == Every.OFF:
        return _("uit")
    hour = moment_hour(row.hour)
    if row.every == Every.WEEK:
        return _("elke week op %(day)s om %(hour)s uur") % {"day": dict(weekdays())[row.day], "hour": hour}
    if row.every == Every.MONTH:
        return _("elke maand op dag %(day)s om %(hour)s uur") % {"day": row.day, "hour": hour}
    return _("elk kwartaal op dag %(day)s van de eerste maand om %(hour)s uur") % {"day": row.day, "hour": hour}


def next_words(row: PullSchedule | None) -> str:
    """Return when a schedule comes round: 18 dec 2026 om 6.00 uur; empty when it is off."""
    if row is None or row.next_at is None:
        return ""
    return moment_words(row.next_at)


def moment_words(at: datetime | None) -> str:
    """Return a moment as day and Dutch clock time."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return _("%(day)s om %(time)s uur") % {"day": fmt.day(local), "time": f"{local.hour}.{local.minute:02d}"}


def moment_hour(hour: int) -> str:
    return f"{hour}.00"

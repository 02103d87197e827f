# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lines of the logbook of processing in words: what was done, in which activity, about what, and how it ended."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.ui.csv_export import plain_csv

from ..models import ProcessingRecord, Status
from ..retention.due import kind_label, kind_of

DONE, REFUSED, FAILED = "gelukt", "geweigerd", "mislukt"
"""Outcomes as the filter names them in the address."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line in words. `outcome` is one of the three, `page` what the code calls the view."""

    row: ProcessingRecord
    activity: str
    done: str
    page: str
    about: str
    outcome: str

    @property
    def outcome_words(self) -> str:
        return outcome_words()[self.outcome]


def outcome_words() -> dict[str, str]:
    """Return the outcomes in words, by what the filter calls them."""
    return {DONE: _("gelukt"), REFUSED: _("geweigerd"), FAILED: _("mislukt")}


def outcome_of(row: ProcessingRecord) -> str:
    """Return how a request ended: refused is what answered 403, 404, 409 or another error that is the asker's own."""
    if row.status_code == Status.ERROR or (row.answer or 0) >= 500:
        return FAILED
    return REFUSED if (row.answer or 0) >= 400 else DONE


def with_outcome(outcome: str) -> Q:
    """Return the condition of the same, for the database."""
    failed = Q(status_code=Status.ERROR) | Q(answer__gte=500)
    refused = Q(answer__gte=400) & ~failed
    return {DONE: ~failed & (Q(answer__lt=400) | Q(answer__isnull=True)), REFUSED: refused, FAILED: failed}[outcome]


def in_words(rows: Iterable[ProcessingRecord], activities: Mapping[str, str]) -> list[Line]:
    """Return lines in words. `activities`: names by slug."""
    subjects = {
        "account": _("account"),
        "guarded": _("dossier"),
        "case": _("casus"),
        "cases": _("casussen"),
        "register": _("afgeschermd register"),
        "emergency": _("noodtoegang"),
    }
    found = []
    for row in rows:
        method, _space, page = row.name.partition(" ")
        kind = row.data_subject_id_type
        about = kind_label(kind) if kind_of(kind) is not None else subjects.get(kind, kind)
        found.append(
            Line(
                row=row,
                activity=activities.get(row.processing_activity_id, row.processing_activity_id),
                done=_("geopend") if method in ("GET", "HEAD") else _("verstuurd"),
                page=page,
                about=about,
                outcome=outcome_of(row),
            )
        )
    return found


def as_csv(lines: Iterable[Line]) -> str:
    """Return lines as CSV in words. The key of the one whom a line is about isn't in it, sealed or not."""
    heads = (
        _("Begin"), _("Einde"), _("Verwerking"), _("Wat"), _("Pagina"), _("Over"), _("Uitkomst"), _("Spoor"), _("Stap"),
    )  # fmt: skip
    return plain_csv(heads, _rows(lines))


def _rows(lines: Iterable[Line]) -> Iterator[list[str]]:
    for one in lines:
        row = one.row
        yield [
            _local(row.start_time),
            _local(row.end_time),
            one.activity,
            one.done,
            one.page,
            one.about,
            one.outcome_words,
            row.trace_id,
            row.span_id,
        ]


def _local(at: datetime) -> str:
    return f"{timezone.localtime(at):%d-%m-%Y %H:%M:%S}"

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Collects what a pack holds: the council's own opening, the picture, the policy. In Dutch, whoever asks."""

from datetime import datetime
from importlib.metadata import version

from django.utils.translation import gettext as _
from django.utils.translation import override

from baken.decide.claims import facade as claims
from baken.decide.council import facade as council
from baken.decide.policy import facade as decide
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import Municipality
from baken.observe import facade as observe
from baken.ui.panels import Kind, Panel, Section, Sentence

from . import content
from .documents.document import is_example
from .figures.queries import council_section
from .models import CouncilPack, PackStatus
from .models.pack import FIRST_YEAR, LAST_YEAR


@override("nl")
def sections_for(municipality: Municipality, year: int, at: datetime, as_of: datetime | None) -> tuple[Section, ...]:
    """Return the sections of a pack about `year`, from figures as known at `as_of` (now when None).

    Raises `Refused` where the year lies outside what a pack may be about, or has no figures.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        told = _("Een raadsdossier gaat over een jaar van %(first)d tot en met %(last)d.")
        raise Refused((Reason("year", told % {"first": FIRST_YEAR, "last": LAST_YEAR}),))
    try:
        picture = observe.council_panels(municipality.code, year, as_of)
    except (observe.NoFigures, observe.UnknownArea):
        told = _("Over %(year)d zijn er geen cijfers. Kies een ander jaar, of laad eerst cijfers in.") % {"year": year}
        raise Refused((Reason("no_figures", told),)) from None
    policy = decide.council_panels(municipality, year, at=at, as_of=as_of)
    tried = claims.claims_section(municipality, at, as_of)
    own = council_section(municipality, year)
    found = (
        *picture,
        *(one for one in (own, tried) if one),
        *policy,
        *council.session_sections(municipality, year, at, as_of),
    )
    return (opening(found, year), *found)


def opening(sections: tuple[Section, ...], year: int) -> Section:
    """Return the first section: each finding in one line, with the chapter where it stands. Examples stay out."""
    told = tuple(
        Sentence(panel.title, section.title) for section in sections for panel in section.panels if _is_finding(panel)
    )
    title = _("De bevindingen over %(year)d op een rij") % {"year": year}
    intro = _(
        "Elke regel is de kop van een tabel of grafiek verderop in dit dossier. Daar staan het cijfer, de marge en de bron."
    )
    return Section("opening", _("In het kort"), (Panel("opening", title, sentences=told),), intro)


HEADLINES = frozenset(
    {"claims", "priorities", "programme_account", "council_commitments", "council_motions", "council_questions"}
)
"""Panels without a verdict whose title is a finding all the same: what was promised, and what became of it."""


def _is_finding(panel: Panel) -> bool:
    """A real panel whose title says something; lists of words, questions and anything with examples are none."""
    judged = any(column.kind in {Kind.CHANGE, Kind.RATE, Kind.VERDICT} for column in panel.columns)
    tells = (judged or panel.key in HEADLINES) and not panel.title.endswith("?")
    return bool(panel.rows) and tells and not is_example(panel)


def fresh_pack(municipality: Municipality, year: int, at: datetime, as_of: datetime | None) -> CouncilPack:
    """Return an unsaved draft with content gathered now."""
    pack = CouncilPack(municipality=municipality, year=year, status=PackStatus.DRAFT)
    fill(pack, sections_for(municipality, year, at, as_of), at=at, as_of=as_of)
    return pack


def fill(pack: CouncilPack, sections: tuple[Section, ...], *, at: datetime, as_of: datetime | None) -> None:
    """Put content and its papers on a draft."""
    text = content.dump(sections)
    pack.title = f"Veiligheid in {pack.municipality.name} {pack.year}"
    pack.as_of, pack.made_at = as_of or at, at
    pack.content, pack.content_digest = text, content.digest(text)
    pack.facts_digest = content.facts_digest(sections)
    pack.code_version = version("baken")

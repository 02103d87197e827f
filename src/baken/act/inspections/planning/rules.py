# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a plan and the grounds for choosing premises must be: pure, and told at once with every reason.

Premises are chosen on facts about premises or business. Nationality, origin, religion or a person is never a ground (Grondwet 1;
Algemene wet gelijke behandeling; AVG 9). The words are a net with holes: who adopts the plan judges the grounds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from baken.kernel.errors import Reason
from baken.kernel.text.personal_data import find
from baken.ui.free_text import KIND_LABELS

from ..models import Branch

MAX_TITLE, MAX_TEXT, MAX_LINE = 200, 4_000, 300
LEAST = 15
"""Characters that grounds have at least: "risico" is none."""
_ORIGIN = (
    "nationaliteit", "afkomst", "etnisch", "etniciteit", "allochto", "autochto", "migratieachtergrond", "huidskleur",
    "geboorteland", "buitenlander", "marokka", "turks", "turken", "pools", "polen", "roemeen", "roemen", "roemeens",
    "bulgaar", "bulgaren", "albane", "albanezen", "syri", "eritre", "afrika", "nigeria", "ghanees", "somali", "chine",
    "vietname", "oost-europ", "oosteurop", "surina", "antill", "curaçao", "oekraïn", "oekrain", "litouw", "letten",
    "hongaar", "hongaren", "servi", "irak", "iran", "afghan", "pakista", "india", "zigeuner", "roma", "sinti", "arabi",
    "colombia", "latijns", "braziliaan",
)  # fmt: skip
_BELIEF = (
    "religie", "religieus", "geloof", "gelovig", "moslim", "islam", "christen", "joods", "joden", "hindoe", "moskee",
    "levensovertuiging",
)  # fmt: skip
_STARTS = re.compile(r"\b(" + "|".join(re.escape(word) for word in (*_ORIGIN, *_BELIEF)) + r")", re.IGNORECASE)
_WHOLE = frozenset({"roma", "india", "polen", "letten", "turken", "pools", "turks"})
"""Words that are meant as they stand: "romantisch" is no origin."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What somebody tells of an inspection that is planned. `line`: of the year's programme; `area`: code of wijk or buurt."""

    title: str
    occasion: str = ""
    goal: str = ""
    branch: str = Branch.OTHER
    area: str = ""
    starts_at: datetime | None = None
    meeting_point: str = ""
    briefing: str = ""
    line: UUID | None = None


def against_plan(plan: Plan) -> list[Reason]:
    """Return every reason why a plan can't be kept at all; whether it may be adopted is asked later."""
    found = []
    if not plan.title.strip():
        found.append(Reason("title", _("Geef de controle een naam.")))
    if plan.branch not in Branch.values:
        found.append(Reason("branch", _("Kies een branche.")))
    texts = (plan.occasion, plan.goal, plan.meeting_point, plan.briefing)
    if len(plan.title) > MAX_TITLE or any(len(text) > MAX_TEXT for text in texts):
        found.append(Reason("long", _("Een tekst is te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_TEXT}))
    for text in (plan.title, plan.occasion, plan.goal):
        found += discriminating(text)
    if plan.branch == Branch.SEX_WORK:
        for text in (plan.title, *texts):
            found += about_a_person(text)
    return list(dict.fromkeys(found))


def against_grounds(text: str) -> list[Reason]:
    """Return every reason why these aren't grounds on which premises or a branch may be chosen."""
    plain = text.strip()
    if len(plain) < LEAST:
        return [Reason("no_grounds", _("Schrijf op welke feiten over het pand of het bedrijf de keuze bepalen."))]
    found = list(discriminating(plain))
    if len(plain) > MAX_TEXT:
        found.append(Reason("long", _("Een tekst is te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_TEXT}))
    return [*found, *about_a_person(plain)]


def discriminating(text: str) -> Iterator[Reason]:
    """Tell of words that make origin, nationality or religion a ground."""
    for match in _STARTS.finditer(text):
        word = _word_at(text, match.start())
        if match.group(1).casefold() in _WHOLE and word.casefold() not in _WHOLE | {"poolse", "turkse"}:
            continue
        told = _(
            "“%(word)s” is geen grond. Kies op feiten over pand of bedrijf, nooit op nationaliteit, afkomst of geloof."
        )
        yield Reason("discriminating", told % {"word": word})
        return


def about_a_person(text: str) -> Iterator[Reason]:
    """Tell of what looks like a person: an inspection is of premises and businesses."""
    if seen := find(text):
        told = _("Dit lijkt op een persoon (%(kind)s): “%(text)s”. Schrijf over het pand of het bedrijf.")
        yield Reason("person", told % {"kind": KIND_LABELS[seen[0].kind], "text": seen[0].text[:60]})


def _word_at(text: str, start: int) -> str:
    found = re.compile(r"[\w-]*").match(text, start)
    return found.group(0) if found else ""

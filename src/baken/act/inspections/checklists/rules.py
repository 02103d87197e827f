# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a checklist may ask, and how it is written down: pure decisions.

A list is typed as lines, `question | basis | help`. An item keeps its slug as long as its question stays the same, so that
findings of two versions can be laid beside each other.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from baken.kernel.errors import Reason

from ..models import Branch
from ..parts import DISCIPLINES

Item = dict[str, str]
MAX_ITEMS = 60
MAX_QUESTION = 300
MAX_MORE = 500
MAX_SLUG = 48
VISIT = "visit"
"""Slug of the finding that says how the visit itself went; no item may have it."""
SEX_WORK = "sex_work"

_PERSONS = (
    "persoon", "personen", "personalia", "naam", "namen", "identiteit", "identiteitsbewijs", "legitimatie", "paspoort",
    "geboortedatum", "leeftijd", "nationaliteit", "verblijfsstatus", "verblijfsvergunning", "bsn", "telefoonnummer",
    "sekswerker", "sekswerkers", "sekswerkster", "sekswerksters", "prostituee", "prostituees", "prostitué", "prostitués",
    "prostituée", "prostituées", "slachtoffer", "slachtoffers", "klant", "klanten", "bezoeker", "bezoekers", "man",
    "mannen", "vrouw", "vrouwen", "meisje", "meisjes", "jongen", "jongens", "medewerker", "medewerkers", "werknemer",
    "werknemers",
)  # fmt: skip
"""Words by which an item would be about a person. At sex businesses only operator and premises are looked at: registering
sex workers is not allowed (AVG art. 9), and a victim belongs with the designated officer alone."""
_ORIGIN = ("afkomst", "herkomst", "nationaliteit", "nationaliteiten", "geloof", "religie", "huidskleur", "ras", "etniciteit",
           "etnisch", "etnische")  # fmt: skip
"""Never asked at any inspection: a choice or a finding doesn't rest on it (Grondwet art. 1, AVG art. 9)."""
_WORD = re.compile(r"[^\W\d_]+")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


def parsed(text: str, before: Iterable[Mapping[str, Any]] = ()) -> list[Item]:
    """Return the items that were typed, one a line; those that were there `before` keep their slug."""
    known = {str(item["question"]).casefold(): str(item["slug"]) for item in before}
    taken = {*known.values(), VISIT}
    items: list[Item] = []
    for line in text.splitlines():
        if not line.strip():
            continue
        question, basis, more = (*(part.strip() for part in line.split("|", 2)), "", "")[:3]
        slug = known.get(question.casefold()) or _free(question, taken)
        taken.add(slug)
        items.append({"slug": slug, "question": question, "basis": basis, "help": more})
    return items


def written(items: Iterable[Mapping[str, Any]]) -> str:
    """Return items as the lines in which they are typed."""
    lines = []
    for item in items:
        parts = [str(item.get(name, "")) for name in ("question", "basis", "help")]
        while len(parts) > 1 and not parts[-1]:
            parts.pop()
        lines.append(" | ".join(parts))
    return "\n".join(lines)


def against(discipline: str, branches: Sequence[Any], items: Sequence[Mapping[str, Any]]) -> list[Reason]:
    """Return every reason why a list can't be as it is."""
    found = []
    if discipline not in DISCIPLINES:
        found.append(Reason("discipline", _("Deze discipline bestaat niet.")))
    if not set(map(str, branches)) <= set(Branch.values):
        found.append(Reason("branches", _("Deze branche bestaat niet.")))
    if not 1 <= len(items) <= MAX_ITEMS:
        text = _("Een lijst heeft 1 tot %(max)d punten.")
        found.append(Reason("items", text % {"max": MAX_ITEMS}))
    slugs = [str(item.get("slug", "")) for item in items]
    if len(set(slugs)) != len(slugs) or any(slug == VISIT or not _SLUG.fullmatch(slug) for slug in slugs):
        found.append(Reason("slugs", _("Elk punt staat één keer op de lijst. Haal dubbele regels weg.")))
    narrow = about_sex_work(discipline, branches)
    for item in items:
        found += _against_item(item, narrow)
    return found


def about_sex_work(discipline: str, branches: Sequence[Any]) -> bool:
    """Whether a list may come out at a sex business: of that discipline, of that branch, or of every branch."""
    return discipline == SEX_WORK or not branches or SEX_WORK in branches


def _against_item(item: Mapping[str, Any], narrow: bool) -> Iterable[Reason]:
    question, more = str(item.get("question", "")), f"{item.get('basis', '')} {item.get('help', '')}"
    if not question.strip() or len(question) > MAX_QUESTION or len(more) > MAX_MORE:
        text = _("Een punt heeft een vraag van hoogstens %(max)d tekens. Kijk na: “%(question)s”.")
        yield Reason("question", text % {"max": MAX_QUESTION, "question": question[:80]})
    words = {word.casefold() for word in _WORD.findall(f"{question} {item.get('help', '')}")}
    if hit := sorted(words & set(_ORIGIN)):
        text = _(
            "Vraag bij een controle niet naar afkomst of geloof (“%(word)s”). Vraag naar de vergunning die nodig is."
        )
        yield Reason("origin", text % {"word": hit[0]})
    if narrow and (hit := sorted(words & set(_PERSONS))):
        text = _(
            "“%(word)s” gaat over een persoon. Een lijst die bij seksbedrijven kan komen, gaat alleen over exploitant en pand. "
            "Vraag het anders, of kies branches zonder seksbedrijven."
        )
        yield Reason("person", text % {"word": hit[0]})


def _free(question: str, taken: set[str]) -> str:
    first = slugify(question)[:MAX_SLUG].strip("-") or "punt"
    slug, number = first, 2
    while slug in taken:
        slug, number = f"{first}-{number}", number + 1
    return slug

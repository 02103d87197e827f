# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""No register of sex workers: with premises and companies in signals on trafficking stands what the place is, and nobody in it.

A name, a telephone number or an advertisement makes a person findable by it. Someone's work is no ground to keep that (AVG 9),
and whoever is registered stays away from help. Pure: no database.
"""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from baken.kernel.errors import Reason
from baken.kernel.text.personal_data import Kind, find

from .reports import Thing

THEME = "trafficking"
WATCHED = frozenset({"premises", "company"})
_ADVERTISEMENT = re.compile(
    r"https?://|www\.|\b[a-z0-9-]+\.(?:nl|com|net|org|eu|be|de|xxx|escort|sexy)\b|@\w|\badvertentie\b|\bprofiel\b", re.I
)
_DIGITS = re.compile(r"(?:\d[\s.\-/()]*){7,}")
"""Seven digits or more, however they are spaced: a telephone number, also of abroad. A KvK number has its own field."""
_NUMBERS = frozenset({Kind.PHONE, Kind.EMAIL, Kind.BSN, Kind.BIRTH_DATE, Kind.IBAN})


def tells_of_somebody(text: str, *, names: bool = True) -> bool:
    """Whether a text could lead to a person: a telephone number, mail address, advertisement or (`names`) a name."""
    kinds = _NUMBERS | {Kind.NAME} if names else _NUMBERS
    return bool(_ADVERTISEMENT.search(text) or _DIGITS.search(text) or any(it.kind in kinds for it in find(text)))


def against(theme: str, things: Iterable[Thing], note: str = "", *, names: bool = False) -> list[Reason]:
    """Return the reason why these may not be kept with a concern of a theme; empty when they may.

    `note`: what was told of the place. `names`: names are refused too (`Category.no_names`); elsewhere a firm may be called after
    its owner. The number of a firm isn't looked at where it is one of the trade register (8 digits).
    """
    if theme != THEME:
        return []
    watched = [one for one in things if one.kind in WATCHED]
    texts = [note, *(one.name for one in watched), *(one.number for one in watched if not _is_trade(one.number))]
    if not any(tells_of_somebody(text, names=names) for text in texts):
        return []
    text = _(
        "Noem bij een pand of bedrijf geen namen van mensen, telefoonnummers of advertenties. Baken houdt geen lijst bij van "
        "sekswerkers. Vertel in de tekst wat er gebeurt."
    )
    return [Reason("no_register", text)]


def _is_trade(number: str) -> bool:
    return bool(re.fullmatch(r"\d{8}|\d{12}", re.sub(r"[\s.]", "", number)))

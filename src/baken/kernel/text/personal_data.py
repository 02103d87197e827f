# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finds what looks like personal data in a text: pure, and in time linear to the length of the text.

A guard for whoever writes, never a proof that a text is clean. docs/free-text.md says what is found, what isn't, and which
false alarms are known. Every pattern is bounded, so that no text makes it slow; letters are looked at as written, digits are
ASCII only.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .personal_names import names, words

REMOVED = "[verwijderd]"


class Kind(StrEnum):
    """What a piece of text looks like."""

    BSN = "bsn"
    IBAN = "iban"
    EMAIL = "email"
    PHONE = "phone"
    PLATE = "plate"
    BIRTH_DATE = "birth_date"
    NAME = "name"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A piece of a text, from `start` to before `end`, and what it looks like."""

    start: int
    end: int
    kind: Kind
    text: str


def find(text: str) -> tuple[Finding, ...]:
    """Return what looks like personal data, in the order of the text; no two overlap."""
    found: list[Finding] = []
    for kind, spans in (
        (Kind.EMAIL, _emails(text)),
        (Kind.IBAN, _ibans(text)),
        (Kind.PHONE, _phones(text)),
        (Kind.BSN, _bsns(text)),
        (Kind.PLATE, _plates(text)),
        (Kind.NAME, names(text)),
    ):
        found = _add(found, kind, spans, text)
    people = [it.start for it in found if it.kind == Kind.NAME]
    return tuple(_add(found, Kind.BIRTH_DATE, _birth_dates(text, people), text))


def kinds(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return the kinds that occur, each once, in order of the alphabet."""
    return tuple(sorted({str(it.kind) for it in findings}))


def without(text: str, findings: Iterable[Finding], instead: str = REMOVED) -> str:
    """Return the text with `instead` in the place of each finding."""
    parts, at = [], 0
    for it in sorted(findings):
        parts += [text[at : it.start], instead]
        at = it.end
    return "".join([*parts, text[at:]])


def is_bsn(digits: str) -> bool:
    """Whether 8 or 9 digits pass the test of eleven (elfproef) of a burgerservicenummer.

    Source: Logisch Ontwerp BSN; weights 9 to 2, and -1 for the last digit.
    """
    if not (digits.isascii() and digits.isdigit() and len(digits) in (8, 9)) or not int(digits):
        return False
    nine = digits.zfill(9)
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(digit) * weight for digit, weight in zip(nine, weights, strict=True)) % 11 == 0


def is_iban(text: str) -> bool:
    """Whether a text without spaces is an IBAN: a known country, its length, and remainder 1 by 97 (ISO 13616)."""
    if not text.isascii() or not text.isalnum() or IBAN_LENGTHS.get(text[:2].upper()) != len(text):
        return False
    return int("".join(str(int(letter, 36)) for letter in text[4:] + text[:4])) % 97 == 1


def _add(found: list[Finding], kind: Kind, spans: Iterable[tuple[int, int]], text: str) -> list[Finding]:
    """Add the spans that overlap nothing found before; the result is in order."""
    starts = [it.start for it in found]
    more = []
    last = 0
    for start, end in sorted(spans):
        place = bisect_left(starts, end)
        if start >= last and (place == 0 or found[place - 1].end <= start):
            more.append(Finding(start, end, kind, text[start:end]))
            last = end
    return sorted([*found, *more])


# Mail. Mailboxes of a function are no person's.
_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}(?![\w@])")
_OF_A_FUNCTION = words(
    "info contact griffie secretariaat receptie gemeente postbus bestuurssecretariaat klantcontact meldpunt persvoorlichting "
    "communicatie redactie webmaster privacy fg noreply no-reply helpdesk servicedesk"
)


def _emails(text: str) -> Iterator[tuple[int, int]]:
    for match in _EMAIL.finditer(text):
        if match[0].partition("@")[0].casefold() not in _OF_A_FUNCTION:
            yield match.span()


# Accounts at banks (length by country: SWIFT's IBAN registry).
IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "BY": 28, "CH": 21,
    "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22,
    "GI": 23, "GL": 18, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30,
    "KZ": 20, "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "LY": 25, "MA": 28, "MC": 27, "MD": 24, "ME": 22, "MK": 19,
    "MT": 31, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24,
    "SI": 19, "SK": 24, "SM": 27, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "XK": 20,
}  # fmt: skip
_IBAN = re.compile(r"(?<![A-Za-z0-9])(?=([A-Za-z]{2}[0-9]{2}(?:[ .\u00a0-]?[A-Za-z0-9]){11,30}))")
_BETWEEN = re.compile(r"[ .\u00a0-]")


def _ibans(text: str) -> Iterator[tuple[int, int]]:
    for match in _IBAN.finditer(text):
        length = IBAN_LENGTHS.get(match[1][:2].upper(), 0)
        end, told = match.start(1), ""
        while len(told) < length and end < match.end(1):
            told += _BETWEEN.sub("", text[end])
            end += 1
        if is_iban(told) and not text[end : end + 1].isalnum():
            yield match.start(1), end


# Telephone: mobile, three and four digits for the area, from abroad. 0800, 0900 and 14 with the area are services.
_PHONE = re.compile(
    r"""(?<![\w.,+/-])(?:
        (?:\+|00)31[ .-]?(?:\(0\)[ .-]?)?[1-9](?:[ .-]{0,3}[0-9]){8}
      | \+(?!31)[1-9][0-9]{0,2}(?:[ .()-]{1,2}[0-9]|[0-9]){8,12}
      | 06[ .-]{0,3}[0-9](?:[ .-]{0,2}[0-9]){7}
      | \(?0[1-57-9][0-9]\)?[ .-]{0,3}[0-9](?:[ .-]?[0-9]){6}
      | \(?0[1-57-9][0-9]{2}\)?[ .-]{0,3}[0-9](?:[ .-]?[0-9]){5}
    )(?![\w]|[.,/-][0-9])""",
    re.VERBOSE,
)
_LIKE_A_DATE = re.compile(r"[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ](?:19|20)[0-9]{2}(?![0-9])")


def _phones(text: str) -> Iterator[tuple[int, int]]:
    for match in _PHONE.finditer(text):
        in_a_row = " " in match[0] and _MORE_NUMBERS.search(text[max(0, match.start() - 8) : match.start()])
        if not _LIKE_A_DATE.match(match[0]) and not in_a_row:
            yield match.span()


# BSN: eight or nine digits at one go or in usual groups; after the word itself in whatever groups.
_SEP = r"[ .\u00a0-]"
_BSN = re.compile(
    rf"""(?<![\w.,/+-])(?:
        [0-9]{{8,9}}
      | [0-9]{{3}}({_SEP})[0-9]{{3}}\1[0-9]{{3}}
      | [0-9]{{4}}({_SEP})[0-9]{{2}}\2[0-9]{{3}}
      | [0-9]{{3}}({_SEP})[0-9]{{2}}\3[0-9]{{3}}
      | [0-9]{{2}}({_SEP})[0-9]{{3}}\4[0-9]{{3}}
    )(?![\w]|[.,/-][0-9])""",
    re.VERBOSE,
)
_BSN_TOLD = re.compile(
    r"(?:\bbsn|burgerservicenummer|sofi-?nummer)[^0-9\n]{0,24}([0-9](?:[ .\u00a0/-]?[0-9]){7,8})(?!\w)", re.IGNORECASE
)
_OTHER_NUMBER = re.compile(
    r"(?:kvk|k\.v\.k|rsin|kenmerk|zaak|zaaknr|zaaknummer|nummer|btw|issn|isbn|€|euro|eur)\W{0,3}(?:nummer|nr)?\W{0,3}$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\s?(?:euro|inwoners|woningen|kilo|kg|uur|stuks)\b", re.IGNORECASE)
_MORE_NUMBERS = re.compile(r"[0-9]{1,4}[ \u00a0]{1,3}$")


def _bsns(text: str) -> Iterator[tuple[int, int]]:
    for match in _BSN_TOLD.finditer(text):
        if is_bsn(_BETWEEN.sub("", match[1]).replace("/", "")):
            yield match.span(1)
    for match in _BSN.finditer(text):
        start, end = match.span()
        if is_bsn(_BETWEEN.sub("", match[0])) and not _counts_something(text, start, end):
            yield start, end


def _counts_something(text: str, start: int, end: int) -> bool:
    """Whether eight or nine digits are something else: an amount, a day, a company, a cell in a row of numbers."""
    told, before = text[start:end], text[max(0, start - 20) : start]
    if told.isdigit():
        if len(told) == 8 and (_is_day(told[:4], told[4:6], told[6:]) or _is_day(told[4:], told[2:4], told[:2])):
            return True
    elif _MORE_NUMBERS.search(before) or re.match(r"[ \u00a0]{1,3}[0-9]", text[end : end + 4]):
        return True
    return bool(_OTHER_NUMBER.search(before) or _COUNTED.match(text, end))


def _is_day(year: str, month: str, day: str) -> bool:
    return _day(int(year), int(month), int(day)) is not None


def _day(year: int, month: int, day: int) -> date | None:
    """Return the day, if it is one of 1900 to 2099."""
    try:
        return date(year, month, day) if 1900 <= year < 2100 else None
    except ValueError:
        return None


# Number plates: RDW's side codes 1 to 14. Three letters are consonants there, so "1-jan-25" is none; two may be any.
_CODES = sorted(
    words(
        "XX-99-99 99-99-XX 99-XX-99 XX-99-XX XX-XX-99 99-XX-XX 99-YYY-9 9-YYY-99 XX-999-Y Y-999-XX YYY-99-Y Y-99-YYY "
        "9-XX-999 999-XX-9"
    )
)
_CONSONANT = "[BDFGHJKLMNPRSTVWXZ]"


def _plate(between: str = "-", consonant: str = _CONSONANT) -> str:
    parts = {"X": "[A-Z]", "Y": consonant, "9": "[0-9]", "-": between}
    return "|".join("".join(parts[sign] for sign in code) for code in _CODES)


_PLATE = re.compile(rf"(?<![\w./:-])(?:{_plate()})(?![\w]|[-/:][\w])")
_PLATE_LOW = re.compile(_PLATE.pattern.replace("[A-Z]", "[a-z]").replace(_CONSONANT, _CONSONANT.lower()))
_PLATE_TOLD = re.compile(
    rf"(?:kenteken|nummerplaat)\w{{0,8}}\W{{1,4}}({_plate('[ -]?', '[A-Z]')})(?![\w-])", re.IGNORECASE
)
_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def _plates(text: str) -> Iterator[tuple[int, int]]:
    for match in _PLATE_TOLD.finditer(text):
        yield match.span(1)
    for pattern in (_PLATE, _PLATE_LOW):
        for match in pattern.finditer(text):
            if not any(part.casefold() in _MONTHS for part in match[0].split("-")):
                yield match.span()


# Dates of birth: near a word that says so, or a day before 2012 near a name.
_MONTH_WORDS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_DATE = re.compile(
    rf"""(?<![\w/:.-])(?:
        (?P<d>[0-9]{{1,2}})(?P<s>[-/.\ ])(?P<m>[0-9]{{1,2}})(?P=s)(?P<y>[0-9]{{4}}|[0-9]{{2}})
      | (?P<y2>[0-9]{{4}})-(?P<m2>[0-9]{{2}})-(?P<d2>[0-9]{{2}})
      | (?P<d3>[0-9]{{1,2}})\ (?P<w3>{"|".join((*_MONTH_WORDS, *_MONTHS))})\.?\ (?P<y3>[0-9]{{4}})
    )(?![\w]|[-/][0-9])""",
    re.VERBOSE | re.IGNORECASE,
)
_BORN = re.compile(
    r"\b(?:geboren|geb\.?|geboortedatum|geboortedag|gebdat|date of birth|dob|born|verjaardag)(?!\w)", re.IGNORECASE
)
_NEAR_WORD, _NEAR_NAME, _GROWN_UP = 40, 60, 2012


def _birth_dates(text: str, people: list[int]) -> Iterator[tuple[int, int]]:
    born = [match.start() for match in _BORN.finditer(text)]
    for match in _DATE.finditer(text):
        start, end = match.span()
        told = _date_told(match)
        if told is None:
            continue
        if _any_between(born, start - _NEAR_WORD, end + _NEAR_WORD // 2) or (
            told.year < _GROWN_UP
            and match["s"] != " "
            and len(match["y"] or "1900") == 4
            and _any_between(people, start - _NEAR_NAME, end + _NEAR_NAME)
        ):
            yield start, end


def _date_told(match: re.Match[str]) -> date | None:
    if match["w3"]:
        word = match["w3"].casefold()[:3]
        month = {"mrt": 3, "maa": 3}.get(word) or _MONTHS.index(word) + 1
        return _day(int(match["y3"]), month, int(match["d3"]))
    if match["y2"]:
        return _day(int(match["y2"]), int(match["m2"]), int(match["d2"]))
    year = int(match["y"])
    return _day(year if year > 99 else 1900 + year, int(match["m"]), int(match["d"]))


def _any_between(places: list[int], first: int, last: int) -> bool:
    at = bisect_left(places, first)
    return at < len(places) and places[at] <= last

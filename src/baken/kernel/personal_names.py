# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finds what looks like a person's name: after a form of address, after initials, or after a common first name.

Streets, squares, ships and schools are named after people, and lists have letters before their points: most of what stands
here keeps those out.
"""

import re
from collections.abc import Iterator


def words(text: str) -> frozenset[str]:
    """Return a list of words that is written as a text."""
    return frozenset(text.split())


_UPPER = "".join(chr(code) for code in range(0x250) if chr(code).isupper())
_FIRST = rf"[{_UPPER}]"
_WORD = rf"(?:[dDO][’']|[’']t )?{_FIRST}[\w’']{{1,30}}(?:-[\w’']{{1,30}}){{0,2}}"
_PARTICLE = r"(?:(?i:van|de|der|den|ten|ter|te|het|in|op|aan|la|le|du|el|al|ben|bin|von|zu|dos|da|di|[’']t|[’']s)[ \u00a0]){0,3}"
_INITIALS = rf"(?:{_FIRST}(?:h|j|hr)?\.[ \u00a0]?){{1,6}}"
_AFTER = rf"{_PARTICLE}{_WORD}(?:[ \u00a0]{_PARTICLE}{_WORD}){{0,2}}"

_ADDRESSED = re.compile(
    rf"(?<![\w.-])(?:(?i:dhr|mevr|hr)\.?|[Mm]w\.?|(?i:de heer|heer|mevrouw|meneer|mijnheer|mej|mejuffrouw)\.?)"
    rf"[ \u00a0]{{1,2}}(?:(?:mr|drs|ir|ing|dr|prof)\.[ ]?){{0,3}}((?:{_INITIALS})?{_AFTER})"
)
_CARELESS = re.compile(
    r"(?<![\w.-])(?:dhr|mevr|mw)\.?[ ]{1,2}((?:(?:van|de|der|den|ter|ten|el|al)[ ]){0,3}[a-zà-ÿ]{3,30})"
)
_LEARNED = re.compile(rf"(?<![\w.-])(?:[Mm]r|[Dd]rs|[Ii]r|[Ii]ng|[Dd]r|[Pp]rof)\.[ ]?((?:{_INITIALS})?{_AFTER})")
_INITIALLED = re.compile(rf"(?<![\w./&-])({_INITIALS}{_PARTICLE}{_WORD}(?:-{_WORD})?)")

FIRST_NAMES = words(
    """Jan Johan Johannes Piet Pieter Kees Cornelis Willem Hendrik Henk Gerrit Gerard Dirk Klaas Jacob Jaap Joop Theo Frans
    Hans Peter Paul Martin Marco Marcel Michael Michel Dennis Jeroen Erik Eric Edwin Richard Robert Ronald Rene René Patrick
    Sander Stefan Thomas Thijs Tim Tom Bram Daan Lars Luuk Lucas Levi Sem Jesse Ruben Niels Joost Wouter Maarten Arjan Arie
    Ali Ahmed Ahmet Mohamed Mohammed Mehmet Mustafa Hassan Hasan Ibrahim Youssef Yusuf Omar Bilal Hamza Rachid Karim Abdul
    Maria Johanna Anna Anne Cornelia Elisabeth Catharina Wilhelmina Hendrika Petra Monique Ingrid Marieke Marijke Anneke Yvonne
    Esther Sandra Linda Patricia Mariska Natasja Kim Lisa Laura Lotte Sanne Femke Iris Eva Emma Sophie Julia Tess Noor Fleur
    Annemarie Wilma Ellen Els Truus Greet Corrie Tineke Joke Ria Ans Fatima Aisha Khadija Naima Samira Zeynep Elif Fatma Ayse
    Latifa Yasmina Nadia Malika"""
)
_FULL = re.compile(rf"(?<![\w.-])({_FIRST}\w{{1,11}}(?:-{_FIRST}\w{{1,11}})?)[ \u00a0]{_PARTICLE}({_WORD})")

COMMON_SURNAMES = words(
    """Jong Jansen Vries Berg Bakker Dijk Visser Janssen Smit Meijer Meyer Boer Mulder Groot Bos Vos Peters Hendriks
    Leeuwen Dekker Brouwer Wit Dijkstra Smits Graaf Meer Kok Jacobs Haan Vermeulen Heuvel Veen Broek Bruijn Schouten
    Beek Willems Vliet Hoekstra Maas Verhoeven Koster Dam Prins Blom Huisman Peeters Kuipers Veenstra Postma Molenaar
    Wal Martens Schipper Kuiper Linden Driessen Jonge Hermans Evers Yilmaz Kaya Demir Özturk Mohamed Ahmed Ali"""
)

# A street, square or canal; "Hoogendijk" and "Nieuwenhof" are people too, so those endings count as a street only behind
# initials with a house number.
_STREET = re.compile(
    r"(?:straat|straatje|laan|plein|pleintje|kade|gracht|singel|plantsoen|boulevard|steeg|weg|dreef|pad|park|haven|sluis|brug"
    r"|tunnel|markt|school|college|lyceum|stichting|fonds|prijs|huis|kerk|kazerne|polder|duin|hoeve)$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:dijk|hof|kamp|veld|wal|berg)\s[0-9]{1,4}(?![0-9])", re.IGNORECASE)
_NOBODY = words(
    """burgemeester wethouder voorzitter secretaris griffier raadslid raadsleden college commissaris minister staatssecretaris
    officier teamchef wijkagent coördinator adviseur beleidsadviseur directeur manager commissie raad gemeente politie justitie
    inspecteur rechter kantonrechter advocaat notaris bewoner inwoner ondernemer eigenaar huurder verdachte betrokkene melder
    en of die dat deze dit heeft is was wordt werd gaf belde komt kwam wil zegt zei vraagt vroeg met voor door naar niet ook
    uit bij aan om als zal zijn haar hun wie hier daar wel nog al"""
)
_ABBREVIATIONS = words(
    "BV NV VOF CV OM US VS EU APV IVP AVG VN UK VK SP PVDA VVD CDA KNMI GGD GGZ RIEC ECLI NL JT AMVB WWFT SRO"
)
_LIST_WORD = re.compile(
    r"(?:onder|sub|lid|bijlage|categorie|optie|variant|scenario|deel|fase|groep|klasse|type|perceel|gebouw|artikel|art\.|spoor"
    r"|niveau|tabel|figuur|hoofdstuk|paragraaf|vak|zone|blok|lijst|afdeling|label|graad|hepatitis)\s$",
    re.IGNORECASE,
)
_LINE_START = re.compile(r"(?:^|[\n\r\t]|[.:;!?)]\s|[-*•–]\s)\s{0,8}$")
_HONOURED = re.compile(
    r"(?:sint|st\.|koning|koningin|prins|prinses|keizer|graaf|stichting|school|schip|ms|m\.s\.)\s$", re.IGNORECASE
)
_WITH_CAPITAL = words("Velsen IJmuiden Santpoort Haarlem Amsterdam Nederland Beverwijk Noord Zuid Oost West Europa")


def names(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a name begins and ends, in no order; they may overlap."""
    for pattern in (_ADDRESSED, _LEARNED):
        for match in pattern.finditer(text):
            if (end := _end(text, match.start(1), match.end(1), polite=pattern is _ADDRESSED)) > match.start(1):
                yield match.start(), end
    for match in _CARELESS.finditer(text):
        if match[1].split()[-1] not in _NOBODY:
            yield match.span()
    for match in _INITIALLED.finditer(text):
        if _initialled(text, match):
            yield match.span()
    for match in _FULL.finditer(text):
        if _full(text, match):
            yield match.span()


def _end(text: str, start: int, end: int, *, polite: bool) -> int:
    """Return where the name after a form of address ends; `start` where there is none."""
    told = text[start:end]
    if any(word.casefold().strip(".") in _NOBODY for word in re.findall(r"[\w’'.-]+", told)):
        return start
    return start if not polite and _of_a_place(text, start, end) else end


def _of_a_place(text: str, start: int, end: int) -> bool:
    """Whether this is a street, a school or the like rather than a person."""
    last = text[start:end].split()[-1]
    following = re.match(r"[ \u00a0]([\w’'-]{2,30})", text[end : end + 32])
    return bool(
        (_STREET.search(last) and last.casefold() not in _SURNAMES_LIKE_STREETS)
        or (following and _STREET.fullmatch(following[1]))
        or _NUMBERED.search(text[start : end + 6])
    )


_SURNAMES_LIKE_STREETS = words("overweg weg laan kerk brug huis park haven")


def _initialled(text: str, match: re.Match[str]) -> bool:
    told = match[1]
    letters = re.match(_INITIALS, told)
    assert letters is not None
    plain = re.sub(r"[^\w]", "", letters[0]).upper()
    rest = told[letters.end() :].split()
    if plain in _ABBREVIATIONS or not rest or rest[-1].casefold() in _NOBODY or _of_a_place(text, *match.span(1)):
        return False
    if len(plain) == 1:
        before = text[max(0, match.start() - 24) : match.start()]
        if _LIST_WORD.search(before):
            return False
        listed = plain <= "H" and (not before or _LINE_START.search(before))
        return not listed or rest[-1] in COMMON_SURNAMES
    return True


def _full(text: str, match: re.Match[str]) -> bool:
    first, last = match[1], match[2]
    if first.split("-")[0] not in FIRST_NAMES or last in _WITH_CAPITAL or last.casefold() in _NOBODY:
        return False
    before = text[max(0, match.start() - 12) : match.start()]
    return not (_HONOURED.search(before) or _of_a_place(text, *match.span()))

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finds what looks like a person's name: after a form of address or a word for a person, initials, a common first name.

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
    Latifa Yasmina Nadia Malika
    Kevin Mike Rick Nick Danny Johnny Ricardo Robin Roy Ron Rob Bas Bart Bob Ben Koen Gijs Jelle Sjoerd Sjors Ruud Leo Leon Luc
    Lex Max Milan Finn Noah Liam Jayden Luca Mees Stijn Teun Floris Roel Rutger Reinier Sven Jasper Joris Jurgen Jorn Jordy Wesley
    Yannick Yassine Soufiane Anouar Anwar Achmed Mehdi Mounir Nabil Noureddine Osman Murat Emre Serkan Burak Tarik Abdel
    Abdellah Abdullah Khalid Said Samir Driss Brahim Jamal Kamal Ismail Idris Adil Aziz Amin Hicham Ilias Ayoub Zakaria
    Piotr Pawel Krzysztof Tomasz Marek Andrzej Jakub Mateusz Agnieszka Katarzyna Malgorzata Ivan Dimitri Georgi Ion Mihai
    Xander Sylvia Silvia Simone Saskia Sabine Ilse Ineke Inge Irene Jolanda Judith Karin Karen Kirsten Liesbeth Loes Lies Margriet
    Marian Marjan Marloes Martine Mieke Miranda Mirjam Nicole Nienke Nina Olga Paula Renate Rianne Rosa Roos Sara Sarah Silvana
    Suzanne Tamara Tanja Thea Trudy Vera Wendy Willemijn Yara Zoë Zara Hafida Hanan Hayat Jamila Karima Leila Loubna Mariam
    Meryem Najat Nora Rachida Saida Salma Siham Souad Yasmine Esra Hatice Emine Merve Kübra Gerda Gerrie Ank Annie Bep Coby
    Diana Daphne Claudia Charlotte Carla Bianca Astrid Angela Amber Sofie Mila Saar Evi Lynn Zita Albert Andre André Anton
    Antoon Ben Bernard Bert Chris Christiaan Coen Daniel David Diederik Edward Ernst Evert Frank Fred Freek Geert Guus Harm
    Harrie Harry Herman Hugo Huub Jack Jos Jules Jurriaan Lambert Louis Mark Mart Matthijs Menno Nico Olaf Onno Oscar Otto Pim
    Rein Remco Rudi Siem Simon Steven Tijmen Tjeerd Ton Victor Vincent Wim Wil Ynze"""
)
_FULL = re.compile(rf"(?<![\w.-])(?=({_FIRST}\w{{1,11}}(?:-{_FIRST}\w{{1,11}})?)[ \u00a0]{_PARTICLE}({_WORD}))")
"""Looks ahead, so that each word is tried as a first name: in "Gisteren Jan de Vries" the first isn't one, the second is."""
_SHORTENED = re.compile(rf"(?<![\w.-])({_FIRST}\w{{1,11}})[ \u00a0]{_FIRST}\.(?!\w)")
"""As the press and the police write it: Youssef B."""

# A word for a person, with a surname behind it. What organisations can be too asks a name that looks like one.
_PEOPLE = (
    "bewoner bewoonster oud-bewoner buurman buurvrouw overbuurman overbuurvrouw getuige slachtoffer verdachte dader jongere"
    " leerling scholier student cliënt patiënt vader moeder zoon dochter broer zus zusje broertje neef nicht opa oma oom tante"
    " stiefvader stiefmoeder vriend vriendin echtgenoot echtgenote weduwe weduwnaar gezin familie collega chauffeur aangever"
    " aangeefster betrokkene huisbaas jongen meisje man vrouw meneer"
)
_PERHAPS = (
    "eigenaar eigenaresse huurder huurster onderhuurder verhuurder melder meldster ondernemer uitbater exploitant bestuurder"
    " beheerder pachter koper verkoper bezoeker klant contactpersoon"
)
_WORDS_FOR_PEOPLE = words(f"{_PEOPLE} {_PERHAPS}")
_CALLED = re.compile(
    rf"(?<![\w.-])(?i:(?P<person>{'|'.join(_PEOPLE.split())})|{'|'.join(_PERHAPS.split())})[ \u00a0]"
    rf"(?P<name>(?P<before>(?i:{_PARTICLE}))(?P<last>{_WORD})(?:[ \u00a0]{_PARTICLE}(?P<more>{_WORD}))?)(?!\.?\w)"
)

COMMON_SURNAMES = words(
    """Jong Jansen Vries Berg Bakker Dijk Visser Janssen Smit Meijer Meyer Boer Mulder Groot Bos Vos Peters Hendriks
    Leeuwen Dekker Brouwer Wit Dijkstra Smits Graaf Meer Kok Jacobs Haan Vermeulen Heuvel Veen Broek Bruijn Schouten
    Beek Willems Vliet Hoekstra Maas Verhoeven Koster Dam Prins Blom Huisman Peeters Kuipers Veenstra Postma Molenaar
    Wal Martens Schipper Kuiper Linden Driessen Jonge Hermans Evers Yilmaz Kaya Demir Özturk Mohamed Ahmed Ali"""
)

# Surnames that mean nothing else: found behind any word with a capital too ("Zoltan Hoekstra"), but not behind that of a firm.
_ONLY_SURNAMES = words(
    """Jansen Janssen Janssens Vries Meijer Meyer Meijers Mulder Mulders Peters Peeters Hendriks Hendrikx Dekkers Brouwers
    Dijkstra Smits Jacobs Vermeulen Bruijn Bruin Schouten Willems Willemsen Hoekstra Verhoeven Kosters Huisman Kuipers
    Kuijpers Veenstra Postma Postema Martens Driessen Hermans Evers Gerritsen Gerrits Pietersen Petersen Klaassen
    Claassen Cornelissen Jacobsen Hendriksen Dirksen Dirks Arends Aarts Bosch Bosman Boersma Wiersma Wijnen Zijlstra
    Terpstra Hofstra Bouma Bosma Bakkers Timmermans Timmerman Zwart Scholten Schipper Schippers Theunissen Teunissen
    Thijssen Verbeek Verhagen Vink Vonk Wolters Yilmaz Yildiz Yildirim Kaya Demir Şahin Sahin Çelik Celik Öztürk Ozturk
    Arslan Aydin Özdemir Hassan Haddad Benali Amrani Bakkali Idrissi Mohamed Ahmed Nowak Kowalski Wisniewski Popescu
    Ivanov Nguyen Wong Singh"""
)
_FIRM = words(
    """Bakkerij Slagerij Garage Autobedrijf Café Cafe Restaurant Hotel Firma Bouwbedrijf Bouw Makelaardij Apotheek Drogisterij
    Kapsalon Schildersbedrijf Transport Taxi Rederij Visserij Visrestaurant Winkel Supermarkt Stichting Vereniging Maatschap
    Advocaten Notariskantoor Praktijk Huisartsenpraktijk Fysiotherapie Boekhandel Bloemist Brouwerij Boerderij Fietsenwinkel
    Loodgietersbedrijf Installatiebedrijf Accountants Dierenkliniek Jachtwerf Scheepswerf Strandpaviljoen Eetcafé Pizzeria
    Snackbar Drukkerij Uitgeverij Museum Galerie Theater Villa Wet"""
)
_FIRM_BEHIND = re.compile(r"[ \u00a0](?:B\.?V|N\.?V|V\.?O\.?F|C\.?V|&|en Z|en D|Bouw|Transport|Groep|Holding|Beheer)\b")
_SURNAMED = re.compile(rf"(?<![\w.-])(?=({_FIRST}[\w’'-]{{1,14}})[ \u00a0]{_PARTICLE}({_WORD}))")
_LIKE_SURNAMES = re.compile(
    r"(?:\w{3}(?:stra|sma|inga|ema|ssen|sens)|\w{4}mans?|(?:Jan|Piet|Willem|Gerrit|Hendrik|Klaas)s?en)$"
)

# A street, square or canal; "Hoogendijk" and "Nieuwenhof" are people too, so those endings count as a street only behind
# initials with a house number.
_STREET = re.compile(
    r"(?:straat|straatje|laan|plein|pleintje|kade|gracht|singel|plantsoen|boulevard|steeg|weg|dreef|pad|park|haven|sluis|brug"
    r"|tunnel|markt|school|college|lyceum|stichting|fonds|prijs|huis|kerk|kazerne|polder|duin|hoeve|buurt|terrein)$",
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
_WITH_CAPITAL = words(
    "Heijn Velsen IJmuiden Santpoort Haarlem Amsterdam Nederland Beverwijk Noord Zuid Oost West Europa"
)
_NO_SURNAME = words(
    """gemeente politie stichting vereniging woningbedrijf woningcorporatie station centrum team project situaties situatie
    personen persoon handelingen handeling transacties zaken ondernemers ondernemer bescherming hulp vervoer veiligheid
    coördinator commissie raad bestuur bureau dienst kring nederland kennemerland velsen ijmuiden beverwijk haarlem amsterdam
    santpoort driehuis noord zuid oost west noordwest zuidwest anoniem onbekend december januari februari maart april mei juni
    juli augustus september oktober november maandag dinsdag woensdag donderdag vrijdag zaterdag zondag heijn b&w wmo apv bibob
    wet artikel lid bijlage brp kvk riec ggd ggz om vve zon wijk buurt panel platform raadsleden"""
)


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
            yield match.start(1), match.end(2)
    for match in _SHORTENED.finditer(text):
        if match[1] in FIRST_NAMES:
            yield match.span()
    for match in _CALLED.finditer(text):
        if _called(text, match):
            yield match.span("name")
    for match in _SURNAMED.finditer(text):
        if _surnamed(text, match):
            yield match.start(1), match.end(2)


def _surnamed(text: str, match: re.Match[str]) -> bool:
    """Whether a surname that means nothing else belongs to a person: not to a firm, and not told by `_CALLED` already."""
    if match[2] not in _ONLY_SURNAMES or match[1] in _FIRM or match[1].casefold() in _WORDS_FOR_PEOPLE:
        return False
    return not (_FIRM_BEHIND.match(text, match.end(2)) or _of_a_place(text, match.start(1), match.end(2)))


def _called(text: str, match: re.Match[str]) -> bool:
    """Whether behind a word for a person stands a name, and no organisation, place or heading."""
    told = [one.casefold() for one in (match["last"], match["more"]) if one]
    if any(one in _NO_SURNAME or one in _NOBODY or one.split("-")[0] in _NO_SURNAME for one in told):
        return False
    if _FIRM_BEHIND.match(text, match.end("name")) or _of_a_place(text, *match.span("name")):
        return False
    last = match["last"]
    known = (
        last in COMMON_SURNAMES or last in _ONLY_SURNAMES or last in FIRST_NAMES or bool(_LIKE_SURNAMES.search(last))
    )
    return known or (match["person"] is not None and not match["more"])


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
    return not (_HONOURED.search(before) or _of_a_place(text, match.start(1), match.end(2)))

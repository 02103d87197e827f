# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tests of a claim as a file has them: reading, checking, and the form in which they are stored."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from ..claims.expectations import OF_ALL_WIJKEN, OF_AREAS, TWO_YEARS, Expect
from .documents import ClaimItem, ClaimTestItem
from .fields import Fields

if TYPE_CHECKING:
    from .check import Finder


def read_test(f: Fields) -> ClaimTestItem:
    """Read one test; `from` and `to` are years, `expect` a word of `Expect`."""
    return ClaimTestItem(
        line=f.line,
        lines=f.lines,
        indicator=f.text("indicator", required=True, limit=80),
        expect=f.choice("expect", tuple(Expect)),
        start=f.year("from"),
        end=f.year("to"),
        areas=f.words("areas"),
        beside=f.text("beside", limit=80),
        efforts=f.words("efforts"),
    )


def stored_test(it: ClaimTestItem) -> dict[str, Any]:
    """Return a checked test as it is stored in `Claim.tests`: the keys of the file, absent ones left out."""
    found = {
        "indicator": it.indicator,
        "expect": it.expect,
        "from": it.start,
        "to": it.end,
        "areas": [name for _line, name in it.areas],
        "beside": it.beside,
        "efforts": [slug for _line, slug in it.efforts],
    }
    return {key: value for key, value in found.items() if value}


def check_tests(claim: ClaimItem, found: "Finder") -> None:
    """Add every problem of the tests of `claim`: each word known, each key where it belongs, each test once."""
    seen: dict[str, int] = {}
    for test in claim.tests:
        _names(test, found)
        if test.expect:
            _years(test, found)
            _places(test, claim, found)
            _beside(test, found)
        written = repr(stored_test(test))
        if written in seen:
            found.add(
                test.line,
                "duplicate_test",
                _("deze toets staat al op regel %(line)d") % {"line": seen[written]},
                _("laat er één staan"),
            )
        seen.setdefault(written, test.line)


def _names(test: ClaimTestItem, found: "Finder") -> None:
    found.indicator(test.at("indicator"), test.indicator)
    found.areas(test.areas)


def _years(test: ClaimTestItem, found: "Finder") -> None:
    if test.expect in TWO_YEARS and test.start is None:
        found.add(
            test.at("expect"),
            "missing",
            _("from ontbreekt: %(expect)s vergelijkt twee jaren") % {"expect": test.expect},
            _("vul het eerste jaar in bij from"),
        )
    if test.expect not in TWO_YEARS and test.start is not None:
        _unused("from", test, found)
    for key, year in (("from", test.start), ("to", test.end)):
        if year is not None and year > found.world.today.year:
            found.add(
                test.at(key),
                "future",
                _("%(key)s ligt in de toekomst") % {"key": key},
                _("kies een jaar waarvan er cijfers kunnen zijn, of laat to weg voor het nieuwste jaar"),
            )
    if test.start is not None and test.end is not None and test.end <= test.start:
        found.add(test.at("to"), "test_years", _("to ligt niet na from"), _("pas een van beide jaren aan"))


def _places(test: ClaimTestItem, claim: ClaimItem, found: "Finder") -> None:
    if test.expect in OF_ALL_WIJKEN and test.areas:
        _unused("areas", test, found)
    if test.expect != Expect.EFFECT and test.efforts:
        _unused("efforts", test, found)
    somewhere = test.areas or claim.areas or (test.efforts if test.expect == Expect.EFFECT else ())
    if test.expect in OF_AREAS and not somewhere:
        advice = _("noem gebieden bij areas, of inspanningen bij efforts")
        if test.expect != Expect.EFFECT:
            advice = _("noem gebieden bij areas, van de toets of van de uitspraak")
        told = _("%(expect)s gaat over gebieden, en er staan er geen") % {"expect": test.expect}
        found.add(test.at("expect"), "no_areas", told, advice)


def _beside(test: ClaimTestItem, found: "Finder") -> None:
    if test.expect != Expect.MISMATCH:
        if test.beside:
            _unused("beside", test, found)
        return
    if not test.beside:
        found.add(
            test.at("expect"),
            "missing",
            _("beside ontbreekt: mismatch legt beleving naast slachtofferschap"),
            _("vul bij beside de indicator van slachtofferschap in"),
        )
    found.indicator(test.at("beside"), test.beside)
    known = found.world.indicators
    for key, name in (("indicator", test.indicator), ("beside", test.beside)):
        if name in known and name not in found.world.surveys:
            found.add(
                test.at(key),
                "not_a_survey",
                _("%(name)s komt niet uit een vragenlijst") % {"name": name},
                _("kies voor mismatch twee indicatoren die met survey_ beginnen"),
            )


def _unused(key: str, test: ClaimTestItem, found: "Finder") -> None:
    found.add(
        test.at(key),
        "not_used",
        _("%(key)s hoort niet bij %(expect)s") % {"key": key, "expect": test.expect},
        _("haal de sleutel weg"),
    )

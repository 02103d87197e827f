# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the interface says of a test and its outcome. Every word follows from the numbers; nobody types it."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.decide.policy.facade import Expect
from baken.observe.facade import INDICATORS
from baken.ui import format as fmt

from .rules import Measure, Outcome, Part
from .trying import NO_TEST, Tried

OUTCOMES: dict[str, Any] = {
    "contradicted": gettext_lazy("tegengesproken"),
    "no_significant_change": gettext_lazy("geen aantoonbaar verschil"),
    "supported": gettext_lazy("onderbouwd"),
    "not_testable": gettext_lazy("niet te toetsen"),
}
"""In the order in which they are listed: what asks for a talk first."""

REASONS: dict[str, Any] = {
    "example": gettext_lazy("er zijn alleen voorbeeldcijfers, en die toetsen niets"),
    "no_figure": gettext_lazy("er is geen cijfer van deze gebieden en jaren"),
    "no_later_year": gettext_lazy("er is nog geen cijfer van een later jaar"),
    "withheld": gettext_lazy("het cijfer is niet gepubliceerd"),
    "method_break": gettext_lazy("de manier van vragen veranderde tussen deze jaren"),
    "population_too_small": gettext_lazy("er wonen te weinig mensen om te vergelijken"),
    "population_unknown": gettext_lazy("het aantal inwoners is niet bekend"),
    "count_unknown": gettext_lazy("het cijfer is niet gepubliceerd"),
    "value_unknown": gettext_lazy("het cijfer is niet gepubliceerd"),
    "too_few": gettext_lazy("er zijn te weinig voorvallen"),
    "dispersion_unknown": gettext_lazy("het is niet bekend hoe sterk dit cijfer door toeval schommelt"),
    "margin_unknown": gettext_lazy("de marge van het cijfer is niet bekend"),
    "no_areas": gettext_lazy("deze gebieden staan niet in de cijfers van nu"),
    "few_wijken": gettext_lazy("minder dan drie wijken zijn te vergelijken"),
    "no_others": gettext_lazy("er zijn geen andere gebieden om mee te vergelijken"),
    "mixed_levels": gettext_lazy("wijken en buurten staan door elkaar"),
    "inconsistent": gettext_lazy("het cijfer van het gebied is hoger dan dat van heel de gemeente"),
    "unknown_indicator": gettext_lazy("Baken kent deze indicator niet meer"),
    "effort_unknown": gettext_lazy("er is geen vastgesteld plan met deze inspanning"),
    "effort_invented": gettext_lazy("de inspanning is verzonnen, en wat verzonnen is toetst niets"),
    "effort_everywhere": gettext_lazy("de inspanning is voor heel de gemeente: er is geen gebied zonder"),
    NO_TEST: gettext_lazy("er is nog niet opgeschreven hoe dit te toetsen is"),
}


def outcome_word(slug: str) -> str:
    """Return the word for an outcome; raises KeyError on a slug that isn't one."""
    return str(OUTCOMES[slug])


def reason_text(slug: str) -> str:
    """Return why something can't be tested, within a sentence."""
    return str(REASONS.get(slug, REASONS["no_figure"]))


def indicator_title(slug: str) -> str:
    """Return what an indicator is called, or its id where it has left the catalogue."""
    return str(INDICATORS[slug].title) if slug in INDICATORS else slug


def counted(tried: Tried) -> bool:
    """Whether the test is about counts: differences are then in per cent, else in points."""
    indicator = INDICATORS.get(tried.test["indicator"])
    return indicator is None or indicator.is_count


def question(tried: Tried) -> str:
    """Return what a test asks."""
    words = {
        "title": indicator_title(tried.test["indicator"]),
        "start": str(tried.start or ""),
        "whole": tried.names.get(tried.whole, tried.whole),
    }
    told = {
        Expect.LOWER: _("%(title)s: lager dan in %(start)s?"),
        Expect.HIGHER: _("%(title)s: hoger dan in %(start)s?"),
        Expect.UNCHANGED: _("%(title)s: gelijk gebleven sinds %(start)s?"),
        Expect.BELOW_AVERAGE: _("%(title)s: lager dan in de rest van %(whole)s?"),
        Expect.ABOVE_AVERAGE: _("%(title)s: hoger dan in de rest van %(whole)s?"),
        Expect.DIFFERS: _("%(title)s: verschillen de wijken?"),
        Expect.SHRINKING: _("%(title)s: liggen de wijken dichter bij elkaar dan in %(start)s?"),
        Expect.MISMATCH: _("%(title)s: verder boven gemiddeld dan het slachtofferschap?"),
        Expect.EFFECT: _("%(title)s: ging het beter waar iets is gedaan?"),
    }
    return told[Expect(tried.test["expect"])] % words


def sentence(tried: Tried) -> str:
    """Return the outcome of one test in a sentence or two, with its figures."""
    result = tried.result
    if result.outcome == Outcome.NOT_TESTABLE:
        return _("%(title)s: niet te toetsen, want %(why)s.") % {
            "title": indicator_title(tried.test["indicator"]),
            "why": reason_text(result.reason),
        }
    expect = Expect(tried.test["expect"])
    if expect in (Expect.DIFFERS, Expect.SHRINKING):
        return _gap(tried, expect)
    if expect == Expect.EFFECT:
        return _effect(tried)
    if expect == Expect.MISMATCH:
        return _by_area(tried, _("Beleving naast slachtofferschap in %(end)s") % {"end": tried.end}, _mismatch_words())
    if expect in (Expect.BELOW_AVERAGE, Expect.ABOVE_AVERAGE):
        head = _("%(title)s in %(end)s, naast de rest van %(whole)s") % _named(tried)
        return _by_area(tried, head, _level_words())
    if len(result.parts) == 1:
        return _change(tried, result.parts[0])
    head = _("%(title)s, %(end)s naast %(start)s") % _named(tried)
    return _by_area(tried, head, _level_words())


def _named(tried: Tried) -> dict[str, Any]:
    return {
        "title": indicator_title(tried.test["indicator"]),
        "whole": tried.names.get(tried.whole, tried.whole),
        "start": tried.start,
        "end": tried.end,
    }


def _change(tried: Tried, part: Part) -> str:
    figures = {r.year: r.value for r in tried.result.used if r.area == part.area}
    told = fmt.count if counted(tried) else fmt.rate
    words = _named(tried) | {
        "area": tried.names.get(part.area, part.area),
        "before": told(figures.get(tried.start or 0)),
        "after": told(figures.get(tried.end or 0)),
        "difference": difference(part.value, tried),
        "margin": margin(part, tried),
    }
    text = (
        _("%(title)s in %(area)s: %(before)s in %(start)s en %(after)s in %(end)s (%(difference)s, %(margin)s).")
        % words
    )
    return f"{text} {_change_told(tried, part)}"


def _change_told(tried: Tried, part: Part) -> str:
    if tried.test["expect"] == Expect.UNCHANGED:
        if part.outcome == Outcome.SUPPORTED:
            return _("De verandering is zeker kleiner dan wat nog als gelijk geldt.")
        if part.outcome == Outcome.NO_SIGNIFICANT_CHANGE:
            return _("Dat is geen aantoonbaar verschil, maar de marge is te ruim om te zeggen dat het gelijk bleef.")
    return {
        "lower": _("Dat is aantoonbaar lager."),
        "higher": _("Dat is aantoonbaar hoger."),
    }.get(part.verdict, _("Dat is geen aantoonbaar verschil."))


def _level_words() -> dict[str, str]:
    return {
        "higher": _("aantoonbaar hoger in %(names)s"),
        "lower": _("aantoonbaar lager in %(names)s"),
        "no_significant_change": _("geen aantoonbaar verschil in %(names)s"),
        "": _("niet te toetsen in %(names)s"),
    }


def _mismatch_words() -> dict[str, str]:
    return {
        "higher": _("de beleving staat aantoonbaar verder boven gemiddeld in %(names)s"),
        "lower": _("het slachtofferschap staat aantoonbaar verder boven gemiddeld in %(names)s"),
        "no_significant_change": _("geen aantoonbaar verschil in %(names)s"),
        "": _("niet te toetsen in %(names)s"),
    }


def _by_area(tried: Tried, head: str, words: dict[str, str]) -> str:
    told = []
    for verdict, text in words.items():
        names = [tried.names.get(p.area, p.area) for p in tried.result.parts if p.verdict == verdict]
        if names:
            told.append(text % {"names": listed(names)})
    return f"{head}: {'; '.join(told)}."


def _gap(tried: Tried, expect: Expect) -> str:
    measures = {m.key: m for m in tried.result.measures}
    words = _named(tried) | {"now": distance(measures["now"], tried), "n": len({r.area for r in tried.result.used})}
    if expect == Expect.DIFFERS:
        text = _("%(title)s: in %(end)s lagen %(n)s wijken doorgaans %(now)s boven of onder het gemiddelde.") % words
        if tried.outcome == Outcome.SUPPORTED:
            return f"{text} {_('Dat is aantoonbaar meer dan toeval.')}"
        return f"{text} {_('Dat kan toeval zijn.')}"
    words["then"] = distance(measures["then"], tried)
    text = (
        _(
            "%(title)s: %(n)s wijken lagen in %(start)s doorgaans %(then)s boven of onder het gemiddelde, in %(end)s %(now)s."
        )
        % words
    )
    told = {
        "lower": _("Het verschil is aantoonbaar kleiner geworden."),
        "higher": _("Het verschil is aantoonbaar groter geworden."),
    }.get(tried.result.verdict, _("Dat is geen aantoonbaar verschil."))
    return f"{text} {told}"


def _effect(tried: Tried) -> str:
    measures = {m.key: m for m in tried.result.measures}
    words = _named(tried) | {
        "treated": difference(measures["treated"].value, tried),
        "others": difference(measures["others"].value, tried),
        "difference": difference(measures["effect"].value, tried),
        "margin": margin(measures["effect"], tried),
    }
    text = (
        _(
            "%(title)s, %(end)s naast %(start)s: %(treated)s waar iets is gedaan, %(others)s elders. "
            "Het verschil is %(difference)s (%(margin)s)."
        )
        % words
    )
    told = {
        Outcome.SUPPORTED: _("Het ging daar aantoonbaar beter."),
        Outcome.CONTRADICTED: _("Het ging daar aantoonbaar slechter."),
    }.get(tried.outcome, _("Dat is geen aantoonbaar verschil."))
    return f"{text} {told} {_('Een oorzaak laat dit niet zien.')}"


def difference(value: float | None, tried: Tried) -> str:
    """Return a difference with its sign: per cent for counts, points for survey figures."""
    if value is None:
        return _("niet te berekenen")
    if counted(tried):
        return fmt.change(value)
    return _("%(number)s punt") % {"number": fmt.decimal(value, 1, signed=True)}


def margin(one: Part | Measure, tried: Tried) -> str:
    """Return the 95% interval of a difference in words."""
    upper = _("onbegrensd") if one.upper is None else difference(one.upper, tried)
    return _("marge %(lower)s tot %(upper)s") % {"lower": difference(one.lower, tried), "upper": upper}


def distance(one: Measure, tried: Tried) -> str:
    """Return how far wijken lie from the average."""
    return fmt.percent(one.value) if counted(tried) else _("%(number)s punt") % {"number": fmt.rate(one.value)}


def claim_sentence(outcome: str, tests: Iterable[Tried]) -> str:
    """Return why a claim has its outcome, in the words of the test that decided, and how much of it could be tested."""
    every = list(tests)
    if not every:
        return _("Niet met de beschikbare cijfers te toetsen: %(why)s.") % {"why": reason_text(NO_TEST)}
    testable = [t for t in every if t.outcome != Outcome.NOT_TESTABLE]
    if not testable:
        reasons = list(dict.fromkeys(reason_text(t.result.reason) for t in every))
        return _("Niet met de beschikbare cijfers te toetsen: %(why)s.") % {"why": "; ".join(reasons)}
    deciding = next((t for t in testable if t.outcome == outcome), testable[0])
    told = sentence(deciding)
    if len(testable) < len(every):
        some = _("Getoetst: %(some)d van %(all)d onderdelen.") % {"some": len(testable), "all": len(every)}
        return f"{told} {some}"
    return told


def listed(names: list[str]) -> str:
    """Return names as people say them: a, b en c."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s en %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}

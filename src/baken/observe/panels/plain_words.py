# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the picture says in plain sentences: each follows from a verdict, none is typed."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.ui import format as fmt
from baken.ui.panels import Panel, Sentence

from ..picture.figures import Figure
from ..queries import MAIN, Picture
from .words import (
    listed,
    shown_as_of,
    sources_of,
    why_not,
)


def summary(picture: Picture) -> Panel:
    """Return what the picture says in plain sentences; no table."""
    return Panel(
        key="summary",
        title=_("In gewone woorden"),
        period=str(picture.year),
        as_of=shown_as_of(picture.as_of),
        sentences=tuple(_sentences(picture)),
        sources=sources_of([picture.figure(MAIN, picture.municipality.code)]),
    )


def lede(picture: Picture) -> str:
    """Return the finding of the year in two or three sentences."""
    figure = picture.figure(MAIN, picture.municipality.code)
    if figure is None or figure.value is None:
        return _("Voor dit jaar zijn geen cijfers over de hele gemeente gepubliceerd.")
    text = _("De politie registreerde %(count)s misdrijven.") % {"count": fmt.count(figure.value)}
    step = figure.change
    if step is None or step.difference is None:
        return text
    told = {"difference": fmt.count(abs(step.difference)), "year": step.versus}
    if step.difference == 0:
        return text + " " + _("Dat zijn er evenveel als in %(year)s.") % told
    text += (
        " "
        + (
            _("Dat zijn er %(difference)s minder dan in %(year)s")
            if step.difference < 0
            else _("Dat zijn er %(difference)s meer dan in %(year)s")
        )
        % told
    )
    text += ". " if step.verdict in {"higher", "lower"} else _(", maar dat verschil kan toeval zijn. ")
    return text + _("De verschillen tussen wijken zijn groot.") if _differ(picture) else text


def _sentences(picture: Picture) -> list[Sentence]:
    whole = picture.figure(MAIN, picture.municipality.code)
    told: list[Sentence] = []
    if whole is not None and whole.value is not None and whole.change and whole.change.difference is not None:
        told.append(_change_sentence(picture, whole))
    if whole is not None and whole.rate is not None and picture.nation and picture.nation.value is not None:
        told.append(
            Sentence(
                _(
                    "%(rate)s misdrijven per 1.000 inwoners. In de rest van Nederland zijn het er %(nation)s: %(verdict)s."
                )
                % {
                    "rate": fmt.rate(whole.rate),
                    "nation": fmt.rate(picture.nation.value),
                    "verdict": _here(picture.nation.verdict),
                },
                subject=_("%(name)s en Nederland") % {"name": picture.municipality.name},
                tone=str(picture.nation.verdict),
            )
        )
    if whole is not None and whole.rate is not None and picture.alike and picture.alike.value is not None:
        told.append(
            Sentence(
                _("In %(count)s vergelijkbare gemeenten samen zijn het er %(rate)s per 1.000: %(verdict)s.")
                % {
                    "count": len(picture.peers),
                    "rate": fmt.rate(picture.alike.value),
                    "verdict": _here(picture.alike.verdict),
                },
                subject=_("Vergelijkbare gemeenten"),
                tone=str(picture.alike.verdict),
            )
        )
    wijken = list(picture.figures(MAIN, "wijk").values())
    changed = [f for f in wijken if f.change and f.change.verdict in {"higher", "lower"}]
    told += [_change_sentence(picture, f) for f in changed]
    told += _place_sentences(picture, wijken)
    unchanged = sum(1 for f in wijken if f.change and f.change.verdict == "no_significant_change")
    if unchanged:
        text = ngettext(
            "In %(count)s wijk is er tussen %(before)s en %(year)s geen aantoonbaar verschil. Dat is niet "
            "hetzelfde als: gelijk gebleven.",
            "In %(count)s wijken is er tussen %(before)s en %(year)s geen aantoonbaar verschil. Dat is niet "
            "hetzelfde als: gelijk gebleven.",
            unchanged,
        )
        told.append(
            Sentence(
                text % {"count": unchanged, "before": picture.year - 1, "year": picture.year},
                tone="no_significant_change",
            )
        )
    return told


def _change_sentence(picture: Picture, figure: Figure) -> Sentence:
    step = figure.change
    assert step is not None
    words: dict[str, str | int] = {
        "count": fmt.count(figure.value or 0),
        "year": figure.year,
        "difference": fmt.count(abs(step.difference or 0)),
        "versus": step.versus,
    }
    if step.ratio is not None and step.ratio_lower is not None and step.ratio_upper is not None:
        bounds = {"change": step.ratio, "lower": step.ratio_lower, "upper": step.ratio_upper}
        words |= {name: fmt.change(100 * (value - 1)) for name, value in bounds.items()}
    if step.verdict == "higher":
        text = _("%(count)s misdrijven in %(year)s, %(difference)s meer dan in %(versus)s. Dat is aantoonbaar hoger.")
    elif step.verdict == "lower":
        text = _("%(count)s misdrijven in %(year)s, %(difference)s minder dan in %(versus)s. Dat is aantoonbaar lager.")
    elif step.verdict == "not_assessable":
        text = _(
            "%(count)s misdrijven in %(year)s. Of dat anders is dan in %(versus)s, is niet te beoordelen: %(why)s."
        )
        words["why"] = why_not(step.reason)
    elif "change" not in words:
        text = _("%(count)s misdrijven in %(year)s. Er is geen aantoonbaar verschil met %(versus)s.")
    else:
        text = _(
            "%(count)s misdrijven in %(year)s. Er is geen aantoonbaar verschil met %(versus)s (%(change)s; "
            "marge %(lower)s tot %(upper)s)."
        )
    return Sentence(text % words, subject=picture.areas[figure.area].name, tone=str(step.verdict))


def _place_sentences(picture: Picture, wijken: list[Figure]) -> list[Sentence]:
    told = []
    for verdict, text in (
        ("higher", _("Per inwoner registreert de politie hier aantoonbaar meer dan in de rest van %(name)s.")),
        ("lower", _("Per inwoner registreert de politie hier aantoonbaar minder dan in de rest van %(name)s.")),
    ):
        names = [
            picture.areas[f.area].name
            for f in sorted(wijken, key=lambda f: -(f.rate or 0))
            if f.rest and f.rest.verdict == verdict
        ]
        if names:
            told.append(Sentence(text % {"name": picture.municipality.name}, subject=listed(names), tone=verdict))
    return told


def _here(verdict: str) -> str:
    if verdict == "higher":
        return _("hier is het aantoonbaar hoger")
    if verdict == "lower":
        return _("hier is het aantoonbaar lager")
    return fmt.verdict_word(str(verdict))


def _differ(picture: Picture) -> bool:
    return any(f.rest and f.rest.verdict in {"higher", "lower"} for f in picture.figures(MAIN, "wijk").values())

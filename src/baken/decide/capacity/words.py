# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What slugs and numbers of capacity are called, in plain words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.ui import format as fmt

from .models import Basis
from .rules import Changes, Inputs, Refusal, Said
from .rules.outcome import SHARE


def refusal(refused: Refusal) -> str:
    """Return why there is no outcome, and what to do."""
    about = [*refused.about, "", ""]
    return {
        "no_teams": _("Er is nog geen team. Voeg eerst een team toe met zijn uren."),
        "no_streams": _("Er is nog geen werkstroom die loopt. Voeg eerst een werkstroom toe."),
        "no_skill": _("Voor “%(stream)s” is “%(skill)s” nodig. Geen team doet dat. Geef een team dit werk, of wijzig de stroom."),
        "no_hours": _("Er blijven geen uren over voor “%(stream)s”. Haal minder uren weg, of houd minder uren vrij."),
        "pooled": _(
            "Een snelle schatting kan dit niet zeggen: teams delen werk, en voor een deel van het werk zijn er te weinig uren "
            "terwijl andere teams uren over hebben. Bereken het met marges, dan ziet u het wel."
        ),
        "too_much": _("Dit zijn meer dan %(stream)s zaken samen. Dat rekent te lang: kies een kortere periode of minder zaken."),
    }[refused.slug] % {"stream": about[0], "skill": about[1]}  # fmt: skip


def basis(said: Said) -> str:
    """Return where a figure comes from: geteld: registratie 2025 (1 okt 2026)."""
    word = str(dict(Basis.choices).get(said.basis, said.basis))
    told = f"{word}: {said.note}" if said.note else word
    return f"{told} ({fmt.day(said.on)})" if said.on else told


def per_week(number: float) -> str:
    """Return how many cases come a week, in the unit that reads well: 9 per week, 3 per maand."""
    if number >= 2:
        return _("%(n)s per week") % {"n": _short(number)}
    return _("%(n)s per maand") % {"n": _short(number * 52 / 12)}


def hours_a_week(number: float) -> str:
    """Return hours a week: 104,6 uur per week."""
    return _("%(hours)s per week") % {"hours": fmt.hours(round(number, 1))}


def more(percent: float) -> str:
    """Return a change in words: 30% meer."""
    if percent >= 0:
        return _("%(n)s%% meer") % {"n": fmt.decimal(percent)}
    return _("%(n)s%% minder") % {"n": fmt.decimal(-percent)}


def days(number: float) -> str:
    """Return working days: 15 werkdagen."""
    return ngettext("%(n)s werkdag", "%(n)s werkdagen", int(number)) % {"n": fmt.count(number)}


def period(weeks: int) -> str:
    """Return a horizon: 2 jaar."""
    return ngettext("%(n)d jaar", "%(n)d jaar", weeks // 52) % {"n": weeks // 52}


def changed(changes: Changes, inputs: Inputs) -> list[tuple[str, str, str]]:
    """Return what a scenario changes as (what, now, then), in the order of the page."""
    found = []
    for slug in changes.add:
        stream = inputs.stream(slug)
        found.append((stream.name, _("loopt nu niet"), _("komt erbij: %(rate)s") % {"rate": per_week(stream.per_week)}))
    for slug, percent in changes.arrivals.items():
        stream = inputs.stream(slug)
        told = f"{more(percent)} ({per_week(stream.per_week * (1 + percent / 100))})"
        found.append((_("%(name)s: aantal") % {"name": stream.name}, per_week(stream.per_week), told))
    for slug, percent in changes.work.items():
        name = _("%(name)s: uren per zaak") % {"name": inputs.stream(slug).name}
        found.append((name, _("zoals nu"), more(percent)))
    for slug, target in changes.targets.items():
        stream = inputs.stream(slug)
        now = days(stream.target_days) if stream.target_days else _("geen doel")
        found.append((_("%(name)s: doel") % {"name": stream.name}, now, days(target)))
    for slug, hours in changes.hours.items():
        team = inputs.team(slug)
        left = hours_a_week(team.hours_per_week + hours)
        found.append((_("%(name)s: uren") % {"name": team.name}, hours_a_week(team.hours_per_week), left))
    for slug, free in changes.kept_free.items():
        team = inputs.team(slug)
        name = _("%(name)s: vrij voor actuele zaken") % {"name": team.name}
        found.append((name, hours_a_week(team.kept_free), hours_a_week(free)))
    return found


def limits() -> Sequence[str]:
    """Return what every outcome must be read with."""
    return (
        _("De uitkomst hangt af van de invoer hieronder. Een aanname blijft een aanname: probeer ook een hoger en lager getal."),
        _("Het gaat over teams en soorten zaken, nooit over een persoon. Er volgt niets vanzelf uit: de raad besluit."),
        _("Wachten op anderen (stukken, zittingen) telt niet mee. In dit model werkt iedereen in een team even snel."),
        _("De marge is 95% en gaat over toeval, niet over verkeerde invoer."),
    )  # fmt: skip


def share_told() -> str:
    """Return the target share: 90%."""
    return fmt.percent(SHARE * 100)


def _short(number: float) -> str:
    return fmt.decimal(number, 0 if abs(number - round(number)) < 0.05 else 1)

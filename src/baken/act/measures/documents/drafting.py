# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A document before it is paper: its template filled with the file's facts and reasons, and what still stands against it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from baken.kernel.errors import Reason

from ..models import DecisionTemplate, DocumentKind, Forfeiture, Instrument, Measure, MeasureParty
from ..policy.lookup import template_of
from ..rules import decision_kind
from .checks import stops, written
from .fact_names import FACTS
from .facts import facts_of
from .filling import Section, filled, named_by, names_in
from .topics import ANSWER, GROUPS, TOPICS, Topic, needed

OF_A_BREACH = frozenset({DocumentKind.COLLECTION})
VIEWS, GRACES = {"view", "view_text"}, {"grace", "grace_until"}
"""Facts by which a template tells of the view that was given, and of the time to do it oneself."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A document as it would be: `against` holds every reason why it can't be made yet."""

    kind: str
    on: date
    title: str
    template: DecisionTemplate | None
    facts: Mapping[str, str]
    reasons: Mapping[str, str]
    addressees: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    against: tuple[Reason, ...]
    signed_as: str = ""
    signed_on: str = ""
    mandate: str = ""

    def told_with(self, **more: str) -> str:
        """Return what it is made from as canonical JSON: the same file gives the same text."""
        what: dict[str, Any] = {
            **more,
            "kind": self.kind, "on": self.on.isoformat(), "title": self.title, "facts": dict(self.facts),
            "reasons": dict(self.reasons), "addressees": [list(one) for one in self.addressees],
            "template": str(self.template) if self.template else "",
            "sections": [asdict(section) for section in self.sections], "signed_as": self.signed_as,
            "signed_on": self.signed_on, "mandate": self.mandate,
        }  # fmt: skip
        return json.dumps(what, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def draft(
    measure: Measure,
    kind: str,
    on: date,
    *,
    forfeiture: Forfeiture | None = None,
    total: Decimal | None = None,
    pay_until: date | None = None,
    signed_as: str = "",
    signed_on: str = "",
    mandate: str = "",
) -> Drafted:
    """Fill the template of that day for a file, in Dutch whoever asks: it is a paper of the municipality. Three queries."""
    with override("nl"):
        template = template_of(measure.municipality, measure.instrument, kind, on)
        parties = list(MeasureParty.objects.filter(measure=measure).order_by("id"))
        facts = facts_of(measure, on, parties, forfeiture, total, pay_until)
        reasons = written(measure)
        sections = with_needed(template.sections, needed(measure, kind)) if template else []
        labels = {slug: topic.label for slug, topic in TOPICS.items()}
        against = _against(measure, kind, on, template, facts, reasons, [one for one in parties if one.addressee])
        return Drafted(
            kind=kind,
            on=on,
            title=title_of(measure, kind),
            template=template,
            facts=facts,
            reasons={slug: reasons[slug] for slug in reasons if slug in _topics(sections)},
            addressees=tuple((one.name, one.address) for one in parties if one.addressee),
            sections=filled(sections, facts, reasons, labels),
            against=tuple(against),
            signed_as=signed_as,
            signed_on=signed_on,
            mandate=mandate,
        )


def title_of(measure: Measure, kind: str) -> str:
    """Return the title of a document: what it is and which measure it is about."""
    words = {
        DocumentKind.INTENTION: _("Voornemen: %(what)s"),
        DocumentKind.DECISION: _("Besluit: %(what)s"),
        DocumentKind.EXTENSION: _("Besluit tot verlenging: %(what)s"),
        DocumentKind.WITHDRAWAL: _("Besluit tot intrekking: %(what)s"),
        DocumentKind.REOPENING: _("Heropening na %(what)s"),
        DocumentKind.COLLECTION: _("Invorderingsbesluit: %(what)s"),
        DocumentKind.COSTS: _("Kostenbesluit: %(what)s"),
        DocumentKind.WARNING: _("Waarschuwing: %(what)s"),
    }
    if measure.instrument == Instrument.WARNING and kind == DocumentKind.WARNING:
        return _("Waarschuwing")
    return words[DocumentKind(kind)] % {"what": measure.what}


def with_needed(sections: Sequence[Mapping[str, Any]], topics: Iterable[Topic]) -> list[dict[str, Any]]:
    """Return the sections of a template with every reason that must be written: what it doesn't print stands before its end.

    So no template leaves out what the law wants argued. The answer to a view stands where the template tells of that view.
    """
    there = _topics(sections)
    missing: dict[str, list[str]] = {}
    for topic in topics:
        if topic.slug not in there:
            missing.setdefault(topic.group, []).append(topic.slug)
    made = [dict(section) for section in sections]
    of_view = next((one for one in made if VIEWS & set(names_in(str(one.get("text", ""))).known)), None)
    if of_view is not None and ANSWER in missing.get("view", ()):
        missing.pop("view")
        of_view["topics"] = [*of_view.get("topics", ()), ANSWER]
    more = [{"heading": str(GROUPS[group]), "text": "", "topics": slugs} for group, slugs in missing.items()]
    last = max(len(made) - 1, 1)
    return [*made[:last], *more, *made[last:]]


def _topics(sections: Any) -> set[str]:
    return {slug for section in sections for slug in section.get("topics", ())}


def _against(
    measure: Measure,
    kind: str,
    on: date,
    template: DecisionTemplate | None,
    facts: Mapping[str, str],
    reasons: Mapping[str, str],
    addressees: list[MeasureParty],
) -> list[Reason]:
    """Return every reason: no template, reasons not written, a fact that the file doesn't hold, nobody to send it to."""
    found = stops(measure, kind, on, reasons)
    if not addressees:
        text = _("Er is niemand aan wie de brief is gericht. Voeg een betrokkene toe.")
        found.append(Reason("no_addressee", text))
    if template is None:
        text = _("Voor deze brief is op %(day)s geen vastgesteld sjabloon.")
        return [*found, Reason("no_template", text % {"day": facts["today"]})]
    named = named_by(template.sections)
    for name in named.known:
        if not facts[name].strip():
            text = _("Dit gegeven ontbreekt in het dossier: %(what)s.")
            found.append(Reason(f"fact_{name}", text % {"what": FACTS[name]}))
    if kind == decision_kind(measure.instrument) and measure.grace_until is not None and not GRACES & set(named.known):
        text = _("Het sjabloon noemt de begunstigingstermijn niet, en die moet in het besluit staan (Awb 5:24, 5:32a).")
        found.append(Reason("grace_untold", text))
    for name in named.unknown:
        text = _("Het sjabloon noemt een gegeven dat niet bestaat: %(name)s.")
        found.append(Reason("unknown_fact", text % {"name": name}))
    asked = {one.slug.removeprefix("topic_").removeprefix("short_") for one in found}
    for slug in sorted(_topics(template.sections) - set(asked)):
        if slug in TOPICS and not reasons.get(slug, "").strip():
            text = _("Schrijf nog op: %(topic)s. %(hint)s")
            told = text % {"topic": TOPICS[slug].label, "hint": TOPICS[slug].hint}
            found.append(Reason(f"topic_{slug}", told))
    return found

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plays the example: each step looks first whether it is needed, so a second run is quick and keeps what was changed."""

import json
from collections.abc import Callable, Iterable
from datetime import date
from importlib.resources import files
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from ruamel.yaml import YAML

from baken.access.facade import Actor, Partner, User, actor_for, make_account, make_partner, system_actor
from baken.decide.policy.facade import has_framework, has_plan, import_framework, import_plan
from baken.kernel.models import Municipality
from baken.kernel.moment import now, today
from baken.observe.command import pictures, table
from baken.observe.facade import (
    Batch,
    ExampleSource,
    ReferenceSource,
    Source,
    load_source,
    play_alerts,
    play_local_files,
    play_own_months,
    play_pulls,
    reference,
    store,
)
from baken.registry.facade import (
    Area,
    AreaRow,
    NameRow,
    Organisation,
    found_municipality,
    load_area_names,
    load_areas,
    make_organisation,
)

from .account.documents import write_documents
from .account.figures import play_figures
from .act.bibob import play_bibob
from .act.bibob_policy import play_bibob_policy, play_handed_in
from .act.cases import play_cases
from .act.concern_sharing import play_sharing
from .act.concerns import play_categories, play_topics
from .act.gso import play_gso
from .act.inspection_lists import play_checklists
from .act.inspections import play_inspections
from .act.measures import play_measures
from .act.signal_stories import play_stories
from .act.signals import play_signals
from .decide.capacity import play_capacity
from .decide.council import play_council
from .decide.meetings import play_meetings
from .decide.programme import play_programme
from .supervision.access import play_access, play_emergency
from .supervision.accounts import play_accounts
from .supervision.people import COLLEAGUES, MUNICIPALITY, PASSWORD, STAFF, Person, liaison
from .supervision.privacy import play_privacy
from .supervision.terms import play_terms

CODE, SLUG, NAME = "GM0453", "velsen", "Velsen"
YEAR = 2025
SINCE = date(2022, 1, 1)
EMERGENCY_AT = "2026-0087"
"""The case into which the on-call officer looked one night."""
Say = Callable[[str], None]


def play(say: Say) -> None:
    """Set up the example as far as it isn't there, write its documents, and tell where everything is."""
    call_command("migrate", verbosity=0, interactive=False)
    municipality = _municipality()
    actor = system_actor(municipality)
    _areas(actor, municipality)
    _organisations(actor, municipality)
    accounts = _accounts(actor, municipality)
    _figures(actor)
    _policy(actor, municipality)
    _desk(actor, municipality)
    say(f"\nWijken van {NAME}, geregistreerde misdrijven {YEAR} (bron: CBS / Politie)\n")
    say(table(pictures([CODE], level="wijk", year=YEAR)))
    say("")
    for path in write_documents(actor, municipality, YEAR):
        say(f"raadsdossier: {_shown(path)}")
    say(f"accounts:     {_shown(accounts)} (wachtwoord van elk: {PASSWORD})")


def _shown(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _municipality() -> Municipality:
    found = Municipality.objects.filter(code=CODE).first()
    return found or found_municipality(actor=system_actor(None), at=now(), code=CODE, slug=SLUG, name=NAME)


def _areas(actor: Actor, municipality: Municipality) -> None:
    if Area.objects.filter(code=CODE).exists():
        return
    outlines = {f["properties"]["code"]: f for f in reference.outlines()["features"]}
    rows = [
        AreaRow(
            code=entry.code,
            level=entry.level,
            name=entry.name,
            parent=_parent(entry),
            municipality_code=entry.municipality,
            valid_from=entry.valid_from,
            valid_to=entry.valid_to,
            source="CBS / Kadaster",
            urbanity=entry.urbanity,
            address_density=entry.address_density,
            outline=outlines[entry.code]["geometry"] if entry.code in outlines else None,
        )
        for entry in reference.areas()
    ]
    load_areas(actor=actor, at=now(), rows=rows)
    names = [NameRow(n.name, n.code, n.valid_from, n.valid_to, n.note) for n in reference.names()]
    load_area_names(actor=actor, at=now(), municipality=municipality, rows=names)


def _parent(entry: reference.AreaEntry) -> str | None:
    if entry.level == "nation":
        return None
    if entry.level == "municipality":
        return "NL00"
    return entry.wijk if entry.level == "buurt" else entry.municipality


def _yaml(name: str) -> str:
    return (files("baken.demo") / "velsen" / name).read_text(encoding="utf-8")


def _organisations(actor: Actor, municipality: Municipality) -> None:
    if Organisation.objects.filter(municipality=municipality).exists():
        return
    for entry in YAML(typ="safe").load(_yaml("organisations.yaml")):
        partner = None
        if entry.get("partner"):
            partner = make_partner(
                actor=actor, at=now(), municipality=municipality, slug=entry["slug"], name=entry["name"]
            )
        make_organisation(
            actor=actor,
            at=now(),
            municipality=municipality,
            slug=entry["slug"],
            name=entry["name"],
            kind=entry["kind"],
            partner=partner,
        )


def _accounts(actor: Actor, municipality: Municipality) -> Path:
    partners = {p.slug: p for p in Partner.objects.filter(municipality=municipality)}
    people = [*STAFF, *COLLEAGUES, *(liaison(slug, partner.name) for slug, partner in partners.items())]
    there = set(User.objects.values_list("username", flat=True))
    for person in people:
        if person.username not in there:
            _account(actor, municipality, person, partners.get(person.partner))
    told = [
        {
            "username": person.username,
            "password": PASSWORD,
            "role": person.role,
            "organisation": partners[person.partner].name if person.partner else MUNICIPALITY,
        }
        for person in people
    ]
    path = settings.VAR / "demo-accounts.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    fresh.replace(path)
    return Path(path)


def _account(actor: Actor, municipality: Municipality, person: Person, partner: Partner | None) -> None:
    make_account(
        actor=actor,
        at=now(),
        municipality=municipality,
        username=person.username,
        password=PASSWORD,
        display_name=person.name,
        role=person.role,
        since=SINCE,
        partner=partner,
        fictitious=True,
    )


class Lacking:
    """What a source has of datasets that aren't loaded yet: an older example gets the new ones, and keeps the others."""

    def __init__(self, source: Source, loaded: frozenset[str]) -> None:
        self.slug, self.source, self.loaded = source.slug, source, loaded

    def batches(self) -> Iterable[Batch]:
        return (batch for batch in self.source.batches() if batch[0].id not in self.loaded)


def _figures(actor: Actor) -> None:
    loaded = frozenset(load.dataset for load in store().loads())
    lacking: list[Source] = [Lacking(source, loaded) for source in (ReferenceSource(), ExampleSource(CODE))]
    if wanted := [source for source in lacking if any(True for _batch in source.batches())]:
        load_source(actor=actor, at=now(), sources=wanted)


def _desk(actor: Actor, municipality: Municipality) -> None:
    """What a safety team did with Baken in the past year: all invented, and marked so."""
    asking = User.objects.filter(username=STAFF[0].username).first()
    if asking is not None:
        play_pulls(actor_for(asking, on=today()), municipality, now())
    play_local_files(actor=actor, at=now(), municipality=municipality)
    play_programme(actor, municipality)
    play_meetings(actor, municipality)
    play_capacity(actor, municipality)
    play_council(actor, municipality)
    _confidential(actor, municipality)


def _confidential(actor: Actor, municipality: Municipality) -> None:
    """Who may know what, and what there is to know: registers, covenants, cases, one night of emergency, supervision."""
    play_access(actor, municipality)
    play_categories(actor, municipality)
    play_topics(municipality)
    play_signals(actor, municipality)
    play_stories(municipality)
    play_sharing(municipality)
    play_cases(actor, municipality)
    play_gso(municipality)
    play_bibob_policy(actor, municipality)
    play_bibob(municipality)
    play_handed_in(municipality)
    play_checklists(actor, municipality)
    play_inspections(municipality)
    play_measures(actor, municipality)
    play_own_months(actor, municipality, now())
    play_figures(municipality)
    play_emergency(municipality, EMERGENCY_AT)
    play_privacy(actor, municipality)
    play_terms(actor, municipality)
    _alerts(municipality)
    desk = User.objects.filter(username="beheer").first()
    if desk is not None:
        play_accounts(actor_for(desk, on=today(), at=now()))


def _alerts(municipality: Municipality) -> None:
    adviser = User.objects.filter(username=STAFF[0].username).first()
    if adviser is not None:
        play_alerts(actor_for(adviser, on=today()), municipality, now())


def _policy(actor: Actor, municipality: Municipality) -> None:
    for slug in ("2019-2022", "2023-2026"):
        if not has_framework(municipality, slug):
            import_framework(actor=actor, at=now(), municipality=municipality, text=_yaml(f"kadernota-{slug}.yaml"))
    if not has_plan(municipality, "2025-2026"):
        import_plan(actor=actor, at=now(), municipality=municipality, text=_yaml("ivp-2025-2026.yaml"))

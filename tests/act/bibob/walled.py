# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file with something secret in every field of it, and every address that could lead there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from baken.access.facade import opened
from baken.act.bibob import papers
from baken.act.bibob.models import Duty, Screening, Standing
from baken.act.bibob.policies import PURPOSE
from baken.act.bibob.questionnaire import asked, sending
from baken.kernel.models import Municipality
from baken.kernel.papers.kept import examine
from tests.act.desks import build as build_desks

from .builders import World

SECRET = "Zwartgallig"
TEXT = f"{SECRET} staat in dit veld van het dossier"
SCREENING_TABLES = (
    "screening", "screeningevent", "questionnaire", "screeningpaper", "sourcelook", "relation", "indicator", "advice",
    "duty", "disclosure",
)  # fmt: skip

KEYED = ("questionnaire", "screeningpaper", "indicator")
"""Kinds of rows that are tried at every address with a key, whatever it asks."""


@dataclass
class Walled:
    """A concluded file of a permit, and one of a subsidy that runs; every key and reference of them."""

    screening: Screening
    standing: Standing
    other: Screening
    token: str
    keys: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def marks(self) -> list[str]:
        """What gives the file away wherever it stands: words of it, its reference, its key."""
        found = [SECRET, self.screening.reference, self.other.reference, self.token]
        found += [str(key) for keys in self.keys.values() for key in keys]
        return found


@dataclass
class WalledWorld(World):
    """The world with both files in it."""

    walled: Walled | None = None


def build_walled(municipality: Municipality) -> WalledWorld:
    """Make the world, and the files in it."""
    made: WalledWorld = build_desks(municipality, "w", WalledWorld)
    made.walled = put(made)
    return made


def put(world: World) -> Walled:
    """Make both files, by the real actions."""
    made = world.screening(days_ago=12, subject=f"{SECRET} B.V.", kvk_number="12345678", occasion=TEXT)
    actor = world.actor("bibob")
    with opened(actor, PURPOSE):
        made = world.again(made)
        sent = sending.send(
            actor=actor, at=world.moment(12), purpose=PURPOSE, screening=made, seen=made.version, to=f"{SECRET} aan de balie"
        )  # fmt: skip
    typed = {"v_name": TEXT, "version": 1}
    for question in asked.questions(asked.for_scope("permit")):
        name, kind = f"v_{question['slug']}", question["kind"]
        if kind == asked.ROWS:
            typed[f"{name}__0__{question['columns'][0]['slug']}"] = TEXT
        elif kind == asked.YESNO:
            typed[name] = "yes"
        elif kind in (asked.CHOICE, asked.MANY):
            typed[name] = question["options"][0]["slug"]
        elif kind != asked.NUMBER:
            typed[name] = TEXT
    typed["v_amount"] = "1000"
    paper = SimpleUploadedFile(f"{SECRET}.txt", TEXT.encode())
    answer = Client().post(f"/bibob/vragenlijst/{sent.token}/", {**typed, "send": "1", "papers": paper})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    with opened(actor, PURPOSE):
        made = world.again(made)
        row = sending.current(made)
        assert row is not None
        sending.judge(
            actor=actor, at=world.now, purpose=PURPOSE, screening=made, seen=made.version, questionnaire=row,
            complete=True,
        )  # fmt: skip
    world.look(made, found=TEXT, where=TEXT, nothing_found=False)
    fact = world.fact(made, text=TEXT)
    world.act(made, "relate", kind="finances", name=TEXT, note=TEXT, look=fact.look_id)
    world.ask(made, question=TEXT, reference=SECRET)
    world.act(made, "receive", conclusion="serious", text=TEXT)
    with opened(actor, PURPOSE):
        papers.add(
            actor=actor, at=world.now, purpose=PURPOSE, screening=world.again(made),
            papers=[examine(SimpleUploadedFile(f"{SECRET}-2.txt", TEXT.encode()))],
        )  # fmt: skip
    world.act(made, "ask_view", until=world.day() + timedelta(days=14))
    world.act(made, "note_view", text=TEXT)
    with opened(world.system, system=True):
        owed = list(Duty.objects.filter(screening=made.pk, done_on=None).values_list("pk", flat=True))
    for duty in owed:
        world.act(made, "fulfil", duty=duty, how=TEXT)
    world.act(made, "disclose", recipient="subject", what=TEXT, why=TEXT, secrecy_told=True)
    world.act(made, "conclude", conclusion="serious", text=TEXT, may=["refuse"])
    other = world.screening("investigating", days_ago=10, scope="subsidy", subject=f"{SECRET} Stichting")
    kept = Walled(world.again(made), world.again(made).standing, world.again(other), sent.token)
    with opened(world.system, system=True):
        for table in SCREENING_TABLES:
            model: Any = apps.get_model("bibob", table)
            kept.keys[table] = list(model._base_manager.values_list("pk", flat=True))
    return kept


def plain_addresses() -> list[str]:
    """Every address that takes nothing, of whatever feature."""
    found = []
    for name in sorted(set(_names(get_resolver()))):
        try:
            found.append(reverse(name))
        except NoReverseMatch:
            continue
    return found


def guessed(walled: Walled, namespaces: tuple[str, ...] = ("bibob", "standings")) -> list[str]:
    """Every address of Bibob filled in with whatever references and keys there are, those of another kind too."""
    references = (
        walled.screening.reference,
        walled.standing.reference,
        walled.other.standing.reference,
    )
    keys = [walled.keys[table][0] for table in KEYED]
    found = set()
    for space in namespaces:
        names = {name for name in get_resolver().namespace_dict[space][1].reverse_dict if isinstance(name, str)}
        for name in names:
            for reference in references:
                for given in _given(reference, keys):
                    try:
                        found.add(reverse(f"{space}:{name}", kwargs=given))
                    except NoReverseMatch:
                        continue
    return sorted(found)


def _given(reference: str, keys: list[Any]) -> Iterator[dict[str, Any]]:
    for name in ("reference", "application"):
        yield {name: reference}
        for key in keys:
            yield {name: reference, "key": key}
        for step in ("conclusie", "stoppen"):
            yield {name: reference, "step": step}


def _names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield f"{space}{pattern.name}"
        else:
            yield from _names(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)

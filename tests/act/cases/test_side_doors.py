# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Canaries: words planted at random places that an account doesn't see, looked for in everything that the account can get.

The account walks every address that it is linked to, asks for what it could guess, searches for the canaries, posts what is
wrong; then its replies, headers, the mail sent and the log written are read. None of its canaries may be there, and the ones
that it may see must be (or the search would prove nothing).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core import mail

from baken.act.cases import facade as cases
from baken.act.cases import models
from baken.kernel.models import RateWindow

from .builders import ALL, World, add, open_case

LINK = re.compile(r'(?:href|src|hx-get|action)="(/[^"#]*)')
OUTSIDE = (
    "/static/",
    "/accounts/logout",
    "/taal/",
    "/stijl/",
    "/waarnemen/",
    "/openbaar/",
    "/verantwoorden/",
    "/over-baken/",
)
SEED = 20261124


def plant(world: World, dice: random.Random) -> dict[str, list[tuple[Any, str, int]]]:
    """Fill four cases with random participants; return canary -> places (case, part, level)."""
    found: dict[str, list[tuple[Any, str, int]]] = {}

    def canary(case: Any, part: str, level: int) -> str:
        word = "kanarie" + "".join(dice.choices("bcdfghjkmnpqrtvwxz", k=12))
        found.setdefault(word, []).append((case, part, level))
        return word

    for number in range(3):
        title = canary(None, "", 0)
        case = open_case(world, "lead", title=f"Pand {title}", address=f"Straat {number}")
        found[title] = [(case, "", 0)]
        for partner in dice.sample(("police", "housing"), dice.randint(0, 2)):
            add(world, case, partner=partner, **{part: dice.randint(1, 2) for part in dice.sample(sorted(ALL), 2)})
        for part in ALL:
            word = canary(case, part, 1)
            given = {"case": case, "part": part, "at": world.past}
            world.act("lead", cases.write_conclusion, **given, seen=1, conclusion=f"Slot {word}")
            for level in (2, 3):
                word = canary(case, part, level)
                world.act("lead", cases.add_entry, **given, level=level, happened_at=world.past, text=f"Notitie {word}")
            word = canary(case, part, 2)
            world.act("lead", cases.add_action, **given, title=f"Actie {word}", due_on=world.now.date(), owner="bureau")
    return found


def may_see(world: World, name: str, place: tuple[Any, str, int]) -> bool:
    """Say by hand's rule whether an account sees a place: from the rows that the test itself made, not from the rule."""
    case, part, level = place
    with world.looking("lead"):
        from baken.access.facade import Participation, Sight

        partner = world.partners.get(name)
        if name == "lead":
            return True
        taking = Participation.objects.filter(guarded=case.guarded_id, partner=partner) if partner else []
        if not taking:
            return False
        return not part or Sight.objects.filter(participation__in=taking, part=part, level__gte=level).exists()


ONCE = pytest.mark.sqlite_enough(reason="the same search and lists are asked as police, on both databases")


@pytest.mark.parametrize(
    "name",
    ["police", *(pytest.param(name, marks=ONCE) for name in ("housing", "mayor", "oncall", "privacy"))],
)
def test_no_canary_of_what_is_invisible_is_found_anywhere(
    world: World, client_of: Callable[..., Any], name: str, caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    dice = random.Random(f"{SEED} {name}")
    canaries = plant(world, dice)
    visible = {word for word, places in canaries.items() if may_see(world, name, places[0])}
    hidden = set(canaries) - visible
    assert hidden
    client = client_of(name)
    client.raise_request_exception = False
    got, walked = _walk(client, ["/", "/uitvoeren/", "/uitvoeren/casussen/", "/toezicht/", "/zoeken/?q=pand"])
    with world.looking("lead"):
        every = [case.reference for case in models.Case.objects.all()]
        keys = list(models.CaseAction.objects.values_list("pk", flat=True)[:3])
    for reference in every:  # guessed, whether or not a link led there
        base = f"/uitvoeren/casussen/{reference}/"
        for path in ("", "tijdlijn/", "verloop.svg", "casus.json", "casus.csv", "deelnemers/", "delen/", "wijzigen/",
                     *(f"onderdeel/{part}/" for part in ALL), f"document/{keys[0]}/"):  # fmt: skip
            got.append(_told(client.get(base + path)))
        got.append(_told(client.get(f"{base}tijdlijn/", headers={"HX-Request": "true"})))
        got.append(_told(client.get(f"/api/v1/cases/{reference}")))
        got.append(_told(client.post(f"{base}stap/", {"step": "closed", "reason": "x"})))
        got.append(_told(client.post(f"{base}actie/{keys[0]}/klaar/")))
        got.append(_told(client.post(f"{base}onderdeel/premises/notitie/", {"text": "", "level": "7"})))
    # what was asked comes back in the search field: compare with a word that is nowhere
    for word in dice.sample(sorted(hidden), 8):
        for path in ("/zoeken/?q={}", "/uitvoeren/casussen/?woorden={}"):
            RateWindow.objects.all().delete()  # or the last ones would all be told to wait
            reply = _told(client.get(path.format(word))).replace(word, "")
            nowhere = _told(client.get(path.format("x" * len(word)))).replace("x" * len(word), "")
            assert _plain(reply) == _plain(nowhere), f"searching for what {name} doesn't see tells something"
    everything = "\n".join((*got, caplog.text, *(f"{one.subject} {one.body}" for one in mail.outbox)))
    found = {word for word in canaries if word in everything}
    assert not found & hidden, [canaries[word] for word in found & hidden]
    assert walked > 3
    if name in ("police", "housing"):
        assert visible <= found, "a canary that may be seen is found: the search works"


def _walk(client: Any, start: list[str], most: int = 60) -> tuple[list[str], int]:
    todo, seen, got = list(start), set(start), []
    while todo and len(got) < most:
        path = todo.pop(0)
        reply = client.get(path)
        told = _told(reply)
        got.append(told)
        for link in map(unescape, LINK.findall(told)):
            if link not in seen and not link.startswith(OUTSIDE):
                seen.add(link)
                # cases first: that is what this is about
                todo.insert(0, link) if "casussen" in link else todo.append(link)
    return got, len(got)


def _told(reply: Any) -> str:
    body = b"".join(reply.streaming_content) if reply.streaming else reply.content
    return f"{dict(reply.headers)}\n{body.decode(errors='replace')}"


def _plain(told: str) -> str:
    """Without what differs between any two replies: tokens of the form."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|csrftoken=[^;]*|Content-Length\W+\d+', "", told)

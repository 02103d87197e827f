# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the example asks about which kind of signal, and what its network heard. The registers come first (`access`)."""

from datetime import timedelta
from importlib.resources import files

from ruamel.yaml import YAML

from baken.access.facade import Actor, User, actor_for
from baken.act.concerns.facade import Category, Told, TopicSignal, load_categories, report_topic, wijken
from baken.kernel.models import Municipality
from baken.kernel.moment import now, today

TELLERS = ("adviseur", "jeugd", "ondermijning", "zorgveiligheid")


def play_categories(actor: Actor, municipality: Municipality) -> None:
    """Make the categories that aren't there yet; what somebody changed stays."""
    told = YAML(typ="safe").load(_yaml("concern_categories.yaml"))
    there = set(Category.objects.filter(municipality=municipality).values_list("slug", flat=True))
    if lacking := [entry for entry in told["categories"] if entry["slug"] not in there]:
        load_categories(actor=actor, at=now(), municipality=municipality, entries=lacking)


def _yaml(name: str) -> str:
    return (files("baken.demo") / "velsen" / name).read_text(encoding="utf-8")


def play_topics(municipality: Municipality) -> None:
    """Tell what the network heard, each by the account that would, as far as nothing was told yet."""
    if TopicSignal.objects.filter(municipality=municipality).exists():
        return
    people = {user.username: user for user in User.objects.filter(username__in=TELLERS)}
    names = {name: code for code, name in wijken(municipality, now()).items()}
    for entry in YAML(typ="safe").load(_yaml("topic_signals.yaml")):
        user = people.get(entry["by"])
        if user is None:
            continue
        at = now() - timedelta(days=entry["days"])
        told = Told(
            entry["topic"], entry["trend"], names.get(entry["area"], ""), entry["text"], entry.get("trigger", ""),
            no_person=True,
        )  # fmt: skip
        teller = actor_for(user, on=today(), at=now())
        report_topic(actor=teller, at=at, municipality=municipality, told=told, fictitious=True)

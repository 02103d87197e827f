# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What tests of findings add to the world of inspections: lists, sendings, and reading what is kept."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from baken.access.facade import opened
from baken.act.inspections.checklists.actions import add_checklist
from baken.act.inspections.findings.receiving import Received, receive
from baken.act.inspections.findings.rules import Sending, Told
from baken.act.inspections.models import Checklist, Finding, FindingPhoto, Inspection, Target
from baken.act.inspections.policies import PURPOSE

from .builders import World

ITEMS = [
    {"slug": "permit", "question": "Hangt de vergunning er?", "basis": "Apv", "help": ""},
    {"slug": "exits", "question": "Zijn de uitgangen vrij?", "basis": "Bbl", "help": ""},
]


def checklist(world: World, discipline: str = "permits", **more: Any) -> Checklist:
    """A list that holds today."""
    told = {
        "slug": f"list-{discipline}",
        "title": f"Lijst {discipline}",
        "branches": ["port", "sex_work"],
        "items": ITEMS,
    }
    return add_checklist(
        actor=world.system, at=world.now, municipality=world.municipality, discipline=discipline,
        valid_from=timezone.localdate(world.now) - timedelta(days=1), **{**told, **more},
    )  # fmt: skip


def targets(world: World, inspection: Inspection) -> list[Target]:
    """The addresses of an inspection."""
    with opened(world.system, system=True):
        return list(Target.objects.filter(inspection=inspection).select_related("inspection").order_by("order"))


def told(item: str = "permit", answer: str = "in_order", note: str = "") -> Told:
    return Told(item, answer, note)


def sent(world: World, target: Target, who: str = "inspector", *, key: str = "k1", **more: Any) -> Received:
    """What somebody sends, by the real action."""
    given = {name: more.pop(name) for name in ("body", "files") if name in more}
    at = more.pop("at", world.now + timedelta(hours=2))
    values = {"discipline": "permits", "told": (told(),), "outcome": "visited", **more}
    if "checklist" not in values and any(one.item for one in values["told"]):
        values["checklist"] = Checklist.objects.get(discipline=values["discipline"]).pk
    with world.opened(who, at):
        return receive(
            actor=world.actor(who, at), at=at, purpose=PURPOSE, target=target, sending=Sending(**values), key=key, **given
        )  # fmt: skip


def kept(world: World) -> list[Finding]:
    """Every finding there is."""
    with opened(world.system, system=True):
        return list(Finding.objects.select_related("target").order_by("sent_at", "-item", "pk"))


def photos(world: World) -> list[FindingPhoto]:
    with opened(world.system, system=True):
        return list(FindingPhoto.objects.select_related("finding").order_by("added_at"))


def picture(name: str = "kade.jpg") -> SimpleUploadedFile:
    """A photo with what a camera writes beside it."""
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "Geheime camera"
    Image.new("RGB", (40, 20), (120, 90, 60)).save(made, "JPEG", exif=exif)
    return SimpleUploadedFile(name, made.getvalue(), "image/jpeg")


def told_of(rows: list[Finding]) -> set[tuple[str, str, str]]:
    """What findings say: item, answer, note."""
    return {(row.item, row.answer, str(row.note)) for row in rows}

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The programme of the example: addresses of owners, a version, requests (mailed to files) and what owners told."""

from datetime import timedelta
from importlib.resources import files
from typing import Any

from django.utils.text import slugify
from ruamel.yaml import YAML

from baken.access.facade import Actor
from baken.decide.policy.facade import Effort, Plan, efforts
from baken.decide.programme.facade import (
    Answer,
    ask_progress,
    current_version,
    has_contacts,
    plan_of_municipality,
    record_answer,
    save_version,
    set_contact,
)
from baken.kernel.models import Municipality
from baken.kernel.moment import now


def play_programme(actor: Actor, municipality: Municipality) -> None:
    """Play it as far as it isn't there."""
    told = YAML(typ="safe").load((files("baken.demo") / "velsen" / "programme.yaml").read_text(encoding="utf-8"))
    plan = plan_of_municipality(municipality, told["plan"])
    if plan is None or has_contacts(municipality):
        return
    if current_version(plan) is None:
        save_version(actor=actor, at=now(), plan=plan, reason="Het plan zoals het college het vaststelde (voorbeeld)")
    mine = {effort.slug: effort for effort in efforts(actor).filter(plan=plan)}
    _contacts(actor, municipality, mine, told)
    _requests(actor, municipality, mine, told["requests"])
    for report in told["reports"]:
        _report(actor, plan, mine[report.pop("effort")], report)


def _contacts(actor: Actor, municipality: Municipality, mine: dict[str, Effort], told: dict[str, Any]) -> None:
    for owner in sorted({effort.owner for effort in mine.values()} - set(told["without_address"])):
        email = f"{slugify(owner)}@{told['mail_domain']}"
        set_contact(actor=actor, at=now(), municipality=municipality, owner=owner, email=email)


def _requests(actor: Actor, municipality: Municipality, mine: dict[str, Effort], told: dict[str, Any]) -> None:
    asked = now() - timedelta(days=told["days_ago"])
    chosen = [effort for effort in mine.values() if effort.priority.slug in told["priorities"]]
    ask_progress(actor=actor, at=asked, municipality=municipality, efforts=chosen)


def _report(actor: Actor, plan: Plan, effort: Effort, told: dict[str, Any]) -> None:
    at = now() - timedelta(days=told.pop("days_ago"))
    record_answer(actor=actor, at=at, effort=effort, given=Answer(**told))

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Velsen with its policy, addresses of owners, and a mail server of our own that really listens."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import Message
from typing import Any

import pytest

from tests.decide.policy.conftest import NOW, TODAY, as_role, facts, logged_in, policy, velsen

__all__ = ["NOW", "TODAY", "as_role", "facts", "logged_in", "policy", "velsen"]

VIEWS = ("views", "effort_views", "owners.views", "owners.public_views")


@dataclass
class Clock:
    """The moment that pages think it is; tests move it."""

    now: datetime = NOW

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The day of the example, whatever the machine's clock says."""
    from importlib import import_module

    from django.core.cache import cache
    from django.utils import timezone

    cache.clear()
    clock = Clock()
    for name in VIEWS:
        module = import_module(f"baken.decide.programme.{name}")
        monkeypatch.setattr(module, "now", lambda: clock.now, raising=False)
        monkeypatch.setattr(module, "today", lambda: timezone.localdate(clock.now), raising=False)
    policy_views = import_module("baken.decide.policy.views")
    monkeypatch.setattr(policy_views, "today", lambda: timezone.localdate(clock.now))
    return clock


@dataclass
class Post:
    """What a mail server got: `mails` in order of arrival. With `down` it refuses every mail."""

    mails: list[Message] = field(default_factory=list)
    down: bool = False

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 (aiosmtpd's name)
        from email import message_from_bytes, policy

        if self.down:
            return "451 try again later"
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def links(self, number: int = -1) -> list[str]:
        """Return the personal links in one mail, as paths."""
        return re.findall(r"/voortgang/[\w-]{43}/", self.text(number))

    def text(self, number: int = -1) -> str:
        return str(self.mails[number].get_content())  # type: ignore[attr-defined]

    def receivers(self) -> list[str]:
        return [str(mail["To"]) for mail in self.mails]


@pytest.fixture
def post(settings: Any) -> Iterator[Post]:
    """A real SMTP server on this machine, to which Baken sends."""
    from aiosmtpd.controller import Controller

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    post = Post()
    controller = Controller(post, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield post
    controller.stop()


@pytest.fixture
def adviser(policy: Any, as_role: Callable[..., Any]) -> Any:
    return as_role("safety_adviser")


@pytest.fixture
def plan(policy: Any) -> Any:
    from baken.decide.policy.facade import Plan

    return Plan.objects.select_related("framework").get(slug="2025-2026")


@pytest.fixture
def effort(plan: Any) -> Callable[[str], Any]:
    """`effort(slug)`: an effort of the example, read anew."""
    from baken.decide.policy.facade import Effort

    def find(slug: str) -> Any:
        rows = Effort.objects.select_related("plan__framework", "priority", "programme", "municipality")
        return rows.get(plan=plan, slug=slug)

    return find


@pytest.fixture
def reachable(adviser: Any, policy: Any) -> Callable[..., None]:
    """`reachable("adviseur jeugd")`: make an owner known by mail."""
    from django.utils.text import slugify

    from baken.decide.programme.facade import set_contact

    def make(*owners: str) -> None:
        for owner in owners:
            set_contact(
                actor=adviser, at=NOW, municipality=policy, owner=owner, email=f"{slugify(owner)}@velsen.example.org"
            )

    return make

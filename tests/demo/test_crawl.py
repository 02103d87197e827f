# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that each account can reach by following links: it answers, has a title, a language and one h1, and is safe."""

import re
import urllib.parse
from collections import Counter

import pytest

from tests.demo.served import Served, Visitor

PER_SHAPE = 3
ROLES = ("", "adviseur", "raadslid", "partner-politie")


def shape(path: str) -> str:
    """Return what pages of one kind have in common: /waarnemen/indicator/… and how deep it goes."""
    parts = path.split("?")[0].split("/")
    return "/".join([*parts[:3], *("…" for _ in parts[3:])])


def crawl(someone: Visitor, base: str) -> list[str]:
    """Follow links from the start, a few per kind of address; return what is wrong."""
    queue, seen, shapes, problems = ["/"], {"/": ""}, Counter[str](), []
    while queue:
        path = queue.pop(0)
        reply = someone.get(path)
        if reply.status >= 400:
            problems.append(f"{reply.status}: {path} (linked on {seen[path]})")
            continue
        if re.search(r"\.(csv|pdf|docx|zip|json)($|\?)", path) and reply.html:
            problems.append(f"a download that is a page: {path}")
        if not reply.html:
            continue
        problems += [f"{what}: {path}" for what in faults(reply)]
        for link in reply.page.links:
            target = urllib.parse.urldefrag(urllib.parse.urljoin(reply.url, link))[0]
            if not target.startswith(base + "/"):
                continue
            target = target[len(base) :]
            kind = shape(target)
            if target not in seen and shapes[kind] < PER_SHAPE:
                seen[target] = path
                shapes[kind] += 1
                queue.append(target)
    assert len(seen) > 10
    return problems


def faults(reply) -> list[str]:  # type: ignore[no-untyped-def]
    """Return what a page lacks."""
    page, found = reply.page, []
    if len(page.headings) != 1:
        found.append(f"{len(page.headings)} h1")
    if not page.title.strip() or not page.language:
        found.append("no title or language")
    if page.inline:
        found.append(f"inline style or script in {set(page.inline)}")
    policy = reply.headers.get("content-security-policy", "")
    if not policy or "unsafe" in policy or reply.headers.get("x-content-type-options") != "nosniff":
        found.append("weak headers")
    return found


@pytest.mark.parametrize("username", ROLES)
def test_everything_that_is_shown_can_be_opened(demo: Served, username: str) -> None:
    someone = demo.person(username) if username else demo.visitor()
    assert crawl(someone, demo.base) == []

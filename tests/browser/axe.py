# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accessibility of a page by axe-core, from the script that the package axe-core-python brings along."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from playwright.sync_api import Page

RUN = """async ({exclude}) => {
  const found = await axe.run({exclude}, {resultTypes: ['violations']});
  return found.violations.map(v => [v.id, v.impact, v.help, v.nodes.map(n => n.target.flat().join(' '))]);
}"""


class Violation(NamedTuple):
    """A rule that elements break; ``targets`` are CSS selectors."""

    rule: str
    impact: str
    help: str
    targets: tuple[str, ...]


@cache
def _script() -> str:
    return (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")


def violations(
    page: Page, *, impacts: tuple[str, ...] = ("serious", "critical"), exclude: tuple[str, ...] = ()
) -> list[Violation]:
    """What axe finds on the page as it stands now, of these impacts. ``exclude``: CSS selectors of parts to pass over.

    The script goes in over the browser's debugging line, which a content security policy doesn't govern: the page is
    judged under the policy that people get.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_script())
    found = page.evaluate(RUN, {"exclude": [[selector] for selector in exclude]})
    return [Violation(rule, impact, text, tuple(targets)) for rule, impact, text, targets in found if impact in impacts]

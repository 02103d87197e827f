# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of Bibob: who may open which page, which the grid of roles leaves to other tests, which rows each may name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

BIBOB_DESK = frozenset({"bibob_coordinator"})
BIBOB_DEPARTMENTS = frozenset({"permit_officer", "contract_officer"})

BIBOB_PAGES: dict[str, tuple[str, object]] = {
    "standings:overview": ("/uitvoeren/bibob-stand/", BIBOB_DEPARTMENTS),
    "standings:new": ("/uitvoeren/bibob-stand/aanmelden/", BIBOB_DEPARTMENTS),
    "bibob:overview": ("/uitvoeren/bibob/", BIBOB_DESK),
    "bibob:triggers": ("/uitvoeren/bibob/beleid/", BIBOB_DESK),
    "bibob:trigger_new": ("/uitvoeren/bibob/beleid/nieuw/", BIBOB_DESK),
    "bibob:trigger": ("/uitvoeren/bibob/beleid/horecabedrijf/1/", BIBOB_DESK),
    "bibob:trigger_edit": ("/uitvoeren/bibob/beleid/horecabedrijf/1/wijzigen/", BIBOB_DESK),
}

BIBOB_ELSEWHERE = {
    **{
        f"standings:{name}": "the department that asked: tests/act/bibob/test_departments.py, test_wall.py"
        for name in ("standing", "decide")
    },
    **{
        f"bibob:{name}": "who works at the desk: tests/act/bibob/test_pages.py"
        for name in (
            "open",
            "screening",
            "step",
            "look",
            "relate",
            "indicate",
            "weigh_fact",
            "reuse",
            "fulfil",
            "disclose",
            "add_papers",
            "paper",
        )
    },
    "questionnaire:form": "whoever has the link: tests/act/bibob/test_questionnaire.py",
    **{
        f"bibob:{name}": "who screens: tests/act/bibob/test_questionnaire.py"
        for name in ("questionnaire", "questionnaire_send", "questionnaire_revoke")
    },
    "bibob:hours": "who screens: tests/act/bibob/test_workload.py",
    **{
        f"bibob:trigger_{name}": "by POST, who manages the policy: tests/act/bibob/test_triggers.py"
        for name in ("adopt", "end", "drop")
    },
}
"""Addresses that the grid of roles leaves to other tests."""

BIBOB_TWO_TOWNS = {
    **{
        f"bibob:{name}": "two municipalities: tests/act/bibob/test_keeping"
        for name in (
            "open",
            "screening",
            "step",
            "look",
            "relate",
            "indicate",
            "weigh_fact",
            "reuse",
            "fulfil",
            "disclose",
            "add_papers",
            "paper",
        )
    },
    **{f"standings:{name}": "two municipalities: tests/act/bibob/test_wall" for name in ("standing", "decide")},
    **{
        f"bibob:{name}": "two municipalities: tests/act/bibob/test_wall"
        for name in (
            "questionnaire",
            "questionnaire_send",
            "questionnaire_revoke",
            "trigger",
            "trigger_edit",
            "trigger_adopt",
            "trigger_end",
            "trigger_drop",
            "hours",
        )
    },
    "questionnaire:form": "whoever has the link is whom it was given to: tests/act/bibob/test_questionnaire",
}
"""Addresses tried from another municipality by tests of their own."""


def screening_steps(municipality: Any) -> list[dict[str, Any]]:
    """Return every step of every screening there."""
    from baken.act.bibob.file.stepping import STEPS
    from baken.act.bibob.models import Screening

    rows = Screening._base_manager.filter(municipality=municipality).values_list("reference", flat=True)
    return [{"reference": reference, "step": word} for reference in rows for word in STEPS]


def bibob_addresses(of: Callable[..., Any], words: Callable[..., Any]) -> dict[str, Any]:
    """Return which rows each address names, by the two helpers of `addresses`."""
    return {
        **{f"standings:{name}": of("bibob.Standing", reference="reference") for name in ("standing", "decide")},
        "bibob:open": of("bibob.Standing", application="reference"),
        "bibob:step": screening_steps,
        **{
            f"bibob:{name}": of("bibob.Screening", reference="reference")
            for name in ("screening", "look", "relate", "indicate", "reuse", "disclose", "add_papers")
        },
        **{
            f"bibob:{name}": of(f"bibob.{model}", reference="screening__reference", key="pk")
            for name, model in (("weigh_fact", "Indicator"), ("fulfil", "Duty"), ("paper", "ScreeningPaper"))
        },
        "questionnaire:form": words(token="0" * 43),
        **{f"bibob:{name}": of("bibob.Screening", reference="reference") for name in ("questionnaire_send", "hours")},
        **{
            f"bibob:{name}": of("bibob.Questionnaire", reference="screening__reference", key="pk")
            for name in ("questionnaire", "questionnaire_revoke")
        },
        **{
            f"bibob:{name}": of("bibob.Trigger", slug="slug", number="version_number")
            for name in ("trigger", "trigger_edit", "trigger_adopt", "trigger_end", "trigger_drop")
        },
    }

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who works at a desk with signals, and which of their addresses the grid of roles leaves to other tests."""

CONCERN_READERS = frozenset(
    {
        "safety_adviser",
        "undermining_coordinator",
        "care_safety_coordinator",
        "youth_coordinator",
        "port_team",
        "inspector",
        "youth_officer",
        "trafficking_officer",
    }
)
"""Whoever may work at a desk with signals: what each finds there follows from which. Doors of one: var/demo-access.json."""

CONCERN_TELLERS = frozenset(
    {
        "safety_adviser",
        "mayor",
        "executive",
        "undermining_coordinator",
        "legal_adviser",
        "bibob_coordinator",
        "permit_officer",
        "contract_officer",
        "care_safety_coordinator",
        "youth_coordinator",
        "port_team",
        "inspector",
        "youth_officer",
        "trafficking_officer",
        "source_keeper",
        "privacy_officer",
        "on_call_officer",
        "partner",
    }
)
"""Whoever may tell of something: what each sees afterwards is how far the own reports are."""
TOPIC_TELLERS = frozenset(
    {"safety_adviser", "undermining_coordinator", "care_safety_coordinator", "youth_coordinator", "partner"}
)

CONCERN_PAGES: dict[str, tuple[str, object]] = {
    "concerns:trafficking": ("/uitvoeren/signalen/mensenhandel/", frozenset({"trafficking_officer"})),
    "concern_field:form": ("/veld/signaal/", "everybody"),
    "concerns:overview": ("/uitvoeren/signalen/", CONCERN_READERS),
    "concerns:report": ("/uitvoeren/signalen/nieuw/?soort=nuisance", CONCERN_TELLERS),
    "concerns:mine": ("/uitvoeren/signalen/doorgegeven/", CONCERN_TELLERS),
    "concerns:import": ("/uitvoeren/signalen/inlezen/", frozenset({"safety_adviser"})),
    "concerns:import_example": ("/uitvoeren/signalen/inlezen/voorbeeld.csv", frozenset({"safety_adviser"})),
    "concerns:categories": ("/uitvoeren/signalen/inrichten/", frozenset({"safety_adviser"})),
    "concerns:category_new": ("/uitvoeren/signalen/inrichten/nieuw/", frozenset({"safety_adviser"})),
    "concerns:category_page": ("/uitvoeren/signalen/inrichten/categorie/drugs-street/", frozenset({"safety_adviser"})),
    "concerns:category_edit": (
        "/uitvoeren/signalen/inrichten/categorie/drugs-street/wijzigen/",
        frozenset({"safety_adviser"}),
    ),
    "concerns:topics": ("/uitvoeren/signalen/onderwerpen/", TOPIC_TELLERS | {"mayor"}),
    "concerns:topic_new": ("/uitvoeren/signalen/onderwerpen/nieuw/", TOPIC_TELLERS),
    "concerns:export_csv": ("/uitvoeren/signalen/signalen.csv", CONCERN_READERS),
    "concerns:releases": ("/uitvoeren/signalen/herkomst/", frozenset({"source_keeper"})),
    "concerns:own_details": ("/uitvoeren/signalen/herkomst/melder/", frozenset({"source_keeper"})),
    "concerns:packets": ("/uitvoeren/signalen/gedeeld/", frozenset({"partner"})),
}

CONCERNS = {
    "concerns:concern": "a door of one signal: var/demo-access.json, tests/act/concerns",
    **{
        f"concerns:{name}": "the designated officer: tests/act/concerns/test_trafficking.py"
        for name in ("hand_over", "hand_over_answer", "barrier", "barrier_outcome")
    },
    "concerns:category_switch": "by POST: tests/act/concerns/test_category_pages.py",
    "concerns:import_check": "who chose the file: tests/act/concerns/test_importing.py",
    "concerns:import_discard": "by POST: tests/act/concerns/test_importing.py",
    "concerns:attachment": "a door of one signal: var/demo-access.json, tests/act/concerns",
    "concerns:check": "by POST: tests/act/concerns/test_triage_pages.py",
    "concerns:split": "who handles it: tests/act/concerns/test_work_pages.py",
    "concerns:category": "who handles it: tests/act/concerns/test_work_pages.py",
    "concerns:link": "by POST: tests/act/concerns/test_work_pages.py",
    "concerns:unlink": "by POST: tests/act/concerns/test_work_pages.py",
    "concerns:unmerge": "by POST: tests/act/concerns/test_work_pages.py",
    "concerns:assign": "by POST: tests/act/concerns/test_work_pages.py",
    "concerns:note": "by POST: tests/act/concerns/test_work_pages.py",
    "concerns:export_json": "a door of one signal: var/demo-access.json, tests/act/concerns",
    "concerns:assign_many": "by POST: tests/act/concerns/test_bulk.py",
    "concerns:meeting_list": "by POST: tests/act/concerns/test_bulk.py",
    "concerns:filter_save": "by POST: tests/act/concerns/test_bulk.py",
    "concerns:filter_drop": "by POST: tests/act/concerns/test_bulk.py",
    "concerns:retest": "by POST: tests/act/concerns/test_triage_pages.py",
    "concerns:read_messages": "by POST: tests/act/concerns/test_weighing_pages.py",
}

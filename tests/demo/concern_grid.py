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

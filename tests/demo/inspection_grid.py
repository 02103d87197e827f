# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may open which page of inspections, and which of their addresses the grid of roles leaves to other tests."""

INSPECTION_PLANNERS = frozenset({"undermining_coordinator", "port_team"})
INSPECTION_DESK = INSPECTION_PLANNERS | {"inspector"}
MAYOR = frozenset({"mayor"})
PROGRAMME_READERS = INSPECTION_DESK | MAYOR
INSPECTION_READERS = INSPECTION_DESK | {"partner"}
"""What a partner finds there follows from what it takes part in."""

INSPECTION_PAGES: dict[str, tuple[str, object]] = {
    "inspections:overview": ("/uitvoeren/controles/", INSPECTION_READERS),
    "inspections:new": ("/uitvoeren/controles/nieuw/", INSPECTION_PLANNERS),
    "inspections:checklists": ("/uitvoeren/controles/lijsten/", INSPECTION_PLANNERS),
    "inspections:checklist": ("/uitvoeren/controles/lijsten/fire-safety/", INSPECTION_PLANNERS),
    "inspections:checklist_new": ("/uitvoeren/controles/lijsten/nieuw/", INSPECTION_PLANNERS),
    "inspections:checklist_edit": ("/uitvoeren/controles/lijsten/fire-safety/wijzigen/", INSPECTION_PLANNERS),
    "inspections:checklist_end": ("/uitvoeren/controles/lijsten/fire-safety/beeindigen/", INSPECTION_PLANNERS),
    "inspection_field:form": ("/veld/controle/", "everybody"),
    "inspections:programmes": ("/uitvoeren/controles/programma/", PROGRAMME_READERS),
    "inspections:programme": ("/uitvoeren/controles/programma/2026/", PROGRAMME_READERS),
    "inspections:programme_new": ("/uitvoeren/controles/programma/nieuw/", INSPECTION_PLANNERS),
    "inspections:programme_goal": ("/uitvoeren/controles/programma/2028/doel/", INSPECTION_PLANNERS),
    "inspections:programme_line": ("/uitvoeren/controles/programma/2028/regel/", INSPECTION_PLANNERS),
    "inspections:programme_propose": ("/uitvoeren/controles/programma/2028/voorleggen/", INSPECTION_PLANNERS),
    "inspections:programme_take_back": ("/uitvoeren/controles/programma/2027/terughalen/", INSPECTION_PLANNERS),
    "inspections:programme_give_back": ("/uitvoeren/controles/programma/2027/teruggeven/", MAYOR),
    "inspections:programme_adopt": ("/uitvoeren/controles/programma/2027/vaststellen/", MAYOR),
    "inspections:programme_evaluation": ("/uitvoeren/controles/programma/2026/evaluatie/", INSPECTION_PLANNERS),
    "inspections:programme_money": ("/uitvoeren/controles/programma/2026/geld/", INSPECTION_PLANNERS),
    "inspections:programme_scan": ("/uitvoeren/controles/programma/2026/quickscan/", INSPECTION_PLANNERS),
    "inspections:programme_reception": ("/uitvoeren/controles/programma/2026/ontvangst/", INSPECTION_PLANNERS),
}

INSPECTIONS = {
    **{
        f"inspections:{name}": "of one file: tests/act/inspections/test_planning_pages.py"
        for name in (
            "inspection", "briefing", "plan", "step", "party_new", "party_remove", "target_new", "target_edit",
            "target_remove", "home_authorise", "home_enter", "home_report",
        )
    },
    **{
        f"inspections:{name}": "of one file: tests/act/inspections/test_outcome.py"
        for name in ("follow_up_new", "follow_up", "follow_up_move", "report_make", "report")
    },
    "inspections:programme_line_remove": "by POST: tests/act/inspections/test_programme.py",
    **{f"inspections:{name}": "of one file: tests/act/inspections/test_findings.py" for name in ("record", "correct", "photo")},
    "inspection_field:lists": "whoever records findings: tests/act/inspections/test_field.py",
    "inspection_field:send": "by POST: tests/act/inspections/test_field.py",
    "finding_journeys:signal": "of one file: tests/act/journeys/test_findings.py",
}  # fmt: skip

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which processing activity each address of measures, Bibob, inspections and the case system carries out (`processing_grid`)."""

FUNCTIONS = ("", "functions, parties and organisations; docs/data-classification.toml knows no personal field of it")
ITSELF = ("", "about Baken itself, or a setting of the browser")

DESKS: dict[str, object] = {
    **{f"measures:{name}": "measures" for name in ("overview", "new", "measure", "step", "party_remove")},
    "measure_journeys:answer": "measures",
    **{f"measures:{name}": "measures" for name in ("prepare", "document", "document_sign", "reasons", "addresses")},
    **{f"measures:{name}": "measures" for name in ("breach", "collection", "forfeiture_step", "costs", "costs_paid")},
    **{f"measures:{name}": "measures" for name in ("remedy_new", "remedy", "remedy_put_off")},
    **{f"measures:policy{name}": FUNCTIONS for name in ("", "_new", "_version", "_edit", "_follow", "_adopt", "_drop")},
    **{f"inspections:checklist{name}": FUNCTIONS for name in ("s", "", "_new", "_edit", "_end")},
    **{f"inspections:{name}": "inspections" for name in ("record", "correct", "photo")},
    "inspection_field:form": ITSELF,
    "inspection_field:lists": "inspections",
    "inspection_field:send": "inspections",
    "finding_journeys:signal": "inspections",
    **{
        f"inspections:{name}": "inspections"
        for name in (
            "overview",
            "new",
            "inspection",
            "briefing",
            "plan",
            "step",
            "party_new",
            "party_remove",
            "target_new",
            "target_edit",
            "target_remove",
            "home_authorise",
            "home_enter",
            "home_report",
            "follow_up_new",
            "follow_up",
            "follow_up_move",
            "report_make",
            "report",
            "programmes",
            "programme",
            "programme_new",
            "programme_goal",
            "programme_line",
            "programme_line_remove",
            "programme_propose",
            "programme_take_back",
            "programme_give_back",
            "programme_adopt",
            "programme_evaluation",
            "programme_money",
            "programme_scan",
            "programme_reception",
        )
    },
    "questionnaire:form": "bibob",
    **{f"bibob:{name}": "bibob" for name in ("questionnaire", "questionnaire_send", "questionnaire_revoke", "hours")},
    **{f"standings:{name}": "bibob" for name in ("overview", "new", "standing", "decide")},
    **{
        f"bibob:{name}": "bibob"
        for name in (
            "overview",
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
    **{
        f"bibob:{name}": ("", "when the municipality screens: its policy, nothing of anybody")
        for name in (
            "triggers",
            "trigger_new",
            "trigger",
            "trigger_edit",
            "trigger_adopt",
            "trigger_end",
            "trigger_drop",
        )
    },
    **{f"zgw:{name}": "zgw" for name in ("overview", "again", "compare")},
    "zgw_notify:notify": "zgw",
}

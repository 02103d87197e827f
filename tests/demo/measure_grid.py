# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may open which page of measures and of the case system, and which addresses the grid of roles leaves to other tests."""

MEASURE_READERS = frozenset({"legal_adviser", "mayor", "executive"})
ADDRESS_READERS = MEASURE_READERS | {"undermining_coordinator", "permit_officer", "port_team", "inspector"}

MEASURE_PAGES: dict[str, tuple[str, object]] = {
    "measures:overview": ("/uitvoeren/maatregelen/", MEASURE_READERS),
    "measures:new": ("/uitvoeren/maatregelen/nieuw/", frozenset({"legal_adviser"})),
    "measures:addresses": ("/uitvoeren/maatregelen/adressen/", ADDRESS_READERS),
    "measures:policy": ("/uitvoeren/maatregelen/beleid/", MEASURE_READERS),
    "measures:policy_new": ("/uitvoeren/maatregelen/beleid/nieuw/matrix/", frozenset({"legal_adviser"})),
    "measures:policy_version": ("/uitvoeren/maatregelen/beleid/matrix/damocles/2/", MEASURE_READERS),
    "zgw:overview": ("/uitvoeren/zaaksysteem/", frozenset({"bibob_coordinator", "legal_adviser"})),
}

MEASURES = {
    **{
        f"measures:{name}": "of one file: tests/act/measures/test_pages.py"
        for name in ("measure", "step", "party_remove")
    },
    "measures:policy_edit": "drafts only: tests/act/measures/test_policy_pages.py",
    **{
        f"measures:policy_{name}": "by POST: tests/act/measures/test_policy_pages.py"
        for name in ("follow", "adopt", "drop")
    },
    **{
        f"measures:{name}": "of one file: tests/act/measures/test_penalty_pages.py"
        for name in ("reasons", "breach", "collection", "forfeiture_step", "costs", "costs_paid")
    },
    **{
        f"measures:{name}": "of one file: tests/act/measures/test_penalty_pages.py"
        for name in ("remedy_new", "remedy", "remedy_put_off")
    },
    "measure_journeys:answer": "of one file that was asked for: tests/act/journeys/test_asking.py",
    "measures:prepare": "of one file: tests/act/measures/test_documents.py",
    "measures:document": "of one file: tests/act/measures/test_documents.py",
    "measures:document_sign": "of one file, by POST: tests/act/measures/test_documents.py",
    "zgw_notify:notify": "by POST, whoever has the token: tests/act/zgw/test_flow_in.py",
    **{f"zgw:{name}": "by POST: tests/act/zgw/test_page.py" for name in ("again", "compare")},
}

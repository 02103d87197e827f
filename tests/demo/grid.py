# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may open which address: written by hand, never computed by the rules that it checks."""

EVERYBODY = "everybody"
"""Also without an account."""
ACCOUNTS = "accounts"
"""Whoever logs in."""

STAFF = frozenset(
    {
        "safety_adviser",
        "mayor",
        "executive",
        "council_member",
        "council_clerk",
        "undermining_coordinator",
        "bibob_coordinator",
        "care_safety_coordinator",
        "youth_coordinator",
        "port_team",
        "inspector",
        "youth_officer",
        "privacy_officer",
        "data_protection_officer",
    }
)
DRAFTS = frozenset({"safety_adviser", "mayor", "executive"})
SUPERVISION = frozenset({"privacy_officer", "data_protection_officer"})
ADVISER = frozenset({"safety_adviser"})

PLAN = "/besluiten/ivp/2025-2026/"
GRID: dict[str, tuple[str, object]] = {
    "home": ("/", EVERYBODY),
    "web:search": ("/zoeken/?q=velserbroek", ACCOUNTS),
    "web:about": ("/over-baken/", EVERYBODY),
    "web:method": ("/over-baken/hoe-wij-rekenen/", EVERYBODY),
    "web:accessibility": ("/over-baken/toegankelijkheid/", EVERYBODY),
    "web:privacy": ("/over-baken/privacy/", EVERYBODY),
    "web:log": ("/toezicht/logboek/", SUPERVISION),
    "ui:styleguide": ("/stijl/", EVERYBODY),
    "health": ("/gezond/", EVERYBODY),
    "act": ("/uitvoeren/", ACCOUNTS),
    "observe:overview": ("/waarnemen/", ACCOUNTS),
    "observe:area": ("/waarnemen/gebied/WK045308/", ACCOUNTS),
    "observe:compare": ("/waarnemen/vergelijk/", ACCOUNTS),
    "observe:indicators": ("/waarnemen/indicatoren/", ACCOUNTS),
    "observe:indicator": ("/waarnemen/indicator/crime_total/", ACCOUNTS),
    "observe:municipalities": ("/waarnemen/gemeenten/", ACCOUNTS),
    "observe:figure": ("/waarnemen/cijfer/crime_total/WK045308/2025/", ACCOUNTS),
    "observe:sources": ("/waarnemen/bronnen/", ACCOUNTS),
    "observe:dataset": ("/waarnemen/bronnen/47022NED-year/", ACCOUNTS),
    "observe:download": ("/waarnemen/download/wijken.csv", ACCOUNTS),
    "decide:overview": ("/besluiten/", ACCOUNTS),
    "decide:import": ("/besluiten/inlezen/", ADVISER),
    "decide:framework": ("/besluiten/kadernota/2023-2026/", ACCOUNTS),
    "decide:priorities_csv": ("/besluiten/kadernota/2023-2026/prioriteiten.csv", ACCOUNTS),
    "decide:priority": ("/besluiten/kadernota/2023-2026/ondermijning/", ACCOUNTS),
    "decide:plan": (PLAN, STAFF),
    "decide:efforts_csv": (f"{PLAN}inspanningen.csv", STAFF),
    "account:overview": ("/verantwoorden/", ACCOUNTS),
    "account:pack": ("/verantwoorden/raadsdossier/2025/", DRAFTS),
    "account:download": ("/verantwoorden/raadsdossier/2025/bestand/council-pack-2025.pdf", DRAFTS),
    "public:municipalities": ("/openbaar/", EVERYBODY),
    "public:municipality": ("/openbaar/velsen/", EVERYBODY),
}
"""Name of the address: (example, who may). The rest get 404; without an account one is sent to the login page or gets 404."""

ELSEWHERE = {
    "language": "changes nothing but a cookie, by POST",
    "account_login": "the login page itself",
    "account_logout": "by POST",
    "account_change_password": "allauth's own, for whoever is logged in",
    "decide:effort": "partners see their own: tests/decide/policy",
    "account:releases": "tests/account",
    "account:draft": "by POST: tests/account",
    "account:issue": "by POST: tests/account",
    "account:publish": "by POST: tests/account",
    "account:withdraw": "by POST: tests/account",
    "public:download": "tests/account",
}
"""Addresses that this grid leaves to other tests, and why."""

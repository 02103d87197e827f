# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The role matrix: which role may do what. Data, so that it can be read, printed and audited.

A permission is `feature.noun.verb`. A permission that no role holds is refused to everybody.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .permissions import PERMISSIONS


@dataclass(frozen=True, slots=True)
class Role:
    """One role: `label` as the interface says it, and the permissions it grants."""

    slug: str
    label: Any
    permissions: frozenset[str]
    external: bool = False

    @property
    def told(self) -> list[str]:
        """Return what the role may do, in words, in the order of the list of permissions."""
        return [str(words) for slug, words in PERMISSIONS.items() if slug in self.permissions]


READ_ALONG = frozenset({"observe.picture.view", "decide.framework.view", "account.pack.view"})
"""What everybody with an account sees: the picture, the adopted policy, the issued dossiers."""

TERMS = frozenset({"terms.list.view"})
"""Terms of what one may see anyway: which those are follows from the records."""
COUNCIL = READ_ALONG | TERMS | {"decide.plan.view", "decide.effort.view", "decide.council.view"}
MEET = frozenset({"decide.meeting.view", "decide.meeting.report"})
"""Being invited: which meetings one sees follows from who is a member of them."""

REPORT_CONCERNS = frozenset({"act.concern.report"})
"""Telling of something: whoever does gets to see nothing by it."""
SEE_TOPICS = frozenset({"act.topic.view"})
TELL_TOPICS = SEE_TOPICS | {"act.topic.report"}
"""Trends without persons, for whoever writes policy on them or leads work."""
SEE_CONCERNS = frozenset({"act.concern.view"})
"""In which registers follows from where the role is admitted."""
HANDLE_CONCERNS = SEE_CONCERNS | {"act.concern.handle", "act.concern.share"}
HAND_OVER = frozenset({"act.trafficking.handle"})
"""Signals on trafficking, at the desk of the designated officer alone."""
RELEASE_SOURCE = "act.concern.release"
"""By which somebody sees who reported, and may tell: never together with seeing what was reported (`matrix`)."""

STAFF = COUNCIL | MEET | REPORT_CONCERNS | {"decide.capacity.view"}
PLAN_CAPACITY = frozenset({"decide.capacity.manage"})
"""Whoever leads work that has to be fitted into hours."""
WRITE_POLICY = frozenset({"decide.framework.import", "observe.figures.load"})
READ_ALERTS = frozenset({"observe.alert.view"})
TRIAGE_ALERTS = READ_ALERTS | {"observe.alert.triage"}
"""Rises that nobody explained yet are no news: for those who can find out, not for the council or partners."""
SEE_RELEASES = frozenset({"account.release.view"})
RELEASE_FIGURES = SEE_RELEASES | {"account.release.draft", "account.release.publish"}
OWN_FIGURES = frozenset({"observe.own_figures.view"})
"""Unprotected counts of own records: small enough to tell of one household."""
PREPARE_MEETINGS = frozenset({"decide.meeting.prepare"})
"""Of which meetings follows from who is chair or secretary of them."""
RUN_POLICY = PREPARE_MEETINGS | {"decide.programme.manage", "decide.meeting.manage", "decide.council.manage"}
SETTLE = frozenset({"decide.council.manage", "decide.session.settle"})
MAKE_PACK = frozenset({"account.pack.view_draft", "account.pack.draft", "account.pack.issue", "account.pack.publish"})
SUPERVISE = frozenset(
    {
        "access.log.view",
        "access.matrix.view",
        "access.emergency.view",
        "access.account.view",
        "privacy.register.view",
        "privacy.retention.view",
        "privacy.reads.view",
        "privacy.requests.view",
    }
)
"""What the FG sees, and nothing more: supervision changes nothing."""
CARRY_OUT_PRIVACY = SUPERVISE | {
    "access.matrix.manage",
    "access.account.confirm",
    "access.emergency.review",
    "privacy.register.manage",
    "privacy.retention.manage",
    "privacy.reads.review",
    "privacy.requests.manage",
}
SEE_MEASURES = frozenset({"act.measure.view", "act.measure.register"})
"""In which registers follows from where the role is admitted: the mayor's apart from the executive's."""
PREPARE_MEASURES = SEE_MEASURES | {"act.measure.handle", "act.measure.manage"}
SIGN_MEASURES = SEE_MEASURES | {"act.measure.sign"}
IN_FORCE = frozenset({"act.measure.register"})
"""That premises are closed, until when: for whoever works there, without the file."""
SCREEN = frozenset({"act.bibob.view", "act.bibob.handle", "act.bibob.manage"})
DECIDE_AFTER_SCREENING = frozenset({"act.standing.view", "act.standing.ask"})
"""A deciding department: stage and conclusion, never the file (the information wall of the Wet Bibob)."""
INSPECT = frozenset({"act.inspection.view", "act.inspection.record"})
"""Of which inspections follows from admission or from taking part."""
LEAD_INSPECTIONS = INSPECT | {"act.inspection.plan"}
WORK_ON_CASES = frozenset({"act.case.view", "act.case.contribute"})
LEAD_CASES = WORK_ON_CASES | {"act.case.manage"}

ROLES: dict[str, Role] = {
    role.slug: role
    for role in (
        Role(
            "safety_adviser",
            _("adviseur veiligheid"),
            STAFF
            | WRITE_POLICY
            | RUN_POLICY
            | MAKE_PACK
            | OWN_FIGURES
            | RELEASE_FIGURES
            | PLAN_CAPACITY
            | TRIAGE_ALERTS
            | HANDLE_CONCERNS
            | TELL_TOPICS
            | {"act.concern.manage"},
        ),
        Role(
            "mayor",
            _("burgemeester"),
            STAFF
            | SEE_TOPICS
            | OWN_FIGURES
            | READ_ALERTS
            | SEE_RELEASES
            | SIGN_MEASURES
            | {"account.pack.view_draft", "account.pack.issue", "act.case.view", "act.inspection.adopt"},
        ),
        Role("executive", _("college"), STAFF | SIGN_MEASURES | {"account.pack.view_draft"}),
        Role("council_member", _("raadslid"), COUNCIL),
        Role("council_clerk", _("griffier"), COUNCIL | SETTLE | SEE_RELEASES | {"account.pack.publish"}),
        Role(
            "undermining_coordinator",
            _("coördinator ondermijning"),
            STAFF
            | LEAD_CASES
            | OWN_FIGURES
            | PREPARE_MEETINGS
            | PLAN_CAPACITY
            | TRIAGE_ALERTS
            | HANDLE_CONCERNS
            | TELL_TOPICS
            | LEAD_INSPECTIONS
            | IN_FORCE,
        ),
        Role("legal_adviser", _("juridisch adviseur"), STAFF | PREPARE_MEASURES | PLAN_CAPACITY),
        Role("bibob_coordinator", _("Bibob-coördinator"), STAFF | WORK_ON_CASES | PLAN_CAPACITY | SCREEN),
        Role("permit_officer", _("medewerker vergunningen"), STAFF | DECIDE_AFTER_SCREENING | IN_FORCE),
        Role("contract_officer", _("medewerker subsidies, inkoop en vastgoed"), STAFF | DECIDE_AFTER_SCREENING),
        Role(
            "care_safety_coordinator",
            _("coördinator zorg en veiligheid"),
            STAFF | LEAD_CASES | PREPARE_MEETINGS | PLAN_CAPACITY | TRIAGE_ALERTS | HANDLE_CONCERNS | TELL_TOPICS,
        ),
        Role(
            "youth_coordinator",
            _("coördinator jeugd"),
            STAFF | LEAD_CASES | PREPARE_MEETINGS | PLAN_CAPACITY | TRIAGE_ALERTS | HANDLE_CONCERNS | TELL_TOPICS,
        ),
        Role("port_team", _("haventeam"), STAFF | WORK_ON_CASES | SEE_CONCERNS | LEAD_INSPECTIONS | IN_FORCE),
        Role("inspector", _("toezichthouder"), STAFF | WORK_ON_CASES | SEE_CONCERNS | INSPECT | IN_FORCE),
        # handles what lies under the Wpg: nobody else is admitted there
        Role("youth_officer", _("jeugdboa"), STAFF | LEAD_CASES | HANDLE_CONCERNS),
        Role("trafficking_officer", _("aandachtsfunctionaris mensenhandel"), STAFF | HANDLE_CONCERNS | HAND_OVER),
        Role("source_keeper", _("bronbeheerder"), STAFF | {RELEASE_SOURCE}),
        Role(
            "privacy_officer",
            _("privacy officer"),
            STAFF | CARRY_OUT_PRIVACY | SEE_RELEASES | {"account.release.publish"},
        ),
        Role(
            "data_protection_officer",
            _("functionaris gegevensbescherming (FG)"),
            COUNCIL | {"decide.meeting.view"} | SUPERVISE | SEE_RELEASES,
        ),
        Role("on_call_officer", _("piketfunctionaris"), STAFF | {"act.case.view", "access.emergency.use"}),
        Role(
            "administrator",
            _("functioneel beheerder"),
            READ_ALONG | {"access.account.view", "access.account.manage", "access.account.confirm"},
        ),
        Role(
            "partner",
            _("partner"),
            READ_ALONG
            | TERMS
            | MEET
            | WORK_ON_CASES
            | REPORT_CONCERNS
            | INSPECT
            | {"decide.effort.view_own", "act.topic.report", "act.packet.receive"},
            external=True,
        ),
        Role(
            "system",
            _("Baken zelf"),
            WRITE_POLICY
            | RUN_POLICY
            | SETTLE
            | MAKE_PACK
            | PLAN_CAPACITY
            | STAFF
            | LEAD_CASES
            | CARRY_OUT_PRIVACY
            | OWN_FIGURES
            | RELEASE_FIGURES
            | TRIAGE_ALERTS
            | HANDLE_CONCERNS
            | TELL_TOPICS
            | {"act.concern.manage", RELEASE_SOURCE}
            | PREPARE_MEASURES
            | SIGN_MEASURES
            | SCREEN
            | DECIDE_AFTER_SCREENING
            | LEAD_INSPECTIONS
            | {"act.inspection.adopt", "observe.own_figures.close"}
            | {"registry.areas.load", "access.account.make", "access.account.manage"},
        ),
    )
}


def permissions_of(roles: frozenset[str]) -> frozenset[str]:
    """Return everything that the named roles grant together. An unknown role grants nothing."""
    return frozenset().union(*(ROLES[slug].permissions for slug in roles if slug in ROLES))


def role_label(slug: str) -> str:
    """Return a role in words; one that is no longer there keeps its slug for a name."""
    return str(ROLES[slug].label) if slug in ROLES else slug

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each address with something in it to fill in is about: which rows of a municipality it may name.

A new address fails `test_identifiers` until it has its line here. Written by hand: `of(Model, parameter=path to its value)`.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.exceptions import NoReverseMatch

from tests.demo.bibob_grid import BIBOB_TWO_TOWNS, bibob_addresses
from tests.demo.inspection_addresses import inspection_addresses
from tests.demo.measure_addresses import measure_addresses

Values = dict[str, Any]
Rows = Callable[[Any], list[Values]]


def of(label: str, where: dict[str, Any] | None = None, **paths: str) -> Rows:
    """Return what finds, for a municipality, the values that its rows of a model give the parameters."""

    def rows(municipality: Any) -> list[Values]:
        model = apps.get_model(label)
        found = model._base_manager.filter(municipality=municipality, **(where or {})).order_by("pk")
        told = [dict(zip(paths, row, strict=True)) for row in found.values_list(*paths.values())]
        return [row for at, row in enumerate(told) if row not in told[:at]]

    return rows


def words(**values: Any) -> Rows:
    """Return what gives every municipality the same values: words of Baken itself."""
    return lambda municipality: [values]


def link_of_password(municipality: Any) -> list[Values]:
    """Return the link by which somebody there would choose a password."""
    from baken.access.accounts.mail import link_of
    from baken.access.facade import RoleAssignment

    held = RoleAssignment.objects.filter(municipality=municipality, role="safety_adviser").order_by("pk").first()
    key, token = link_of(held.user).rstrip("/").split("/")[-2:]
    return [{"key": key, "token": token}]


def progress_link(municipality: Any) -> list[Values]:
    """Return a personal link of an owner there, which this test gives a secret that it knows."""
    from baken.decide.programme.models import ProgressRequest
    from baken.decide.programme.owners import links
    from baken.kernel.moment import now
    from tests.kernel.towns import do

    token = links.digest(municipality.slug)[:43]
    rows = ProgressRequest.objects.filter(municipality=municipality, answered_at=None, revoked_at=None)
    found = rows.filter(valid_until__gt=now()).order_by("pk").first()
    if found.token_digest != links.digest(token):
        found.token_digest, found.browser_digest = links.digest(token), ""
        do(found.save, municipality, now())
    return [{"token": token}]


def calendar_feed(municipality: Any) -> list[Values]:
    """Return a calendar address of an adviser there."""
    from baken.access.facade import RoleAssignment, actor_for
    from baken.kernel.moment import now
    from baken.terms import feeds

    held = RoleAssignment.objects.filter(municipality=municipality, role="safety_adviser").order_by("pk").first()
    return [{"token": feeds.make_feed(actor=actor_for(held.user, on=now().date(), at=now()), at=now())}]


def deputy(municipality: Any) -> list[Values]:
    """Return a period in which somebody stands in for an adviser there."""
    from datetime import timedelta

    from baken.access.facade import RoleAssignment, actor_for
    from baken.kernel.moment import now
    from baken.terms import deputies
    from baken.terms.models import Deputy

    held = RoleAssignment.objects.filter(municipality=municipality, role="safety_adviser").order_by("pk").first()
    row = Deputy.objects.filter(municipality=municipality, user=held.user).first()
    if row is None:
        actor = actor_for(held.user, on=now().date(), at=now())
        other, _name = deputies.candidates(actor, now())[0]
        since = now().date() + timedelta(days=300)
        row = deputies.name_deputy(actor=actor, at=now(), deputy=UUID(other), since=since, until=since)
    return [{"pk": str(row.pk)}]


def upload(municipality: Any) -> list[Values]:
    """Return the file with figures that an adviser there left between two steps."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from baken.access.facade import RoleAssignment, actor_for
    from baken.kernel.moment import now
    from baken.observe.local_files import waiting

    held = RoleAssignment.objects.filter(municipality=municipality, role="safety_adviser").order_by("pk").first()
    actor = actor_for(held.user, on=now().date(), at=now())
    kept = waiting.waiting_of(actor)
    if not kept:
        text = b"Wijk;Jaar;Verborgen\nWK045300;2024;7\nWK045301;2024;9\n"
        kept = [waiting.keep(SimpleUploadedFile("verborgen.csv", text), actor=actor, at=now())]
    return [{"token": kept[0].token}]


def stops(municipality: Any) -> list[Values]:
    """Return a change of the plan at each session there: to stop each effort of its plan."""
    rows = of("council.Session", year="year", effort="plan__efforts__slug")(municipality)
    rows.sort(key=lambda row: -row["year"])
    return [{"year": row["year"], "kind": "stop", "effort": row["effort"]} for row in rows]


def session(municipality: Any) -> list[Values]:
    """Return sessions under way of people there."""
    from baken.access.models import RoleAssignment, UserSession

    people = RoleAssignment.objects.filter(municipality=municipality).values("user")
    return [
        {"key": key} for key in UserSession.objects.filter(user__in=people).order_by("pk").values_list("pk", flat=True)
    ]


CONCERN = of("concerns.Concern", reference="reference")
CASE = of("cases.Case", reference="reference")
PART = of("cases.Section", reference="guarded__reference", part="part")
TAKING = of("access.Participation", {"guarded__kind": "case.premises"}, reference="guarded__reference", key="pk")
ACCOUNT = of("access.RoleAssignment", key="user")
VAULT = of("access.Vault", vault="slug")
COVENANT = of("access.Covenant", covenant="slug")
ACTIVITY, DPIA = of("privacy.ProcessingActivity", slug="slug"), of("privacy.Dpia", slug="slug")
READ, GUARDED = of("privacy.ReadReview", pk="pk"), of("access.GuardedRecord", pk="pk")
ALERT = of("observe.Alert", key="pk")
PULL, MAPPING = of("observe.Pull", pull_id="pk"), of("observe.ColumnMapping", slug="slug")
FRAMEWORK, PLAN = of("decide.Framework", slug="slug"), of("decide.Plan", slug="slug")
EFFORT = of("decide.Effort", plan="plan__slug", slug="slug")
PROGRAMME = of("decide.Plan", plan="slug")
KIND, MEETING = of("meetings.MeetingKind", kind="slug"), of("meetings.Meeting", kind="kind__slug", on="on")
POINT, DECISION = of("meetings.AgendaItem", key="pk"), of("meetings.Decision", key="pk")
ITEM, APV, PROPOSAL = (of(f"council.{name}", pk="pk") for name in ("CouncilItem", "ApvChange", "Proposal"))
SESSION = of("council.Session", year="year")
FIGURES = of("accounting.FigureRelease", number="number")
PACK = of("accounting.CouncilPack", year="year", edition="edition")

ADDRESSES: dict[str, Rows] = {
    "own:session_end": session,
    "own:password_link": link_of_password,
    **{
        f"accounts:{name}": ACCOUNT
        for name in (
            "account", "details", "role_give", "move", "leave", "password_link", "second_factor_reset", "token_new"
        )
    },
    "accounts:role_end": of("access.RoleAssignment", key="pk"),
    "accounts:token_revoke": of("access.ServiceToken", key="pk"),
    **{f"accounts:{name}": of("access.AccountChange", key="pk") for name in ("change", "change_decide")},
    "supervision:role": words(role="mayor"),
    "supervision:permission": words(permission="access.log.view"),
    "supervision:cell": words(role="mayor", permission="access.log.view"),
    **{f"supervision:{name}": VAULT for name in ("register", "register_edit", "admission")},
    "supervision:dismissal": of("access.VaultAdmission", vault="vault__slug", role="role"),
    "supervision:wpg_export": of("access.Vault", {"regime": "wpg"}, vault="slug"),
    **{
        f"supervision:{name}": COVENANT
        for name in ("covenant", "covenant_signing", "covenant_extend", "covenant_end")
    },
    "supervision:team": of("access.Team", team="slug"),
    "supervision:team_leave": of("access.TeamMembership", key="pk"),
    **{f"supervision:{name}": of("access.EmergencyAccess", key="pk") for name in ("review", "emergency_end")},
    **{f"privacy:{name}": ACTIVITY for name in ("activity", "activity_edit")},
    **{f"privacy:{name}": of("privacy.DataRequest", pk="pk") for name in ("request", "request_edit")},
    "privacy:request_step": lambda municipality: [
        {**row, "name": "withdraw"}
        for row in of(
            "privacy.DataRequest", {"status__in": ("received", "identity", "handling", "extended")}, pk="pk"
        )(municipality)
    ],
    "terms:explain": lambda municipality: [
        {"kind": kind, **row}
        for kind, label, where in (
            ("council-question", "council.CouncilItem", {"kind": "question", "due__isnull": False}),
            ("data-request", "privacy.DataRequest", {}),
        )
        for row in of(label, where, pk="pk")(municipality)
    ],
    "terms:calendar": calendar_feed,
    "terms:deputy_end": deputy,
    **{f"privacy:{name}": DPIA for name in ("dpia", "dpia_edit", "dpia_anew", "risk_new")},
    "privacy:risk_edit": of("privacy.DpiaRisk", slug="dpia__slug", pk="pk"),
    **{f"privacy:{name}": READ for name in ("read", "read_ask", "read_follow_up", "explain")},
    **{f"privacy:{name}": of("privacy.RetentionRule", pk="pk") for name in ("rule", "rule_edit", "rule_verify")},
    "privacy:own_rows_destroy": words(slug="emergency.access"),
    **{f"privacy:{name}": of("privacy.Certificate", number="number") for name in ("certificate", "certificate_pdf")},
    **{f"privacy:{name}": GUARDED for name in ("record", "hold", "approve", "destroy")},
    "ui:styleguide_place_part": words(part="kaart.svg"),
    "observe:area": words(code="WK045308"),
    "observe:indicator": words(slug="crime_total"),
    "observe:figure": words(slug="crime_total", code="WK045308", year=2025),
    "observe:dataset": words(slug="47022NED-year"),
    "observe:download": words(name="wijken"),
    "observe:pull_schedule": words(source="statline"),
    **{f"observe:{name}": ALERT for name in ("alert", "alert_triage", "alert_useful")},
    **{f"observe:{name}": PULL for name in ("pull", "pull_state", "pull_stop", "pull_resume")},
    "observe:local_practice": words(name="oefenbestand"),
    **{f"observe:{name}": MAPPING for name in ("local_mapping", "local_mapping_delete")},
    **{f"observe:{name}": upload for name in ("local_columns", "local_check", "local_discard")},
    **{f"decide:{name}": FRAMEWORK for name in ("framework", "priorities_csv")},
    "decide:priority": of("decide.Priority", framework="framework__slug", slug="slug"),
    **{f"decide:{name}": PLAN for name in ("plan", "efforts_csv")},
    "decide:effort": EFFORT,
    "claims:claim": of("decide.Claim", slug="slug"),
    "programme:revoke": of("programme.ProgressRequest", pk="pk"),
    **{f"programme:{name}": EFFORT for name in ("edit", "stop", "resume", "indicators")},
    "programme:unbind": of("decide.Target", {"effort__isnull": False}, plan="effort__plan__slug", slug="effort__slug"),
    **{f"programme:{name}": PROGRAMME for name in ("versions", "save", "differences", "differences_csv")},
    "programme:version": of("programme.ProgrammeVersion", plan="plan__slug", number="number"),
    "meetings:action": of("meetings.Action", key="pk"),
    "meetings:member_remove": of("meetings.Member", key="pk"),
    **{f"meetings:{name}": POINT for name in ("item", "item_place", "paper_add", "decision_add", "item_correct")},
    **{f"meetings:{name}": DECISION for name in ("decision", "decision_remove", "action_add", "decision_correct")},
    "meetings:guest_remove": of("meetings.Guest", key="pk"),
    **{f"meetings:{name}": of("meetings.Paper", key="pk") for name in ("paper", "paper_remove")},
    **{f"meetings:{name}": KIND for name in ("kind", "kind_edit", "members", "plan")},
    **{f"meetings:{name}": MEETING for name in ("meeting", "meeting_edit", "guest_add", "item_add", "proposal", "step")},
    **{
        f"council:{name}": ITEM
        for name in ("item", "item_edit", "item_answer", "item_withdraw", "item_decide", "paper_add")
    },
    **{f"council:{name}": of("council.ItemPaper", pk="pk") for name in ("paper", "paper_remove")},
    **{
        f"council:{name}": SESSION
        for name in (
            "session", "session_state", "session_edit", "session_step", "session_settle", "changes_csv", "change_choose"
        )
    },
    "council:change_new": stops,
    "council:change_decide": of("council.ProposedChange", pk="pk"),
    **{f"council:{name}": APV for name in ("apv_change", "apv_edit", "apv_step")},
    **{f"council:{name}": PROPOSAL for name in ("proposal", "proposal_edit", "proposal_step", "proposal_scenario")},
    "council:scenario_detach": of("council.ProposalScenario", pk="pk"),
    "council:scenario_attach": of("capacity.Scenario", pk="pk"),
    **{f"capacity:{name}": of("capacity.Scenario", pk="pk") for name in ("scenario", "scenario_csv")},
    **{f"capacity:{name}": of("capacity.Team", slug="slug") for name in ("team", "team_remove")},
    **{f"capacity:{name}": of("capacity.WorkStream", slug="slug") for name in ("stream", "stream_remove")},
    "council:hearing": of("council.Hearing", pk="pk"),
    **{
        f"cases:{name}": CASE
        for name in ("case", "edit", "step", "timeline", "chart", "export_json", "export_csv", "participants", "share",
                     "hand_over")
    },
    **{
        f"cases:{name}": PART
        for name in ("section", "conclusion", "entry", "subject", "action", "document_add")
    },
    **inspection_addresses(of),
    **measure_addresses(of, words),
    **bibob_addresses(of, words),
    **{f"concerns:{name}": CONCERN for name in (
            "concern", "check", "retest", "link", "unmerge", "split", "assign", "category", "note",
            "export_json",
        )},
    **{
        f"concerns:{name}": CONCERN
        for name in (
            "look", "put_on_agenda", "off_agenda", "weigh", "withdraw", "close", "reopen", "tell", "read_messages",
        )
    },
    **{f"concerns:{name}": CONCERN for name in ("hand_over", "barrier")},
    "concerns:hand_over_answer": of("concerns.HandOver", reference="concern__reference", key="pk"),
    "concerns:barrier_outcome": of("concerns.ChosenBarrier", reference="concern__reference", key="pk"),
    **{f"concerns:{name}": CONCERN for name in ("release_ask", "evaluate", "share", "pass_on")},
    "concerns:release": of("concerns.ReleaseRequest", key="pk"),
    "concerns:release_read": of("concerns.ReleaseRequest", reference="concern_reference", key="pk"),
    **{f"concerns:{name}": of("concerns.Packet", reference="reference") for name in ("packet", "recall")},
    "concerns:packet_paper": of("concerns.PacketFile", reference="guarded__reference", key="pk"),
    **{f"concerns:category_{name}": of("concerns.Category", slug="slug") for name in ("page", "edit", "switch")},
    **{f"concerns:import_{name}": words(token="0" * 32) for name in ("check", "discard")},
    "concerns:unlink": of("concerns.Link", reference="concern__reference", key="pk"),
    "concerns:filter_drop": of("concerns.SavedFilter", key="pk"),
    **{f"journeys:{name}": CONCERN for name in ("promote", "measure", "visit")},
    "case_journeys:offer": CASE,
    "concerns:attachment": of("concerns.Attachment", reference="concern__reference", key="pk"),
    "cases:document": of("cases.CaseDocument", reference="guarded__reference", key="pk"),
    "cases:action_done": of("cases.CaseAction", reference="guarded__reference", key="pk"),
    **{f"cases:{name}": TAKING for name in ("participant_end", "participant_sight")},
    "api:case": CASE,
    "api:concern": of("concerns.Concern", reference="reference"),
    **{f"reporting:{name}": lambda municipality: [{"slug": municipality.slug}] for name in ("town", "form_of")},
    **{f"api:public_{name}": of("concerns.Concern", receiptCode="receipt_code") for name in ("standing", "message")},
    "api:section": PART,
    "account:proposal": PROPOSAL,
    "account:pack": of("accounting.CouncilPack", year="year"),
    "account:download": of("accounting.PackFile", year="pack__year", name="name"),
    **{f"account:{name}": PACK for name in ("issue", "publish", "withdraw", "word_add", "word_refresh")},
    **{f"account:{name}": FIGURES for name in ("figures_release", "figures_withdraw")},
    **{
        f"account:figures_{name}": of("accounting.FigureDraft", pk="pk")
        for name in ("draft", "again", "publish", "discard")
    },
    "account:word": of("accounting.EditedWord", year="pack__year", edition="pack__edition", number="number"),
    "public:municipality": lambda municipality: [{"slug": municipality.slug}],
    "public:figures": lambda municipality: [{"slug": municipality.slug}],
    **{
        f"public:figures_{name}": of("accounting.FigureRelease", {"kind": "published", "withdrawal": None},
                                     slug="municipality__slug", number="number")
        for name in ("release", "csv", "json")
    },
    "public:download": of(
        "accounting.PackFile", {"pack__status": "published"}, slug="municipality__slug", year="pack__year", name="name"
    ),
    **{f"progress:{name}": progress_link for name in ("link", "answer")},
}  # fmt: skip

SAME_EVERYWHERE = {
    "inspections:correct": "whoever said it, alone: tests/act/inspections/test_findings",
    **{
        f"inspections:checklist{name}": "names the reader's own: tests/act/inspections/test_checklists"
        for name in ("", "_edit", "_end")
    },
    **{
        f"measures:policy_{name}": "names the reader's own: tests/act/measures/test_policy_pages"
        for name in ("new", "version", "edit", "follow", "adopt", "drop")
    },
    "privacy:own_rows_destroy": "kinds come along with Baken: tests/privacy/test_row_retention",
    "supervision:role": "roles and rights come along with Baken",
    "supervision:permission": "roles and rights come along with Baken",
    "supervision:cell": "roles and rights come along with Baken",
    "ui:styleguide_place_part": "comes along with Baken",
    "observe:area": "areas of the country",
    "observe:indicator": "indicators come along with Baken",
    "observe:figure": "public figures",
    "observe:dataset": "public figures",
    "observe:download": "public figures",
    "observe:pull_schedule": "sources come along with Baken",
    "observe:local_practice": "comes along with Baken",
    "public:municipality": "public",
    "public:download": "public",
    "public:figures": "public",
    "public:figures_release": "public",
    "public:figures_csv": "public",
    "public:figures_json": "public",
    "own:password_link": "whoever has the link is whom it was mailed to: tests/access/test_account_pages",
    "terms:calendar": "whoever has the address is whom it was given to: tests/terms/test_feeds",
    "reporting:town": "public",
    "reporting:form_of": "public",
    **{
        f"concerns:category_{name}": "names the reader's own: tests/act/concerns/test_category_pages"
        for name in ("page", "edit", "switch")
    },
    **{
        f"concerns:import_{name}": "the file of who chose it: tests/act/concerns/test_importing"
        for name in ("check", "discard")
    },
    **{
        f"concerns:{name}": "two municipalities: tests/act/concerns/test_other_municipality"
        for name in (
            "concern",
            "check",
            "retest",
            "link",
            "unmerge",
            "split",
            "assign",
            "category",
            "note",
            "export_json",
            "look",
            "put_on_agenda",
            "off_agenda",
            "weigh",
            "withdraw",
            "close",
            "reopen",
            "tell",
            "read_messages",
            "release_ask",
            "evaluate",
            "share",
            "pass_on",
            "release",
            "release_read",
            "packet",
            "recall",
            "packet_paper",
            "unlink",
            "filter_drop",
            "attachment",
            "hand_over",
            "hand_over_answer",
            "barrier",
            "barrier_outcome",
        )
    },
    **BIBOB_TWO_TOWNS,
    **{
        f"journeys:{name}": "two municipalities: tests/act/concerns/test_other_municipality"
        for name in ("promote", "measure", "visit")
    },
    "api:public_standing": "whoever has the receipt code: tests/api/test_concerns",
    "api:public_message": "whoever has the receipt code: tests/api/test_concerns",
    "progress:link": "whoever has the link is whom it was mailed to: tests/decide/programme",
    "progress:answer": "whoever has the link is whom it was mailed to: tests/decide/programme",
}
"""Addresses that name nothing of one municipality, and why: here one can only guess."""


SENT: dict[str, Callable[[Any], Values]] = {
    "account:issue": lambda municipality: {"content_digest": "another"},
    "accounts:change_decide": lambda municipality: {"besluit": "bevestig"},
    "cases:step": lambda municipality: {"step": "closed"},
    "concerns:check": lambda municipality: {"oordeel": "refuse"},
    "council:session_step": lambda municipality: {"step": "hold"},
    "council:change_decide": lambda municipality: {"step": "adopt"},
    "observe:alert_triage": lambda municipality: {"step": "see"},
    "programme:unbind": lambda municipality: {
        "doel": of("decide.Target", {"effort__isnull": False}, pk="pk")(municipality)[0]["pk"]
    },
}
"""What a form must send before its address looks at anything, or lest it do what takes long."""


def patterns(found: list[URLPattern | URLResolver] | None = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield each address with its name."""
    for pattern in get_resolver().url_patterns if found is None else found:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else before)
        else:
            yield f"{before}{pattern.name}", pattern


@cache
def parameters() -> dict[str, dict[str, Any]]:
    """Return for each address that has something to fill in: parameter -> converter; of several shapes the longest."""
    found: dict[str, dict[str, Any]] = {}
    for name, pattern in patterns():
        given = dict(pattern.pattern.converters)
        if given and len(given) > len(found.get(name, ())):
            found[name] = given
    return found


GUESSES = {
    "uuid": lambda: str(uuid4()),
    "slug": lambda: "bestaat-niet",
    "str": lambda: "bestaat-niet",
    "string": lambda: "bestaat-niet",
    "int": lambda: 1987,
    "case": lambda: "1987-0001",
    "concern": lambda: "1987-AAAA-0001",
    "measure": lambda: "M-AAAA001",
    "screening": lambda: "B-AAAA001",
    "standing": lambda: "BA-AAAA001",
    "day": lambda: "1987-01-02",
}
"""How to make up a value, by the shape that the address asks."""


def guess(name: str) -> Values:
    """Return made-up values of the right shape for every parameter."""
    made = {}
    for parameter, converter in parameters()[name].items():
        shape = type(converter).__name__.removesuffix("Converter").lower()
        shape = "case" if shape == "reference" else shape
        assert shape in GUESSES, f"tell how to fill {name}: make up a {shape} in tests/demo/addresses.py"
        made[parameter] = GUESSES[shape]()
    return made


def mixed(own: list[Values], others: list[Values], known: list[Values]) -> list[Values]:
    """Return values of which the first is one's own and something later another's: none of `known`."""
    found: list[Values] = []
    for mine, its in itertools.product(own, others):
        names = list(mine)
        for at in range(1, len(names)):
            mix = {name: (its if where >= at else mine)[name] for where, name in enumerate(names)}
            if mix not in known and mix not in found:
                found.append(mix)
    return found


def address(name: str, values: Values) -> str:
    """Return the address with the values filled in, or with those of them that it knows."""
    from django.urls import reverse

    try:
        return reverse(name, kwargs=values)
    except NoReverseMatch:
        return reverse(name, kwargs={key: value for key, value in values.items() if value})

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Versions and what differs between them; changes carried out together; files that come in again."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.access.facade import system_actor
from baken.decide.policy.facade import Effort, NotPrioritised, import_plan
from baken.decide.programme import facade
from baken.decide.programme.actions import leave_out_effort, stop_effort, update_effort
from baken.decide.programme.facade import ADD, LEAVE_OUT, SET, STOP, ProgrammeChange, apply_changes, save_version
from baken.decide.programme.models import ProgrammeVersion
from baken.decide.programme.owners.reporting import Answer, record_answer
from baken.decide.programme.versions.actions import unversioned
from baken.decide.programme.versions.content import canonical, differences
from baken.kernel.errors import Denied, Refused
from tests.decide.policy.conftest import demo_text

from .conftest import NOW

SLUG = "havenbedrijven"
FILE = "ivp-2025-2026.yaml"


def reimport(municipality: Any, *replace: tuple[str, str]) -> Any:
    text = demo_text(FILE)
    for old, new in replace:
        assert old in text
        text = text.replace(old, new, 1)
    return import_plan(actor=system_actor(municipality), at=NOW, municipality=municipality, text=text)


def change(adviser: Any, it: Any, **values: Any) -> Any:
    return update_effort(actor=adviser, at=NOW, effort=it, version=it.version, values=values)


def test_reading_a_plan_in_makes_the_first_version(plan: Any, policy: Any) -> None:
    (version,) = ProgrammeVersion.objects.all()
    assert (version.number, version.origin, version.decided_on) == (1, "file", date(2024, 11, 5))
    content = json.loads(version.content)
    assert len(content["efforts"]) == 31
    assert version.content == canonical(content)
    reimport(policy)
    assert ProgrammeVersion.objects.count() == 1, "nothing changed, no version"
    reimport(policy, ("budget: 18000", "budget: 20000"))
    found = facade.version_differences(plan, 1, 2)
    assert [(c.slug, c.field, c.was, c.now) for c in found.changed] == [
        ("integrale-controles", "budget", "€\u00a018.000", "€\u00a020.000")
    ]
    assert found.count == 1


def test_a_version_says_what_the_records_say(plan: Any) -> None:
    from baken.decide.programme.fields import FIELDS, value_of

    told = {it["slug"]: it for it in json.loads(ProgrammeVersion.objects.get().content)["efforts"]}
    assert list(told) == list(Effort.objects.order_by("priority__order", "order").values_list("slug", flat=True))
    for it in Effort.objects.select_related("priority", "programme"):
        mine = {one.name: value_of(it, one.name) for one in FIELDS}
        filled = {name: value for name, value in mine.items() if value not in (None, "", [])}
        more = {"areas", "indicators", "stopped_on", "stopped_because", "slug"}
        assert {name: value for name, value in told[it.slug].items() if name not in more} == filled
        assert told[it.slug]["areas"] == sorted(it.areas.values_list("pk", flat=True))
        assert len(told[it.slug]["indicators"]) == it.targets.count()


def test_what_was_agreed_and_stands_in_no_version_is_named(adviser: Any, effort: Any, plan: Any) -> None:
    assert not unversioned(plan).any
    change(adviser, effort(SLUG), term="2026-12-31", owner="adviseur haven", hours_used=100, risk="Anders")
    found = unversioned(plan)
    assert {c.field for c in found.changed} == {"term", "owner"}, "how far it is belongs in no version"
    save_version(actor=adviser, at=NOW, plan=plan, reason="Besluit van het college", decided_on=date(2026, 11, 17))
    assert not unversioned(plan).any
    whole = facade.version_differences(plan, 1, 2)
    assert {c.field for c in whole.changed} == {"term", "owner", "hours_used", "risk"}
    assert facade.current_version(plan).number == 2


def test_a_version_is_refused_with_every_reason(adviser: Any, plan: Any) -> None:
    with pytest.raises(Refused) as refused:
        save_version(actor=adviser, at=NOW, plan=plan, reason=" ", decided_on=date(2027, 1, 1))
    assert {reason.slug for reason in refused.value.reasons} == {"no_reason", "future", "unchanged"}


def test_council_changes_are_one_version_or_nothing(plan: Any, as_role: Any, effort: Any) -> None:
    clerk = as_role("council_clerk")
    changes = [
        ProgrammeChange(SET, effort=SLUG, field="term", value="2026-12-31", was="2026-12-15"),
        ProgrammeChange(SET, effort=SLUG, field="partners", value=["politie"]),
        ProgrammeChange(
            ADD, values={"title": "Camera's op het strand", "priority": "jeugd", "owner": "coördinator jeugd"}
        ),
        ProgrammeChange(STOP, effort="online-onrust", reason="Motie 12"),
        ProgrammeChange(LEAVE_OUT, effort="cyber-jongeren", reason="Geen capaciteit", again="Kadernota 2027"),
    ]
    told = {"actor": clerk, "at": NOW, "plan": plan, "reason": "Raadssessie", "origin": "council_session"}
    wrong = [*changes, ProgrammeChange(SET, effort="weg", field="term", value=None)]
    wrong.append(ProgrammeChange(SET, effort="gezinsaanpak", field="budget", value=-1))
    wrong.append(ProgrammeChange(SET, effort="gezinsaanpak", field="owner", value="x", was="iemand anders"))
    with pytest.raises(Refused) as refused:
        apply_changes(**told, changes=wrong)
    assert {r.slug for r in refused.value.reasons} == {"unknown_effort", "wrong_budget", "changed_since"}
    assert effort(SLUG).term == date(2026, 12, 15)
    assert ProgrammeVersion.objects.count() == 1
    version = apply_changes(**told, changes=changes, decided_on=date(2026, 11, 19))
    found = facade.version_differences(plan, 1, version.number)
    assert (version.number, version.origin) == (2, "council_session")
    assert [it.title for it in found.added] == ["Camera's op het strand"]
    assert {it.slug for it in found.stopped} == {"online-onrust", "cyber-jongeren"}
    assert [it.slug for it in found.left_out] == ["cyber-jongeren"]
    assert {(c.slug, c.field) for c in found.changed} == {(SLUG, "term"), (SLUG, "partners")}
    assert [c.now for c in found.changed if c.field == "partners"] == ["Politie"]


def test_the_clerk_settles_sessions_and_nothing_else(plan: Any, as_role: Any) -> None:
    changes = [ProgrammeChange(SET, effort=SLUG, field="budget", value=1)]
    for role, origin in (("council_clerk", "executive"), ("mayor", "council_session"), ("partner", "executive")):
        with pytest.raises(Denied):
            apply_changes(actor=as_role(role), at=NOW, plan=plan, changes=changes, reason="x", origin=origin)
    elsewhere = as_role("safety_adviser")
    object.__setattr__(elsewhere, "municipality_id", plan.pk)
    with pytest.raises(Denied):
        save_version(actor=elsewhere, at=NOW, plan=plan, reason="x")


def test_changes_survive_being_kept_as_json(plan: Any, effort: Any) -> None:
    change_ = ProgrammeChange(
        SET, effort=SLUG, field="term", value="2026-12-31", was=facade.value_now(effort(SLUG), "term")
    )
    again = facade.change_from_data(json.loads(json.dumps(facade.change_to_data(change_))))
    assert again == change_
    anyhow = ProgrammeChange(STOP, effort=SLUG, reason="x")
    assert facade.change_from_data(json.loads(json.dumps(facade.change_to_data(anyhow)))).was is anyhow.was
    assert facade.problems_in(plan, [again], date(2026, 11, 24)) == ()
    names = {info.name: info for info in facade.fields_that_may_change(plan, date(2026, 11, 24))}
    assert {"owner", "term", "budget", "hours_planned", "title", "partners"} <= set(names)
    assert not {"hours_used", "result", "done_on"} & set(names)
    assert ("politie", "Politie") in names["partners"].choices


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", ""),
        ("title", "x" * 201),
        ("title", "a\0b"),
        ("owner", None),
        ("term", "2030-01-01"),
        ("term", "soms"),
        ("term", 20261231),
        ("starts_on", "0000-01-01"),
        ("priority", "onbekend"),
        ("year", 2031),
        ("year", True),
        ("partners", ["bestaat-niet"]),
        ("partners", "politie"),
        ("hours_planned", 1.5),
        ("hours_planned", "10"),
        ("budget", 2_000_000_001),
        ("done_on", "2026-11-25"),
        ("municipality_id", "x"),
    ],
)
def test_a_hostile_value_is_refused_by_name(adviser: Any, plan: Any, effort: Any, name: str, value: Any) -> None:
    before = effort(SLUG).version
    with pytest.raises(Refused):
        change(adviser, effort(SLUG), **{name: value})
    assert effort(SLUG).version == before


def test_an_effort_that_begins_after_its_term_is_refused(adviser: Any, effort: Any) -> None:
    with pytest.raises(Refused) as refused:
        change(adviser, effort(SLUG), starts_on="2026-12-20")
    assert refused.value.reasons[0].slug == "starts_late"
    change(adviser, effort(SLUG), starts_on="2026-12-20", term="2026-12-31")
    assert effort(SLUG).starts_on == date(2026, 12, 20)


def test_leaving_out_tells_the_council_and_survives_both_files(adviser: Any, effort: Any, policy: Any) -> None:
    from baken.decide.policy.facade import import_framework

    it = effort("cyber-jongeren")
    leave_out_effort(actor=adviser, at=NOW, effort=it, version=it.version, reason="Geen capaciteit", again="2027")
    row = NotPrioritised.objects.get(slug="cyber-jongeren")
    assert (row.why, row.again, row.priority.slug, row.fictitious) == (
        "Geen capaciteit",
        "2027",
        "cybercriminaliteit",
        True,
    )
    import_framework(
        actor=system_actor(policy), at=NOW, municipality=policy, text=demo_text("kadernota-2023-2026.yaml")
    )
    assert NotPrioritised.objects.filter(pk=row.pk).exists()
    reimport(policy)
    assert effort("cyber-jongeren").stopped_because == "Geen capaciteit"
    it = effort("cyber-jongeren")
    with pytest.raises(Refused) as refused:
        stop_effort(actor=adviser, at=NOW, effort=it, version=it.version, reason="Nog eens")
    assert refused.value.reasons[0].slug == "ended"


def test_a_file_read_in_again_leaves_progress_alone_but_not_the_agreement(
    adviser: Any, effort: Any, policy: Any
) -> None:
    given = Answer("at_risk", hours_used=111, spent=9000, expected_on=date(2027, 1, 15), done="Twaalf", needed="Tijd")
    record_answer(actor=adviser, at=NOW, effort=effort(SLUG), given=given)
    reimport(
        policy,
        ("hours_used: 95", "hours_used: 99"),
        ("budget: 15000", "budget: 16000"),
        ("done: 14, goal: 20", "done: 15, goal: 20"),
    )
    it = effort(SLUG)
    assert (it.hours_used, it.spent, it.expected_on, it.result) == (111, 9000, date(2027, 1, 15), "Twaalf")
    assert (it.output_done, it.budget, it.risk_reported) == (14, 16000, True)
    other = effort("bouwen-aan-vertrouwen")
    assert other.progress_on is None
    reimport(policy, ("result: 5 van 6 bijeenkomsten gehouden", "result: 6 van 6"))
    assert effort("bouwen-aan-vertrouwen").result == "6 van 6", "without progress in Baken the file still says"


def test_a_file_that_forgets_an_effort_with_progress_is_refused_by_line(adviser: Any, effort: Any, policy: Any) -> None:
    from baken.decide.policy.facade import FileRefused

    text = demo_text(FILE)
    start = text.index("  - slug: online-onrust")
    change(adviser, effort("online-onrust"), hours_used=50)
    actor = system_actor(policy)
    with pytest.raises(FileRefused) as refused:
        import_plan(actor=actor, at=NOW, municipality=policy, text=text[:start])
    assert [problem.slug for problem in refused.value.problems] == ["effort_in_use"]
    it = effort("online-onrust")
    stop_effort(actor=adviser, at=NOW, effort=it, version=it.version, reason="Vervallen")
    import_plan(actor=actor, at=NOW, municipality=policy, text=text[:start])
    assert Effort.objects.filter(slug="online-onrust").exists(), "stopped in Baken: it stays, with its reason"


def test_new_keys_of_the_file_are_stored(effort: Any, policy: Any) -> None:
    from baken.decide.policy.facade import FileRefused

    reimport(policy, ("term: 2026-12-15", "term: 2026-12-15\n    expected: 2027-01-10"))
    it = effort(SLUG)
    assert (it.starts_on, it.spent, it.expected_on) == (date(2026, 3, 1), 8200, date(2027, 1, 10))
    with pytest.raises(FileRefused) as refused:
        reimport(policy, ("starts: 2026-03-01", "starts: 2026-12-16"))
    assert [problem.slug for problem in refused.value.problems] == ["starts_late"]


texts = st.sampled_from(["", "a", "b"])
efforts = st.lists(
    st.fixed_dictionaries(
        {
            "slug": st.sampled_from("pqrs"),
            "title": texts,
            "owner": texts,
            "stopped_on": st.sampled_from([None, "2026-01-01"]),
        }
    ),
    max_size=4,
    unique_by=lambda effort: effort["slug"],
)


def whole(rows: list[dict[str, Any]]) -> dict[str, Any]:
    more = {"areas": [], "indicators": [], "stopped_because": ""}
    return {"efforts": [row | more for row in rows], "not_prioritised": [], "names": {}}


@given(before=efforts, after=efforts)
def test_differences_are_none_for_equals_and_mirror_each_other(before: list, after: list) -> None:
    one, other = whole(before), whole(after)
    assert not differences(one, one).any
    there, back = differences(one, other), differences(other, one)
    assert {it.slug for it in there.added} == {it.slug for it in back.removed}
    assert {it.slug for it in there.stopped} == {it.slug for it in back.resumed}
    assert {(c.slug, c.field, c.was, c.now) for c in there.changed} == {
        (c.slug, c.field, c.now, c.was) for c in back.changed
    }
    assert there.any == (
        {tuple(sorted((k, str(v)) for k, v in e.items())) for e in before}
        != {tuple(sorted((k, str(v)) for k, v in e.items())) for e in after}
    )

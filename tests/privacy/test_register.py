# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register of processing activities, the assessments and the retention rules: data, changed with a trace."""

from datetime import date
from pathlib import Path

import pytest

from baken.access.facade import PURPOSES, ROLES
from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.kernel.models import AuditEntry
from baken.privacy.defaults import CODED, shipped
from baken.privacy.models import ChainCheck, Dpia, ProcessingActivity, RetentionRule
from baken.privacy.register import actions, dpia_actions
from baken.privacy.retention import rule_actions

from .conftest import NOW

CONTACTS = {
    "controllers": "Burgemeester en college, Voorbeeldplein 1", "officer": "fg@example.org",
    "requests": "Schrijf aan de gemeente.", "example": False,
}  # fmt: skip


def test_what_comes_along_is_whole_and_loaded_once(town, actor):
    told = shipped()
    assert ProcessingActivity.objects.count() == len(told.activities) == len({it["slug"] for it in told.activities})
    assert RetentionRule.objects.count() == len(told.rules)
    assert Dpia.objects.count() == len(told.dpias)
    assert actions.load_defaults(actor=actor("privacy_officer"), at=NOW, municipality=town) == 0


def test_the_slugs_that_code_names_are_in_the_register():
    assert {it["slug"] for it in shipped().activities} == CODED


def test_each_activity_tells_what_the_law_asks(town):
    for it in ProcessingActivity.objects.all():
        for name in ("name", "controller", "purpose", "basis", "persons", "categories", "retention", "security"):
            assert getattr(it, name).strip(), (it.slug, name)
    assert {it.dpia for it in ProcessingActivity.objects.all()} - {""} <= set(
        Dpia.objects.values_list("slug", flat=True)
    )


def test_each_assessment_has_its_text_in_the_documentation(repo_root: Path):
    for it in shipped().dpias:
        text = (repo_root / it["document"]).read_text(encoding="utf-8")
        assert 1500 < len(text) < 8000, it["document"]


def test_what_somebody_changed_stays_when_it_is_loaded_again(town, actor):
    officer = actor("privacy_officer")
    it = ProcessingActivity.objects.get(slug="meetings")
    actions.change_activity(actor=officer, at=NOW, activity=it, seen=it.version, values={"basis": "Eigen verordening"})
    ProcessingActivity.objects.get(slug="search")
    actions.load_defaults(actor=officer, at=NOW, municipality=town)
    assert ProcessingActivity.objects.get(slug="meetings").basis == "Eigen verordening"
    (row,) = AuditEntry.objects.filter(action="activity.changed")
    assert row.detail == {"fields": ["basis"]}


def test_two_officers_at_once(town, actor):
    officer, it = actor("privacy_officer"), ProcessingActivity.objects.get(slug="meetings")
    actions.change_activity(actor=officer, at=NOW, activity=it, seen=1, values={"basis": "Eerst"})
    with pytest.raises(StaleVersion):
        actions.change_activity(actor=officer, at=NOW, activity=it, seen=1, values={"basis": "Later"})


def test_only_the_fields_of_the_form_can_be_set(town, actor):
    it = ProcessingActivity.objects.get(slug="meetings")
    with pytest.raises(TypeError):
        actions.change_activity(actor=actor("privacy_officer"), at=NOW, activity=it, seen=1, values={"slug": "x"})


def test_a_short_name_is_given_once(town, actor):
    with pytest.raises(Refused):
        actions.add_activity(actor=actor("privacy_officer"), at=NOW, municipality=town, slug="search", values={})


def test_a_review_lies_after_the_day_it_was_done(town, actor):
    it = Dpia.objects.get(slug="casework")
    values = {"done_on": date(2026, 5, 1), "review_on": date(2026, 5, 1)}
    with pytest.raises(Refused):
        dpia_actions.change_dpia(actor=actor("privacy_officer"), at=NOW, dpia=it, seen=1, values=values)


def test_a_rule_has_a_term(town, actor):
    rule, values = RetentionRule.objects.get(kind="concern", vault=""), {"years": 0, "months": 0}
    with pytest.raises(Refused):
        rule_actions.change_rule(
            actor=actor("privacy_officer"), at=NOW, rule=rule, seen=rule.version, values=values, reason="Zomaar."
        )


def test_the_fg_and_others_change_nothing(town, actor):
    it, rule, dpia = ProcessingActivity.objects.first(), RetentionRule.objects.first(), Dpia.objects.first()
    for role in ("data_protection_officer", "safety_adviser"):
        who = actor(role)
        for attempt in (
            lambda who: actions.load_defaults(actor=who, at=NOW, municipality=town),
            lambda who: actions.change_activity(actor=who, at=NOW, activity=it, seen=1, values={"basis": "x"}),
            lambda who: rule_actions.change_rule(
                actor=who, at=NOW, rule=rule, seen=1, values={"years": 1, "months": 0}, reason="Zomaar."
            ),
            lambda who: actions.set_contacts(actor=who, at=NOW, municipality=town, seen=None, values=CONTACTS),
            lambda who: dpia_actions.begin_anew(actor=who, at=NOW, dpia=dpia, seen=1),
            lambda who: dpia_actions.add_risk(actor=who, at=NOW, dpia=dpia, values={"risk": "x"}),
            lambda who: dpia_actions.change_dpia(
                actor=who, at=NOW, dpia=dpia, seen=1, values={"done_on": None, "review_on": date(2027, 1, 1)}
            ),
            lambda who: actions.check_chain(actor=who, at=NOW, municipality=town),
        ):
            with pytest.raises(Denied):
                attempt(who)


def test_the_check_of_the_log_is_written_down(town, actor):
    row = actions.check_chain(actor=actor("privacy_officer"), at=NOW, municipality=town)
    assert row.problems == 0
    assert row.rows > 0
    assert ChainCheck.objects.count() == 1


def test_the_roles_and_purposes_named_here_exist():
    from baken.privacy.reads.actions import ON_DUTY

    assert ON_DUTY in ROLES
    assert "acute_danger" in PURPOSES

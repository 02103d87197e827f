# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of one reader: of every source what he or she may see, the urgent first, with the reason why it was missed."""

from datetime import timedelta

import pytest

from baken.access.facade import system_actor
from baken.kernel.errors import Denied
from baken.kernel.models import AuditEntry
from baken.kernel.terms import term_sources
from baken.terms import facade, lists
from baken.terms.actions import explain_missed
from baken.terms.models import MissedReason
from baken.terms.rules import TermState
from tests.kernel.towns import town as another
from tests.privacy.builders import slugs

from .builders import question, request
from .conftest import NOW, TODAY


def states(actor, town, **more):
    return [(term.line.kind, term.state) for term in lists.terms_of(actor, town, TODAY, named=True, **more)]


def test_every_kind_is_on_one_list_the_missed_first(town, actor):
    question(town, ago=10)
    question(town, ago=10, days=60)
    question(town, ago=40)
    question(town, ago=60, answered=35)
    question(town, ago=60, answered=20)  # met on time: not on the list
    request(town, ago=60)
    assert states(actor("privacy_officer"), town) == [
        ("data-request", TermState.MISSED),
        ("council-question", TermState.MISSED),
        ("council-question", TermState.DONE_LATE),
        ("council-question", TermState.RUNNING),
        ("council-question", TermState.RUNNING),
    ]


def test_nobody_sees_terms_of_what_he_or_she_may_not_see(town, actor):
    question(town)
    request(town)
    both, questions = {"council-question", "data-request"}, {"council-question"}
    for role, seen in (
        ("privacy_officer", both),
        ("data_protection_officer", both),
        ("safety_adviser", questions),
        ("council_member", questions),
        ("partner", set()),
        ("administrator", set()),
    ):
        assert {kind for kind, _state in states(actor(role), town)} == seen, role


def test_another_municipality_has_its_own_list(town, actor):
    elsewhere = another("GM9001", "Elders")
    question(elsewhere)
    request(elsewhere)
    assert states(actor("privacy_officer"), town) == []
    assert lists.terms_of(actor("privacy_officer"), elsewhere, TODAY, named=True) == []


def test_mine_is_what_my_function_owns(town, actor):
    question(town)
    question(town, owner="griffier")
    found = lists.terms_of(actor("safety_adviser"), town, TODAY, named=True)
    assert sorted((term.line.owner, term.mine) for term in found) == [
        ("adviseur veiligheid", True),
        ("griffier", False),
    ]


def test_no_title_where_nothing_is_shown_by_name(town, actor):
    request(town)
    (term,) = lists.terms_of(actor("privacy_officer"), town, TODAY, named=False)
    assert term.line.title == ""
    assert term.line.outside == "/toezicht/verzoeken/"


def explain(actor, town, it, kind="council-question", reason="Ziekte. Er is nu vervanging."):
    return explain_missed(actor=actor, at=NOW, municipality=town, kind=kind, record=it.pk, reason=reason)


def test_a_missed_term_is_explained_once_and_corrected(town, actor):
    it, adviser = question(town, ago=40), actor("safety_adviser")
    for reason in ("Ziekte.", "Ziekte, en de vervanger begon later."):
        explain(adviser, town, it, reason=reason)
    (row,) = MissedReason.objects.all()
    assert (row.reason, row.due, row.written_by_id) == ("Ziekte, en de vervanger begon later.", it.due, adviser.id)
    told = AuditEntry.objects.filter(action="term.explained")
    assert [entry.detail for entry in told] == [{"kind": "council-question", "due": str(it.due)}] * 2
    (term,) = lists.explained(actor("council_member"), lists.terms_of(actor("council_member"), town, TODAY, named=True))
    assert term.reason == row.reason
    assert not term.line.explainable


def test_a_reason_belongs_to_the_day_that_was_missed(town, actor):
    from baken.decide.council.actions import change_item

    it, adviser = question(town, ago=40), actor("safety_adviser")
    explain(adviser, town, it)
    change_item(actor=adviser, at=NOW, item=it, seen=it.version, values={"due": TODAY - timedelta(days=2)})
    term = lists.term_of(adviser, town, TODAY, "council-question", it.pk)
    assert (term.state, term.reason) == (TermState.MISSED, None)


def test_only_who_may_act_on_the_record_explains(town, actor):
    it = question(town, ago=40)
    for role in ("council_member", "mayor", "administrator"):
        with pytest.raises(Denied):
            explain(actor(role), town, it)
    with pytest.raises(Denied):
        explain(actor("safety_adviser"), town, request(town, ago=60), kind="data-request")
    with pytest.raises(Denied):
        explain(actor("safety_adviser"), another("GM9001", "Elders"), it)
    assert not MissedReason.objects.exists()


def test_what_was_not_missed_needs_no_reason_and_a_reason_needs_words(town, actor):
    adviser = actor("safety_adviser")
    assert slugs(lambda: explain(adviser, town, question(town))) == {"not_missed"}
    late = question(town, ago=40)
    assert slugs(lambda: explain(adviser, town, late, reason="  ")) == {"no_reason"}
    assert slugs(lambda: explain(adviser, town, late, reason="x" * 1001)) == {"long_reason"}


def test_the_home_page_counts_missed_and_coming(town, actor):
    question(town, ago=40)
    question(town, ago=25)
    question(town, ago=24)
    (line,) = facade.home_lines(actor("mayor"), town, TODAY)
    assert line["text"] == "1 termijn is gemist. 2 termijnen lopen af binnen twee weken, de eerste op 29 nov 2026."
    assert facade.home_lines(actor("mayor"), town, TODAY, own=True) == []
    assert facade.home_lines(actor("administrator"), town, TODAY) == []
    assert facade.home_lines(actor("mayor"), town, TODAY - timedelta(days=40)) != [line]


def test_the_list_costs_as_many_queries_with_many_terms_as_with_few(town, actor, django_assert_max_num_queries):
    officer = actor("privacy_officer")
    for _n in range(3):
        question(town, ago=40)
        request(town, ago=60)
    with django_assert_max_num_queries(14) as few:
        lists.explained(officer, lists.terms_of(officer, town, TODAY, named=True))
    number = len(few.captured_queries)
    for _n in range(6):
        question(town, ago=40)
        request(town, ago=60)
    with django_assert_max_num_queries(number):
        assert len(lists.explained(officer, lists.terms_of(officer, town, TODAY, named=True))) == 18


def test_every_source_has_a_name_and_answers_only_where_the_actor_works(town):
    assert {source.slug for source in term_sources()} >= {
        "case-action",
        "concern",
        "council-question",
        "covenant",
        "data-request",
        "emergency-access",
        "packet",
    }
    elsewhere = another("GM9001", "Elders")
    question(town)
    request(town)
    for source in term_sources():
        assert str(source.label)
        assert source.lines is None or source.lines(system_actor(elsewhere), town, TODAY, True) == []
        assert source.lines or source.many

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nothing changes but through an action: whole, authorized, and in the log."""

import pytest

from baken.access.facade import Partner, system_actor
from baken.kernel import audit
from baken.kernel.actions import action, current_run
from baken.kernel.errors import OutsideAction
from baken.kernel.models import AuditEntry

from .towns import NOW, do, town

pytestmark = pytest.mark.django_db


def as_baken(municipality):
    return {"actor": system_actor(municipality), "at": NOW}


@pytest.mark.parametrize(
    "wrong",
    [
        lambda actor, at: None,
        lambda actor, *, at: None,
        lambda *, actor: None,
        lambda *, at: None,
        lambda *, actor, at, **more: None,
        lambda *given, actor, at: None,
    ],
)
def test_an_action_takes_keywords_only_and_both_actor_and_moment(wrong):
    with pytest.raises(TypeError, match="keyword-only"):
        action(wrong)


@pytest.mark.parametrize("arguments", [(), (1, 2)])
def test_a_wrong_call_says_what_is_wrong_before_anything_happens(arguments):
    @action
    def never(*, actor, at):
        raise AssertionError

    with pytest.raises(TypeError, match="argument"):
        never(*arguments)
    assert current_run() is None


def test_the_run_holds_actor_moment_and_name_and_ends_with_the_action():
    velsen = town()
    seen = []
    do(lambda: seen.append(current_run()), velsen)
    assert (seen[0].name, seen[0].at, seen[0].actor.municipality_id) == ("doing", NOW, velsen.id)
    assert current_run() is None


def test_what_fails_leaves_no_change_and_no_audit_row():
    velsen = town()

    @action
    def breaks(*, actor, at):
        partner = Partner(municipality=velsen, slug="a", name="A")
        partner.save()
        audit.record("partner.made", partner)
        raise RuntimeError("halfway")

    with pytest.raises(RuntimeError, match="halfway"):
        breaks(**as_baken(velsen))
    assert not Partner.objects.exists()
    assert not AuditEntry.objects.exists()
    assert current_run() is None


def test_an_action_without_audit_row_is_undone():
    velsen = town()

    @action
    def silent(*, actor, at):
        Partner(municipality=velsen, slug="a", name="A").save()

    with pytest.raises(OutsideAction, match="silent wrote no audit row"):
        silent(**as_baken(velsen))
    assert not Partner.objects.exists()


def nested(velsen, fails=False):
    @action
    def inner(*, actor, at):
        partner = Partner(municipality=velsen, slug="inner", name="Inner")
        partner.save()
        audit.record("partner.made", partner)
        if fails:
            raise RuntimeError("inner")

    return inner


def test_a_nested_action_speaks_for_the_outer_one():
    velsen = town()
    inner = nested(velsen)

    @action
    def outer(*, actor, at):
        inner(actor=actor, at=at)
        return current_run()

    run = outer(**as_baken(velsen))
    assert run.name.endswith("outer")
    assert run.audited == [AuditEntry.objects.get().id]


def test_an_outer_failure_undoes_the_inner_action():
    velsen = town()
    inner = nested(velsen)

    @action
    def outer(*, actor, at):
        inner(actor=actor, at=at)
        raise RuntimeError("outer")

    with pytest.raises(RuntimeError, match="outer"):
        outer(**as_baken(velsen))
    assert not Partner.objects.exists()
    assert not AuditEntry.objects.exists()


def test_an_inner_failure_that_is_caught_is_undone_and_does_not_count_as_the_outers_audit_row():
    velsen = town()
    inner = nested(velsen, fails=True)

    @action
    def outer(*, actor, at):
        Partner(municipality=velsen, slug="outer", name="Outer").save()
        with pytest.raises(RuntimeError):
            inner(actor=actor, at=at)
        assert not Partner.objects.filter(slug="inner").exists()

    with pytest.raises(OutsideAction, match="no audit row"):
        outer(**as_baken(velsen))
    assert not Partner.objects.exists()

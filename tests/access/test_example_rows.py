# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Over the rows of the example: every registered policy answers the same twice, and nothing leaves its municipality."""

import dis
import sys
from collections.abc import Hashable
from datetime import timedelta
from itertools import product

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import Model, Q

from baken.access.authorization.policy import AnyOf, Asked, RoleGrants, Rule
from baken.access.authorization.remembering import remembering
from baken.access.facade import (
    ANYBODY,
    PERMISSIONS,
    ROLES,
    Actor,
    GuardedRecord,
    Partner,
    authorize,
    opened,
    policies,
    reach,
    system_actor,
    visible_to,
)
from baken.kernel.models import Record
from baken.kernel.moment import now
from tests.kernel.one_municipality import strays
from tests.kernel.towns import NOW, do, town

RECORDS = [model for model in apps.get_models() if issubclass(model, Record)]
UNPLAYED = {
    "privacy.RowApproval": "tests/privacy/test_row_retention.py",
    "privacy.ProcessingRecord": "tests/privacy/test_logbook.py: requests write it",
    "concerns.Attachment": "tests/act/concerns/test_triage_pages.py",
    "concerns.Link": "tests/act/concerns/test_linking.py",
    "concerns.PacketFile": "tests/act/concerns/test_sharing_pages.py: a paper that goes along is a copy of an attachment",
    "terms.CalendarFeed": "tests/terms/test_feeds.py: a secret address is made by its owner alone",
    "terms.TermMail": "tests/terms/test_mailing.py: accounts of the example have no address",
    "bibob.SampleDraw": "tests/act/bibob/test_triggers.py: nobody knows beforehand what chance draws",
    "bibob.Questionnaire": "tests/act/bibob/test_questionnaire.py: its link is for whom it was sent to",
    "bibob.ScreeningPaper": "tests/act/bibob/test_questionnaire.py",
    "bibob.Disclosure": "tests/act/bibob/test_concluding.py",
    "zgw.ZgwTask": "tests/act/zgw: the example has no case system",
    "zgw.ZgwContact": "tests/act/zgw: the example has no case system",
}
"""What the example has no row of, and where its policy is tried."""
FEW = 12  # rows of one model: authorizing asks row by row


@pytest.fixture(scope="module")
def example(django_db_setup, django_db_blocker, own_var):
    """Velsen's example as `make demo` builds it, without documents, and dossiers in every status."""
    from baken.demo import scenario

    with django_db_blocker.unblock(), transaction.atomic():
        velsen = scenario._municipality()
        actor = system_actor(velsen)
        scenario._areas(actor, velsen)
        scenario._organisations(actor, velsen)
        scenario._policy(actor, velsen)
        scenario._accounts(actor, velsen)
        scenario._desk(actor, velsen)
        do(lambda: dossiers(velsen), velsen)
        yield velsen
        transaction.set_rollback(True)


def dossiers(velsen):
    from baken.account.facade import CouncilPack, Release
    from baken.account.models import EditedWord
    from baken.decide.policy.models import Framework, Plan

    for number, status in enumerate(("draft", "issued", "published", "withdrawn")):
        issued = None if status == "draft" else NOW
        CouncilPack(
            municipality=velsen, year=2020 + number, title="Made up", status=status, as_of=NOW, made_at=NOW,
            issued_at=issued, published_at=NOW if status == "published" else None,
            withdrawn_at=NOW if status == "withdrawn" else None,
            withdrawn_because="made up" if status == "withdrawn" else "", content="[]", content_digest="0" * 64,
            code_version="0", facts_digest="0" * 64,
        ).save()  # fmt: skip
    for pack in CouncilPack.objects.filter(municipality=velsen):
        EditedWord(
            municipality=velsen, pack=pack, number=1, origin="added", added_at=NOW, name="made up.docx", size=1,
            media_type="application/octet-stream", digest="0" * 64,
        ).save()  # fmt: skip
    Release(municipality=velsen, what="Made up", kind="published", at=NOW, panels_digest="0" * 64, href="/").save()
    for model in (Framework, Plan):  # one of each is not adopted yet
        document = model.objects.order_by("period_from").last()
        later = {"slug": "later", "status": "draft", "adopted_on": None, "pk": None, "id": None}
        for name, value in later.items():
            setattr(document, name, value)
        document.period_from, document.period_to = (
            day + timedelta(3660) for day in (document.period_from, document.period_to)
        )
        document._state.adding, document.version = True, 1
        document.id = model._meta.pk.get_default()
        document.save()


def actors(velsen):
    elsewhere = town("GM9001", "Elders")
    partners = list(Partner.objects.filter(municipality=velsen).order_by("slug"))[:3]
    at = now()
    day = at.date()
    yield "anybody", ANYBODY
    yield "elsewhere", Actor(None, elsewhere.id, frozenset(ROLES), on=day, at=at)
    for partner in (None, *partners):
        key = partner.id if partner else None
        yield f"partner {partner}", Actor(None, velsen.id, frozenset({"partner"}), key, day, at)
    for slug in ("safety_adviser", "mayor", "council_member", "council_clerk", "undermining_coordinator", "system"):
        yield slug, Actor(None, velsen.id, frozenset({slug}), on=day, at=at)


NOBODYS = "nobody.may.this"
CONTAINERS = (tuple, list, set, frozenset, dict)


def reads_permission(rule: Rule) -> bool:
    """Whether a rule looks at the permission that is asked for; what doesn't can't tell one from another."""
    codes = (getattr(type(rule), form).__code__ for form in ("against", "condition"))
    return any(
        "permission" in (*code.co_cellvars, *(i.argval for i in dis.get_instructions(code) if "LOAD" in i.opname))
        for code in codes
    )


def named_by(rule: Rule) -> set[str]:
    """Return the permissions that the module of a rule names: what a rule compares with stands there."""
    found = set()
    for value in vars(sys.modules[type(rule).__module__]).values():
        found |= {value} if isinstance(value, str) else set(value) if isinstance(value, CONTAINERS) else set()
    for form in ("against", "condition"):
        found |= set(getattr(type(rule), form).__code__.co_consts)
    return found & set(PERMISSIONS)


def told_apart(rule: Rule, actor: Actor, permission: str) -> Hashable:
    """Return all that `rule` can find of a permission, asked by `actor`: of two with the same it makes no difference."""
    if isinstance(rule, AnyOf):
        return tuple(told_apart(one, actor, permission) for option in rule.options for one in option)
    if isinstance(rule, Asked):
        return permission in rule.permissions
    if isinstance(rule, RoleGrants):
        return None if rule.permission else actor.may(permission)
    return permission if reads_permission(rule) and permission in named_by(rule) else None


def worth_asking(model: type[Model], actor: Actor) -> list[str]:
    """Return permissions of which no two are the same question about rows of `model`: of all that there are."""
    rules = (RoleGrants(), *policies()[model])
    names = reversed((NOBODYS, *PERMISSIONS))
    return list({tuple(told_apart(rule, actor, name) for rule in rules): name for name in names}.values())


def test_a_rule_that_reads_the_permission_is_seen_to() -> None:
    from baken.access.authorization.policy import Guarded, SameMunicipality

    class Hidden(SameMunicipality):
        def condition(self, actor, permission, purpose):
            return next(Q(pk=permission) for _ in purpose)

    assert reads_permission(Asked(frozenset()))
    assert reads_permission(RoleGrants())
    assert reads_permission(Hidden())
    assert not reads_permission(SameMunicipality())
    assert not reads_permission(Guarded())


def test_what_a_rule_names_is_asked() -> None:
    from baken.act.cases.models import Case
    from baken.act.journeys.zgw.models import ZgwTask

    adviser = Actor(None, None, frozenset({"undermining_coordinator"}))
    assert {"act.case.manage", "act.case.contribute", NOBODYS} < set(worth_asking(Case, adviser))
    assert {"act.bibob.manage", "act.measure.manage"} < set(worth_asking(ZgwTask, adviser))
    assert len(worth_asking(Case, adviser)) < 10


@pytest.mark.django_db
@pytest.mark.parametrize("model", policies(), ids=lambda model: model._meta.label)
def test_list_and_check_agree_for_every_policy_role_and_permission(example, model):
    guarded = model is GuardedRecord or any(f.name == "guarded" for f in model._meta.fields)
    with opened(system_actor(example), system=True):
        keys = list(model._base_manager.order_by("pk").values_list("pk", flat=True))
        keys = keys[:: max(1, len(keys) // (FEW // 2 if guarded else FEW))]
        rows = list(model._base_manager.filter(pk__in=keys))
    shown = model._base_manager.filter(pk__in=keys)
    for (name, actor), purpose in product(actors(example), ("premises_approach", "") if guarded else ("",)):
        with opened(actor, purpose), remembering():
            at_hand = reach(actor, purpose)  # what deciding on one row would load itself, each time
            for permission in worth_asking(model, actor):
                listed = set(visible_to(shown, actor, permission, purpose).values_list("pk", flat=True))
                checked = {row.pk for row in rows if authorize(actor, permission, row, purpose, at_hand)}
                assert listed == checked, (name, permission, purpose)
                if name in {"anybody", "elsewhere"} or permission == NOBODYS:
                    assert not listed, (name, permission)


@pytest.mark.django_db
def test_the_example_has_rows_enough_to_compare(example):
    with opened(system_actor(example), system=True):
        empty = [model._meta.label for model in policies() if not model._base_manager.exists()]
    assert set(empty) == set(UNPLAYED), empty


def test_what_the_example_has_no_row_of_is_tried_where_it_says(repo_root):
    missing = {place for told in UNPLAYED.values() if not (repo_root / (place := told.partition(":")[0])).exists()}
    assert not missing


@pytest.mark.django_db
def test_no_row_of_the_example_refers_to_another_municipality(example):
    assert list(strays(RECORDS)) == []


@pytest.mark.django_db
def test_the_log_of_the_example_is_whole(example):
    from baken.kernel.audit import INSTALLATION, broken_links

    assert list(broken_links(example.id)) == list(broken_links(INSTALLATION)) == []

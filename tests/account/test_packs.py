# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Packs: made, issued and then left alone; every step by whom it belongs to, and nothing without a trace."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from baken.access.roles import ROLES
from baken.account import content, files, gather
from baken.account.facade import (
    draft_pack,
    issue_pack,
    latest_pack,
    packs_standing,
    publish_pack,
    search,
    withdraw_pack,
)
from baken.account.models import CouncilPack, PackFile, PackStatus, Release
from baken.account.queries import packs, published_for
from baken.account.workflow import PACK
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied, OutsideAction, Refused
from baken.kernel.models import AuditEntry, Municipality
from baken.ui.panels import Cell, Column, Kind, Panel, Row, Section

from .made_up import NOW, RANK, SECTIONS

ACTIONS = {
    "issue": lambda actor, pack: issue_pack(actor=actor, at=NOW, pack=pack),
    "publish": lambda actor, pack: publish_pack(actor=actor, at=NOW, pack=pack),
    "withdraw": lambda actor, pack: withdraw_pack(actor=actor, at=NOW, pack=pack, reason="Een fout."),
}


@action
def change(*, actor, at, pack, values):
    """Change a pack as a mistaken or hostile piece of code would."""
    for name, value in values.items():
        setattr(pack, name, value)
    pack.save()
    audit.record("test.changed", pack)


def kept_bytes(pack):
    return {f.name: (Path(settings.DOCUMENTS_ROOT) / f.path).read_bytes() for f in PackFile.objects.filter(pack=pack)}


def test_a_draft_holds_real_figures_policy_and_papers(policy, made):
    pack = made()
    sections = content.load(pack.content)
    assert [s.key for s in sections][:2] == ["opening", "picture"]
    assert any(s.key == "priorities" for s in sections)
    assert "2.741" in str(sections)
    assert pack.content_digest == content.digest(pack.content)
    assert (pack.status, pack.edition, pack.issued_at) == ("draft", 1, None)
    opening = sections[0].panels[0]
    assert opening.sentences
    assert not any("voorbeeld" in sentence.text.lower() for sentence in opening.sentences)
    told = [sentence.text for sentence in opening.sentences]
    assert not [text for text in told if text.endswith("?")], "a question tells nothing"
    assert any("beweringen is onderbouwd" in text for text in told)


def test_the_opening_tells_what_became_of_promises_where_these_are_real(policy, monkeypatch):
    count = Column("promised", "Toegezegd", Kind.COUNT)
    promised = Panel("programme_account", "4 van de 10", columns=(count,), rows=(Row("total", (Cell(10),)),))
    asked = replace(promised, key="change_x", title="Lager dan in 2021?", columns=(replace(count, kind=Kind.CHANGE),))
    invented = replace(promised, title="3 van de 3", example=True)
    (panel,) = gather.opening((Section("s", "Toegezegd, gedaan", (promised, asked, invented)),), 2025).panels
    assert [(s.subject, s.text) for s in panel.sentences] == [("Toegezegd, gedaan", "4 van de 10")]


def test_making_a_draft_again_replaces_it_and_adds_no_other(made):
    first = made()
    again = made()
    assert again.pk == first.pk
    assert again.version == first.version + 1
    assert CouncilPack.objects.count() == 1


def test_a_draft_after_issue_is_a_new_edition(made):
    first = made("issued")
    second = made()
    assert (first.edition, second.edition) == (1, 2)
    assert second.stem == "council-pack-2025-2"


def test_an_issued_pack_stays_byte_for_byte_whatever_happens_to_the_figures(velsen, made, as_role, monkeypatch):
    pack = made("issued")
    before, text = kept_bytes(pack), pack.content
    assert {Path(name).suffix for name in before} == {".pdf", ".docx", ".zip", ".csv", ".json"}
    from baken.account import gather

    monkeypatch.setattr(gather, "sections_for", lambda *args: SECTIONS)  # other figures from now on
    newer = draft_pack(actor=as_role("safety_adviser"), at=NOW, municipality=velsen, year=2025)
    assert newer.pk != pack.pk
    assert newer.content != text
    pack.refresh_from_db()
    assert pack.content == text
    for name, data in before.items():
        assert files.current(pack, name).data == data
    assert kept_bytes(pack) == before


def test_an_issued_pack_holds_what_its_draft_showed(made, as_role):
    draft = made()
    shown = files.make_one(draft, "03-ranking-wijk.csv")
    issued = issue_pack(actor=as_role("mayor"), at=NOW, pack=draft)
    assert issued.content == draft.content
    assert files.current(issued, "03-ranking-wijk.csv").data == shown.data


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_a_damaged_file_is_not_served_and_not_made_again(made, harm):
    pack = made("issued")
    path = Path(settings.DOCUMENTS_ROOT) / PackFile.objects.get(pack=pack, kind="pdf").path
    path.write_bytes(path.read_bytes() + b" ") if harm == "changed" else path.unlink()
    with pytest.raises(files.FileDamaged, match=r"council-pack-2025\.pdf"):
        files.current(pack, "council-pack-2025.pdf")


def test_issue_is_refused_when_the_draft_was_made_again_since(velsen, made, as_role, monkeypatch):
    seen = made().content_digest
    from baken.account import gather

    monkeypatch.setattr(gather, "sections_for", lambda *args: SECTIONS)
    newer = draft_pack(actor=as_role("safety_adviser"), at=NOW, municipality=velsen, year=2025)
    with pytest.raises(Refused) as refused:
        issue_pack(actor=as_role("mayor"), at=NOW, pack=newer, seen=seen)
    assert [r.slug for r in refused.value.reasons] == ["changed_since"]
    newer.refresh_from_db()
    assert (newer.status, newer.issued_at) == ("draft", None)
    assert not PackFile.objects.exists()


def test_an_empty_pack_is_not_issued(velsen, as_role, monkeypatch):
    from baken.account import gather

    monkeypatch.setattr(gather, "sections_for", lambda *args: (Section("opening", "In het kort", ()),))
    pack = draft_pack(actor=as_role("safety_adviser"), at=NOW, municipality=velsen, year=2025)
    with pytest.raises(Refused) as refused:
        issue_pack(actor=as_role("mayor"), at=NOW, pack=pack)
    assert [r.slug for r in refused.value.reasons] == ["no_figures"]


@pytest.mark.parametrize("year", [1800, 2004, 2101, 2015])
def test_a_year_without_figures_is_refused_and_nothing_is_stored(velsen, as_role, year):
    with pytest.raises(Refused):
        draft_pack(actor=as_role("safety_adviser"), at=NOW, municipality=velsen, year=year)
    assert not CouncilPack.objects.exists()


@pytest.fixture
def each_state(velsen, made, monkeypatch):
    """One pack per state, small, of different years."""
    from baken.account import gather

    monkeypatch.setattr(gather, "sections_for", lambda *args: (Section("picture", "Beeld", (RANK,)),))
    return {status: made(status, 2020 + i) for i, status in enumerate(PackStatus.values)}


def test_the_whole_grid_of_steps_states_and_roles(each_state, as_role):
    tried = 0
    for name, do in ACTIONS.items():
        step = PACK.transition(name)
        for status, pack in each_state.items():
            for role, matrix in ROLES.items():
                may = step.permission in matrix.permissions
                sees = status != "draft" or "account.pack.view_draft" in matrix.permissions
                tried += 1
                with transaction.atomic():
                    if may and sees and status in step.sources:
                        assert do(as_role(role), pack).status == step.target
                    else:
                        with pytest.raises(Refused) as refused:
                            do(as_role(role), pack)
                        assert isinstance(refused.value, Denied) == (not (may and sees))
                    pack.refresh_from_db()
                    transaction.set_rollback(True)
                pack.refresh_from_db()
                assert pack.status == status
    assert tried == 3 * 4 * len(ROLES)


def test_nobody_of_another_municipality_sees_or_does_anything(each_state, as_role):
    elsewhere = Municipality.objects.create(code="GM0001", slug="elders", name="Elders")
    actor = as_role("safety_adviser", elsewhere)
    assert not packs(actor).exists()
    for name, do in ACTIONS.items():
        for pack in each_state.values():
            with pytest.raises(Denied):
                do(actor, pack)
        assert name
    with pytest.raises(Denied):
        draft_pack(actor=actor, at=NOW, municipality=each_state["draft"].municipality, year=2025)


def test_who_sees_which_state(each_state, as_role):
    for role, matrix in ROLES.items():
        seen = set(packs(as_role(role)).values_list("status", flat=True))
        drafts = {"draft"} if "account.pack.view_draft" in matrix.permissions else set()
        assert seen == drafts | {"issued", "published", "withdrawn"}, role
    assert [p.status for p in published_for(each_state["draft"].municipality)] == ["published"]


def test_every_step_leaves_a_row_in_the_log(each_state):
    told = list(
        AuditEntry.objects.filter(resource_id=str(each_state["withdrawn"].pk))
        .order_by("sequence")
        .values_list("action", flat=True)
    )
    assert told == ["pack.drafted", "pack.issued", "pack.published", "pack.withdrawn"]
    assert not list(audit.broken_links(each_state["withdrawn"].municipality_id))


def test_what_is_published_or_taken_back_stands_in_the_register(each_state):
    found = list(Release.objects.order_by("at", "id").values_list("what", "kind"))
    title = "Veiligheid in Velsen"
    assert found == [
        (f"{title} 2022, uitgave 1", "published"),
        (f"{title} 2023, uitgave 1", "published"),
        (f"{title} 2023, uitgave 1", "withdrawn"),
    ]
    assert Release.objects.first().panels_digest == each_state["withdrawn"].content_digest


def test_taking_back_what_was_never_public_is_no_release(velsen, each_state, as_role):
    before = Release.objects.count()
    withdraw_pack(actor=as_role("mayor"), at=NOW, pack=each_state["issued"], reason="Een fout.")
    assert Release.objects.count() == before


@pytest.mark.parametrize("reason", ["", "   ", "x" * 401])
def test_taking_back_needs_a_readable_reason(each_state, as_role, reason):
    pack = each_state["published"]
    with pytest.raises(Refused):
        withdraw_pack(actor=as_role("mayor"), at=NOW, pack=pack, reason=reason)
    pack.refresh_from_db()
    assert (pack.status, pack.withdrawn_at, pack.withdrawn_because) == ("published", None, "")


@pytest.mark.parametrize(
    "values",
    [
        {"status": "issued", "issued_at": None},
        {"status": "published", "issued_at": NOW, "published_at": None},
        {"status": "withdrawn", "issued_at": NOW, "withdrawn_at": NOW, "withdrawn_because": ""},
        {"status": "published", "issued_at": NOW, "published_at": NOW - timedelta(days=1)},
        {"withdrawn_because": "zomaar"},
        {"year": 1800},
    ],
)
def test_the_database_itself_refuses_what_can_t_be(each_state, as_role, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        change(actor=as_role("system"), at=NOW, pack=each_state["draft"], values=values)


def test_the_database_holds_one_draft_a_year(each_state, as_role):
    draft = each_state["draft"]
    twin = CouncilPack.objects.get(pk=draft.pk)
    twin.pk, twin.edition, twin._state.adding = None, 2, True
    from baken.kernel.ids import uuid7

    twin.id = uuid7()
    with pytest.raises(IntegrityError), transaction.atomic():
        change(actor=as_role("system"), at=NOW, pack=twin, values={})


def test_nothing_is_saved_outside_an_action(each_state):
    with pytest.raises(OutsideAction):
        each_state["draft"].save()


def test_the_home_page_and_search_find_what_the_reader_may_see(each_state, as_role, django_assert_num_queries):
    with django_assert_num_queries(1):
        standing = packs_standing(as_role("safety_adviser"))
    assert [s.status for s in standing] == ["withdrawn", "published", "issued", "draft"]
    assert all(s.next_step and s.state and s.href.startswith("/verantwoorden/") for s in standing)
    assert [s.status for s in packs_standing(as_role("council_member"))] == ["withdrawn", "published", "issued"]
    assert len(search(as_role("council_member"), "veiligheid in")) == 3
    assert search(as_role("council_member"), "2020") == []
    assert search(as_role("safety_adviser"), "2020")[0][2] == "/verantwoorden/raadsdossier/2020/?editie=1"


def test_the_latest_pack_of_a_year_stands(each_state):
    municipality = each_state["draft"].municipality
    assert latest_pack(municipality, 2020) == each_state["draft"]
    assert latest_pack(municipality, 2023) is None

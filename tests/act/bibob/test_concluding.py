# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""View and conclusion: what must have been done first, what the department may do, what must be told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from baken.access.facade import DeskTerm, visible_to
from baken.act.bibob.models import Advice, Disclosure, Duty
from baken.act.bibob.policies import PURPOSE
from baken.act.bibob.rules import DUTIES, GROUNDS, MAY, RECIPIENTS, five_years_after, words_of
from baken.kernel.errors import Refused
from tests.kernel.towns import do

from .builders import WHY, World

pytestmark = pytest.mark.django_db
SECRET = "the money came from a loan of somebody unknown"


def reasons(refused: Any) -> set[str]:
    return {reason.slug for reason in refused.value.reasons}


def duties(world: World, screening: Any) -> dict[str, bool]:
    with world.inside():
        return {row.kind: row.done_on is not None for row in Duty.objects.filter(screening=screening)}


def concluded(world: World, conclusion: str = "serious", may: tuple[str, ...] = ("refuse",)) -> Any:
    """A file with one weighed fact whose subject answered, concluded today."""
    screening = world.screening("investigating", 40)
    world.fact(screening, 38)
    world.act(screening, "weigh", 37)
    world.act(screening, "ask_view", 36, until=world.day(22))
    world.act(screening, "note_view", 30, text=WHY)
    return world.act(screening, "conclude", 0, conclusion=conclusion, text=SECRET, may=may)


def test_not_without_asking_the_register_of_the_lbb(world: World) -> None:
    screening = world.screening("asked")
    world.act(screening, "start_without", 30, reason=WHY)
    world.look(screening, 29, "kvk")
    world.act(screening, "weigh", 28)
    with pytest.raises(Refused) as refused:
        world.act(screening, "conclude", 0, conclusion="none", text=WHY, may=["grant"])
    assert reasons(refused) == {"register"}
    world.act(screening, "investigate_again", 20, reason=WHY)
    world.look(screening, 19)
    world.act(screening, "weigh", 18)
    assert world.act(screening, "conclude", 0, conclusion="none", text=WHY, may=["grant"]).conclusion == "none"


def test_not_before_every_fact_was_weighed(world: World) -> None:
    screening = world.screening("weighing")
    world.fact(screening, 10, weighed="")
    with pytest.raises(Refused) as refused:
        world.act(screening, "conclude", 0, conclusion="none", text=WHY, may=["grant"])
    assert reasons(refused) == {"unweighed"}


def test_danger_rests_on_something_that_counts(world: World) -> None:
    screening = world.screening("view", 40)
    world.fact(screening, 20, outcome="acquitted", fact_on=world.day(300))
    with pytest.raises(Refused) as refused:
        world.act(screening, "conclude", 0, conclusion="serious", text=WHY, may=["refuse"])
    assert reasons(refused) == {"no_fact"}


def test_danger_waits_for_the_view(world: World) -> None:
    screening = world.screening("weighing", 40)
    world.fact(screening, 20)
    with pytest.raises(Refused) as refused:
        world.act(screening, "conclude", 0, conclusion="lesser", text=WHY, may=["conditions"])
    assert reasons(refused) == {"view_needed"}
    world.act(screening, "ask_view", 10, until=world.day(0) + timedelta(days=2))
    with pytest.raises(Refused) as refused:
        world.act(screening, "conclude", 0, conclusion="lesser", text=WHY, may=["conditions"])
    assert reasons(refused) == {"view_running"}
    world.act(screening, "note_view", 0, text=WHY)
    world.act(screening, "conclude", 0, conclusion="lesser", text=WHY, may=["conditions"])


def test_the_view_is_noted_after_it_was_asked_and_before_the_conclusion(world: World) -> None:
    screening = world.screening("weighing", 40)
    world.fact(screening, 34)
    world.act(screening, "ask_view", 30, until=world.day(10))
    with pytest.raises(Refused) as refused:
        world.act(screening, "note_view", 0, text=WHY, on=world.day(31))
    assert reasons(refused) == {"before"}
    world.act(screening, "note_view", 0, text=WHY, on=world.day(20))
    told = {"conclusion": "lesser", "text": WHY, "may": ["conditions"]}
    with pytest.raises(Refused) as refused:
        world.act(screening, "conclude", 0, on=world.day(25), **told)
    assert reasons(refused) == {"view_running"}
    world.act(screening, "conclude", 0, on=world.day(20), **told)


def test_an_advice_after_the_view_asks_a_view_again_with_its_copy(world: World) -> None:
    screening = world.screening("view", 60)
    world.act(screening, "note_view", 50, text=WHY)
    world.act(screening, "investigate_again", 40, reason=WHY)
    world.ask(screening, 39)
    world.act(screening, "receive", 20, conclusion="serious", text=WHY)
    told = {"conclusion": "serious", "text": WHY, "may": ["refuse"]}
    with pytest.raises(Refused) as refused:
        world.act(screening, "conclude", 0, **told)
    assert reasons(refused) == {"view_needed"}
    world.act(screening, "ask_view", 19, until=world.day(5))
    fulfil(world, screening, "copy", 18)
    world.act(screening, "conclude", 0, **told)


@pytest.mark.parametrize("conclusion", MAY)
def test_what_the_department_may_do_follows_the_law(world: World, conclusion: str) -> None:
    allowed = {"none": {"grant"}, "lesser": {"conditions"}, "serious": {"refuse", "withdraw", "conditions"}}[conclusion]
    for one in ("grant", "conditions", "refuse", "withdraw"):
        if one in allowed:
            screening = concluded(world, conclusion, (one,))
            assert world.standing_of(screening).advice == words_of((one,))
        else:
            with pytest.raises(Refused) as refused:
                concluded(world, conclusion, (one,))
            assert reasons(refused) == {f"may_{one}"}
    with pytest.raises(Refused) as refused:
        concluded(world, conclusion, ())
    assert reasons(refused) == {"may"}


def test_the_department_reads_the_conclusion_and_nothing_of_why(world: World) -> None:
    screening = concluded(world)
    row = world.standing_of(screening)
    assert (row.stage, row.conclusion, row.concluded_on) == ("concluded", "serious", world.day(0))
    every = " ".join(str(getattr(row, field.attname)) for field in row._meta.concrete_fields)
    assert SECRET not in every
    assert screening.reference not in every
    assert screening.subject not in every
    assert str(screening.pk) not in every


def test_a_holder_that_refuses_the_form_is_serious_danger(world: World) -> None:
    screening = world.screening("questions", 40)
    world.act(screening, "refuse_form", 30, holder=True, reason=WHY)
    assert world.again(screening).refused_form
    world.look(screening, 29)
    world.act(screening, "ask_view", 28, until=world.day(14))
    world.act(screening, "conclude", 0, conclusion="serious", text=WHY, may=["withdraw"])
    applicant = world.screening("questions", 40)
    world.act(applicant, "refuse_form", 30, holder=False, reason=WHY)
    assert not world.again(applicant).refused_form


@pytest.mark.parametrize("conclusion", ["none", "lesser"])
def test_a_refused_form_is_nothing_less_than_serious_danger(world: World, conclusion: str) -> None:
    """Wet Bibob 4(1), whatever else is in the file; not once the form came after all."""
    screening = world.screening("questions", 60)
    world.act(screening, "refuse_form", 50, holder=True, reason=WHY)
    world.look(screening, 49)
    world.fact(screening, 48)
    world.act(screening, "ask_view", 47, until=world.day(30))
    told = {"conclusion": conclusion, "text": WHY, "may": [MAY[conclusion][0]]}
    with pytest.raises(Refused) as refused:
        world.act(screening, "conclude", 20, **told)
    assert reasons(refused) == {"refused_form"}
    world.act(screening, "investigate_again", 20, reason=WHY)
    world.act(screening, "weigh", 19)
    with pytest.raises(Refused) as refused:
        world.act(screening, "conclude", 18, **told)
    assert reasons(refused) == {"refused_form"}
    world.act(screening, "investigate_again", 18, reason=WHY, form_came=True)
    world.act(screening, "weigh", 17)
    assert world.act(screening, "conclude", 16, **told).conclusion == conclusion


def test_only_where_the_form_was_refused_is_asked_whether_it_came(world: World, client_of: Any) -> None:
    client, pages = client_of("bibob"), {}
    for refused in (True, False):
        screening = world.screening("questions", 40)
        if refused:
            world.act(screening, "refuse_form", 30, holder=True, reason=WHY)
        else:
            world.act(screening, "found_complete", 30)
            world.act(screening, "weigh", 30)
        pages[refused] = f"{screening.get_absolute_url()}stap/terug/"
    assert "alsnog ingevuld" in client.get(pages[True]).content.decode()
    assert "alsnog ingevuld" not in client.get(pages[False]).content.decode()
    typed = {"reason": WHY, "form_came": "on", "on": world.day().isoformat()}
    screening = world.again_of_url(pages[True])
    assert client.post(pages[True], {**typed, "version": screening.version}).status_code == 302
    assert not world.again(screening).refused_form


def test_reconsidering_takes_it_back_from_the_department(world: World) -> None:
    screening = concluded(world)
    world.act(screening, "reconsider", 0, reason=WHY)
    row = world.standing_of(screening)
    assert (row.stage, row.conclusion, row.concluded_on, row.advice) == ("under_way", "", None, "")
    assert duties(world, screening) == {}


def test_own_danger_is_reported_and_corrected(world: World) -> None:
    screening = concluded(world)
    assert duties(world, screening) == {"report": False}
    with pytest.raises(Refused) as refused:
        world.act(screening, "settle", 0)
    assert reasons(refused) == {"duty_report"}
    fulfil(world, screening, "report")
    world.act(screening, "reconsider", 0, reason=WHY)
    assert duties(world, screening) == {"report": True, "correct": False}


def test_no_danger_isnt_reported_nor_is_what_the_lbb_advised(world: World) -> None:
    assert duties(world, concluded(world, "none", ("grant",))) == {}
    screening = world.screening("at_lbb", 40)
    world.act(screening, "receive", 30, conclusion="serious", text=WHY)
    fulfil(world, screening, "tell_advice")
    world.act(screening, "ask_view", 28, until=world.day(14))
    with pytest.raises(Refused) as refused:
        world.act(screening, "conclude", 0, conclusion="serious", text=WHY, may=["refuse"])
    assert reasons(refused) == {"copy"}
    fulfil(world, screening, "copy")
    done = world.act(screening, "conclude", 0, conclusion="serious", text=WHY, may=["refuse"])
    assert duties(world, screening) == {"tell_advice": True, "copy": True}
    assert done.reuse_until == five_years_after(world.day(30), "bibob_reuse")


def test_drawing_back_is_told_once_the_investigation_began(world: World) -> None:
    with pytest.raises(Refused) as refused:
        world.act(world.screening("asked"), "stop", 0, reason=WHY, withdrew=True)
    assert reasons(refused) == {"withdrew"}
    screening = world.screening("investigating")
    world.act(screening, "stop", 0, reason=WHY, withdrew=True)
    assert duties(world, screening) == {"withdrew": False}


def test_telling_the_subject_of_the_request(world: World) -> None:
    screening = world.screening("at_lbb", 40)
    assert duties(world, screening) == {"tell_advice": False}
    assert undated(world) == {"Betrokkene laten weten dat advies is gevraagd aan het LBB (Wet Bibob 32)": None}
    with pytest.raises(Refused) as refused:
        fulfil(world, screening, "tell_advice", 39, how="")
    assert reasons(refused) == {"how", "before"}
    fulfil(world, screening, "tell_advice", 30)
    with world.inside():
        assert Advice.objects.get(screening=screening).told_subject_on == world.day(30)
    assert set(undated(world).values()) == {world.day(30)}
    with pytest.raises(Refused) as refused:
        fulfil(world, screening, "tell_advice", 0)
    assert reasons(refused) == {"done"}


def test_the_lbb_is_asked_on_grounds_of_the_law_after_own_work(world: World) -> None:
    screening = world.screening("asked", scope="real_estate")
    world.act(screening, "start_without", 30, reason=WHY)
    with pytest.raises(Refused) as refused:
        world.ask(screening, 20, ground="danger_benefit", question="Gevaar?")
    assert reasons(refused) == {"ground", "question", "own_first"}
    world.look(screening, 25)
    assert world.ask(screening, 20).ground == "estate_benefit"


@pytest.mark.parametrize("recipient", ["neighbour", "department", ""])
def test_whom_the_law_does_not_name_gets_nothing(world: World, recipient: str) -> None:
    screening = world.screening("weighing")
    with pytest.raises(Refused) as refused:
        world.act(screening, "disclose", recipient=recipient, what=WHY, why=WHY, secrecy_told=True)
    assert reasons(refused) == {"recipient"}
    with world.inside():
        assert not Disclosure.objects.exists()


@pytest.mark.parametrize("recipient", RECIPIENTS)
def test_nobody_gets_anything_without_the_notice_of_secrecy(world: World, recipient: str) -> None:
    screening = world.screening("weighing")
    with pytest.raises(Refused) as refused:
        world.act(screening, "disclose", recipient=recipient, what=WHY, why=WHY)
    assert reasons(refused) == {"secrecy"}
    world.act(screening, "disclose", recipient=recipient, what=WHY, why=WHY, secrecy_told=True)


def test_another_body_gets_nothing_older_than_five_years(world: World) -> None:
    screening = world.screening("concluded")
    with world.inside():
        screening.reuse_until = world.day(1)
        do(screening.save)
    with pytest.raises(Refused) as refused:
        world.act(screening, "disclose", recipient="other_body", what=WHY, why=WHY, secrecy_told=True)
    assert reasons(refused) == {"too_old"}
    world.act(screening, "disclose", recipient="court", what=WHY, why=WHY, secrecy_told=True)


def test_every_rule_names_its_article() -> None:
    for rows in (DUTIES, RECIPIENTS, GROUNDS):
        assert all(row.article.startswith("Wet Bibob ") for row in rows.values())


def fulfil(world: World, screening: Any, kind: str, days_ago: int = 0, how: str = "by letter") -> None:
    with world.inside():
        row = Duty.objects.filter(screening=screening, kind=kind).latest("since")
    world.act(screening, "fulfil", days_ago, duty=row.pk, how=how)


def undated(world: World) -> dict[str, Any]:
    actor = world.actor("bibob")
    with world.inside(actor):
        rows = visible_to(DeskTerm.objects.filter(rule="", due=None), actor, "terms.list.view", PURPOSE)
        return dict(rows.values_list("label", "done_on"))

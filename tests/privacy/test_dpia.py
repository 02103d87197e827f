# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Assessments: risks that are weighed, the advice of the FG apart from the outcome, and what came before kept."""

from datetime import date

import pytest

from baken.kernel.errors import Refused, StaleVersion
from baken.privacy.defaults import shipped
from baken.privacy.models import Dpia, DpiaRisk, EarlierDpia
from baken.privacy.register import dpia_actions

from .conftest import NOW

URL = "/toezicht/dpia/casework/"


@pytest.fixture
def officer(actor):
    return actor("privacy_officer")


@pytest.fixture
def casework(town):
    return Dpia.objects.get(slug="casework")


def page(client, url=URL):
    return " ".join(client.get(url).content.decode().split())


def done(officer, it, **more):
    values = {
        "done_on": date(2026, 3, 2), "review_on": date(2027, 3, 1), "advice": "Geef deelnames een einddatum.",
        "advice_on": date(2026, 2, 20), "outcome": "Vastgesteld.",
    }  # fmt: skip
    return dpia_actions.change_dpia(actor=officer, at=NOW, dpia=it, seen=it.version, values={**values, **more})


def test_what_comes_along_weighs_each_risk(town):
    for told in shipped().dpias:
        risks = DpiaRisk.objects.filter(dpia__slug=told["slug"])
        assert risks.count() == len(told["risks"]) >= 4, told["slug"]
        for risk in risks:
            assert risk.risk, told["slug"]
            assert risk.measure, risk.risk
            assert risk.owner, risk.risk
            assert risk.left, risk.risk
            assert risk.rest <= max(risk.likelihood, risk.impact), risk.risk


def test_what_comes_along_has_the_risks_of_its_text(repo_root):
    for told in shipped().dpias:
        text = (repo_root / told["document"]).read_text(encoding="utf-8")
        table = text.split("| risk | measure | what is left |")[1].split("\n\n")[0]
        assert len(table.strip().splitlines()) - 1 == len(told["risks"]), told["slug"]


def test_the_page_shows_weights_owner_and_what_is_left(town, logged_in):
    shown = page(logged_in("data_protection_officer"))
    for text in ("Kans", "Gevolg", "Restrisico", "privacy officer", "Overschrijven met de hand vanaf het scherm."):
        assert text in shown, text
    assert "Risico toevoegen" not in shown


def test_advice_has_a_day_and_stands_apart(officer, casework, logged_in):
    with pytest.raises(Refused) as refused:
        done(officer, casework, advice_on=None)
    assert refused.value.reasons[0].slug == "advice_undated"
    done(officer, casework)
    shown = page(logged_in("data_protection_officer"))
    assert "20 feb 2026" in shown
    assert shown.index("Geef deelnames een einddatum.") < shown.index("Vastgesteld.")


def test_a_new_assessment_keeps_the_one_before(officer, casework, logged_in):
    with pytest.raises(Refused):
        dpia_actions.begin_anew(actor=officer, at=NOW, dpia=casework, seen=casework.version)
    before = done(officer, casework)
    client = logged_in("privacy_officer")
    assert "Begin een nieuwe beoordeling" in page(client)
    client.post(f"{URL}opnieuw/", {"version": before.version})
    kept = EarlierDpia.objects.get()
    assert (kept.done_on, kept.advice, kept.outcome) == (date(2026, 3, 2), before.advice, before.outcome)
    assert len(kept.risks) == 5
    now = Dpia.objects.get(slug="casework")
    assert (now.done_on, now.advice, now.outcome) == (None, "", "")
    risk = now.weighed.first()
    values = {"risk": "Heel iets anders."}
    dpia_actions.change_risk(actor=officer, at=NOW, risk=risk, seen=risk.version, values=values)
    shown = page(client)
    assert "Vastgesteld op 2 mrt 2026" in shown
    assert "Geef deelnames een einddatum." in shown
    assert shown.count("Heel iets anders.") == 2, "in the table of today, name and link"


def test_risks_are_added_weighed_and_taken_out_on_the_page(casework, logged_in):
    client = logged_in("privacy_officer")
    sent = {"risk": "Een tolk hoort mee.", "likelihood": "2", "impact": "3", "rest": "1", "measure": "", "owner": ""}
    assert client.post(f"{URL}risico/", {**sent, "likelihood": ""}).status_code == 422
    assert client.post(f"{URL}risico/", sent).status_code == 302
    risk = casework.weighed.last()
    assert (risk.risk, risk.likelihood, risk.impact, risk.rest) == ("Een tolk hoort mee.", 2, 3, 1)
    one = f"{URL}risico/{risk.pk}/"
    assert client.post(one, {**sent, "impact": "1", "version": 99}).status_code == 409
    client.post(one, {**sent, "impact": "1", "version": risk.version})
    risk.refresh_from_db()
    assert risk.impact == 1
    client.post(one, {"step": "remove", "version": risk.version})
    assert not casework.weighed.filter(pk=risk.pk).exists()
    assert client.get(one).status_code == 404
    assert "risico verwijderd" in page(client).lower()


def test_a_risk_that_somebody_else_weighed_isn_t_lost(officer, casework):
    risk = casework.weighed.first()
    dpia_actions.change_risk(actor=officer, at=NOW, risk=risk, seen=risk.version, values={"impact": 1})
    with pytest.raises(StaleVersion):
        dpia_actions.remove_risk(actor=officer, at=NOW, risk=risk, seen=risk.version)

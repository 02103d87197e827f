# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register holds all that AVG art. 30(1) asks, on its pages and as CSV, with whom people reach and who changed what."""

import csv
import io

import pytest

from baken.kernel.errors import Refused, StaleVersion
from baken.privacy.models import PrivacyContacts, ProcessingActivity
from baken.privacy.register import actions

from .conftest import NOW

URL = "/toezicht/verwerkingen/"
CONTACTS = {
    "controllers": "Burgemeester en college\nVoorbeeldplein 1", "officer": "fg@example.org",
    "requests": "Schrijf aan de gemeente.", "example": False,
}  # fmt: skip


@pytest.fixture
def officer(actor):
    return actor("privacy_officer")


def change(officer, slug="meetings", **values):
    it = ProcessingActivity.objects.get(slug=slug)
    return actions.change_activity(actor=officer, at=NOW, activity=it, seen=it.version, values=values)


def page(client, url):
    return " ".join(client.get(url).content.decode().split())


def test_a_transfer_has_a_guarantee(town, officer):
    with pytest.raises(Refused) as refused:
        change(officer, transfers="Verenigde Staten")
    assert refused.value.reasons[0].slug == "no_guarantee"
    assert change(officer, transfers="Verenigde Staten", guarantee="Modelcontract").guarantee == "Modelcontract"
    with pytest.raises(Refused):
        change(officer, guarantee="")


def test_an_entry_tells_everything_on_its_page(town, officer, logged_in):
    actions.set_contacts(actor=officer, at=NOW, municipality=town, seen=None, values=CONTACTS)
    told = {
        "joint_controllers": "Gemeente Noorderdam, Kade 2", "special": "Gezondheid: AVG artikel 9, lid 2, onder g",
        "criminal": "Vermoedens: UAVG artikel 33", "transfers": "Canada", "guarantee": "Adequaatheidsbesluit",
    }  # fmt: skip
    change(officer, **told)
    shown = page(logged_in("data_protection_officer"), f"{URL}meetings/")
    for text in (*told.values(), "Voorbeeldplein 1", "fg@example.org"):
        assert text in shown, text
    listed = page(logged_in("data_protection_officer"), URL)
    assert "bijzondere gegevens" in listed
    assert "strafrechtelijke gegevens" in listed
    assert "Schrijf aan de gemeente." in listed


def test_the_page_tells_who_changed_what_and_when(town, officer, logged_in):
    change(officer, basis="Eigen verordening", retention="Twee jaar")
    shown = page(logged_in("data_protection_officer"), f"{URL}meetings/")
    assert "Grondslag; Hoe lang" in shown
    assert "Privacy_Officer" in shown
    assert "24 nov 2026, 10.00" in shown


def test_the_csv_has_a_line_per_activity_and_lists_joined(town, officer, logged_in):
    actions.set_contacts(actor=officer, at=NOW, municipality=town, seen=None, values=CONTACTS)
    change(officer, name="=1+1")
    reply = logged_in("data_protection_officer").get(f"{URL}register.csv")
    rows = list(csv.DictReader(io.StringIO(reply.content.decode()[1:]), delimiter=";"))
    assert len(rows) == ProcessingActivity.objects.count()
    by_name = {row["Verwerking"]: row for row in rows}
    it = by_name["Accounts en rollen"]
    assert it["Van wie"] == "medewerkers van de gemeente; contactpersonen van partners"
    assert it["Contact van de verantwoordelijke"] == "Burgemeester en college; Voorbeeldplein 1"
    assert it["Contact van de FG"] == "fg@example.org"
    assert it["Doorgifte buiten de EER"] == "geen"
    assert "\n" not in "".join(it.values())
    assert "'=1+1" in by_name


def test_the_contacts_are_written_down_once_and_by_one_at_a_time(town, officer, logged_in):
    client = logged_in("privacy_officer")
    assert "Nog niet ingevuld" in page(client, URL)
    assert client.post(f"{URL}contact/", {**CONTACTS, "officer": ""}).status_code == 422
    sent = {name: value for name, value in CONTACTS.items() if value}
    assert client.post(f"{URL}contact/", sent).status_code == 302
    assert "fg@example.org" in page(client, URL)
    with pytest.raises(StaleVersion):
        actions.set_contacts(actor=officer, at=NOW, municipality=town, seen=None, values=CONTACTS)
    version = PrivacyContacts.objects.get().version
    client.post(f"{URL}contact/", {**sent, "version": version, "officer": "fg2@example.org"})
    assert PrivacyContacts.objects.get().officer == "fg2@example.org"
    assert logged_in("data_protection_officer").get(f"{URL}contact/").status_code == 404


def test_no_closed_register_can_be_chosen(town, logged_in):
    it = ProcessingActivity.objects.get(slug="casework-premises")
    names = [name for name in actions.ACTIVITY_FIELDS if name not in ("public", "review_on")]
    sent = {name: getattr(it, name) for name in names} | {"review_on": "2027-03-01", "version": it.version}
    reply = logged_in("privacy_officer").post(f"{URL}{it.slug}/wijzigen/", {**sent, "vault": "", "dpia": ""})
    assert reply.status_code == 302
    it.refresh_from_db()
    assert (it.vault, it.dpia, it.public) == ("", "", False)

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A certificate as page and as PDF: basis, rule, counts, both hands and the seal of its row; no content."""

import io

import pytest
from pypdf import PdfReader

from baken.kernel.models import AuditEntry
from baken.privacy.models import Certificate
from baken.privacy.retention import certificates, destruction

from .builders import account, acting, record
from .conftest import NOW


@pytest.fixture
def made(town, actor, colleague, paper_kind):
    it = record(town)
    (paper_kind / it.reference).write_text("notulen over J. Geheim")
    destruction.approve(actor=actor("privacy_officer"), at=NOW, guarded=it)
    destruction.destroy(actor=colleague, at=NOW, guarded=it)
    return Certificate.objects.select_related("approved_by", "destroyed_by", "municipality").get()


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_page_tells_both_hands_and_the_seal(made, logged_in):
    row = AuditEntry.objects.get(action="record.destroyed")
    page = logged_in("data_protection_officer").get(made.get_absolute_url()).content.decode()
    for text in ("Selectielijst gemeenten", "Casus over een pand", "Stukken", row.hash, f"Regel {row.sequence} van"):
        assert text in page, text
    assert page.count("24 nov 2026, 10.00") == 2
    assert "Geheim" not in page


def test_the_pdf_tells_the_same_and_is_made_once_and_for_all(made, logged_in):
    reply = logged_in("data_protection_officer").get(f"{made.get_absolute_url()}verklaring.pdf")
    assert reply["Content-Type"] == "application/pdf"
    assert f"verklaring-van-vernietiging-{made.number}.pdf" in reply["Content-Disposition"]
    text = text_of(reply.content)
    row = AuditEntry.objects.get(action="record.destroyed")
    for told in (made.number, made.reference, "Selectielijst gemeenten", "Privacy_Officer", "Stukken"):
        assert told in text, told
    assert row.hash in text.replace(" ", "")
    assert "Geheim" not in text
    reader = PdfReader(io.BytesIO(reply.content))
    assert len(reader.pages) == 1
    assert reader.metadata.title == f"Verklaring van vernietiging {made.number}"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert certificates.render_pdf(made) == reply.content


def test_a_name_that_no_font_holds_is_still_printed(made):
    acting(made.municipality, lambda: type(made.approved_by).objects.update(display_name="Ж. \U0001f600 漢"))
    made.approved_by.refresh_from_db()
    assert certificates.render_pdf(made).startswith(b"%PDF")


def test_nobody_else_gets_it_and_another_municipality_hasn_t_got_it(made, logged_in, client):
    from tests.kernel.towns import town as make

    url = f"{made.get_absolute_url()}verklaring.pdf"
    assert logged_in("mayor").get(url).status_code == 404
    user = account(make("GM9000", "Noorderdam"), "privacy_officer")
    client.force_login(user, backend="baken.access.login.backends.AccountBackend")
    assert client.get(url).status_code == 404

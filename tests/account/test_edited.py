# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Going on in Word, through the pages: download, edit, add, remake the draft, bring up to date."""

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from baken.account import content
from baken.account.documents import render_docx
from baken.account.files import document_of
from baken.account.models import CouncilPack, EditedWord
from baken.account.word.edited import refreshed_name
from baken.kernel.actions import action
from baken.kernel.models import AuditEntry
from baken.ui.panels import Section

from .made_up import NOW, RANK
from .test_refresh import NEW_A, changed_rank, rewrite

PAGE = "/verantwoorden/raadsdossier/2025/"
ADD = f"{PAGE}1/word/"


@action
def with_figures(*, actor, at, pack, panel):
    from baken.kernel import audit

    pack.content = content.dump((Section("picture", "Wat er speelt", (panel,), "Kort gezegd."),))
    pack.content_digest = content.digest(pack.content)
    pack.save()
    audit.record("test.figures", pack)
    return pack


@pytest.fixture
def pack(made, as_role):
    """A draft with one small table, so that its Word file is quick to draw."""
    return with_figures(actor=as_role("safety_adviser"), at=NOW, pack=made(), panel=changed_rank())


def edited_file(pack, note="Dit schreef de adviseur erbij."):
    word = docx.Document(io.BytesIO(render_docx(document_of(pack))))
    word.add_paragraph(note)
    rewrite(word.tables[1].rows[2].cells[1].paragraphs[0], "vierhonderd")
    out = io.BytesIO()
    word.save(out)
    return SimpleUploadedFile("dossier bewerkt.docx", out.getvalue())


def texts(client, number):
    answer = client.get(f"{ADD}{number}/")
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    word = docx.Document(io.BytesIO(b"".join(answer.streaming_content)))
    return [p.text for p in word.paragraphs] + [c.text for row in word.tables[1].rows for c in row.cells]


def test_it_works(pack, as_role, logged_in):
    client = logged_in("safety_adviser")
    upload = edited_file(pack)
    with_figures(actor=as_role("safety_adviser"), at=NOW, pack=pack, panel=changed_rank(a=NEW_A))
    answer = client.post(ADD, {"file": upload}, follow=True)
    assert "bijgewerkt" in answer.content.decode()
    assert [row.origin for row in EditedWord.objects.order_by("number")] == ["added", "refreshed"]
    assert "Dit schreef de adviseur erbij." in texts(client, 2)
    assert [row.name for row in EditedWord.objects.order_by("number")] == [
        upload.name,
        "dossier bewerkt-bijgewerkt.docx",
    ]
    assert refreshed_name("dossier bewerkt-bijgewerkt.docx") == "dossier bewerkt-bijgewerkt.docx"
    assert "3.001" in texts(client, 2)
    assert "3.172" in texts(client, 1)
    assert "vierhonderd" in texts(client, 2)
    told = AuditEntry.objects.get(action="pack.word_added")
    assert told.resource_id == str(pack.pk)


def test_a_remade_draft_asks_to_bring_the_file_up_to_date(pack, as_role, logged_in):
    client = logged_in("safety_adviser")
    client.post(ADD, {"file": edited_file(pack)})
    button = "Werk bij met de cijfers van dit dossier"
    assert button not in client.get(PAGE).content.decode()
    with_figures(actor=as_role("safety_adviser"), at=NOW, pack=CouncilPack.objects.get(), panel=changed_rank(a=NEW_A))
    assert button in client.get(PAGE).content.decode()
    client.post(f"{ADD}bijwerken/")
    last = EditedWord.objects.order_by("-number").first()
    assert (last.origin, last.number, last.content_digest) == (
        "refreshed", 3, CouncilPack.objects.get().content_digest,
    )  # fmt: skip
    assert last.report["changed"] > 0
    assert "Dit schreef de adviseur erbij." in texts(client, 3)
    assert button not in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("dossier.docx", b"geen word"),
        ("dossier.pdf", b"%PDF-1.7\n%%EOF"),
        ("leeg.docx", b""),
        ("dossier.docm", b"PK\x03\x04"),
    ],
)
def test_what_is_no_word_file_is_told_and_not_stored(pack, logged_in, name, data):
    answer = logged_in("safety_adviser").post(ADD, {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422
    assert EditedWord.objects.count() == 0
    assert 'aria-invalid="true"' in answer.content.decode()


def test_a_word_file_without_our_figures_is_told(pack, logged_in):
    out = io.BytesIO()
    docx.Document().save(out)
    answer = logged_in("safety_adviser").post(ADD, {"file": SimpleUploadedFile("brief.docx", out.getvalue())})
    assert "geen cijfers van dit dossier" in answer.content.decode()
    assert EditedWord.objects.count() == 0


def test_only_who_sees_drafts_sees_it_and_only_the_adviser_adds(pack, logged_in):
    client = logged_in("safety_adviser")
    client.post(ADD, {"file": edited_file(pack)})
    assert "Een bewerkt Word-bestand toevoegen" in client.get(PAGE).content.decode()
    mayor = logged_in("mayor")
    assert mayor.get(f"{ADD}1/").status_code == 200
    assert "Een bewerkt Word-bestand toevoegen" not in mayor.get(PAGE).content.decode()
    assert mayor.post(ADD, {"file": edited_file(pack)}).status_code == 404
    assert mayor.post(f"{ADD}bijwerken/").status_code == 404
    council = logged_in("council_member")
    assert council.get(f"{ADD}1/").status_code == 404
    assert EditedWord.objects.count() == 2


def test_the_council_does_not_see_the_working_file_of_an_issued_pack(made, logged_in, as_role):
    pack = with_figures(actor=as_role("safety_adviser"), at=NOW, pack=made(), panel=RANK)
    client = logged_in("safety_adviser")
    client.post(ADD, {"file": edited_file(pack)})
    client.post(f"{PAGE}1/vaststellen/", {"content_digest": pack.content_digest})
    council = logged_in("council_member")
    page = council.get(PAGE)
    assert page.status_code == 200
    assert "Verder werken in Word" not in page.content.decode()
    assert council.get(f"{ADD}2/").status_code == 404


def test_bringing_up_to_date_without_a_file_is_told(pack, logged_in):
    answer = logged_in("safety_adviser").post(f"{ADD}bijwerken/")
    assert "nog geen bewerkt Word-bestand" in answer.content.decode()

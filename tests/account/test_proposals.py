# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A proposal to the council as a Word file, for who may see the proposal."""

import io

import docx
import pytest

from baken.access.facade import system_actor
from baken.decide.council.facade import Proposal
from baken.demo.decide.council import play_council


@pytest.fixture
def proposals(policy):
    play_council(system_actor(policy), policy)
    return {row.status: row for row in Proposal.objects.all()}


def test_it_works(proposals, logged_in):
    proposal = proposals["draft"]
    client = logged_in("safety_adviser")
    address = f"/verantwoorden/raadsvoorstel/{proposal.pk}.docx"
    assert address in client.get(proposal.get_absolute_url()).content.decode()
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    word = docx.Document(io.BytesIO(answer.content))
    texts = [p.text for p in word.paragraphs]
    assert texts[1] == proposal.title
    assert word.paragraphs[1].style.name == "Title"
    assert any(proposal.why.strip().split("\n")[0] in text for text in texts)
    assert any("verzonnen" in text for text in texts)
    assert {p.style.name for p in word.paragraphs if p.text == "Waarom"} == {"Heading 1"}
    cells = [cell.text for row in word.tables[0].rows for cell in row.cells]
    assert any("voorbeeld" in text for text in cells)


def test_a_draft_is_not_for_the_council_and_an_offered_one_is(proposals, logged_in):
    client = logged_in("council_member")
    assert client.get(f"/verantwoorden/raadsvoorstel/{proposals['draft'].pk}.docx").status_code == 404
    assert client.get(f"/verantwoorden/raadsvoorstel/{proposals['offered'].pk}.docx").status_code == 200


def test_what_is_not_there_is_not_there(proposals, logged_in):
    address = "/verantwoorden/raadsvoorstel/00000000-0000-7000-8000-000000000000.docx"
    assert logged_in("safety_adviser").get(address).status_code == 404

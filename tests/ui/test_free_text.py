# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The guard on free text: nothing is saved before the writer chose, and nothing that was typed is lost. Names are invented."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from baken.kernel.text.personal_data import find
from baken.ui.free_text import FreeTextGuard, check_texts

NOTE = "De heer Jansen belde, 06-12345678. Er komt meer toezicht."


class Note(FreeTextGuard):
    unguarded = ("slug",)
    moves_to = {"note": "people"}

    note = forms.CharField(label="Verslag", max_length=200)
    title = forms.CharField(label="Titel", max_length=60, required=False)
    slug = forms.CharField(required=False)
    mail = forms.EmailField(required=False)
    people = forms.CharField(label="Personen", max_length=80, required=False)

    def clean(self) -> dict[str, Any]:
        found = dict(super().clean() or self.cleaned_data)
        if found.get("title") == "fout":
            self.add_error("title", "Deze titel kan niet.")
        return found


def sent(data: dict[str, str], **more: Any) -> Note:
    query = QueryDict(mutable=True)
    query.update(data)
    return Note(query, **more)


def shown(form: forms.Form) -> str:
    source = "{% load baken_ui %}{% problems form %}{% for one in form %}{% field one %}{% endfor %}"
    return Template(source).render(Context({"form": form}))


def hidden(html: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="(\w+)">', html))


def chosen(choice: str, **data: str) -> Note:
    """The form as it comes back after its page was shown, with a choice for the note."""
    first = {"note": NOTE, **data}
    return sent({**first, **hidden(shown(sent(first))), "note-guard": choice})


def test_a_text_without_personal_data_is_just_saved() -> None:
    form = sent({"note": "Er komt meer toezicht.", "slug": "x"})
    assert form.is_valid()
    assert (form.guards, form.kept) == ({}, {})
    assert "guard" not in shown(form)


def test_what_is_found_is_marked_in_its_text_with_what_it_is_and_the_form_is_not_saved() -> None:
    form = sent({"note": NOTE, "title": "Punt"})
    assert not form.is_valid()
    html = shown(form)
    assert "<mark>De heer Jansen</mark>" in html
    assert "belde, <mark>06-12345678</mark>. Er komt" in html
    words = re.sub(r"<[^>]+>", " ", html)
    assert "naam" in words
    assert "telefoonnummer" in words
    assert '<a href="#id_note">' in html, "the summary leads to the field"
    assert NOTE in html
    assert 'value="Punt"' in html, "the rest of what was typed is kept"
    assert re.findall(r'name="note-guard" value="(\w+)"', html) == ["remove", "move", "keep"]
    assert "checked" not in html, "nothing is chosen beforehand"


def test_fields_meant_for_it_are_not_looked_at() -> None:
    form = sent({"note": "Goed.", "slug": "06-12345678", "mail": "x@voorbeeld.nl", "people": "De heer Jansen"})
    assert form.is_valid()


def test_remove_takes_out_what_was_found_and_no_more() -> None:
    form = chosen("remove")
    assert form.is_valid()
    assert form.cleaned_data["note"] == "[verwijderd] belde, [verwijderd]. Er komt meer toezicht."
    assert form.kept == {}


def test_keep_leaves_the_text_and_tells_what_was_left() -> None:
    form = chosen("keep")
    assert form.is_valid()
    assert form.cleaned_data["note"] == NOTE
    assert form.kept == {"note": ("name", "phone")}


def test_move_brings_it_to_the_field_that_is_meant_for_it() -> None:
    form = chosen("move", people="Al bekend")
    assert form.is_valid()
    assert form.cleaned_data["note"] == "[verplaatst] belde, [verplaatst]. Er komt meer toezicht."
    assert form.cleaned_data["people"] == "Al bekend\nnaam: De heer Jansen\ntelefoonnummer: 06-12345678"


def test_what_does_not_fit_where_it_goes_is_told_and_nothing_is_lost() -> None:
    form = chosen("move", people="x" * 70)
    assert not form.is_valid()
    assert "people" in form.errors
    assert NOTE in shown(form)
    tight = "y" * 192 + " j@x.nl"
    form = sent({"note": tight, **hidden(shown(sent({"note": tight}))), "note-guard": "remove"})
    assert not form.is_valid(), "[verwijderd] is longer than what it replaces"
    assert tight in shown(form)


def test_a_choice_counts_for_the_text_that_was_seen_only() -> None:
    form = chosen("keep")
    data = form.data.copy()
    data["note"] = NOTE + " En mevrouw De Vries."
    later = Note(data)
    assert not later.is_valid()
    assert "<mark>mevrouw De Vries</mark>" in shown(later)
    data["note"] = "Er komt meer toezicht."
    assert Note(data).is_valid()


@pytest.mark.parametrize(
    "more", [{"note-guard": "keep"}, {"note-guard": "keep", "note-guard-of": "x"}, {"note-guard": "all"}]
)
def test_a_choice_that_was_never_shown_counts_for_nothing(more: dict[str, str]) -> None:
    assert not sent({"note": NOTE, **more}).is_valid()


def test_move_is_no_choice_where_the_form_names_no_field() -> None:
    title = {"note": "Goed.", "title": "Over dhr. Jansen"}
    form = sent({**title, **hidden(shown(sent(title))), "title-guard": "move"})
    assert not form.is_valid()


def test_another_mistake_in_the_form_keeps_the_choice() -> None:
    form = chosen("keep", title="fout")
    assert not form.is_valid()
    assert set(form.errors) == {"title"}
    assert 'value="keep" checked' in shown(form)


def test_a_text_as_it_was_stored_is_not_asked_about_again() -> None:
    form = sent({"note": NOTE.replace(" ", "\r\n", 1)}, initial={"note": NOTE.replace(" ", "\n", 1)})
    assert form.is_valid()
    assert not sent({"note": NOTE + " Ook 0255-567200."}, initial={"note": NOTE}).is_valid()


def test_forms_beside_each_other_have_their_own_choices() -> None:
    assert not sent({"a-note": NOTE}, prefix="a").is_valid()
    html = shown(sent({"a-note": NOTE}, prefix="a"))
    assert 'name="a-note-guard"' in html
    assert sent({"a-note": NOTE, **hidden(html), "a-note-guard": "keep"}, prefix="a").is_valid()


def test_what_is_found_cannot_break_the_page() -> None:
    html = shown(sent({"note": "<script>alert(1)</script> dhr. Jansen <b>"}))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_text_full_of_it_shows_some_and_counts_the_rest() -> None:
    html = shown(sent({"note": "0612345678 en " * 14, "title": ""}))
    assert html.count("<mark>") == 14

    class Long(FreeTextGuard):
        note = forms.CharField()

    html = shown(Long({"note": "0612345678 en " * 30}))
    assert html.count("<mark>") == 20
    assert "en nog 10" in html


@given(st.text(max_size=200))
def test_what_passes_without_a_question_has_nothing_in_it(text: str) -> None:
    form = sent({"note": text})
    if form.is_valid():
        assert find(form.cleaned_data["note"]) == ()


def test_an_entrance_without_a_form_asks_the_same() -> None:
    found = check_texts({"note": NOTE, "title": "Goed", "count": 3, "nothing": None})
    assert {name: [str(it.kind) for it in findings] for name, findings in found.items()} == {"note": ["name", "phone"]}

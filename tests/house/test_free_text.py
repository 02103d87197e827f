# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""No form about policy, casework or supervision takes running text without the guard on free text.

But for fields that are meant for personal data.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from django import forms

from baken.ui.free_text import FreeTextGuard

MEANT = {
    ("cases", "SubjectForm", "note"): "tells of somebody whom the case is about",
    ("bibob", "AskForm", "question"): "is for the LBB, about the person screened; stays in the file, encrypted",
    ("bibob", "ReceiveForm", "text"): "is what the LBB advises about the person screened",
    ("bibob", "NoteViewForm", "text"): "is what the person screened answers",
    ("bibob", "ConcludeForm", "text"): "is why, about the person screened; the department doesn't get it",
    ("bibob", "OpenForm", "occasion"): "tells why somebody is screened; stays in the file, encrypted",
    ("bibob", "LookForm", "found"): "is what a source told, and stays in the file",
    ("bibob", "RelateForm", "note"): "tells of somebody who is related; stays in the file",
    ("bibob", "IndicateForm", "text"): "is a fact about somebody; stays in the file",
    ("bibob", "WeighFactForm", "because"): "weighs a fact about somebody; stays in the file",
    ("bibob", "ReuseForm", "what"): "is what an earlier file held",
    ("bibob", "DiscloseForm", "what"): "is what somebody whom the law names gets",
    ("inspections", "EntryReportForm", "text"): "is the report of entering a home, in the part of who entered",
    ("inspections", "SettleForm", "text"): "is what came of a finding; stays in the part of the discipline, encrypted",
    ("concerns", "LookForm", "result"): "is what a source told, and stays in the register of the signal",
    ("measures", "HearForm", "text"): "is the view of the person concerned, and stays in the register of the measure",
    ("cases", "EntryForm", "person"): "is where what was found in a note goes",
    (
        "concerns",
        "ShareForm",
        "report",
    ): "is what a partner gets: begins without what the guard sees, the preview names the rest",
    ("concerns", "ShareForm", "assessment"): "is what a partner gets: the preview names what the guard sees in it",
    (
        "concerns",
        "ShareForm",
        "why",
    ): "stays in the register of the signal, encrypted, and tells why somebody may be named",
    ("concerns", "ShareForm", "urgent"): "stays in the register of the signal, encrypted",
    ("concerns", "PassOnForm", "text"): "is what another register gets as a signal: begins without what the guard sees",
    ("concerns", "PassOnForm", "why"): "stays in the register of the signal, encrypted",
    ("concerns", "TopicForm", "text"): "refuses what looks like personal data: nobody can choose to keep it",
    ("journeys", "PassOnForm", "text"): "refuses what looks like personal data: nobody can choose to keep it",
    ("concerns", "CategoryForm", "questions"): "is data by which a form is made, no running text",
    ("measures", "MatrixForm", "rules"): "is data by which decisions are made, no running text",
    ("measures", "TemplateForm", "text"): "is a template: names of facts instead of what they say",
    ("privacy", "ContactsForm", "controllers"): "is how to reach the municipality: an address, meant to be public",
    ("privacy", "ContactsForm", "officer"): "is how to reach the FG, meant to be public",
    ("privacy", "ContactsForm", "requests"): "says where a request goes, meant to be public",
}
"""Fields with room for several lines that nobody looks at, and why."""
ROOMS = ("baken.access", "baken.privacy", "baken.act", "baken.decide")


def every_form() -> Iterator[type[forms.BaseForm]]:
    for package in ROOMS:
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            if ".migrations" not in module.name:
                importlib.import_module(module.name)

    def below(form: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
        for child in form.__subclasses__():
            yield child
            yield from below(child)

    yield from {form for form in below(forms.BaseForm) if form.__module__.startswith(ROOMS)}


def unguarded(form: type[forms.BaseForm]) -> list[str]:
    """The fields of a form with room for several lines at which the guard doesn't look."""
    fields = getattr(form, "base_fields", {})
    roomy = [name for name, field in fields.items() if isinstance(field.widget, forms.Textarea)]
    if not issubclass(form, FreeTextGuard):
        return roomy
    left = {*form.unguarded, *form.moves_to.values()}
    return [name for name in roomy if name in left or type(fields[name]) is not forms.CharField]


def room(form: type[forms.BaseForm]) -> str:
    parts = form.__module__.split(".")
    return parts[2] if parts[1] in ("act", "decide") else parts[1]


def test_every_field_with_room_for_running_text_is_guarded() -> None:
    found = {(room(form), form.__name__, name) for form in every_form() for name in unguarded(form)}
    assert found == set(MEANT)


@pytest.mark.parametrize("name", ["access", "privacy", "cases"])
def test_the_guarded_forms_of_each_room_are_there(name: str) -> None:
    assert any(room(form) == name and issubclass(form, FreeTextGuard) for form in every_form())


def test_a_form_without_the_guard_is_seen() -> None:
    class Bare(forms.Form):
        note = forms.CharField(widget=forms.Textarea)

    class Left(FreeTextGuard):
        unguarded = ("note",)
        note = forms.CharField(widget=forms.Textarea)

    class Own(forms.CharField):
        pass

    class OwnField(FreeTextGuard):
        note = Own(widget=forms.Textarea)

    class Good(FreeTextGuard):
        note = forms.CharField(widget=forms.Textarea)

    assert [unguarded(form) for form in (Bare, Left, OwnField, Good)] == [["note"], ["note"], ["note"], []]

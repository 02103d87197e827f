# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""In the forms of supervision each field that isn't plain by its label says what is meant."""

from __future__ import annotations

from importlib import import_module

import pytest
from django import forms

PLAIN = {
    "version", "was", "sure", "password", "again", "user", "public",
    "zoek", "rol", "stand", "regel", "verwerking", "status", "vanaf", "tot", "since", "last_day",
}  # fmt: skip
"""Hidden fields, filters of a list, and what its label says wholly."""
MODULES = (
    "baken.access.supervision.forms", "baken.access.supervision.covenant_forms", "baken.access.accounts.forms",
    "baken.privacy.reads.forms", "baken.privacy.register.forms", "baken.privacy.retention.forms", "baken.privacy.logbook.forms",
)  # fmt: skip


def bare(form: type[forms.Form]) -> list[str]:
    """The fields of a form that say nothing beside their label."""
    return [name for name, field in form.base_fields.items() if not field.help_text and name not in PLAIN]


@pytest.mark.parametrize("module", MODULES)
def test_every_field_that_asks_for_it_has_a_hint(module: str) -> None:
    found = {
        name: bare(form)
        for name, form in vars(import_module(module)).items()
        if isinstance(form, type) and issubclass(form, forms.Form) and form.__module__ == module
    }
    assert found
    assert {name: fields for name, fields in found.items() if fields} == {}


def test_a_form_without_hints_is_found() -> None:
    class Bare(forms.Form):
        basis = forms.CharField(label="Grondslag")

    assert bare(Bare) == ["basis"]

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""No address touches personal data without naming its processing activity: each is in the list, and its view says the same."""

import pytest
from django.urls import get_resolver

from baken.kernel.processing import activity_of, processes
from baken.privacy.defaults import CODED, shipped

from .processing_grid import GRID


def addresses(resolver=None, namespace=""):
    """Yield name and view of every address."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
        else:
            yield f"{namespace}{pattern.name}", pattern.callback


FOUND = list(addresses())


def test_every_address_is_in_the_list_and_the_list_holds_no_other():
    assert {name for name, _view in FOUND} == set(GRID)


@pytest.mark.parametrize(("name", "view"), FOUND, ids=[name for name, _view in FOUND])
def test_the_view_names_what_the_list_says(name, view):
    told = GRID[name]
    if isinstance(told, str):
        assert activity_of(view) == told
    else:
        activity, why = told
        assert activity_of(view) == ""
        assert activity == ""
        assert len(why) > 10


def test_what_views_name_is_in_the_register():
    named = {told for told in GRID.values() if isinstance(told, str)}
    assert named <= CODED
    assert {entry["slug"] for entry in shipped().activities} == CODED


def test_a_decorator_over_it_keeps_the_name():
    from django.views.decorators.http import require_safe

    @require_safe
    @processes("search")
    def view(request):
        return None

    assert activity_of(view) == "search"

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Links in the example's mail lead to the port that is served."""

import os
from argparse import Namespace

import pytest

from baken.cli import _own_address


@pytest.mark.parametrize(
    ("mode", "told", "found"),
    [
        ("demo", None, "http://localhost:8123"),
        ("demo", "https://baken.example.org", "https://baken.example.org"),
        ("production", None, None),
    ],
)
def test_the_address_follows_the_port_unless_the_installation_says_where_it_is(
    monkeypatch: pytest.MonkeyPatch, mode: str, told: str | None, found: str | None
) -> None:
    monkeypatch.setattr(os, "environ", {"BAKEN_MODE": mode} | ({"BAKEN_PUBLIC_URL": told} if told else {}))
    _own_address(Namespace(port=8123))
    assert os.environ.get("BAKEN_PUBLIC_URL") == found

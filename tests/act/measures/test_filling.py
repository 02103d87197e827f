# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names of facts in a template: found however they are spaced, and at once in whatever somebody typed."""

from __future__ import annotations

from baken.act.measures.documents.filling import filled, names_in


def test_a_line_of_spaces_does_not_hold_everybody_up() -> None:
    """Written in a template, it must not keep the server busy for hours each time that a letter is read."""
    assert names_in("{{" + " " * 50_000).known == ()
    assert names_in("{{ address }} {{address}} {{ \n reference }}").known == ("address", "reference")
    [section] = filled([{"text": "Bij {{  address  }}."}], {"address": "Kade 1"}, {}, {})
    assert section.paragraphs == ("Bij Kade 1.",)

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checking and reading in from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from baken.decide.policy.command import Wrong, check, load
from baken.decide.policy.models import Framework
from baken.kernel.models import Municipality

from .builders import FRAMEWORK, changed


def test_a_good_file_is_checked_without_storing_and_then_read_in(velsen: Municipality, tmp_path: Path) -> None:
    path = tmp_path / "kadernota.yaml"
    path.write_text(FRAMEWORK, encoding="utf-8")
    assert "geen problemen" in check(path)
    assert Framework.objects.count() == 0
    assert "versie 1" in load(path)
    assert Framework.objects.count() == 1


def test_problems_come_one_a_line_with_the_file_in_front(velsen: Municipality, tmp_path: Path) -> None:
    path = tmp_path / "kadernota.yaml"
    path.write_text(changed(changed(FRAMEWORK, "[crime_total]", "[x]"), "[Velserbroek]", "[y]"), encoding="utf-8")
    for act in (check, load):
        with pytest.raises(Wrong) as wrong:
            act(path)
        lines = str(wrong.value).splitlines()
        assert len(lines) == 2
        assert all(line.startswith(f"{path}: regel ") for line in lines)
    assert Framework.objects.count() == 0


def test_a_file_that_is_not_there_is_one_clear_line(velsen: Municipality, tmp_path: Path) -> None:
    with pytest.raises(Wrong) as wrong:
        check(tmp_path / "niets.yaml")
    assert len(str(wrong.value).splitlines()) == 1


def test_two_municipalities_make_the_command_ask_for_the_page(velsen: Municipality, tmp_path: Path) -> None:
    Municipality.objects.create(code="GM0392", slug="haarlem", name="Haarlem")
    path = tmp_path / "kadernota.yaml"
    path.write_text(FRAMEWORK, encoding="utf-8")
    with pytest.raises(Wrong):
        load(path)

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""`baken audit verify`: status 0 and a count, or status 1 and the place."""

from pathlib import Path

import pytest
from django.test import TestCase

from baken.access.facade import system_actor
from baken.cli import main
from baken.kernel import audit
from baken.kernel.command import SHOWN

from .tampering import TABLE, write_round_the_lock
from .towns import NOW, doing, town

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_anchor(tmp_path: Path, settings):
    settings.AUDIT_ANCHOR = tmp_path / "anchor"
    return settings.AUDIT_ANCHOR


def log(rows=4):
    velsen = town()
    with TestCase.captureOnCommitCallbacks(execute=True):
        doing(actor=system_actor(velsen), at=NOW, what=lambda: [audit.record("t") for _ in range(rows - 1)])
    return velsen


def test_an_intact_log_is_counted(capsys):
    log()
    assert main(["audit", "verify"]) == 0
    assert capsys.readouterr().out == "audit log is intact: 1 chains, 4 rows\n"


def test_an_empty_log_is_intact(capsys):
    assert main(["audit", "verify"]) == 0
    assert capsys.readouterr().out == "audit log is intact: 0 chains, 0 rows\n"


def test_tampering_is_told_with_its_place(capsys):
    log()
    write_round_the_lock(f"UPDATE {TABLE} SET action = 'x' WHERE sequence = 2")
    write_round_the_lock(f"DELETE FROM {TABLE} WHERE sequence > 3")
    assert main(["audit", "verify"]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "velsen: row 2: changed: the row doesn't have its seal"
    assert "velsen: row 4: cut off: the anchor is at row 4, the last row is 3" in out
    assert out[-1].startswith("audit log is NOT intact: 3 problems in 1 of 1 chains")


def test_very_many_problems_are_counted(capsys):
    log(SHOWN + 6)
    write_round_the_lock(f"UPDATE {TABLE} SET action = 'x'")
    assert main(["audit", "verify"]) == 1
    assert "velsen: and 6 more" in capsys.readouterr().out


def test_what_prevents_checking_is_told_and_is_neither_yes_nor_no(own_anchor, capsys):
    log()
    path = next(own_anchor.glob("*.jsonl"))
    path.unlink()
    path.mkdir()
    assert main(["audit", "verify"]) == 2
    assert "can't be read" in capsys.readouterr().err

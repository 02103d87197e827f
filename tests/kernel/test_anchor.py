# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The anchor only goes forward, survives crashes, stays small, and never costs anybody's work."""

import logging
import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import TestCase

from baken.access.facade import system_actor
from baken.kernel import audit
from baken.kernel.audit_log import anchor
from baken.kernel.models import AuditEntry

from .towns import NOW, doing, town


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings):
    settings.AUDIT_ANCHOR = tmp_path / "anchor"
    return settings.AUDIT_ANCHOR


def head(sequence, chain, first, text="a"):
    return anchor.Head(chain, first, sequence, text * 64, NOW.isoformat())


def test_it_never_goes_back():
    chain, first = uuid4(), uuid4()
    for sequence in (1, 5, 4, 5, 6):
        anchor.keep([head(sequence, chain, first)])
    assert [h.sequence for h in anchor.heads(chain)] == [1, 5, 6]


def test_chains_that_begin_with_another_row_are_kept_beside_each_other():
    chain, ours, theirs = uuid4(), uuid4(), uuid4()
    anchor.keep([head(9, chain, ours)])
    anchor.keep([head(2, chain, theirs)])
    anchor.keep([head(8, chain, ours), head(10, chain, ours), head(1, chain, theirs)])
    assert [(h.first, h.sequence) for h in anchor.heads(chain)] == [(ours, 9), (theirs, 2), (ours, 10)]


def test_a_line_that_a_crash_cut_short_costs_that_line_only(folder):
    chain, first = uuid4(), uuid4()
    anchor.keep([head(1, chain, first), head(2, chain, first)])
    path = folder / f"{chain}.jsonl"
    path.write_bytes(path.read_bytes()[:-20])
    assert [h.sequence for h in anchor.heads(chain)] == [1]
    anchor.keep([head(2, chain, first), head(3, chain, first)])
    assert [h.sequence for h in anchor.heads(chain)] == [1, 2, 3]


def test_a_large_file_is_compacted_and_still_knows_every_first_row(folder):
    chain, first, other = uuid4(), uuid4(), uuid4()
    anchor.keep([head(3, chain, other)])
    for sequence in range(1, 600):
        anchor.keep([head(sequence, chain, first)])
    assert (folder / f"{chain}.jsonl").stat().st_size < anchor.LARGE + 300
    kept = anchor.heads(chain)
    assert kept[-1].sequence == 599
    assert (other, 3) in {(h.first, h.sequence) for h in kept}


def test_only_baken_s_own_account_can_read_it(folder):
    chain = uuid4()
    anchor.keep([head(1, chain, uuid4())])
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / f"{chain}.jsonl").stat().st_mode & 0o077 == 0


WRITER = """
import sys
from pathlib import Path
from uuid import UUID
from django.conf import settings
settings.configure(AUDIT_ANCHOR=Path(sys.argv[1]))
from baken.kernel.audit_log.anchor import Head, keep
for sequence in range(int(sys.argv[3]), 600, 4):
    keep([Head(UUID(sys.argv[2]), UUID(int=1), sequence, "a" * 64, "now")])
"""


def test_processes_that_write_at_once_lose_no_head_and_never_go_back(folder):
    chain = uuid4()
    commands = [[sys.executable, "-c", WRITER, str(folder), str(chain), str(n)] for n in range(1, 5)]
    started = [subprocess.Popen(command, env={**os.environ, "PYTHONPATH": "src"}) for command in commands]
    assert [process.wait(60) for process in started] == [0] * 4
    told = [h.sequence for h in anchor.heads(chain)]
    assert told == sorted(set(told))
    assert told[-1] == 599


@pytest.mark.django_db
def test_it_follows_the_commit_and_what_is_rolled_back_isn_t_anchored():
    velsen = town()
    with TestCase.captureOnCommitCallbacks(execute=True):
        doing(actor=system_actor(velsen), at=NOW, what=lambda: audit.record("t"))
        assert anchor.heads(velsen.id) == []
        with pytest.raises(ZeroDivisionError):
            doing(actor=system_actor(velsen), at=NOW, what=lambda: 1 / 0)
    last = AuditEntry.objects.filter(municipality_id=velsen.id).order_by("sequence").last()
    (kept,) = anchor.heads(velsen.id)
    assert (kept.sequence, kept.hash, last.sequence) == (2, last.hash, 2)


@pytest.mark.django_db
def test_an_anchor_that_can_t_be_written_is_told_loudly_and_costs_no_work(settings, tmp_path, caplog):
    settings.AUDIT_ANCHOR = tmp_path / "file"
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    velsen = town()
    with caplog.at_level(logging.CRITICAL, "baken.audit"), TestCase.captureOnCommitCallbacks(execute=True):
        doing(actor=system_actor(velsen), at=NOW, what=lambda: None)
    assert "could NOT be written" in caplog.text
    assert AuditEntry.objects.filter(municipality_id=velsen.id).count() == 1

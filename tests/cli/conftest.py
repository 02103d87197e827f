# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The world of the tests of the picture, and a way to run the command within this process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.observe.conftest import facts, loaded, no_facts, velsen, world

__all__ = ["facts", "loaded", "no_facts", "velsen", "world"]


@dataclass(frozen=True)
class Told:
    """What a command said, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def refusal(self) -> str:
        """The one line with which wrong input is refused; fails where there is another."""
        assert self.status == 2, (self.status, self.out, self.err)
        assert self.out == ""
        assert self.err.count("\n") == 1
        assert self.err.startswith("baken: ")
        return self.err.removeprefix("baken: ").strip()


@pytest.fixture
def baken(capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    """Run `baken` with arguments, in this process."""
    from baken.cli import main

    def run(*arguments: str) -> Told:
        capsys.readouterr()
        status = main(arguments)
        said = capsys.readouterr()
        return Told(status, said.out, said.err)

    return run

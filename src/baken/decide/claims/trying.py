# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Trying the tests of claims on the figures at hand, and writing down what came of it as plain data."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from baken.decide.policy.facade import Claim, Framework
from baken.kernel.models import Municipality

from .gather import World, material, world_of
from .needs import needs_of
from .rules import Material, Measure, Outcome, Part, Reading, Result, combine, judge

NO_TEST = "no_test"
"""The reason of a claim for which no test has been written down."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One test that was tried: as the file has it, over which areas (names by code) and years, and what came of it."""

    test: Mapping[str, Any]
    result: Result
    start: int | None
    end: int | None
    about: tuple[str, ...]
    whole: str
    names: Mapping[str, str]
    needs: tuple[str, ...] = ()

    @property
    def outcome(self) -> Outcome:
        return self.result.outcome


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a whole claim with each of its tests."""

    claim: Claim
    outcome: Outcome
    tests: tuple[Tried, ...]

    @property
    def digest(self) -> str:
        """SHA-256 over what went in: text, tests, figures, dispersion. Equal input gives an equal digest."""
        content = [
            self.claim.text,
            *(
                [t.test, t.end, [asdict(r) for r in t.result.used], t.result.dispersion, t.result.reason]
                for t in self.tests
            ),
        ]
        return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def try_all(
    municipality: Municipality, framework: Framework, claims: Sequence[Claim], as_of: datetime | None = None
) -> list[Verdict]:
    """Return the verdict on each claim, with figures as known at `as_of`. Stores nothing."""
    world = world_of(municipality, framework, claims, as_of)
    return [_verdict(world, claim) for claim in claims]


def _verdict(world: World, claim: Claim) -> Verdict:
    tried = tuple(_tried(world, claim, test) for test in claim.tests)
    return Verdict(claim, combine(t.outcome for t in tried), tried)


def _tried(world: World, claim: Claim, test: Mapping[str, Any]) -> Tried:
    asked = material(world, claim, test)
    result = _rounded(judge(asked))
    codes = {*asked.about, asked.whole, *(r.area for r in result.used), *(code for code, _why in result.left_out)}
    return Tried(
        test=test,
        result=result,
        start=asked.start,
        end=asked.end,
        about=asked.about,
        whole=asked.whole,
        names={code: world.name(code) for code in sorted(codes)},
        needs=_needs(asked, result),
    )


def _needs(asked: Material, result: Result) -> tuple[str, ...]:
    if result.outcome != Outcome.NOT_TESTABLE or result.reason not in ("example", "no_figure"):
        return ()
    return needs_of((asked.indicator, asked.beside), local=set(asked.about) != {asked.whole})


def _rounded(result: Result) -> Result:
    """Round what was worked out, so that the last bit of another machine's arithmetic changes nothing stored."""

    def bound(value: float | None) -> float | None:
        return None if value is None else round(value, 6)

    return replace(
        result,
        parts=tuple(replace(p, value=bound(p.value), lower=bound(p.lower), upper=bound(p.upper)) for p in result.parts),
        measures=tuple(Measure(m.key, round(m.value, 6), bound(m.lower), bound(m.upper)) for m in result.measures),
        dispersion=bound(result.dispersion),
    )


def to_data(tried: Tried) -> dict[str, Any]:
    """Return a tried test as JSON: what `ClaimOutcome.tests` holds."""
    return {
        "test": dict(tried.test),
        "start": tried.start,
        "end": tried.end,
        "about": list(tried.about),
        "whole": tried.whole,
        "names": dict(tried.names),
        "needs": list(tried.needs),
        "result": json.loads(json.dumps(asdict(tried.result))),
    }


def from_data(data: Mapping[str, Any]) -> Tried:
    """Return what `to_data` wrote."""
    told = data["result"]
    result = Result(
        outcome=Outcome(told["outcome"]),
        reason=told["reason"],
        parts=tuple(Part(**{**part, "outcome": Outcome(part["outcome"])}) for part in told["parts"]),
        measures=tuple(Measure(**measure) for measure in told["measures"]),
        used=tuple(Reading(**reading) for reading in told["used"]),
        left_out=tuple((code, why) for code, why in told["left_out"]),
        dispersion=told["dispersion"],
        verdict=told["verdict"],
    )
    return Tried(
        test=data["test"],
        result=result,
        start=data["start"],
        end=data["end"],
        about=tuple(data["about"]),
        whole=data["whole"],
        names=data["names"],
        needs=tuple(data["needs"]),
    )

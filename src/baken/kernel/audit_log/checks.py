# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checks the audit log: each row against its seal and its place, each chain against its head and its anchor."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from ..errors import BakenError
from ..keys import UnknownKey
from ..models import AuditChain, AuditEntry, AuditPersonal, Municipality
from . import anchor
from .seal import is_sealed, personal_digest

INSTALLATION = UUID(int=0)
"""Chain of what belongs to no municipality: set-up, migrations of figures, failed logins of unknown users."""
PERSONAL_DESTROYED = "audit.personal_destroyed"
BATCH = 500
LOOKED_FURTHER = 100
"""Of so many rows whose seal doesn't fit is looked whether they only stand in another's place."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something that isn't as it was written: at which row of the chain, and what happened there."""

    sequence: int
    what: str


@dataclass(slots=True)
class Checked:
    """What checking one chain found. `told` is what a person should know, though it proves no tampering."""

    chain: UUID
    rows: int = 0
    problems: list[Problem] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def broken_links(municipality_id: UUID) -> Iterator[int]:
    """Yield the sequence number of every row that was changed or put in afterwards, or is missing.

    Nothing yielded: the chain is intact as far as the database tells. `check_all` looks at anchor and personal parts too.
    """
    yield from sorted({problem.sequence for problem in _Walk(municipality_id, ()).result().problems})


def check_chain(chain: UUID, *, personal: bool = True) -> Checked:
    """Check one chain with its anchor, and its personal parts unless told otherwise. Raises OSError: unreadable anchor."""
    heads = anchor.heads(chain)  # before the rows: these may only be further
    found = _Walk(chain, heads, personal=personal).result()
    if heads and not found.rows and not AuditChain.objects.filter(municipality_id=chain).exists():
        return _absent(chain, heads, missed=True)
    return found


def check_ends(chain: UUID, shown: Iterable[AuditEntry] = ()) -> Checked:
    """Check what a few queries can: the first and last row, those that the anchor knows, and the seals of `shown`.

    For a chain that is too long to be walked while somebody waits. `rows` is the number of the last row.
    """
    return _Walk(chain, anchor.heads(chain)).ends(shown)


def check_all() -> Iterator[Checked]:
    """Check every chain that the database or the anchor knows, with their anchors and personal parts."""
    anchors = {chain: anchor.heads(chain) for chain in anchor.chains()}  # before the rows: these may only be further
    towns = set(Municipality.objects.values_list("id", flat=True))
    here = set(AuditChain.objects.values_list("municipality_id", flat=True))
    here |= set(AuditEntry.objects.order_by().values_list("municipality_id", flat=True).distinct())
    ours = bool(here & towns & set(anchors))
    for chain in sorted(here):
        yield _Walk(chain, anchors.get(chain, ()), personal=True).result()
    for chain in sorted(set(anchors) - here):
        yield _absent(chain, anchors[chain], missed=chain in towns or (chain == INSTALLATION and ours))


def _absent(chain: UUID, heads: list[anchor.Head], *, missed: bool) -> Checked:
    """Tell of a chain of which only the anchor is left."""
    found = Checked(chain)
    if missed:
        found.problems.append(
            Problem(1, f"deleted: the whole chain, {max((h.sequence for h in heads), default=0)} rows")
        )
    else:
        found.told.append("is anchored, but isn't in this database: another database used the same folder")
    return found


class _Walk:
    """One pass along a chain in the order of its rows."""

    def __init__(self, chain: UUID, heads: list[anchor.Head] | tuple[()], *, personal: bool = False):
        self.found = Checked(chain)
        self.heads, self.personal = heads, personal
        self.wanted = {head.sequence for head in heads}
        self.first: UUID | None = None
        self.last, self.last_hash = 0, ""
        self.hashes: dict[int, str] = {0: ""}
        self.gaps: set[int] = set()
        self.unsealed: list[AuditEntry] = []
        self.parts = _Parts(self.found)

    def result(self) -> Checked:
        rows = AuditEntry.objects.filter(municipality_id=self.found.chain).order_by("sequence")
        before = self._head()
        self.wanted.add(before.length)
        for entry in rows.iterator(chunk_size=BATCH):
            self._row(entry)
        self._tell_unsealed()
        self._check_head(before)
        self._check_anchor()
        if self.personal:
            self.parts.end()
        self.found.problems.sort()
        return self.found

    def ends(self, shown: Iterable[AuditEntry]) -> Checked:
        rows = AuditEntry.objects.filter(municipality_id=self.found.chain)
        before = self._head()
        first, last = rows.order_by("sequence").first(), rows.order_by("-sequence").first()
        if first is not None and last is not None:
            self.first, self.last, self.found.rows = first.id, last.sequence, last.sequence
            known = rows.filter(sequence__in=sorted(self.wanted | {before.length}))
            looked_at = {entry.pk: entry for entry in (first, last, *known, *shown)}
            for entry in looked_at.values():
                self.hashes[entry.sequence] = entry.hash
                if not _sealed(entry):
                    self._changed(entry)
            if first.sequence != 1:
                self._problem(1, f"gap: {first.sequence - 1} rows are missing")
        self._check_head(before)
        self._check_anchor()
        self.found.problems.sort()
        return self.found

    def _problem(self, sequence: int, what: str) -> None:
        self.found.problems.append(Problem(sequence, what))

    def _row(self, entry: AuditEntry) -> None:
        self.found.rows += 1
        expected = self.last + 1
        if entry.sequence > expected:
            missing = entry.sequence - expected
            self.gaps |= set(range(expected, entry.sequence)) if missing <= LOOKED_FURTHER else set()
            self._problem(expected, f"gap: {missing} {'row is' if missing == 1 else 'rows are'} missing")
        elif entry.sequence < expected:
            self._problem(entry.sequence, "put in: the number is used twice")
        try:
            sealed = is_sealed(entry)
        except UnknownKey:
            sealed = False
            self._problem(entry.sequence, f"changed, or sealed with a key that isn't in the keyring: {entry.key_id!r}")
        else:
            if not sealed:
                self.unsealed.append(entry) if len(self.unsealed) < LOOKED_FURTHER else self._changed(entry)
            elif entry.sequence == expected and entry.previous_hash != self.last_hash:
                self._problem(entry.sequence, "changed: the row before it isn't the one after which it was written")
        if self.personal:
            self.parts.row(entry, sealed=sealed)
        if self.last == 0 and self.first is None:
            self.first = entry.id
        if entry.sequence in self.wanted:
            self.hashes[entry.sequence] = entry.hash
        self.last, self.last_hash = entry.sequence, entry.hash

    def _changed(self, entry: AuditEntry) -> None:
        self._problem(entry.sequence, "changed: the row doesn't have its seal")

    def _tell_unsealed(self) -> None:
        """Tell rows that were changed from rows that only stand in another's place."""
        places = {entry.sequence for entry in self.unsealed} | self.gaps
        for entry in self.unsealed:
            own = next((place for place in sorted(places) if is_sealed(entry, sequence=place)), None)
            if own is None:
                self._changed(entry)
            else:
                self._problem(entry.sequence, f"reordered: this is row {own}")

    def _head(self) -> AuditChain:
        found = AuditChain.objects.filter(municipality_id=self.found.chain).first()
        return found or AuditChain(municipality_id=self.found.chain)

    def _check_head(self, before: AuditChain) -> None:
        """Compare the head. It may be behind rows that were written while we looked, but not when we look once more."""
        if self.last < before.length:
            self._problem(self.last + 1, f"cut off: the head is at row {before.length}, the last row is {self.last}")
        elif self.hashes.get(before.length, "") != before.last_hash:
            self._problem(max(before.length, 1), "changed: the head has another hash than its row")
        elif self.last > before.length and (now := self._head().length) < self.last:
            told = (
                f"put in, or the head was put back: the head is at row {now}"
                if now
                else "the head of the chain is gone"
            )
            self._problem(now + 1 if now else self.last, told)
        if self.found.rows and before.first_id not in (None, self.first):
            self._problem(1, "changed: the chain begins with another row than its head says")

    def _check_anchor(self) -> None:
        if not self.heads and self.found.rows:
            self.found.told.append("isn't anchored yet: a cut-off tail can't be seen")
        others = {head.first for head in self.heads if head.first != self.first}
        if others and self.found.chain == INSTALLATION:
            self.found.told.append("is anchored with another first row too: another database used the same folder")
        elif others:
            self._problem(1, "deleted or replaced: the anchor knows this chain with another first row")
        own = [head for head in self.heads if head.first == self.first]
        furthest = max((head.sequence for head in own), default=0)
        if furthest > self.last:
            self._problem(self.last + 1, f"cut off: the anchor is at row {furthest}, the last row is {self.last}")
        for head in own:
            if head.sequence in self.hashes and self.hashes[head.sequence] != head.hash:
                self._problem(head.sequence, "changed: the anchor has another hash for this row")


def _sealed(entry: AuditEntry) -> bool:
    try:
        return is_sealed(entry)
    except UnknownKey:
        return False


class _Parts:
    """Personal parts against their digests in the chain. One that is gone must have been destroyed by an action."""

    def __init__(self, found: Checked):
        self.found = found
        self.waiting: list[AuditEntry] = []
        self.gone: list[tuple[int, str, str]] = []
        self.destroyed: dict[tuple[str, str], int] = {}

    def row(self, entry: AuditEntry, *, sealed: bool) -> None:
        if not sealed:
            return
        if entry.action == PERSONAL_DESTROYED:
            self.destroyed[entry.resource_type, entry.resource_id] = entry.sequence
        if entry.personal_digest:
            self.waiting.append(entry)
        if len(self.waiting) >= BATCH:
            self._compare()

    def end(self) -> None:
        self._compare()
        for sequence, resource_type, resource_id in self.gone:
            if self.destroyed.get((resource_type, resource_id), 0) < sequence:
                self.found.problems.append(Problem(sequence, "personal part is gone, and no action destroyed it"))

    def _compare(self) -> None:
        kept = AuditPersonal.objects.in_bulk([entry.id for entry in self.waiting])
        for entry in self.waiting:
            part = kept.get(entry.id)
            if part is None:
                self.gone.append((entry.sequence, entry.resource_type, entry.resource_id))
            elif not _fits(part, entry):
                self.found.problems.append(Problem(entry.sequence, "personal part was changed"))
        self.waiting = []


def _fits(part: AuditPersonal, entry: AuditEntry) -> bool:
    about = (entry.municipality_id, entry.resource_type, entry.resource_id)
    try:
        return personal_digest(part.content) == entry.personal_digest and about == (
            part.municipality_id,
            part.resource_type,
            part.resource_id,
        )
    except (ValueError, BakenError):  # no JSON of ours, or not to be deciphered with our keys
        return False

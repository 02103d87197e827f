# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The guard on free text: who is about to save what looks like personal data, sees it first and chooses.

A form takes `FreeTextGuard` as its first base; its views run their action by `acting`. The rest comes by itself: the tag
`{% field %}` shows what was found, and the choices, under the field. docs/free-text.md.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.kernel import audit, moment
from baken.kernel.actions import Actor, action, current_run, require_unit
from baken.kernel.text.personal_data import Finding, Kind, find, kinds, without

R = TypeVar("R")

KIND_LABELS = {
    Kind.BSN: gettext_lazy("burgerservicenummer"),
    Kind.IBAN: gettext_lazy("rekeningnummer"),
    Kind.EMAIL: gettext_lazy("e-mailadres"),
    Kind.PHONE: gettext_lazy("telefoonnummer"),
    Kind.PLATE: gettext_lazy("kenteken"),
    Kind.BIRTH_DATE: gettext_lazy("geboortedatum"),
    Kind.NAME: gettext_lazy("naam"),
}
REMOVE, KEEP, MOVE = "remove", "keep", "move"
SHOWN = 20
"""Findings of one field that are shown; the choice goes for all of them."""
AROUND = 40
"""Characters of the text shown on either side of a finding."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One finding in its text."""

    before: str
    text: str
    after: str
    kind: str


@dataclass(frozen=True, slots=True)
class Guard:
    """What was found in one field, and what may be done with it: what the page shows under the field."""

    name: str
    html_id: str
    label: str
    excerpts: tuple[Excerpt, ...]
    more: int
    choices: tuple[tuple[str, str], ...]
    chosen: str
    digest: str


class FreeTextGuard(forms.Form):
    """First base of a form with text that isn't meant for personal data. Every plain text field is looked at.

    `unguarded`: fields that are meant for it, or hold no running text. `moves_to`: {field: the field that is meant for what
    was found there}; that one is not looked at. A text as it was stored isn't asked about again.
    """

    unguarded: ClassVar[tuple[str, ...]] = ()
    moves_to: ClassVar[Mapping[str, str]] = {}
    noted_by_action: ClassVar[bool] = False
    """Whether the action itself writes down what was kept: one that makes several transactions can't be in another one."""

    guards: dict[str, Guard]
    kept: dict[str, tuple[str, ...]]
    """After validation: the fields in which the writer chose to leave what was found, with its kinds."""

    def full_clean(self) -> None:
        self.guards, self.kept = {}, {}
        super().full_clean()
        if self.is_bound and hasattr(self, "cleaned_data"):
            for name in self._looked_at():
                text = self.cleaned_data.get(name)
                if (
                    isinstance(text, str)
                    and text
                    and not _same(text, self.get_initial_for_field(self.fields[name], name))
                ):
                    self._look(name, text, find(text))

    def _looked_at(self) -> list[str]:
        meant_for_it = {*self.unguarded, *self.moves_to.values()}
        return [
            name
            for name, field in self.fields.items()
            if type(field) is forms.CharField and name not in meant_for_it and not field.widget.is_hidden
        ]

    def _look(self, name: str, text: str, findings: tuple[Finding, ...]) -> None:
        if not findings:
            return
        digest = _digest(text)
        target = self.moves_to.get(name, "")
        choices = _choices(str(self.fields[target].label) if target in self.fields else "")
        sent = self.data.get(f"{self.add_prefix(name)}-guard", "")
        known = self.data.get(f"{self.add_prefix(name)}-guard-of", "") == digest
        chosen = str(sent) if known and sent in dict(choices) else ""
        bound = self[name]
        self.guards[name] = Guard(
            name=bound.html_name,
            html_id=f"{bound.auto_id}_guard",
            label=str(bound.label),
            excerpts=tuple(_excerpt(text, it) for it in findings[:SHOWN]),
            more=max(0, len(findings) - SHOWN),
            choices=choices,
            chosen=chosen,
            digest=digest,
        )
        if not chosen:
            told = ", ".join(dict.fromkeys(str(KIND_LABELS[it.kind]) for it in findings))
            self.add_error(
                name,
                forms.ValidationError(
                    _("Dit lijkt op persoonsgegevens: %(kinds)s. Kies hieronder wat ermee moet gebeuren.")
                    % {"kinds": told},
                    code="personal_data",
                ),
            )
        elif chosen == KEEP:
            self.kept[name] = kinds(findings)
        else:
            self._take_out(name, text, findings, target if chosen == MOVE else "")

    def _take_out(self, name: str, text: str, findings: tuple[Finding, ...], target: str) -> None:
        """Replace what was found, and add it to `target` if there is one. What doesn't fit is told; nothing is lost."""
        changes = {name: without(text, findings, _("[verplaatst]") if target else _("[verwijderd]"))}
        if target:
            lines = [f"{KIND_LABELS[it.kind]}: {it.text}" for it in findings]
            changes[target] = "\n".join(filter(None, [self.cleaned_data.get(target) or "", *lines]))
        for field, changed in changes.items():
            try:
                changes[field] = self.fields[field].clean(changed)
            except forms.ValidationError as problem:
                self.add_error(field, problem)
                return
        self.cleaned_data.update(changes)


def acting(form: forms.Form, actor: Actor, act: Callable[[], R], *, at: datetime | None = None) -> R:
    """Run `act`, which calls the action of a valid form, and return its answer.

    When the writer left something that was found, the same transaction writes an audit row `guard.kept` about the same
    record: fields and kinds, never the text. With `noted_by_action` the action writes that row (`note_kept`).
    """
    kept: dict[str, tuple[str, ...]] = {} if getattr(form, "noted_by_action", False) else getattr(form, "kept", {})
    return _with_note(actor=actor, at=at or moment.now(), kept=kept, act=act) if kept else act()


def note_kept(kept: Mapping[str, Sequence[str]], about: Model) -> None:
    """Write the row `guard.kept` about a record, within the action under way; nothing where nothing was kept."""
    if kept:
        audit.record("guard.kept", about, fields={name: list(found) for name, found in kept.items()})


@action
def _with_note(*, actor: Actor, at: datetime, kept: Mapping[str, tuple[str, ...]], act: Callable[[], R]) -> R:
    done = act()
    about = _first_audited()
    audit.record(
        "guard.kept",
        resource_type=about[0],
        resource_id=about[1],
        municipality_id=about[2],
        fields={name: list(found) for name, found in kept.items()},
    )
    return done


def _first_audited() -> tuple[str, str, UUID | None]:
    """Return type, key and municipality of what the action inside wrote about first."""
    run = current_run()
    first = run.audited[0] if run and run.audited else None
    for row in require_unit().gathered:
        if row.entry.id == first:
            return row.entry.resource_type, row.entry.resource_id, row.entry.municipality_id
    return "", "", None


def check_texts(values: Mapping[str, Any]) -> dict[str, tuple[Finding, ...]]:
    """Return what looks like personal data in each text of `values`: for entrances without a form. Empty: nothing found."""
    found = {name: find(value) for name, value in values.items() if isinstance(value, str)}
    return {name: findings for name, findings in found.items() if findings}


def _choices(target: str) -> tuple[tuple[str, str], ...]:
    found = [(REMOVE, _("Haal het weg. Er komt [verwijderd] te staan."))]
    if target:
        found.append((MOVE, _("Verplaats het naar ‘%(field)s’, dat daarvoor bedoeld is.") % {"field": target}))
    return (*found, (KEEP, _("Laat het staan: het hoort hier. In het logboek komt dat u dit koos.")))


def _excerpt(text: str, it: Finding) -> Excerpt:
    first, last = max(0, it.start - AROUND), it.end + AROUND
    before, after = text[first : it.start], text[it.end : last]
    if first and " " in before:
        before = before.partition(" ")[2]
    if last < len(text) and " " in after:
        after = after.rpartition(" ")[0]
    return Excerpt(
        before=("… " if first else "") + before,
        text=it.text,
        after=after + (" …" if last < len(text) else ""),
        kind=str(KIND_LABELS[it.kind]),
    )


def _same(text: str, stored: Any) -> bool:
    return isinstance(stored, str) and text.split() == stored.split()


def _digest(text: str) -> str:
    """Return what a choice is tied to: white space aside, since browsers and databases differ about line ends."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What followed on the example's measures: forfeitures that run, were paid or almost lapse, costs, remedies, letters."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from importlib.resources import files
from typing import Any

from django.utils import timezone
from ruamel.yaml import YAML

from baken.access.facade import Actor, User, actor_for, opened
from baken.act.measures import facade as measures
from baken.kernel.actions import together
from baken.kernel.models import Municipality
from baken.kernel.moment import now

Entry = Mapping[str, Any]
ADVISER, SIGNER = "juridisch", "college"
"""Who writes things down, and who signs a decision on costs."""


def play_follow_up(actor: Actor, municipality: Municipality) -> None:
    """Write down what followed, for each file of which nothing of that kind is there yet."""
    told = YAML(typ="safe").load((files("baken.demo") / "velsen" / "measure_follow_up.yaml").read_text("utf-8"))
    user = User.objects.get(username=ADVISER)
    playing = _Playing(municipality, user)
    kinds: tuple[tuple[str, Any, Callable[[measures.Measure, Entry, Mapping[str, Any]], None]], ...] = (
        ("breaches", measures.Forfeiture, playing.breach),
        ("remedies", measures.Remedy, playing.remedy),
        ("letters", measures.MeasureDocument, playing.letter),
        ("costs", None, playing.costs),
    )
    for name, model, act in kinds:
        with opened(actor, system=True):
            mine = _there(municipality, model)
        for entry in told[name]:
            if _about(entry) not in mine:
                playing.run(entry, act)


def _about(entry: Entry) -> tuple[str, str]:
    """Return of which file an entry tells, and what kind of letter or remedy; breaches and costs have no kinds."""
    return entry["reference"], entry.get("kind", "")


def _there(municipality: Municipality, model: Any) -> set[tuple[str, str]]:
    """Return what the files have of a model, by file and kind; without a model, of which files the costs are known."""
    if model is None:
        rows = measures.Measure.objects.filter(municipality=municipality, costs__isnull=False)
        return {(reference, "") for reference in rows.values_list("reference", flat=True)}
    found = model.objects.filter(municipality=municipality)
    if model is measures.Forfeiture:
        return {(reference, "") for reference in found.values_list("measure__reference", flat=True)}
    return set(found.values_list("measure__reference", "kind"))


class _Playing:
    """The adviser, writing down one thing after the other."""

    def __init__(self, municipality: Municipality, user: User) -> None:
        self.municipality, self.user, self.now = municipality, user, now()

    def run(self, entry: Entry, act: Callable[[measures.Measure, Entry, Mapping[str, Any]], None]) -> None:
        """Do one thing with the file of an entry, whole or not at all."""
        seen = measures.find(self._actor, entry["reference"])
        with together(), opened(self._actor, seen.purpose):
            given = {"actor": self._actor, "at": self._at(entry["ago"]), "purpose": seen.purpose}
            act(seen.file, entry, given)

    def breach(self, file: measures.Measure, entry: Entry, given: Mapping[str, Any]) -> None:
        it = measures.penalties.note_breach(
            **given, measure=file, seen=file.version, on=self._day(entry["ago"]), found=entry["found"]
        )
        for name, ago, *reason in entry["steps"]:
            more = {"reason": reason[0]} if reason else {}
            told = {**given, "at": self._at(ago), "measure": file, "forfeiture": it, "seen": it.version}
            it = getattr(measures.penalties, name)(**told, on=self._day(ago), **more)

    def remedy(self, file: measures.Measure, entry: Entry, given: Mapping[str, Any]) -> None:
        it = measures.remedies.lodge(
            **given, measure=file, seen=file.version, kind=entry["kind"], on=self._day(entry["ago"]), by=entry["by"],
            committee=entry.get("committee", False),
        )  # fmt: skip
        if "decided" in entry:
            measures.remedies.decide(
                **{**given, "at": self._at(entry["decided"])}, measure=file, remedy=it, seen=it.version,
                on=self._day(entry["decided"]), outcome=entry["outcome"], text=entry["text"],
            )  # fmt: skip

    def letter(self, file: measures.Measure, entry: Entry, given: Mapping[str, Any]) -> None:
        measures.make_document(**given, measure=file, kind=entry["kind"])
        if entry.get("signed"):
            measures.sign_document(**given, measure=file, kind=entry["kind"])

    def costs(self, file: measures.Measure, entry: Entry, given: Mapping[str, Any]) -> None:
        def now_is() -> measures.Measure:
            return measures.find(self._actor, entry["reference"]).file

        amount = Decimal(entry["amount"])
        early = {**given, "at": self._at(entry["decided"])}
        measures.penalties.set_costs(**early, measure=file, seen=file.version, amount=amount, decided_on=None)
        file = now_is()
        measures.write_reasons(**early, measure=file, seen=file.version, reasons=entry["reasons"])
        signer = self._acting(SIGNER)
        with opened(signer, given["purpose"]):
            measures.sign_document(**{**early, "actor": signer}, measure=file, kind=measures.DocumentKind.COSTS)
        file = now_is()
        measures.penalties.set_costs(
            **given, measure=file, seen=file.version, amount=amount, decided_on=self._day(entry["decided"])
        )

    def _acting(self, username: str) -> Actor:
        user = User.objects.get(username=username)
        return actor_for(user, on=timezone.localdate(self.now), at=self.now, municipality_id=self.municipality.pk)

    @property
    def _actor(self) -> Actor:
        return actor_for(self.user, on=timezone.localdate(self.now), at=self.now, municipality_id=self.municipality.pk)

    def _at(self, ago: int) -> datetime:
        return self.now - timedelta(days=ago)

    def _day(self, ago: int) -> date:
        return timezone.localdate(self._at(ago))

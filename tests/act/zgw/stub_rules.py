# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What Open Zaak refuses beyond the form of a request, as far as Baken meets it: as 1.30.0 did (`probing`)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .stub import Stub

Row = dict[str, Any]
CONCEPTS = ("catalogi/zaaktypen", "catalogi/besluittypen", "catalogi/informatieobjecttypen")


class Refusal(Exception):
    """An answer of refusal, in the form of the standard. `also`: more that is wrong."""

    def __init__(self, status: int, code: str, name: str, *also: tuple[str, str]) -> None:
        super().__init__(f"{status} {code} {name}")
        self.status = status
        self.answer = {
            "type": "about:blank",
            "code": "invalid" if status == 400 else code,
            "title": code,
            "status": status,
            "detail": f"{name}: {code}",
            "invalidParams": [
                {"name": where, "code": what, "reason": "…"} for where, what in ((name, code), *also) if status == 400
            ],
        }


def defaults(kind: str) -> Row:
    """Return what a resource has of itself."""
    today = datetime.now(UTC).date().isoformat()
    if kind == "zaken/zaken":
        return {
            "identificatie": "", "einddatum": None, "status": None, "resultaat": None, "registratiedatum": today,
            "omschrijving": "", "eigenschappen": [], "zaakinformatieobjecten": [],
        }  # fmt: skip
    if kind in CONCEPTS:
        return {"concept": True, "eindeGeldigheid": None}
    if kind == "documenten/enkelvoudiginformatieobjecten":
        return {"versie": 1, "locked": False, "identificatie": ""}
    return {}


def refuse(stub: Stub, kind: str, row: Row, before: Row | None) -> None:
    """Raise `Refusal` where the real one would; set what follows from the row in others."""
    rule = RULES.get(kind)
    if rule is not None:
        rule(stub, row, before)


def removed(stub: Stub, kind: str, row: Row) -> None:
    """Have others know that a row goes."""
    if kind == "zaken/resultaten":
        stub.rows[row["zaak"]]["resultaat"] = None


def _get(stub: Stub, url: Any, kind: str, name: str, code: str = "does_not_exist") -> Row:
    row = stub.rows.get(str(url))
    if row is None or row["_kind"] != kind:
        raise Refusal(400, code, name)
    return row


def _definitive(stub: Stub, url: Any, kind: str, name: str) -> Row:
    row = _get(stub, url, kind, name)
    if row.get("concept"):
        raise Refusal(400, "not-published", name)
    return row


def _open(stub: Stub, zaak: Row) -> None:
    """A closed zaak is changed by whom has the right `zaken.geforceerd-bijwerken` alone: an application of Baken hasn't."""
    if zaak["einddatum"] and not stub.all_rights:
        raise Refusal(403, "permission_denied", "zaak")


def _rsin(told: str, name: str) -> None:
    """A number of an organisation passes the test of eleven."""
    if sum(int(sign) * weight for sign, weight in zip(told, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)) % 11:
        raise Refusal(400, "invalid", name)


def _today(stub: Stub) -> str:
    """Its day, which is that of UTC."""
    return (stub.now or datetime.now(UTC)).astimezone(UTC).date().isoformat()


def _unique(stub: Stub, row: Row, kind: str, organisation: str) -> None:
    for other in stub.of(kind):
        same = other.get("identificatie") == row.get("identificatie") and other[organisation] == row[organisation]
        if row.get("identificatie") and same and other["url"] != row["url"]:
            raise Refusal(400, "identificatie-niet-uniek", "identificatie")


def _zaak(stub: Stub, row: Row, before: Row | None) -> None:
    _definitive(stub, row["zaaktype"], "catalogi/zaaktypen", "zaaktype")
    _rsin(row["bronorganisatie"], "bronorganisatie")
    _unique(stub, row, "zaken/zaken", "bronorganisatie")


def _status(stub: Stub, row: Row, before: Row | None) -> None:
    zaak = _get(stub, row["zaak"], "zaken/zaken", "zaak", "object-does-not-exist")
    told = _get(stub, row["statustype"], "catalogi/statustypen", "statustype")
    at = datetime.fromisoformat(row["datumStatusGezet"])
    if at > (stub.now or datetime.now(UTC)) + timedelta(seconds=1):
        raise Refusal(400, "date-in-future", "datumStatusGezet")
    others = [one for one in stub.of("zaken/statussen") if one["zaak"] == row["zaak"]]
    wrong = []
    if any(datetime.fromisoformat(one["datumStatusGezet"]) == at for one in others):
        wrong.append(("nonFieldErrors", "unique"))
    if told["zaaktype"] != zaak["zaaktype"]:
        wrong.append(("nonFieldErrors", "zaaktype-mismatch"))
    last = max(one["volgnummer"] for one in stub.of("catalogi/statustypen") if one["zaaktype"] == zaak["zaaktype"])
    ends = told["volgnummer"] == last
    if ends and not zaak["resultaat"]:
        wrong.append(("nonFieldErrors", "resultaat-does-not-exist"))
    if wrong:
        raise Refusal(400, wrong[0][1], wrong[0][0], *wrong[1:])
    if not ends:
        _open(stub, zaak)  # whoever may reopens it by this
    zaak["einddatum"] = at.date().isoformat() if ends else None
    zaak["status"] = max([*others, row], key=lambda one: datetime.fromisoformat(one["datumStatusGezet"]))["url"]


def _result(stub: Stub, row: Row, before: Row | None) -> None:
    zaak = _get(stub, row["zaak"], "zaken/zaken", "zaak", "object-does-not-exist")
    told = _get(stub, row["resultaattype"], "catalogi/resultaattypen", "resultaattype")
    if before is not None and before["resultaattype"] != row["resultaattype"]:
        raise Refusal(400, "wijzigen-niet-toegelaten", "resultaattype")
    if told["zaaktype"] != zaak["zaaktype"]:
        raise Refusal(400, "zaaktype-mismatch", "nonFieldErrors")
    _open(stub, zaak)
    if before is None and zaak["resultaat"]:
        raise Refusal(400, "unique", "zaak")
    zaak["resultaat"] = row["url"]


def _property(stub: Stub, row: Row, before: Row | None) -> None:
    zaak = _get(stub, row["zaak"], "zaken/zaken", "zaak")
    told = _get(stub, row["eigenschap"], "catalogi/eigenschappen", "eigenschap")
    if told["zaaktype"] != zaak["zaaktype"]:
        raise Refusal(400, "zaaktype-mismatch", "nonFieldErrors")
    _open(stub, zaak)
    row.setdefault("naam", told["naam"])


def _document(stub: Stub, row: Row, before: Row | None) -> None:
    _definitive(stub, row["informatieobjecttype"], "catalogi/informatieobjecttypen", "informatieobjecttype")
    _unique(stub, row, "documenten/enkelvoudiginformatieobjecten", "bronorganisatie")
    import base64

    if row.get("inhoud") and len(base64.b64decode(row["inhoud"], validate=True)) != row.get("bestandsomvang"):
        raise Refusal(400, "file-size", "nonFieldErrors")


def _zaak_document(stub: Stub, row: Row, before: Row | None) -> None:
    zaak = _get(stub, row["zaak"], "zaken/zaken", "zaak", "object-does-not-exist")
    document = _get(stub, row["informatieobject"], "documenten/enkelvoudiginformatieobjecten", "informatieobject")
    known = stub.of("catalogi/zaaktype-informatieobjecttypen")
    if not any(
        one["zaaktype"] == zaak["zaaktype"] and one["informatieobjecttype"] == document["informatieobjecttype"]
        for one in known
    ):
        raise Refusal(400, "missing-zaaktype-informatieobjecttype-relation", "nonFieldErrors")
    _once(stub, row, "zaken/zaakinformatieobjecten", "zaak")


def _once(stub: Stub, row: Row, kind: str, name: str) -> None:
    for one in stub.of(kind):
        if (one[name], one["informatieobject"]) == (row[name], row["informatieobject"]):
            raise Refusal(400, "unique", "nonFieldErrors")


def _decision(stub: Stub, row: Row, before: Row | None) -> None:
    if before is not None and before["besluittype"] != row["besluittype"]:
        raise Refusal(400, "wijzigen-niet-toegelaten", "besluittype")
    if row["datum"] > _today(stub):
        raise Refusal(400, "future_not_allowed", "datum")
    kind = _definitive(stub, row["besluittype"], "catalogi/besluittypen", "besluittype")
    _unique(stub, row, "besluiten/besluiten", "verantwoordelijkeOrganisatie")
    if row.get("zaak"):
        zaak = _get(stub, row["zaak"], "zaken/zaken", "zaak")
        zaaktype = stub.rows[zaak["zaaktype"]]
        if kind["url"] not in zaaktype["besluittypen"]:
            raise Refusal(400, "zaaktype-mismatch", "nonFieldErrors")


def _decision_document(stub: Stub, row: Row, before: Row | None) -> None:
    made = _get(stub, row["besluit"], "besluiten/besluiten", "besluit")
    document = _get(stub, row["informatieobject"], "documenten/enkelvoudiginformatieobjecten", "informatieobject")
    if document["informatieobjecttype"] not in stub.rows[made["besluittype"]]["informatieobjecttypen"]:
        raise Refusal(400, "missing-besluittype-informatieobjecttype-relation", "nonFieldErrors")
    _once(stub, row, "besluiten/besluitinformatieobjecten", "besluit")


RULES: dict[str, Any] = {
    "zaken/zaken": _zaak,
    "zaken/statussen": _status,
    "zaken/resultaten": _result,
    "zaken/zaakeigenschappen": _property,
    "zaken/zaakinformatieobjecten": _zaak_document,
    "documenten/enkelvoudiginformatieobjecten": _document,
    "besluiten/besluiten": _decision,
    "besluiten/besluitinformatieobjecten": _decision_document,
}

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What Open Zaak refuses beyond the form of a request, as far as Baken meets it: read from its validators."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .stub import Stub

Row = dict[str, Any]
CONCEPTS = ("catalogi/zaaktypen", "catalogi/besluittypen", "catalogi/informatieobjecttypen")


class Refusal(Exception):
    """An answer of refusal, in the form of the standard."""

    def __init__(self, status: int, code: str, name: str) -> None:
        super().__init__(f"{status} {code} {name}")
        self.status = status
        self.answer = {
            "type": "about:blank",
            "code": "invalid" if status == 400 else code,
            "title": code,
            "status": status,
            "detail": f"{name}: {code}",
            "invalidParams": [{"name": name, "code": code, "reason": "…"}] if status == 400 else [],
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


def _get(stub: Stub, url: Any, kind: str, name: str) -> Row:
    row = stub.rows.get(str(url))
    if row is None or row["_kind"] != kind:
        raise Refusal(400, "invalid-resource", name)
    return row


def _definitive(stub: Stub, url: Any, kind: str, name: str) -> Row:
    row = _get(stub, url, kind, name)
    if row.get("concept"):
        raise Refusal(400, "not-published", name)
    return row


def _open(zaak: Row) -> None:
    if zaak["einddatum"]:
        raise Refusal(403, "zaak-closed", "zaak")


def _unique(stub: Stub, row: Row, kind: str, organisation: str) -> None:
    for other in stub.of(kind):
        same = other.get("identificatie") == row.get("identificatie") and other[organisation] == row[organisation]
        if row.get("identificatie") and same and other["url"] != row["url"]:
            raise Refusal(400, "identificatie-niet-uniek", "identificatie")


def _zaak(stub: Stub, row: Row, before: Row | None) -> None:
    _definitive(stub, row["zaaktype"], "catalogi/zaaktypen", "zaaktype")
    _unique(stub, row, "zaken/zaken", "bronorganisatie")


def _status(stub: Stub, row: Row, before: Row | None) -> None:
    zaak = _get(stub, row["zaak"], "zaken/zaken", "zaak")
    told = _get(stub, row["statustype"], "catalogi/statustypen", "statustype")
    if told["zaaktype"] != zaak["zaaktype"]:
        raise Refusal(400, "zaaktype-mismatch", "statustype")
    at = datetime.fromisoformat(row["datumStatusGezet"])
    if at > (stub.now or datetime.now(UTC)) + timedelta(seconds=1):
        raise Refusal(400, "date-in-future", "datumStatusGezet")
    others = [one for one in stub.of("zaken/statussen") if one["zaak"] == row["zaak"]]
    if any(datetime.fromisoformat(one["datumStatusGezet"]) == at for one in others):
        raise Refusal(400, "unique", "nonFieldErrors")
    last = max(one["volgnummer"] for one in stub.of("catalogi/statustypen") if one["zaaktype"] == zaak["zaaktype"])
    if told["volgnummer"] == last:
        if not zaak["resultaat"]:
            raise Refusal(400, "resultaat-does-not-exist", "nonFieldErrors")
        zaak["einddatum"] = at.date().isoformat()
    elif zaak["einddatum"]:
        _open(zaak)
    zaak["status"] = max([*others, row], key=lambda one: datetime.fromisoformat(one["datumStatusGezet"]))["url"]


def _result(stub: Stub, row: Row, before: Row | None) -> None:
    zaak = _get(stub, row["zaak"], "zaken/zaken", "zaak")
    told = _get(stub, row["resultaattype"], "catalogi/resultaattypen", "resultaattype")
    if told["zaaktype"] != zaak["zaaktype"]:
        raise Refusal(400, "zaaktype-mismatch", "resultaattype")
    _open(zaak)
    if before is not None and before["resultaattype"] != row["resultaattype"]:
        raise Refusal(400, "wijzigen-niet-toegelaten", "resultaattype")
    if before is None and zaak["resultaat"]:
        raise Refusal(400, "unique", "zaak")
    zaak["resultaat"] = row["url"]


def _property(stub: Stub, row: Row, before: Row | None) -> None:
    zaak = _get(stub, row["zaak"], "zaken/zaken", "zaak")
    told = _get(stub, row["eigenschap"], "catalogi/eigenschappen", "eigenschap")
    if told["zaaktype"] != zaak["zaaktype"]:
        raise Refusal(400, "zaaktype-mismatch", "eigenschap")
    _open(zaak)
    row.setdefault("naam", told["naam"])


def _document(stub: Stub, row: Row, before: Row | None) -> None:
    _definitive(stub, row["informatieobjecttype"], "catalogi/informatieobjecttypen", "informatieobjecttype")
    _unique(stub, row, "documenten/enkelvoudiginformatieobjecten", "bronorganisatie")
    import base64

    if row.get("inhoud") and len(base64.b64decode(row["inhoud"], validate=True)) != row.get("bestandsomvang"):
        raise Refusal(400, "file-size", "bestandsomvang")


def _zaak_document(stub: Stub, row: Row, before: Row | None) -> None:
    zaak = _get(stub, row["zaak"], "zaken/zaken", "zaak")
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

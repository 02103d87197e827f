# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the APIs for case-based working ask of a client, as far as Baken calls them: `contract.json`, read from the published
OpenAPI documents. Names, types, limits and choices; no text of theirs.

    .venv/bin/python -m tests.act.zgw.contract zaken=FILE catalogi=FILE documenten=FILE besluiten=FILE notificaties=FILE

Zaken, Catalogi and Notificaties are those of `../shared/data/fixtures/zgw`; Documenten and Besluiten, which aren't there, are
those of Open Zaak's repository at the commit that `SOURCE` names. `test_stub` compares the hashes of what is there.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

CONTRACT = Path(__file__).with_name("contract.json")
SOURCE = {
    "zaken": "openzaak_zaken_openapi.yaml",
    "catalogi": "openzaak_catalogi_openapi.yaml",
    "notificaties": "opennotificaties_openapi.yaml",
    "documenten": "open-zaak/open-zaak@90dd5eb0b47853af0e445187cc61ddd8ec5f64ea",
    "besluiten": "open-zaak/open-zaak@90dd5eb0b47853af0e445187cc61ddd8ec5f64ea",
}
USED = {
    "zaken": (
        "/zaken", "/zaken/{uuid}", "/statussen", "/statussen/{uuid}", "/resultaten", "/resultaten/{uuid}",
        "/zaken/{zaak_uuid}/zaakeigenschappen", "/zaken/{zaak_uuid}/zaakeigenschappen/{uuid}", "/zaakinformatieobjecten",
        "/zaken/{zaak_uuid}/besluiten",
    ),
    "catalogi": (
        "/catalogussen", "/zaaktypen", "/zaaktypen/{uuid}", "/zaaktypen/{uuid}/publish", "/statustypen", "/resultaattypen",
        "/eigenschappen", "/roltypen", "/informatieobjecttypen", "/informatieobjecttypen/{uuid}",
        "/informatieobjecttypen/{uuid}/publish", "/besluittypen", "/besluittypen/{uuid}", "/besluittypen/{uuid}/publish",
        "/zaaktype-informatieobjecttypen",
    ),
    "documenten": ("/enkelvoudiginformatieobjecten", "/enkelvoudiginformatieobjecten/{uuid}"),
    "besluiten": ("/besluiten", "/besluiten/{uuid}", "/besluitinformatieobjecten"),
    "notificaties": ("/abonnement", "/kanaal"),
}  # fmt: skip
METHODS = ("get", "post", "patch", "delete")
KEPT = ("type", "format", "maxLength", "minLength", "enum", "nullable")


def schema(document: Any, told: Any) -> dict[str, Any]:
    """Return a schema without references: its own limits, its choices together, its properties and items."""
    if "$ref" in told:
        return schema(document, document["components"]["schemas"][told["$ref"].rsplit("/", 1)[1]])
    made: dict[str, Any] = {name: told[name] for name in KEPT if name in told}
    for one in (*told.get("allOf", ()), *told.get("oneOf", ())):
        part = schema(document, one)
        choices = [*made.get("enum", ()), *part.get("enum", ())]
        made = {**part, **made}
        if choices:
            made["enum"] = choices
    if "properties" in told:
        made["properties"] = {name: schema(document, one) for name, one in told["properties"].items()}
        made["required"] = [name for name in told.get("required", ()) if not told["properties"][name].get("readOnly")]
    if "items" in told:
        made["items"] = schema(document, told["items"])
    return made


def operation(document: Any, path: Any, told: Any) -> dict[str, Any]:
    """Return one operation: which headers it knows, which of them it must have, its query, its body."""
    given = [*told.get("parameters", ()), *path.get("parameters", ())]
    content = told.get("requestBody", {}).get("content", {}).get("application/json", {})
    made: dict[str, Any] = {
        "headers": sorted(one["name"] for one in given if one["in"] == "header" and "Crs" in one["name"]),
        "query": sorted(one["name"] for one in given if one["in"] == "query"),
        "status": min(int(code) for code in told["responses"] if code.startswith("2")),
    }
    if content:
        made["body"] = schema(document, content["schema"])
    answer = told["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("schema", {})
    made["paged"] = "Paginated" in str(answer)
    return made


def reduced(name: str, document: Any) -> dict[str, Any]:
    """Return what Baken uses of one document."""
    paths = document["paths"]
    return {
        "version": document["info"]["version"],
        "base": document["servers"][0]["url"],
        "paths": {
            path: {m: operation(document, paths[path], paths[path][m]) for m in METHODS if m in paths[path]}
            for path in USED[name]
        },
    }


def main(arguments: list[str]) -> None:
    from ruamel.yaml import YAML

    made: dict[str, Any] = {}
    for told in arguments:
        name, _, file = told.partition("=")
        content = Path(file).read_bytes()
        made[name] = {
            "source": SOURCE[name],
            "sha256": hashlib.sha256(content).hexdigest(),
            **reduced(name, YAML(typ="safe", pure=True).load(content)),
        }
    CONTRACT.write_text(written(made), encoding="utf-8")


def written(made: dict[str, Any]) -> str:
    """Return the contract as text: one line for each path, so that a new version shows what changed."""
    parts = []
    for name, api in sorted(made.items()):
        lines = [f'  "{path}": {json.dumps(told, sort_keys=True)}' for path, told in sorted(api["paths"].items())]
        head = json.dumps({one: api[one] for one in ("base", "sha256", "source", "version")})[:-1]
        parts.append(f' "{name}": {head}, "paths": {{\n' + ",\n".join(lines) + "\n }}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    main(sys.argv[1:])

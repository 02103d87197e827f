# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which CBS areas a claim is about."""

from collections.abc import Iterable, Mapping

from baken.registry.facade import AreaInfo


def area_codes(
    names: Iterable[str], named: Mapping[str, tuple[str, ...]], known: Mapping[str, AreaInfo]
) -> tuple[str, ...]:
    """Return the areas with figures that `names` mean: the wijken where a name has one, else its buurten.

    Two names within one wijk give that wijk once. `named` comes from `world.named_areas` of the year asked about; a name
    that it doesn't know gives nothing.
    """
    found: dict[str, None] = {}
    for name in names:
        codes = [code for code in named.get(name, ()) if code in known]
        wijken = [code for code in codes if known[code].level == "wijk"]
        found.update(dict.fromkeys(wijken or codes))
    return tuple(found)

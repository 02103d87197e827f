# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which sources would make a test possible that now has no real figures."""

from collections.abc import Iterable

from baken.observe.facade import INDICATORS

LOCAL_SURVEY = "local-survey"


def needs_of(indicators: Iterable[str], *, local: bool) -> tuple[str, ...]:
    """Return ids of the datasets to fetch or load, each once. `local`: figures by wijk are needed.

    Example and national datasets help nothing. Of the survey the published table has the municipality only; by wijk there
    are figures where the municipality had more people asked, which come as a file.
    """
    found: dict[str, None] = {}
    for slug in indicators:
        indicator = INDICATORS.get(slug)
        real = (
            [d for d in indicator.datasets if not d.startswith("example-") and not d.endswith("-national")]
            if indicator
            else []
        )
        if indicator is not None and not indicator.is_count:
            real = [d for d in real if (d == LOCAL_SURVEY) == local]
        found.update(dict.fromkeys(real[:1]))
    return tuple(found)

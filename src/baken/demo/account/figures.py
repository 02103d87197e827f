# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example's publications of own figures: some public, one taken back, one that waits for a second pair of eyes."""

from datetime import UTC, datetime

from baken.access.facade import Actor, User, actor_for
from baken.account.facade import (
    FigureRelease,
    Wanted,
    prepare_figures,
    publish_figures,
    withdraw_figures,
)
from baken.kernel.models import Municipality
from baken.kernel.moment import today
from baken.observe.facade import is_sensitive, own_indicators

PREPARES, PUBLISHES = "adviseur", "privacy"
DRAFTED = datetime(2026, 11, 23, 10, tzinfo=UTC)


def play_figures(municipality: Municipality) -> None:
    """Publish what the example published, as far as it isn't there. The accounts and the closed months must be there."""
    people = {user.username: user for user in User.objects.filter(username__in=(PREPARES, PUBLISHES))}
    if len(people) < 2 or FigureRelease.objects.filter(municipality=municipality).exists():
        return
    known = own_indicators().values()
    ordinary = tuple(one.slug for one in known if not is_sensitive(one.slug, one.theme))
    sensitive = tuple(one.slug for one in known if is_sensitive(one.slug, one.theme))

    def acting(username: str, at: datetime) -> Actor:
        return actor_for(people[username], on=today(), at=at, municipality_id=municipality.id)

    def publish(at: datetime, wanted: Wanted) -> FigureRelease:
        made = prepare_figures(actor=acting(PREPARES, at), at=at, municipality=municipality, wanted=wanted)
        seen = made.content_digest
        return publish_figures(actor=acting(PUBLISHES, at), at=at, draft=made, seen=seen)

    publish(datetime(2024, 3, 11, 10, tzinfo=UTC), Wanted("Eigen cijfers 2023", ordinary, (2022, 2023), "wijk"))
    wrong = publish(
        datetime(2025, 3, 10, 10, tzinfo=UTC), Wanted("Eigen cijfers 2025", ordinary[:2], (2024,), "municipality")
    )
    at = datetime(2025, 3, 10, 15, tzinfo=UTC)
    withdraw_figures(actor=acting(PUBLISHES, at), at=at, release=wrong, reason="De titel noemde het verkeerde jaar.")
    publish(
        datetime(2025, 3, 11, 10, tzinfo=UTC),
        Wanted("Gevoelige onderwerpen 2024", sensitive, (2023, 2024), "municipality"),
    )
    publish(datetime(2025, 3, 17, 10, tzinfo=UTC), Wanted("Eigen cijfers 2024", ordinary, (2022, 2023, 2024), "wijk"))
    wanted = Wanted("Eigen cijfers 2025", ordinary, (2023, 2024, 2025), "wijk")
    prepare_figures(actor=acting(PREPARES, DRAFTED), at=DRAFTED, municipality=municipality, wanted=wanted)

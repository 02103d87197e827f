# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date

from django.urls import path, register_converter

from . import meeting_views, minutes_views, views


class DayConverter:
    """A day in an address, as 2026-12-10. What is no day is no address: 404."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        return value if isinstance(value, str) else value.isoformat()


register_converter(DayConverter, "day")

app_name = "meetings"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("nieuw/", views.kind_new, name="kind_new"),
    path("acties/", views.action_list, name="actions"),
    path("acties/acties.csv", views.actions_csv, name="actions_csv"),
    path("acties/<uuid:key>/", views.action, name="action"),
    path("deelnemer/<uuid:key>/weg/", views.member_remove, name="member_remove"),
    path("agendapunt/<uuid:key>/", minutes_views.item, name="item"),
    path("agendapunt/<uuid:key>/plaats/", meeting_views.item_place, name="item_place"),
    path("agendapunt/<uuid:key>/stuk/", minutes_views.paper_add, name="paper_add"),
    path("agendapunt/<uuid:key>/besluit/", minutes_views.decision_add, name="decision_add"),
    path("agendapunt/<uuid:key>/correctie/", minutes_views.item_correct, name="item_correct"),
    path("besluit/<uuid:key>/", minutes_views.decision, name="decision"),
    path("besluit/<uuid:key>/weg/", minutes_views.decision_remove, name="decision_remove"),
    path("besluit/<uuid:key>/actie/", minutes_views.action_add, name="action_add"),
    path("besluit/<uuid:key>/correctie/", minutes_views.decision_correct, name="decision_correct"),
    path("gast/<uuid:key>/weg/", meeting_views.guest_remove, name="guest_remove"),
    path("stuk/<uuid:key>/", minutes_views.paper, name="paper"),
    path("stuk/<uuid:key>/weg/", minutes_views.paper_remove, name="paper_remove"),
    path("<slug:kind>/", views.kind, name="kind"),
    path("<slug:kind>/wijzigen/", views.kind_edit, name="kind_edit"),
    path("<slug:kind>/deelnemers/", views.members, name="members"),
    path("<slug:kind>/plannen/", views.plan, name="plan"),
    path("<slug:kind>/<day:on>/", meeting_views.meeting, name="meeting"),
    path("<slug:kind>/<day:on>/wijzigen/", meeting_views.meeting_edit, name="meeting_edit"),
    path("<slug:kind>/<day:on>/punt/", meeting_views.item_add, name="item_add"),
    path("<slug:kind>/<day:on>/gast/", meeting_views.guest_add, name="guest_add"),
    path("<slug:kind>/<day:on>/voorstel/", meeting_views.proposal, name="proposal"),
    path("<slug:kind>/<day:on>/stap/", meeting_views.step, name="step"),
]

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of planning, under those of inspections."""

from typing import Any

from django.urls import path

from . import home_views, party_views, step_views, views

ONE = "<slug:reference>/"
urlpatterns: list[Any] = [
    path("nieuw/", views.new, name="new"),
    path(f"{ONE}plan/", views.plan, name="plan"),
    path(f"{ONE}stap/<slug:name>/", step_views.step, name="step"),
    path(f"{ONE}partij/", party_views.party_new, name="party_new"),
    path(f"{ONE}partij/<uuid:key>/weg/", party_views.party_remove, name="party_remove"),
    path(f"{ONE}adres/", party_views.target_new, name="target_new"),
    path(f"{ONE}adres/<uuid:key>/", party_views.target_edit, name="target_edit"),
    path(f"{ONE}adres/<uuid:key>/weg/", party_views.target_remove, name="target_remove"),
    path(f"{ONE}woning/<uuid:key>/machtiging/", home_views.authorise, name="home_authorise"),
    path(f"{ONE}woning/<uuid:key>/betreden/", home_views.enter, name="home_enter"),
    path(f"{ONE}binnentreden/<uuid:key>/verslag/", home_views.report, name="home_report"),
]

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the rules, under those of measures."""

from typing import Any

from django.urls import path

from . import views as policy_views

VERSION = "beleid/<slug:path>/<slug:slug>/<int:number>/"
urlpatterns: list[Any] = [
    path("beleid/", policy_views.overview, name="policy"),
    path("beleid/nieuw/<slug:path>/", policy_views.new, name="policy_new"),
    path(VERSION, policy_views.version, name="policy_version"),
    path(f"{VERSION}wijzigen/", policy_views.edit, name="policy_edit"),
    path(f"{VERSION}volgende/", policy_views.follow, name="policy_follow"),
    path(f"{VERSION}vaststellen/", policy_views.adopt, name="policy_adopt"),
    path(f"{VERSION}weg/", policy_views.drop, name="policy_drop"),
]

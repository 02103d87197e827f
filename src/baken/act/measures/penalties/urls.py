# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of penalties and costs, under those of one measure."""

from typing import Any

from django.urls import path

from . import views as penalty_views

MEASURE = "<measure:reference>/"
ONE = f"{MEASURE}dwangsom/<uuid:key>/"
urlpatterns: list[Any] = [
    path(f"{MEASURE}overtreding/", penalty_views.breach, name="breach"),
    path(f"{ONE}invorderingsbesluit/", penalty_views.collection, name="collection"),
    path(f"{ONE}<slug:name>/", penalty_views.step, name="forfeiture_step"),
    path(f"{MEASURE}kosten/", penalty_views.costs, name="costs"),
    path(f"{MEASURE}kosten/betaald/", penalty_views.costs_paid, name="costs_paid"),
]

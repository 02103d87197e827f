# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of categories as data, under those of concerns."""

from typing import Any

from django.urls import path

from . import views as category_views

urlpatterns: list[Any] = [
    path("inrichten/", category_views.categories, name="categories"),
    path("inrichten/nieuw/", category_views.new, name="category_new"),
    path("inrichten/categorie/<slug:slug>/", category_views.category, name="category_page"),
    path("inrichten/categorie/<slug:slug>/wijzigen/", category_views.edit, name="category_edit"),
    path("inrichten/categorie/<slug:slug>/stand/", category_views.switch, name="category_switch"),
]

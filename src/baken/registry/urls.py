# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from . import views

app_name = "place"
urlpatterns = [
    path("adressen", views.suggestions, name="addresses"),
    path("adres", views.address, name="address"),
    path("gebied", views.area, name="area"),
    path("kaart.svg", views.ground, name="map"),
]

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from . import views

app_name = "ui"
urlpatterns = [
    path("stijl/", views.styleguide, name="styleguide"),
    path("stijl/plaats/", views.styleguide_place, name="styleguide_place"),
    path("stijl/plaats/<str:part>", views.styleguide_place_part, name="styleguide_place_part"),
]

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from ..figures import public_views as figures
from . import views as public_views

app_name = "public"
urlpatterns = [
    path("", public_views.municipalities, name="municipalities"),
    path("cijfers/", figures.municipalities, name="figures_all"),
    path("<slug:slug>/", public_views.municipality, name="municipality"),
    path("<slug:slug>/cijfers/", figures.figures, name="figures"),
    path("<slug:slug>/cijfers/<int:number>/", figures.figures, name="figures_release"),
    path("<slug:slug>/cijfers/<int:number>/eigen-cijfers.csv", figures.csv, name="figures_csv"),
    path("<slug:slug>/cijfers/<int:number>/eigen-cijfers.json", figures.as_json, name="figures_json"),
    path("<slug:slug>/raadsdossier/<int:year>/<str:name>", public_views.download, name="download"),
]

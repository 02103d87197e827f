# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from . import effort_views, views
from .owners import views as progress_views

app_name = "programme"
urlpatterns = [
    path("", views.programme, name="programme"),
    path("programma.csv", views.programme_csv, name="csv"),
    path("voortgang/", progress_views.progress, name="progress"),
    path("voortgang/vragen/", progress_views.ask, name="ask"),
    path("voortgang/herinneren/", progress_views.remind, name="remind"),
    path("voortgang/<uuid:pk>/intrekken/", progress_views.revoke, name="revoke"),
    path("eigenaren/", progress_views.owners, name="owners"),
    path("eigenaren/wijzigen/", progress_views.owner, name="owner"),
    path("inspanning/nieuw/", effort_views.add, name="add"),
    path("inspanning/<slug:plan>/<slug:slug>/", effort_views.edit, name="edit"),
    path("inspanning/<slug:plan>/<slug:slug>/stoppen/", effort_views.stop, name="stop"),
    path("inspanning/<slug:plan>/<slug:slug>/hervatten/", effort_views.resume, name="resume"),
    path("inspanning/<slug:plan>/<slug:slug>/indicatoren/", effort_views.indicators, name="indicators"),
    path("inspanning/<slug:plan>/<slug:slug>/indicatoren/losmaken/", effort_views.unbind, name="unbind"),
    path("versies/<slug:plan>/", views.versions, name="versions"),
    path("versies/<slug:plan>/vastleggen/", views.save, name="save"),
    path("versies/<slug:plan>/verschillen/", views.differences, name="differences"),
    path("versies/<slug:plan>/verschillen.csv", views.differences_csv, name="differences_csv"),
    path("versies/<slug:plan>/<int:number>/", views.version, name="version"),
]

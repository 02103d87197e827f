# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from . import proposals, views
from .figures import views as figures
from .word import views as word_views

app_name = "account"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("uitgaven/", views.releases, name="releases"),
    path("publicaties/", figures.register, name="figures"),
    path("publicaties/nieuw/", figures.new, name="figures_new"),
    path("publicaties/concept/<uuid:pk>/", figures.draft, name="figures_draft"),
    path("publicaties/concept/<uuid:pk>/opnieuw/", figures.again, name="figures_again"),
    path("publicaties/concept/<uuid:pk>/publiceren/", figures.publish, name="figures_publish"),
    path("publicaties/concept/<uuid:pk>/wegleggen/", figures.discard, name="figures_discard"),
    path("publicaties/<int:number>/", figures.release, name="figures_release"),
    path("publicaties/<int:number>/terugtrekken/", figures.withdraw, name="figures_withdraw"),
    path("raadsvoorstel/<uuid:pk>.docx", proposals.download, name="proposal"),
    path("raadsdossier/maken/", views.draft, name="draft"),
    path("raadsdossier/<int:year>/", views.pack, name="pack"),
    path("raadsdossier/<int:year>/bestand/<str:name>", views.download, name="download"),
    path("raadsdossier/<int:year>/<int:edition>/vaststellen/", views.issue, name="issue"),
    path("raadsdossier/<int:year>/<int:edition>/publiceren/", views.publish, name="publish"),
    path("raadsdossier/<int:year>/<int:edition>/intrekken/", views.withdraw, name="withdraw"),
    path("raadsdossier/<int:year>/<int:edition>/word/", word_views.add, name="word_add"),
    path("raadsdossier/<int:year>/<int:edition>/word/bijwerken/", word_views.refresh, name="word_refresh"),
    path("raadsdossier/<int:year>/<int:edition>/word/<int:number>/", word_views.download, name="word"),
]

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of reading in own figures: upload, which column is what, check, store; and the saved mappings."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST

from baken.access.facade import Actor, Request, municipality_of, require
from baken.kernel.errors import Refused, StaleVersion
from baken.kernel.moment import now
from baken.ui.answering import either
from baken.ui.csv_export import csv_file

from . import actions, panels, practice, queries, waiting
from .checks import check
from .forms import MOST_WORDS, ColumnsForm, MappingForm, NameForm, PlaceForm, UploadForm
from .mapping import Mapping, Role, guess, unknown_words
from .problems import FileProblems
from .reading import ChooseSheet, read, sheets_of, too_large
from .table import Table
from .uploads import Limit
from .waiting import Waiting


def _actor(request: Request) -> Actor:
    actor: Actor = request.actor
    require(actor, queries.LOAD)
    return actor


@csrf_exempt  # only until the limit is in its place: `_start` checks the token
def start(request: Request) -> HttpResponse:
    """Upload a file; and what waits, the saved mappings, files to practise with."""
    _actor(request)
    limit = Limit(request)
    request.upload_handlers.insert(0, limit)
    return _start(request, limit)


@csrf_protect
@either
def _start(request: Request, limit: Limit) -> HttpResponse:
    actor = _actor(request)
    saved = list(queries.mappings(actor))
    form = UploadForm(mappings=[(m.slug, m.title) for m in saved])
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES, mappings=[(m.slug, m.title) for m in saved])
        if limit.too_large:
            form.errors["file"] = form.error_class([too_large()])
        elif form.is_valid():
            kept = waiting.keep(form.cleaned_data["file"], actor=actor, at=now())
            kept = waiting.update(kept, saved=form.cleaned_data["mapping"])
            return redirect(_next(actor, kept))
    context = {"form": form, "saved": panels.saved(saved), "waits": waiting.waiting_of(actor)}
    return render(request, "observe/local_start.html", context, status=422 if form.errors else 200)


def _next(actor: Actor, kept: Waiting) -> str:
    """Return the page that comes after an upload: straight to the check where a saved mapping says all there is to say."""
    columns = reverse("observe:local_columns", args=[kept.token])
    record = queries.mappings(actor).filter(slug=kept.saved).first() if kept.saved else None
    try:
        kept, table = _found(actor, kept, record)
    except FileProblems:
        return columns
    record = record or queries.fitting(actor, table)
    if record is None:
        return columns
    mapping = Mapping.from_json(record.layout, fictitious=record.fictitious)
    kept = waiting.update(kept, saved=record.slug, saved_version=record.version)
    if mapping.missing(table) or not mapping.of(Role.YEAR):
        return columns
    waiting.update(kept, layout=mapping.to_json(), fictitious=mapping.fictitious)
    return reverse("observe:local_check", args=[kept.token])


def _found(actor: Actor, kept: Waiting, record: Any) -> tuple[Waiting, Table]:
    """Return the table, on the sheet that a saved mapping names where nobody chose one. Raises `FileProblems`."""
    try:
        return kept, _table(kept)
    except ChooseSheet as choose:
        known = [record] if record is not None else queries.mappings(actor)
        for sheet in dict.fromkeys(m.layout["sheet"] for m in known if m.layout["sheet"] in choose.sheets):
            table = read(kept.path, sheet=sheet, heading_row=kept.heading_row)
            if record is not None or queries.fitting(actor, table) is not None:
                return waiting.update(kept, sheet=sheet), table
        raise


def _table(kept: Waiting) -> Table:
    return read(kept.path, sheet=kept.sheet, heading_row=kept.heading_row)


def _kept(request: Request, token: str) -> Waiting | None:
    return waiting.find(token, actor=_actor(request), at=now())


def _gone(request: Request) -> HttpResponse:
    return render(request, "observe/local_gone.html", status=404)


@either
def columns(request: Request, token: str) -> HttpResponse:
    """Say which column is what; and, where that isn't clear, on which sheet and under which row."""
    kept = _kept(request, token)
    if kept is None:
        return _gone(request)
    if request.method == "POST" and "place" in request.POST:
        return _place(request, kept)
    try:
        table = _table(kept)
    except ChooseSheet as choose:
        return _page(request, kept, {"place": PlaceForm(sheets=choose.sheets), "choose": choose.problems[0].text})
    except FileProblems as refused:
        return _page(request, kept, {"refused": refused, "place": _place_form(kept)})
    mapping, missing = _start_mapping(request.actor, kept, table)
    if request.method != "POST":
        words = unknown_words(table, mapping.only(Role.INDICATOR))
        form = ColumnsForm(headings=table.headings, mapping=mapping, words=words[:MOST_WORDS])
        return _page(
            request, kept, {"form": form, "table": table, "missing": missing, "place": _place_form(kept, table)}
        )
    form = _posted(request, table, mapping)
    if form.is_valid():
        made = replace(form.mapping, sheet=kept.sheet)
        waiting.update(kept, layout=made.to_json(), year=made.year, fictitious=made.fictitious)
        return redirect("observe:local_check", token)
    return _page(request, kept, {"form": form, "table": table, "place": _place_form(kept, table)}, status=422)


def _posted(request: Request, table: Table, mapping: Mapping) -> ColumnsForm:
    """Return the form as posted, with a question for each word of the column that was chosen to say which figure it is."""
    roles = [request.POST.get(f"role_{at}") for at in range(len(table.headings))]
    named = next((name for name, role in zip(table.headings, roles, strict=True) if role == Role.INDICATOR), "")
    words = unknown_words(table, named)
    form = ColumnsForm(request.POST, headings=table.headings, mapping=mapping, words=words[:MOST_WORDS])
    if len(words) > MOST_WORDS:
        form.add_error(None, _("De kolom '%(name)s' heeft te veel verschillende woorden.") % {"name": named})
    return form


def _start_mapping(actor: Actor, kept: Waiting, table: Table) -> tuple[Mapping, tuple[str, ...]]:
    """Return what the form starts with, and which columns a recalled mapping misses."""
    if kept.layout is not None:
        return Mapping.from_json(kept.layout, year=kept.year, fictitious=kept.fictitious), ()
    record = queries.mappings(actor).filter(slug=kept.saved).first() if kept.saved else None
    if record is None:
        return guess(table), ()
    mapping = Mapping.from_json(record.layout, fictitious=record.fictitious)
    return mapping.renamed(table), mapping.missing(table)


def _page(request: Request, kept: Waiting, told: dict[str, Any], status: int = 200) -> HttpResponse:
    table, form = told.get("table"), told.get("form")
    if table is not None and form is not None:
        told["columns"] = form.columns(panels.examples(table))
        told["first_rows"] = table.rows[: panels.FIRST_ROWS]
    return render(request, "observe/local_columns.html", {"kept": kept, **told}, status=status)


def _place_form(kept: Waiting, table: Table | None = None, data: Any = None) -> PlaceForm:
    row = table.heading_row if table else kept.heading_row
    sheet = table.sheet if table else kept.sheet
    return PlaceForm(data, sheets=sheets_of(kept.path), initial={"sheet": sheet, "heading_row": row})


def _place(request: Request, kept: Waiting) -> HttpResponse:
    form = _place_form(kept, data=request.POST)
    if not form.is_valid():
        return _page(request, kept, {"place": form}, status=422)
    told = form.cleaned_data
    kept = waiting.update(kept, sheet=told.get("sheet", ""), heading_row=told["heading_row"], layout=None)
    return redirect(_next(request.actor, kept))


@either
def check_page(request: Request, token: str) -> HttpResponse:
    """Everything that is wrong with the file, or what storing it would do; and storing it."""
    kept = _kept(request, token)
    if kept is None:
        return _gone(request)
    if kept.layout is None:
        return redirect("observe:local_columns", token)
    actor, municipality, at = request.actor, municipality_of(request.actor), now()
    mapping = Mapping.from_json(kept.layout, year=kept.year, fictitious=kept.fictitious)
    record = queries.mappings(actor).filter(slug=kept.saved).first() if kept.saved else None
    world = queries.world_of(municipality, at)
    context: dict[str, Any] = {"kept": kept, "record": record, "practice": mapping.fictitious}
    try:
        table = _table(kept)
        checked = check(table, mapping, world)
        form = NameForm(request.POST or None, initial=_names(kept, record))
        if request.method == "POST" and form.is_valid():
            done = _store(request, kept, form, record, mapping, checked)
            if done is not None:
                return done
    except FileProblems as refused:
        context["refused"] = refused
        return render(request, "observe/local_check.html", context, status=422 if request.method == "POST" else 200)
    context |= {"form": form, **panels.shown(municipality, world, checked, mapping, record)}
    return render(request, "observe/local_check.html", context, status=422 if form.errors else 200)


def _names(kept: Waiting, record: Any) -> dict[str, str]:
    if record is not None:
        return {"title": record.title, "method": record.method}
    stem = kept.name.rpartition(".")[0] or kept.name
    return {"title": " ".join(stem.replace("_", " ").replace("-", " ").split())[:80].capitalize(), "method": ""}


def _store(
    request: Request, kept: Waiting, form: NameForm, record: Any, mapping: Mapping, checked: Any
) -> HttpResponse | None:
    """Store, and return where to go next; None when the form says why it wasn't stored."""
    title = form.cleaned_data["title"]
    same = record is not None and record.title.casefold() == title.casefold()
    try:
        dataset, receipt = actions.save_and_store(
            actor=request.actor, at=now(), municipality=municipality_of(request.actor), checked=checked,
            mapping=mapping, title=title, method=form.cleaned_data["method"], sha256=kept.sha256,
            record=record if same else None, version=kept.saved_version if same else None,
        )  # fmt: skip
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error("title", str(reason.text))
        return None
    except StaleVersion:
        waiting.update(kept, saved_version=record.version)
        text = _(
            "Iemand anders veranderde deze indeling intussen. Kies een andere naam, of druk nog eens op Bewaren om die "
            "nieuwere indeling te vervangen."
        )
        form.add_error("title", text)
        return None
    waiting.discard(kept)
    told = {"added": receipt.added, "revised": receipt.revised, "unchanged": receipt.unchanged}
    text = _("De cijfers zijn bewaard: %(added)d nieuw, %(revised)d bijgewerkt, %(unchanged)d gelijk gebleven.")
    messages.success(request, text % told)
    return redirect("observe:dataset", dataset)


@require_POST
def discard(request: Request, token: str) -> HttpResponse:
    """Throw an upload away."""
    kept = _kept(request, token)
    if kept is None:
        return _gone(request)
    waiting.discard(kept)
    messages.success(request, _("Het bestand is verwijderd. Er is niets opgeslagen."))
    return redirect("observe:local")


@require_GET
def practice_csv(request: Request, name: str) -> HttpResponse:
    """A file to practise with."""
    actor = _actor(request)
    if name not in (practice.SOUND, practice.FAULTY):
        raise Http404
    text = practice.practice_file(municipality_of(actor), name, now().year - 1)
    return csv_file(text, f"{name}.csv")


@either
def mapping_page(request: Request, slug: str) -> HttpResponse:
    """A saved mapping, to be looked at and changed."""
    actor = _actor(request)
    record = queries.mapping_or_404(actor, slug)
    mapping = Mapping.from_json(record.layout, fictitious=record.fictitious)
    given: dict[str, Any] = {
        "title": record.title,
        "method": record.method,
        "headings": [use.column for use in mapping.uses],
        "mapping": mapping,
        "words": list(mapping.words),
    }
    form = MappingForm(request.POST if request.method == "POST" else None, **given)
    context: dict[str, Any] = {"record": record, "form": form, "status": 200}
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_mapping(
                actor=actor, at=now(), municipality=municipality_of(actor), title=form.cleaned_data["title"],
                method=form.cleaned_data["method"], mapping=form.mapping, record=record,
                version=_version(request.POST.get("version", "")),
            )  # fmt: skip
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error("title", str(reason.text))
        except StaleVersion:
            context |= {"theirs": panels.told(record), "status": 409}
        else:
            messages.success(request, _("De indeling is bewaard."))
            return redirect("observe:local_mapping", slug)
    status = 422 if form.errors else context.pop("status")
    return render(request, "observe/local_mapping.html", context | {"columns": form.columns()}, status=status)


def _version(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


@require_POST
def mapping_delete(request: Request, slug: str) -> HttpResponse:
    """Delete a saved mapping."""
    actor = _actor(request)
    actions.delete_mapping(actor=actor, at=now(), record=queries.mapping_or_404(actor, slug))
    messages.success(request, _("De indeling is verwijderd. Cijfers die ermee zijn ingelezen, blijven staan."))
    return redirect("observe:local")

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tags and filters of every page: thin; the thinking is in `format`, `marks`, `charts` and `drawing`.

Figures (`figure_*`) are complete: heading, unit, drawing, the numbers as a table, notes and source. `level=2` or `3`
sets the heading; `title=False` leaves the heading out, `source=False` the source (for figures that share one).
"""

from collections.abc import Sequence
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .. import drawing, marks
from .. import format as f
from .. import once as sending
from ..charts.map import MapShape
from ..panels import Cell, Column, Panel

register = template.Library()

for _name in ("count", "rate", "percent", "change", "euros", "hours", "day", "last_day", "clock", "moment"):
    register.filter(_name, getattr(f, _name))


@register.filter
def cell(value: Cell, column: Column) -> SafeString:
    """`{{ cell|cell:column }}`: a cell as HTML in the manner of its column."""
    return marks.cell(value, column)


@register.filter
def pct(value: float) -> str:
    """A position for an SVG attribute: 48.5%. Always with a point, whatever the language."""
    return f"{value:.1f}%"


@register.filter
def px(value: float) -> str:
    """A length for an SVG attribute: 151.1."""
    return f"{value:.1f}"


@register.simple_tag
def verdict(slug: str, text: str = "") -> SafeString:
    """`{% verdict "higher" %}`: shape and word; `text` replaces the word."""
    return marks.verdict(slug, text)


@register.simple_tag
def standing(slug: str, text: str = "") -> SafeString:
    """`{% standing "on_course" %}`: shape and word; `text` replaces the word."""
    return marks.standing(slug, text)


@register.simple_tag
def example_tag(text: str = "") -> SafeString:
    """`{% example_tag %}` or `{% example_tag "verzonnen" %}`: the violet tag."""
    return marks.example_tag(text)


@register.simple_tag
def example_strip(text: str = "") -> SafeString:
    """`{% example_strip "…" %}`: the hatched strip above example figures."""
    told = text or _("De cijfers laten zien hoe deze pagina werkt. Laad eigen cijfers in om ze te vervangen.")
    return format_html('<p class="vb-strip"><span><b>{}</b> {}</span></p>', _("Dit zijn geen metingen."), told)


@register.simple_tag
def once() -> SafeString:
    """`{% once %}`, within a form that adds something: sent twice, it does its work once (`ui.once`)."""
    return sending.drawn()


@register.simple_tag
def crumb(label: str, url: str = "") -> SafeString:
    """One step of the trail, within `{% block crumbs %}`; without a url it is the page itself."""
    if url:
        return format_html('<li><a href="{}">{}</a></li>', url, label)
    return format_html('<li aria-current="page">{}</li>', label)


@register.tag
def crumbs(parser: template.base.Parser, token: template.base.Token) -> template.Node:
    """`{% crumbs %}…{% endcrumbs %}`: the trail's frame; nothing at all where no step stands in it."""
    nodelist = parser.parse(("endcrumbs",))
    parser.delete_first_token()
    return CrumbsNode(nodelist)


class CrumbsNode(template.Node):
    """The frame round the steps."""

    def __init__(self, nodelist: template.NodeList):
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        steps = self.nodelist.render(context)
        if not steps.strip():
            return SafeString("")
        label = _("Kruimelpad")
        return format_html('<nav class="crumbs wrap" aria-label="{}"><ol>{}</ol></nav>', label, steps)


@register.inclusion_tag("ui/charts/table.html")
def figure_table(
    panel: Panel, stack: bool = False, level: int = 3, title: bool = True, source: bool = True
) -> dict[str, Any]:
    """A panel as a table. `stack=True`: on phones each row becomes a block with labels."""
    return drawing.table(panel, stack=stack, level=level, title=title, source=source)


@register.inclusion_tag("ui/charts/rank.html")
def figure_rank(
    panel: Panel, label: str = "name", value: str = "rate", level: int = 3, title: bool = True, source: bool = True,
    numbered: bool = True,
) -> dict[str, Any]:  # fmt: skip
    """Chart and table in one: interval dots in the row of each area, with the reference as a dotted line."""
    return drawing.rank(panel, label, value, numbered=numbered, level=level, title=title, source=source)


@register.inclusion_tag("ui/charts/rank.html")
def figure_change(
    panel: Panel, label: str = "name", value: str = "change", level: int = 3, title: bool = True, source: bool = True
) -> dict[str, Any]:
    """Change dots round a zero line, in the row of each area."""
    return drawing.changes(panel, label, value, level=level, title=title, source=source)


@register.inclusion_tag("ui/charts/trend.html")
def figure_trend(
    panel: Panel, value: str = "rate", top: float | None = None, level: int = 3, title: bool = True, source: bool = True
) -> dict[str, Any]:
    """A line over years with its band. `top`: highest value on the scale, so that charts side by side compare."""
    return drawing.series(panel, value, top, level=level, title=title, source=source)


@register.inclusion_tag("ui/charts/expected.html")
def figure_expected(
    panel: Panel, marked: str = "", level: int = 3, title: bool = True, source: bool = True
) -> dict[str, Any]:
    """Counts by month beside what was expected, with the line above which a count is unusual. `marked`: key of a row."""
    return drawing.expected(panel, marked, level=level, title=title, source=source)


@register.inclusion_tag("ui/charts/bars.html")
def figure_bars(
    panel: Panel, label: str = "name", value: str = "rate", top: float | None = None, level: int = 3,
    title: bool = True, source: bool = True,
) -> dict[str, Any]:  # fmt: skip
    """Bars under one another; hatched where the figures are examples."""
    return drawing.bar_list(panel, label, value, top, level=level, title=title, source=source)


@register.inclusion_tag("ui/charts/map.html")
def figure_map(
    panel: Panel, shapes: Sequence[MapShape], level: int = 3, title: bool = True, source: bool = True, gap: str = ""
) -> dict[str, Any]:
    """A map in classes. Shapes come in the order of the ranking beside it; `gap` names the dashed areas in the key."""
    return drawing.map_of(panel, shapes, gap, level=level, title=title, source=source)


@register.inclusion_tag("ui/charts/sentences.html")
def sentences(panel: Panel) -> dict[str, Any]:
    """The panel's sentences in plain words."""
    return {"sentences": [(s, marks.sentence_text(s.text, s.tone)) for s in panel.sentences]}


@register.inclusion_tag("ui/charts/source.html")
def source(panel: Panel) -> dict[str, Any]:
    """Notes, source and since when it is known."""
    return {"panel": panel, "source": True}


@register.inclusion_tag("ui/charts/known.html")
def known(panel: Panel) -> dict[str, Any]:
    """Period, retrieved, known as of and status, for beside a page's title."""
    return {"panel": panel, **drawing.knowledge(panel)}


@register.inclusion_tag("ui/partials/empty.html")
def empty(title: str, text: str = "", href: str = "", label: str = "", flush: bool = False) -> dict[str, Any]:
    """Say what is missing, why, and the one next step."""
    return {"title": title, "text": text, "href": href, "label": label, "flush": flush}


@register.inclusion_tag("ui/partials/field.html")
def field(bound: BoundField, optional: bool = True) -> dict[str, Any]:
    """One form field: label, help, what is wrong, the field, and what the guard on free text found in it.

    `optional=False` leaves out that it may stay empty: for what can wait, but is asked in the end.
    """
    kind = getattr(bound.field.widget, "input_type", "")
    guard = getattr(bound.form, "guards", {}).get(bound.name) if bound.form.is_bound else None
    return {"field": bound, "tick": kind == "checkbox" and not bound.use_fieldset, "guard": guard, "optional": optional}


@register.inclusion_tag("ui/partials/problems.html")
def problems(form: BaseForm | None = None, reasons: Sequence[Any] = (), title: str = "") -> dict[str, Any]:
    """All that is wrong, above a form: its errors with a link to the field, and the reasons of a refused action."""
    found = [{"text": reason.text, "href": ""} for reason in reasons]
    if form is not None and form.is_bound:
        found += [{"text": text, "href": ""} for text in form.non_field_errors()]
        for name in form.fields:
            bound = form[name]
            found += [{"text": f"{bound.label}: {text}", "href": f"#{bound.id_for_label}"} for text in bound.errors]
    return {"problems": found, "title": title or _("Dit gaat nog niet")}


@register.inclusion_tag("ui/partials/pages.html", takes_context=True)
def pages(context: template.Context, page: Any, parameter: str = "bladzijde") -> dict[str, Any]:
    """Previous and next of a long list (a Paginator's page); other parameters of the address stay."""
    request = context.get("request")

    def address(number: int) -> str:
        if request is None:
            return f"?{parameter}={number}"
        query = request.GET.copy()
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    return {
        "page": page,
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
    }

# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the tags write."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from baken.kernel.errors import Reason
from baken.ui.panels import Cell, Column, Kind, Panel, Row, Sentence, Source
from baken.ui.styleguide import shown as styleguide
from tests.ui import builders


def shown(source: str, language: str = "nl", **context: Any) -> str:
    """A template with the tags loaded, as text."""
    with translation.override(language):
        return Template("{% load baken_ui %}" + source).render(Context(context))


def words(html: str) -> str:
    """The text of a piece of HTML."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("slug", "word", "css"),
    [
        ("higher", "hoger", "v-higher"),
        ("lower", "lager", "v-lower"),
        ("no_significant_change", "geen aantoonbaar verschil", "v-none"),
        ("not_assessable", "niet te beoordelen", "v-na"),
    ],
)
def test_a_verdict_has_word_shape_and_colour(slug, word, css):
    html = shown("{% verdict slug %}", slug=slug)
    assert words(html) == word
    assert css in html
    assert html.count("<svg") == 1
    assert words(shown('{% verdict slug text="beleving hoger" %}', slug=slug)) == "beleving hoger"


def test_each_verdict_and_standing_has_a_shape_of_its_own():
    from baken.ui import marks

    for table in (marks.VERDICTS, marks.STANDINGS):
        shapes = [shape for _css, shape in table.values()]
        assert len(set(shapes)) == len(shapes)


@pytest.mark.parametrize(
    ("slug", "word"),
    [("on_course", "op koers"), ("attention", "aandacht nodig"), ("behind", "loopt achter"), ("done", "klaar"),
     ("not_assessable", "niet te beoordelen")],
)  # fmt: skip
def test_a_standing_has_its_word(slug, word):
    assert words(shown("{% standing slug %}", slug=slug)) == word


def test_an_unknown_verdict_is_a_fault_and_not_a_blank():
    with pytest.raises(KeyError):
        shown('{% verdict "better" %}')


def test_names_from_outside_are_escaped_everywhere():
    cell = Cell("<b>Wijk</b>", href='/"><script>')
    columns = (Column("name", "<u>"), Column("rate", "Per 1.000", Kind.RATE))
    rows, said = (Row("a", (cell, Cell(1.0))),), (Sentence("<s>", "<em>"),)
    panel = Panel("p", "<i>titel</i>", columns=columns, rows=rows, sentences=said, notes=("<small>",))
    for tag in ("figure_table panel", "figure_rank panel", "figure_bars panel", "sentences panel"):
        html = shown("{% " + tag + " %}", panel=panel)
        assert not re.search(r"<(i|u|s|em|small|script)>|<b>Wijk", html), tag
        assert "&lt;" in html, tag


@pytest.mark.parametrize("tag", ["figure_table", "figure_rank", "figure_bars", "figure_trend"])
def test_an_example_says_so_in_words_within_the_figure(tag):
    given = [Cell(3.0, 2.0, 4.0, example=True), Cell(5.0, example=True)]
    panel = builders.years(given) if tag == "figure_trend" else builders.rates(given)
    html = shown("{% " + tag + " panel title=False source=False %}", panel=replace(panel, example=True))
    assert "voorbeeld" in words(html)
    drawn = html.split("<details>")[0]
    assert "voorbeeld" in words(drawn) if tag != "figure_bars" else "voorbeeld" in drawn
    assert {"figure_bars": "url(#hatch-", "figure_trend": "ex-line", "figure_rank": "v-ex", "figure_table": "vb"}[
        tag
    ] in drawn


def test_an_example_without_source_says_so_and_real_figures_name_theirs():
    source = Source(
        "CBS",
        "47022NED",
        "misdrijven",
        "CC BY 4.0",
        url="https://example.org/",
        retrieved="2026-11-14",
        status="provisional",
    )
    panel = replace(builders.rates([Cell(1.0)]), sources=(source,), as_of="2026-11-24")
    text = words(shown("{% source panel %}", panel=panel))
    assert text.startswith("Bron: CBS, 47022NED, misdrijven, CC BY 4.0")
    assert text.endswith("Opgehaald 14 nov 2026. Voorlopige cijfers. Bekend op 24 nov 2026.")
    assert "Geen bron: verzonnen" in shown("{% source panel %}", panel=replace(panel, example=True))


@pytest.mark.parametrize("tag", ["figure_table", "figure_rank", "figure_change", "figure_bars", "figure_trend"])
def test_no_rows_give_an_empty_state_with_a_next_step(tag):
    html = shown("{% " + tag + " panel %}", panel=builders.years([]))
    assert "Geen cijfers om te laten zien" in html
    assert "Kies een ander jaar of gebied" in html
    assert "<svg" not in html


@pytest.mark.parametrize("tag", ["figure_table", "figure_rank", "figure_bars", "figure_trend"])
def test_a_missing_figure_is_named_and_never_zero(tag):
    given = [Cell(3.0), Cell(None, note="te weinig inwoners"), Cell(4.0)]
    panel = builders.years(given) if tag == "figure_trend" else builders.rates(given)
    html = shown("{% " + tag + " panel %}", panel=panel)
    assert "te weinig inwoners" in html
    assert ">0<" not in re.sub(r"<text[^>]*>0</text>", "", html)
    assert ">0,0<" not in html


def test_positions_have_a_point_in_every_language():
    given = {
        "panel": builders.rates([Cell(39.6, 30.1, 45.7)]),
        "years": builders.years([Cell(1234.5, 1000.1, 2000.2)] * 3),
    }
    for language in ("nl", "en"):
        html = shown("{% figure_rank panel %}{% figure_trend years %}", language, **given)
        positions = re.findall(r'\b(?:x1?|x2|y1?|y2|cx|cy|width)="([^"]+)"', html)
        assert positions
        assert all(re.fullmatch(r"-?\d+(\.\d+)?%?", one) for one in positions)


def test_the_language_decides_the_figures_shown():
    panel = builders.rates([Cell(1039.6, 1000.0, 1100.0)])
    assert "1.039,6" in shown("{% figure_rank panel %}", panel=panel)
    assert "1,039.6" in shown("{% figure_rank panel %}", "en", panel=panel)


def test_the_reference_is_drawn_and_named_in_words():
    html = shown(
        "{% figure_rank panel %}", panel=builders.rates([Cell(50.0)], reference=39.6, reference_label="Velsen")
    )
    assert html.count('class="ref"') == 1
    assert "stippellijn = Velsen (39,6)" in html


def test_beyond_the_scale_is_said_and_an_endless_interval_gets_an_arrow():
    panel = builders.rates([Cell(60.0, 50.0, 70.0), Cell(283.8, 232.1, 343.5)], ["higher", "not_assessable"])
    assert "buiten schaal" in shown("{% figure_rank panel %}", panel=panel)
    html = shown("{% figure_change panel %}", panel=builders.changes([Cell(150.0, -40.0, 1540.0)]))
    assert html.count('class="clip"') == 1


def test_each_row_of_a_stacked_table_names_its_columns():
    html = shown("{% figure_table panel stack=True %}", panel=styleguide.plain())
    assert html.count('data-l="Uren"') == len(styleguide.plain().rows)
    assert html.count('<th scope="row"') == len(styleguide.plain().rows)
    assert html.count('<th scope="col"') == len(styleguide.plain().columns)
    assert "<caption" in html


def test_a_map_links_its_areas_by_name_and_figure():
    panel = styleguide.rank()
    html = shown("{% figure_map panel shapes=shapes %}", panel=panel, shapes=styleguide.shapes(panel))
    assert 'aria-label="Havenwijk: 65,1 per 1.000 inwoners"' in html
    assert html.count("<a href=") >= len(panel.rows)
    assert html.count('class="r0"') == 3  # two areas without a class, and the key


def test_a_sentence_colours_its_verdict_word_only():
    panel = Panel("p", "t", sentences=(Sentence("Dat is aantoonbaar hoger.", "Velsen", "higher"),))
    assert 'aantoonbaar <span class="hi">hoger</span>.' in shown("{% sentences panel %}", panel=panel)


def test_the_trail_is_absent_where_no_step_stands_in_it():
    assert shown("{% crumbs %} \n {% endcrumbs %}") == ""
    html = shown('{% crumbs %}{% crumb "Besluiten" "/b/" %}{% crumb "Hier" %}{% endcrumbs %}')
    assert '<li><a href="/b/">Besluiten</a></li><li aria-current="page">Hier</li>' in html


def test_known_takes_the_latest_retrieval_and_the_weakest_status():
    sources = tuple(Source("CBS", "t", "x", "CC0", retrieved=day, status=status)
                    for day, status in (("2026-11-14", "final"), ("2026-10-01", "provisional")))  # fmt: skip
    text = words(shown("{% known panel %}", panel=Panel("p", "t", period="2025", as_of="2026-11-24", sources=sources)))
    assert text == "Periode 2025 Opgehaald 14 nov 2026 Bekend op 24 nov 2026 Status voorlopig"


def test_problems_link_to_their_field_and_all_reasons_are_told():
    form = styleguide.ExampleForm({"title": ""})
    html = shown(
        "{% problems form=form reasons=reasons %}", form=form, reasons=(Reason("a", "Eerste."), Reason("b", "Tweede."))
    )
    assert "Eerste." in html
    assert "Tweede." in html
    assert 'href="#id_title"' in html
    assert shown("{% problems reasons=reasons %}", reasons=()).strip() == ""


def test_a_field_says_what_is_wrong_to_a_screen_reader_too():
    form = styleguide.ExampleForm({"title": ""})
    html = shown("{% field form.title %}", form=form)
    described = re.search(r'<input[^>]*aria-describedby="([^"]+)"', html).group(1).split()
    assert all(f'id="{one}"' in html for one in described)
    assert len(described) == 2
    assert 'aria-invalid="true"' in html
    assert "(hoeft niet)" in shown("{% field form.hours %}", form=form)


def test_leafing_keeps_the_other_parameters():
    from django.core.paginator import Paginator

    request = RequestFactory().get("/", {"q": "haven", "bladzijde": "2"})
    html = shown("{% pages page %}", request=request, page=Paginator(range(30), 10).get_page(2))
    assert "?q=haven&amp;bladzijde=1" in html
    assert "?q=haven&amp;bladzijde=3" in html
    assert shown("{% pages page %}", request=request, page=Paginator(range(3), 10).get_page(1)).strip() == ""

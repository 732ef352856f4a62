"""A chart leaves the page with its figures, its unit and its source."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from assistant.chart_files import chart_csv, chart_svg, source_line
from assistant.charts import Point, Series, chart, series, span
from assistant.demo import DemoAssistant, demo_table

TABLE = demo_table()
SVG = "{http://www.w3.org/2000/svg}"


def over_years() -> Series:
    drawn = series(DemoAssistant().ask("강좌 2025년 예산액은?"), TABLE)
    assert drawn is not None
    return drawn


def test_the_picture_holds_every_value_with_title_unit_and_source() -> None:
    root = ElementTree.fromstring(chart_svg(over_years(), TABLE))
    texts = [node.text for node in root.iter(f"{SVG}text")]
    assert {"1,045", "1,300", "1,780", "2023", "2024", "2025", "단위: 백만원"} <= set(texts)
    assert texts[-1] == "출처: 마을.txt › 연차별 예산 › 14행"
    heights = [float(node.get("height", "0")) for node in root.iter(f"{SVG}rect")][1:]
    assert heights[0] / heights[2] == pytest.approx(1045 / 1780, abs=0.01)


def test_the_points_are_numbers_with_unit_and_place() -> None:
    lines = list(csv.reader(io.StringIO(chart_csv(over_years(), TABLE).decode("utf-8-sig"))))
    assert [line[2:4] for line in lines[1:]] == [["1045", "백만원"], ["1300", "백만원"], ["1780", "백만원"]]
    assert lines[1][6:] == ["마을.txt", "14행"]


def test_negative_values_hang_below_nought() -> None:
    points = (
        Point("가", Decimal(30), 2, 2),
        Point("나", Decimal(-10), 3, 2),
        Point("다", Decimal(0), 4, 2),
    )
    drawn = Series("증감", "%", points, TABLE.id, "row", 1)
    assert [span(point, drawn) for point in points] == [(0.25, 1.0), (0.0, 0.25), (0.25, 0.25)]
    assert 'class="bar minus"' in chart(drawn)
    assert len(list(ElementTree.fromstring(chart_svg(drawn, TABLE)).iter(f"{SVG}g"))) == 3


def test_the_source_names_the_table() -> None:
    assert source_line(TABLE, over_years()).startswith("마을.txt › 연차별 예산")

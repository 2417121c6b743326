"""Pictures of playbooks: complete, well-formed, nothing runs over, nothing from outside."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bot.domain.playbook import Playbook
from bot.playbook.drawing import html, mermaid, svg
from bot.playbook.drawing.page import HEIGHT, MARGIN, WIDTH, width_of, wrapped
from bot.playbook.library import PlaybookLibrary

PLAYBOOKS = Path(__file__).parents[3] / "playbooks"
LIBRARY = PlaybookLibrary.load(PLAYBOOKS)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", LIBRARY.names())
def test_every_step_and_every_trigger_is_in_the_picture(name: str) -> None:
    playbook = LIBRARY.named(name)
    words = " ".join(ET.fromstring(svg(playbook)).itertext())
    for step in playbook.steps:
        assert step.id.replace("_", " ") in words
    for trigger in playbook.reactions:
        assert all(part in words for part in trigger.value.split("_"))
    assert playbook.digest in words
    assert all(word in words for note in playbook.notes.values() for word in note.split())
    assert "Approved for the client" in words
    assert " style=" not in svg(playbook), "pages that show it allow no inline styles"


@pytest.mark.parametrize("name", LIBRARY.names())
def test_no_line_leaves_its_page(name: str) -> None:
    for number, sheet in enumerate(ET.fromstring(svg(LIBRARY.named(name))).findall(f"{SVG}g")):
        assert sheet.get("transform") == f"translate(0 {number * HEIGHT:g})"
        for text in sheet.iter(f"{SVG}text"):
            x, y, size = (float(text.get(key, "0")) for key in ("x", "y", "font-size"))
            width = (
                0 if text.get("text-anchor") else width_of(text.text or "", size, bold=text.get("font-weight") == "600")
            )
            assert x + width <= WIDTH - MARGIN / 2, text.text
            assert 0 < y <= HEIGHT, text.text
        for box in sheet.iter(f"{SVG}rect"):
            assert float(box.get("y", "0")) + float(box.get("height", "0")) <= HEIGHT


@pytest.mark.parametrize("name", LIBRARY.names())
def test_nobody_signs_an_empty_sheet(name: str) -> None:
    *_, last = ET.fromstring(svg(LIBRARY.named(name))).findall(f"{SVG}g")
    said = [text.text or "" for text in last.iter(f"{SVG}text")]
    foot = [words for words in said if words.endswith(", date") or "page " in words or "digest" in words]
    assert len(said) - len(foot) >= 5


def test_the_printed_page_has_one_sheet_each_and_runs_nothing() -> None:
    page = html(LIBRARY.named("missing_payment"), "acme")
    assert page.count("<svg ") == len(re.findall(r"page \d+ of \d+", page)) >= 2
    assert "<script" not in page
    assert 'name="viewport"' in page
    assert "width:min(210mm,100%)" in page, "a telephone shows the whole width"
    assert not re.findall(r"(?:href|src)=", page)
    assert ">acme<" in page


def test_mermaid_quotes_what_would_break_it() -> None:
    drawn = mermaid(LIBRARY.named("missing_payment"))
    assert drawn.startswith("%% missing payment")
    assert "flowchart TD" in drawn
    nodes = re.findall(r'^ +\w+(?:\(\["|\[\["|\[")(.*)"(?:\]\)|\]\]|\]):::', drawn, re.MULTILINE)
    assert len(nodes) > 20
    for node in nodes:
        assert not set('"[]{}') & set(node), node
    edges = re.findall(r"^  (\w+) --> (\w+)$", drawn, re.MULTILINE)
    assert len(edges) == len(LIBRARY.named("missing_payment").steps)


def test_a_word_longer_than_its_line_is_broken() -> None:
    lines = wrapped("short " + "x" * 200, 9, 100)
    assert "".join(lines).replace(" ", "") == "short" + "x" * 200
    assert all(width_of(line, 9) <= 100 for line in lines)


def test_the_same_playbook_gives_the_same_picture() -> None:
    def drawn(playbook: Playbook) -> tuple[str, str]:
        return svg(playbook), mermaid(playbook)

    again = PlaybookLibrary.load(PLAYBOOKS)
    assert drawn(LIBRARY.named("overpayment")) == drawn(again.named("overpayment"))

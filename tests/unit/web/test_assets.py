"""Assets."""

from __future__ import annotations

import re

from bot.web.assets import FOLDER, Assets
from bot.web.texts import FOLDER as PAGES


def test_names_hold_the_digest_and_are_found_again():
    assets = Assets()
    url = assets.url("page.css")
    assert re.fullmatch(r"/assets/page\.[0-9a-f]{12}\.css", url)
    found = assets.find(url.rpartition("/")[2])
    assert found is not None
    assert found.body == (FOLDER / "page.css").read_bytes()
    assert assets.find("page.css") is None
    assert assets.find("../app.py") is None


def test_no_page_and_no_asset_needs_anything_from_outside_or_inline():
    for path in [*PAGES.glob("*.j2"), *FOLDER.iterdir()]:
        text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?:|//[a-z]+\.|@import|url\(", text), path.name
        if path.suffix == ".j2":
            assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?! src=)|javascript:", text), path.name

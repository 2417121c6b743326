"""Catalogues are brought up to date by one command, and nothing that somebody translated is lost."""

from __future__ import annotations

import pytest

from bot.channels.words import TemplateComposer, check
from bot.channels.words.catalogue import catalogue_file, parse
from bot.channels.words.extract import collect, main


def run(folder, *arguments):
    return main(["--templates", str(folder), *arguments])


def test_an_up_to_date_catalogue_does_not_change(folder, capsys):
    before = catalogue_file(folder, "es").read_bytes()
    assert run(folder) == 0
    assert catalogue_file(folder, "es").read_bytes() == before
    assert ", 0 without a translation" in capsys.readouterr().out


def test_a_changed_text_is_a_new_text_and_the_old_one_goes(folder, capsys):
    path = folder / "frame" / "email.j2"
    path.write_text(path.read_text("utf-8").replace("Kind regards,", "Yours,"), "utf-8")
    assert run(folder) == 1
    catalog = parse(catalogue_file(folder, "es"))
    assert not catalog["Yours,"].string
    assert "Kind regards," not in catalog
    assert catalog["Hello,"].string == "Hola:"
    assert not catalog.obsolete
    assert ", 1 without a translation" in capsys.readouterr().out


def test_a_new_language_starts_with_every_text_and_its_own_plurals(folder, capsys):
    assert run(folder, "--language", "pl") == 1
    catalog = parse(catalogue_file(folder, "pl"))
    assert catalog.num_plurals == 3
    assert len([message for message in catalog if message.id]) == len(
        [message for message in collect(folder) if message.id]
    )
    assert capsys.readouterr().out.startswith("pl: ")
    assert any("has no translation" in problem.sentence for problem in check(folder))


def test_the_templates_themselves_are_english(folder, capsys):
    with pytest.raises(SystemExit, match="2"):
        run(folder, "--language", "en")
    assert "the templates themselves are English" in capsys.readouterr().err


def test_what_is_collected_is_what_the_composer_needs(folder):
    assert run(folder) == 0
    assert TemplateComposer.load(folder).languages == ("en", "es")

"""Catalogues are brought up to date by one command, and nothing that somebody translated is lost."""

from __future__ import annotations

import json

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
    path.write_text(path.read_text("utf-8").replace("Open your page", "See your page"), "utf-8")
    assert run(folder) == 1
    catalog = parse(catalogue_file(folder, "es"))
    assert not catalog["See your page"].string
    assert "Open your page" not in catalog
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


def missing(folder, capsys, language):
    capsys.readouterr()
    assert run(folder, "--language", language, "--missing") == 0
    return json.loads(capsys.readouterr().out)


def filled(folder, tmp_path, language, entries):
    (tmp_path / "filled.json").write_text(json.dumps(entries), "utf-8")
    return run(folder, "--language", language, "--fill", str(tmp_path / "filled.json"))


def test_what_is_missing_goes_out_as_json_and_comes_back_translated(folder, tmp_path, capsys):
    entries = missing(folder, capsys, "pl")
    plural = next(entry for entry in entries if "plural" in entry)
    assert plural["forms"] == ["", "", ""]
    for entry in entries:
        if "plural" in entry:
            entry["forms"] = [entry["id"], entry["plural"], entry["plural"]]
        else:
            entry["translation"] = entry["id"]
    assert filled(folder, tmp_path, "pl", entries) == 0
    assert missing(folder, capsys, "pl") == []
    assert parse(catalogue_file(folder, "pl"))[plural["id"]].string == (
        plural["id"],
        plural["plural"],
        plural["plural"],
    )


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ({"id": "Hello %(name)s,", "translation": "Witaj,"}, "leaves out %(name)s"),
        ({"id": "Hello %(name)s,", "translation": "Witaj, %(imie)s!"}, "uses %(imie)s"),
        ({"id": "Hello %(name)s,", "translation": "Witaj, %(name)s, 5% mniej"}, "lone %"),
        ({"id": "Hello %(name)s,", "forms": ["a %(name)s", "b %(name)s"]}, "has no plural forms"),
        ({"id": "Invoice {}", "forms": ["Faktura {}", "Faktury {}"]}, "needs 3 plural forms, not 2"),
        ({"id": "Invoice {}", "forms": ["Faktura {}", "Faktury {}", ""]}, "needs 3 plural forms, not 2"),
        ({"id": "Invoice {}", "translation": "Faktura {}"}, "needs 3 plural forms"),
        ({"id": "Nobody says this", "translation": "Nic"}, "No template has the text"),
        ({"id": "Hello,", "translation": 5}, "is not text"),
        (["Hello,"], "This is not an entry"),
    ],
)
def test_a_translation_that_would_break_a_message_is_refused_and_the_others_are_taken(
    folder, tmp_path, capsys, entry, sentence
):
    assert filled(folder, tmp_path, "pl", [entry, {"id": "Due", "translation": "Termin"}]) == 1
    assert sentence in capsys.readouterr().err
    catalog = parse(catalogue_file(folder, "pl"))
    assert catalog["Due"].string == "Termin"
    assert not any(catalog["Invoice {}"].string)
    assert not catalog["Hello %(name)s,"].string


def test_json_that_is_none_changes_nothing(folder, tmp_path, capsys):
    (tmp_path / "broken.json").write_text("[{", "utf-8")
    assert run(folder, "--language", "es", "--fill", str(tmp_path / "broken.json")) == 1
    assert "This is not JSON" in capsys.readouterr().err

"""Whatever is broken in a templates folder is found, with its file and line, before a customer finds it."""

from __future__ import annotations

import re

import pytest

from bot.channels.words import Problem, TemplateComposer, check
from bot.channels.words.catalogue import catalogue_file
from bot.channels.words.check import check_library
from bot.channels.words.extract import update
from bot.channels.words.library import read_library
from bot.domain.errors import Rejected

FIRST = "missing_payment/first.j2"


def edit(folder, file, old, new):
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def edit_words(folder, old, new):
    edit(folder, catalogue_file(folder, "es").relative_to(folder), old, new)


def translate_rest(folder, spanish):
    """Give whatever has no translation this one."""
    update(folder, "es")
    path = catalogue_file(folder, "es")
    path.write_text(re.sub(r'msgstr ""\n(?=\n|\Z)', f'msgstr "{spanish}"\n', path.read_text("utf-8")), "utf-8")


def say(folder, part, words, *, spanish="Algo"):
    """Give a part other words and translate them."""
    path = folder / FIRST
    text = re.sub(rf"{{% block {part} %}}.*?{{% endblock %}}\n?", "", path.read_text("utf-8"), flags=re.DOTALL)
    path.write_text(text + f"{{% block {part} %}}{{% trans %}}{words}{{% endtrans %}}{{% endblock %}}\n", "utf-8")
    translate_rest(folder, spanish)


def sentences(folder):
    return [problem.sentence for problem in check(folder)]


def test_nothing_is_wrong_with_what_the_others_break(folder):
    assert check(folder) == []


def test_a_missing_translation(folder):
    edit(folder, FIRST, "We cannot see your payment yet", "We can not see your payment yet")
    found = check(folder)
    assert (
        Problem(FIRST, 9, "No translation into 'es' of 'A quick note about invoice %(invoice)s for %(amount)s, du...'.")
        in found
    )
    assert any("No template has the text" in problem.sentence for problem in found)
    with pytest.raises(Rejected, match="No translation"):
        TemplateComposer.load(folder)


def test_a_text_that_is_not_marked_for_translation(folder):
    edit(folder, FIRST, "{% block action %}", "{% block action %}Hello ")
    assert "'Hello' is not marked for translation." in sentences(folder)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('msgid "Hello,"\nmsgstr "Hola:"', '#, fuzzy\nmsgid "Hello,"\nmsgstr "Hola:"', "marked fuzzy"),
        ('msgid "Hello,"\nmsgstr "Hola:"', 'msgid "Hello,"\nmsgstr ""', "has no translation"),
        ('msgid "Hello,"', 'msgid "Goodbye,"', "No template has the text 'Goodbye,'"),
        ('msgstr "Hola, %(name)s:"', 'msgstr "Hola, %(nombre)s:"', r"uses %\(nombre\)s, which the text does not give"),
        ('msgstr "Hola, %(name)s:"', 'msgstr "Hola:"', r"leaves out %\(name\)s"),
        ('msgstr "Hola, %(name)s:"', 'msgstr "Hola, 100% %(name)s:"', "lone %"),
        ('msgstr[1] "Facturas {}"', 'msgstr[1] "Facturas"', r"must keep its \{\}"),
        (
            'msgid "Hello,"\nmsgstr "Hola:"',
            'msgid "Hello,"\nmsgstr "Hola:',
            "not a comment, an entry, or a text in quotes",
        ),
        (
            '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"',
            '"Plural-Forms: nplurals=3; plural=(n > 1);\\n"',
            "needs 3 plural forms",
        ),
    ],
)
def test_a_broken_catalogue(folder, old, new, sentence):
    edit_words(folder, old, new)
    found = [problem for problem in check(folder) if re.search(sentence, problem.sentence)]
    assert found
    assert found[0].file.endswith("messages.po")


def test_an_obsolete_entry(folder):
    path = catalogue_file(folder, "es")
    path.write_text(path.read_text("utf-8") + '\n#~ msgid "Old"\n#~ msgstr "Viejo"\n', "utf-8")
    assert "Obsolete entry: 'Old'. Remove it." in sentences(folder)


@pytest.mark.parametrize("part", ["subject", "item", "sms", "chat"])
def test_a_missing_part(folder, part):
    edit(folder, FIRST, f"{{% block {part} %}}", "{% block next2 %}")
    found = sentences(folder)
    assert f"The part '{part}' is missing." in found
    assert any(sentence.startswith("'next2' is not a part of a message.") for sentence in found)


def test_a_part_that_stands_twice(folder):
    path = folder / FIRST
    lines = len(path.read_text("utf-8").splitlines())
    with path.open("a", encoding="utf-8") as file:
        file.write("{% block chat %}{% trans %}Answer here{% endtrans %}{% endblock %}\n")
    assert Problem(FIRST, lines + 1, "The part 'chat' stands here a second time.") in check(folder)


@pytest.mark.parametrize("part", ["genuine", "assistant", "opt_out", "greeting"])
def test_an_obligatory_part_of_the_frame_is_missing(folder, part):
    edit(folder, "frame/email.j2", f"{{% block {part} %}}", f"{{% block not_{part} %}}")
    assert Problem("frame/email.j2", 0, f"The part '{part}' is missing.") in check(folder)


def test_a_missing_file_of_the_frame(folder):
    (folder / "frame" / "masked.j2").unlink()
    assert Problem("frame/masked.j2", 0, "The file is missing.") in check(folder)


def test_a_text_that_does_not_name_its_sender(folder):
    edit(folder, "frame/sms.j2", "{{ brand }} (automated):", "Automated:")
    translate_rest(folder, "Mensaje:")
    assert "sms in 'en': It lacks the sender's name." in sentences(folder)


def test_a_first_text_without_a_way_out(folder):
    edit(folder, "frame/sms.j2", "{% trans %}Reply PERSON for a person, STOP to opt out.{% endtrans %}", "")
    update(folder, "es")
    assert "sms in 'en': It lacks the way out (STOP)." in sentences(folder)


def test_an_e_mail_without_the_code_to_check_it(folder):
    edit(folder, "frame/email.j2", " and quote code {{ check_code }}", "")
    translate_rest(folder, "¿Dudas? %(check_where)s")
    assert "email in 'en': It lacks the code to check it with." in sentences(folder)


@pytest.mark.parametrize(
    ("part", "words", "sentence"),
    [
        ("next", "Otherwise we will take you to court.", "'court' threatens"),
        ("next", "We will inform the credit bureau.", "'credit bureau' threatens"),
        ("next", "This is your last chance.", "'last chance' makes it more urgent"),
        ("sms", "your account is overdue {{ about }}", "'overdue' exposes the reader"),
        ("sms", "pay your debt {{ about }}", "'debt' exposes the reader"),
        ("next", "Our IBAN is below.", "'IBAN' speaks of account"),
        ("next", "Transfer it to 12345678.", "'12345678' speaks of account"),
        ("ask", "Please send us your card number.", "'card number' speaks of account"),
        ("next", "See bit.ly for more.", "'bit.ly' contains a link shortener"),
    ],
)
def test_words_that_may_not_stand_in_a_message(folder, part, words, sentence):
    say(folder, part, words)
    assert any(f"In 'en': {sentence}" in found for found in sentences(folder)), sentences(folder)


@pytest.mark.parametrize(
    ("part", "spanish", "sentence"),
    [
        ("next", "Iremos a los tribunales.", "threatens"),
        ("sms", "tiene una deuda", "exposes the reader"),
        ("sms", "su factura vencida", "exposes the reader"),
        ("ask", "Envíenos el número de su tarjeta.", "speaks of account"),
    ],
)
def test_words_that_may_not_stand_in_a_translation(folder, part, spanish, sentence):
    say(folder, part, "Something", spanish=spanish)
    assert any("In 'es':" in found and sentence in found for found in sentences(folder)), sentences(folder)


def test_no_admission_before_a_decision(folder):
    (folder / "disputed_charge").mkdir()
    (folder / FIRST).rename(folder / "disputed_charge" / "received.j2")
    edit(folder, "disputed_charge/received.j2", "It may simply have slipped by", "It was our mistake")
    update(folder, "es")
    assert any("admits something" in sentence for sentence in sentences(folder))


def test_a_text_that_is_too_long(folder):
    say(folder, "sms", "we are writing " + "to you at some length " * 12)
    assert any("The text needs 3 segments" in sentence for sentence in sentences(folder))


def test_a_subject_that_is_too_long(folder):
    say(folder, "subject", "A rather long subject " * 8)
    assert any("The subject is longer than 120 characters." in sentence for sentence in sentences(folder))


def test_a_part_that_says_nothing(folder):
    edit(folder, FIRST, "{% block item %}", "{% block item %}{% if person %}")
    edit(
        folder,
        FIRST,
        "{% endif %}\n{% endblock %}\n\n{% block ask %}",
        "{% endif %}{% endif %}\n{% endblock %}\n\n{% block ask %}",
    )
    assert any("says nothing" in sentence or "nothing to say" in sentence for sentence in sentences(folder))


def test_a_template_cannot_show_more_to_somebody_who_is_not_verified(folder):
    edit(folder, "frame/masked.j2", "{% block item %}", "{% block item %}{{ name }}{{ amount }}{{ staff_text }}")
    assert check(folder) == []  # the values themselves are empty


def test_an_empty_folder(tmp_path):
    assert "There are no templates in the folder." in [problem.sentence for problem in check(tmp_path)]
    with pytest.raises(Rejected, match="There are no templates"):
        TemplateComposer.load(tmp_path)


def test_a_template_that_cannot_be_parsed(folder):
    edit(folder, FIRST, "{% endblock %}", "{% endblok %}")
    assert any(
        problem.file == FIRST and problem.line > 0 and "endblok" in problem.sentence for problem in check(folder)
    )


def test_whoever_asks_for_some_playbooks_has_only_their_words_tried(folder):
    say(folder, "sms", "Too much to say about it. " * 20, spanish="Demasiado que decir. " * 20)
    library = read_library(folder)
    assert any("segments" in problem.sentence for problem in check_library(library, {"missing_payment"}))
    assert check_library(library, {"overpayment"}) == []

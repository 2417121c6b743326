"""Lessons never outweigh the corpus, nobody decides alone, and what contradicts itself is named."""

from __future__ import annotations

from datetime import timedelta

from bot.conversation.learning.lessons import MOST_OF_CUSTOMER, LeftOut, choose
from bot.conversation.learning.lines import Line
from bot.conversation.learning.training import STAFF
from bot.domain.vocabulary import Flag, Intent, Question
from tests.unit.conversation.learning.making import LESSON, NOW, corpus, lesson

CORPUS = corpus(20)


def texts(chosen) -> list[str]:
    return [one.text for one in chosen.lines]


def test_a_lesson_becomes_a_line_with_its_labels():
    one = lesson(
        1,
        intents=(Intent.DISPUTE, Intent.COMPLAINT),
        flags=(Flag.ABUSIVE,),
        question=Question.REASON,
    )
    assert choose([one], CORPUS).lines == (
        Line(one.text, one.intents, frozenset({Flag.ABUSIVE}), Question.REASON, "en", STAFF),
    )


def test_the_same_words_are_one_line_however_they_are_written():
    same = [lesson(1, text="The  blue Thing"), lesson(2, text="the blue thing"), lesson(3, text="thé blue thing")]
    chosen = choose(same, CORPUS)
    assert texts(chosen) == ["thé blue thing"], "the newest"
    assert chosen.left_out == {LeftOut.SAME: 2}


def test_the_same_words_after_another_question_are_others():
    asked = [lesson(1, text="no", question=Question.CONFIRM), lesson(2, text="no", intents=(Intent.DISPUTE,))]
    assert len(choose(asked, CORPUS).lines) == 2


def test_what_contradicts_itself_is_named_and_left_out():
    one, other = lesson(1, text="hm"), lesson(2, text="Hm", intents=(Intent.DENY,))
    flagged = lesson(3, text="hm", flags=(Flag.MINOR,))
    chosen = choose([one, other, flagged, lesson(4)], CORPUS)
    assert texts(chosen) == [lesson(4).text]
    assert chosen.contradicting == ((one, other, flagged),)
    assert chosen.left_out == {LeftOut.CONTRADICTING: 3}


def test_the_order_of_further_intents_is_no_contradiction():
    two = (Intent.DISPUTE, Intent.COMPLAINT, Intent.HUMAN_REQUEST)
    chosen = choose([lesson(1, text="hm", intents=two), lesson(2, text="hm", intents=(two[0], two[2], two[1]))], CORPUS)
    assert not chosen.contradicting


def test_of_a_customer_only_so_many_count():
    chosen = choose([lesson(n, customer_id="cu1", intents=(list(Intent)[n],)) for n in range(9)], CORPUS)
    assert len(chosen.lines) == MOST_OF_CUSTOMER
    assert chosen.left_out == {LeftOut.OF_CUSTOMER: 9 - MOST_OF_CUSTOMER}


def test_one_person_cannot_turn_a_meaning():
    chosen = choose([lesson(n, by="olivia") for n in range(40)], CORPUS)
    assert len(chosen.lines) == 2, "a tenth of the corpus's twenty lines"
    assert chosen.left_out == {LeftOut.OF_PERSON: 38}


def test_all_together_never_outweigh_the_corpus():
    chosen = choose([lesson(n) for n in range(40)], CORPUS)
    assert len(chosen.lines) == 10, "half of the corpus's twenty lines"
    assert texts(chosen)[0] == lesson(39).text, "the newest count"
    assert chosen.left_out == {LeftOut.OF_LABEL: 30}


def test_words_that_are_judged_with_or_known_and_languages_without_a_corpus_are_left_out():
    judging = [Line("Blue judge", (Intent.DENY,), frozenset(), None, "en", "a")]
    lessons = [lesson(1, text="blue  JUDGE"), lesson(2, text=CORPUS[0].text.upper()), lesson(3, language="und")]
    chosen = choose(lessons, CORPUS, judging)
    assert chosen.lines == ()
    assert chosen.left_out == {LeftOut.KEPT_FOR_JUDGING: 1, LeftOut.IN_CORPUS: 1, LeftOut.OF_LANGUAGE: 1}


def test_the_order_in_which_they_come_changes_nothing():
    lessons = [lesson(n) for n in range(30)] + [
        lesson(50, text="hm"),
        lesson(51, text="hm", at=NOW + timedelta(hours=50)),
    ]
    assert choose(lessons, CORPUS).lines == choose(lessons[::-1], CORPUS).lines


def test_a_lesson_without_words_is_none():
    assert choose([lesson(1, text="  ")], CORPUS).lines == ()
    assert LESSON.text

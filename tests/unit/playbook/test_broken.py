"""Every kind of fault in a playbook: one broken file each, with the line and the sentence that it must get.

The faulty line carries `# <--`. The playbooks extend the shipped base, so each file shows only what matters.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.authored import Problems, ProblemsFound, read_text
from bot.domain.errors import Rejected
from bot.playbook.library import PlaybookLibrary

BASE = Path(__file__).parents[3] / "playbooks" / "base.yaml"
ALLOWED = "charge_stands, credit_note, hand_over, payment_plan, reallocation, write_off"
NEEDS_DEADLINE = "Nothing may wait for a person without a deadline, such as 'within: 1 business day'."
HEAD = """\
playbook: p
extends: base
for: [missing_payment]
owes: they
resolutions: [payment_plan]
"""
END = """\
  - id: hand_over
    when: 30 days after due
    hand over to: operator
    within: 2 business days
"""


def send(name, when="on the due day", tone="friendly", more="", klass="chase"):
    return (
        f"  - id: {name}\n    when: {when}\n    send: missing_payment/first\n    as: {klass}\n    tone: {tone}\n{more}"
    )


def steps(*parts):
    return HEAD + "steps:\n" + "".join(parts) + END


def reaction(text):
    return HEAD + "steps:\n" + END + "reactions:\n" + text


ANSWERS = "      right:\n        - propose: payment_plan\n      wrong: nothing\n"
SILENCE = "    no answer:\n      - hold: request\n        owner: operator\n        within: 1 business day\n"


def asking(head="inquire: client", answers=ANSWERS, silence=SILENCE, more=""):
    details = f"    with: missing_payment/ask_client\n    within: 2 business days\n{more}"
    answers = f"    answers:\n{answers}" if answers else ""
    return steps(f"  - id: ask\n    when: at opening\n    {head}\n{details}{answers}{silence}")


# rule, file, sentence
GRAMMAR = {
    "a misspelt key": (
        "unknown-key",
        HEAD.replace("resolutions", "resolution") .replace("[payment_plan]", "[payment_plan] # <--")
        + "steps:\n" + END,
        "'resolution' is not known in a playbook. Did you mean 'resolutions'?",
    ),
    "a case type that does not exist": (
        "wrong-value",
        HEAD.replace("[missing_payment]", "[missing_payment, mising_payment] # <--") + "steps:\n" + END,
        "'mising_payment' is not a case type. Did you mean 'missing_payment'?",
    ),
    "a step that does nothing": (
        "verb",
        steps("  - id: first # <--\n    when: on the due day\n"),
        "Nothing says what a step does. Known are: send, hand over to, propose, task, escalate to, inquire.",
    ),
    "a misspelt verb": (
        "verb",
        steps("  - id: first\n    when: on the due day\n    sent: common/thanks # <--\n"),
        "Nothing says what a step does. Did you mean 'send'?",
    ),
    "two verbs in one step": (
        "verb",
        steps(send("first", more="    propose: payment_plan # <--\n")),
        "A step does one thing; here are 'send' and 'propose'.",
    ),
    "a detail of another verb": (
        "unknown-key",
        steps(send("first", more="    within: 1 day # <--\n")),
        "'within' is not known in a step with 'send'.",
    ),
    "a send without its class": (
        "missing-key",
        steps("  - id: first # <--\n    when: on the due day\n    send: a/b\n    tone: firm\n"),
        "'as' is missing in a step with 'send'.",
    ),
    "an unknown tone": (
        "wrong-value",
        steps(send("first", tone="angry # <--")),
        "'angry' is not a tone. Known are: inform, friendly, direct, firm, formal.",
    ),
    "an unknown channel": (
        "wrong-value",
        steps(send("first", more="    by: [email, fax] # <--\n")),
        "'fax' is not a channel. Known are: email, sms, chat, whatsapp, voice, slack.",
    ),
    "somebody whom nobody can ask": (
        "wrong-value",
        asking("inquire: clinet # <--"),
        "'clinet' is not somebody to ask. Did you mean 'client'?",
    ),
    "a question without answers": (
        "missing-key",
        asking(answers="").replace("- id: ask", "- id: ask # <--"),
        "'answers' is missing: each answer is a button, with what follows under it.",
    ),
    "a question without an end": (
        "missing-key",
        asking(silence="").replace("- id: ask", "- id: ask # <--"),
        "'no answer' is missing: say what follows when nobody answers in time.",
    ),
    "silence among the answers": (
        "wrong-value",
        asking(answers="      no_answer: nothing # <--\n"),
        "'no answer' stands beside 'answers', not among them.",
    ),
    "a question that leaves open what the ladder does": (
        "wrong-value",
        asking(more="    meanwhile: stop # <--\n"),
        "'stop' is not what the ladder can do meanwhile: write 'wait' or 'go on'.",
    ),
    "a misspelt detail of a question": (
        "unknown-key",
        asking(more="    meanwile: wait # <--\n"),
        "'meanwile' is not known in a step with 'inquire'. Did you mean 'meanwhile'?",
    ),
    "a question after a question": (
        "inquiry-in-inquiry",
        asking(answers="      right:\n        - inquire: bank # <--\n"),
        "An answer does not lead to another question: make that a step of its own.",
    ),
    "an answer to a customer who did not write": (
        "answer-without-message",
        asking(answers="      right:\n        - answer: common/thanks # <--\n"),
        "Nobody of the customer's wrote anything here: write 'tell' instead of an answer.",
    ),
    "an unknown part of a condition": (
        "unknown-key",
        steps(send("first", more="    unless:\n      resaon: fraud # <--\n")),
        "'resaon' is not known in a condition. Did you mean 'reason'?",
    ),
    "an empty condition": (
        "wrong-value",
        steps(send("first", more="    unless: {} # <--\n")),
        "A condition says what must hold, such as 'above: \"500\"'.",
    ),
    "a reason that nobody knows": (
        "wrong-value",
        steps(send("first", more="    only if:\n      reason: [fraud, no_found] # <--\n")),
        "'no_found' is neither a group of reasons nor a code that is known. Did you mean 'no_funds'?",
    ),
    "a code that nobody knows": (
        "wrong-value",
        steps(send("first", more="    only if:\n      reason: AC4 # <--\n")),
        "'AC4' is neither a group of reasons nor a code that is known. Did you mean 'AC04'?",
    ),
    "a country in words": (
        "wrong-value",
        steps(send("first", more="    only if:\n      country: France # <--\n")),
        "'France' is not a country's code such as 'US'.",
    ),
    "a condition of an action that is none": (
        "wrong-value",
        reaction("  opt_in:\n    - answer: common/thanks\n      only if:\n        stage: arbitration # <--\n"),
        "'arbitration' is not a stage of a chargeback. Did you mean 'pre_arbitration'?",
    ),
    "an unknown kind of task": (
        "wrong-value",
        steps("  - id: call\n    when: at opening\n    task: call\n    kind: phone # <--\n    owner: operator\n"
              "    within: 1 day\n"),
        "'phone' is not a kind of task. Known are: call, check_bank, evidence_pack, find_address, look_up.",
    ),
    "a time that is no time": (
        "wrong-value",
        steps(send("first", when="after three days # <--")),
        "'after three days' is not a time such as '3 days after due' or 'at opening'.",
    ),
    "an unknown unit": (
        "wrong-value",
        steps(send("first", when="3 busines days after due # <--")),
        "'busines days' is not a unit of time. Did you mean 'business days'?",
    ),
    "an unknown anchor": (
        "wrong-value",
        steps(send("first", when="3 days after open # <--")),
        "'open' is nothing to count from. Did you mean 'opening'?",
    ),
    "a time that is too long": (
        "wrong-value",
        steps(send("first", when="999999 days after due # <--")),
        "999999 days is too long; the most is 1000.",
    ),
    "a template that is no name": (
        "wrong-value",
        steps("  - id: first\n    when: at opening\n    as: chase\n    tone: firm\n    send: Dear you # <--\n"),
        "'Dear you' is not a template's name such as 'common/thanks'.",
    ),
    "an id with a space": (
        "wrong-value",
        steps(send("first step # <--")),
        "'first step' is not an id: use small letters, digits and underscores.",
    ),
    "repeats without a distance": (
        "missing-key",
        steps(send("first", more="    repeat: 3 times # <--\n")),
        "A step that repeats says how often, such as 'every: 5 business days'.",
    ),
    "too many repeats": (
        "wrong-value",
        steps(send("first", more="    every: 1 day\n    repeat: 5000 times # <--\n")),
        "'5000 times' is not a number of times from 1 to 50, such as '3 times'.",
    ),
    "a condition on nothing": (
        "unknown-key",
        steps(send("first", more="    only if: {bigger: 5} # <--\n")),
        "'bigger' is not known in a condition.",
    ),
    "an age in business days": (
        "wrong-value",
        steps(send("first", more="    only if: {older than: 3 business days} # <--\n")),
        "'3 business days' is not a number of days such as '30 days'.",
    ),
    "a step that is a word": (
        "wrong-type",
        steps("  - first # <--\n"),
        "A step is written as `key: value` lines.",
    ),
    "steps that are no list": (
        "wrong-type",
        HEAD + "steps:\n  first: x # <--\n",
        "'steps' must be a list, each item after a dash.",
    ),
    "an unknown intent": (
        "unknown-trigger",
        reaction("  promise_to_pai: nothing # <--\n"),
        "'promise_to_pai' is no intent, flag or happening. Did you mean 'promise_to_pay'?",
    ),
    "a reaction that is a word": (
        "wrong-type",
        reaction("  other: common/thanks # <--\n"),
        "'other' must be a list, each item after a dash, or the word 'nothing'.",
    ),
    "an action that is a word": (
        "verb",
        reaction("  acknowledgement:\n    - common/thanks # <--\n"),
        "Each reaction is a verb with its value, such as 'answer: common/thanks'.",
    ),
    "a hold without a deadline": (
        "missing-key",
        reaction("  refund_request:\n    - hold: request # <--\n      owner: operator\n"),
        "'within' is missing in a reaction with 'hold'. " + NEEDS_DEADLINE,
    ),
    "a hold for no time at all": (
        "wrong-value",
        reaction("  refund_request:\n    - hold: request\n      owner: operator\n      within: 0 days # <--\n"),
        "'0 days' is no time at all; the least is '1 hour'.",
    ),
    "a hold of an unknown kind": (
        "wrong-value",
        reaction("  refund_request:\n    - hold: requests # <--\n      owner: operator\n      within: 1 day\n"),
        "'requests' is not a kind of hold. Did you mean 'request'?",
    ),
    "a wait that leads nowhere": (
        "missing-key",
        reaction("  scam_fear:\n    - wait: 2 days # <--\n"),
        "'then' is missing in a reaction with 'wait'. Say who goes on: 'a person' or 'the ladder'.",
    ),
    "a wait that leads to nobody known": (
        "wrong-value",
        reaction("  scam_fear:\n    - wait: 2 days\n      then: nobody # <--\n"),
        "'nobody' is not what may follow: write 'a person' or 'the ladder'.",
    ),
    "a promise without its grace": (
        "missing-key",
        reaction(
            "  promise_to_pay:\n    - note promise:\n"
            "        ask for day: common/ask_day # <--\n        noted: common/promise_noted\n"
            "        at most: 14 days\n        without day: 7 days\n"
        ),
        "'grace' is missing in a promise.",
    ),
    "words for what is not asked": (
        "missing-key",
        reaction("  other:\n    - answer: a/b\n      if already said: a/c # <--\n"),
        "Nothing is asked here: say 'ask' too.",
    ),
    "a resolution that does not exist": (
        "unknown-key",
        reaction("  confirmed:\n    - tell: a/b\n      for resolution: {refnd: a/c} # <--\n"),
        "'refnd' is not known in 'for resolution'. Did you mean 'refund'?",
    ),
    "a task that is an essay": (
        "wrong-value",
        reaction(f"  bounce:\n    - task: {'look ' * 30} # <--\n      owner: operator\n      within: 1 day\n"),
        f"'{('look ' * 30)[:60]}...' is too long for a task; say it in 80 characters.",
    ),
    "a change to a step that does not exist": (
        "unknown-step",
        steps("  - id: frist # <--\n    tone: firm\n", send("first")),
        "There is no step 'frist' to change.",
    ),
    "a place after a step that does not exist": (
        "unknown-step",
        steps(send("first"), send("second", more="    after: frist # <--\n")),
        "There is no step 'frist' to stand after. Did you mean 'first'?",
    ),
    "a step id given twice": (
        "step-id-twice",
        steps(send("first"), send("first # <--")),
        "There are two steps with the id 'first'.",
    ),
    "a parent that does not exist": (
        "unknown-playbook",
        HEAD.replace("extends: base", "extends: bas # <--"),
        "There is no playbook 'bas' to extend. Did you mean 'base'?",
    ),
    "a name unlike the file's": (
        "wrong-name",
        HEAD.replace("playbook: p", "playbook: q # <--") + "steps:\n" + END,
        "Say 'playbook: p', like the file's name.",
    ),
    "no word on who owes": (
        "missing-key",
        HEAD.replace("playbook: p", "playbook: p # <--").replace("owes: they\n", "") + "steps:\n" + END,
        "'owes' is missing in a playbook.",
    ),
}  # fmt: skip
MEANING = {
    "no case type": (
        "no-case-type",
        HEAD.replace("playbook: p", "playbook: p # <--").replace("for: [missing_payment]\n", "")
        + "steps:\n" + END,
        "The playbook is for no case type; write 'for: [missing_payment]' or the like.",
    ),
    "no steps": (
        "ends-without-person",
        HEAD + "steps: [] # <--\n",
        "The playbook has no steps; the last hands over to a person.",
    ),
    "a ladder that ends by itself": (
        "ends-without-person",
        HEAD + "steps:\n" + send("first # <--"),
        "The last step must hand over to a person, without a condition: no case ends by itself.",
    ),
    "a person only sometimes": (
        "ends-without-person",
        HEAD + "steps:\n" + END.replace("- id: hand_over", "- id: hand_over # <--") + '    only if: {above: "5.00"}\n',
        "The last step must hand over to a person, without a condition: no case ends by itself.",
    ),
    "a step after the end": (
        "unreachable-step",
        steps(END.replace("hand_over", "early"), send("late # <--", "30 days after due")),
        "The step 'late' is never reached: 'early' before it ends the ladder.",
    ),
    "a tone that falls": (
        "tone-falls",
        steps(send("first", tone="firm"), send("second", "3 days after due", tone="direct # <--")),
        "The tone falls: direct after firm of 'first'. Along a ladder it never falls.",
    ),
    "a chase where we owe": (
        "chase-where-we-owe",
        steps(send("first", klass="chase # <--")).replace("owes: they", "owes: we"),
        "Nobody is chased for money that we owe; send it as a notice.",
    ),
    "a hard word where we owe": (
        "chase-where-we-owe",
        steps(send("first", klass="notice", tone="firm # <--")).replace("owes: they", "owes: we"),
        "We owe, so we never press: firm is too hard; friendly is the most.",
    ),
    "a step that answers": (
        "wrong-class",
        steps(send("first", klass="response # <--")),
        "A step cannot send a response; it sends a chase or a notice.",
    ),
    "steps out of order": (
        "offset-falls",
        steps(send("first", "7 days after due"), send("second", "3 days after due # <--")),
        "The step comes earlier than 'first' before it; put the steps in their order.",
    ),
    "a step before the one before it": (
        "offset-falls",
        steps(send("first"), send("second", "3 days before previous # <--")),
        "A step cannot come before the step before it.",
    ),
    "an answer to nobody": (
        "answer-without-message",
        reaction("  promise_kept:\n    - answer: common/thanks # <--\n"),
        "Nobody wrote anything when 'promise_kept' happens: write 'tell' instead of an answer.",
    ),
    "an answer to a robot": (
        "answers-robot",
        reaction("  automatic_reply:\n    - answer: common/thanks # <--\n"),
        "A robot is never answered; two robots would write for ever.",
    ),
    "a bereaved person left to the machine": (
        "no-person",
        reaction("  bereaved: # <--\n    - answer: common/thanks\n"),
        "'bereaved' goes to a person (PERSON-ONLY); write 'hold: person_only'.",
    ),
    "a wish for a person that ends nowhere": (
        "no-person",
        reaction("  human_request: # <--\n    - answer: common/human_coming\n"),
        "'human_request' must end in a hold.",
    ),
    "a dispute that is not noted": (
        "chases-dispute",
        reaction("  dispute: # <--\n    - answer: common/dispute_received\n"),
        "A dispute must be noted or held: the contested part is never chased.",
    ),
    "a chase that goes on after 'paid'": (
        "resumes-after-paid",
        reaction("  already_paid: # <--\n    - wait: 2 days\n      then: the ladder\n"),
        "After 'already_paid' a person must look; the ladder never goes on in silence.",
    ),
    "a case that closes by itself": (
        "closes-by-itself",
        reaction("  deny:\n    - close as: written_off # <--\n      cause: unknown\n"),
        "No playbook closes a case by itself: only 'confirmed', seen in the ledger, may close it.",
    ),
    "a wait longer than any promise": (
        "promise-too-long",
        reaction(
            "  promise_to_pay:\n    - note promise: # <--\n        ask for day: common/ask_day\n"
            "        noted: common/promise_noted\n        at most: 5 days\n        without day: 7 days\n"
            "        grace: 2 business days\n"
        ),
        "Waiting without a day may not be longer than the longest promise.",
    ),
    "a resolution of another trade": (
        "resolution-not-allowed",
        steps().replace("[payment_plan]", "[represent] # <--"),
        "'represent' does not resolve 'missing_payment'. Allowed are: " + ALLOWED + ".",
    ),
    "a proposal that is not offered": (
        "proposal-not-offered",
        reaction("  payment_plan:\n    - propose: write_off # <--\n"),
        "'write_off' is proposed but is not among the playbook's resolutions.",
    ),
    "silence after a question that nobody hears of": (
        "no-person",
        asking(silence="    no answer: # <--\n      - resume after: 1 day\n"),
        "When nobody answers in time, a person is asked: hold, escalate, hand out a task.",
    ),
    "a hold that may not come": (
        "no-person",
        reaction("  complaint: # <--\n    - hold: person_only\n      owner: operator\n      within: 1 day\n"
                 '      only if:\n        above: "500"\n'),
        "'complaint' goes to a person (PERSON-ONLY); write 'hold: person_only'.",
    ),
    "an answer that proposes what is not offered": (
        "proposal-not-offered",
        asking(answers="      right:\n        - propose: write_off\n").replace("answers:", "answers: # <--"),
        "'write_off' is proposed but is not among the playbook's resolutions.",
    ),
    "a dispute of a part that is chased": (
        "chases-dispute",
        reaction("  dispute_of_part: # <--\n    - answer: common/thanks\n"),
        "A dispute must be noted or held: the contested part is never chased.",
    ),
    "a template without words": (
        "no-template",
        reaction("  opt_in:\n    - answer: common/missing # <--\n").replace("steps:\n", "steps:\n" + send("first")),
        "The template 'common/missing' has no words for sms, chat.",
    ),
    "a question without words": (
        "no-template",
        asking().replace("missing_payment/ask_client", "missing_payment/first # <--"),
        "There is no inquiry 'missing_payment/first': a template with 'inquiry' in its block 'kind'.",
    ),
    "an answer without a label": (
        "no-label",
        asking(answers="      right: nothing\n      maybe: nothing # <--\n"),
        "The inquiry 'missing_payment/ask_client' has no label for 'maybe': write a block 'answer_maybe'.",
    ),
    "a question in a reaction without words": (
        "no-template",
        reaction(
            "  opt_in:\n    - inquire: client # <--\n      with: missing_payment/ask\n      within: 1 day\n"
            "      answers: {right: nothing}\n"
            "      no answer: [{hold: request, owner: operator, within: 1 business day}]\n"
        ),
        "There is no inquiry 'missing_payment/ask': a template with 'inquiry' in its block 'kind'.",
    ),
}  # fmt: skip
ALL = GRAMMAR | MEANING


def marked(text):
    return next(number for number, line in enumerate(text.splitlines(), 1) if "# <--" in line)


def problems_of(folder, clients=None):
    def has_template(name, channel):
        return name != "common/missing" or channel == "email"

    def answers_of(name):
        return ("right", "wrong") if name.endswith("/ask_client") else None

    problems = Problems()
    PlaybookLibrary.collect(folder, problems, clients, has_template, answers_of)
    return list(problems)


@pytest.fixture
def folder(tmp_path):
    shutil.copy(BASE, tmp_path / "base.yaml")
    return tmp_path


@pytest.mark.parametrize("fault", ALL)
def test_a_fault_is_found_in_its_line_with_its_sentence(folder, fault):
    rule, text, sentence = ALL[fault]
    (folder / "p.yaml").write_text(text)
    found = [(p.rule, Path(p.file).name, p.line, p.sentence) for p in problems_of(folder)]
    assert (rule, "p.yaml", marked(text), sentence) in found
    assert len(found) == 1 or fault in GRAMMAR  # what cannot be read may also be missed elsewhere


def test_a_good_playbook_has_no_problem(folder):
    (folder / "p.yaml").write_text(steps(send("first"), send("second", "3 days after due", tone="direct")))
    assert problems_of(folder) == []


def test_what_must_happen_may_differ_by_a_condition_and_its_opposite(folder):
    hold = "    - hold: person_only\n      owner: {}\n      within: 1 day\n      {}: {{above: '500'}}\n"
    both = hold.format("supervisor", "only if") + hold.format("operator", "unless")
    (folder / "p.yaml").write_text(reaction("  complaint:\n" + both))
    assert problems_of(folder) == []


def test_a_good_question_to_somebody_else_has_no_problem(folder):
    (folder / "p.yaml").write_text(
        asking(more="    to: billing\n    meanwhile: go on\n    unless:\n      answered: yes\n")
    )
    assert problems_of(folder) == []


def test_a_reaction_that_nobody_gives_is_missed(folder):
    base = (folder / "base.yaml").read_text()
    (folder / "base.yaml").write_text(base.replace("  proposal_approved: nothing", "  # nothing said"))
    (folder / "p.yaml").write_text(steps(send("first")))
    assert [(p.rule, p.sentence) for p in problems_of(folder)] == [
        ("no-reaction", "Nothing says what follows upon 'proposal_approved'; write 'nothing' if that is meant.")
    ]


def test_a_fault_of_the_base_is_told_once_whoever_extends_it(folder):
    base = (folder / "base.yaml").read_text()
    (folder / "base.yaml").write_text(base.replace("within: 1 hour", "within: 1 our"))
    (folder / "p.yaml").write_text(steps(send("first")))
    other = steps(send("first")).replace("playbook: p", "playbook: q").replace("missing_payment]", "underpayment]")
    (folder / "q.yaml").write_text(other)
    found = [p for p in problems_of(folder) if p.rule == "wrong-value"]
    assert [(Path(p.file).name, p.sentence) for p in found] == [
        ("base.yaml", "'our' is not a unit of time. Did you mean 'hour'?")
    ]


def test_two_playbooks_for_one_case_type_are_a_problem(folder):
    (folder / "p.yaml").write_text(steps(send("first")))
    (folder / "q.yaml").write_text(steps(send("first")).replace("playbook: p", "playbook: q"))
    assert [(p.rule, p.line, p.sentence) for p in problems_of(folder)] == [
        ("two-playbooks", 3, "'missing_payment' already has the playbook 'p'; a case type has one.")
    ]


def test_playbooks_that_extend_each_other_are_a_problem(folder):
    (folder / "p.yaml").write_text(steps(send("first")).replace("extends: base", "extends: q"))
    other = steps(send("first")).replace("playbook: p", "playbook: q").replace("extends: base", "extends: p")
    (folder / "q.yaml").write_text(other)
    assert {(p.rule, p.line) for p in problems_of(folder)} == {("circle", 2), ("missing-key", 7)}


def test_all_problems_of_all_files_come_at_once(folder):
    for number, fault in enumerate(("a misspelt verb", "an unknown tone", "an unknown intent")):
        (folder / f"p{number}.yaml").write_text(ALL[fault][1].replace("playbook: p", f"playbook: p{number}"))
    (folder / "broken.yaml").write_text("a: [\n")
    with pytest.raises(ProblemsFound) as caught:
        PlaybookLibrary.load(folder)
    assert {Path(p.file).name for p in caught.value.problems} == {"broken.yaml", "p0.yaml", "p1.yaml", "p2.yaml"}


CLIENT = {
    "a playbook that does not exist": (
        "unknown-playbook",
        "q: {by: email} # <--\n",
        "There is no playbook 'q' to override. Known are: base, p.",
    ),
    "a case type of its own": (
        "unknown-key",
        "p:\n  for: [underpayment] # <--\n",
        "'for' is not known in a client's override.",
    ),
    "a step that does not exist": (
        "unknown-step",
        "p:\n  steps:\n    - id: frist # <--\n      when: 3 days after due\n".replace("when: 3 days after due", "remove: yes"),
        "There is no step 'frist' to change. Did you mean 'first'?",
    ),
    "an order that the override breaks": (
        "offset-falls",
        "p:\n  steps:\n    - id: second\n      when: 2 days before due # <--\n",
        "The step comes earlier than 'first' before it; put the steps in their order.",
    ),
    "a tone that the override lets fall": (
        "tone-falls",
        "p:\n  steps:\n    - id: second\n      tone: inform # <--\n",
        "The tone falls: inform after friendly of 'first'. Along a ladder it never falls.",
    ),
    "the person taken out": (
        "ends-without-person",
        "p:\n  steps:\n    - id: hand_over\n      remove: yes\n",
        "The last step must hand over to a person, without a condition: no case ends by itself.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", CLIENT)
def test_a_fault_in_a_clients_override_is_found_in_the_clients_file(folder, fault):
    rule, text, sentence = CLIENT[fault]
    (folder / "p.yaml").write_text(steps(send("first"), send("second", "3 days after due", tone="direct")))
    overrides = read_text(text, Problems(), "acme.yaml")
    found = problems_of(folder, {"acme": overrides.entries})
    expected_file = "acme.yaml" if "# <--" in text else "p.yaml"
    assert [(p.rule, Path(p.file).name, p.sentence) for p in found] == [(rule, expected_file, sentence)]
    if "# <--" in text:
        assert found[0].line == marked(text)


def test_a_folder_without_playbooks_is_refused(tmp_path):
    with pytest.raises(Rejected, match="There are no playbooks in"):
        PlaybookLibrary.load(tmp_path)


HOSTILE = {
    "bomb": "playbook: p\na: &a [x, x]\nb: [*a, *a]\n",
    "huge number": HEAD.replace("they", "9" * 900),
    "tabs": "playbook: p\n\towes: they\n",
    "empty": "",
    "list": "- playbook: p\n",
    "one megabyte": "playbook: p\n# " + "x" * 1024 * 1024,
    "mappings where texts belong": "playbook: {p: q}\nextends: [base]\nfor: {a: b}\nowes: [they]\nsteps: {}\nreactions: []\n",
    "texts where mappings belong": "playbook: p\nfor: x\nowes: y\nsteps: z\nreactions: w\nnotes: v\n",
    "nothing after every key": "playbook:\nextends:\nfor:\nowes:\nsteps:\nreactions:\nnotes:\nby:\n",
    "lists in lists": "playbook: p\nfor: [[missing_payment]]\nowes: they\nsteps: [[]]\nreactions: {other: [[]]}\n",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_yields_problems_and_no_crash(folder, kind):
    (folder / "p.yaml").write_text(HOSTILE[kind])
    assert problems_of(folder)

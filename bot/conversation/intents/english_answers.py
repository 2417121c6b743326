# ruff: noqa: E501 - one entry a line: a broken one cannot be reviewed
"""English: papers, details, contact, complaints, and the small answers."""

from __future__ import annotations

from bot.conversation.intents.rule import Rule, lines
from bot.domain.vocabulary import Intent, Question

_DOCUMENT = """
    send|resend|email|forward|need|provide|have|get|share|show|want|see|give|attach|request|mail|receive|requesting|require|looking_for ..5 copy|copies|invoice|statement|receipt|bill|breakdown|itemization|details|documentation|proof_of_delivery|pod|purchase_order|w9|explanation|itemized|paperwork|credit_note|delivery_note|pdf|timesheet !number
    what ..1 is|are|was|were|s this|it|that|these|charge|charges|bill|invoice|fee|payment|amount|money ..3 for|about|regarding
    what ..1 this|it|that|charge|bill|invoice|fee ..3 for|about
    what for
    what is this !number
    what does this|that|it|the ..3 cover|include|mean|refer
    which|what invoice|bill|order|charge|payment|service|account|purchase ..2 is|are|do|does|this|it|you
    why was|am|are|is|were|did|do|have|has ..2 i|we|there|you|this|it|my ..2 charged|charge|billed|bill|owe|different|more|higher|amount|invoice|being_charged
    explain ..3 charge|charges|bill|invoice|this|amount|fee|balance|what|why|difference
    do|did|have not ..2 receive|received|get|got|have|see|seen|find ..2 invoice|bill|statement|copy|original|receipt
    never received|got|saw ..2 invoice|bill|statement
    how much ..2 do|is|did|does|was|would i|we|it|my|the|this ..2
    how much $
    what ..2 do i|we ..1 owe
    what is|are ..2 my|the|our ..2 balance|amount|total|outstanding|due
    copy of ..3 invoice|bill|statement|contract|receipt
    who|what company|are_you|is_this ..2 for|from
"""
_DETAILS = """

    here|attached|attaching|enclosed|please_find|see|find|sending|sent|forwarding|uploaded ..4 proof|receipt|screenshot|confirmation|reference|attached|remittance|statement|details|copy|attachment|details|picture|photo|advice
    is|are|see|find|as|i_have|have|proof|receipt|screenshot|confirmation ..1 attached|enclosed
    proof|receipt|screenshot|confirmation|copy|remittance ..2 attached|enclosed
    attached ..2 is|are|proof|receipt|confirmation
    account|invoice|order|po|check|confirmation|transaction|reference|policy|customer number|no|id ..2 is
    my new? address|email|card|account|phone|number|po ..2 is
    it|payment|wire|transfer was made|sent|paid|wired from|under|by|through ..4
    made|sent|paid|wired|came from|under ..2 account|name|company ..4
"""
_CHANGE = """
    email|text|message|write|contact|reach|call me|us instead|at|only|rather|by|via|on|through|in
    contact|reach|email|text|message|call ..2 my|our husband|wife|accountant|accounting|accounts_payable|ap|bookkeeper|office|son|daughter|manager|finance|billing|mother|father|assistant
    contact|email|call|reach|speak_to|talk_to ..2 accounts_payable|accounting|bookkeeper|finance_department|ap_department|billing_department
    send|email|forward ..5 to|at my|our accountant|accounts_payable|accounting|ap|bookkeeper|billing|finance|wife|husband|new|other|work|personal
    use|send|write ..3 my|this|another|different|other|new|our ..1 email|number|phone|address
    update|change|changed|updating ..3 my|our|the|contact ..1 email|phone|number|address|contact|information|details|language
    prefer|rather|only|please by|use|via|in|get|be|you|to? ..4 email|text|sms|whatsapp|spanish|mail|phone|english
    by email|mail|post|letter|text only|please|instead
    do not call ..3 email|text|message|write
    not email|text|call|message me just|only|please? text|email|call|message me
    not|never|no|stop call|calling|calls|contact|text|phone ..2 me? at_work|my_work|my_job|at_night|my_office|before|after|on_weekends|on_sundays|during
    in spanish|french|english|german|portuguese|italian please
    spanish|french|german|portuguese please
    do not|no speak|understand|read english
    habla|speak espanol|spanish
    call|text|contact|message me|us ..2 after|before|in_the_evening|in_the_morning|mornings|evenings|afternoon
    i|we have|have_a|got|got_a new email|phone|number|address
    i|we moved|have_moved
    better|best way|time|number|email to ..2 reach|contact|call
    this is ..1 work|office phone|number|email
"""
_COMPLAINT_FORMAL = """
    make|file|lodge|submit|raise|register|open|have|want|filing|making|escalate|escalating ..4 complaint
    formal|official complaint
    i am|are|we|want complaining|to_complain
    consider this ..2 complaint
"""
_ANGER = """
    worst|terrible|horrible|awful|pathetic|appalling|disgusting|lousy|shameful|atrocious|crappy|shitty|useless|incompetent ..2 service|company|experience|support|customer_service|people|business|ever
    ridiculous|unacceptable|outrageous|disgraceful|disgusted|disgusting|absurd|pathetic|bullshit|appalling
    i am|so|really|very|extremely|are ..2 angry|furious|upset|frustrated|fed_up|disappointed|annoyed|pissed|livid|mad
    sick|tired of|with this|your|you|all|dealing
    fed up
    shame on you
    waste of ..1 time
    what_a joke|disgrace|mess|scam_company
    you people|guys are|suck|should
    this is a? joke|crap|insane|crazy|nonsense|bs|unfair
    how_dare you
    so|very|really unprofessional|rude
    unprofessional
    never ..3 business|buy|order|shop|use ..3 again
    you ..2 suck
    horrible
    are_you kidding|serious
"""
_ACK = """
    thanks|thank_you|ty|thankyou|cheers
    ok|okay|got_it|noted|understood|received|alright|perfect|great|cool|fine|sounds_good|appreciated|appreciate_it|roger|copy_that|good|sure_thing|will_do|awesome|no_problem|np|no_worries|excellent|acknowledged|i_see|👍|👌|✅|ok_ok
    ok|okay|great|perfect|got_it|noted|alright|cool|understood|received|good thanks|thank_you|thank_you_so_much|noted|got_it|great|perfect|will_do|cool|good|understood
    thanks|thank_you for|so|very ..6
    thanks|thank_you ..1 much|for_letting_me_know|for_the_reminder|for_the_update|for_the_info|for_your_help
    i|we? will look_into|check|have_a_look|take_a_look|let_you_know|get_back ..6
    let me check|see|look|verify ..6
    i|we will check|look|get_back|verify|review ..6
    i|we got|received|saw|have your|the|this message|email|text|reminder|letter
"""
_YES = """
    yes|sure|correct|right|absolutely|definitely|confirmed|confirm|affirmative|agreed|exactly|indeed|si|y|👍|👌|✅
    yes yes|please|sure|correct|that|it|i|sir|maam|ok|absolutely|confirmed|thanks|of_course|definitely|thats_right|that_is_right|that_is_correct|i_do|i_did|it_is|i_am|we_do|we_did|go_ahead|that_is_fine|that_works|i_can|i_confirm|i_agree|we_confirm|that_is_me|this_is_me
    of_course
    that_is right|correct|fine|ok|me
    i|we agree|confirm|do|accept
    go_ahead
    sounds_good|works_for_me|that_works|fine_by_me|thats_fine|sure_thing|you_bet|for_sure
    uh_huh|yessir|aye|ok_yes|ok_sure|yes_sir
"""
_YES_TO_CONFIRM = """
    ok|fine|perfect|great|alright|good|cool|do_it|please_do|ok_thanks|ok_thank_you|proceed|sounds_good|deal|it_is|i_did|i_do
"""
_NO = """
    no|negative|n|incorrect|wrong|👎
    no no|thanks|thank_you|sir|way|sorry|it_is_not|i_did_not|i_do_not|that_is_wrong|not_really|we_did_not|that_is_not_right|that_is_not_correct|not_at_all|i_have_not|not_yet|i_can_not|i_am_not
    not really|at_all|yet|correct|right|true|now
    that_is not right|correct|true
    i|we do not|disagree
    absolutely|definitely|of_course not
    i|we did not|have not
"""


_AWAY = """
    i am|will_be|are ..2 away|out_of_the_office|out_of_office|on_vacation|on_annual_leave|on_leave|on_holiday|on_maternity_leave|on_parental_leave|traveling|travelling ..3 until|till|through|from|returning|with|and_will|back|and_have
    currently|am|be ..1 out_of_the_office|out_of_office|on_annual_leave|on_maternity_leave
    limited|no access to ..2 email|emails|e_mail
    i will|shall respond|reply|get_back|return|answer ..6 upon|when|on|after ..1 my return|i_return|i_am_back|return
    for urgent ..4 please? contact|call|email|reach
"""
_ROBOT = """
    this is an automatic|automated|auto ..2
    automatic|automated|auto reply|response|message
    automatically generated
    auto_reply|autoreply|auto_response|autoresponse
    do not reply|respond to this ..2 email|message|mail
    this mailbox|inbox|email is not monitored
    thank_you|thanks for contacting|your_email|your_message ..8 we_will|a_member|our_team|ticket|we_have_received|respond_within
    i am|will_be ..1 out_of_the_office|out_of_office until|from|and|with|through|till|returning
    delivery ..3 failed|failure
    your message could_not_be|was_not delivered
"""

_Q = Question
RULES = (
    Rule(
        "document_request.en",
        Intent.DOCUMENT_REQUEST,
        0.88,
        lines(_DOCUMENT),
        unless=lines("""
        here_is|attached|attaching|enclosed|i_will send|i_have sent|i sent
        what_is this number|about_calling
        i|we will|can|have|am|are ..1 send|forward|email|attach|provide|sent|emailed|attached|sending|share ..4
        do not need|want|have ..3 receipt|copy|invoice
        on|per|from|with|see the|your|my invoice|statement|bill shows|says
        to ..1 pay|settle ..3 bill|invoice
    """),
        plain=False,
    ),
    Rule("provide_details.en", Intent.PROVIDE_DETAILS, 0.85, lines(_DETAILS)),
    Rule(
        "change_contact.en",
        Intent.CHANGE_CONTACT,
        0.88,
        lines(_CHANGE),
        unless=lines("""
        no_reason to? change
        do not change
        call|contact me|us at_your_earliest|at_once
        who_can|can_you|could_you email ..2 copy|invoice|receipt|statement
        pay|paid|paying|payment|send|sent|refund ..4 by|via|in mail|post|check|letter|text|phone
        on my phone
    """),
        plain=False,
    ),
    Rule("complaint.en.formal", Intent.COMPLAINT, 0.88, lines(_COMPLAINT_FORMAL)),
    Rule("complaint.en.anger", Intent.COMPLAINT, 0.82, lines(_ANGER), fallback=True),
    Rule(
        "automatic_reply.en.away",
        Intent.AUTOMATIC_REPLY,
        0.82,
        lines(_AWAY),
        plain=False,
        unless=lines("""
        pay|send|settle|transfer ..6 back|return
        will|shall|can ..1 pay|settle|transfer|send_it
    """),
    ),
    Rule(
        "automatic_reply.en.robot",
        Intent.AUTOMATIC_REPLY,
        0.92,
        lines(_ROBOT),
        plain=False,
        unless=lines("i|we will|shall|can ..1 pay|settle|transfer"),
    ),
    Rule("acknowledgement.en", Intent.ACKNOWLEDGEMENT, 0.88, lines(_ACK), whole=True, fallback=True),
    Rule("affirm.en.answer", Intent.AFFIRM, 0.93, lines(_YES_TO_CONFIRM), whole=True, asked=frozenset({_Q.CONFIRM})),
    Rule("affirm.en", Intent.AFFIRM, 0.93, lines(_YES), whole=True, plain=False),
    Rule("affirm.en.begins", Intent.AFFIRM, 0.85, ("< yes|correct|sure|confirmed",), asked=frozenset({_Q.CONFIRM})),
    Rule("deny.en", Intent.DENY, 0.93, lines(_NO), whole=True, plain=False),
    Rule(
        "deny.en.begins", Intent.DENY, 0.85, ("< no !problem|worries|idea",), plain=False, asked=frozenset({_Q.CONFIRM})
    ),
)

# ruff: noqa: E501 - one entry a line: a broken one cannot be reviewed
"""English: opting out and in, lawyers and courts, wrong person, wanting a person."""

from __future__ import annotations

from bot.conversation.intents.rule import Rule, lines
from bot.domain.vocabulary import Intent

CLASSES = {
    "contact": "text texting message messaging email emailing call calling contact contacting write writing sms "
    "sending_me bothering harassing spamming pestering phoning ringing reaching_out_to",
    "contacting": "texting messaging emailing calling contacting writing bothering harassing spamming pestering "
    "phoning ringing reaching_out_to sending_messages_to sending_texts_to sending_emails_to writing_to",
    "bare_contact": "text message email call contact sms write_to phone ring write",
    "messages": "texts text messages message emails email calls sms notifications reminders mails mail communications "
    "text_messages",
    "lawyer": "lawyer lawyers attorney attorneys solicitor solicitors barrister counsel legal_counsel legal_team "
    "law_firm legal_representative legal_department",
    "customer": "account_holder accountholder customer cardholder card_holder policyholder owner_of_the_account "
    "person_you_are_looking_for person_you_are_trying_to_reach",
    "agent": "person human agent representative rep operator manager supervisor human_being real_person live_person "
    "live_agent actual_person real_human customer_service advisor someone_real somebody_real actual_human staff_member "
    "member_of_staff real_agent",
}

_OPT_OUT = """
    stop|quit|cease @contacting ..2 me|us|this_number|my_phone|here|my_number
    stop|quit @contacting $
    stop|quit @contacting please $
    stop|quit|end|cease sending|with|all ..3 @messages
    stop|end these|the|all|your|those @messages
    do not ever? @bare_contact me|us|this_number
    never @bare_contact me|us|this_number
    not consent to ..3 contacted|contact|messages|texts|calls|texted|called
    i_said|told_you_to|asked_you_to|i_have_said stop $
    do not|never @bare_contact again|anymore
    never|not @bare_contact ..3 again
    not @bare_contact ..2 anymore
    do not send ..3 @messages
    not|never want ..2 more|any ..1 @messages
    no|not want|any|no_more more? ..2 @messages from_you|from_this|from_them|please
    do not want ..4 @messages from_you|anymore|any_more
    do not want to|any receive|get|hear|be ..4 messages|texts|emails|contacted|you|texted|reminders|this|these
    do not want to_hear_from you|this|anyone
    do not want you ..2 to? @contact
    no_longer want|wish to? ..2 receive|be|get|hear ..3 messages|texts|emails|contacted|you|these|texted
    no_more @messages please|from|to|$
    remove|delete|take ..2 number|email|phone|contact|name|address from your|the|this list|lists|system|database|records|contacts
    take|remove|delete me|us off|from ..2 list|lists|database|texts|messages|mailing_list|contacts
    take me off this|your|the
    remove|delete|erase|lose my|this number
    lose my number
    opt|opting me? out of|from ..3 @messages|communications
    i|we want|would_like|wish|choose|like to opt_out
    i|we opt_out
    i am opting_out
    please opt me out
    unsubscribe me|us from?
    want|like|wish to unsubscribe !from_the_service|from_my_service|from_your_service|from_this_service|from_my_plan|from_the_subscription|from_my_subscription|from_your_subscription
    please unsubscribe
    i revoke|withdraw my? consent
    revoke|withdraw|revoking|withdrawing my|all|any consent|permission
    do_not_contact me|us|list
    do_not_call list
    put me on ..2 do_not_call|no_contact|dnc
    cease_and_desist
    cease ..3 communication|communications|contact
    you do not have my? permission to @bare_contact
"""
_OPT_OUT_UNLESS = """
    until|unless|before|after !further|notice
    stop calling it|this|that
    can not|could not|did not|do not|does not|why_did|why_are|why_do ..2 stop
    call|contact|text|email|message me|us on|at|instead|by|via
    me|us just|only|please? text|email|message|write|call|contact me|us
    at_work|my_work|my_job|my_office|at_my_job|my_workplace
    at_night|on_sunday|on_sundays|on_weekends|on_weekend|in_the_morning|so_late|so_early|during_work|on_saturday
    will|would|shall|did|i|we not @bare_contact you
"""
_UNSURE = """
    leave me|us alone
    leave me|us the_hell|the_fuck alone
    stop bothering|harassing|pestering|spamming|annoying ..2
    stop ..2 harassment
    quit bothering|harassing|pestering
    stop this|it now|already|please|$
    stop|quit it $
    unsubscribe from the|my|your|this service|subscription|plan|account
    < stop !by|the|payment|payments|at|in|using|charging|billing|my|taking|it|a|an|over|auto|autopay|service|pay|paying|light|order|delivery|that|subscription|is|was|for|lying
    enough|sick|tired of|with these|your|the|this @messages
    enough_already
    do not bother|disturb me|us
    go_away
    fuck_off|piss_off|get_lost|bugger_off
    not_interested
    i am_blocking|will_block|blocked|am_going_to_block you|this|your
    blocking this number
    block this number
    you are? harassing me|us
    this is harassment
    no_more $
    mark* ..2 as_spam
    reported|reporting|report ..3 spam
"""
_OPT_IN = """
    start|resume texting|messaging|sending|contacting ..2 again|me|us|messages|texts
    you can|may ..1 text|message|contact|email me again
    opt|sign me back_in|in again?
    opt_back_in|opting_back_in
    resubscribe|re_subscribe me?
    subscribe me again
    want|like to opt_in|resubscribe|start_receiving|receive_messages_again
"""
_LEGAL = """
    talk|speak|write|contact|call|refer|go|direct|communicate ..4 my|our @lawyer
    my|our @lawyer $
    my|our @lawyer is|will|has|says|said|advised|told
    i|we have|hired|retained|got|engaged ..2 @lawyer
    represented by ..4 @lawyer|law
    @lawyer represents me|us
    through|to|via|with|consult|consulting|contacting|contacted|calling|hiring|see|seeing my|our|a|an @lawyer
    from|by|of my|our @lawyer
    legal_representation
    legal_action|legal_proceedings|take_legal|legal_notice|notice_of_claim
    i|we will|am|are|shall|may|might|would|going ..2 sue|suing
    going_to|gonna|about_to|will sue you|your|them|this
    sue you|your
    see you in court
    take|taking ..3 to court|small_claims
    small_claims court?
    file|filed|filing|files a|for|an? ..2 lawsuit|suit|bankruptcy|chapter_7|chapter_13|insolvency|class_action|iva
    lawsuit|class_action_suit
    i|we|he|she|company|business am|are|is|went|have|has|filed|in|declared|gone|going ..2 bankrupt|bankruptcy|insolvent|insolvency|liquidation|administration|receivership
    bankruptcy case|court|trustee|filing|petition|proceedings|number
    in|into bankruptcy|chapter_7|chapter_11|chapter_13|liquidation|receivership
    declared|declaring|filing|filed bankruptcy
    chapter 7|11|13
    trustee in bankruptcy
    under administration
    debt_relief_order|individual_voluntary_arrangement|debt_arrangement_scheme
    report|reporting|reported|complain|complaining|complaint|complaints ..4 cfpb|ftc|fcc|bbb|ombudsman|attorney_general|regulator|fca|financial_ombudsman|better_business_bureau|consumer_protection|trading_standards
    filed|file|filing|going|contact|contacting|contacted ..4 cfpb|attorney_general|financial_ombudsman|ombudsman|regulator
    court_order|restraining_order|subpoena|summons
    statute_of_limitations
    validate|verify|verification|validation|proof of? ..2 debt
    debt_validation
    estate_of|executor_of|executor_for|probate|administrator_of_the_estate
    our client|clients ..3 retained|instructed|behalf
    ~mother|father|dad|mom|mum|son|daughter|brother|sister|grandmother|grandfather|aunt|uncle|friend|dog|cat|battery|phone|grandma|grandpa died ..3 ago|last_year|last_month|last_week|recently|yesterday|in_january|in_june|in_20*
    ~my|dad|mother|father|mom|mum|son|daughter|brother|sister|battery|phone @customer|he|she|mr|mrs|client ..3 died|deceased|passed_away|passed_on|is_dead|has_died
    is deceased
    deceased
    death_certificate
    my husband|wife|spouse|partner ..1 died|passed_away|has_died|has_passed
"""
_LEGAL_UNLESS = """
    battery|phone|car|computer|laptop|engine|internet|connection|signal|tablet|iphone|machine|server|line|printer ..3 died|dead|passed
    no|not|without|need_not|do_not_need ..3 @lawyer
    district|state attorney ..1 office invoice
    i_am a|an|the @lawyer
    power_of_attorney form
    @lawyer fees|fee|bill|invoice|invoices|referral
"""
_WRONG = """
    wrong number|person|email|address|guy|contact|phone|man|woman|recipient|party|individual
    wrong_number
    wrong no|nr|num|numba $
    you have|got|have_got the? wrong number|person|guy|$
    not my account|bill|invoice|debt
    this|it is not my account|bill|invoice|debt
    i am not @customer
    this|that is not me $
    not the @customer|person|owner_of
    i|we do not know any|anyone|anybody|who_this|who_that|this_person|that_person|him|her
    i do not know who ..4 is|are !you|this_is
    i|we have|had never heard_of ..4
    never heard of ..4
    nobody|no_one|noone|no_person ..2 by|with|of|called|named ..2 name|here|that
    there is no|nobody|no_one ..4 here|by_that_name|with_that_name
    no one|person here by|named|called|with
    this is not !what|right|correct|the|a|an|my|fair|true|acceptable|ok|good|how|our|for|about|legit|real|working|over|possible|mine|in|funny|going|even|enough|me|something|it|because|from|urgent|what_i|due ..3 number|phone|email|account
    this is not his|her|their|that_person* ..2
    he|she|they|that_person does|do not live|work here|with_us|anymore|for_us
    does|do not live|work|reside here anymore?
    no_longer live|lives|work|works|here|with|employed|at|resides ..2
    has|have moved|left|quit|retired ..1 the_company|company|organization
    not|no_longer works|work|employed|with ..2 company|here|us
    i|we am|are not customers|customer|client|a_customer|a_client|your_customer|your_client
    i am not him|her|this_person|that_person|the_right_person
    not the right|correct|intended person|contact|number|recipient|email
    i think|believe you|this ..4 wrong person|number|email|contact
    someone|somebody else|elses number|phone|account|email
    i just|recently got|have this|a number|new_number
    this is a? new number|owner
    number|phone|email ..2 changed|new owner|owners|hands
    this number|phone|email ..2 belongs|belong to ..1 else|me_now|another
    stop texting|messaging|emailing|calling|contacting the_wrong
    mistaken identity
"""
_WRONG_UNLESS = """
    wrong_number|wrong number|address|account|email ..2 on|in the|your|my invoice|bill|statement|system|records|file
    amount|price|rate|quantity|item|product|order is|was|wrong
    paid|sent|wired|transferred|deposited ..6 wrong
    works|work for_me
"""
_HUMAN = """
    call|phone|ring me|us !a|names|it|crazy|an|stupid
    give me|us a? call|ring|buzz
    call|phone|ring me|us back|please|now|at|on|tomorrow|today|asap
    have someone|somebody|a_person|a_manager|an_agent|your_manager call|contact|phone|ring
    can|could|would|will|please someone|you|somebody|i|we ..3 call|phone|ring me|us
    need|want|like|prefer you|someone|somebody|a_person to call|phone|ring me|us
    speak|talk|chat|connect|transfer|put|speaking|talking ..3 to|with|through|me ..3 @agent
    speak|talk to|with ..2 someone|somebody|human|person|anyone|people|anybody
    need|want|wants|get|like|let|give|connect|reach|prefer|is_there|find|require ..4 a|an|the|with|some|your|to ..1 @agent
    is|are|am this|you|i a|an|talking|speaking|chatting|texting ..2 bot|robot|computer|machine
    are you a? real|human|bot|robot|person
    not|hate|stop want|talk|talking|like|speak ..3 bot|robot|machine|computer|robots|bots
    @agent please
    < @agent >
    < agent|representative|operator|human >
    want|need|like|prefer|schedule|arrange|book|request ..3 call|callback|call_back|phone_call|conversation_by_phone
    discuss|talk ..4 over|on|by the? phone
    talk about|through this|it with
    can|could|may|let|please i|we|us talk|speak
    need|want|like to talk|speak !lawyer
    what|which is? the|a|your ..2 number|phone ..2 call
    is there ..3 number ..4 call
    who can|do|should i|we talk|speak|call ..2
"""
_HUMAN_UNLESS = """
    not|never|no|stop|quit|cease ..2 call|phone|ring|calling|phoning
    will|would|shall|gonna|going_to|did|already|tried|have|should|let call|called|phone|speak|talk|spoken|talked|spoke ..3 my|the bank|wife|husband|accountant|boss|lawyer|partner|spouse
    my|our|to_my|with_my @lawyer|wife|husband|bank|accountant
    is|was human|machine error
    @lawyer
    instead|rather email|text
"""


RULES = (
    Rule("opt_out.en.natural", Intent.OPT_OUT, 0.95, lines(_OPT_OUT), unless=lines(_OPT_OUT_UNLESS), plain=False),
    Rule(
        "opt_out.en.unsure",
        Intent.OPT_OUT,
        0.55,
        lines(_UNSURE),
        unless=lines("""
            can_not|could_not|not stop
            stop|cancel the|my|your service|order|subscription|payment
        """),
        plain=False,
    ),
    Rule("opt_in.en", Intent.OPT_IN, 0.9, lines(_OPT_IN)),
    Rule("legal_notice.en", Intent.LEGAL_NOTICE, 0.93, lines(_LEGAL), unless=lines(_LEGAL_UNLESS), plain=False),
    Rule(
        "legal_notice.en.death_in_family",
        Intent.LEGAL_NOTICE,
        0.7,
        lines(
            "my ..2 father|mother|dad|mom|mum|son|daughter|brother|sister|grandmother|grandfather|grandma|grandpa|uncle|aunt died|passed_away|has_died|has_passed_away"
        ),
        plain=False,
        fallback=True,
    ),
    Rule("wrong_person.en", Intent.WRONG_PERSON, 0.93, lines(_WRONG), unless=lines(_WRONG_UNLESS), plain=False),
    Rule("human_request.en", Intent.HUMAN_REQUEST, 0.9, lines(_HUMAN), unless=lines(_HUMAN_UNLESS)),
    # The word that our messages invite, politeness aside.
    Rule("human_request.en.word", Intent.HUMAN_REQUEST, 0.9, lines("a? person\na? human"), whole=True),
)

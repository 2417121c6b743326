# ruff: noqa: E501 - one entry a line: a broken one cannot be reviewed
"""English: what is said about the payment itself."""

from __future__ import annotations

from bot.conversation.intents.rule import Rule, lines
from bot.domain.vocabulary import Intent, Question

CLASSES = {
    "money": "payment payments money funds check checks wire transfer ach deposit it them that balance invoice bill "
    "amount full_amount remittance the_full_amount total rest everything",
    "day": "today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday week month payday "
    "weekend morning afternoon evening noon",
    "pay": "pay settle send wire transfer mail remit clear deposit submit make_payment make_the_payment make_a_payment "
    "take_care_of_it take_care_of_this take_care_of_that pay_it pay_off process_the_payment process_payment "
    "initiate_the_payment get_it_paid get_this_paid get_that_paid have_it_paid issue_payment release_payment "
    "release_the_payment send_payment send_the_payment do_it do_that make_the_transfer",
    "invoice": "invoice invoices bill bills statement statements charge charges fee fees payment payments",
}

_PAID = """
    i|we|he|she|they|husband|wife|accountant|company|office|department|ap|who|bank just|have|already|had|did? just|already|actually|all? paid !off
    already|just|been|was|were|is|got ..1 paid !by_the
    have|has|had ..2 paid
    paid ..2 it|this|that|bill|invoice|in_full|you|them|everything|all|off|already|both|yesterday|today|last|on|by|via|with|through|using|ago|twice
    paid $
    < paid
    @money ..1 was|is|were|has_been|have_been|went|got|had_been ..1 paid|sent|made|mailed|wired|transferred|submitted|processed|settled|cleared|out|through|deposited|remitted|initiated|debited
    payment|payments|wire|transfer|check|ach|money|funds ..1 sent|made|done|went_out|went_through|cleared|left|posted|mailed|completed|complete
    sent|wired|mailed|transferred|remitted|submitted|made|deposited|dropped|posted|zelled|venmoed|paypaled ..3 @money
    made|completed|submitted|processed|initiated|released|issued ..2 payment
    i|we paid half|part|some|most
    sent ..2 yesterday|last_week|by_wire|this_morning|via|through
    money|payment|funds|it ..2 left|debited|deducted|taken|withdrawn|came_out_of|gone ..2 my|our ..1 account|bank|card
    took|deducted|debited|withdrew|taken|withdrawn ..3 from|out_of my|our ..1 account|bank|card
    check|payment|wire|money is|was in the mail
    check is in the mail
    in the mail
    invoice|bill|balance|account|it|this is|was|has_been already? paid|settled|cleared
    settled ..2 invoice|bill|account|balance|last|yesterday|already
    my|our bank|records|statement|account shows|show|says|confirms|confirmed ..4 paid|cleared|sent|debited
    i do not owe ..4 paid
    took_care_of ..1 it|this|that|already
    it is done already
"""
_PAID_UNLESS = """
    will|shall|can|could|would|to|might|should|must|may ..1 be|get|have paid|sent|made|mailed|wired|transferred
    not|never|nothing|neither|nobody ..3 paid|sent|made|received|wired|transferred|payment|pay
    when|once|if|until|after|before|as_soon_as|unless ..3 i|we am|get|gets|got|been|have|is|are|was ..1 paid
    get|gets|getting paid
    returned|rejected|failed|bounced|declined|reversed
    i|we am|are paid !up|in
    paid|pay on_fridays|weekly|monthly|biweekly|every
    did|have|has|do|was|were|is i|we|he|she|it|you|the|my ..2 paid|pay|sent
    paid_too_much|overpaid|paid_more
    should|could|would have paid|been
    to|half be paid
    paid_only
"""
_PROMISE = """
    i|we|it|husband|wife|accountant|company|office will|shall|ll ..3 @pay
    i|we am|are going_to|planning_to|about_to|planning_on|intending_to ..2 @pay|paying
    i|we going_to ..2 @pay
    going_to|will ..2 @pay ..4 @day
    will|going_to @pay ..3 on|by|before
    i|we can|could|should_be_able_to|will_be_able_to|am_able_to|may|might|hope_to|plan_to|intend_to|expect_to|promise_to|want_to|need_to|aim_to|have_to ..2 @pay ..6 @day|end|1st|5th|10th|15th|20th|30th
    i|we promise|plan|intend|expect|hope|agree to @pay
    can|could|may|let i|we|me @pay ..6 @day|later|when
    @pay|paying ..4 tomorrow|tonight|next_week|on_payday|by_friday|by_monday|end_of_month|end_of_the_month|by_the_end|on_monday|on_tuesday|on_wednesday|on_thursday|on_friday|on_the|this_week|this_friday|by_tomorrow
    pay|paying ..3 @day|today|shortly|soon|now
    will|shall|going_to|should be|get|have ..2 paid|sent|made|mailed|wired|transferred|settled|processed|submitted|deposited|cleared
    you will|should|shall have|get|receive|see ..4 payment|money|it|check|funds|by|@day
    payment|check|wire|transfer|money|funds|it will|is|should ..2 be|go|going|coming|scheduled|come|arrive|on_its_way|hit|planned ..4
    payment|transfer|wire is|are|has_been|was scheduled|planned|set_up
    payment run|cycle ..4 @day
    scheduled ..4 for ..2 @day|next
    in|on|with|for our|the|next ..2 payment|check run
    when|once|as_soon_as|after|till|until|soon_as i|we|my|our ..2 get|gets|am|are|been|is|have|paycheck|check ..1 paid|paycheck|salary|check|wages|paid|comes|clears|money
    i|we get|gets|getting paid ..3
    on|by|after|till|until payday
    payday is
    sending|paying|wiring|mailing|transferring ..3 it|this|payment|today|tomorrow|tonight|now|soon|money
    i|we am|are paying|sending|wiring|mailing ..3 it|this|payment|today|tomorrow|tonight|now|soon|money|@day
    will|ll do|handle|get_to|sort|settle ..2 it|this|that|you
    will pay
    will take_care_of ..1 it|this|that|balance|invoice
    you|it will have ..3 by ..2 @day
    give me until|till
    @day works_for_me|is_fine|should_work|works
    let_me|will|gonna pay
    about_to pay
"""
_PROMISE_UNLESS = """
    not|never|refuse ..3 @pay|paying|be|pay_it
    why|how|where|should|must|do|did|does i|we|you ..2 @pay
    how|where|who ..3 @pay
    if|when|once|unless|until|after you|it|your|the_invoice|someone ..3 fix|fixes|fixed|correct|corrected|send|sent|explain|refund|remove|prove|corrects|clarify|resolve|resolved|credit
    will|shall be i|we
    already|just paid|sent
    paid|sent|mailed|wired ..4 yesterday|already|last
    send|sending|transfer|mail|submit ..3 refund|back|invoice|copy|proof|receipt|screenshot|email|details|letter|document|documents|statement|reference|confirmation|you_to|me
    will|would|can|could|going_to you ..2 @pay|refund|credit
    was|were going_to|supposed_to|planning_to
    will not|never
    paying too_much|twice
"""
_PLAN = """
    payment plan|arrangement|arrangements|schedule
    installments|installment
    instalment plan
    in|into|over two|three|four|five|six|several|few|2|3|4|5|6|10|12|some|couple|multiple ..1 parts|payments|months|pieces|chunks|goes|installments|paychecks
    split|spread|break|divide ..3 payment|payments|it|this|bill|balance|amount|up|over
    pay|paying|send ..3 a|per|each|every|monthly|weekly month|week|paycheck|two_weeks|pay_period
    @pay ..4 monthly|weekly|bit_by_bit|little_by_little|gradually
    and|then the_rest|remainder ..3 in|on|next|later|by|friday|monday|when|tomorrow|after
    the_other_half ..3 in|on|next|later|by|friday|monday|when|tomorrow|after
    half|part|some|portion|100|50|200 ..2 now ..4 half|rest|later|remainder|remaining|balance|next
    pay|send|do half|part|some|a_portion|partial
    pay ..3 half|part|some|portion ..4 now|today|tomorrow|friday
    partial payment ..3 now|today|ok|okay|possible|for
    make|accept|take|do|possible|offer|allow|send a? partial payment|payments
    extension
    more|extra|additional|little|bit|some time|days|weeks to|please|on|for|until
    more time
    need|ask_for|have|get|give|request|grant|want ..3 more|extra|additional|another ..1 time|day|days|week|weeks|month
    push|move|extend|delay|defer|postpone|change ..3 due_date|payment|date|deadline|it
    can|could not ..2 afford|pay|make|settle|cover
    not|never able|going_to_be_able|in_a_position ..1 to ..1 pay|afford|make|settle|cover
    unable to ..1 pay|make|afford|cover
    do not have ..3 money|funds|cash|it|that_much|enough|that_kind
    no money|funds|cash|income
    short on|of cash|money|funds
    short this|on month|week
    broke
    i am|are|was|been ..1 unemployed|laid_off|out_of_work|fired|furloughed|struggling
    lost my|his|her|our job|income|work
    laid off
    financial|money hardship|difficulty|difficulties|trouble|problems|troubles|struggles
    hardship
    money|cash|things is|are ..2 tight
    struggling ..3 pay|financially|money|make
    behind on ..2 bills|rent
    all|what|most i can afford|pay|do is
    can ..2 afford|manage ..3 a_month|per_month|month|only
    can|could|may we|i|you ..3 work_something_out|work_out|arrange|make_arrangements
    make|set|setup|need|want ..2 arrangements|arrangement
"""
_DISPUTE = """
    i|we ..1 dispute|disputing|disputed|contest|contesting|challenge !resolution
    dispute ..4 @invoice|amount|this|it
    did|do|have not ..1 order|authorize|authorise|agree|agreed|ordered|authorized|approve|sign|recognize|recognise|request|use|buy|purchase|receive|received|get|accept ..5
    never ..2 ordered|authorized|agreed|signed|received|got|used|bought|requested|approved|asked_for|purchased|arrived|delivered|came|subscribed|placed|consented
    was|were|is|are|has not|never ..1 agreed|authorized|delivered|provided|ordered|approved|received|shipped|completed|what_we_agreed|what_i_ordered|what_was_agreed
    was never ..1 agreed|authorized|delivered|provided|ordered|received
    not authorized|approved|agreed
    unauthorized charge|charges|transaction|payment|debit
    i|we do not owe
    do not|never owe|owed ..2 you|this|that|anything|any|nothing|it
    owe ..1 nothing
    @invoice|amount|total|price|it|this|balance|number|bill ..2 is|are|was|seems|looks|look|does_not|appears ..2 wrong|incorrect|inaccurate|mistaken|too_high|not_right|not_correct|erroneous|off|look_right|overstated|inflated|duplicate
    wrong|incorrect ..1 amount|price|charge|invoice|bill|rate|quantity|total|fee|item|product
    not ..1 my|our charge|purchase|order|transaction
    is not right|correct|mine|accurate
    overcharged|over_charged|overbilled|double_charged|double_billed|charged_twice|billed_twice|charged_me_twice|charged_us_twice|billed_me_twice
    charged|billed|invoiced ..3 twice|double|too_much|wrong|incorrectly|for_something|extra|more_than|by_mistake|in_error
    error|mistake|discrepancy|errors ..2 on|in|with ..2 @invoice|order|account|amount|total
    should|was_supposed_to|supposed_to|was be|have_been ..4 less|free|lower|instead|not|canceled|waived|discounted
    i|we canceled|returned ..4
    canceled ..3 service|subscription|order|account|contract|plan|membership
    cancel ..3 invoice|charge|bill|fee
    void|reverse|waive|remove ..2 invoice|charge|charges|fee|fees|bill
    @invoice|price|rate|quantity|amount|total ..2 does|do not match|agree|add_up|correspond|reflect
    not|never what we|i agreed|ordered|signed|quoted|bought
    were|was quoted|told|promised ..4
    goods|items|item|product|products|shipment|order|delivery|package|equipment|service ..2 was|were|arrived|is|are|never|came ..2 damaged|defective|broken|faulty|late|incomplete|missing|arrived|delivered|received|wrong|poor|short|returned|unusable
    i|we disagree ..2
    disagree with
    this ..2 charge|fee ..2 not|wrong
    chargeback
    what_fee|that_fee|the_fee ..3 never|not
    bill|charge|fee|invoice is|are a|not ..1 mistake|error|ours|mine|valid|legit|justified
"""
_REFUSAL = """
    refuse|refusing to pay
    not|never paying ..2 this|that|until|for|it
    not|never going_to pay
    will not|never pay
    why ..2 should|would|do i|we pay ..2
    i|we will|shall ..2 pay ..2 when|once|if|after|as_soon_as|unless you|it|invoice|someone|the
"""
_REFUND = """
    refund me|it|us|please|the|my|that|this|to|back|asap|now|immediately|$
    want|need|like|request|requesting|demand|expect|prefer|get|give|issue|process|send|awaiting|waiting_for|where_is|asking_for|due|owed|for|take|have|choose ..4 refund|reimbursement|refunded|reimbursed
    want|need|like|give|get|send|return|pay|transfer|put ..4 money|payment|it|overpayment|difference|amount|funds|cash ..1 back !on_track|together
    send|give|pay|transfer back ..5
    money back
    return the|my|our money|overpayment|payment|difference|funds
    refund
    reimburse me|us|the|it
    back to|on|onto|into my|our|the ..1 card|account|bank|original
    can|could|will|would i|we|you ..2 refund|reimburse
"""
_CREDIT = """
    keep|leave|hold|put|apply|use|add|roll|carry|transfer|move|count ..4 as|for|on|to|toward|towards|against|over|onto|into ..4 credit|next|future|account|upcoming|balance|following|month|invoice|bill
    keep|leave|hold ..2 as a? credit
    as a? credit
    credit ..2 my|our|the account|next|future|balance|it
    credit ..3 is_fine|works|please|is_good|is_ok
    credit it|that|towards|toward|to
    prefer|want|like|take|choose ..2 credit !card|card_*|report|score|history|note
    leave|keep it on|in|there my|our|the? account|file
    apply ..3 next|future|other|another|open ..2 invoice|bill|order|month|invoices
    toward|towards|against|on ..2 next|future ..1 invoice|bill|order|month|payment|statement
    take|deduct it|that|them off|from my|our|the next|future bill|invoice
"""
_HOW = """
    how|where ..2 do|can|could|should|would|may|to|will i|we|you|one? ..2 pay|send|make|wire|mail|transfer|remit|submit|settle|deposit
    how to ..1 pay
    where to pay|send|mail|wire
    which|what|whats|what_is ..4 account|bank|iban|routing|address|bank_details|payment_details|wire_instructions|sort_code|payment_methods|methods|payment_link|link
    where|what|how ..4 send|mail|make|wire ..2 payment|check|money|it
    send|need|give|share|provide|have|resend|get ..4 bank_details|payment_link|wire_instructions|payment_details|account_details|banking_details|link_to_pay|bank_information|bank_info|remittance_address|payment_instructions|payment_portal|pay_link|ach_details|bank_account
    do|can|could|would|will you|i|we ..2 accept|take|pay|use ..3 card|credit|credit_card|debit|paypal|zelle|venmo|check|cash|cards|visa|amex|mastercard|ach|wire|apple_pay|cash_app|bank_transfer|phone|online
    is|are there ..4 way|link|website|portal|app|page to|where|for ..2 pay|payment
    can|could|may i|we pay ..2 by|with|via|online|over|through|using|in ..3
    payment link|portal|page|website|options|methods
    link ..2 not|broken|expired|does_not_work|is_not_working
    link ..2 working|broken|expired|work
    to whom|who do|should ..2 make|pay|check
    pay by card|phone
    try|trying|tried to pay ..6
"""
_Q = Question
RULES = (
    Rule("already_paid.en", Intent.ALREADY_PAID, 0.9, lines(_PAID), unless=lines(_PAID_UNLESS)),
    Rule("promise_to_pay.en", Intent.PROMISE_TO_PAY, 0.9, lines(_PROMISE), unless=lines(_PROMISE_UNLESS)),
    Rule(
        "payment_plan.en",
        Intent.PAYMENT_PLAN,
        0.9,
        lines(_PLAN),
        unless=lines("""
        go broke
        not ..2 pay ..3 until|unless|till you|it|we|the_goods|the_order|the_work|the_invoice|this_is|the_product|the_service|i_get_the|someone
        not|no need ..3 extension|installments|more_time|payment_plan
        did|do not|never agree ..4 payment|installments|plan
        rest|remainder is on_its_way|on_the_way
    """),
        plain=False,
    ),
    Rule(
        "dispute.en",
        Intent.DISPUTE,
        0.88,
        lines(_DISPUTE),
        unless=lines("""
        wrong number|person|guy
        not|never disputing|dispute|contesting
        did|do not receive|get|received|got|see|have ..3 email|emails|message|messages|text|texts|link|invoice|invoices|bill|bills|statement|statements|reminder|letter|notice|refund|reply|answer|call
        paid|sent the? wrong amount
        never received|got ..2 email|message|text|link|invoice|bill|statement|reminder|letter|notice|refund|reply
        i_do not agree to ..2 texts|messages|contacted
        do not owe you an_explanation|apology
    """),
        plain=False,
    ),
    Rule("dispute.en.refusal", Intent.DISPUTE, 0.65, lines(_REFUSAL), plain=False),
    Rule(
        "refund_request.en",
        Intent.REFUND_REQUEST,
        0.9,
        lines(_REFUND),
        unless=lines("""
        not|no|never|rather_than|instead_of ..3 refund|money_back|reimbursement
        get|got|be|come|pay|write|call|getting|text|email|right back to you|me
        received|got|have ..3 refund already?
        refund policy
        pay|send you|it|this|them back ..3 later|soon|friday|monday|tomorrow|next
        keep|put|leave ..3 credit
        i_will|will|can|going_to ..1 pay|send ..2 back
        no_refund
    """),
    ),
    Rule(
        "keep_as_credit.en",
        Intent.KEEP_AS_CREDIT,
        0.9,
        lines(_CREDIT),
        unless=lines("""
        not|never|no|rather_than|instead_of ..3 credit
        credit card|report|score|bureau|agency|history|rating|cards
        pay|paid|paying ..3 next month|week|bill
    """),
    ),
    # "Could we pay in instalments?" asks for a plan, not for the way.
    Rule(
        "how_to_pay.en",
        Intent.HOW_TO_PAY,
        0.9,
        lines(_HOW),
        unless=lines(
            "pay in|over ..2 installments|parts|chunks\nwill|shall|going_to|can try to ..1 pay\ntry|trying to pay ..3 @day"
        ),
    ),
    Rule(
        "refund.en.chosen",
        Intent.REFUND_REQUEST,
        0.93,
        lines("refund\nmoney\ncash\nback\ncard\nmy_account\nthe_first\ncheck"),
        whole=True,
        asked=frozenset({_Q.REFUND_OR_CREDIT}),
    ),
    Rule(
        "credit.en.chosen",
        Intent.KEEP_AS_CREDIT,
        0.93,
        lines("credit\nkeep_it\nnext_bill|invoice\nhold_it\nleave_it\naccount_credit"),
        whole=True,
        asked=frozenset({_Q.REFUND_OR_CREDIT}),
    ),
    # Short answers to "Sent already?" and "On its way?".
    Rule(
        "already_paid.en.answer",
        Intent.ALREADY_PAID,
        0.9,
        lines("yes? it|they? is|are|was? sent|paid already?\nyes? it|they? is|are|was? already sent|paid"),
        whole=True,
        asked=frozenset({_Q.WHICH_DAY, _Q.REASON}),
    ),
    Rule(
        "promise_to_pay.en.answer",
        Intent.PROMISE_TO_PAY,
        0.85,
        lines("on its|the way\nthe? rest|remainder|money is? on its|the way\nyes? it is on its|the way"),
        whole=True,
        asked=frozenset({_Q.WHICH_DAY, _Q.REASON}),
    ),
    # One of the two words that we invite; whoever sends it late means it all the same. A person confirms it.
    Rule("credit.en.word", Intent.KEEP_AS_CREDIT, 0.8, lines("a? credit"), whole=True),
)

# ruff: noqa: E501 - one entry a line: a broken one cannot be reviewed
"""English: what changes how a person must be treated."""

from __future__ import annotations

from bot.conversation.intents.rule import Rule, lines
from bot.domain.vocabulary import Flag

_SCAM = """
    is|are|smells|sounds|looks|look|seems|be|feels|like this|that|it|you|a|the|like|to_be|me|message|text|email|link? ..3 scam|phishing|scammer|scammers|spam_or_scam|a_fraud|hoax
    is|are this|it|you|that|these|the|message|text|email|link ..2 legit|legitimate|for_real|genuine|safe
    is|are this|it|you|these|message ..1 real $
    how ..3 know|sure|verify|tell|trust|confirm ..4 real|legit|legitimate|not_a_scam|scam|genuine|really|you|who
    this|that|it ..2 scam|phishing
    scammer|scammers
    think|believe|suspect|afraid|worried ..4 scam|phishing|fake
    looks|seems|sounds|look ..2 fake|suspicious|fishy|sketchy|phishy|shady
    do not trust ..2 link|this|you|message|text
    not click* ..3 link|links|that|on
    prove ..2 you are|real|legit
    phishing
    < scam|scammer|scammers >
    scam|scamming me
    trying_to scam
    who|whos is|are? this|that $
    who is|are|r|the_hell_are you|u|y_all|these_people|this_from $
    who am_i|i_am talking|speaking|texting ..1 to|with
    who is texting|messaging|writing|emailing|contacting ..1 me|us|this|here
    who sent|wrote me? this
"""
_FRAUD = """
    my ..2 card|identity|wallet|account|cards|phone|information|number|details was|were|has_been|got|is|have_been ..1 stolen|hacked|compromised|cloned|used_fraudulently|skimmed
    stole|stolen my|our ..1 card|identity|wallet|information|cards|bank
    stolen card|identity|cards
    identity theft|fraud|stolen|thief
    someone|somebody|thief|hacker|scammer|fraudster|they ..2 used|using|opened|stole|hacked|made|accessed ..4 my|our name|card|identity|account|information|details
    i|we was|were|got|have_been|am|been|am_a ..1 scammed|hacked|defrauded|victim_of
    victim of ..2 fraud|scam|theft|crime
    fraudulent charge|charges|transaction|transactions|account|purchase|use|activity
    unauthorized use
    account|card opened|used|made fraudulently|without_my
    in my name without
    lost it|money|everything|thousands to a scam|scammer|scammers
    fraud on|in my|our ..1 account|card
    police report
    ghost_broker
"""
_VULNERABLE = """
    i|he|she|husband|wife|we|mother|who am|is|have|has|was|are|been ..3 cancer|chemo|chemotherapy|dementia|alzheimers|terminally_ill|seriously_ill|very_ill|very_sick|disabled|hospitalized|hospitalised|homeless|in_hospital|in_the_hospital|in_the_icu|in_intensive_care|on_dialysis|blind|bedridden|in_hospice
    i ..2 in ..1 hospital|icu|rehab|shelter|hospice
    i ..3 surgery|stroke|heart_attack|mental_breakdown|nervous_breakdown|dialysis
    diagnosed with
    mental health|illness|breakdown
    suffer|suffering|struggling|dealing|battling|fighting ..2 with|from|against? ..1 depression|anxiety|ptsd|addiction|illness|cancer|bipolar|mental|grief|dementia
    severe|clinical|deep depression|anxiety
    i am|have|been ..2 depressed
    domestic|abusive violence|abuse|relationship|husband|partner
    choose|choosing|choice between ..4 food|eat|rent|heat|medicine|medication
    can|could not ..2 feed|buy_food|afford_food|afford_medicine|afford_medication|eat|heat
    we|i|kids|children ..2 going hungry
    not enough ..2 food|eat
    being|am|are|was|were|got|getting evicted
    facing eviction
    learning disability|disabilities|difficulties
    on disability
    disability benefits|payments|check
    carer|caregiver for my
    lost ..2 house|home|everything in|to|because ..2 fire|flood|hurricane|tornado|divorce
    house|home burned|burnt|flooded
    do_not understand ..6 my_illness|my_condition
    gambling problem|addiction
"""
_SELF_HARM = """
    kill|killing|hang|shoot|hurt|harm|cut|end myself|my_life|it_all
    end|ending|take|taking my ..1 life
    want|wanna|going|ready|wish|like|rather to|i? be|was|were? die|dead !of_laughter
    do not want|wish to ..1 live|be_alive|be_here|exist|wake_up
    not worth living
    life ..1 not worth
    suicide|suicidal
    no|nothing reason|point|left ..1 to|in? live|living
    better_off dead|without_me
    can not go_on|live_like_this|live_anymore
    overdose
    jump off ..2 bridge|roof|building
    end it all
    self_harm
    unalive myself
"""
_MINOR = """
    i|he|she am|is ..2 8|9|10|11|12|13|14|15|16|17 years_old|yrs_old|year_old|yo|y_o|years|yrs
    i|he|she am|is only|just? 10|11|12|13|14|15|16|17 !percent|dollars|minutes|days|hours|miles|weeks|months|short|usd|bucks|th|euros|invoices|on|of|away|behind $
    i am only|just 10|11|12|13|14|15|16|17 !percent|dollars|minutes|days|hours|miles|weeks|months|short|usd|bucks|euros|on|of|away|behind
    am|is|are a minor !issue|problem|error|thing|mistake|difference|detail|inconvenience|amount|discrepancy
    am|is under|not_yet 18|eighteen|age
    under_age|underage
    i am|he_is|she_is ..1 a kid|child|teenager|teen
    this is|belongs ..1 my|a|the ..1 kids|childs|sons|daughters|son|daughter|child phone|number
    my|our ..1 10|11|12|13|14|15|16|17|8|9|7|6|5 year_old|yr_old|yo
    my|our ..1 son|daughter|child is ..2 5|6|7|8|9|10|11|12|13|14|15|16|17
    my mom|mum|mommy|dad|daddy|parents ..1 is_not_home|are_not_home|pays|will_be_home
    still in ..1 high_school|middle_school|elementary_school
"""
_BEREAVED = """
    my|our|his|her ..2 husband|wife|spouse|partner|father|mother|dad|mom|mum|son|daughter|brother|sister|child|baby|grandmother|grandfather|parents|grandma|grandpa|uncle|aunt|fiance ..3 died|passed_away|passed_on|has_died|is_dead|deceased|has_passed|death
    @customer|he|she|mr|mrs|client ..4 died|deceased|passed_away|passed_on|is_dead|has_died
    ~dog|cat|battery|phone|car|laptop|computer|server|internet|engine|plant died ..3 ago|last_year|last_month|last_week|recently
    is|was|are now? deceased
    deceased
    death of ..1 my|our|his|her|mr|mrs
    death in the|my|our family
    death certificate
    lost my|our ..1 husband|wife|spouse|partner|father|mother|dad|mom|mum|son|daughter|brother|sister|child|baby|parents|grandmother|grandfather
    funeral of|for my|our|a
    my|the|at|arranging|planning ..2 funeral
    passed_away
    my ..1 husband|wife|father|mother|dad|mom|mum|son|daughter|brother|sister|partner passed last_week|last_month|last_year|yesterday|recently|suddenly|this_week|$
    widow|widower
    in_mourning|grieving|bereaved|bereavement
    estate_of|executor_of|executor_for
"""
_BREATHING = """
    breathing space
    debt respite
    moratorium
    mental_health_crisis_moratorium
    statutory pause|protection from? creditors?
"""
_ABUSE = """
    fuck|screw you|u|off|yourself|yourselves|your|y'all
    fuck|screw ..1 you
    piss off
    asshole|assholes|motherfucker|motherfuckers|bitch|bitches|cunt|cunts|dickhead|dickheads|scumbag|scumbags|bastards|bastard|faggot|wankers|wanker|dumbass|dipshit|retards|retard|cocksuckers|cocksucker|shithead|shitheads
    piece|pieces of shit|garbage|crap|trash
    go to hell
    burn|rot in hell
    you ..4 idiots|idiot|morons|moron|stupid|thieves|crooks|liars|scum|vultures|leeches|parasites|incompetent_fools
    fucking|damn|stupid idiots|idiot|morons|crooks|thieves|liars|people
    kiss|lick my ass
    shove|stick ..3 up your|ur
    suck my|it
    i will|going_to|am_going_to kill|find|hurt|shoot|beat ..1 you !the|a|your_office_number|out
    kill|shoot|hurt|beat you|all_of_you|you_all
    drop_dead
    eat shit
    burn ..3 office|building|down
"""
_NO_DEATH = """
    battery|phone|car|computer|laptop|engine|internet|connection|signal|tablet|machine|server|printer|line ..5 died|dead|passed
    deadline|test|exam|inspection passed
    passed on|along|it|this|that|your ..3 to
    no_one|nobody|did_not die|died|dies
"""

RULES = (
    Rule(
        "scam_fear.en",
        Flag.SCAM_FEAR,
        0.9,
        lines(_SCAM),
        unless=lines("""
        was|got|been|were|am scammed
        not|no a? scam|scammer|scammers $
        real_estate|real_person|real_human
        victim
    """),
        plain=False,
    ),
    Rule(
        "fraud_victim.en",
        Flag.FRAUD_VICTIM,
        0.9,
        lines(_FRAUD),
        unless=lines("fraud department\nno fraud|scam"),
        plain=False,
    ),
    Rule(
        "vulnerable.en",
        Flag.VULNERABLE,
        0.88,
        lines(_VULNERABLE),
        unless=lines("""
        hospital|clinic bill|invoice|invoices|account|bills
        work|works|job at|in|for a|the|this? hospital|shelter|clinic|rehab
        no|not ..2 cancer|disabled|surgery|depressed
        cancer_charity|foundation
        insurance disability policy
    """),
        plain=False,
    ),
    Rule(
        "self_harm.en",
        Flag.SELF_HARM,
        0.92,
        lines(_SELF_HARM),
        unless=lines("""
        phone|battery|car|laptop|plant wants|going|is ..2 die
        kill it|time|the_deal|order
        be dead ..3 wrong
        die laughing
    """),
        plain=False,
    ),
    Rule(
        "minor.en",
        Flag.MINOR,
        0.9,
        lines(_MINOR),
        unless=lines("not|no a? minor|underage\nolder|over|above 18"),
        plain=False,
    ),
    Rule(
        "bereaved.en",
        Flag.BEREAVED,
        0.9,
        lines(_BEREAVED),
        unless=lines(
            _NO_DEATH
            + """
        lost my ..2 job|card|phone|wallet|password
        funeral home|business|director
        mother board
    """
        ),
        plain=False,
    ),
    Rule("breathing_space.en", Flag.BREATHING_SPACE, 0.93, lines(_BREATHING), plain=False),
    Rule(
        "abusive.en",
        Flag.ABUSIVE,
        0.88,
        lines(_ABUSE),
        unless=lines("""
        i am|was|feel|felt ..3 idiot|stupid|moron
        not ..2 idiots|idiot|stupid|thieves
        you will|can|could|may|would kill|find
        will|going_to|kill|killing me
    """),
        plain=False,
    ),
)

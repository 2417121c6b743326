# ruff: noqa: E501 - one entry a line: a broken one cannot be reviewed
"""Days in English."""

from __future__ import annotations

from bot.conversation.days.table import DayTable

TABLE = DayTable(
    code="en",
    weekdays="""
        monday mondy
        tuesday tues tusday teusday
        wednesday weds wensday wednsday wendsday wedensday
        thursday thurs thur thu thrusday thurday thirsday
        friday fri firday fridya
        saturday saterday satuday
        sunday
    """,
    short_weekdays="""
        mon
        tue
        wed
        thu
        fri
        sat
        sun
    """,
    months="""
        january jan
        february feb febuary
        march mar
        april apr
        may
        june jun
        july jul
        august aug
        september sep sept
        october oct
        november nov
        december dec
    """,
    numbers="""
        a=1 an=1 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13
        fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 twenty_one=21 twenty_five=25
        thirty=30 sixty=60 ninety=90 a_couple_of=2 a_couple=2 couple_of=2 couple=2
    """,
    ordinals="""
        first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 eleventh=11 twelfth=12
        thirteenth=13 fourteenth=14 fifteenth=15 sixteenth=16 seventeenth=17 eighteenth=18 nineteenth=19 twentieth=20
        twenty_first=21 twenty_second=22 twenty_third=23 twenty_fourth=24 twenty_fifth=25 twenty_sixth=26
        twenty_seventh=27 twenty_eighth=28 twenty_ninth=29 thirtieth=30 thirty_first=31
    """,
    ranks="first=1 1st=1 second=2 2nd=2 third=3 3rd=3 fourth=4 4th=4 last=-1",
    units="""
        day=day days=day week=week weeks=week wk=week wks=week month=month months=month business_days=business
        working_days=business business_day=business working_day=business bank_days=business fortnight=fortnight
    """,
    respelled="""
        tmrw=tomorrow tmr=tomorrow tmw=tomorrow tmrrw=tomorrow tmoro=tomorrow tomoz=tomorrow tomo=tomorrow tomz=tomorrow
        tommorow=tomorrow tommorrow=tomorrow tomorro=tomorrow 2morrow=tomorrow 2moro=tomorrow 2mrw=tomorrow tommorro=tomorrow
        tomorrows=tomorrows yest=yesterday yday=yesterday ystrday=yesterday yesturday=yesterday yesteday=yesterday
        2day=today tday=today 2nite=tonight tonite=tonight nxt=next wk=week wks=weeks b4=before mnth=month nite=night
        morn=morning wkend=weekend eom=eom thrs=thursday wednes=wednesday tuesd=tuesday
    """,
    slips_of="tomorrow yesterday tonight",
    patterns="""
        today|tonight = day 0
        this morning|afternoon|evening|arvo = day 0
        earlier|later today = day 0
        by|before|until end|close of the|business|play? day = day 0
        by|before|until the end of the day = day 0
        end of day = day 0
        end of the day = day 0
        at the end of the day = none
        eod|cob = day 0
        in|over|during the course of today|the_day = day 0
        close of play|business <wd> = wd
        close of play|business tomorrow = day 1
        <n> weeks|days today = none
        two|2 weeks today = day 14
        three|3 weeks today = day 21
        three|3 weeks from|on <wd> = none
        close|end of business = day 0
        eod|cob|end_of_day|close_of_business|end_of_business today = day 0
        eod|cob|end_of_day|close_of_business|end_of_business on? tomorrow = day 1
        eod|cob|end_of_day|close_of_business|end_of_business on? <wd> = wd
        tomorrow = day 1
        tomorrow morning|afternoon|evening|night = day 1
        the? day after tomorrow = day 2
        overmorrow = day 2
        the? day before yesterday = day -2
        yesterday = day -1
        yesterday morning|afternoon|evening|night = day -1
        last night = day -1
        the other day|week|night|month = none
        one of these days = none
        every|each|any|most <wd> = none
        <wd> to|thru|through <wd> = none
        mon|tue|wed to|thru|through thu|fri|sat|sun = none
        mon fri = none
        black|casual|happy|cyber|bloody friday|monday|sunday = none
        good|nice|great|lovely|wonderful|happy|blessed <wd> = none
        good friday = feast easter -2
        a week from|after today|now = day 7
        one|a|1 week from|after tomorrow = day 8
        two|2 weeks from|after today|now = day 14
        two|2 weeks from|after tomorrow = day 15
        this time next week = day 7
        this day next week = day 7
        this time tomorrow = day 1
        a|one? week from|on|after this|next? <wd> = wd plus
        a week today = day 7
        a week tomorrow = day 8
        tomorrow week = day 8
        today week = day 7
        two|2 weeks from|on <wd> = wd plus2
        fortnight from|on <wd> = wd plus2
        a? fortnight today = day 14
        <wd> week = wd plus
        <wd> after next = wd plus
        <wd> fortnight = wd plus2
        next <wd> = wd next
        next <ws> = wd next
        next week on? <wd> = wd week
        next week on? <ws> = wd week
        <wd> next week = wd week
        <wd> of next week = wd week
        <wd> the week after next = wd week2
        <wd> of this week = wd
        <wd> this week = wd
        this|coming|upcoming|this_coming|the_coming|this_upcoming <wd> = wd
        last|past|this_past <wd> = wd last
        last|past|this_past <ws> = wd last
        <wd> last week = wd lastweek
        <wd> of last week = wd lastweek
        last week <wd> = wd lastweek
        last week on <wd> = wd lastweek
        <wd> before last = wd lastweek
        <wd> = wd
        on|by|until|till|til|before|this <ws> = wd
        <ws> morning|afternoon|evening|night = wd
        <ws> or|and|& <wd> = wd
        the? <nth> = dom
        on|by|before|until|till|til|around|about|from|since|after|for the <dom> = dom
        on|by|before|until|till|til|around|about|from|since|after|for the <ord> = dom
        the? <nth> of the|every month = dom
        the? <ord> of the month = dom
        the <dom> of the|this month = dom
        the? <nth> of this month = dom 0
        the? <ord> of this month = dom 0
        the? <nth> of next month = dom 1
        the? <ord> of next month = dom 1
        the? <nth> next month = dom 1
        next month on? the <nth> = dom 1
        next month on? the <ord> = dom 1
        the? <nth> of last month = dom -1
        the? <ord> of last month = dom -1
        last month on? the <nth> = dom -1
        <dom> of? <month> = date
        <dom> of? <month> ,? <y> = date
        the <dom> of? <month> = date
        the <dom> of? <month> ,? <y> = date
        the <dom> day of <month> = date
        the? <ord> of? <month> = date
        the? <ord> of? <month> ,? <y> = date
        <month> the? <dom> = date
        <month> the? <dom> ,? <y> = date
        <month> the? <ord> = date
        <month> the? <ord> ,? <y> = date
        <wd> the? <dom> = wddom
        <wd> the? <dom> of|de|.? <month> = date
        <wd> the? <dom> of|de|.? <month> of|de|del|,? <y> = date
        may|march <ord> = none
        march|may on|to|through|into = none
        first|1st of the month = domn 1
        first|1st of next month = month start 1
        first day of next month = month start 1
        first day of the month = domn 1
        first of <month> = month start
        the? beginning|start of the? month = month start
        the? beginning|start|1st|first|early of? next month = month start 1
        the? beginning|start|early of? <month> <y>? = month start
        middle of the|this month = month mid
        mid month|monthly = month mid
        mid of? the|this month = month mid
        middle|mid of? next month = month mid 1
        middle|mid of? <month> <y>? = month mid
        the? end of the|this? month = month end
        the? last of the month = month end
        month s? end = month end
        monthend|eom = month end
        last working|business day of the|this month = month lastbusiness
        the? end|last of? next month = month end 1
        the? end of last month = month end -1
        month end next month = month end 1
        the? end of <month> <y>? = month end
        the? end of the|this? week = week end
        eow = week end
        by|before the week is out = week end
        the? end of next week = week end 1
        the? beginning|start|early of? next week = week start 1
        the? first thing next week = week start 1
        middle|mid of? next week = week mid 1
        midweek|mid_week = week mid
        the? end of the|this? year = year end
        year s? end = year end
        eoy = year end
        in|within|under|inside a|about|around|like|roughly|just? <n> more|short? <unit> = count +
        within|in|over the next|following|coming <n> <unit> = count +
        within|in the next <unit> = none
        in|within <n> to|or|and <n> <unit> = none
        in|within <n> <n> <unit> = none
        give|gimme me|us? another|about|like|until? <n> more|or_so? <unit> = count +
        <n> more? <unit> from now|today = count +
        <n> <unit> from the date = none
        <n> <unit> s? time = none
        in <n> <unit> s? time = count +
        in|within a fortnight = day 14
        in|within a fortnight s time = day 14
        in|within <n> or so <unit> = count +
        about|around|like? <n> <unit> ago|back|earlier = count -
        <n> <unit> or so ago|back = count -
        a fortnight ago = day -14
        <n> <unit> or two|so|three ago|back = none
        by|on|until|at|till christmas|xmas day? = feast christmas
        christmas|xmas day = feast christmas
        before christmas|xmas = feast christmas -1
        after|past christmas|xmas = feast christmas 1
        christmas|xmas eve = feast christmas_eve
        new year s? eve = feast new_years_eve
        by|on|until|at the? new year|years s? day? = feast new_year
        new year s day = feast new_year
        after|past the? new year|years s? = feast new_year 1
        before|by the? new year|years s? = feast new_years_eve
        by|on|at|until easter sunday? = feast easter
        before easter = feast easter -1
        after easter = feast easter 1
        easter monday = feast easter 1
        by|on|at thanksgiving = feast thanksgiving
        before thanksgiving = feast thanksgiving -1
        after thanksgiving = feast thanksgiving 1
        the? <rank> <wd> of|in the|this? month = wdmonth
        the? <rank> <wd> of|in? next month = wdmonth 1
        the? <rank> <wd> of|in? last month = wdmonth -1
        the? <rank> <wd> of|in <month> <y>? = wdmonth
        the? last day of the|this? month = month end
        the? last day of|in next month = month end 1
        the? last day of|in <month> <y>? = month end
    """,
    paid="""
        paid sent wired transferred mailed made went cleared debited posted submitted processed deposited settled left took
        remitted initiated completed done payed paied payd pd put dropped handed zelled venmoed paypaled did forwarded
        actioned released executed
        honoured booked hit
    """,
    will="""
        pay paying send sending promise planned transfer
        wire transferring scheduled schedule have until till til settle settling clear wiring mailing remit give sort sorted sorting drop
        payday paycheck paycheque wages salary rest balance remaining remainder works fine good ok okay suits
        goes leaves aim aiming intend intending arrange arranging commit latest gimme fix handle cover mail post set
        expecting lands best earliest
        goes cover diarise diarised wensday
        bring bringing clearing
    """,
    weak="""
        until till til latest rest balance remaining remainder works work fine good ok okay suits best earliest have handle cover payday paycheck paycheque wages salary arrives expecting lands
        will ll going gonna can could hope plan planning expect should shall ima imma
    """,
    payments="payment payments transfer wire deposit check cheque zelle venmo paypal ach eft remittance money funds debit pymt pmt",
    past_marks="",
    compound="bank wire online instant sepa direct card electronic international faster telegraphic ach giro",
    aims="for",
    helps="will be going to get getting gets shall should ll when once if gonna can could must",
    intended="supposed meant wanted tried promised was were ",
    other="""
        due call calls meeting appointment away back returning return returns vacation holiday email text texting contact speak talk discuss
        refund writing write message messaging calling ring phone expire expires delivery deliver deliverd cancel birthday
        stop open closed hear reply respond answer chase remind reminder travel travelling flight surgery funeral visit moving move country abroad town trip
    """,
    other_past="""
        dated invoiced billed born ordered canceled cancelled delivered issued charged received got called emailed wrote
        arrived bought signed returned moved died shipped opened started spoke talked told asked refunded overcharged complained
        notified installed texted
    """,
    dated="invoice bill statement charge order letter email mail receipt notice reminder message text contract fee delivery",
    belongs="of from dated for issued",
    negations="not never no t cant wont dont cannot without nor neither didnt doesnt isnt couldnt wouldnt unable nope",
    harmless="""
        no problem|problems|worries|prob|later|probs|issue|issues|doubt
        not later than
        don t worry
        do not worry
        dont worry
        not a problem
        not only
        why not
        if not
    """,
    until="until till til",
    asks="""
        can|could|may|might|shall i|we|u|you
        would|will|is it|that|there|you
        how|what about|if
        do|did|are|were you|i|we
    """,
    joins="and but so then because while though however",
)

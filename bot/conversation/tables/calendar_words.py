# ruff: noqa: E501 - one language a line
"""Words beside a day that change nothing, and verbs whose tense the day tells. Folded. Days themselves: `days/`."""

from __future__ import annotations

# Beside a day and nothing else, they leave it a day: "am Freitag", "le 15", "w piatek".
_BESIDE = """
    le ce am den der zum dem no na em a dia o il entro di op de en het w we dnia bis au pour ate per do
    """
BESIDE_A_DAY = frozenset(_BESIDE.split())
# The same, and politeness: "on Friday, thanks", "bonjour, vendredi svp".
_POLITE = """
    on by the this for it s is be would and hi hello hey thanks thank you thx please pls ok okay yes yeah yep sure sorry
    sir madam around about at in of maybe morning afternoon noon evening early later first thing latest before let say
    el la los del al antes para por favor hola buenas buenos dias tardes gracias si claro vale bueno senor senora que viene
    du la l un bonjour bonsoir salut merci s il vous plait svp stp oui avant vers d ici jusqu plutot matin soir madame monsieur
    ab vor spatestens gegen hallo guten tag danke bitte ja gerne moin servus vielen dank grusse mfg lg vg make
    ola oi bom boa tarde noite obrigado obrigada sim por favor para pra pro antes ate moca vlw blz
    entro prima ciao buongiorno buonasera salve grazie si certo per favore prego verso il lo gli
    voor uiterlijk dag hoi goedemorgen goedemiddag bedankt dank u je wel alstublieft aub graag mvg groet ja dan
    przed najpozniej okolo czesc hej witam dzien dobry dziekuje dzieki prosze tak pozdrawiam pan pani no nein non nee nie nao
    aqui tegen pod ai dal nach na po after apres despues depois dopo mattina sera pomeriggio ochtend middag avond manha
    rano wieczorem popoludniu fruh abend nachmittag half einde eind now
    was fue foi etait c war das dat era stato byl bylo byla geleden
    or and between from to entre y u et ou und oder zwischen tra fra tussen of en miedzy albo lub i e not nicht pas niet
"""
ADDS_NOTHING = BESIDE_A_DAY | frozenset(_POLITE.split())

# With these a day is put in the place of another: "actually no, the 27th", "mejor el 15", "nie, jednak 12".
_CORRECTING = """
    actually rather instead sorry better wait mean i mejor perdon pardon plutot finalement lieber doch ach erst quatsch
    melhor alias anzi meglio scusa scusi toch liever jednak raczej
"""
CORRECTING = frozenset(_CORRECTING.split())

# Spanish verbs whose "we" is the same in the present and in the past; the day tells which is meant.
_VERBS = "pagamos depositamos transferimos liquidamos abonamos saldamos enviamos mandamos realizamos"
PRESENT_OR_PAST = frozenset(_VERBS.split())
ALREADY = frozenset({"ya"})  # with it they are the past

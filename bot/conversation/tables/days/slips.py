"""Words that look like slips of a day and are words of their own: never read as one."""

from __future__ import annotations

_NO_SLIPS_WORDS = """
    viens vient vierges czwartki czwartka poniedzialki wtorki srody
    domain domani domino domine morgan mogen moren morge monta montage vienes viernes mares marte marts mardis martas
    monty monay money sunda sundry frida frids freit gister gestir gestor angosto augusto augusta augustin lunas
    lundy samed juned juillets jueces juevas jugos ferver mercados mercado mercadi mercedes mercredis
    diensten dienst dienste dienstag donders donner sontag mitwoch
    octobre october octubre outubro ottobre oktober
    septembre september settembre setembro november novembre noviembre novembro
    december decembre dezember dezembro dicembre diciembre
    januari januar janvier janeiro january februari februar fevrier fevereiro february febbraio febrero
    demand demian demani demai sabadell sabados domingos lunedis domenico
    maandel mandaag mandag wtorki sobotka sobotni niedzielny piatka piatki
    morgens morgend abend yesterdays tomorrows fridays mondays sundays vanda hoja juntos jutra jurto
    aprils apriel agosta giugni luglia maggior maggiore maggi marzec lipiec sierp styczen
    gisten geste gesteren ghestern gestehen gesten
    """
NO_SLIPS = frozenset(_NO_SLIPS_WORDS.split())

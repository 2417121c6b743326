"""How people name days, one file a language. A new one is also named in `bot/conversation/days/lexicon.py`."""

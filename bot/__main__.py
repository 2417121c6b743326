"""`python -m bot`: the same as `followup`, where the package is not installed."""

from bot.cli import main

main()

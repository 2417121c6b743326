"""The deployment's own files in `config/`: clients, staff and rules, read strictly and all problems at once.

`load(folder)` gives a `Configuration`: for each client the domain's `Rules` and a `ClientProfile` with what messages
and senders need, the staff, and the clients' playbook overrides as `PlaybookLibrary.load` takes them.
"""

from bot.clients.configuration import Configuration, collect, load
from bot.clients.profile import ClientProfile, SenderIdentity

__all__ = ["ClientProfile", "Configuration", "SenderIdentity", "collect", "load"]

"""What reads free wording: the deployment's own model, or the shipped one."""

from __future__ import annotations

from bot.bootstrap import model_file, model_in_force
from bot.conversation.classifier.model import Model, ModelError
from bot.doctor.findings import Finding, missing, note, ok
from bot.doctor.patient import Patient
from bot.doctor.reaching import in_a_thread
from bot.domain.errors import Rejected

_TRAIN = "Train one with `followup train`, or take the file away: the shipped model is used then."


async def model(patient: Patient) -> list[Finding]:
    """Whether it can be read, how many lines it learnt from, and its digest: that of the log."""
    path = model_file(patient.settings, patient.folder)
    try:
        own = await in_a_thread(lambda: model_in_force(patient.settings, patient.folder))
    except Rejected as error:
        return [missing("model", str(error).partition(" Train one")[0], _TRAIN)]
    if own is not None:
        return [ok("model", f"{path} reads replies; {_told(own)}")]
    try:
        return [ok("model", f"The shipped model reads replies; {_told(await in_a_thread(Model.load))}")]
    except ModelError:
        return [note("model", "There is none: replies are read by rules alone.", "Train one with `followup train`.")]


def _told(read: Model) -> str:
    return f"it learnt from {read.settings.get('lines', 0):,} lines ({read.digest})."

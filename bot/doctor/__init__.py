"""What is configured, reachable, missing: one finding a line. Looks only: nothing is written, nothing is sent."""

from bot.doctor.examining import CHECKS, examine
from bot.doctor.findings import Finding, Mark
from bot.doctor.patient import Options

__all__ = ["CHECKS", "Finding", "Mark", "Options", "examine"]

"""The escalations of a deployment that has no `config/escalations.yaml`; fitted to whoever works for each client."""

from __future__ import annotations

from typing import Final

BUILT_IN_NAME: Final = "the built-in escalations"
BUILT_IN: Final = """\
chains:
  desk:
    repeats: 2
    levels:
      - {role: operator, by: [channel], within: 4 hours}
      - {role: supervisor, by: [channel, dm], within: 4 hours}
      - {role: supervisor, by: [sms, dm], within: 4 hours}
  lead:
    repeats: 2
    levels:
      - {role: supervisor, by: [channel, dm], within: 2 hours}
      - {role: supervisor, by: [sms, dm], within: 4 hours}
  approvals:
    repeats: 2
    levels:
      - {role: approver, by: [channel, dm], within: 4 hours}
      - {role: supervisor, by: [channel, dm], within: 4 hours}
      - {role: supervisor, by: [sms, dm], within: 4 hours}
  person:
    repeats: 2
    levels:
      - {role: operator, by: [channel, dm], within: 1 hour}
      - {role: supervisor, by: [channel, dm], within: 1 hour}
      - {role: supervisor, by: [sms, dm], within: 2 hours}
  overdue:
    repeats: 2
    levels:
      - {role: operator, by: [channel, dm], within: 4 hours}
      - {role: supervisor, by: [channel, dm], within: 4 hours}
      - {role: supervisor, by: [sms, dm], within: 4 hours}
      - {role: admin, by: [dm], within: 1 business day}
  crisis:
    working hours: no
    repeats: 3
    levels:
      - {role: supervisor, by: [channel, dm, sms], within: 20 minutes}
      - {role: admin, by: [dm, sms], within: 20 minutes}
reasons:
  other: desk
  person_only: person
  crisis: crisis
  high_value: lead
  repeat_issue: lead
  deadline_near: lead
  approval_aged: approvals
  not_carried_out: lead
  hold_overdue: overdue
  playbook: lead
  staff: lead
repeat issue: {cases: 3, within: 30 days}
"""

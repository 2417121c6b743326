"""Commands: whatever happens to a case enters as one of these. Imperative names.

Which function of the domain carries out each: the table in `bot/domain/decide.py`.
"""

from __future__ import annotations

from bot.domain.commands.actor import Actor
from bot.domain.commands.by_hand import (
    CorrectContact,
    DecideReply,
    HandCommand,
    RecordEvidence,
    RecordPayment,
    SayByHand,
    ShiftStep,
    SkipStep,
    TakeBackPayment,
    TakeBackSaying,
)
from bot.domain.commands.inquiries import AnswerInquiry, InquiryCommand, ReportInquiry
from bot.domain.commands.life import LifeCommand, MigrateCase, OpenCase, PassTime, WithdrawCase
from bot.domain.commands.money import (
    ConfirmExecution,
    LookIntoSuspense,
    MoneyCommand,
    ReviseAmounts,
    ReviseReason,
    SeePayment,
    StandAside,
    UndoPayment,
)
from bot.domain.commands.proposals import (
    ApproveProposal,
    CarryOut,
    ProposalCommand,
    ProposeResolution,
    RejectProposal,
    WithdrawProposal,
)
from bot.domain.commands.replies import SettleWhichCase, UnderstandReply
from bot.domain.commands.staff import (
    AcknowledgeEscalation,
    AssignCase,
    CaseCommand,
    CloseCase,
    EscalateCase,
    HoldCase,
    LogCall,
    ReleaseHold,
    ReopenCase,
    RetypeCase,
    SnoozeCase,
)
from bot.domain.commands.touches import RecordFailure, RecordHandOver, RecordReceipt, RefuseTouch, TouchCommand

StaffCommand = ProposalCommand | CaseCommand | HandCommand
Command = LifeCommand | TouchCommand | UnderstandReply | SettleWhichCase | InquiryCommand | MoneyCommand | StaffCommand

__all__ = [
    "AcknowledgeEscalation",
    "Actor",
    "AnswerInquiry",
    "ApproveProposal",
    "AssignCase",
    "CarryOut",
    "CloseCase",
    "Command",
    "ConfirmExecution",
    "CorrectContact",
    "DecideReply",
    "EscalateCase",
    "HoldCase",
    "LogCall",
    "LookIntoSuspense",
    "MigrateCase",
    "OpenCase",
    "PassTime",
    "ProposeResolution",
    "RecordEvidence",
    "RecordFailure",
    "RecordHandOver",
    "RecordPayment",
    "RecordReceipt",
    "RefuseTouch",
    "RejectProposal",
    "ReleaseHold",
    "ReopenCase",
    "ReportInquiry",
    "RetypeCase",
    "ReviseAmounts",
    "ReviseReason",
    "SayByHand",
    "SeePayment",
    "SettleWhichCase",
    "ShiftStep",
    "SkipStep",
    "SnoozeCase",
    "StaffCommand",
    "StandAside",
    "TakeBackPayment",
    "TakeBackSaying",
    "UnderstandReply",
    "UndoPayment",
    "WithdrawCase",
    "WithdrawProposal",
]

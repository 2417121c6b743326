"""Why a bank or a card scheme took money back, as data: code, what it belongs to, and the root cause of that.

Codes are kept as they were given. A stage may stand before the code: "inquiry 13.1", "prearb 10.4".

Sources (what a code means; our words):
- ISO 20022 ExternalStatusReason1Code and ExternalReturnReason1Code, the external code sets of iso20022.org.
- NACHA Operating Rules, return reason codes R01 to R85. What may be sent again stands in `schemes.py`.
- Bacs ARUDD reason codes 0 to 9, A, B (Pay.UK). They are one character, so we write "ARUDD-0".
- Visa Core Rules, dispute conditions 10.1 to 13.9.
- Mastercard Chargeback Guide, reason codes 4808, 4834, 4837, 4849, 4853, 4870, 4871 and older ones still seen.
- American Express Merchant Operating Guide (A.., C.., F.., P..; its R.. are NACHA's here); Discover dispute reasons.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.vocabulary import RootCause, Stage


class ReasonGroup(StrEnum):
    """What a code means for what is done next. Playbooks name these, or codes."""

    FRAUD = "fraud"
    UNAUTHORISED = "unauthorised"  # the payer says that they never agreed to it
    NO_FUNDS = "no_funds"
    ACCOUNT_CLOSED = "account_closed"  # closed, blocked, or its holder died
    NO_ACCOUNT = "no_account"  # no such account, or its number is wrong
    STOPPED = "stopped"  # the payer stopped it, or took the mandate back
    BANK_ERROR = "bank_error"
    DECLINED = "declined"  # the issuer said no, or was not asked
    EXPIRED_CARD = "expired_card"
    PROCESSING = "processing"  # wrong amount, currency, day or data
    NOT_RECEIVED = "not_received"
    NOT_AS_DESCRIBED = "not_as_described"
    CANCELLED = "cancelled"
    DUPLICATE = "duplicate"  # paid twice, or paid by other means
    CREDIT_NOT_PROCESSED = "credit_not_processed"
    UNKNOWN = "unknown"


class Scheme(StrEnum):
    ISO20022 = "iso20022"
    NACHA = "nacha"
    BACS = "bacs"
    VISA = "visa"
    MASTERCARD = "mastercard"
    AMEX = "amex"
    DISCOVER = "discover"


G = ReasonGroup
ROOT_CAUSES: Mapping[ReasonGroup, RootCause] = {
    G.FRAUD: RootCause.FRAUD,
    G.UNAUTHORISED: RootCause.DISSATISFACTION,  # a dispute until it is decided
    G.NO_FUNDS: RootCause.BANK_REJECTION,
    G.ACCOUNT_CLOSED: RootCause.BANK_REJECTION,
    G.NO_ACCOUNT: RootCause.HUMAN_ERROR,
    G.STOPPED: RootCause.BANK_REJECTION,
    G.BANK_ERROR: RootCause.SYSTEM_ERROR,
    G.DECLINED: RootCause.BANK_REJECTION,
    G.EXPIRED_CARD: RootCause.BANK_REJECTION,
    G.PROCESSING: RootCause.SYSTEM_ERROR,
    G.NOT_RECEIVED: RootCause.DISSATISFACTION,
    G.NOT_AS_DESCRIBED: RootCause.DISSATISFACTION,
    G.CANCELLED: RootCause.DISSATISFACTION,
    G.DUPLICATE: RootCause.DOUBLE_PAYMENT,
    G.CREDIT_NOT_PROCESSED: RootCause.PROCESS_DELAY,
    G.UNKNOWN: RootCause.UNKNOWN,
}

_BY_SCHEME: Mapping[Scheme, Mapping[ReasonGroup, str]] = {
    # CASE_TYPES: MD01 and MD06 are treated as a dispute. MD06 is the debtor's right of refund within eight weeks.
    Scheme.ISO20022: {
        G.NO_FUNDS: "AM04",
        G.ACCOUNT_CLOSED: "AC04 AC05 AC06 AC07 MD07",
        G.NO_ACCOUNT: "AC01 AC02 AC03 RC01",
        G.STOPPED: "MS02 SL01 SL11 SL12 SL13 SL14 CUST",
        G.UNAUTHORISED: "MD01 MD02 MD06",
        G.FRAUD: "FRAD FR01",
        G.DUPLICATE: "AM05 DUPL",
        G.BANK_ERROR: "TECH ED05",
        G.DECLINED: "AG01 MS03 DNOR CNOR AC13 AM02 AM14",
        G.PROCESSING: (
            "AG02 AM01 AM03 AM06 AM07 AM09 AM10 BE01 BE04 BE05 BE06 BE07 DT01 FF05 RF01 RR01 RR02 RR03 RR04 TM01"
        ),
        G.CANCELLED: "FOCR",  # recalled upon a request for cancellation
        G.UNKNOWN: "NARR",
    },
    Scheme.NACHA: {
        G.NO_FUNDS: "R01 R09",
        G.ACCOUNT_CLOSED: "R02 R12 R14 R15 R16",
        G.NO_ACCOUNT: "R03 R04 R13 R20",
        G.UNAUTHORISED: "R05 R07 R10 R11 R29 R51",
        G.STOPPED: "R08 R38 R52",
        G.BANK_ERROR: "R06 R31 R32 R33 R34",
        G.PROCESSING: "R17 R18 R19 R21 R22 R25 R26 R27 R28 R30",
        G.DECLINED: "R23",
        G.DUPLICATE: "R24",
    },
    Scheme.BACS: {
        G.NO_FUNDS: "ARUDD-0",  # refer to payer
        G.STOPPED: "ARUDD-1",
        G.ACCOUNT_CLOSED: "ARUDD-2 ARUDD-3 ARUDD-B",
        G.UNAUTHORISED: "ARUDD-4 ARUDD-6",
        G.NO_ACCOUNT: "ARUDD-5",
        G.PROCESSING: "ARUDD-7 ARUDD-8 ARUDD-9 ARUDD-A",
    },
    Scheme.VISA: {
        G.FRAUD: "10.1 10.2 10.3 10.4 10.5",
        G.DECLINED: "11.1 11.2 11.3",
        G.PROCESSING: "12.1 12.2 12.3 12.4 12.5 12.7",
        G.DUPLICATE: "12.6 12.6.1 12.6.2",  # twice, or paid by other means
        G.NOT_RECEIVED: "13.1 13.9",
        G.NOT_AS_DESCRIBED: "13.3 13.4 13.5",
        G.CANCELLED: "13.2 13.7",
        G.CREDIT_NOT_PROCESSED: "13.6 13.8",
    },
    Scheme.MASTERCARD: {
        G.DECLINED: "4807 4808 4812",
        G.EXPIRED_CARD: "4835",
        G.PROCESSING: "4831 4834 4842 4846",
        G.FRAUD: "4837 4840 4849 4863 4870 4871",
        G.CANCELLED: "4841",
        G.NOT_AS_DESCRIBED: "4853",  # since 2016 all disputes of cardholders
        G.NOT_RECEIVED: "4855",
        G.CREDIT_NOT_PROCESSED: "4860",
    },
    Scheme.AMEX: {
        G.DECLINED: "A01 A02 A08",
        G.CREDIT_NOT_PROCESSED: "C02 C04",
        G.NOT_RECEIVED: "C08",
        G.DUPLICATE: "C14 P08",
        G.CANCELLED: "C05 C18 C28",
        G.NOT_AS_DESCRIBED: "C31 C32",
        G.FRAUD: "F10 F14 F24 F29 F30 F31",
        G.PROCESSING: "P01 P03 P04 P05 P07 P22 P23",
    },
    Scheme.DISCOVER: {
        G.CANCELLED: "AP CR",  # CR: a cancelled reservation
        G.DECLINED: "AT",
        G.EXPIRED_CARD: "EX",
        G.PROCESSING: "AW CD IN LP",
        G.DUPLICATE: "DP PM",
        G.CREDIT_NOT_PROCESSED: "RN2",
        G.NOT_RECEIVED: "RG",
        G.NOT_AS_DESCRIBED: "RM",
        G.FRAUD: "AA UA01 UA02 UA05 UA06",
    },
}


@dataclass(frozen=True, slots=True)
class Reason:
    code: str
    scheme: Scheme
    group: ReasonGroup

    @property
    def root_cause(self) -> RootCause:
        """What is told of it at the end."""
        return ROOT_CAUSES[self.group]


REASONS: Mapping[str, Reason] = {
    code: Reason(code, scheme, group)
    for scheme, groups in _BY_SCHEME.items()
    for group, codes in groups.items()
    for code in codes.split()
}

_STAGES: Mapping[str, Stage] = {
    "inquiry": Stage.INQUIRY,
    "retrieval": Stage.INQUIRY,
    "chargeback": Stage.CHARGEBACK,
    "prearb": Stage.PRE_ARBITRATION,
    "pre-arb": Stage.PRE_ARBITRATION,
    "pre-arbitration": Stage.PRE_ARBITRATION,
    "pre_arbitration": Stage.PRE_ARBITRATION,
}
_ARUDD = re.compile(r"(?:ARUDD|BACS)[ _-]?([0-9AB])")
_CODE = re.compile(r"[A-Z0-9][A-Z0-9._-]{0,15}")


def parse_reason(text: str) -> tuple[Stage | None, str]:
    """Split what an import says, such as "inquiry 13.1": the stage (None = not said) and the code in capitals.

    A code that is not known is kept as it stands. The code is "" where there is none, or where no code can look so.
    """
    first, _, rest = " ".join(text.split()).partition(" ")
    stage = _STAGES.get(first.lower().rstrip(":"))
    code = (rest if stage is not None else f"{first} {rest}").strip().upper()
    if found := _ARUDD.fullmatch(code):
        return stage, f"ARUDD-{found[1]}"
    return stage, code if _CODE.fullmatch(code) else ""


def reason_of(code: str) -> Reason | None:
    """What is known of a code; None where it is none of the list."""
    return REASONS.get(code)


def group_of(code: str) -> ReasonGroup:
    """What a code belongs to; UNKNOWN for one that is not in the list, or for none."""
    found = REASONS.get(code)
    return found.group if found is not None else ReasonGroup.UNKNOWN


def root_cause_of(code: str) -> RootCause:
    """The root cause that a code stands for; UNKNOWN for one that is not in the list, or for none."""
    return ROOT_CAUSES[group_of(code)]

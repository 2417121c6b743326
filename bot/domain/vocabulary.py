"""The closed lists. The database, the API and the texts use exactly these strings."""

from __future__ import annotations

from enum import StrEnum


class CaseState(StrEnum):
    OPEN = "open"  # the playbook is running
    WAITING = "waiting"  # until a known time: promise, trace, answer
    HELD = "held"  # nothing automatic until a person or an event lifts it
    DECIDING = "deciding"  # a proposal waits for approval
    EXECUTING = "executing"  # approved, being carried out
    CLOSED = "closed"  # with outcome and root cause


class TouchState(StrEnum):
    PLANNED = "planned"  # decided, its time has not come
    QUEUED = "queued"  # in the outbox, may be claimed
    CLAIMED = "claimed"  # a worker holds a lease on it
    SENDING = "sending"  # the call to the provider has begun
    SENT = "sent"  # the provider accepted it
    DELIVERED = "delivered"  # the provider says that it arrived
    FAILED = "failed"  # the provider says that it never will
    UNKNOWN = "unknown"  # the call ended without an answer; being looked up
    CANCELLED = "cancelled"  # no longer applies: reply, payment, closing
    REFUSED = "refused"  # a rule forbids it
    SUPERSEDED = "superseded"  # overtaken by a later step


class TouchClass(StrEnum):
    CHASE = "chase"  # asks somebody who owes
    NOTICE = "notice"  # we owe, or plain information
    RESPONSE = "response"  # answers a person's message
    STAFF = "staff"  # to our own people


class Channel(StrEnum):
    EMAIL = "email"
    SMS = "sms"
    CHAT = "chat"
    WHATSAPP = "whatsapp"
    VOICE = "voice"
    SLACK = "slack"


class Role(StrEnum):
    OPERATOR = "operator"  # works cases, makes proposals
    APPROVER = "approver"  # checks proposals up to a ceiling
    SUPERVISOR = "supervisor"  # is escalated to; higher ceiling
    ADMIN = "admin"  # configures; moves no money
    CLIENT_CONTACT = "client_contact"  # the client's own person
    AUDITOR = "auditor"  # reads everything, changes nothing


class CustomerKind(StrEnum):
    CONSUMER = "consumer"
    BUSINESS = "business"


class CaseType(StrEnum):
    MISSING_PAYMENT = "missing_payment"
    FAILED_PAYMENT = "failed_payment"
    UNDERPAYMENT = "underpayment"
    OVERPAYMENT = "overpayment"
    DUPLICATE_PAYMENT = "duplicate_payment"
    UNIDENTIFIED_PAYMENT = "unidentified_payment"
    INVOICE_MISMATCH = "invoice_mismatch"
    CURRENCY_MISMATCH = "currency_mismatch"
    DATA_MISMATCH = "data_mismatch"
    MISALLOCATED_PAYMENT = "misallocated_payment"
    DISPUTED_CHARGE = "disputed_charge"
    CHARGEBACK = "chargeback"
    BANK_REVERSAL = "bank_reversal"
    GATEWAY_REVERSAL = "gateway_reversal"
    MERCHANT_ERROR = "merchant_error"
    REFUND_REQUEST = "refund_request"
    MISSED_DISCOUNT = "missed_discount"
    BILLING_ERROR = "billing_error"
    PLAN_CHANGE = "plan_change"
    MANUAL_ADJUSTMENT = "manual_adjustment"
    CREDIT_OR_REFUND = "credit_or_refund"
    UNACKNOWLEDGED_ADJUSTMENT = "unacknowledged_adjustment"


class Owes(StrEnum):
    """Who owes: sets the tone ladder and the direction in which cases may be merged."""

    THEY = "they"  # the customer owes
    WE = "we"  # we hold the customer's money or made the error: never press
    OPEN = "open"  # facts are missing
    EITHER = "either"  # the correction may go either way


class ResolutionKind(StrEnum):
    REFUND = "refund"
    CREDIT_NOTE = "credit_note"
    WRITE_OFF = "write_off"
    INVOICE_REVISION = "invoice_revision"
    REALLOCATION = "reallocation"
    PAYMENT_PLAN = "payment_plan"
    RETRY = "retry"
    EXTRA_CHARGE = "extra_charge"
    DATA_CORRECTION = "data_correction"
    ACCEPT_CHARGEBACK = "accept_chargeback"
    REPRESENT = "represent"
    REFUSE = "refuse"
    HAND_OVER = "hand_over"
    CHARGE_STANDS = "charge_stands"


class Outcome(StrEnum):
    PAYMENT_RECEIVED = "payment_received"
    PAID_UNDER_DISPUTE = "paid_under_dispute"
    BALANCE_PAID = "balance_paid"
    TRACE_FOUND = "trace_found"
    REFUNDED = "refunded"
    CREDITED = "credited"
    APPLIED = "applied"
    REALLOCATED = "reallocated"
    WRITTEN_OFF = "written_off"
    INVOICE_REVISED = "invoice_revised"
    PLAN_AGREED = "plan_agreed"
    CHARGE_STANDS = "charge_stands"
    REFUSED = "refused"
    RETRIED = "retried"
    EXTRA_CHARGED = "extra_charged"
    DATA_CORRECTED = "data_corrected"
    CHARGEBACK_ACCEPTED = "chargeback_accepted"
    REPRESENTED = "represented"
    HANDED_OVER = "handed_over"
    OPENED_BY_MISTAKE = "opened_by_mistake"


class RootCause(StrEnum):
    HUMAN_ERROR = "human_error"
    SYSTEM_ERROR = "system_error"
    DOUBLE_PAYMENT = "double_payment"
    INCORRECT_BILLING = "incorrect_billing"
    CURRENCY_CONVERSION = "currency_conversion"
    BANK_REJECTION = "bank_rejection"
    FRAUD = "fraud"
    DISSATISFACTION = "dissatisfaction"
    PROCESS_DELAY = "process_delay"
    UNKNOWN = "unknown"


class Stage(StrEnum):
    """How far a chargeback has gone. Each has its own clock and what may still be done."""

    INQUIRY = "inquiry"  # the issuer asks: explaining or refunding still ends it
    CHARGEBACK = "chargeback"  # the money was taken: a refund would pay twice
    PRE_ARBITRATION = "pre_arbitration"  # the issuer contests what we represented


class TaskKind(StrEnum):
    """What sort of work a task is: staff see what belongs to it."""

    CALL = "call"  # with the type's call script
    CHECK_BANK = "check_bank"
    EVIDENCE_PACK = "evidence_pack"
    FIND_ADDRESS = "find_address"
    LOOK_UP = "look_up"


class Party(StrEnum):
    """Whom else but the customer a playbook asks."""

    CLIENT = "client"  # the client's own people
    BANK = "bank"
    GATEWAY = "gateway"


class InquiryNews(StrEnum):
    """What else may become of an inquiry than an answer: a person is told."""

    UNDELIVERED = "undelivered"  # its e-mail reaches nobody
    WRITTEN = "written"  # somebody answered the e-mail instead of choosing an answer


class InquiryState(StrEnum):
    ASKED = "asked"
    OVERDUE = "overdue"  # nobody answered in time; an answer still counts
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"  # paid, closed or re-typed meanwhile: nobody needs it any more


class Intent(StrEnum):
    ALREADY_PAID = "already_paid"
    PROMISE_TO_PAY = "promise_to_pay"
    PAYMENT_PLAN = "payment_plan"
    DISPUTE = "dispute"
    REFUND_REQUEST = "refund_request"
    KEEP_AS_CREDIT = "keep_as_credit"
    HOW_TO_PAY = "how_to_pay"
    DOCUMENT_REQUEST = "document_request"
    PROVIDE_DETAILS = "provide_details"
    AFFIRM = "affirm"
    DENY = "deny"
    WRONG_PERSON = "wrong_person"
    CHANGE_CONTACT = "change_contact"
    OPT_OUT = "opt_out"
    OPT_IN = "opt_in"
    HUMAN_REQUEST = "human_request"
    LEGAL_NOTICE = "legal_notice"
    COMPLAINT = "complaint"
    ACKNOWLEDGEMENT = "acknowledgement"
    AUTOMATIC_REPLY = "automatic_reply"
    OTHER = "other"


class Flag(StrEnum):
    SCAM_FEAR = "scam_fear"
    FRAUD_VICTIM = "fraud_victim"
    VULNERABLE = "vulnerable"
    SELF_HARM = "self_harm"
    MINOR = "minor"
    BEREAVED = "bereaved"
    BREATHING_SPACE = "breathing_space"
    ABUSIVE = "abusive"


# Every flag but these two puts the customer under PERSON-ONLY.
FLAGS_WITHOUT_PERSON = frozenset({Flag.SCAM_FEAR, Flag.ABUSIVE})
# PERSON-ONLY: what puts a customer in a person's care, and is therefore told to nobody else. Of the intents the core
# holds a legal notice itself; a complaint is held by every playbook, which is checked when it is read.
PERSONAL_FLAGS = frozenset(Flag) - FLAGS_WITHOUT_PERSON
PERSONAL_INTENTS = frozenset({Intent.LEGAL_NOTICE, Intent.COMPLAINT})


class Question(StrEnum):
    """What was last asked of the customer: the context in which a short answer is read."""

    CONFIRM = "confirm"
    WHICH_CASE = "which_case"
    WHICH_DAY = "which_day"
    WHICH_AMOUNT = "which_amount"
    REFERENCE = "reference"
    REFUND_OR_CREDIT = "refund_or_credit"
    REASON = "reason"
    EVIDENCE = "evidence"
    CONTACT = "contact"


class DateRole(StrEnum):
    PAID_ON = "paid_on"
    WILL_PAY_ON = "will_pay_on"
    OTHER = "other"


class HoldKind(StrEnum):
    """Why nothing automatic happens. Every hold has an owner and a deadline."""

    UNDECIDED_REPLY = "undecided_reply"  # a person must read what the customer wrote
    DISPUTE = "dispute"  # the contested part is being looked into
    PERSON_ONLY = "person_only"  # PERSON-ONLY: only a person lifts it
    WRONG_PERSON = "wrong_person"  # the contact is not the customer
    HUMAN_REQUEST = "human_request"  # the customer wants a person
    TRACE = "trace"  # the customer says it was paid; being traced
    NO_ADDRESS = "no_address"  # no channel is left that may be used
    PROMISE_BROKEN = "promise_broken"  # broken twice
    END_OF_PLAYBOOK = "end_of_playbook"  # the ladder ended with a person
    REQUEST = "request"  # the customer asked for something that a person must do
    STAFF = "staff"  # a person holds it
    NOT_CARRIED_OUT = "not_carried_out"  # approved or proposed, aged


class ProposalState(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CARRIED_OUT = "carried_out"
    CONFIRMED = "confirmed"


class ReceiptKind(StrEnum):
    """What a provider says became of a message, in our words. Ranked: never goes down."""

    ACCEPTED = "accepted"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    READ = "read"


class FailureClass(StrEnum):
    """What a provider's error means for us."""

    BAD_ADDRESS = "bad_address"  # suppress the address on this medium
    OPTED_OUT = "opted_out"  # suppress, never retry
    CONFIGURATION = "configuration"  # alarm, do not burn the case
    SLOW_DOWN = "slow_down"  # never processed: safe to retry later
    TEMPORARY = "temporary"  # retry a few times
    STOP_CHANNEL = "stop_channel"  # this person cannot be reached on this channel
    FILTERED = "filtered"  # stop and alarm on the rate
    REGISTRATION = "registration"  # sender registration or debt rules: alarm
    CONTENT = "content"  # the message itself was refused
    UNKNOWN = "unknown"  # no answer: the truth is not known

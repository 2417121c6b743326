// Labels of closed lists, for people.

const SPECIAL = { sms: "text message", email: "e-mail", chat: "the page", "": "" };

export const TYPES = {
  missing_payment: "Missing payment", underpayment: "Underpayment", overpayment: "Overpayment",
  duplicate_payment: "Duplicate payment", disputed_charge: "Disputed charge", refund_request: "Refund request",
  failed_payment: "Failed payment", bank_reversal: "Bank reversal", chargeback: "Chargeback", merchant_error: "Our own error",
  invoice_mismatch: "Invoice mismatch", plan_change: "Plan change",
};

export const LANGUAGES = { de: "Deutsch", en: "English", es: "español", fr: "français", it: "italiano" };

export const STATES = {
  open: "Running", waiting: "Waiting", held: "With a person", deciding: "To be approved",
  executing: "To be carried out", closed: "Closed",
};

export function plain(label) {
  const words = String(label || "").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function channel(name) {
  return SPECIAL[name] ?? name;
}

export const BY = { clock: "clock", customer: "customer", provider: "provider", bot: "bot" };

export function who(actor, staff) {
  if (actor.startsWith("import")) return "ledger";
  return staff.get(actor) || BY[actor] || actor;
}

const STEPS = {
  first: "First reminder", second: "Second reminder", third: "Third reminder", formal: "Formal notice", inform: "Notice",
  remind: "Reminder", last: "Last reminder", received: "Confirmation", update: "News", ask_evidence: "Ask for evidence",
  ask_reason: "Ask for the reason", call: "A person calls", hand_over: "A person takes over", person: "A person takes over",
  answer_due: "Our answer is due", promise_reminder: "Reminder of the promise", promise_broken: "The promise is broken",
  proposal_expired: "The proposal expires", refund: "A refund is proposed", answer: "Answer", escalation: "It goes one level up",
};

const SENT = { promise_broken: "Word about the broken promise" }; // where the same step also is a message

export function stepName(step, by = "") {
  return (by && SENT[step]) || STEPS[step] || plain(step);
}

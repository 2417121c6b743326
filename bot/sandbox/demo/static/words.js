// Labels of closed lists, for people.

const SPECIAL = { sms: "text message", email: "e-mail", chat: "the page", "": "" };

export const TYPES = {
  missing_payment: "Missing payment", underpayment: "Underpayment", overpayment: "Overpayment",
  duplicate_payment: "Duplicate payment", disputed_charge: "Disputed charge", refund_request: "Refund request",
};

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

"""Public sets of mails, as their authors lay them out, read from a folder of fetched repositories `owner+name`.

Nothing of them is copied here. What a set's own tests expect is read from their source without running it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import unescape
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ReplyCase:
    source: str  # owner+name of the repository
    name: str
    text: str = ""
    html: str = ""
    expected: str | None = None  # the whole of the customer's words
    keeps: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeaderCase:
    source: str
    name: str
    headers: dict[str, str]
    automatic: bool


def reply_cases(folder: Path) -> Iterator[ReplyCase]:
    """Yield every reply that a set says how to strip. Sets that are not there are left out."""
    readers = {
        "discourse+email_reply_trimmer": _pairs,
        "mailgun+talon": _talon,
        "zapier+email-reply-parser": _python_tests,
        "EdgeTier+email-reply-parser": _python_tests,
        "alfonsrv+mail-parser-reply": _python_tests,
        "crisp-oss+email-reply-parser": _javascript_tests,
        "closeio+quotequail": _quotequail,
        "willdurand+EmailReplyParser": _php_tests,
    }
    for name, reader in readers.items():
        if (folder / name).is_dir():
            yield from reader(folder / name)


def _pairs(root: Path) -> Iterator[ReplyCase]:
    for path in sorted((root / "test/emails").glob("*.txt")):
        trimmed = root / "test/trimmed" / path.name
        yield ReplyCase(root.name, path.stem, _read(path), expected=_read(trimmed))


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


# talon: `eq_(expected, quotations.extract_from_plain(body))`, files of mails, files of markup.


def _talon(root: Path) -> Iterator[ReplyCase]:
    yield from _talon_source(root, "text_quotations_test.py", html=False)
    yield from _talon_source(root, "html_quotations_test.py", html=True)
    for path in sorted((root / "tests/fixtures/standard_replies").glob("*.eml")):
        given = path.with_name(path.stem + "_reply_text")
        part = _message(path).get_body(("plain",))
        yield ReplyCase(
            root.name,
            path.stem,
            part.get_content() if part else "",
            expected=_read(given) if given.exists() else "Hello",
        )
    for path in sorted((root / "tests/fixtures/html_replies").glob("*.html")):
        yield ReplyCase(root.name, path.stem, html=_read(path), expected="Hi. I am fine.\n\nThanks,\nAlex")


def _talon_source(root: Path, file: str, *, html: bool) -> Iterator[ReplyCase]:
    for function in _functions(root / "tests" / file):
        if function.decorator_list:  # run with a part of the parser replaced
            continue
        known: dict[str, str] = {}
        count = 0
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                value = _string(node.value, known)
                if value is not None:
                    known[node.targets[0].id] = value
        for node in _in_order(function):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                value = _string(node.value, known)
                if value is not None:
                    known[node.targets[0].id] = value
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "eq_"):
                continue
            body = _string(_argument_of(node.args[1], "extract_from"), known)
            expected = _string(_unwrapped(node.args[0]), known)
            if body is None or expected is None or not body:
                continue
            count += 1
            case = ReplyCase(root.name, f"{function.name}.{count}", body, expected=expected)
            yield replace(case, text="", html=body, expected=re.sub(r"<[^>]*>", " ", expected)) if html else case


def _in_order(function: ast.FunctionDef) -> list[ast.AST]:
    return sorted(ast.walk(function), key=lambda node: (getattr(node, "lineno", 0), getattr(node, "col_offset", 0)))


def _unwrapped(node: ast.expr) -> ast.expr:
    """`RE_WHITESPACE.sub("", x)` is x: spaces are not compared."""
    if isinstance(node, ast.Call) and len(node.args) == 2:
        return node.args[1]
    return node


def _argument_of(node: ast.AST, name: str) -> ast.expr | None:
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr.startswith(name):
            return call.args[0]
    return None


def _string(node: ast.AST | None, known: dict[str, str]) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Name):
        return known.get(node.id)
    return None


def _functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(_read(path))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test"):
            yield node


# The family of email_reply_parser in Python: a file is read, and what is left of it is compared.

_OWN = re.compile(
    r"parse_reply|\.reply\b|replies\[0\]\.body|latest_reply|^body|fragments\[0\]\.content|msg\.fragments\[0\]"
)
_LIMITED = {"long_passage", "test_word_limit"}  # they cut after a number of words


def _python_tests(root: Path) -> Iterator[ReplyCase]:
    cases: dict[str, ReplyCase] = {}
    for function in _functions(next((root / "test").glob("test_*.py"))):
        names: dict[str, str] = {}
        for node in _in_order(function):
            _remember_name(node, names)
            _expect(root, node, names, cases)
    yield from (case for case in cases.values() if case.name not in _LIMITED)


def _remember_name(node: ast.AST, names: dict[str, str]) -> None:
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        name = _file_name(node.value) or next(
            (names[part.id] for part in ast.walk(node.value) if isinstance(part, ast.Name) and part.id in names), None
        )
        if name and "include=False" not in ast.unparse(node.value):
            names[node.targets[0].id] = name
        else:
            names.pop(node.targets[0].id, None)
    if isinstance(node, ast.withitem) and isinstance(node.optional_vars, ast.Name):
        name = _file_name(node.context_expr)
        if name:
            names[node.optional_vars.id] = name


def _file_name(node: ast.AST) -> str | None:
    for part in ast.walk(node):
        if isinstance(part, ast.Call) and part.args and isinstance(part.args[0], ast.Constant):
            called = ast.unparse(part.func)
            if called.endswith("get_email") or called == "open":
                return Path(str(part.args[0].value)).stem
    return None


def _expect(root: Path, node: ast.AST, names: dict[str, str], cases: dict[str, ReplyCase]) -> None:
    test = _tested(node)
    if test is None:
        return
    name = next((names[part.id] for part in ast.walk(test) if isinstance(part, ast.Name) and part.id in names), None)
    values = [part.value for part in ast.walk(test) if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    if (
        name is None
        or not values
        or not any(_OWN.search(ast.unparse(part)) for part in ast.walk(test) if isinstance(part, ast.expr))
    ):
        return
    path = root / "test/emails" / f"{name}.txt"
    case = cases.get(name) or ReplyCase(root.name, name, _read(path))
    source = ast.unparse(test)
    if "len(" in source:
        return
    if "assertEqual" in source or " == " in source:
        case = replace(case, expected=values[0])
    elif "assertNotIn" in source or " not in " in source:
        case = replace(case, lacks=(*case.lacks, values[0]))
    else:
        case = replace(case, keeps=(*case.keeps, values[0]))
    cases[name] = case


def _tested(node: ast.AST) -> ast.expr | None:
    if isinstance(node, ast.Assert):
        return node.test
    if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("self.assert"):
        return node if ast.unparse(node.func) != "self.assertTrue" else node.args[0]
    return None


# The same family in JavaScript.

_COLUMNS = 3
_TEST = re.compile(r"export function te[xs]t_\w+\(test\)\s*\{(.*?)\n\};?", re.DOTALL)
_JS_FILE = re.compile(r"get_email\(\"(\w+)\"\)")
_JS_EQUAL = re.compile(
    r"test\.equal\((COMMON_FIRST_FRAGMENT|\"(?:[^\"\\]|\\.)*\"),\s*(?:fragments\[0\]|text\b|email\.getVisibleText)"
)
_JS_COMMON = re.compile(r"const COMMON_FIRST_FRAGMENT = '(.*?)';", re.DOTALL)
_JS_LIKE = re.compile(r"test\.equal\(true, /(\^?)((?:[^/\\]|\\.)*)/m?\.test\(fragments\[0\]")


def _javascript_tests(root: Path) -> Iterator[ReplyCase]:
    source = _read(root / "test/test.js")
    common = _JS_COMMON.search(source)
    shared = re.sub(r"\\n\\\n", "\n", common.group(1)) if common else ""
    for body in _TEST.findall(source):
        file = _JS_FILE.search(body)
        if file is None:
            continue
        case = ReplyCase(root.name, file.group(1), _read(root / "test/fixtures" / f"{file.group(1)}.txt"))
        equal = _JS_EQUAL.search(body)
        if equal and "/.test(fragments[2])" not in body:  # the first of several parts is not the whole
            value = shared if equal.group(1).startswith("COMMON") else str(ast.literal_eval(equal.group(1)))
            case = replace(case, expected=value)
        keeps = tuple(re.sub(r"\\(.)", r"\1", text) for _, text in _JS_LIKE.findall(body))
        case = replace(case, keeps=keeps)
        if case.expected is not None or case.keeps:
            yield case


# quotequail: a table of (body, parts, parts with the introduction in the quote); a part is (own, text).


def _quotequail(root: Path) -> Iterator[ReplyCase]:
    for file, html in (("test_quote.py", False), ("test_quote_html.py", True)):
        rows = [row for node in ast.walk(ast.parse(_read(root / "tests" / file))) for row in _table(node)]
        for count, (body, _, parts) in enumerate(rows, 1):
            own = "\n".join(text for kept, text in parts if kept)
            case = ReplyCase(root.name, f"{file}.{count}", body, expected=own)
            yield replace(case, text="", html=body, expected=_shown(own)) if html else case


def _shown(markup: str) -> str:
    return unescape(re.sub(r"<(?:head|style)\b.*?</(?:head|style)>|<[^>]*>", " ", markup, flags=re.DOTALL))


def _table(node: ast.AST) -> list[tuple[str, object, list[tuple[bool, str]]]]:
    """Return the rows of `@pytest.mark.parametrize(..., rows)` with three columns of constants."""
    if not (isinstance(node, ast.Call) and ast.unparse(node.func).endswith("parametrize")):
        return []
    try:
        rows = ast.literal_eval(node.args[1])
    except ValueError:
        return []
    return [row for row in rows if len(row) == _COLUMNS and isinstance(row[2], list)]


# The same family in PHP: one text that many mails begin with.

_PHP_COMMON = re.compile(
    r"const COMMON_FIRST_FRAGMENT = <<<EMAIL\n(.*?)\nEMAIL;|COMMON_FIRST_FRAGMENT = '(.*?)';", re.DOTALL
)
_PHP_TEST = re.compile(r"getFixtures\('([\w-]+\.txt)'\)(.*?)(?=public function|\Z)", re.DOTALL)


def _php_tests(root: Path) -> Iterator[ReplyCase]:
    source = "\n".join(_read(path) for path in sorted((root / "tests").rglob("*Test.php")))
    found = _PHP_COMMON.search(source)
    shared = (found.group(1) or found.group(2)) if found else ""
    for name, body in _PHP_TEST.findall(source):
        if "COMMON_FIRST_FRAGMENT, trim($fragments[0])" in body:
            yield ReplyCase(root.name, Path(name).stem, _read(root / "tests/Fixtures" / name), expected=shared)


# Mails with their headers: bounces, feedback reports, automatic replies; and ordinary ones.

_AUTOMATIC = (
    "sisimai+set-of-emails/maildir/bsd",
    "mailgun+flanker/tests/fixtures/messages/bounce",
    "mikel+mail/spec/fixtures/emails/multipart_report_emails",
)
_MIXED = (
    "redmine+redmine/test/fixtures/mail_handler",
    "mikel+mail/spec/fixtures/emails",
    "mailgun+flanker/tests/fixtures/messages",
)


# Among the mixed ones by their own text: reports, a bounce, advertising, a shop's notice.
_AUTOMATIC_AMONG = {"aol", "yahoo", "disposition-notification", "raw_email_with_mimepart_without_content_type"} | {
    "bad_date_header",
    "encoding_madness",
}


def header_cases(folder: Path) -> Iterator[HeaderCase]:
    """Yield automatic mails, and ordinary ones: those of the other folders in which no bounce lies."""
    seen: set[Path] = set()
    for place in _AUTOMATIC:
        for path in sorted((folder / place).glob("*.eml")):
            seen.add(path)
            yield _header_case(folder, path, automatic=True)
    for place in _MIXED:
        for path in sorted((folder / place).rglob("*.eml")):
            if path not in seen:
                yield _header_case(folder, path, automatic=path.stem in _AUTOMATIC_AMONG)


def _header_case(folder: Path, path: Path, *, automatic: bool) -> HeaderCase:
    message = _message(path)
    headers: dict[str, str] = {}
    for name in dict.fromkeys(message.keys()):
        try:
            headers[name] = ", ".join(str(value) for value in message.get_all(name, []))
        except Exception:  # email's own parser fails on some broken headers
            headers[name] = ""
    return HeaderCase(path.relative_to(folder).parts[0], path.stem, headers, automatic)


def _message(path: Path) -> EmailMessage:
    raw = path.read_bytes()
    if raw.startswith(b"From "):
        raw = raw.partition(b"\n")[2]
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message

"""docs/writing-playbooks.md, done as it says: every file is written, every command run, every promised line looked for."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.flow.shell import FOLLOWUP, ROOT, Shell

GUIDE = ROOT / "docs" / "writing-playbooks.md"
BLOCK = re.compile(
    r"(?:<!-- (?P<verb>file|append|change): (?P<path>\S+) -->\n)?```(?P<kind>\w+)(?: exit=(?P<exit>\d))?\n(?P<body>.*?)```",
    re.DOTALL,
)


@dataclass(frozen=True)
class Block:
    kind: str
    body: str
    verb: str
    path: str
    exit: int


def blocks() -> list[Block]:
    found = BLOCK.finditer(GUIDE.read_text("utf-8"))
    return [Block(m["kind"], m["body"], m["verb"] or "", m["path"] or "", int(m["exit"] or 0)) for m in found]


def write(folder: Path, block: Block) -> None:
    path = folder / block.path
    match block.verb:
        case "file":
            path.write_text(block.body, "utf-8")
        case "append":
            path.write_text(path.read_text("utf-8") + block.body, "utf-8")
        case "change":
            before, after = block.body.split("---\n")
            text = path.read_text("utf-8")
            assert text.count(before) == 1
            path.write_text(text.replace(before, after), "utf-8")


def test_the_guide_leads_from_nothing_to_a_checked_playbook(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    folder, said = tmp_path, ""
    ran = 0
    for block in blocks():
        if block.kind == "sh":
            script = block.body.replace("followup ", f"{FOLLOWUP} ")
            done = subprocess.run(
                ["bash", "-e", "-c", f"{script}\npwd > {tmp_path}/where"] if not block.exit else ["bash", "-c", script],
                cwd=folder,
                env=shell.environment,
                capture_output=True,
                text=True,
                timeout=300,
                check=False,
            )
            said = done.stdout + done.stderr
            assert done.returncode == block.exit, f"{block.body}\n{said}"
            folder = Path((tmp_path / "where").read_text("utf-8").strip())
            ran += 1
        elif block.kind == "text":
            for line in filter(None, block.body.splitlines()):
                assert line in said, f"{line!r} was promised. It said:\n{said}"
        elif block.verb:
            write(folder, block)
    assert ran >= 10
    assert "<svg" in (folder / "missed_discount.html").read_text("utf-8")
    assert "<iframe sandbox" in (folder / "story.html").read_text("utf-8")


def test_every_block_of_the_guide_is_one_that_is_tried() -> None:
    for block in blocks():
        assert block.kind in {"sh", "text", "yaml"}
        assert block.kind != "yaml" or block.verb

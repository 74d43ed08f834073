"""Finds the words of the screens in the code: English msgids in Python files and in Django templates.

A msgid must be, letter for letter, what Django looks up when the page is made: a variable in a block becomes
`%(name)s`, a percent sign in a template is doubled, line ends stay unless the block is `trimmed`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from babel.messages.extract import extract
from django.template.base import Lexer, Token, TokenType
from django.utils.text import unescape_string_literal
from django.utils.translation import trim_whitespace

from mortel.pure.uses import use_of_template, uses_in_styles

_ONE: Final = None
_PLURAL: Final = (1, 2)
_IN_CONTEXT: Final = ((1, "c"), 2)
_PLURAL_IN_CONTEXT: Final = ((1, "c"), 2, 3)
_KEYWORDS: Final = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), _ONE),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), _PLURAL),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), _IN_CONTEXT),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), _PLURAL_IN_CONTEXT),
}
_QUOTED: Final = r""""[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*'"""
_LITERAL: Final = re.compile(_QUOTED)
_MARKED_LITERAL: Final = re.compile(rf"\b_\(({_QUOTED})\)")


class Unreadable(Exception):
    """A place in a template whose words cannot be known before the page is made; the message says which."""


@dataclass(frozen=True, slots=True)
class Found:
    """One msgid at one place. `plural` and `context` are empty for most; `file` is relative to the package."""

    msgid: str
    plural: str = ""
    context: str = ""
    file: str = ""


def found_in(package: Path) -> list[Found]:
    """Every msgid of a package, file by file. Unreadable names the file and the tag."""
    found: list[Found] = []
    for path in sorted(package.rglob("*")):
        if not path.is_file():
            continue
        file = path.relative_to(package).as_posix()
        if path.suffix == ".py" and "migrations" not in path.parts:
            found += in_python(path, file)
        elif "templates" in path.parts and path.suffix in {".html", ".txt"}:
            found += in_template(path.read_text(), file)
            found += in_component(path.read_text(), file)
        elif path.suffix == ".css":
            found += [Found(use.sentence, file=file) for use in uses_in_styles(path.read_text())]
    return found


def in_component(source: str, file: str) -> Iterator[Found]:
    """The sentence that says when to use a component: the style guide shows it, so it is a word of a screen."""
    if "/components/" in file and (use := use_of_template(Path(file).stem, source)):
        yield Found(use.sentence, file=file)


def in_python(path: Path, file: str) -> Iterator[Found]:
    with path.open("rb") as source:
        for _line, words, _comments, context in extract("python", source, keywords=_KEYWORDS):
            one, plural = words if isinstance(words, tuple) else (words, "")
            yield Found(one, plural, context or "", file)


def in_template(source: str, file: str = "") -> Iterator[Found]:
    tokens = iter(Lexer(source).tokenize())
    for token in tokens:
        if token.token_type not in {TokenType.BLOCK, TokenType.VAR}:
            continue
        for literal in _MARKED_LITERAL.findall(token.contents):
            yield Found(_doubled(unescape_string_literal(literal)), file=file)
        tag, *options = token.split_contents() if token.token_type == TokenType.BLOCK else [""]
        if tag == "comment":
            _rest_until(tokens, "endcomment")
        elif tag in {"translate", "trans"}:
            yield Found(_words_of(options, file), context=_context(options, file), file=file)
        elif tag in {"blocktranslate", "blocktrans"}:
            yield _block(tag, options, tokens, file)


def _words_of(options: list[str], file: str) -> str:
    literal = _LITERAL.match(options[0]) if options else None
    if literal is None:
        raise Unreadable(
            f"{file}: translate {' '.join(options)}: the words must stand between quotation marks"
        )
    return _doubled(unescape_string_literal(literal[0]))


def _context(options: list[str], file: str) -> str:
    if "context" not in options[1:]:
        return ""
    literal = options[options.index("context", 1) + 1]
    if not _LITERAL.fullmatch(literal):
        raise Unreadable(f"{file}: context {literal}: the context must stand between quotation marks")
    return unescape_string_literal(literal)


def _block(tag: str, options: list[str], tokens: Iterator[Token], file: str) -> Found:
    inside = _rest_until(tokens, f"end{tag}")
    split = next((i for i, t in enumerate(inside) if t.token_type == TokenType.BLOCK), len(inside))
    is_trimmed = "trimmed" in options
    one, plural = _joined(inside[:split], is_trimmed), _joined(inside[split + 1 :], is_trimmed)
    return Found(one, plural, _context(["", *options], file), file)


def _rest_until(tokens: Iterator[Token], end: str) -> list[Token]:
    inside = []
    for token in tokens:
        if token.token_type == TokenType.BLOCK and token.contents.split()[0] == end:
            break
        inside.append(token)
    return inside


def _joined(tokens: list[Token], is_trimmed: bool) -> str:
    parts = []
    for token in tokens:
        if token.token_type == TokenType.TEXT:
            parts.append(_doubled(token.contents))
        elif token.token_type == TokenType.VAR:
            parts.append(f"%({token.contents})s")
    text = "".join(parts)
    return trim_whitespace(text) if is_trimmed else text


def _doubled(text: str) -> str:
    return text.replace("%", "%%")

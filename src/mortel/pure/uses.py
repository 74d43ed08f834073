"""What a component says about itself: the sentence that tells when to use it.

A template says it in its first comment, a shape that is only style in a comment above its rules:

    {# Use where a list has nothing in it. Parameters: title, text. #}
    /* .button: Use for what somebody does on this page. */

The style guide shows these sentences and the messages hold their Dutch; there is no other copy.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FIRST_COMMENT = re.compile(r"\s*\{# (Use .*?)\s*#\}")
_IN_STYLES = re.compile(r"/\* \.?([a-z][a-z-]*): (Use .*?)\s*\*/", re.DOTALL)
_FILES = re.compile(r"([a-z-]+)\.html")


@dataclass(frozen=True, slots=True)
class Use:
    """`parameters`: what the template takes, in English, for whoever writes pages; empty for a style."""

    name: str
    sentence: str
    parameters: str = ""

    @property
    def part_of(self) -> tuple[str, ...]:
        """The components that this one is only a piece of ("Use only from field.html: ..."); empty for most."""
        head, _, _ = self.sentence.partition(":")
        return tuple(_FILES.findall(head)) if head.startswith("Use only from") else ()


def use_of_template(name: str, source: str) -> Use | None:
    """None when the template does not begin with such a comment."""
    if not (comment := _FIRST_COMMENT.match(source)):
        return None
    sentence, *rest = re.split(r" Parameters?: ", comment[1], maxsplit=1)
    return Use(name, sentence, rest[0] if rest else "")


def uses_in_styles(css: str) -> Iterator[Use]:
    for name, sentence in _IN_STYLES.findall(css):
        yield Use(name, " ".join(sentence.split()))

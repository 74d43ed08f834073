"""The field for what somebody writes for herself."""

from django import forms

from mortel.pure.blank import is_blank


class OwnText(forms.CharField):
    """A text as its writer sees it: line ends of one character, no NUL, and empty when there is nothing to see.

    A browser sends each line end as two characters. NUL comes along with what is pasted from broken files; nobody can
    see or type it, so a sentence about it would ask for something that nobody can do.
    """

    def to_python(self, value: str | None) -> str:
        text = (super().to_python(value) or "").replace("\r\n", "\n").replace("\x00", "").strip()
        return "" if is_blank(text) else text

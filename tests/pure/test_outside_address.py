"""Addresses outside the house: https, a named host, and nothing that looks like something else."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortel.pure.outside_address import LONGEST, AddressRefused, host_of, outside_address


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://toolbox.example/map", "https://toolbox.example/map"),
        ("  toolbox.example ", "https://toolbox.example"),
        ("HTTPS://Toolbox.Example/Map?a=1&b=%20#c", "https://toolbox.example/Map?a=1&b=%20#c"),
        ("https://toolbox.example:8443/", "https://toolbox.example:8443/"),
        ("https://xn--hrtje-iva.example/ë", "https://xn--hrtje-iva.example/ë"),
        ("https://a-b.c9.example/(x)", "https://a-b.c9.example/(x)"),
        ("https://toolbox.example?q=1@2", "https://toolbox.example?q=1@2"),
    ],
)
def test_an_address_is_kept_as_https_with_a_small_host(typed: str, kept: str) -> None:
    assert outside_address(typed) == kept
    assert outside_address(kept) == kept


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("http://toolbox.example/", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("JaVaScRiPt:alert(1)//https://toolbox.example", "scheme"),
        ("data:text/html;base64,PHNjcmlwdD4=", "scheme"),
        ("vbscript:x", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("mailto:a@toolbox.example", "scheme"),
        ("https:/toolbox.example", "scheme"),
        ("https:toolbox.example", "scheme"),
        ("//toolbox.example", "host"),
        ("https://", "host"),
        ("https:///toolbox.example", "host"),
        ("https://intranet/", "host"),
        ("https://localhost/", "host"),
        ("https://127.0.0.1/", "host"),
        ("https://[::1]/", "host"),
        ("https://2130706433/", "host"),
        ("https://waddenkant.example@evil.example/", "host"),
        ("https://a:b@evil.example/", "host"),
        ("https://-a.example", "host"),
        ("https://a..example", "host"),
        ("https://tооlbox.example/", "host"),  # two Cyrillic letters
        ("https://toolbox.example:0/", "host"),
        ("https://toolbox.example\\@evil.example", "signs"),
        ("https://toolbox.example/<script>", "signs"),
        ('https://toolbox.example/" onclick="x', "signs"),
        ("https://toolbox.example/a b", "signs"),
        ("https://toolbox.example/\u202egpj.exe", "signs"),
        ("java\nscript:alert(1)", "signs"),
        ("https://tool\x00box.example", "signs"),
        ("https://toolbox.example/" + "a" * LONGEST, "long"),
    ],
)
def test_what_is_no_such_address_is_refused_with_a_reason(typed: str, reason: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        outside_address(typed)
    assert refused.value.reason == reason


@given(st.one_of(st.text(max_size=80), st.from_regex(r"\A(https?|java|data)?:?/*[a-z@.:\\ <\"']*\Z")))
def test_whatever_is_typed_is_refused_or_begins_with_https_and_a_host(typed: str) -> None:
    with suppress(AddressRefused):
        kept = outside_address(typed)
        assert kept.startswith(f"https://{host_of(kept)}")
        assert "." in host_of(kept)
        assert not set(kept) & set("\"'<> \\\n\t")


def test_a_reader_is_told_the_host() -> None:
    assert host_of("https://toolbox.example:8443/map") == "toolbox.example"
    assert host_of("javascript:alert(1)") == ""

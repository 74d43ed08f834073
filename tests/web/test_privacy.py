"""/privacy for whoever reads on a phone: first the short version, then the sections with a way back up."""

import re

import pytest
from django.test import Client

from tests.cast import Cast

MARKS = re.compile(r'<h2 id="([\w-]+)">|(class="contents")|(href="#content">(?:Naar boven|To the top))')


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_short_version_comes_before_the_sections_and_each_section_leads_back(
    cast: Cast, language: str
) -> None:
    page = Client().get("/privacy/", headers={"accept-language": language}).content.decode()
    seen = [heading or ("contents" if contents else "up") for heading, contents, up in MARKS.findall(page)]
    assert seen[:3] == ["kort", "contents", "bewaren"]
    assert seen[3::2] == ["up"] * (len(seen) // 2 - 1)
    assert len(seen) > 16
    for anchor in seen[2::2]:
        assert f'<a href="#{anchor}">' in page

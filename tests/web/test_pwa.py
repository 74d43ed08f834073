"""The worker, the shell and the manifest: the same for everybody, and about nobody."""

import json
import re

import pytest
from django.test import Client

from mortel.web.pwa import release
from tests.cast import Cast


def test_anybody_gets_the_worker_for_the_whole_site_and_asks_again_cheaply(client: Client) -> None:
    first = client.get("/sw.js")
    assert first.status_code == 200
    assert first["Service-Worker-Allowed"] == "/"
    assert first["Content-Type"].startswith("text/javascript")
    assert client.get("/sw.js", headers={"if-none-match": first["ETag"]}).status_code == 304


def test_the_worker_is_one_classic_script_that_names_each_thing_once(client: Client) -> None:
    script = client.get("/sw.js").content.decode()
    assert not re.search(r"^(import|export) ", script, re.MULTILINE)
    names = re.findall(r"^(?:const|let|async function|function) (\w+)", script, re.MULTILINE)
    assert sorted(names) == sorted(set(names))


def test_the_worker_keeps_static_files_and_shells_and_not_itself(client: Client) -> None:
    kept = json.loads(
        client.get("/sw.js").content.split(b"\n")[0].removeprefix(b"const RELEASE = ").rstrip(b";")
    )
    assert any(address.endswith(".woff2") for address in kept["files"])
    assert all(address.startswith("/static/mortel/") for address in kept["files"])
    assert not any(address.endswith(("/sw.js", "/kiosk.js")) for address in kept["files"])
    assert set(kept["shells"]) == set(release.languages())


def test_the_shell_is_the_same_for_somebody_signed_in_and_sets_no_cookie(cast: Cast) -> None:
    stranger, known = Client(), Client()
    known.force_login(cast.marit)
    for language in release.languages():
        answers = [each.get(f"/buiten-bereik/{language}/") for each in (stranger, known)]
        assert answers[0].content == answers[1].content
        assert not any(each.cookies for each in answers)
        assert f'<html lang="{language}"'.encode() in answers[0].content


def test_an_unknown_language_has_no_shell(client: Client) -> None:
    assert client.get("/buiten-bereik/xx/").status_code == 404


def test_a_changed_word_in_the_shell_is_a_new_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    before = release._compose()[0]
    monkeypatch.setattr(release, "shell_page", lambda language: "another page")
    assert release._compose()[0] != before


def test_the_phone_may_share_by_post_only(client: Client) -> None:
    manifest = client.get("/manifest.webmanifest").json()
    assert manifest["share_target"]["method"] == "POST"
    assert manifest["start_url"] == "/"
    assert manifest["lang"] == "nl"
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}

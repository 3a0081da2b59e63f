"""Every command, over a real profile and sandbox, in French and in English: no line of the one is left in the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from crmdesk.__main__ import parser
from crmdesk.commands import selftest
from crmdesk.commands.declared import COMMANDS
from crmdesk.demo.job import Steps
from crmdesk.paths import resources
from crmdesk.sandbox.serve import Sandbox
from crmdesk.ui import field_texts
from crmdesk.ui.translation import Language, Translation
from tests.commands.conftest import Cli
from tests.sandbox.raw import Control, HubSpotHttp

LOCALES = {Language.ENGLISH: "en_GB.UTF-8", Language.FRENCH: "fr_FR.UTF-8"}
ELSEWHERE = {"demo", "sandbox", "recover", "selftest"}
"""Commands with a test of their own below; the sandbox prints addresses and names only."""


class Speaking:
    """The locale of this process and of the Qt program in it."""

    def __init__(self, application: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
        self._translation = Translation(application, resources())
        self._monkeypatch = monkeypatch
        monkeypatch.delenv("LANGUAGE", raising=False)

    def __call__(self, language: Language) -> None:
        self._translation.choose(language)
        self._monkeypatch.setenv("LC_ALL", LOCALES[language])


@pytest.fixture
def speaking(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Speaking]:
    before = QLocale()
    made = Speaking(qapp, monkeypatch)
    yield made
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)


@pytest.fixture
def contested(connected: Cli, control: Control) -> str:
    """The id of a lead with a conflict about its city, not sent, in an account that needs signing in."""
    lead = next(
        row
        for row in connected.do("records", "lead")["records"]
        if any(one["object"] == "contacts" for one in row["links"])
    )
    connected.do("send", "hubspot", "off")
    connected.do("edit", "lead", lead["id"], "city=Rezé", "asking_price=250000", "last_name=Kervadec")
    row = next(one["remote_id"] for one in lead["links"] if one["object"] == "contacts")
    there = {"city": "Pornic", "crmdesk_asking_price": "240000"}
    control.done("POST", "/edit", {"vendor": "hubspot", "object": "contacts", "id": row, "fields": there})
    connected.do("sync")
    return str(lead["id"])


def lines_of(cli: Cli, *command: str) -> list[str]:
    done = cli(*command)
    return (done.out + done.err).splitlines()


def words_in(line: str, data: Sequence[str]) -> set[str]:
    """What is left of a line without what is the same in every language: ids, names, files, commands, numbers."""
    for known in sorted(data, key=len, reverse=True):
        line = line.replace(known, " ")
    return {word for word in re.findall(r"[^\W\d_]{2,}", line) if not word.isupper()}


def test_no_line_is_the_same_in_both_languages(
    connected: Cli, contested: str, speaking: Speaking, tmp_path: Path
) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("last_name;email;other\nLe Goff;nobody;1\n", encoding="utf-8")
    mapping = tmp_path / "mapping.json"
    commands = [
        ["status"], ["conflicts"], ["sync"], ["duplicates"], ["reviews"], ["review", "NOPE"], ["records", "lead"],
        ["runs"], ["import", "lead", str(rows)], ["import", "lead", str(rows), "--dry-run"],
        ["export", "lead", str(tmp_path / "leads.csv")], ["export", "lead", str(tmp_path / "no" / "leads.csv")],
        ["mapping", "hubspot", "--kind", "note"], ["mapping", "hubspot", "versions"],
        ["mapping", "hubspot", "export", str(mapping)], ["mapping", "hubspot", "import", str(mapping)],
        ["mapping", "hubspot", "restore", "0"], ["mapping", "hubspot", "set", "contacts", "lead", "city", "--direction", "in"],
        ["mapping", "hubspot", "set", "contacts", "lead", "city", "--pair", "x"],
        ["send", "hubspot", "on"], ["send", "hubspot", "off"],
        ["interval", "hubspot"], ["interval", "hubspot", "1"], ["interval", "hubspot", "0"],
        ["deletions", "hubspot"], ["deletions", "hubspot", "ask"],
        ["lookup", "nobody@example.org"],
        ["deletions", "hubspot"], ["notices"], ["adopt", contested], ["traffic"], ["pause", "hubspot"], ["pause", "hubspot"],
        ["sync"],
        ["resume", "hubspot"], ["resume", "hubspot"], ["resolve", contested, "--keep", "newer"],
        ["apart", contested, "NOPE"], ["link", contested, "NOPE"], ["unlink", contested, "--connection", "nobody"],
        ["undo", "--run", "NOPE"], ["undo", "--change", "NOPE"], ["policy", "list"], ["policy", "try", "newest"],
        ["edit", "lead", contested, "status=none"], ["new", "lead", "city"],
        ["delete", "lead", "NOPE"], ["restore", "lead", "NOPE"], ["records", "lead", "--limit", "some"], ["doctor"],
        ["connect", "nobody"], ["disconnect", "hubspot"], ["disconnect", "nobody"],
    ]  # fmt: skip
    assert {command[0] for command in commands} | ELSEWHERE == set(_commands())
    names = [row["fields"]["last_name"] for row in connected.do("records", "lead", "--limit", "100")["records"]]
    for command in commands:
        found = []
        for language in (Language.ENGLISH, Language.FRENCH):
            speaking(language)
            found.append(lines_of(connected, *command))
        english, french = found
        assert english, command
        # Names of fields and properties are written as they are typed.
        same = {line for line in french if line in english and "↔" not in line}
        data = [*command, *filter(None, names), "hubspot", "HubSpot", "crmdesk", "Mme", "M.", "associations", "sync"]
        left = {line: words for line in same if (words := words_in(line, data))}
        if command[:2] != ["records", "lead"]:
            assert left == {}, command


def _commands() -> list[str]:
    (group,) = [action.choices for action in vars(parser(COMMANDS))["_actions"] if isinstance(action.choices, dict)]
    return list(group)


def test_status_and_conflicts_in_both_languages(connected: Cli, contested: str, speaking: Speaking) -> None:
    said = {}
    for language in LOCALES:
        speaking(language)
        said[language] = lines_of(connected, "conflicts"), lines_of(connected, "status")
    english, french = said[Language.ENGLISH], said[Language.FRENCH]
    assert re.split(r" {2,}", english[0][0]) == ["record", "field", "on this computer", "account", "there", "id"]
    assert re.split(r" {2,}", french[0][0]) == [
        "fiche",
        "champ",
        "sur cet ordinateur",
        "compte",
        "là-bas",
        "identifiant",
    ]
    rows = [re.split(r" {2,}", line)[:-1] for line in french[0][1:]]
    assert all("Kervadec" in row[0] and contested not in row for row in rows)
    assert ["Ville", "Rezé", "hubspot", "Pornic"] in [row[1:] for row in rows]
    assert ["Prix demandé", "250\u202f000\u00a0€", "hubspot", "240\u202f000\u00a0€"] in [row[1:] for row in rows]
    assert "€250,000" in "".join(english[0])
    assert english[1][-1] == "1 change pending, 2 conflicts, 0 problems, 0 reviews"
    assert french[1][-1] == "1 modification en attente, 2 conflits, 0 problème, 0 alerte"
    assert french[1][2].startswith("fiches\u00a0: ")
    speaking(Language.FRENCH)
    assert connected("resolve", contested, "--keep", "computer").out == "2 conflits tranchés\n"
    assert connected("conflicts").out == "Rien à trancher. Les deux côtés sont d’accord.\n"


def test_records_are_united_in_french(cli: Cli, speaking: Speaking) -> None:
    speaking(Language.FRENCH)
    first, second = cli.new("lead", "last_name=Kervadec"), cli.new("lead", "last_name=Kervadeg")
    assert cli("apart", first, second).out == "deux fiches distinctes, qui ne sont plus proposées comme doublons\n"
    assert cli("link", first, second).out == f"{first}\u00a0: une seule fiche à présent\n"


def test_going_on_without_a_database_is_told_in_french(connected: Cli, speaking: Speaking) -> None:
    database = connected.profile / "replica.db"
    database.write_bytes(b"\x00" * database.stat().st_size)
    speaking(Language.FRENCH)
    first, second, third = connected("recover").out.splitlines()
    assert re.fullmatch(r"sauvegarde du \d+ \w+\.?, \d\d:\d\d remise en place", first)
    assert second.startswith("mis de côté\u00a0: ")
    assert third == "Ce qui a été travaillé ici depuis cette sauvegarde n’est pas connu."
    database.write_bytes(b"\x00" * database.stat().st_size)
    assert connected("recover", "--empty").out.startswith("base vide mise en place\nmis de côté\u00a0: ")


def test_json_never_follows_the_locale(connected: Cli, contested: str, speaking: Speaking) -> None:
    for command in (
        ["status"],
        ["conflicts"],
        ["records", "lead"],
        ["mapping", "hubspot"],
        ["edit", "lead", contested, "x=1"],
    ):
        found = []
        for language in LOCALES:
            speaking(language)
            found.append(re.sub(r'"age_s": [\d.]+', "", connected.json(*command).out))
        assert found[0] == found[1], command


@pytest.mark.parametrize(
    "command",
    [["nonsense"], ["records", "lead", "--limit", "some"], ["edit", "lead"], ["undo"], ["send", "hubspot", "up"]],
)
def test_wrong_usage_is_told_to_scripts_in_english_and_to_people_in_french(
    cli: Cli, speaking: Speaking, command: list[str]
) -> None:
    found = []
    for language in LOCALES:
        speaking(language)
        done = cli.json(*command)
        assert done.json["error"]["key"] == "wrong_usage"
        found.append((done.out, done.err))
    assert found[0][0] == found[1][0]
    assert found[0][1] != found[1][1]


def test_the_words_of_the_system_are_said_in_the_language(cli: Cli, speaking: Speaking, tmp_path: Path) -> None:
    speaking(Language.FRENCH)
    said = cli("export", "lead", str(tmp_path / "no" / "leads.csv")).err
    assert "\u00a0: aucun fichier ni dossier de ce nom. Choisissez" in said
    speaking(Language.ENGLISH)
    assert ": no such file or folder. Choose" in cli("export", "lead", str(tmp_path / "no" / "leads.csv")).err


@pytest.mark.parametrize(
    ("kind", "typed", "told", "left"),
    [
        ("lead", "status=none", ["«\u00a0Statut\u00a0»", "À rappeler", "Mandat signé"], ["to_call_back", "Call back"]),
        ("deal", "status=none", ["Gagnée", "Perdue"], ["won", "lost", "Perdu,"]),
        ("lead", "consent_phone=none", ["Refusé (refused)"], ["unknown, "]),
        ("lead", "consent_phone=given/pigeon", ["Par téléphone (phone)", "Sur papier (paper)"], []),
        ("deal", "close_date=31/02/2026", ["«\u00a031/02/2026\u00a0»"], ["2026-02-31"]),
        (
            "deal",
            "company=01ZZZZZZZZZZZZZZZZZZZZZZZZ",
            ["«\u00a0Société\u00a0»", "types\u00a0: Société."],
            ["company."],
        ),
        ("deal", "company=Nulle part", ["ne s’appelle «\u00a0Nulle part\u00a0»"], []),
    ],
)
def test_what_is_refused_is_told_in_the_words_of_the_window(
    cli: Cli, speaking: Speaking, kind: str, typed: str, told: list[str], left: list[str]
) -> None:
    speaking(Language.FRENCH)
    words = cli("new", kind, typed).err
    assert {each: each in words for each in told} == dict.fromkeys(told, True), words
    assert [each for each in left if each in words] == []


def test_fields_and_kinds_are_told_in_the_words_of_the_window(
    connected: Cli, contested: str, speaking: Speaking, tmp_path: Path
) -> None:
    speaking(Language.FRENCH)
    assert "Prix demandé, Ville" in connected("resolve", contested, "--keep", "account", "--field", "Rue").err
    assert "du type «\u00a0Lead\u00a0»" in connected("edit", "deal", contested, "name=x").err
    company = connected.new("company", "name=Blin")
    assert "du type «\u00a0Société (company)\u00a0»" in connected("edit", "deal", company, "name=x").err
    rows = tmp_path / "rows.csv"
    rows.write_text("nothing;nowhere\n1;2\n", encoding="utf-8")
    assert "Civilité, Prénom" in connected("import", "lead", str(rows)).err
    assert "jusqu’au 31 janv. 2020" in connected("policy", "set", "computer", "--until", "31/01/2020").err


def test_an_agencys_own_field_is_called_as_the_agency_calls_it(
    connected: Cli, served: Sandbox, control: Control, speaking: Speaking, tmp_path: Path
) -> None:
    account = served.vendors["hubspot"]
    http = HubSpotHttp(str(account["base_url"]), str(account["access_token"]))
    body = {"name": "terrace", "label": "Étendue du pré", "type": "number", "fieldType": "number"}
    assert http.post("/crm/v3/properties/contacts", {**body, "groupName": "contactinformation"}).status == 201
    connected.do("connect", "hubspot", "--name", "hubspot", "--sandbox", control.url, "--token")
    field = connected.do("mapping", "hubspot", "add", "contacts", "lead", "terrace")["field"]
    speaking(Language.FRENCH)
    called = f"Étendue du pré ({field})"
    vars(field_texts)["_custom_labels"].clear()
    assert called in connected("new", "lead", "Étendue du pré=vaste").err
    vars(field_texts)["_custom_labels"].clear()
    rows = tmp_path / "rows.csv"
    rows.write_text("last_name;Étendue du pré\nLe Goff;vaste\n", encoding="utf-8")
    assert called in connected("import", "lead", str(rows)).out


def test_the_self_test_speaks(cli: Cli, speaking: Speaking, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> selftest.Detail:
        raise selftest.CheckFailed("{count} records found instead of 1", count=3)

    def worse() -> selftest.Detail:
        raise RuntimeError("no such plugin")

    monkeypatch.setattr(selftest, "CHECKS", [("database", selftest.database), ("search", broken), ("pictures", worse)])
    speaking(Language.FRENCH)
    done = cli("selftest")
    assert [re.split(r" {2,}", line) for line in done.out.splitlines()] == [
        ["ok", "base", "chiffrée"],
        ["ÉCHEC", "recherche", "3 fiches trouvées au lieu d’une"],
        ["ÉCHEC", "images", "Le contrôle s’est terminé par «\u00a0RuntimeError: no such plugin\u00a0»."],
    ]
    assert done.err == "crmdesk: autotest en échec\u00a0: recherche, images\n"
    details = [check["detail"] for check in cli.json("selftest").json["checks"]]
    assert details == ["encrypted", "CheckFailed: 3 records found instead of 1", "RuntimeError: no such plugin"]


def test_the_table_of_the_demonstration_speaks(speaking: Speaking) -> None:
    told: dict[Language, list[str]] = {}
    for language in LOCALES:
        speaking(language)
        steps = Steps(told.setdefault(language, []).append)
        with steps.step("pulled") as result:
            result.update(count=1234, calls=7)
        assert steps.document()["pulled"] == 1234
    (english,), (french,) = told.values()
    assert english.startswith("received ")
    assert "1,234" in english
    assert english.endswith("requests: 7")
    assert french.startswith("lignes reçues ")
    assert "1\u202f234" in french
    assert french.endswith("requêtes\u00a0: 7")

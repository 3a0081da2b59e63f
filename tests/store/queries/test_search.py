"""What a typed text finds: beginnings of words without accents, fragments of addresses and numbers, always in step."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crmdesk.domain.kinds import Kind
from crmdesk.store import editing, records
from crmdesk.store.queries import lists, search
from crmdesk.store.queries.rows import ListQuery
from crmdesk.store.unit import Unit
from tests.store.replica import Replica, email, phone

PEOPLE = {
    "Élodie": {
        "salutation": "Mme",
        "first_name": "Élodie",
        "last_name": "Lefèvre",
        "emails": email("elefevre@orange.fr") + email("contact@l-atelier.example"),
        "phones": phone("06 11 22 33 44", "+41 79 123 45 67"),
        "street": "12 rue des Lilas",
        "city": "Saint-Nazaire",
        "postal_code": "44600",
        "sector": "Presqu'île",
        "tags": ["À rappeler", "vip"],
    },
    "Jean": {
        "first_name": "Jean",
        "last_name": "L'Hermitte",
        "emails": email("jean.lhermitte@free.fr"),
        "phones": phone("02 40 06 11 22", "poste 12-34"),
        "city": "Nantes",
        "description": "Cherche une maison avec 3 chambres.\nŒuvre d'architecte, 06 99 88 77 66",
        "source": "bouche à oreille",
    },
    "Zoé": {
        "first_name": "Zoé",
        "last_name": "Nguyễn-Straße",
        "phones": phone("+33 (0)7 00 11 22 33"),
        "property_address": "3 place Nantes, Rezé",
    },
}


def _found(replica: Replica, typed: str) -> set[str]:
    rows = replica.read(partial(lists.page, query=ListQuery(Kind.LEAD, typed)))
    return {row.fields["first_name"] for row in rows}


def _run(unit: Unit, statement: str) -> None:
    unit.connection.exec_driver_sql(statement)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        # Words, by their beginnings; accents and case do not count.
        ("lefevre", {"Élodie"}),
        ("LEFÈV", {"Élodie"}),
        ("elo lef", {"Élodie"}),
        ("lef mme elo", {"Élodie"}),
        ("efevre", set()),
        ("nguyen", {"Zoé"}),
        ("straße", {"Zoé"}),
        ("l'hermitte", {"Jean"}),
        ("hermitte", {"Jean"}),
        ("nantes", {"Jean", "Zoé"}),
        ("zoe nantes", {"Zoé"}),
        ("saint-naz", {"Élodie"}),
        ("saint naz", {"Élodie"}),
        ("presqu'ile", {"Élodie"}),
        ("a rappeler", {"Élodie"}),
        ("bouche", {"Jean"}),
        ("œuvre", {"Jean"}),
        # A letter too many or too few.
        ("m lefevre", {"Élodie"}),
        ("z", set()),
        ("n", {"Zoé"}),
        ("N", {"Zoé"}),
        # Parts of addresses.
        ("elefevre@", {"Élodie"}),
        ("fevre@ora", {"Élodie"}),
        ("orange.fr", {"Élodie"}),
        ("ORANGE.FR", {"Élodie"}),
        ("atelier.ex", {"Élodie"}),
        ("contact", {"Élodie"}),
        ("lhermitte", {"Jean"}),
        ("@free.fr jean", {"Jean"}),
        ("@free.fr elodie", set()),
        # Numbers, however written.
        ("06 11 22", {"Élodie", "Jean"}),
        ("0611223344", {"Élodie"}),
        ("06.11.22.33.44", {"Élodie"}),
        ("+33 6 11 22", {"Élodie"}),
        ("+33 (0)6 11 22", {"Élodie"}),
        ("0033611", {"Élodie"}),
        ("112233", {"Élodie", "Zoé"}),
        ("11 22 33", {"Élodie", "Zoé"}),
        ("33 44", {"Élodie"}),
        ("079 123 45 67", {"Élodie"}),
        ("+41 79", {"Élodie"}),
        ("06", {"Élodie", "Jean"}),
        ("02", {"Jean"}),
        ("07 00", {"Zoé"}),
        ("061122", {"Élodie", "Jean"}),
        ("1234", {"Élodie", "Jean"}),
        ("12-34", {"Jean", "Élodie"}),
        ("06 99 88", {"Jean"}),
        ("44600", {"Élodie"}),
        ("12 rue", {"Élodie"}),
        ("06 11 22 lefevre", {"Élodie"}),
        ("06 11 22 jean", {"Jean"}),
        ("06 11 22 zoe", set()),
        # As copied from elsewhere, or typed on another keyboard.
        ("\u202a+33 6 11 22 33 44\u202c", {"Élodie"}),
        ("06\u201111\u201122", {"Élodie", "Jean"}),
        ("06.11.22.33.44;", {"Élodie"}),
        ("tel:+33611223344", {"Élodie"}),
        ("<elefevre@orange.fr>,", {"Élodie"}),
        ("(elefevre@orange.fr)", {"Élodie"}),
        ("mailto:elefevre@orange.fr", {"Élodie"}),
        ("elefevre@orange.fr.", {"Élodie"}),
        ("E\u0301lo lef", {"Élodie"}),
        ("le\u00adfevre", {"Élodie"}),
        ("oeuvre", {"Jean"}),
        ("OEUV", {"Jean"}),
        # Nothing to look for is no condition.
        ("", {"Élodie", "Jean", "Zoé"}),
        ("  \t ", {"Élodie", "Jean", "Zoé"}),
        ("- / *", {"Élodie", "Jean", "Zoé"}),
    ],
)
def test_a_typed_text_finds(replica: Replica, typed: str, names: set[str]) -> None:
    for values in PEOPLE.values():
        replica.add(Kind.LEAD, **values)
    assert _found(replica, typed) == names


HOSTILE = [
    '"', "lef*", "lefevre OR jean", "NOT lefevre", "name:lefevre", "^lefevre", "(lefevre", "lefevre)", "a AND",
    "NEAR(a b)", "lef\x00evre", "{name}: x", "-lefevre", "lef+evre", "'", "--;", "%", "\ud7a3", "😀", "x" * 5000,
    "ab " * 500,
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE)
def test_no_text_is_an_order_to_the_database(replica: Replica, typed: str) -> None:
    replica.add(Kind.LEAD, **PEOPLE["Élodie"])
    _found(replica, typed)
    replica.read(partial(lists.find, text=typed))


@settings(max_examples=80, deadline=None)
@given(typed=st.text(max_size=30))
def test_any_text_makes_a_search(typed: str) -> None:
    wanted = search.parse(typed)
    assert bool(wanted) == any(map(str.isalnum, typed.replace("\x00", "")))
    assert all(term.words.count('"') % 2 == 0 for term in wanted.terms)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(st.sampled_from("aé0+.@-*\"'() ^:"), max_size=14))
def test_any_text_can_be_searched(replica: Replica, typed: str) -> None:
    """The replica may be shared by all examples: they only read."""
    _found(replica, typed)


@pytest.mark.parametrize(
    ("kind", "values", "typed"),
    [
        (Kind.COMPANY, {"name": "Agence de l'Océan", "city": "Pornic", "industry": "Immobilier"}, "agence immo pornic"),
        (
            Kind.COMPANY,
            {"name": "Océan", "domain": "ocean-immo.fr", "phones": phone("0240112233")},
            "n-immo.fr 02 40 11",
        ),
        (Kind.DEAL, {"name": "Vente Durand"}, "dur ven"),
        (Kind.ACTIVITY, {"subject": "Appel", "body": "Rappelé Élodie", "outcome": "Joint"}, "appel elodie joint"),
        (Kind.NOTE, {"body": "Visite à 15 h, 06 11 22 33 44, jean@free.fr"}, "visite 06 11 22 jean@free.fr"),
        (Kind.CONTACT, {"last_name": "Durand", "job_title": "Notaire"}, "notaire durand"),
    ],
)
def test_every_kind_is_searched(replica: Replica, kind: Kind, values: dict[str, object], typed: str) -> None:
    record = replica.add(kind, **values)
    assert [row.id for row in replica.read(partial(lists.page, query=ListQuery(kind, typed)))] == [record]
    assert replica.read(partial(lists.count, query=ListQuery(kind, f"{typed} nowhere"))) == 0


def test_the_index_follows_every_change(replica: Replica) -> None:
    record = replica.add(Kind.LEAD, **PEOPLE["Élodie"])
    replica.edit(record, last_name="Dubois", emails=email("e@dubois.example"), phones=phone("0299887766"))
    for typed in ("lefevre", "orange.fr", "06 11 22"):
        assert _found(replica, typed) == set(), typed
    for typed in ("dubois", "ubois.ex", "02 99 88", "lilas"):
        assert _found(replica, typed) == {"Élodie"}, typed
    replica.edit(record, status="lost")
    assert _found(replica, "dubois") == {"Élodie"}
    replica.edit(record, emails=None, city=None)
    assert _found(replica, "ubois.ex") == _found(replica, "nazaire") == set()
    replica.write(lambda unit: editing.delete(unit, record))
    assert _found(replica, "dubois") == set()
    replica.write(lambda unit: editing.restore(unit, record))
    assert _found(replica, "dubois") == {"Élodie"}


def test_the_index_forgets_a_row_that_is_gone(replica: Replica) -> None:
    record = replica.add(Kind.LEAD, **PEOPLE["Élodie"])
    held = replica.read(lambda connection: records.load_many(connection, Kind.LEAD, [record]))[record]
    replica.write(lambda unit: records.convert(unit, held, Kind.CONTACT))
    counts = "SELECT count(*) FROM {0} WHERE {0} MATCH ?"
    tables = ("lead_words", "lead_fragments", "contact_words", "contact_fragments")
    assert [replica.sql(counts.format(table), '"lef"* OR "orange"')[0][0] for table in tables] == [0, 0, 1, 1]


def test_the_index_can_prove_that_it_is_sound(replica: Replica) -> None:
    for values in PEOPLE.values():
        record = replica.add(Kind.LEAD, **values)
        replica.edit(record, last_name="Autre")
    for table in ("lead_words", "lead_fragments"):
        check = f"INSERT INTO {table} ({table}) VALUES ('integrity-check')"  # noqa: S608
        replica.write(partial(_run, statement=check))


@pytest.mark.parametrize(
    ("typed", "forms"),
    [
        ("06", (" 06",)),
        ("06 1", ("061",)),
        ("06 11 22 33 44", ("0611223344", "611223344")),
        ("+33 (0)6 11", (" 0611",)),
        ("+33", ()),
        ("+41 79", (" +4179",)),
        ("0041 79", (" +4179",)),
        ("12", ()),
        ("0", ()),
        ("123", ("123",)),
        ("", ()),
    ],
)
def test_the_forms_of_a_number(typed: str, forms: tuple[str, ...]) -> None:
    assert search.number_forms(typed) == forms

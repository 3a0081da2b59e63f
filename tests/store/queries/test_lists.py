"""Lists: every sort and filter against the plain reading of them; pages without gaps or doubles on every way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.store import editing, links, records
from crmdesk.store.queries import lists
from crmdesk.store.queries.rows import Filter, ListQuery, Operator
from tests.sampling import sample
from tests.store.queries import crowd
from tests.store.queries.crowd import POOLS, Member
from tests.store.replica import Replica, phone

SORTS = ["name", "email", "phone", *(spec.name for spec in CATALOGUE[Kind.LEAD].values() if spec.indexed)]
WAYS = {
    "as shipped": {},
    "every size is many": {"_FEW": -1, "_SOME": -1, "_PEEK": 1},
    "names are sorted": {"_FEW": -1, "_PEEK": 1},
    "a look ahead": {"_FEW": -1, "_SOME": -1, "_PEEK": 30},
    "something of each": {"_FEW": 5, "_SOME": 40, "_PEEK": 10},
}
_PLAIN = ["first_name", "last_name", "city", "postal_code", "status", "owner", "description", "lead_type"]
_NUMBERS = ["property_surface_m2", "estimate", "created_at"]


@pytest.fixture(scope="module")
def gathered() -> Iterator[tuple[Replica, list[Member]]]:
    with TemporaryDirectory() as folder, Replica(Path(folder)) as replica:
        yield replica, crowd.gather(replica, 160)


def _one_of(names: list[str], operator: Operator) -> st.SearchStrategy[Filter]:
    def values(name: str) -> st.SearchStrategy[Filter]:
        return st.sampled_from(POOLS[name]).map(lambda value: Filter(name, operator, value))

    return st.sampled_from(names).flatmap(values)


def _any_of(name: str) -> st.SearchStrategy[Filter]:
    values = st.lists(st.sampled_from(POOLS[name]), max_size=2)
    return values.map(lambda chosen: Filter(name, Operator.ANY_OF, chosen))


_FRAGMENTS = {
    "last_name": ["du", "DUPONT", "%", "_", "'", "é", "zzz", "*", "?"],
    "city": ["ant", "-", "éVREUX", "evreux", "E\u0301v"],
    "description": ["jardin", "3E"],
    "email": ["orange", "a@", "@"],
    "phone": ["+336112", "oste", "99"],
}
_fragments = st.sampled_from([(name, text) for name, texts in _FRAGMENTS.items() for text in texts])
FILTERS = st.one_of(
    _one_of([*_PLAIN, *_NUMBERS], Operator.IS),
    _one_of(_PLAIN, Operator.IS_NOT),
    _one_of([*_NUMBERS, "last_name"], Operator.AT_LEAST),
    _one_of([*_NUMBERS, "last_name"], Operator.AT_MOST),
    st.sampled_from(_PLAIN).flatmap(_any_of),
    st.sampled_from([*POOLS, "email", "phone"]).map(lambda name: Filter(name, Operator.BLANK)),
    st.sampled_from([*POOLS, "email", "phone"]).map(lambda name: Filter(name, Operator.NOT_BLANK)),
    _fragments.map(lambda pair: Filter(pair[0], Operator.CONTAINS, pair[1])),
    st.sampled_from(["vip", "à relancer", "***", "x"]).flatmap(
        lambda tag: st.sampled_from([
            Filter("tags", Operator.IS, tag),
            Filter("tags", Operator.CONTAINS, tag),
            Filter("tags", Operator.IS_NOT, tag),
            Filter("tags", Operator.ANY_OF, [tag, "vip"]),
        ])
    ),
    st.sampled_from(["given", "refused", "unknown"]).map(lambda state: Filter("consent_phone", Operator.IS, state)),
    st.sampled_from(["a@orange.fr", "c@free.fr"]).map(lambda address: Filter("emails", Operator.IS, address)),
    st.sampled_from(["+33611223344", "+41791234567"]).map(lambda number: Filter("phones", Operator.IS, number)),
)  # fmt: skip
QUERIES = st.builds(
    ListQuery,
    kind=st.just(Kind.LEAD),
    filters=st.lists(FILTERS, max_size=3).map(tuple),
    sort=st.sampled_from(SORTS),
    descending=st.booleans(),
    trash=st.booleans(),
)


def _leaf_through(replica: Replica, query: ListQuery, limit: int) -> list[int]:
    """The row numbers of all pages."""
    found: list[int] = []
    after = None
    while True:
        rows = replica.read(partial(lists.page, query=query, after=after, limit=limit))
        found += [row.key[1] for row in rows]
        assert len(found) == len(set(found)), "a row came twice"
        if len(rows) < limit:
            return found
        after = rows[-1].key


@pytest.mark.parametrize("way", sample(WAYS, "as shipped", "something of each"))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(query=QUERIES, limit=st.sampled_from([1, 7, 50, 1000]))
def test_all_pages_together_are_the_list(
    gathered: tuple[Replica, list[Member]], way: str, query: ListQuery, limit: int
) -> None:
    replica, members = gathered
    wanted = crowd.expected(members, query)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in WAYS[way].items():
            patch.setattr(lists, name, value)
        assert _leaf_through(replica, query, limit if len(wanted) < 12 * limit else 50) == wanted
        assert replica.read(lambda connection: lists.count(connection, query)) == len(wanted)


@pytest.mark.parametrize("descending", sample([False, True], True))
@pytest.mark.parametrize("sort", SORTS)
def test_every_sort(gathered: tuple[Replica, list[Member]], sort: str, descending: bool) -> None:
    replica, members = gathered
    query = ListQuery(Kind.LEAD, sort=sort, descending=descending)
    assert _leaf_through(replica, query, 25) == crowd.expected(members, query)


@pytest.mark.parametrize("text", ["DU", "%", "0%_o", "_", "/", "é", "*", "?", "[a]", "É", "x" * 5000])
def test_too_many_different_values_to_look_through(
    gathered: tuple[Replica, list[Member]], text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    replica, members = gathered
    monkeypatch.setattr("crmdesk.store.queries.conditions._MOST_VALUES", 2)
    query = ListQuery(Kind.LEAD, filters=(Filter("last_name", Operator.CONTAINS, text),), sort="city")
    assert _leaf_through(replica, query, 9) == crowd.expected(members, query)


@pytest.mark.parametrize("most", [2_000, 1])
@pytest.mark.parametrize("typed", ["evry", "ÉVRY", "e\u0301vry", "Évry-Cour", "EVRY-COURCOURONNES"])
def test_what_a_field_contains_is_found_without_accents_and_case(
    replica: Replica, monkeypatch: pytest.MonkeyPatch, typed: str, most: int
) -> None:
    """However many different values there are, and in an agency's own fields, which have no index."""
    monkeypatch.setattr("crmdesk.store.queries.conditions._MOST_VALUES", most)
    replica.add(Kind.LEAD, first_name="Zoé", city="Évry-Courcouronnes", **{"x.text.place": "évry-COURCOURONNES"})
    replica.add(Kind.LEAD, first_name="Léa", city="Ivry", **{"x.text.place": "Ivry"})
    for field in ("city", "x.text.place"):
        query = ListQuery(Kind.LEAD, filters=(Filter(field, Operator.CONTAINS, typed),))
        found = replica.read(partial(lists.page, query=query))
        assert [row.fields["first_name"] for row in found] == ["Zoé"], field


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("sort", ["name", "modified_at"])
@pytest.mark.parametrize(
    "text", sample(["du", "orange.fr", "06 11 22 vip", "z", "nantes appart"], "du", "06 11 22 vip")
)
def test_a_search_is_a_filter(
    gathered: tuple[Replica, list[Member]], way: str, sort: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sorted, filtered and paged like any other list: the way it takes never changes what it finds."""
    replica, members = gathered
    status = (Filter("status", Operator.NOT_BLANK),)
    plain = ListQuery(Kind.LEAD, search=text, sort=sort)
    found = set(_leaf_through(replica, plain, 1000))
    for name, value in WAYS[way].items():
        monkeypatch.setattr(lists, name, value)
    assert found
    for query in (plain, replace(plain, filters=status), replace(plain, filters=status, descending=True)):
        unsearched = crowd.expected(members, replace(query, search=""))
        wanted = [number for number in unsearched if number in found]
        assert _leaf_through(replica, query, 19) == wanted
        assert replica.read(partial(lists.count, query=query)) == len(wanted)


def test_a_row_tells_everything(replica: Replica) -> None:
    record = replica.add(Kind.LEAD, first_name="Élodie", last_name="Lefèvre", phones=phone("06 11 22 33 44"))
    (row,) = replica.read(lambda connection: lists.page(connection, ListQuery(Kind.LEAD)))
    assert (row.id, row.name, row.key) == (record, "Élodie Lefèvre", ("lefevre elodie", 1))
    assert row.fields["phones"] == phone("+33611223344")
    assert set(row.fields) == set(CATALOGUE[Kind.LEAD])
    assert (row.pending, row.conflict, row.problem) == (False, False, False)


def test_a_row_tells_that_something_waits(replica: Replica) -> None:
    account = replica.connect("HubSpot", sending=False)
    record, other = replica.add(Kind.LEAD, last_name="Durand"), replica.add(Kind.LEAD, last_name="Petit")
    for each in (record, other):
        replica.link(each, account, {"last_name": "x"})
    replica.edit(record, last_name="Dupont")
    rows = replica.read(lambda connection: lists.page(connection, ListQuery(Kind.LEAD)))
    assert {row.id: row.pending for row in rows} == {record: True, other: False}


def test_deleted_records_are_listed_in_the_trash_only(replica: Replica) -> None:
    record = replica.add(Kind.LEAD, last_name="Durand")
    replica.write(lambda unit: editing.delete(unit, record))
    live, trash = ListQuery(Kind.LEAD, "durand"), ListQuery(Kind.LEAD, "durand", trash=True)
    assert replica.read(lambda c: (lists.count(c, live), lists.count(c, trash))) == (0, 1)
    assert [row.id for row in replica.read(lambda c: lists.page(c, trash))] == [record]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_list(replica: Replica, kind: Kind) -> None:
    (text,) = [name for name in ("last_name", "name", "subject", "body") if name in CATALOGUE[kind]][:1]
    record = replica.add(kind, **{text: "Nantes"})
    for spec in [spec.name for spec in CATALOGUE[kind].values() if spec.indexed] + ["name"]:
        rows = replica.read(partial(lists.page, query=ListQuery(kind, sort=spec)))
        assert [row.id for row in rows] == [record]


def test_records_about_another(replica: Replica) -> None:
    lead, other = replica.add(Kind.LEAD, last_name="Durand"), replica.add(Kind.LEAD, last_name="Petit")
    note = replica.add(Kind.NOTE, body="Rappeler", about=[lead])
    replica.add(Kind.NOTE, body="Visite", about=[other])
    replica.add(Kind.ACTIVITY, subject="Appel", about=[lead])
    for operator, value in ((Operator.CONTAINS, lead), (Operator.ANY_OF, [lead]), (Operator.IS, lead)):
        query = ListQuery(Kind.NOTE, filters=(Filter("about", operator, value),))
        assert [row.id for row in replica.read(partial(lists.page, query=query))] == [note]


@pytest.mark.parametrize("typed", ["06 11 22 33 44", "+33 6 11 22 33 44", "0611223344"])
def test_a_number_is_the_same_however_it_is_typed(replica: Replica, typed: str) -> None:
    record = replica.add(Kind.LEAD, last_name="Durand", phones=phone("0611223344"))
    replica.add(Kind.LEAD, last_name="Petit", phones=phone("0611223345"))
    for operator in (Operator.IS, Operator.CONTAINS):
        for field in ("phone", "phones"):
            query = ListQuery(Kind.LEAD, filters=(Filter(field, operator, typed),))
            assert [row.id for row in replica.read(partial(lists.page, query=query))] == [record]


def test_an_amount_may_come_without_a_currency(replica: Replica) -> None:
    for amount in ("90000", "250000"):
        replica.add(Kind.LEAD, last_name=amount, estimate={"amount": amount, "currency": "CHF"})
    query = ListQuery(Kind.LEAD, filters=(Filter("estimate", Operator.AT_LEAST, "100000"),))
    assert [row.name for row in replica.read(lambda c: lists.page(c, query))] == ["250000"]


def test_yes_and_no(replica: Replica) -> None:
    done = replica.add(Kind.ACTIVITY, subject="Appel", done=True)
    replica.add(Kind.ACTIVITY, subject="Visite", done=False)
    query = ListQuery(Kind.ACTIVITY, filters=(Filter("done", Operator.IS, True),), sort="done")
    assert [row.id for row in replica.read(lambda c: lists.page(c, query))] == [done]


@pytest.mark.parametrize(
    ("query", "key"),
    [
        (ListQuery(Kind.LEAD, sort="first_name"), "field_not_sortable"),
        (ListQuery(Kind.LEAD, sort="nothing"), "unknown_field"),
        (ListQuery(Kind.COMPANY, sort="email"), "unknown_field"),
        (ListQuery(Kind.LEAD, filters=(Filter("nothing", Operator.BLANK),)), "unknown_field"),
        (ListQuery(Kind.LEAD, filters=(Filter("status", Operator.ANY_OF, "new"),)), "value_not_list"),
        (ListQuery(Kind.LEAD, filters=(Filter("phone", Operator.CONTAINS, 6),)), "value_not_text"),
        (ListQuery(Kind.LEAD, filters=(Filter("tags", Operator.CONTAINS, None),)), "value_not_text"),
        (ListQuery(Kind.LEAD, filters=(Filter("tags", Operator.AT_MOST, "vip"),)), "operator_not_for_field"),
        (ListQuery(Kind.STAGE, "won"), "kind_not_searched"),
    ],
)
def test_what_cannot_be_asked_is_refused(replica: Replica, query: ListQuery, key: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        replica.read(lambda connection: lists.page(connection, query))
    assert caught.value.key == key


def test_find_looks_everywhere_and_names_come_first(replica: Replica) -> None:
    by_note = replica.add(Kind.NOTE, body="Durand a rappelé")
    by_mail = replica.add(Kind.LEAD, last_name="Petit", description="voisin de Durand")
    by_name = replica.add(Kind.LEAD, last_name="Durand")
    company = replica.add(Kind.COMPANY, name="Durand & fils")
    gone = replica.add(Kind.CONTACT, last_name="Durand")
    replica.write(lambda unit: editing.delete(unit, gone))
    found = replica.read(lambda connection: lists.find(connection, "durand"))
    assert [(hit.kind, hit.id, hit.name) for hit in found] == [
        (Kind.LEAD, by_name, "Durand"),
        (Kind.LEAD, by_mail, "Petit"),
        (Kind.COMPANY, company, "Durand & fils"),
        (Kind.NOTE, by_note, "Durand a rappelé"),
    ]
    assert found[1].fields["description"] == "voisin de Durand"


def test_find_gives_every_kind_its_share(replica: Replica) -> None:
    replica.add_many(Kind.LEAD, [{"last_name": f"Durand {number}"} for number in range(30)])
    replica.add_many(Kind.DEAL, [{"name": f"Durand {number}"} for number in range(2)])
    found = replica.read(lambda connection: lists.find(connection, "durand", 10))
    assert [hit.kind for hit in found] == [Kind.LEAD] * 8 + [Kind.DEAL] * 2
    assert found[0].name == "Durand 29"


def test_a_page_knows_the_names_of_whom_its_rows_mention(replica: Replica) -> None:
    company = replica.add(Kind.COMPANY, name="SCI du Parc")
    people = [replica.add(Kind.CONTACT, last_name=name) for name in ("Petit", "Benali")]
    replica.add_many(Kind.DEAL, [{"name": "A", "contacts": people, "company": company}, {"name": "B"}])
    replica.add(Kind.CONTACT, last_name="Zidi", company=company)
    deals = replica.read(lambda connection: lists.page(connection, ListQuery(Kind.DEAL)))
    assert [dict(row.names) for row in deals] == [
        {company: "SCI du Parc", people[0]: "Petit", people[1]: "Benali"},
        {},
    ]
    contacts = replica.read(lambda connection: lists.page(connection, ListQuery(Kind.CONTACT)))
    assert [row.names for row in contacts][2] == {company: "SCI du Parc"}


@pytest.mark.parametrize("text", ["", "   ", "--", '"', "*"])
def test_find_nothing_for_nothing(replica: Replica, text: str) -> None:
    replica.add(Kind.LEAD, last_name="Durand")
    assert replica.read(lambda connection: lists.find(connection, text)) == []


def test_one_letter_finds_names_that_begin_with_it(replica: Replica) -> None:
    record = replica.add(Kind.LEAD, last_name="Éluard", first_name="Paul")
    replica.add(Kind.LEAD, last_name="Petit", first_name="Émile")
    assert [hit.id for hit in replica.read(lambda connection: lists.find(connection, "e"))] == [record]


def test_a_converted_record_moves_to_the_other_list(replica: Replica) -> None:
    record = replica.add(Kind.LEAD, last_name="Durand", sector="Nantes Nord", phones=phone("0611223344"))
    account = replica.connect("HubSpot")
    replica.link(record, account, {"last_name": "Durand"})
    held = replica.read(lambda c: records.load_many(c, Kind.LEAD, [record]))[record]
    replica.write(lambda unit: records.convert(unit, held, Kind.CONTACT))
    assert replica.read(lambda c: links.by_record(c, [record]))[record][0].record == record
    for text in ("durand", "06 11 22"):
        queries = [ListQuery(kind, text) for kind in (Kind.LEAD, Kind.CONTACT)]
        assert [replica.read(partial(lists.count, query=query)) for query in queries] == [0, 1]

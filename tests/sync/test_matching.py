"""Whether two records are the same person or company, as a table."""

from __future__ import annotations

import pytest

from crmdesk.sync.matching import (
    Known,
    Likeness,
    Traits,
    best,
    contradict,
    is_desk,
    is_own,
    likeness,
    traits_of,
    unequivocal,
)

ANN, MARC = "ann@example.org", "marc@example.org"
LINE, MOBILE = "+33140112233", "+33612345678"


def person(name: str = "", *addresses: str, phones: tuple[str, ...] = ()) -> Traits:
    """Traits as a record with these values has them."""
    first, _, last = name.rpartition(" ")
    return traits_of(
        {
            "first_name": first or None,
            "last_name": last or None,
            "emails": [{"value": each, "primary": False} for each in addresses] or None,
            "phones": [{"value": each, "primary": False} for each in phones] or None,
        }
    )


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (person("Ann Martin", ANN), person("Ann Martin", ANN), Likeness.ADDRESS_AND_NAME),
        (person("Ann Martin", ANN), person("Anne Roux", ANN), Likeness.ADDRESS),
        (person("Ann Martin", ANN, MARC), person("", MARC), Likeness.ADDRESS),
        (person("Ann Martin", ANN), person("Ann Martin"), Likeness.NONE),
        (person("Ann Martin"), person("Ann Martin"), Likeness.NONE),
        # A landline is shared: it counts together with the name, and with the whole of it.
        (person("Ann Martin", phones=(LINE,)), person("Marc Martin", phones=(LINE,)), Likeness.NONE),
        (person("Martin", phones=(LINE,)), person("Marc Martin", phones=(LINE,)), Likeness.NONE),
        (person(phones=(LINE,)), person(phones=(LINE,)), Likeness.NONE),
        (person("Ann Martin", phones=(LINE,)), person("ANN MARTIN", phones=(MOBILE, LINE)), Likeness.NUMBER_AND_NAME),
        (person("Martin Ann", phones=(LINE,)), person("Ann Martin", phones=(LINE,)), Likeness.NUMBER_AND_NAME),
        (person("Jean-Luc Hély", phones=(LINE,)), person("jean luc hely", phones=(LINE,)), Likeness.NUMBER_AND_NAME),
        (person("Ann Martin", phones=(LINE,)), person("Ann Sophie Martin", phones=(LINE,)), Likeness.NUMBER_AND_NAME),
        (person("Martin", phones=(LINE,)), person("Martin", phones=(LINE,)), Likeness.NUMBER_AND_NAME),
        # Addresses that contradict rule it out, father and son for example.
        (person("Ann Martin", ANN, phones=(LINE,)), person("Ann Martin", MARC, phones=(LINE,)), Likeness.NONE),
        (person("Ann Martin", ANN, phones=(LINE,)), person("Ann Martin", phones=(LINE,)), Likeness.NUMBER_AND_NAME),
        # What several people read says nothing, for or against.
        (person("Ann Martin", "info@a.org"), person("Ann Martin", "info@a.org"), Likeness.NONE),
        (
            person("Ann Martin", "info@a.org", phones=(LINE,)),
            person("Ann Martin", ANN, phones=(LINE,)),
            Likeness.NUMBER_AND_NAME,
        ),
        # What is no address is nobody's: it says that there is none. Nor is what is no number.
        (person("Ann Martin", "nc"), person("Marc Roux", "nc"), Likeness.NONE),
        (
            person("Ann Martin", "-", phones=(LINE,)),
            person("Ann Martin", ANN, phones=(LINE,)),
            Likeness.NUMBER_AND_NAME,
        ),
        (person("Ann Martin", phones=("poste 12",)), person("Ann Martin", phones=("poste 12",)), Likeness.NONE),
    ],
)
def test_how_alike_two_are(left: Traits, right: Traits, expected: Likeness) -> None:
    assert likeness(left, right) is likeness(right, left) is expected


@pytest.mark.parametrize(
    ("address", "desk"),
    [
        ("info@example.org", True),
        ("contact+web@example.org", True),
        ("no-reply@example.org", True),
        ("service.client@example.org", True),
        ("sales@example.org", True),
        ("ann@example.org", False),
        ("info.martin@example.org", False),
        ("contactez@example.org", False),
    ],
)
def test_whose_address_is_read_by_several(address: str, desk: bool) -> None:
    assert is_desk(address) is desk


@pytest.mark.parametrize(("address", "own"), [(ANN, True), ("info@example.org", False), ("nc", False), ("-", False)])
def test_whose_address_is_one_persons_own(address: str, own: bool) -> None:
    assert is_own(address) is own


def test_a_company_is_known_by_its_name() -> None:
    assert traits_of({"name": "Agence de l’Étoile"}).name == {"agence", "de", "l", "etoile"}


@pytest.mark.parametrize(
    ("domain", "own"),
    [("agence-etoile.fr", True), ("https://www.agence-etoile.fr/", True), ("gmail.com", False), ("facebook.com", False),
     ("www.linkedin.com", False), ("-", False), ("nc", False), (None, False)],
)  # fmt: skip
def test_a_domain_that_others_have_too_says_nothing(domain: str | None, own: bool) -> None:
    assert traits_of({"domain": domain}).addresses == ({"agence-etoile.fr"} if own else set())


def test_nobody_contradicts_whoever_has_no_address() -> None:
    assert not contradict(person("Ann Martin", ANN), person("Marc Roux"))
    assert contradict(person("Ann Martin", ANN), person("Ann Martin", MARC))


def test_only_the_most_alike_count() -> None:
    wanted = person("Ann Martin", ANN, phones=(LINE,))
    found = [
        ("by address", person("Marc Martin", ANN)),
        ("by both", person("Ann Martin", ANN)),
        ("by number", person("Ann Martin", phones=(LINE,))),
        ("not at all", person("Ann Martin", MARC)),
    ]
    assert best(wanted, found) == ["by both"]
    assert best(wanted, [found[0], ("another", person("Luc Martin", ANN)), found[2]]) == ["by address", "another"]
    assert best(wanted, found[3:]) == []


# -- several rows and several records -----------------------------------------------------------------------------------

NAMED = person("Ann Martin", ANN)


def known(*free: bool) -> dict[str, Known]:
    return {f"record {n}": Known(NAMED, each) for n, each in enumerate(free)}


@pytest.mark.parametrize(
    ("rows", "records", "expected"),
    [
        ({"row": NAMED}, known(True), {"row": "record 0"}),
        ({"row": NAMED}, known(False), {}),
        ({"row": NAMED}, known(True, True), {}),
        ({"row": NAMED}, known(True, False), {}),  # one that has a row there already fits as well
        ({"row": NAMED, "other": NAMED}, known(True), {}),
        ({"row": NAMED, "other": person("Marc Martin", ANN)}, known(True), {"row": "record 0"}),
        ({"row": person("Ann Martin")}, known(True), {}),  # a name alone is nothing
        ({"row": person("Ann Martin", MARC)}, known(True), {}),
        ({"row": NAMED, "other": NAMED}, {**known(True), "z": Known(person("Ann Martin", MARC), free=True)}, {}),
    ],
)
def test_a_row_is_tied_where_nothing_else_fits_as_well(
    rows: dict[str, Traits], records: dict[str, Known], expected: dict[str, str]
) -> None:
    assert unequivocal(rows, records, {}).chosen == expected
    assert unequivocal(dict(reversed(rows.items())), dict(reversed(records.items())), {}).chosen == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"row": "record 0"}, {"row": "record 0"}),
        ({"row": "record 1"}, {"row": "record 1", "other": "record 0"}),  # whatever it has in common with another one
        ({"row": "nobody here"}, {"other": "record 0"}),
        ({"row": "record 0", "other": "record 0"}, {}),  # one of the two is a copy
        ({"row": "taken"}, {"other": "record 0"}),
    ],
)
def test_a_key_says_more_than_anything_else(keys: dict[str, str], expected: dict[str, str]) -> None:
    rows = {"row": person("Marc Martin", MARC), "other": NAMED}
    records = known(True) | {
        "record 1": Known(person("Eve Roux"), free=True),
        "taken": Known(person("Zoe Blanc"), free=False),
    }
    assert unequivocal(rows, records, keys).chosen == expected


def test_a_company_is_known_by_a_domain_of_its_own() -> None:
    own, same, free = (traits_of({"name": "Agence", "domain": each}) for each in (
        "agence.example", "https://www.AGENCE.example/", "gmail.com",
    ))  # fmt: skip
    assert likeness(own, same) is Likeness.ADDRESS_AND_NAME
    assert likeness(free, free) is Likeness.NONE
    assert contradict(own, traits_of({"name": "Agence", "domain": "other.example"}))


def test_a_user_is_known_by_any_address() -> None:
    ann, info = traits_of({"email": "Ann@Example.org"}), traits_of({"name": "X", "email": "info@example.org"})
    assert ann.values == {ANN}
    assert likeness(info, traits_of({"name": "Y", "email": "info@example.org"})) is Likeness.ADDRESS

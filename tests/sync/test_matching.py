"""Whether two records are the same person or company, as a table."""

from __future__ import annotations

import pytest

from crmdesk.sync.matching import Likeness, Traits, best, contradict, is_desk, likeness, traits_of

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
        # What is no number is nobody's.
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


def test_a_company_is_known_by_its_name() -> None:
    assert traits_of({"name": "Agence de l’Étoile"}).name == {"agence", "de", "l", "etoile"}


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

"""The demo agency's people, the same for every vendor: deterministic by seed, in no vendor's words.

Each vendor maps a `Person` to its own objects, so that several accounts can hold the same people.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from crmdesk.sandbox import french
from crmdesk.sandbox.clock import VendorClock

DAY_S = 86_400.0
SPAN_S = 720 * DAY_S
"""How far back the oldest record goes."""

PHONE_FORMS = (
    "0{} {} {} {} {}", "0{}.{}.{}.{}.{}", "+33 {} {} {} {} {}", "0{}{}{}{}{}", "+33{}{}{}{}{}", "0033 {} {} {} {} {}",
    "+33 (0){} {} {} {} {}", "0{}-{}-{}-{}-{}",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person agreed to for one channel; ``at`` in epoch seconds."""

    state: str
    at: float
    channel: str
    proof: str


@dataclass(frozen=True, slots=True)
class Activity:
    """A task, call, meeting or note about the person; ``at`` is when it is due or was."""

    type: str
    subject: str
    body: str
    at: float
    done: bool
    owner: int


@dataclass(frozen=True, slots=True)
class Person:
    """One lead or customer with what belongs to it.

    Texts may be empty; times are epoch seconds; ``stage`` is where the person is on the way to customer (lead, mql,
    sql, opportunity, customer); ``owner`` indexes `french.COLLEAGUES`.
    """

    number: int
    salutation: str
    first_name: str
    last_name: str
    email: str
    phone: str
    mobile: str
    street: str
    postal_code: str
    city: str
    job_title: str
    sector: str
    lead_type: str
    source: str
    horizon: str
    property_type: str
    property_address: str
    surface_m2: int
    rooms: int
    asking_price: int
    estimate: int
    tags: tuple[str, ...]
    description: str
    stage: str
    status: str
    owner: int
    created_at: float
    modified_at: float
    last_contact_at: float
    consent_phone: Consent
    consent_email: Consent
    label: str
    has_lead: bool
    company: str
    company_industry: str
    deal_stage: int | None
    activities: tuple[Activity, ...]


STAGES = ("lead", "mql", "sql", "opportunity", "customer")
STATUSES = (
    "NEW", "ATTEMPTED_TO_CONTACT", "CONNECTED", "VALUATION_PLANNED", "VALUATION_DONE", "VISIT_PLANNED", "VISIT_DONE",
    "MANDATE_SIGNED", "UNQUALIFIED",
)  # fmt: skip
HORIZONS = ("under_3_months", "3_to_6", "6_to_9", "over_9", "unknown")
LEAD_TYPES = ("seller", "buyer", "landlord", "tenant")
PROPERTY_TYPES = ("apartment", "house", "land", "building", "commercial", "parking", "other")
CHANNELS = ("phone", "email", "form", "paper", "portal")
LABELS = ("HOT", "WARM", "COLD")


@contextmanager
def together(clock: VendorClock) -> Iterator[None]:
    """Vendors that are seeded in here hold the same people, to the moment; they are made once for all."""
    with clock.standing():
        try:
            yield
        finally:
            people.cache_clear()


@lru_cache(maxsize=1)
def people(records: int, seed: int, now: float) -> tuple[Person, ...]:
    """``records`` people in the order in which they came, the last one just before ``now`` (epoch seconds)."""
    rng = random.Random(f"crmdesk:{seed}")
    return tuple(_people(rng, records, now))


def _people(rng: random.Random, records: int, now: float) -> Iterator[Person]:
    for number in range(records):
        share = (number + rng.random() * 0.9) / records
        yield _person(rng, number, now - SPAN_S * (1 - share), now)


def plain(text: str) -> str:
    """Letters without accents, in lower case, for e-mail addresses and domains."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "".join(char for char in bare.lower() if char.isalnum())


def _person(rng: random.Random, number: int, created_at: float, now: float) -> Person:
    salutation, first, last = _name(rng)
    sector, postal_code, city = rng.choice(french.SECTORS)
    lead_type = rng.choices(LEAD_TYPES, (45, 35, 8, 12))[0]
    stage = rng.choices(STAGES, (45, 18, 12, 10, 15))[0]
    status = "MANDATE_SIGNED" if stage == "customer" else rng.choices(STATUSES, (26, 18, 14, 9, 8, 8, 6, 4, 7))[0]
    kind = rng.choices(PROPERTY_TYPES, (50, 32, 5, 4, 4, 3, 2))[0]
    surface = rng.randrange(18, 220)
    price = surface * rng.randrange(2600, 5200) // 500 * 500
    with_company = rng.random() < 0.08
    form, industry = rng.choice(french.COMPANIES)
    modified_at = created_at + (now - created_at) * rng.random() ** 3
    selling = lead_type in {"seller", "landlord"}
    return Person(
        number=number, salutation=salutation, first_name=first, last_name=last,
        email=_email(rng, first, last, number), phone=_phone(rng, "2", "61", "91", 0.45),
        mobile=_phone(rng, "6", "39", "98", 0.75),
        street=_street(rng) if rng.random() < 0.7 else "",
        postal_code=postal_code, city=city, job_title=rng.choice(french.JOBS) if rng.random() < 0.35 else "",
        sector=sector, lead_type=lead_type, source=rng.choice(french.SOURCES), horizon=rng.choice(HORIZONS),
        property_type=kind,
        property_address=f"{_street(rng)}, {postal_code} {city}" if selling else "",
        surface_m2=surface if selling or rng.random() < 0.5 else 0, rooms=max(1, surface // 22),
        asking_price=price if rng.random() < 0.6 else 0,
        estimate=price * rng.randrange(88, 104) // 100 // 500 * 500 if selling and rng.random() < 0.5 else 0,
        tags=tuple(rng.sample(french.TAGS, rng.randrange(0, 4))),
        description=rng.choice(french.DESCRIPTIONS[lead_type]) if rng.random() < 0.6 else "",
        stage=stage, status=status, owner=rng.choices((0, 1, 2, 3), (20, 38, 37, 5))[0],
        created_at=created_at, modified_at=modified_at,
        last_contact_at=modified_at if rng.random() < 0.7 else 0.0,
        consent_phone=_consent(rng, created_at), consent_email=_consent(rng, created_at),
        label=rng.choice(LABELS), has_lead=stage != "customer" and rng.random() < 0.35,
        company=form.format(name=last) if with_company else "", company_industry=industry,
        deal_stage=_deal_stage(rng, stage), activities=tuple(_activities(rng, created_at, now)),
    )  # fmt: skip


def _name(rng: random.Random) -> tuple[str, str, str]:
    last = rng.choice(french.SURNAMES)
    draw = rng.random()
    if draw < 0.1:
        return "M. et Mme", f"{rng.choice(french.MEN)} et {rng.choice(french.WOMEN)}", last
    if draw < 0.55:
        return "Mme", rng.choice(french.WOMEN), last
    return "M.", rng.choice(french.MEN), last


def _street(rng: random.Random) -> str:
    return f"{rng.randrange(1, 180)} {rng.choice(french.STREETS)}"


def _email(rng: random.Random, first: str, last: str, number: int) -> str:
    if rng.random() < 0.08:
        return ""
    domain = rng.choice(("orange.example", "free.example", "gmail.example", "laposte.example", "wanadoo.example"))
    return f"{plain(first.split(' et ', maxsplit=1)[0])}.{plain(last)}{number}@{domain}"


def _phone(rng: random.Random, kind: str, second: str, third: str, chance: float) -> str:
    """A number of the ranges for fiction, written the way people write it; or none."""
    if rng.random() > chance:
        return ""
    last = rng.randrange(10_000)
    return rng.choice(PHONE_FORMS).format(kind, second, third, f"{last // 100:02d}", f"{last % 100:02d}")


def _consent(rng: random.Random, created_at: float) -> Consent:
    state = rng.choices(("given", "refused", "unknown"), (60, 12, 28))[0]
    if state == "unknown":
        return Consent(state, 0.0, "", "")
    channel = rng.choice(CHANNELS)
    proof = {"form": "Formulaire du site", "paper": "Fiche signée", "portal": "Annonce"}.get(channel, "Note de l’appel")
    return Consent(state, created_at + rng.randrange(60, 3600), channel, proof)


def _deal_stage(rng: random.Random, stage: str) -> int | None:
    """Index into the seven stages of the deal pipeline, the last but one won and the last lost; ``None``: no deal."""
    if stage == "customer":
        return rng.choice((4, 5, 5, 5)) if rng.random() < 0.7 else None
    if stage == "opportunity":
        return rng.choice((0, 1, 2, 3, 4, 6)) if rng.random() < 0.75 else None
    return rng.choice((0, 0, 1, 6)) if rng.random() < 0.03 else None


def _activities(rng: random.Random, created_at: float, now: float) -> Iterator[Activity]:
    for kind, chance, texts in (
        ("task", 0.15, french.TASKS),
        ("call", 0.10, french.CALLS),
        ("meeting", 0.06, french.MEETINGS),
        ("note", 0.18, tuple(("", text) for text in french.NOTES)),
    ):
        if rng.random() < chance:
            subject, body = rng.choice(texts)
            at = created_at + (now - created_at) * rng.random()
            if kind in {"task", "meeting"} and rng.random() < 0.4:
                at = now + rng.randrange(1, 20) * DAY_S
            yield Activity(kind, subject, body, at, at < now and rng.random() < 0.8, rng.randrange(3))

"""Whatever two small acts meet about one person: nothing is lost, made twice or deleted by nobody, and everything comes to rest.

Each pair is a story of its own person; those that share what happens to the account share an office.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from crmdesk.domain.conflicts import EXISTENCE, UNLINK, Keep
from crmdesk.domain.reviews import Answer
from crmdesk.providers.memory_account import US
from crmdesk.store import records
from crmdesk.sync import guards
from tests.sampling import sample
from tests.sync import invariants
from tests.sync.acts import ACTS, WORLDS, Life, World, try_step
from tests.sync.events import EVENTS, MANY, Scene, begin, name_of
from tests.sync.kit import PEOPLE, Office

A_DAY_S = 90_000
Story = tuple[str, ...]


def perform(scene: Scene, names: Sequence[str]) -> None:
    """One act of each person, or one event for all."""
    if names[0] in EVENTS:
        turns = [[partial(step, scene) for step in EVENTS[names[0]]]]
    else:
        turns = [[partial(step, life) for step in ACTS[name]] for life, name in zip(scene.lives, names, strict=True)]
    while turns:
        turns = [steps[1:] for steps in turns if try_step(steps[0]) and len(steps) > 1]
        if turns:
            scene.run()


def play(scene: Scene, stories: Sequence[Story], *, runs: bool) -> None:
    """Tell a story of each person; ``runs`` says whether runs come between its acts."""
    for at in range(len(stories[0])):
        if at and runs:
            scene.run()
        perform(scene, [story[at] for story in stories])


def rest(scene: Scene) -> None:
    """Nobody does anything any more, for two days; a first sync that asks is answered."""
    scene.calm()
    scene.office.settle(rounds=10, pause_s=40)
    scene.answer_reviews(Answer.APPLY)
    for _ in range(2):
        scene.office.clock.tick(A_DAY_S)
        scene.office.settle(rounds=10, pause_s=40)


def answer_all(scene: Scene, random: Random) -> None:
    """Every question is answered, one way or another, and what that asks too."""
    for _ in range(8):
        rows = scene.office.sql("SELECT record, field FROM conflict WHERE state = 'open' ORDER BY id")
        if not rows:
            return
        for row in rows:
            conflict = scene.office.conflicts(row.record).get(row.field)
            if conflict is None:
                continue
            keep = random.choice((Keep.COMPUTER, Keep.ACCOUNT, Keep.OTHER if row.field == EXISTENCE else Keep.BEFORE))
            try_step(partial(scene.office.resolve, conflict, keep, UNLINK if keep is Keep.OTHER else None))
        scene.office.clock.tick(A_DAY_S)
        scene.office.settle(rounds=10, pause_s=40)
    raise AssertionError("questions without end")


# -- what has to hold -------------------------------------------------------------------------------------------------------


def wrong(scene: Scene, *, decided: bool = False) -> list[str]:
    """Everything that is wrong, the engine's invariants first."""
    found: list[str] = []
    try:
        invariants.check_at_rest(scene.office)
    except AssertionError as error:
        found += str(error).splitlines()
    # A field that is refused waits alone, and is told.
    refused = [record for record, key, _ in scene.office.problems() if key == "value_refused" and record is not None]
    found = [text for text in found if not any(_is_about(scene.office, text, record) for record in refused)]
    known = everything(scene.office)
    for life in scene.lives:
        found += [f"{life.number}: {text}" for text in _lost(life, known, decided=decided)]
        found += [f"{life.number}: {text}" for text in _twice(life) if not decided]
        found += [f"{life.number}: {text}" for text in _gone(life)]
    return found


def _is_about(office: Office, text: str, record: str) -> bool:
    return record in text or any(text.startswith(f"rest: link {each.id} ") for each in office.links(record))


def everything(office: Office) -> str:
    """What is remembered of all values, as one text."""
    asked = (
        "SELECT old, new FROM history",
        "SELECT accounts, before FROM conflict",
        "SELECT rejected, chosen FROM decision",
    )
    held = [str(row) for query in asked for row in office.sql(query)]
    rows = [row for wire in office.wires.values() for row in wire.account.rows[PEOPLE].values()]
    held += [str(row.fields) for row in rows]
    # What a colleague has written over again is not ours to remember.
    held += [str(old[0]) for row in rows for past in row.past.values() for old, new in pairwise(past) if new[2] != US]
    return "".join(held)


def named(life: Life) -> list[records.Record]:
    """The records of this person that are there."""
    query = "SELECT id FROM {} WHERE last_name = ? AND life = 'live'"
    rows = [row for kind in ("lead", "contact") for row in life.office.sql(query.format(kind), name_of(life.number))]
    return [life.office.record(row.id) for row in rows]


def _lost(life: Life, known: str, *, decided: bool) -> Iterator[str]:
    if life.deaf:
        return
    for name, value in life.said:
        if value not in known:
            yield f"{name} {value!r} is remembered nowhere"
    if life.said and life.fresh and not life.parted and not decided:
        name, value = life.said[-1]
        held = [each.fields.get(name) for each in named(life)]
        asked = [str(life.office.conflicts(each.id)) for each in named(life)]
        if value not in held and not any(value in text for text in asked):
            yield f"{name} {value!r} was typed last, there is {held}"


def _twice(life: Life) -> Iterator[str]:
    """More rows than colleagues made or took out of the bin, or more records than those rows."""
    for name, wire in life.office.wires.items():
        rows = [row for row in wire.account.rows[PEOPLE].values() if row.gone is None]
        mine = [row.id for row in rows if row.fields.get("last_name") == name_of(life.number)]
        if len(mine) > 1 and not life.restored:
            yield f"rows {mine} in {name}"
    there = [each.id for each in named(life)]
    if len(there) > (1 if life.twin == life.record else 2) + life.restored:
        yield f"records {there}"


def _gone(life: Life) -> Iterator[str]:
    if life.parted:
        return
    for name, wire in life.office.wires.items():
        row = wire.account.rows[PEOPLE].get(life.rows.get(name, ""))
        if row is not None and row.gone is not None:
            yield f"row {row.id} in {name} is gone"
    if not named(life):
        yield "nobody is here"


# -- the stories ------------------------------------------------------------------------------------------------------------


def told(folder: Path, world: World, stories: Sequence[Story], *, runs: bool, seed: int = 0) -> None:
    """Tell stories, let everything come to rest, answer what is asked, and look at each of the two ends."""
    with Office(folder) as office:
        scene = begin(office, world, len(stories))
        play(scene, stories, runs=runs)
        rest(scene)
        found = wrong(scene)
        answer_all(scene, Random(seed))
        found += wrong(scene, decided=True)
        assert not found, "\n".join([*found, *(f"{at}: {' + '.join(each)}" for at, each in enumerate(stories))])


@pytest.fixture(autouse=True)
def _nothing_is_uncommon(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many people do the same that everything would be held for a review."""
    for name in ("FEW", "WHOLE"):
        monkeypatch.setattr(guards, name, MANY)


def in_turn(at: int) -> World:
    """Every world has its turn."""
    return WORLDS[at % len(WORLDS)]


RUNS = pytest.mark.parametrize("runs", [True, False], ids=["with a run between", "at once"])


@RUNS
@pytest.mark.parametrize("first", sample(ACTS, "typed here", "deleted there"))
def test_two_acts_about_one_person(tmp_path: Path, first: str, *, runs: bool) -> None:
    at = list(ACTS).index(first)
    told(tmp_path, in_turn(at + runs), [(first, second) for second in ACTS], runs=runs)


@pytest.mark.parametrize("event", sample(EVENTS, "answers are lost"))
def test_what_happens_to_an_account_and_what_to_a_person(tmp_path: Path, event: str) -> None:
    """Either comes first; every other event has a run behind it, the others one in front."""
    at = list(EVENTS).index(event)
    told(tmp_path / "first", in_turn(at), [(event, act) for act in ACTS], runs=at % 2 == 0)
    told(tmp_path / "last", in_turn(at), [(act, event) for act in ACTS], runs=at % 2 == 1)


@pytest.mark.parametrize("seed", sample(range(40), 0))
def test_what_happens_to_an_account_twice(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    for number in range(3):
        story = (random.choice(list(EVENTS)), random.choice(list(EVENTS)))
        told(tmp_path / str(number), random.choice(WORLDS), [story], runs=random.random() < 0.5)


@pytest.mark.parametrize("seed", sample(range(40), 0))
def test_three_acts_at_random(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    stories = [tuple(random.choice(list(ACTS)) for _ in range(3)) for _ in range(30)]
    if random.random() < 0.5:
        event, at = random.choice(list(EVENTS)), random.randrange(3)
        stories = [(*story[:at], event, *story[at + 1 :]) for story in stories]
    told(tmp_path, random.choice(WORLDS), stories, runs=random.random() < 0.5, seed=seed)

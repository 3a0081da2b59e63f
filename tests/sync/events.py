"""What happens to an account as a whole, and the scene in which it does: an office and the people in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from crmdesk.domain.deletions import Deletions
from crmdesk.domain.errors import OutcomeUnknown
from crmdesk.domain.kinds import Kind
from crmdesk.domain.policies import Guard, Policy, Scope, Way
from crmdesk.domain.reviews import Answer
from crmdesk.providers.memory_account import WRITES, Behaviour, Mishap
from crmdesk.store import connections, policies, removal, reviews, run_undoing
from crmdesk.sync import guards
from tests.sync.acts import Life, Senseless, World
from tests.sync.kit import PEOPLE, Crash, Office, Wire

MANY = 10**6
"""So many that nothing is uncommon."""


@dataclass(eq=False)
class Scene:
    """An office and the people in it."""

    office: Office
    world: World
    lives: list[Life]
    change: str | None = None
    left: Wire | None = None
    answer: Answer | None = None
    dies: int | None = None

    def wire(self, name: str) -> Wire:
        """An account that is connected."""
        if name not in self.office.wires:
            raise Senseless(name)
        return self.office.wires[name]

    def run(self) -> None:
        """A run of every account; what goes wrong on the line may end it."""
        for name in tuple(self.office.wires):
            self.office.clock.tick(40)
            if self.dies is not None:
                self.office.crash_at, self.dies = self.office.commits + self.dies, None
            try:
                self.office.sync(name)
            except Crash:
                self.office.reopen()
            self.office.crash_at = None

    def calm(self) -> None:
        """Everything works and travels as in the beginning; what was uncommon is answered as was said."""
        if self.answer is not None or self.dies is not None:
            self.run()
        if self.answer is not None:
            self.answer_reviews(self.answer)
            guards.FEW, self.answer = MANY, None
        for name, wire in self.office.wires.items():
            account = self.office.ids[name]
            wire.calm()
            wire.account.mishaps.clear()
            wire.hidden.clear()
            wire.chosen.clear()
            wire.only = frozenset({PEOPLE})
            self.office.write(partial(connections.change, connection=account, sending=True))

    def answer_reviews(self, answer: Answer) -> None:
        """Answer everything that is held, or a first sync that asks."""
        for review in self.office.read(reviews.all_open):
            given = Answer.APPLY if review.preview is not None else answer
            self.office.write(partial(reviews.decide, review=review.id, answer=given, shown=review.shown))


def quiet(scene: Scene, name: str = "a", *, sending: bool) -> None:
    scene.wire(name)
    scene.office.write(lambda unit: connections.change(unit, scene.office.ids[name], sending=sending))


def unmapped(scene: Scene) -> None:
    scene.wire("a").hidden.add("city")


def mapped(scene: Scene, **rule: object) -> None:
    scene.wire("a").hidden.clear()
    scene.wire("a").chosen = {"city": rule} if rule else {}
    for life in scene.lives:
        life.deaf |= rule.get("readable") is False


def hidden(scene: Scene, name: str = "a") -> None:
    scene.wire(name).only = frozenset({"companies"})


def shown(scene: Scene, name: str = "a") -> None:
    scene.wire(name).only = frozenset({PEOPLE})


def lost(scene: Scene, mishap: Mishap, name: str = "a") -> None:
    account = scene.wire(name).account
    account.mishaps += [(verb, mishap) for verb in sorted(WRITES)]


def unread_then_lost(scene: Scene) -> None:
    """What was sent is done, and neither the answer nor the reading behind it comes."""
    lost(scene, Mishap.LOST_AFTER)
    scene.wire("a").fails("fetch", OutcomeUnknown("no_answer", endpoint="fetch"), times=3)


def disconnect(scene: Scene, name: str = "a", *, keep_data: bool) -> None:
    scene.wire(name)
    scene.office.write(lambda unit: removal.remove_connection(unit, scene.office.ids[name], keep_data=keep_data))
    scene.left = scene.office.wires.pop(name)
    for life in scene.lives:
        # What a colleague has written there since it was last read is not known here.
        life.fresh, life.deaf, life.parted = False, True, life.parted or not keep_data
    del scene.office.ids[name]


def connect(scene: Scene, name: str = "a", *, asking: bool = False) -> None:
    if name in scene.office.wires or scene.left is None:
        raise Senseless
    scene.office.attach(name, scene.left, asking=asking)
    for life in scene.lives:
        # A row that is read for the first time is another one's unless something tells whose it is.
        life.restored += 1


def undo_run(scene: Scene, name: str = "a") -> None:
    scene.wire(name)
    runs = scene.office.sql(
        "SELECT id FROM run WHERE connection = ? ORDER BY rowid DESC LIMIT 1", scene.office.ids[name]
    )
    if not runs:
        raise Senseless
    for life in scene.lives:
        life.parted, life.fresh = True, False
    scene.change = scene.office.write(lambda unit: run_undoing.undo_run(unit, runs[0].id))


def undo_that(scene: Scene) -> None:
    if scene.change is None:
        raise Senseless
    scene.office.undo(scene.change)


def rule_for_all(scene: Scene, way: Way) -> None:
    for life in scene.lives:
        life.parted = True
    scene.office.write(lambda unit: policies.put(unit, Policy("", Scope(), way, None, frozenset(Guard))))


def deletions_mean(scene: Scene, chosen: Deletions) -> None:
    scene.wire("a")
    scene.office.write(lambda unit: connections.choose_deletions(unit, scene.office.ids["a"], chosen))


def uncommon(scene: Scene, answer: Answer) -> None:
    """From now on everything is held for a review. What is taken back there, or kept apart, is not taken in here."""
    for life in scene.lives:
        life.parted, life.deaf = True, life.deaf or answer is not Answer.APPLY
    guards.FEW, scene.answer = 0, answer


def dies(scene: Scene, commits: int) -> None:
    scene.dies = commits


EVENTS: Mapping[str, tuple[Callable[[Scene], object], ...]] = {
    "a is sent nothing": (partial(quiet, sending=False),),
    "a is sent nothing for a run": (partial(quiet, sending=False), partial(quiet, sending=True)),
    "b is sent nothing": (partial(quiet, name="b", sending=False),),
    "the city is not mapped": (unmapped,),
    "the city is not mapped for a run": (unmapped, mapped),
    "the city only travels here": (partial(mapped, writable=False),),
    "the city only travels there": (partial(mapped, readable=False),),
    "the city is another property": (partial(mapped, chosen="town"),),
    "people are hidden": (hidden,),
    "people are hidden for a run": (hidden, shown),
    "answers are lost": (partial(lost, mishap=Mishap.LOST_AFTER),),
    "answers are lost, nor is it read": (unread_then_lost,),
    "requests are lost": (partial(lost, mishap=Mishap.LOST_BEFORE),),
    "everything is refused": (partial(lost, mishap=Mishap.REFUSED),),
    "b's answers are lost": (partial(lost, mishap=Mishap.LOST_AFTER, name="b"),),
    "a is left, its data stays": (partial(disconnect, keep_data=True),),
    "a is left with its data": (partial(disconnect, keep_data=False),),
    "b is left, its data stays": (partial(disconnect, name="b", keep_data=True),),
    "b is left with its data": (partial(disconnect, name="b", keep_data=False),),
    "a is left and connected again": (partial(disconnect, keep_data=True), connect),
    "a is left with its data and connected again": (partial(disconnect, keep_data=False), connect),
    "b is left and asks as it comes again": (
        partial(disconnect, name="b", keep_data=True),
        partial(connect, name="b", asking=True),
    ),
    "the last run is taken back": (undo_run,),
    "b's last run is taken back": (partial(undo_run, name="b"),),
    "the last run is taken back for a moment": (undo_run, undo_that),
    "all rules for this computer": (partial(rule_for_all, way=Way.COMPUTER),),
    "all rules for the account": (partial(rule_for_all, way=Way.ACCOUNT),),
    "deletions there keep": (partial(deletions_mean, chosen=Deletions.KEEP),),
    "deletions there ask": (partial(deletions_mean, chosen=Deletions.ASK),),
    "all is uncommon, and agreed to": (partial(uncommon, answer=Answer.APPLY),),
    "all is uncommon, and taken back": (partial(uncommon, answer=Answer.REVERT),),
    "all is uncommon, and kept apart": (partial(uncommon, answer=Answer.UNLINK),),
    "the program dies early": (partial(dies, commits=7),),
    "the program dies late": (partial(dies, commits=16),),
}
"""By name, the steps of what happens to an account."""


def begin(office: Office, world: World, lives: int) -> Scene:
    """People who live as a world has it, everything at rest."""
    wires = {name: office.connect(name, Behaviour(keyed=world.keyed), only=(PEOPLE,)) for name in world.accounts}
    made = [_born(office, world, number, wires) for number in range(lives)]
    others = [_enter(wires["a"], {"last_name": f"Autre{number}", "street": "1 rue A"}) for number in range(lives)]
    office.settle()
    found = [_known(office, number, one, others[number]) for number, one in enumerate(made)]
    return Scene(office, world, found)


def _born(office: Office, world: World, number: int, wires: Mapping[str, Wire]) -> str | dict[str, str]:
    address = f"p{number}@example.org"
    if world.made_here:
        return office.new(last_name=name_of(number), city="Lyon", emails=[{"value": address, "primary": True}])
    emails = {"emails": {"email": address, "more_emails": None}} if world.alike else {}
    return {
        name: _enter(wire, {"last_name": name_of(number), "city": "Lyon", **emails}) for name, wire in wires.items()
    }


def _enter(wire: Wire, fields: Mapping[str, object]) -> str:
    return wire.account.edit(PEOPLE, None, fields, kind=Kind.LEAD)


def _known(office: Office, number: int, made: str | dict[str, str], other: str) -> Life:
    if isinstance(made, str):
        names = {id: name for name, id in office.ids.items()}
        rows = {names[each.connection]: each.remote_id or "" for each in office.links(made)}
        return Life(office, number, made, made, rows, other)
    twin = office.record_of(made["b"], name="b") if "b" in made else office.record_of(made["a"])
    return Life(office, number, office.record_of(made["a"]), twin, made, other)


def name_of(number: int) -> str:
    """The name of a person, in which no other one's is contained."""
    return f"Durand{number}e"

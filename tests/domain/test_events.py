from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.events import ChangeSet, RunReport, RunStatus
from crmdesk.domain.kinds import Kind
from tests.domain.kit import unhurried

flags = st.booleans()
change_sets = st.builds(
    ChangeSet,
    st.frozensets(st.sampled_from(Kind), max_size=2),
    st.frozensets(st.sampled_from("abc"), max_size=2),
    flags,
    flags,
    flags,
    flags,
)


@pytest.mark.parametrize(
    "change",
    [
        ChangeSet(kinds=frozenset({Kind.LEAD})),
        ChangeSet(records=frozenset({"r"})),
        ChangeSet(conflicts=True),
        ChangeSet(pending=True),
        ChangeSet(problems=True),
        ChangeSet(connections=True),
    ],
)
def test_each_part_alone_is_a_change(change: ChangeSet) -> None:
    assert change
    assert change | ChangeSet() == ChangeSet() | change == change


def test_nothing_touched_is_no_change() -> None:
    assert not ChangeSet()


@unhurried
@given(change_sets, change_sets, change_sets)
def test_changes_coalesce_in_any_order(one: ChangeSet, two: ChangeSet, three: ChangeSet) -> None:
    assert one | two == two | one
    assert (one | two) | three == one | (two | three)
    assert bool(one | two) == (bool(one) or bool(two))


def test_reports_do_not_share_their_counts() -> None:
    one, two = (RunReport("c", "hubspot", RunStatus.DONE) for _ in range(2))
    assert one.counts == {}
    assert one.counts is not two.counts

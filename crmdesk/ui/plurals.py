"""Phrases with a number that are needed outside of widgets.

``pyside6-lupdate`` finds plural forms in ``self.tr`` of a class only, never in ``QCoreApplication.translate``.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from crmdesk.domain.kinds import Kind


class Plural(QObject):
    """Each method gives its phrase with ``n`` in the language of the window."""

    def seconds(self, n: int) -> str:
        """A length of time."""
        return self.tr("%Ln s", "", n)

    def minutes(self, n: int) -> str:
        """A length of time."""
        return self.tr("%Ln min", "", n)

    def hours(self, n: int) -> str:
        """A length of time."""
        return self.tr("%Ln h", "", n)

    def days(self, n: int) -> str:
        """A length of time."""
        return self.tr("%Ln d", "", n)

    def minutes_ago(self, n: int) -> str:
        """A moment that is over."""
        return self.tr("%Ln min ago", "", n)

    def hours_ago(self, n: int) -> str:
        """A moment that is over."""
        return self.tr("%Ln h ago", "", n)

    def days_ago(self, n: int) -> str:
        """A moment that is over."""
        return self.tr("%Ln day(s) ago", "", n)

    def in_seconds(self, n: int) -> str:
        """A moment to come."""
        return self.tr("in %Ln s", "", n)

    def in_minutes(self, n: int) -> str:
        """A moment to come."""
        return self.tr("in %Ln min", "", n)

    def in_hours(self, n: int) -> str:
        """A moment to come."""
        return self.tr("in %Ln h", "", n)

    def conflicts_open(self, n: int) -> str:
        """The page of conflicts as it is read aloud."""
        return self.tr("Conflicts, %Ln open", "", n)

    def pending_not_sent(self, n: int) -> str:
        """The page of pending changes as it is read aloud."""
        return self.tr("Pending, %Ln change(s)", "", n)

    def reviews(self, n: int) -> str:
        """Uncommon changes that wait for a person."""
        return self.tr("%Ln review(s) to look at", "", n)

    def questions(self, n: int) -> str:
        """First synchronisations that wait for an answer."""
        return self.tr("%Ln question(s) about a first synchronisation", "", n)

    def sync_questions(self, n: int) -> str:
        """The page of synchronisation as it is read aloud, where nothing but such questions waits there."""
        return self.tr("Synchronisation, %Ln question(s) about a first synchronisation", "", n)

    def sync_reviews(self, n: int) -> str:
        """The page of synchronisation as it is read aloud."""
        return self.tr("Synchronisation, %Ln review(s) to look at", "", n)

    def reasons(self, n: int) -> str:
        """Why reviews wait for a person, where a review has more reasons than one."""
        return self.tr("%Ln reason(s)", "", n)

    def fields_to_choose(self, n: int) -> str:
        """Undecided fields of a conflict."""
        return self.tr("%Ln field(s) to choose", "", n)

    def fields_chosen(self, n: int) -> str:
        """Decided fields of a conflict."""
        return self.tr("%Ln chosen", "", n)

    def fields_merged(self, n: int) -> str:
        """Fields that merged by themselves."""
        return self.tr("%Ln merged without a question", "", n)

    def problems(self, n: int) -> str:
        """Problems of an account."""
        return self.tr("%Ln problem(s)", "", n)

    def conflicts_to_decide(self, n: int) -> str:
        """Conflicts of an account."""
        return self.tr("%Ln conflict(s) to decide", "", n)

    def changes_not_sent(self, n: int) -> str:
        """Changes that go to an account with its next run."""
        return self.tr("%Ln change(s) pending", "", n)

    def changes_held(self, n: int) -> str:
        """Changes that wait until sending to an account is switched on."""
        return self.tr("%Ln change(s) not sent", "", n)

    def brought(self, n: int) -> str:
        """Records that a run found new or changed in an account; what it only read again is not counted."""
        return self.tr("%Ln new or changed", "", n)

    def sent(self, n: int) -> str:
        """Records that went out with a run."""
        return self.tr("%Ln sent", "", n)

    def merged(self, n: int) -> str:
        """Records that a run merged."""
        return self.tr("%Ln merged", "", n)

    def conflicts(self, n: int) -> str:
        """Conflicts that a run found."""
        return self.tr("%Ln conflict(s)", "", n)

    def decided(self, n: int) -> str:
        """Conflicts that policies decided in a run, whether it had found them or an earlier one."""
        return self.tr("%Ln conflict(s) decided by policy", "", n)

    def held(self, n: int) -> str:
        """Changes that a run held back."""
        return self.tr("%Ln not sent", "", n)

    def found_late(self, n: int) -> str:
        """Rows that a look at all of them found, and that what tells of changes had left out."""
        return self.tr("%Ln found late", "", n)

    def records_gone(self, n: int) -> str:
        """Records that were deleted here with their account."""
        return self.tr("%Ln record(s) deleted from this computer.", "", n)

    def records_of(self, kind: Kind, n: int) -> str:
        """People, companies or deals that a deletion takes along (``ObjectSpec.takes_along``)."""
        match kind:
            case Kind.LEAD:
                return self.tr("%Ln lead(s)", "", n)
            case Kind.CONTACT:
                return self.tr("%Ln contact(s)", "", n)
            case Kind.COMPANY:
                return self.tr("%Ln company(-ies)", "", n)
            case _:
                return self.tr("%Ln deal(s)", "", n)

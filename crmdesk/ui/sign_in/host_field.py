"""The field of the sign-in that asks where the account lives, for vendors whose accounts live in several places."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.hosts import Host, Hosts
from crmdesk.ui.widgets.basics import Choice, restyle


class HostField(Choice):
    """A list of the places. Where an account may have a host of its own, the list is editable and the host is typed into it.

    ``base_url`` is where the account was signed in at before, None for a new account and for the usual place.
    """

    def __init__(self, hosts: Hosts, base_url: str | None = None) -> None:
        super().__init__()
        self._hosts = hosts
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(len(hosts.known))
        for host in hosts.known:
            self.addItem(host.name, host.name)
        before = hosts.name_of(base_url) or ""
        if hosts.own_ending:
            self.setEditable(True)
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            self.setCompleter(None)  # type: ignore[arg-type]
            self.setCurrentText(before)
        else:
            self.live(self._name_items, lambda: [host_label(host) for host in hosts.known])
            self.setCurrentIndex(self.findData(before))
        self.currentTextChanged.connect(lambda: self._mark(wrong=False))

    def url(self) -> str:
        """The address to sign in at. Raises InvalidInput for what is no host of the vendor's, and marks the field as wrong."""
        try:
            return self._hosts.url_of(self.currentText() if self.isEditable() else self.currentData())
        except InvalidInput:
            self._mark(wrong=True)
            raise

    def _name_items(self, names: list[str]) -> None:
        for number, name in enumerate(names):
            self.setItemText(number, name)

    def _mark(self, *, wrong: bool) -> None:
        if bool(self.property("wrong")) is not wrong:
            self.setProperty("wrong", wrong)
            restyle(self)


def host_label(host: Host) -> str:
    """What a place is called in the list: its region with its name, or its name alone where it has no region."""
    region = _region(host.region)
    return f"{region} ({host.name})" if region else host.name


def host_words(vendor: str) -> str:
    """How a person finds out which place is the account's; blank for a vendor without a choice."""
    if vendor == "zoho":
        return QCoreApplication.translate(
            "Host",
            "The data centre that your application was made in: the address of its API console ends in it, as in "
            "api-console.zoho.eu.",
        )
    if vendor == "salesforce":
        return QCoreApplication.translate(
            "Host",
            "test.salesforce.com is for test organisations. Where neither signs in, type your organisation’s My Domain, which "
            "ends in .my.salesforce.com: it stands in Setup, under My Domain.",
        )
    return ""


def _region(key: str) -> str:
    return {
        "": "",
        "australia": QCoreApplication.translate("Host", "Australia"),
        "canada": QCoreApplication.translate("Host", "Canada"),
        "china": QCoreApplication.translate("Host", "China"),
        "emirates": QCoreApplication.translate("Host", "United Arab Emirates"),
        "europe": QCoreApplication.translate("Host", "Europe"),
        "india": QCoreApplication.translate("Host", "India"),
        "japan": QCoreApplication.translate("Host", "Japan"),
        "saudi_arabia": QCoreApplication.translate("Host", "Saudi Arabia"),
        "united_kingdom": QCoreApplication.translate("Host", "United Kingdom"),
        "united_states": QCoreApplication.translate("Host", "United States"),
    }[key]

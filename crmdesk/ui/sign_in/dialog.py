"""The dialog that connects an account, or signs in to one again."""

from __future__ import annotations

from functools import partial

import shiboken6
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QDialog, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from crmdesk.domain.errors import CrmdeskError, SignInFailed
from crmdesk.domain.signin import VendorInfo
from crmdesk.store.queries.rows import ConnectionRow
from crmdesk.ui.error_texts import error_text
from crmdesk.ui.live import Live
from crmdesk.ui.services import SignInFlow
from crmdesk.ui.sign_in.account_step import AccountStep
from crmdesk.ui.sign_in.guide import GuideWindow
from crmdesk.ui.sign_in.steps import HowStep, VendorStep
from crmdesk.ui.sign_in.waiting_step import WaitingStep
from crmdesk.ui.tasks import TaskScope
from crmdesk.ui.theme import tokens
from crmdesk.ui.widgets.basics import Button, Label, fit_screen, frame, row, scrolled
from crmdesk.ui.widgets.tab_order import SeenOrder
from crmdesk.ui.workbench import Workbench

_WIDTH, _HEIGHT, _LEAST_HEIGHT = 560, 620, 320


class SignInDialog(SeenOrder, Live, QDialog):
    """Which CRM → how → the browser → the account → done. Cancel is there at every step and leaves nothing behind."""

    def __init__(self, parent: QWidget, workbench: Workbench, account: ConnectionRow | None = None) -> None:
        super().__init__(parent)
        self._bench = workbench
        self._account = account
        self._tasks = TaskScope(self, self._failed)
        self._flow: SignInFlow | None = None
        self._vendor: VendorInfo | None = None
        self.how: HowStep | None = None
        self.found: AccountStep | None = None
        self.guide: GuideWindow | None = None
        self.waiting = WaitingStep()
        self.waiting.back_asked.connect(self._go_back)
        self.waiting.given_up.connect(lambda: self._give_up(SignInFailed("sign_in_timed_out")))
        self.setMinimumSize(_WIDTH, _LEAST_HEIGHT)
        self._lay_out()
        self.live(self.setWindowTitle, self._title_text)
        self.resize(_WIDTH, _HEIGHT)
        self._begin()

    def showEvent(self, event: QShowEvent) -> None:
        """Never higher than the screen: what has no room there is scrolled."""
        super().showEvent(event)
        fit_screen(self)

    def reject(self) -> None:
        """Cancel: end the flow, then close; not while the account is being connected, for that comes to its end."""
        if self._tasks.running("finish"):
            return
        self._end_flow()
        super().reject()

    def press_next(self) -> None:
        """Do what the main button does."""
        if self._steps.currentWidget() is self._how_page:
            self._end_flow()
            self._tasks.start(self._sign_in(), "flow")
        elif self.found is not None and not self._tasks.running("finish"):
            self._tasks.start(self._finish(), "finish")

    def show_guide(self) -> None:
        """Show the guide of the chosen CRM beside this dialog, which goes on."""
        if self._vendor is None or self._vendor.guide is None:
            return
        if self.guide is not None and shiboken6.isValid(self.guide):
            self.guide.close()
        title = self.tr("{vendor} and crmdesk").format(vendor=self._vendor.title)
        self.guide = GuideWindow(self, title, self._vendor.guide, self._bench.settings)
        self.guide.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.guide.show()

    def _lay_out(self) -> None:
        self._title = Label(self._title_text, "title")
        self._step_text = Label("", "muted")
        self._error = Label("", tone="conflict", wrap=True)
        self._error.hide()
        self._steps = QStackedWidget()
        self._how_page, self._found_page = QWidget(), QWidget()
        vendors = VendorStep(self._bench.desk.vendors())
        vendors.chosen.connect(self.choose_vendor)
        self._vendor_step = vendors
        for page in (self._how_page, self._found_page):
            QVBoxLayout(page).setContentsMargins(0, 0, 0, 0)
        for page in (_scrolled_step(vendors), self._how_page, self.waiting, self._found_page):
            self._steps.addWidget(page)
        self._back = Button(lambda: self.tr("Back"), "arrow-left", "quiet")
        self._back.clicked.connect(self._go_back)
        self._cancel = Button(lambda: self.tr("Cancel"))
        self._cancel.clicked.connect(self.reject)
        self._next = Button(self._next_text, role="main")
        self._next.setDefault(True)
        self._next.clicked.connect(self.press_next)
        edge = tokens.PAGE_EDGE
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(edge, edge, edge, tokens.GAP)
        head.setSpacing(2)
        head.addWidget(self._title)
        head.addWidget(self._step_text)
        body = QVBoxLayout()
        body.setContentsMargins(edge, tokens.GAP, edge, tokens.GAP)
        body.addWidget(self._steps, 1)
        body.addWidget(self._error)
        line = frame("line")
        line.setFixedHeight(1)
        box.addLayout(head)
        box.addLayout(body, 1)
        box.addWidget(line)
        box.addLayout(row(self._back, None, self._cancel, self._next, edges=(edge - 8, 12, edge, 12)))

    def _begin(self) -> None:
        vendors = self._bench.desk.vendors()
        known = [each for each in vendors if self._account is not None and each.key == self._account.vendor]
        if known or len(vendors) == 1:
            self.choose_vendor((known or list(vendors))[0])
        else:
            self._show(0)
            self._vendor_step.take_keyboard(None)

    def choose_vendor(self, vendor: VendorInfo) -> None:
        """Go on with this CRM."""
        self._vendor = vendor
        name = self._account.name if self._account else vendor.title
        before = self._account
        self.how = HowStep(vendor, name, before.id if before else None, before.base_url if before else None)
        for line in self.how.lines():
            line.textChanged.connect(self._check)
        if self.how.host is not None:
            self.how.host.currentTextChanged.connect(self._check)
            self.how.host.currentTextChanged.connect(self._error.hide)
        for way in (self.how.known, self.how.oauth, self.how.by_token):
            way.toggled.connect(self._check)
            way.toggled.connect(self._error.hide)  # it was about the other way
        self.how.guide_asked.connect(self.show_guide)
        self._put(self._how_page, self.how)
        self._show(1)
        self._to_access()
        if self._account is not None:
            self._tasks.refresh("known", partial(self._offer_known, self._account.id, self.how))

    def _to_access(self) -> None:
        """Put the keyboard where the access is to be typed, or on going on where all of it is there."""
        if self.how is not None:
            (self._next if self.how.complete() else self.how.client_id).setFocus()

    def _to_what_failed(self, error: CrmdeskError) -> None:
        """Put the keyboard where what was refused can be corrected: into the host or the token, else on the button to go on."""
        if self.how is not None and self.how.host is not None and error.data.get("field") == "host":
            self.how.host.setFocus()
        elif self.how is not None and self.how.by_token.isChecked():
            self.how.token.setFocus()
            self.how.token.selectAll()
        else:
            self._to_access()

    async def _offer_known(self, account: str, how: HowStep) -> None:
        if await self._bench.desk.known_application(account) is None:
            return
        stood = self.focusWidget() is how.client_id
        how.offer_known()
        if stood and how.known.isChecked():
            how.known.setFocus(Qt.FocusReason.OtherFocusReason)  # its line is gone with the other way to sign in

    async def _sign_in(self) -> None:
        assert self.how is not None
        self._error.hide()
        self._flow = flow = self._bench.desk.sign_in(self.how.request())
        url = await flow.url()
        self.waiting.begin(url)
        self._show(2)
        if url:
            QDesktopServices.openUrl(QUrl(url))
        found = await flow.account()
        self.waiting.end()
        assert self._vendor is not None
        self.found = AccountStep(
            found,
            vendor=self._vendor.key,
            guided=self._vendor.guide is not None,
            new=self._account is None,
            is_document=self._vendor.documents,
        )
        self.found.guide_asked.connect(self.show_guide)
        self._put(self._found_page, self.found)
        self._show(3)
        self._next.setFocus()

    async def _finish(self) -> None:
        assert self._flow is not None
        assert self.found is not None
        self._error.hide()
        for button in (self._next, self._cancel):
            button.setEnabled(False)
        await self._flow.finish(
            create_missing=self.found.create_missing.isChecked(),
            send=self.found.send.isChecked(),
            lead_stages=self.found.lead_stages,
        )
        self._flow = None
        self.accept()

    def _put(self, page: QWidget, content: QWidget) -> None:
        layout = page.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        layout.addWidget(_scrolled_step(content))

    def _show(self, step: int) -> None:
        self._steps.setCurrentIndex(step)
        vendors = len(self._bench.desk.vendors())
        self._back.setVisible((step == 1 and vendors > 1 and self._account is None) or step == 2)
        self._next.setVisible(step in (1, 3))
        self._next.setText(self._next_text())
        self._step_text.setText(self._step_words(step))
        self._check()

    def _step_words(self, step: int) -> str:
        by_token = self.how is not None and self.how.by_token.isChecked()
        return [
            self.tr("Step 1 of 4: the CRM"),
            self.tr("Step 2 of 4: the access"),
            self.tr("Step 3 of 4: the check") if by_token else self.tr("Step 3 of 4: the browser"),
            self.tr("Step 4 of 4: the account"),
        ][step]

    def relive(self) -> None:
        """Say the step again."""
        self._show(self._steps.currentIndex())

    def _check(self) -> None:
        at_how = self._steps.currentIndex() == 1
        self._next.setEnabled(not at_how or (self.how is not None and self.how.complete()))

    def _go_back(self) -> None:
        at = self._steps.currentIndex()
        self._end_flow()
        self._error.hide()
        self._show(at - 1)
        if at == 1:
            self._vendor_step.take_keyboard(self._vendor)
        else:
            self._to_access()

    def _give_up(self, error: CrmdeskError) -> None:
        self._end_flow()
        self._failed(error)

    def _end_flow(self) -> None:
        self._tasks.cancel("flow")
        self.waiting.end()
        if self._flow is not None:
            self._flow.cancel()
            self._flow = None

    def _failed(self, error: CrmdeskError) -> None:
        text = error_text(error.key, error.data)
        self._error.setText(text.sentences)
        self._error.show()
        step = self._steps.currentIndex()
        if step != 3:  # there the account is found, and connecting it can be tried again
            self._end_flow()
        if step == 2:
            self._show(1)
        for button in (self._next, self._cancel):
            button.setEnabled(True)
        if step == 2 or error.data.get("field") == "host":
            self._to_what_failed(error)

    def _next_text(self) -> str:
        return self.tr("Connect") if self._steps.currentIndex() == 3 else self.tr("Continue")

    def _title_text(self) -> str:
        if self._account is not None:
            return self.tr("Reconnect {account}").format(account=self._account.name)
        return self.tr("Connect an account")


def _scrolled_step(content: QWidget) -> QScrollArea:
    """A step that scrolls where it is higher than the dialog, with some room between it and the scroll bar."""
    area, layout = scrolled(content), content.layout()
    assert layout is not None
    area.verticalScrollBar().rangeChanged.connect(
        lambda _, most: layout.setContentsMargins(0, 0, tokens.GAP if most else 0, 0)
    )
    return area

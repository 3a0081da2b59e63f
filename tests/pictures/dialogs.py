"""The scenes of the dialogs: connecting an account, new records, questions, search."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QWidget

from crmdesk.domain.conflicts import Keep
from crmdesk.domain.custom_fields import CustomField
from crmdesk.domain.errors import SignInFailed
from crmdesk.domain.kinds import Kind
from crmdesk.domain.policies import Way
from crmdesk.domain.reviews import Answer
from crmdesk.domain.secret import Secret
from crmdesk.domain.signin import MadeUpApp
from crmdesk.domain.unfinished import Unfinished
from crmdesk.store.queries.leaving import Leaving
from crmdesk.store.queries.rows import Choice, Filter, Operator, SimilarField
from crmdesk.store.queries.run_effects import Effect, Left, RunEffects, What
from crmdesk.ui.accounts.disconnect_dialog import DisconnectDialog
from crmdesk.ui.accounts.sending_dialog import SendingDialog
from crmdesk.ui.bug_dialog import BugDialog
from crmdesk.ui.conflicts.alike import AlikeDialog, decided_alike
from crmdesk.ui.conflicts.policy_dialog import PolicyDialog
from crmdesk.ui.conflicts.value_dialog import ValueDialog
from crmdesk.ui.duplicates.separate_dialog import SeparateDialog
from crmdesk.ui.duplicates.unite_dialog import UniteDialog
from crmdesk.ui.field_texts import call_custom_fields
from crmdesk.ui.first_run.unlock import PassphraseDialog
from crmdesk.ui.main_window import MainWindow
from crmdesk.ui.quit_dialog import QuitDialog
from crmdesk.ui.records.filter_dialog import FilterDialog
from crmdesk.ui.records.new_record import NewRecordDialog
from crmdesk.ui.records.quick_dialog import QuickDialog
from crmdesk.ui.shell.palette import Palette
from crmdesk.ui.sign_in.dialog import SignInDialog
from crmdesk.ui.sync.review_dialog import ReviewDialog
from crmdesk.ui.sync.undo_run_dialog import UndoRunDialog
from crmdesk.ui.unfinished import new_key
from tests.pictures.studio import WIDE, Studio, scene, settle
from tests.ui.canned_agency import Agency
from tests.ui.canned_conflicts import DURAND
from tests.ui.canned_duplicates import NUMBER, UNITED
from tests.ui.canned_first_sync import FIRST_SYNC, FIRST_SYNC_SAMPLES
from tests.ui.canned_rows import CHOICES, CONNECTIONS, REVIEWS, RUNS, SAMPLES, USERS
from tests.ui.canned_sign_in import FOUND

OWN_LIST = "x.tags.equipements"
"""A field of the agency's own with several values."""


@scene("sign-in-vendor")
async def _vendor(studio: Studio) -> QWidget:
    window = await studio.window()
    return await studio.dialog(SignInDialog(window, window.bench))


@scene("sign-in-how")
async def _sign_in(studio: Studio) -> SignInDialog:
    window = await studio.window()
    dialog = SignInDialog(window, window.bench)
    dialog.choose_vendor(studio.desk.vendors()[0])
    await studio.dialog(dialog)
    return dialog


@scene("sign-in-data-centre")
async def _data_centre(studio: Studio) -> QWidget:
    return await _at_host(studio, 3)


@scene("sign-in-data-centres")
async def _data_centres(studio: Studio) -> QWidget:
    dialog = await _at_host(studio, 3)
    assert dialog.how is not None
    assert dialog.how.host is not None
    dialog.how.host.showPopup()
    await settle()
    listed = dialog.how.host.view().window()
    studio.widgets.insert(0, listed)
    return listed


@scene("sign-in-my-domain")
async def _my_domain(studio: Studio) -> SignInDialog:
    dialog = await _at_host(studio, 1)
    assert dialog.how is not None
    assert dialog.how.host is not None
    dialog.how.host.setEditText("talensac.lightning.force.com")
    dialog.how.client_id.setText("4711")
    return dialog


@scene("sign-in-my-domain-refused")
async def _my_domain_refused(studio: Studio) -> QWidget:
    dialog = await _my_domain(studio)
    dialog.press_next()
    await settle()
    return dialog


async def _at_host(studio: Studio, vendor: int) -> SignInDialog:
    window = await studio.window()
    dialog = SignInDialog(window, window.bench)
    dialog.choose_vendor(studio.desk.vendors()[vendor])
    await studio.dialog(dialog)
    return dialog


@scene("sign-in-token")
async def _token(studio: Studio) -> QWidget:
    dialog = await _sign_in(studio)
    assert dialog.how is not None
    dialog.how.by_token.setChecked(True)
    dialog.how.token.setText("pat-eu1-4711")
    await settle()
    return dialog


@scene("sign-in-demonstration")
async def _demonstration(studio: Studio) -> QWidget:
    window = await studio.window()
    dialog = SignInDialog(window, window.bench)
    made_up = MadeUpApp("5f0c9a1b2d3e4f67", Secret("8b1f0d6c7a2e"), "http://127.0.0.1:35285", Secret("4f6e1b0a"))
    dialog.choose_vendor(replace(studio.desk.vendors()[2], made_up=made_up))
    return await studio.dialog(dialog)


@scene("sign-in-guide")
async def _guide(studio: Studio) -> QWidget:
    dialog = await _sign_in(studio)
    dialog.show_guide()
    assert dialog.guide is not None
    studio.widgets.insert(0, dialog.guide)
    await settle()
    return dialog.guide


@scene("sign-in-guide-link")
async def _guide_link(studio: Studio) -> QWidget:
    dialog = await _sign_in(studio)
    dialog.show_guide()
    assert dialog.guide is not None
    studio.widgets.insert(0, dialog.guide)
    dialog.guide.page.anchorClicked.emit(QUrl("https://developers.hubspot.com/docs/apps"))
    await settle()
    return dialog.guide


@scene("sign-in-browser")
async def _waiting(studio: Studio) -> SignInDialog:
    dialog = await _sign_in(studio)
    assert dialog.how is not None
    dialog.how.client_id.setText("4711")
    dialog.how.secret.setText("secret")
    dialog.press_next()
    await settle()
    return dialog


@scene("sign-in-checking")
async def _checking(studio: Studio) -> QWidget:
    dialog = await _sign_in(studio)
    assert dialog.how is not None
    dialog.how.by_token.setChecked(True)
    dialog.how.token.setText("pat-eu1-4711")
    dialog.press_next()
    await settle()
    return dialog


@scene("sign-in-refused")
async def _refused(studio: Studio) -> QWidget:
    dialog = await _waiting(studio)
    assert studio.desk.flow is not None
    studio.desk.flow.answer.set_exception(SignInFailed("code_refused", vendor_words="bad client id"))
    await settle()
    return dialog


@scene("sign-in-account")
async def _found(studio: Studio) -> QWidget:
    dialog = await _waiting(studio)
    assert studio.desk.flow is not None
    studio.desk.flow.answer.set_result(FOUND)
    await settle()
    return dialog


@scene("sign-in-again")
async def _again(studio: Studio) -> QWidget:
    window = await studio.window("accounts")
    return await studio.dialog(SignInDialog(window, window.bench, CONNECTIONS[3]))


@scene("sign-in-again-account")
async def _found_again(studio: Studio) -> QWidget:
    window = await studio.window("accounts")
    dialog = SignInDialog(window, window.bench, CONNECTIONS[3])
    await studio.dialog(dialog)
    dialog.press_next()
    await settle()
    assert studio.desk.flow is not None
    studio.desk.flow.answer.set_result(FOUND)
    await settle()
    return dialog


@scene("new-lead")
async def _new(studio: Studio) -> QWidget:
    return await _new_record(studio, Kind.LEAD)


@scene("unfinished", WIDE)
async def _unfinished(studio: Studio) -> MainWindow:
    """Something was typed and not saved when the program ended."""
    agency = Agency.full()
    fields = {"last_name": "Kervadec", "asking_price": "trois cent mille"}
    key = new_key(Kind.LEAD, {})
    agency.unfinished = {key: Unfinished(key, None, {"form": "new", "kind": "lead", "given": {}, "fields": fields})}
    window = await studio.window("lead", agency)
    await settle()
    return window


@scene("unfinished-form")
async def _unfinished_form(studio: Studio) -> QWidget:
    window = await _unfinished(studio)
    return await studio.dialog(NewRecordDialog(window, window.bench, Kind.LEAD, {}))


@scene("new-contact")
async def _new_contact(studio: Studio) -> QWidget:
    return await _new_record(studio, Kind.CONTACT)


@scene("new-company")
async def _new_company(studio: Studio) -> QWidget:
    dialog = await _new_record(studio, Kind.COMPANY)
    dialog.submit()
    await settle()
    return dialog


@scene("new-deal")
async def _new_deal(studio: Studio) -> QWidget:
    return await _new_record(studio, Kind.DEAL)


@scene("new-activity")
async def _new_activity(studio: Studio) -> QWidget:
    return await _new_record(studio, Kind.ACTIVITY)


async def _new_record(studio: Studio, kind: Kind) -> NewRecordDialog:
    window = await studio.window(kind.value)
    dialog = NewRecordDialog(window, window.bench, kind, {})
    await studio.dialog(dialog)
    return dialog


@scene("note")
async def _note(studio: Studio) -> QWidget:
    return await _quick(studio, "note")


@scene("task")
async def _task(studio: Studio) -> QWidget:
    return await _quick(studio, "task")


@scene("call")
async def _call(studio: Studio) -> QWidget:
    return await _quick(studio, "call")


async def _quick(studio: Studio, what: str) -> QWidget:
    window, page = await studio.record()
    assert page.panel.card is not None
    return await studio.dialog(QuickDialog(window, window.bench, what, page.panel.card))


@scene("filter")
async def _filter(studio: Studio) -> QWidget:
    return await _condition(studio, Filter("status", Operator.ANY_OF, ["new"]))


@scene("filter-own")
async def _filter_own(studio: Studio) -> QWidget:
    call_custom_fields([CustomField(Kind.LEAD, OWN_LIST, "Équipements", {"pool": "Piscine", "cellar": "Cave"})])
    return await _condition(studio, Filter(OWN_LIST, Operator.ANY_OF, ["cellar"]))


@scene("filter-value")
async def _filter_value(studio: Studio) -> QWidget:
    price = {"amount": "300000", "currency": "EUR"}
    return await _condition(studio, Filter("asking_price", Operator.AT_LEAST, price))


async def _condition(studio: Studio, condition: Filter) -> QWidget:
    window = await studio.window()

    async def choices(field: str) -> list[Choice]:
        own = (
            [Choice("pool", "Piscine"), Choice("cellar", "Cave")]
            if field == OWN_LIST
            else [Choice("OPEN", "Affaire ouverte")]
        )
        return list(CHOICES.get(field, own))

    return await studio.dialog(FilterDialog(window, Kind.LEAD, choices, condition, own=[OWN_LIST]))


@scene("alike")
async def _alike(studio: Studio) -> QWidget:
    window, page = await studio.conflicts()
    page.case.table.choose_all(Keep.COMPUTER)
    draft = page.case.model.draft
    assert draft is not None
    similar = [
        SimilarField(f"Y{number}", f"L0{number}", name, each.field, each.before, each.computer, each.accounts, {}, "")
        for number, name in enumerate(("M. Paul Rousseau", "Mme Hélène Caron", "M. Yann Kerviel"))
        for each in draft.case.fields[1:3]
    ]
    return await studio.dialog(AlikeDialog(window, studio.desk, draft, decided_alike(draft, similar)))


@scene("policy")
async def _policy(studio: Studio) -> QWidget:
    return await _made_policy(studio)


@scene("policy-wide")
async def _policy_wide(studio: Studio) -> QWidget:
    """About everything in the record, with the questions that need a tick."""
    dialog = await _made_policy(studio)
    dialog.scope.setCurrentIndex(2)
    dialog.way.setCurrentIndex(dialog.way.findData(Way.COMPUTER))
    await settle()
    return dialog


@scene("policy-account")
async def _policy_account(studio: Studio) -> QWidget:
    dialog = await _made_policy(studio)
    dialog.way.setCurrentIndex(dialog.way.findData(Way.PREFER))
    await settle()
    return dialog


async def _made_policy(studio: Studio) -> PolicyDialog:
    window = await studio.window("conflicts")
    dialog = PolicyDialog(window, studio.desk, DURAND, CONNECTIONS)
    await studio.dialog(dialog)
    return dialog


@scene("value")
async def _value(studio: Studio) -> QWidget:
    window = await studio.window("conflicts")
    price = {"amount": "332500", "currency": "EUR"}
    return await studio.dialog(ValueDialog(window, studio.desk, Kind.LEAD, DURAND.fields[1], price, {}))


@scene("sending")
async def _sending(studio: Studio) -> QWidget:
    window = await studio.window("accounts")
    return await studio.dialog(SendingDialog(window, studio.desk, CONNECTIONS[2]))


@scene("disconnect")
async def _disconnect(studio: Studio) -> QWidget:
    window = await studio.window("accounts")
    return await studio.dialog(
        DisconnectDialog(window, replace(CONNECTIONS[0], pending=2, conflicts=3), Leaving(1204, 44))
    )


@scene("quit")
async def _quit(studio: Studio) -> QWidget:
    window = await studio.window()
    return await studio.dialog(QuitDialog(window, 12, 3, 2))


@scene("passphrase")
async def _passphrase(studio: Studio) -> Any:
    return await _secret(studio, new=True)


@scene("passphrase-short")
async def _short(studio: Studio) -> QWidget:
    dialog = await _secret(studio, new=True)
    dialog.first.setText("court")
    dialog.submit()
    await settle()
    return dialog


@scene("unlock")
async def _unlock(studio: Studio) -> QWidget:
    return await _secret(studio, new=False)


async def _secret(studio: Studio, *, new: bool) -> PassphraseDialog:
    window = await studio.window()

    async def use(secret: Secret) -> None:
        del secret

    dialog = PassphraseDialog(window, use, new=new)
    await studio.dialog(dialog)
    return dialog


@scene("bug")
async def _bug(studio: Studio) -> QWidget:
    window = await studio.window()
    return await studio.dialog(BugDialog(window, "crmdesk 0.1.0\nKeyError in crmdesk/ui/records/panel.py, line 120"))


@scene("palette")
async def _palette(studio: Studio) -> QWidget:
    return await _searched(studio, "ben")


@scene("palette-actions")
async def _actions(studio: Studio) -> QWidget:
    return await _searched(studio, "")


async def _searched(studio: Studio, text: str) -> QWidget:
    window = await studio.window()
    window.actions_table["palette"].trigger()
    await settle()
    palette = window.findChild(Palette)
    assert palette is not None
    palette.line.setText(text)
    for _ in range(3):
        await settle()
    return palette


@scene("review-news")
async def _review_news(studio: Studio) -> QWidget:
    window = await studio.window()
    dialog = ReviewDialog(window, studio.desk, REVIEWS[0], SAMPLES)
    dialog.answers[Answer.REVERT].setChecked(True)
    return await studio.dialog(dialog)


@scene("review-sending")
async def _review_sending(studio: Studio) -> QWidget:
    window = await studio.window()
    return await studio.dialog(ReviewDialog(window, studio.desk, REVIEWS[1], SAMPLES[:2]))


@scene("review-first-sync")
async def _review_first_sync(studio: Studio) -> QWidget:
    window = await studio.window()
    dialog = ReviewDialog(window, studio.desk, FIRST_SYNC, FIRST_SYNC_SAMPLES)
    dialog.answers[Answer.APPLY].setChecked(True)
    return await studio.dialog(dialog)


@scene("run-undo")
async def _run_undo(studio: Studio) -> QWidget:
    window = await studio.window("sync")
    found = (
        Effect(What.VALUE, "L01", Kind.LEAD, "M. Karim Benali", "city", "Nantes", "Rezé"),
        Effect(What.VALUE, "L01", Kind.LEAD, "M. Karim Benali", "owner", "U1", "U2"),
        Effect(What.CREATED, "L02", Kind.LEAD, "Mme Sophie Le Goff"),
        Effect(What.VALUE, "L07", Kind.LEAD, "Mme Hélène Caron", "sector", None, "Nantes – Île", Left.CHANGED_SINCE),
    )
    effects = RunEffects("R3", "H", "HubSpot", RUNS[0].started_at, found, 2, "seen")
    return await studio.dialog(UndoRunDialog(window, studio.desk, effects, USERS))


@scene("unite")
async def _unite(studio: Studio) -> QWidget:
    window = await studio.window()
    return await studio.dialog(UniteDialog(window, studio.desk, NUMBER, UNITED))


@scene("separate")
async def _separate(studio: Studio) -> QWidget:
    window, page = await studio.record()
    card = page.panel.card
    assert card is not None
    return await studio.dialog(SeparateDialog(window, studio.desk, card, card.links[0]))

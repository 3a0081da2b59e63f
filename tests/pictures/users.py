"""The scenes of the page of negotiators, and of its dialogs."""

from __future__ import annotations

import asyncio

from PySide6.QtWidgets import QWidget

from crmdesk.ui.main_window import MainWindow
from crmdesk.ui.users.page import UsersPage
from crmdesk.ui.users.same_person_dialog import SamePersonDialog
from crmdesk.ui.users.separate_user_dialog import SeparateUserDialog
from tests.pictures.studio import SMALL, WIDE, Studio, scene, settle
from tests.ui.canned_agency import Agency
from tests.ui.canned_users import HADDAD, LEROY, PETIT, PETIT_THERE, united


@scene("users", WIDE, SMALL)
async def _users(studio: Studio) -> QWidget:
    return (await _page(studio))[0]


@scene("users-marked", WIDE)
async def _marked(studio: Studio) -> QWidget:
    window, page = await _page(studio)
    for user in (PETIT, HADDAD):
        page.table.marked.emit(user.id)
    await settle()
    return window


@scene("users-following", WIDE)
async def _following(studio: Studio) -> QWidget:
    agency = Agency.full()
    united(agency.users, PETIT.id, PETIT_THERE.id)
    window = await studio.window("lead", agency)
    studio.desk.followed = asyncio.Event()
    window.show_page("users")
    await settle()
    page = window.page("users")
    assert isinstance(page, UsersPage)
    page.progress.show_left(21, under_way=True)
    return window


@scene("users-nobody", WIDE)
async def _nobody(studio: Studio) -> QWidget:
    window, page = await _page(studio)
    page.filter.setText("zürich")
    await settle()
    return window


@scene("empty-users", WIDE)
async def _empty(studio: Studio) -> QWidget:
    return await studio.window("users", Agency.blank())


@scene("same-person")
async def _same_person(studio: Studio) -> QWidget:
    window = await studio.window("users")
    return await studio.dialog(SamePersonDialog(window, studio.desk, PETIT, PETIT_THERE))


@scene("two-people")
async def _two_people(studio: Studio) -> QWidget:
    window = await studio.window("users")
    return await studio.dialog(SeparateUserDialog(window, studio.desk, LEROY))


async def _page(studio: Studio) -> tuple[MainWindow, UsersPage]:
    window = await studio.window("users")
    page = window.page("users")
    assert isinstance(page, UsersPage)
    return window, page

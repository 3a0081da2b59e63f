"""A token that a person pasted: HubSpot's service key, a private app's token. It is never renewed."""

from __future__ import annotations

from typing import NoReturn

from crmdesk.auth.tokens import usable_token
from crmdesk.domain.errors import InvalidInput, SignInNeeded
from crmdesk.domain.secret import Secret


class PersonalToken:
    """A ``TokenSource`` of one fixed token; the spaces and line ends of a paste are left off.

    Raises InvalidInput(``token_unusable``) for text that cannot be a token.
    """

    def __init__(self, token: Secret) -> None:
        usable = usable_token(token.reveal().strip())
        if usable is None:
            raise InvalidInput("token_unusable", field="token")
        self._token = usable

    async def token(self) -> str:
        """The token."""
        return self._token.reveal()

    async def renew(self, rejected: str) -> NoReturn:
        """Raises SignInNeeded(``personal_token_refused``): a person has to paste another one."""
        raise SignInNeeded("personal_token_refused")

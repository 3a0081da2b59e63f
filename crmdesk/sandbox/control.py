"""The control endpoint: what a colleague, an administrator, a bad network or a test does to the vendors.

It has a port of its own and is no part of any vendor's URL space. Bodies are JSON; objects and fields have the vendor's
own names.

    GET    /health       {"vendors": [name]}: it answers, and for whom
    GET    /ca.pem       the certificate authority of the addresses with TLS; 404 without TLS
    GET    /vendors      {"control", "vendors"}: addresses, clients, tokens, as ``crmdesk sandbox --json`` prints them
    POST   /edit         {vendor, object, id?, fields, author?} → {"id"}
    POST   /delete       {vendor, object, id, hard?} → {}
    POST   /merge        {vendor, object, winner, loser} → {"id"}
    POST   /faults       one fault or a list: {vendor, action, method?, path?, times?, value?} → {}  (see ``faults.py``)
    DELETE /faults       → {}
    GET    /traits       ?vendor= → {"vendor": [{"name", "value", "default", "meaning"}]}
    POST   /traits       {vendor, name: value, …} → {}
    GET    /dump         ?vendor=&object= → {"records"}
    GET    /calls        → {vendor: {"METHOD /path": n}}
    DELETE /calls        → {}
    POST   /clock        {offset_s} → {"now"}: all vendors' clocks run that far ahead of the computer's
    POST   /reset        {records?, seed?} → {}: as freshly started, without faults, calls, offset and traits;
                         {vendor, …}: this one alone, and faults and offset stay

A request that makes no sense gets 400 {"error": text}.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from starlette.types import Receive, Scope, Send

from crmdesk.sandbox.asgi import VendorApplication, json_body, read_request, send_reply
from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.faults import Action, Fault, FaultBoard
from crmdesk.sandbox.messages import JsonObject, Reply, Request
from crmdesk.sandbox.seed import together
from crmdesk.sandbox.traits import WrongTrait
from crmdesk.sandbox.vendor import ControlRefused, Vendor

Operation = Callable[[Request], JsonObject]


class Control:
    """The ASGI application of the control endpoint.

    ``directory`` gives the body of ``GET /vendors``, ``authority`` that of ``GET /ca.pem``.
    """

    def __init__(
        self,
        applications: Mapping[str, VendorApplication],
        clock: VendorClock,
        faults: FaultBoard,
        size: tuple[int, int],
        directory: Callable[[], JsonObject],
        authority: Callable[[], bytes],
    ) -> None:
        self._applications = applications
        self._clock = clock
        self._faults = faults
        self._size = size
        self._directory = directory
        self._authority = authority
        self._operations: dict[tuple[str, str], Operation] = {
            ("GET", "/health"): lambda request: {"vendors": list(self._applications)},
            ("GET", "/vendors"): lambda request: self._directory(),
            ("POST", "/edit"): self._edit,
            ("POST", "/delete"): self._delete,
            ("POST", "/merge"): self._merge,
            ("POST", "/faults"): self._add_faults,
            ("DELETE", "/faults"): self._clear_faults,
            ("GET", "/traits"): self._list_traits,
            ("POST", "/traits"): self._set_traits,
            ("GET", "/dump"): self._dump,
            ("GET", "/calls"): self._list_calls,
            ("DELETE", "/calls"): self._clear_calls,
            ("POST", "/clock"): self._set_clock,
            ("POST", "/reset"): self._reset,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (ASGI)."""
        request = await read_request(scope, receive)
        if request is not None:
            await send_reply(self.handle(request), self._clock.http_date(), send)

    def handle(self, request: Request) -> Reply:
        """Answer one request."""
        if (request.method, request.raw_path) == ("GET", "/ca.pem") and self._authority():
            return Reply(200, self._authority(), [("content-type", "application/x-pem-file")])
        operation = self._operations.get((request.method, request.raw_path.rstrip("/")))
        if operation is None:
            return Reply.json(404, {"error": f"no operation {request.method} {request.raw_path}"})
        try:
            return Reply.json(200, operation(request))
        except (ControlRefused, WrongTrait, ValueError) as error:
            return Reply.json(400, {"error": str(error)})

    def _vendor(self, name: object) -> Vendor:
        application = self._applications.get(str(name))
        if application is None:
            raise ControlRefused(f"no vendor {name!r}; known: {', '.join(self._applications)}")
        return application.vendor

    def _edit(self, request: Request) -> JsonObject:
        body = _object(request)
        fields = body.get("fields") or {}
        if not isinstance(fields, dict):
            raise ControlRefused("fields has to be an object")
        record_id = None if body.get("id") is None else str(body["id"])
        author = None if body.get("author") is None else str(body["author"])
        return {"id": self._vendor(body.get("vendor")).edit(_text(body, "object"), record_id, fields, author)}

    def _delete(self, request: Request) -> JsonObject:
        body = _object(request)
        vendor = self._vendor(body.get("vendor"))
        vendor.delete(_text(body, "object"), _text(body, "id"), hard=body.get("hard") is True)
        return {}

    def _merge(self, request: Request) -> JsonObject:
        body = _object(request)
        vendor = self._vendor(body.get("vendor"))
        return {"id": vendor.merge(_text(body, "object"), _text(body, "winner"), _text(body, "loser"))}

    def _add_faults(self, request: Request) -> JsonObject:
        body = json_body(request)
        self._faults.add([self._fault(one) for one in (body if isinstance(body, list) else [body])])
        return {}

    def _fault(self, raw: Any) -> Fault:
        if not isinstance(raw, dict) or raw.get("action") not in set(Action):
            raise ControlRefused(f"a fault needs an action out of {', '.join(Action)}")
        times = raw.get("times", 1)
        if times is not None and (not isinstance(times, int) or times < 1):
            raise ControlRefused("times is a positive number, or null for until cleared")
        vendor, method, action = self._vendor(raw.get("vendor")).name, raw.get("method"), Action(raw["action"])
        value = _fault_value(action, raw.get("value"))
        return Fault(vendor, action, None if method is None else str(method), str(raw.get("path", "")), times, value)

    def _clear_faults(self, request: Request) -> JsonObject:
        self._faults.clear()
        return {}

    def _list_traits(self, request: Request) -> JsonObject:
        names = request.listed("vendor") or list(self._applications)
        return {name: self._vendor(name).traits.listed() for name in names}

    def _set_traits(self, request: Request) -> JsonObject:
        body = _object(request)
        self._vendor(body.pop("vendor", None)).set_traits(body)
        return {}

    def _dump(self, request: Request) -> JsonObject:
        return {"records": self._vendor(request.first("vendor")).dump(request.first("object"))}

    def _list_calls(self, request: Request) -> JsonObject:
        return {name: dict(sorted(one.calls.items())) for name, one in self._applications.items()}

    def _clear_calls(self, request: Request) -> JsonObject:
        for application in self._applications.values():
            application.calls.clear()
        return {}

    def _set_clock(self, request: Request) -> JsonObject:
        offset = _object(request).get("offset_s")
        if not isinstance(offset, int | float):
            raise ControlRefused("offset_s is a number of seconds")
        self._clock.offset_s = float(offset)
        return {"now": self._clock()}

    def _reset(self, request: Request) -> JsonObject:
        body = _object(request) if request.body else {}
        records, seed = body.get("records", self._size[0]), body.get("seed", self._size[1])
        if not isinstance(records, int) or not isinstance(seed, int) or records < 0:
            raise ControlRefused("records and seed are whole numbers")
        meant = list(self._applications.values())
        if "vendor" in body:
            meant = [self._applications[self._vendor(body["vendor"]).name]]
        else:
            self._faults.clear()
            self._clock.offset_s = 0.0
        with together(self._clock):
            for application in meant:
                application.calls.clear()
                application.vendor.traits.reset()
                application.vendor.reset(records, seed)
        return {}


def _fault_value(action: Action, value: Any) -> Any:
    """The value of a fault, if it has the type that its action takes. Raises `ControlRefused`."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    right = {
        Action.STATUS: number or (isinstance(value, dict) and isinstance(value.get("status", 500), int)),
        Action.HANG: number,
        Action.LAG: number,
        Action.FLOOD: number,
        Action.RETRY_AFTER: number,
        Action.GARBAGE: isinstance(value, str),
        Action.FORBID_FIELD: isinstance(value, str),
        Action.REMOVE_FIELD: isinstance(value, str),
    }
    needed = action in {Action.FORBID_FIELD, Action.REMOVE_FIELD}
    if not right.get(action, True) and (needed or value is not None):
        raise ControlRefused(f"the action {action} does not take the value {value!r}")
    return value


def _object(request: Request) -> JsonObject:
    body = json_body(request)
    if not isinstance(body, dict):
        raise ControlRefused("the body has to be a JSON object")
    return body


def _text(body: JsonObject, name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str | int) or value == "":
        raise ControlRefused(f"{name} is missing")
    return str(value)

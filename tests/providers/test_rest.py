"""JSON in and out: what is not as documented is named, and never shown."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter

from crmdesk.domain.errors import CrmdeskError, RecordRefused, VendorNonsense
from crmdesk.net.limits import Reading
from crmdesk.net.messages import Request, Response
from crmdesk.providers.rest import Answer, RestClient, checked, reading
from crmdesk.providers.trail import Trail
from tests.conftest import RunAsync
from tests.providers.answers import Script, request, response

SECRET = "Mara Voss"


def judge(sent: Request, answer: Response) -> CrmdeskError:
    return RecordRefused("value_refused", vendor_words=f"{sent.endpoint} {answer.status}")


def test_an_answer_is_read(run_async: RunAsync) -> None:
    script = Script(response(200, {"results": [{"id": "1"}], "paging": {"next": {"after": 7}}}), response(204))
    client = RestClient(script, judge)
    answer = run_async(client.call(request()))
    assert answer.rows("results") == [{"id": "1"}]
    assert answer.rows("errors") == []
    assert answer.part("paging", "next", "after") == "7"
    assert answer.part("paging", "previous", "after") is None
    assert run_async(client.call(request())).content == {}


def test_a_status_is_the_vendors_to_judge(run_async: RunAsync) -> None:
    with pytest.raises(RecordRefused, match="409"):
        run_async(RestClient(Script(response(409, {})), judge).call(request()))


def test_a_read_refuses_no_record(run_async: RunAsync) -> None:
    with pytest.raises(VendorNonsense) as caught:
        run_async(RestClient(Script(response(400, {})), judge).read(request()))
    assert caught.value.key == "request_refused"


@pytest.mark.parametrize("body", [f'{{"results": [{{"name": "{SECRET}', f"<html>{SECRET}</html>", [SECRET], 5])
def test_what_is_no_object_is_nonsense(run_async: RunAsync, body: Any) -> None:
    with pytest.raises(VendorNonsense) as caught:
        run_async(RestClient(Script(response(200, body)), judge).call(request("/contacts")))
    assert caught.value.data["endpoint"] == "/contacts"
    assert caught.value.data["where"] == "body"
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("results", [{"id": 1}, [SECRET], "x"])
def test_what_is_no_list_of_objects_is_nonsense(results: Any) -> None:
    with pytest.raises(VendorNonsense) as caught:
        Answer("/contacts", 200, {"results": results}, None).rows("results")
    assert caught.value.data["where"] == "results"
    assert SECRET not in str(caught.value)


def test_an_answer_without_a_date_tells_no_time() -> None:
    with pytest.raises(VendorNonsense):
        Answer("/contacts", 200, {}, None).now_ms()


def test_a_model_names_what_does_not_fit() -> None:
    class Owner(BaseModel):
        id: str

    adapter = TypeAdapter(list[Owner])
    assert checked("/owners", adapter, [{"id": "1"}])[0].id == "1"
    with pytest.raises(VendorNonsense) as caught:
        checked("/owners", adapter, [{"id": "1"}, {"name": SECRET}])
    assert caught.value.data == {"endpoint": "/owners", "where": "1.id", "what": "missing"}


def test_limits_are_read_from_headers() -> None:
    answer = response(200, {}, x_max="110", x_left="107", y_max="many", y_left="5")
    assert list(reading(answer, "burst", "X-Max", "X-Left", 10.0)) == [Reading("burst", 110, 107, 10.0)]
    assert list(reading(answer, "daily", "Y-Max", "Y-Left")) == []
    assert list(reading(answer, "none", "Z-Max", "Z-Left")) == []


def test_a_page_without_its_list_is_no_empty_page() -> None:
    assert Answer("/contacts", 204, {}, None).page("results") == []
    assert Answer("/contacts", 200, {"results": None}, None).page("results") == []
    with pytest.raises(VendorNonsense) as caught:
        Answer("/contacts", 200, {}, None).page("results")
    assert caught.value.data["where"] == "results"


def test_a_redirect_that_leads_nowhere_is_nonsense(run_async: RunAsync) -> None:
    bodies: list[Any] = ["", "<html>", {}]
    for body in bodies:
        with pytest.raises(VendorNonsense):
            run_async(RestClient(Script(response(302, body)), judge).call(request()))
    assert run_async(RestClient(Script(response(304)), judge).call(request())).status == 304


@pytest.mark.parametrize("deep", ['{"a":' * 300 + "1" + "}" * 300, f'{{"a":{"[" * 1000}{"]" * 1000}}}'])
def test_what_is_too_deep_is_nonsense(run_async: RunAsync, deep: str) -> None:
    with pytest.raises(VendorNonsense):
        run_async(RestClient(Script(response(200, deep)), judge).call(request()))


@pytest.mark.parametrize("told", [-1, 1.5, True, "many", "9" * 5000, 10**18, None, [], {"n": 1}])
def test_a_count_is_a_number_of_rows(told: Any) -> None:
    assert Answer("/contacts", 200, {"total": told}, None).count("total") is None
    assert Answer("/contacts", 200, {"total": 7}, None).count("total") == 7


@pytest.mark.parametrize("told", ["9" * 5000, "-1", "1.5", "", "\N{ARABIC-INDIC DIGIT FIVE}"])
def test_a_limit_is_a_number_of_calls(told: str) -> None:
    assert list(reading(response(200, **{"x-max": told, "x-left": "1"}), "burst", "x-max", "x-left")) == []


def test_a_list_is_not_followed_in_a_circle() -> None:
    trail = Trail()
    for _ in range(4):
        trail.follow("/contacts", "a")
        trail.follow("/contacts", "b")
    with pytest.raises(VendorNonsense) as caught:
        trail.follow("/contacts", "a")
    assert (caught.value.key, caught.value.data) == ("paging_stuck", {"endpoint": "/contacts"})

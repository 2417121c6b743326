"""Modals and the home tab: what every workspace must do."""

from __future__ import annotations

from tests.contract.slack.views import home, modal, section, typed


async def opened(rig, **more):
    answer = await rig.call("views.open", trigger_id=await rig.trigger(), view=modal(**more))
    return answer["view"]


async def test_a_modal_is_opened_with_what_the_app_gave_and_what_slack_adds(rig):
    view = await opened(rig, callback_id="case:propose", private_metadata='{"ref":"FU-1"}')
    assert view["type"] == "modal"
    assert (view["callback_id"], view["private_metadata"]) == ("case:propose", '{"ref":"FU-1"}')
    assert view["title"]["text"] == "Case"
    assert view["root_view_id"] == view["id"]
    assert not view["previous_view_id"]
    assert view["hash"]
    assert not view["state"]["values"]


async def test_a_trigger_works_once(rig):
    trigger = await rig.trigger()
    await rig.call("views.open", trigger_id=trigger, view=modal())
    assert await rig.refused("views.open", trigger_id=trigger, view=modal()) == "exchanged_trigger_id"


async def test_a_trigger_works_for_three_seconds(rig):
    trigger = await rig.trigger()
    await rig.let_pass(4.1)
    assert await rig.refused("views.open", trigger_id=trigger, view=modal()) == "expired_trigger_id"


async def test_a_trigger_that_nobody_gave_does_not_work(rig):
    assert await rig.refused("views.open", trigger_id="1.2.made-up", view=modal()) == "invalid_trigger_id"


async def test_an_update_changes_view_and_hash(rig):
    view = await opened(rig)
    changed = await rig.call("views.update", view_id=view["id"], hash=view["hash"], view=modal(section("Loaded")))
    assert changed["view"]["id"] == view["id"]
    assert changed["view"]["hash"] != view["hash"]
    assert changed["view"]["blocks"][0]["text"]["text"] == "Loaded"


async def test_an_update_with_an_old_hash_is_a_conflict(rig):
    view = await opened(rig)
    await rig.call("views.update", view_id=view["id"], view=modal(section("Newer")))
    late = await rig.refused("views.update", view_id=view["id"], hash=view["hash"], view=modal(section("Older")))
    assert late == "hash_conflict"


async def test_a_view_that_is_not_there_is_not_found(rig):
    assert await rig.refused("views.update", view_id="V0NOWHERE", view=modal()) == "not_found"


async def test_a_view_is_found_by_its_external_id(rig):
    await opened(rig, external_id=f"own-{rig.channel}")
    changed = await rig.call("views.update", external_id=f"own-{rig.channel}", view=modal(section("Found")))
    assert changed["view"]["blocks"][0]["text"]["text"] == "Found"


async def test_an_external_id_is_used_once(rig):
    await opened(rig, external_id=f"own-{rig.channel}")
    again = modal(external_id=f"own-{rig.channel}")
    assert await rig.refused("views.open", trigger_id=await rig.trigger(), view=again) == "duplicate_external_id"


async def test_a_pushed_view_knows_what_lies_below(rig):
    root = await opened(rig)
    answer = await rig.call("views.push", trigger_id=await rig.trigger(root["id"]), view=modal(title="Second"))
    assert answer["view"]["root_view_id"] == root["id"]
    assert answer["view"]["previous_view_id"] == root["id"]


async def test_three_views_lie_on_each_other_and_no_more(rig):
    top = await opened(rig)
    for _ in range(2):
        top = (await rig.call("views.push", trigger_id=await rig.trigger(top["id"]), view=modal()))["view"]
    assert (
        await rig.refused("views.push", trigger_id=await rig.trigger(top["id"]), view=modal()) == "push_limit_reached"
    )


async def test_the_home_tab_is_published_and_replaced(rig):
    first = (await rig.call("views.publish", user_id=rig.user, view=home(section("Mine"))))["view"]
    second = (await rig.call("views.publish", user_id=rig.user, view=home(section("Held"))))["view"]
    assert first["id"] == second["id"]
    assert first["hash"] != second["hash"]
    late = await rig.refused("views.publish", user_id=rig.user, view=home(), hash=first["hash"])
    assert late == "hash_conflict"


async def test_a_view_of_the_wrong_kind_is_refused(rig):
    assert await rig.refused("views.open", trigger_id=await rig.trigger(), view=home(typed())) in {
        "invalid_arguments",
        "invalid_view",  # the emulator's word; Slack's pages do not have it
    }

"""Back and forward go over the stops in order."""

from pairing_desktop.ui.trail import LENGTH, Stop, Trail


def test_back_and_forward_return_to_the_same_stops() -> None:
    trail = Trail()
    stops = [Stop("overview"), Stop("projects", ("projects", 1)), Stop("sources", ("sources", 2))]
    for stop in stops:
        trail.arrive(stop)
    assert not trail.can_go_forward
    assert trail.move(-1) == stops[1]
    assert trail.move(-1) == stops[0]
    assert trail.move(-1) is None
    assert trail.move(1) == stops[1]
    assert trail.now == stops[1]


def test_a_new_stop_forgets_what_was_ahead_and_the_same_stop_is_kept_once() -> None:
    trail = Trail()
    for name in ("a", "b", "b", "c"):
        trail.arrive(Stop(name))
    trail.move(-1)
    trail.arrive(Stop("d"))
    assert not trail.can_go_forward
    assert trail.move(-1) == Stop("b")
    assert trail.move(-1) == Stop("a")


def test_the_trail_does_not_grow_for_ever() -> None:
    trail = Trail()
    for number in range(LENGTH + 50):
        trail.arrive(Stop("projects", ("projects", number)))
    steps = 0
    while trail.move(-1):
        steps += 1
    assert steps == LENGTH - 1


def test_another_record_on_the_same_page_takes_the_place_of_the_stop() -> None:
    trail = Trail()
    trail.arrive(Stop("projects"))
    trail.arrive(Stop("sources"))
    trail.amend(Stop("sources", ("sources", 5)))
    trail.amend(Stop("sources"))
    assert trail.now == Stop("sources", ("sources", 5))
    assert trail.move(-1) == Stop("projects")
    assert trail.move(1) == Stop("sources", ("sources", 5))

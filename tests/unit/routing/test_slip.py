from __future__ import annotations

from datetime import date, datetime

from profiler.directory.offices import Office, StationKind
from profiler.routing.planning import plan
from profiler.routing.plans import Plan, StationDecision, StationState
from profiler.routing.slip import for_slip
from tests.unit.routing.county import TODAY, answers, rule

KINDS = {
    code: StationKind(code, code, "bild", order) for order, code in enumerate(["jobcenter", "schule", "iq"])
}
OFFICES = (
    Office("o1", "jobcenter", "Jobcenter", street="Markt 1", stop="Bus 1"),
    Office("o2", "schule", "Schule", street="Parkweg 2", stop="Bus 2"),
)
VISIT = datetime(2026, 12, 1, 9, 0)  # noqa: DTZ001 - appointments are local time without zone


def whole_plan() -> Plan:
    rules = [
        rule("seen", deadline="'2027-01-01'", bring=("id_doc",)),
        rule("unseen", on_slip=False, deadline="'2026-12-24'", bring=("own_papers",)),
        rule("school", kind="schule"),
        rule("seen_too"),
        rule("health", kind="iq", on_slip=False),
        rule("open", "${age} > 3", kind="iq"),
    ]
    visit = StationDecision("jobcenter", "o1", StationState.TERMIN, VISIT)
    gone = StationDecision("schule", "o2", StationState.ENTFAELLT, None, "nein")
    assert plan([answers({}, "age")], rules, KINDS, OFFICES, [visit, gone], TODAY).removed
    return plan([answers({}, "age")], rules, KINDS, OFFICES, [visit], TODAY)


def test_only_what_may_be_seen_is_on_the_slip() -> None:
    slip = for_slip(whole_plan(), address_secret=False)
    assert [station.key for station in slip.stations] == ["jobcenter", "schule"]
    job_centre = slip.stations[0]
    assert [reason.rule.rule_id for reason in job_centre.reasons] == ["seen", "seen_too"]
    assert (job_centre.bring, job_centre.deadline) == (("id_doc",), date(2027, 1, 1))
    assert (slip.removed, slip.undecided) == ((), ())
    assert job_centre.appointment == VISIT
    assert slip.stations[1].office == OFFICES[1]


def test_a_secret_address_hides_times_stops_and_places_of_daily_life() -> None:
    slip = for_slip(whole_plan(), address_secret=True)
    job_centre, school = slip.stations
    assert job_centre.appointment is None
    assert job_centre.office is not None
    assert (job_centre.office.street, job_centre.office.stop) == ("Markt 1", "")
    assert school.office is None


def test_a_station_without_an_office_stays_one() -> None:
    bare = plan([answers({})], [rule()], KINDS, (), (), TODAY)
    assert for_slip(bare, address_secret=True).stations[0].office is None

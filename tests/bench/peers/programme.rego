# The ten rules of tests/bench/ten.py. The input is the programme, or {"yaml": TEXT} to be read by the engine.
package programme

import rego.v1

states := {name | some name in ["@STATES@"]}

topics := ["general-status-and-operation", "universalization", "victim-assistance", "clearance-and-risk-reduction",
	"stockpile-destruction-and-retention", "cooperation-and-assistance"]

principles := ["independence", "inclusiveness", "transparency", "accountability", "efficiency", "effectiveness"]

document := yaml.unmarshal(input.yaml) if input.yaml

else := input

intersessional contains meeting if {
	some meeting in document.meetings
	meeting.kind == "intersessional"
}

broken contains "intersessional-in-geneva" if {
	some meeting in intersessional
	meeting.city != "Geneva"
}

broken contains "intersessional-in-first-half" if {
	some meeting in intersessional
	not in_first_half(meeting)
}

in_first_half(meeting) if {
	substring(meeting.start, 0, 4) == substring(meeting.end, 0, 4)
	substring(meeting.end, 5, 5) <= "06-30"
}

broken contains "working-languages" if {
	some meeting in intersessional
	some language in ["English", "French", "Spanish"]
	not language in meeting.languages
}

broken contains "six-working-groups" if {
	some topic in topics
	count([1 | some group in document.working_groups; group.topic == topic]) != 1
}

broken contains "one-or-two-coordinators" if {
	some group in document.working_groups
	not count(group.coordinators) in {1, 2}
}

broken contains "coordinators-are-states-parties" if {
	some group in document.working_groups
	some coordinator in group.coordinators
	not coordinator.state in states
}

broken contains "working-group-terms" if {
	some group in document.working_groups
	some coordinator in group.coordinators
	not coordinator.years in {[2012], [2012, 2013]}
}

broken contains "one-thematic-coordinator" if {
	some area in document.thematic_areas
	count(area.coordinators) != 1
}

broken contains "committee-chaired-by-president" if {
	document.coordination_committee.chair != "President of the Meeting of the States Parties"
}

broken contains "unit-principles" if {
	some principle in principles
	not principle in document.implementation_support_unit.principles
}

# The ten rules of tests/bench/ten.py: one line "FILE<tab>RULE" for each rule that a file breaks.
def intersessional: .meetings[] | select(.kind == "intersessional");
def leaders: .working_groups[].coordinators[];
def holds_all($words): . as $list | $words | all(. as $word | $list | index([$word]));
def broken($states; $topics; $principles):
  (if any(intersessional; .city != "Geneva") then "intersessional-in-geneva" else empty end),
  (if any(intersessional; (.end | tostring) as $end | (.start | tostring)[:4] != $end[:4] or $end[5:10] > "06-30") then "intersessional-in-first-half" else empty end),
  (if any(intersessional; .languages | holds_all(["English", "French", "Spanish"]) | not) then "working-languages" else empty end),
  (if [.working_groups[].topic] as $found | any($topics[]; . as $topic | [$found[] | select(. == $topic)] | length != 1) then "six-working-groups" else empty end),
  (if any(.working_groups[]; .coordinators | length < 1 or length > 2) then "one-or-two-coordinators" else empty end),
  (if any(leaders; $states[.state] | not) then "coordinators-are-states-parties" else empty end),
  (if any(leaders; .years != [2012] and .years != [2012, 2013]) then "working-group-terms" else empty end),
  (if any(.thematic_areas[]; .coordinators | length != 1) then "one-thematic-coordinator" else empty end),
  (if .coordination_committee.chair != "President of the Meeting of the States Parties" then "committee-chaired-by-president" else empty end),
  (if .implementation_support_unit.principles | holds_all($principles) | not then "unit-principles" else empty end);
(["@STATES@"] | map({(.): true}) | add) as $states
| ["general-status-and-operation", "universalization", "victim-assistance", "clearance-and-risk-reduction", "stockpile-destruction-and-retention", "cooperation-and-assistance"] as $topics
| ["independence", "inclusiveness", "transparency", "accountability", "efficiency", "effectiveness"] as $principles
| inputs
| "\(input_filename)\t\(broken($states; $topics; $principles))"

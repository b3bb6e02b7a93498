//! What is made of project files, right and wrong.

use proptest::prelude::*;

use super::{
    FactGiven, FactValue, PackChoice, Project, ProjectFile, ProjectText, Roster, fact_value, roster_group,
};
use crate::answers::testing::{all_parts, pack, parts, version};
use crate::source::Source;

fn read(text: &str) -> Result<Project, String> {
    let project = ProjectText::read(Source::new("lockstep.json", text));
    let project = project.and_then(|project| project.validate(&pack()));
    project.map_err(|faults| all_parts(&faults))
}

#[test]
fn a_whole_project_is_read() {
    let text = r#"{
        "$schema": "x", "$comment": "y", "format": "lockstep-project/1",
        "organization": "Acme", "pack": {"id": "small", "version": "1.2.0"},
        "roster": {"sales": 40, "marketing": 6, "role=leader": 4},
        "facts": {"offer": "complex", "market": {"sales": "fast", "marketing": "stable"}},
        "contact": "ops@acme.example", "contact_is_independent": true, "report_date": "2026-10-04", "minimum_group": 3, "named": true,
        "waves": ["pilot", "2026-Q4"], "done": ["N1"], "gate": {"level": "high"}
    }"#;
    let project = read(text).expect("the project is valid");
    let expected = Project {
        organization: Some("Acme".to_owned()),
        roster: [(0, 0, 40), (0, 1, 6), (1, 1, 4)]
            .map(|(attribute, value, people)| Roster {
                attribute,
                value,
                people,
            })
            .to_vec(),
        facts: vec![
            FactGiven {
                fact: 0,
                value: FactValue::BySide([Some(1), Some(0)]),
            },
            FactGiven {
                fact: 1,
                value: FactValue::One(1),
            },
        ],
        contact: Some("ops@acme.example".to_owned()),
        contact_is_independent: true,
        report_date: Some("2026-10-04".to_owned()),
        minimum_group: Some(3),
        named: true,
        waves: vec!["pilot".to_owned(), "2026-Q4".to_owned()],
        done: vec![0],
        gate: project.gate.clone(),
    };
    assert_eq!(project, expected);
    assert!(project.gate.is_some());
    assert_eq!(
        read(r#"{"format": "lockstep-project/1"}"#),
        Ok(Project::default())
    );
}

#[test]
fn the_pack_is_known_before_the_rest_is_checked() {
    let choice = |text: &str| {
        let text = format!(r#"{{"format": "lockstep-project/1", "unknown": 1, "pack": {text}}}"#);
        let project = ProjectText::read(Source::new("lockstep.json", &text));
        project
            .map(|project| project.pack().cloned())
            .map_err(|faults| all_parts(&faults))
    };
    let built_in = |version| Ok(Some(PackChoice::BuiltIn("own".to_owned(), version)));
    assert_eq!(choice("null"), Ok(None));
    assert_eq!(choice(r#"{"id": "own"}"#), built_in(None));
    assert_eq!(
        choice(r#"{"id": "own", "version": "1.2.3"}"#),
        built_in(Some(version(1, 2, 3)))
    );
    assert_eq!(
        choice(r#"{"file": "own.json"}"#),
        Ok(Some(PackChoice::File("own.json".to_owned())))
    );
    assert_eq!(
        choice(r#"{"id": "own", "file": "own.json"}"#),
        Err("project/wrong-pack lockstep.json:1:63 /pack/id\n  `id` beside `file`\n  found: the text \"own\"\n  \
             allowed: either the id of a built-in pack or a file"
            .to_owned())
    );
    assert_eq!(
        choice(r#"{"id": "own", "version": "1"}"#),
        Err("project/wrong-version lockstep.json:1:81 /pack/version\n  not a version of a pack\n  found: the text \"1\"\n  \
             allowed: three numbers such as `1.0.0`"
            .to_owned())
    );
}

#[test]
fn every_fault_of_a_project_says_where_what_and_what_is_allowed() {
    let cases = [
        (
            r#"{"format": "lockstep-project/1", "contact_is_independent": true}"#,
            "project/no-contact lockstep.json:1:60 /contact_is_independent\n  nobody is named who could be in neither team's line\n  \
             found: true\n  allowed: `contact` beside it",
        ),
        ("", "file/empty lockstep.json:1:1 \n  nothing to read"),
        (
            "[]",
            "json/type lockstep.json:1:1 \n  wrong type of value\n  found: a list\n  allowed: an object",
        ),
        (
            "{}",
            "json/missing-key lockstep.json:1:1 \n  required key `format` is missing",
        ),
        (
            r#"{"format": "lockstep-answers/1", "roster": {"x": 1}}"#,
            "json/unknown-format lockstep.json:1:12 /format\n  this version does not read this format\n  found: the text \"lockstep-answers/1\"\n  allowed: \"lockstep-project/1\"\n  help: these are answers; score, report and trend read them",
        ),
        (
            r#"{"format": "lockstep-project/1", "pack": {"id": "other"}}"#,
            "project/wrong-pack lockstep.json:1:42 /pack\n  the project was set up for another pack than small 1.3.0\n  found: other\n  allowed: small",
        ),
        (
            r#"{"format": "lockstep-project/1", "pack": {"id": "small", "version": "1.4.0"}}"#,
            "project/wrong-version lockstep.json:1:42 /pack\n  the project was set up for another pack than small 1.3.0\n  found: small 1.4.0\n  allowed: small 1.0.0 to 1.3.0",
        ),
        (
            r#"{"format": "lockstep-project/1", "rooster": {},
  "roster": {"slaes": 4, "sales": 0, "marketing": 2, "function=marketing": "6", "other": -1}}"#,
            "json/unknown-key lockstep.json:1:34 /rooster\n  unknown key `rooster`\n  allowed: `$schema`, `format`, `organization`, `pack`, `roster`, `facts`, `contact`, `contact_is_independent`, `report_date`, `minimum_group`, `named`, `waves` … (14 in all)\n  help: did you mean `roster`?\n\
             project/unknown-group lockstep.json:2:14 /roster/slaes\n  unknown group `slaes`\n  allowed: `sales`, `marketing`, `other`, `staff` or `leader`\n  help: did you mean `sales`?\n\
             project/wrong-count lockstep.json:2:35 /roster/sales\n  not a number of people\n  found: the number 0\n  allowed: a whole number from 1 up\n\
             project/wrong-count lockstep.json:2:76 /roster/function=marketing\n  not a number of people\n  found: the text \"6\"\n  allowed: a whole number from 1 up\n\
             project/wrong-count lockstep.json:2:90 /roster/other\n  not a number of people\n  found: the number -1\n  allowed: a whole number from 1 up",
        ),
        (
            r#"{"format": "lockstep-project/1", "roster": {"sales": 1, "function=sales": 1, "sales": 1}}"#,
            "json/duplicate-key lockstep.json:1:78 /roster/sales\n  key `sales` stands twice\n  allowed: each key once\n\
             project/group-twice lockstep.json:1:57 /roster/function=sales\n  the group of `function=sales` stands twice\n  allowed: each group once\n\
             project/group-twice lockstep.json:1:78 /roster/sales\n  the group of `sales` stands twice\n  allowed: each group once",
        ),
        (
            r#"{"format": "lockstep-project/1", "facts": {"markt": "fast", "market": "quick", "offer": {"sale": "simple", "marketing": "complexx"}}}"#,
            "project/unknown-fact lockstep.json:1:44 /facts/markt\n  unknown fact `markt`\n  allowed: `market` or `offer`\n  help: did you mean `market`?\n\
             project/wrong-fact-value lockstep.json:1:71 /facts/market\n  the fact `market` has no such value\n  found: the text \"quick\"\n  allowed: `stable` or `fast`\n\
             project/no-such-side lockstep.json:1:90 /facts/offer/sale\n  no side `sale`\n  allowed: `sales` or `marketing`\n  help: did you mean `sales`?\n\
             project/wrong-fact-value lockstep.json:1:121 /facts/offer/marketing\n  the fact `offer` has no such value\n  found: the text \"complexx\"\n  allowed: `simple` or `complex`\n  help: did you mean `complex`?",
        ),
        (
            r#"{"format": "lockstep-project/1", "organization": "a\tb", "contact": 1, "report_date": "2026-02-30", "minimum_group": 2, "named": "yes"}"#,
            "text/control-character lockstep.json:1:50 /organization\n  the text holds a tab\n  found: the text \"a\u{fffd}b\"\n  allowed: one line of plain text\n\
             json/type lockstep.json:1:69 /contact\n  wrong type of value\n  found: the number 1\n  allowed: a text that is not empty\n\
             project/wrong-date lockstep.json:1:87 /report_date\n  not a day of the calendar\n  found: the text \"2026-02-30\"\n  allowed: a date such as `2026-10-04`\n\
             project/minimum-group lockstep.json:1:118 /minimum_group\n  groups this small are never published\n  found: the number 2\n  allowed: a whole number from 3 up\n\
             json/type lockstep.json:1:130 /named\n  wrong type of value\n  found: the text \"yes\"\n  allowed: true or false",
        ),
        (
            r#"{"format": "lockstep-project/1", "waves": ["w1", "W1", 3], "done": ["N2"], "gate": []}"#,
            "project/repeated lockstep.json:1:50 /waves/1\n  the list has this twice\n  found: the text \"W1\"\n  allowed: each once\n\
             json/type lockstep.json:1:56 /waves/2\n  wrong type of value\n  found: the number 3\n  allowed: a text that is not empty\n\
             project/unknown-step lockstep.json:1:69 /done/0\n  unknown step `N2`\n  allowed: `N1`\n  help: did you mean `N1`?\n\
             json/type lockstep.json:1:84 /gate\n  wrong type of value\n  found: a list\n  allowed: an object",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text), Err(expected.to_owned()), "{text}");
    }
}

#[test]
fn a_value_of_several_attributes_needs_the_attribute() {
    let mut pack = pack();
    let shared = pack.attributes[0].values.as_ref().expect("closed")[2].clone();
    pack.attributes[1].values.as_mut().expect("closed").push(shared);
    assert_eq!(
        roster_group(&pack, "other"),
        Ok((0, 2)),
        "the attribute of the sides comes first"
    );
    assert_eq!(roster_group(&pack, "role=other"), Ok((1, 2)));
    pack.sides = None;
    assert_eq!(
        roster_group(&pack, "other").map_err(|fault| parts(&fault)),
        Err("project/unknown-group  \n  several attributes have the value `other`\n  allowed: `function=other` or `role=other`".to_owned())
    );
}

#[test]
fn facts_are_found_by_id_and_value() {
    assert_eq!(fact_value(&pack(), "offer", "complex"), Ok((1, 1)));
    assert!(fact_value(&pack(), "offer", "none").is_err());
    assert_eq!(FactValue::BySide([Some(1), Some(1)]).values(), [1]);
    assert_eq!(FactValue::BySide([None, Some(0)]).values(), [0]);
}

#[test]
fn what_is_written_reads_back() {
    let text = r#"{"format":"lockstep-project/1","organization":"Acme","pack":{"id":"small"},"roster":{"sales":40,"marketing":6},"facts":{"offer":"simple","market":{"sales":"fast"}},"done":["N1"]}"#;
    let file: ProjectFile = serde_json::from_str(text).expect("a project file");
    assert_eq!(serde_json::to_string(&file).expect("JSON"), text);
    let empty = serde_json::to_string(&ProjectFile::default()).expect("JSON");
    assert_eq!(read(&empty), Ok(Project::default()));
}

#[test]
fn the_schema_is_current() {
    crate::json::schema::compare::<ProjectFile>("project");
}

#[test]
fn the_schema_lists_what_is_read() {
    let example = serde_json::json!({
        "$schema": "x", "format": "lockstep-project/1",
        "organization": "Acme", "pack": {"id": "small", "version": "1.2.0"},
        "roster": {"sales": 40, "marketing": 6},
        "facts": {"offer": "complex", "market": {"sales": "fast", "marketing": "stable"}},
        "waves": ["pilot"], "done": ["N1"],
        "gate": {
            "drop": {"maximum": 3, "dimensions": {"measures": {"maximum": 5, "severity": "off"}}},
            "questions": {"L2": {"minimum": 40}}, "dimensions": {"measures": {"minimum": 50}},
            "gap": {"maximum": 10}, "score": {"minimum": 45.5}, "certainty": {"minimum": "clear"},
            "level": {"minimum": "high"}, "age": {"maximum_days": 120},
            "response_rate": {"minimum": 0.7}, "answers": {"minimum": 10}
        }
    });
    crate::json::schema::lists_what_is_read("project", &example, |text| {
        let project = ProjectText::read(Source::new("lockstep.json", text));
        let project = project.and_then(|project| project.validate(&pack()));
        project.map_or_else(|faults| faults.into_iter().collect(), |_| Vec::new())
    });
}

proptest! {
    #[test]
    fn no_text_makes_reading_a_project_panic(text in r#"\{("(format|pack|roster|facts|waves|gate|id)": ?("lockstep-project/1"|"small"|\{"sales": ?3\}|\["a"\]|4|null),? ?){0,4}\}?"#) {
        let _ = read(&text);
    }
}

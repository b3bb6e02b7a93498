//! A folder full of payloads: packs, a project, answers, results, and files with faults.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::library::spoil;
use super::payloads::PAYLOADS;

/// A folder full of payloads. In the round with this number each field has another one.
pub(super) struct Ground {
    pub(super) folder: tempfile::TempDir,
    round: usize,
}

/// How many rounds there are; in each a field has another payload.
pub(super) const ROUNDS: usize = 4;

impl Ground {
    pub(super) fn new(round: usize) -> Self {
        let ground = Self {
            folder: tempfile::tempdir().unwrap(),
            round,
        };
        ground.packs();
        ground.project();
        ground.faulty();
        ground.ours();
        ground.results();
        ground
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(super) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// The payload of a field.
    pub(super) fn payload(&self, field: usize) -> &'static str {
        PAYLOADS[(field * 5 + self.round * 11) % PAYLOADS.len()]
    }

    /// One that a record may hold: without control characters, which are a fault there.
    pub(super) fn line(&self, field: usize) -> String {
        self.payload(field).replace(char::is_control, "")
    }

    /// One that a file may be called.
    pub(super) fn name(&self, field: usize) -> String {
        self.payload(field).replace(['/', '\0'], "")
    }

    /// Two packs that differ in every text, each text with another payload.
    fn packs(&self) {
        let text = fs::read_to_string("tests/pack/small.json").unwrap();
        for (name, begin) in [("pack.json", 0), ("before.json", 3)] {
            let mut value: Value = serde_json::from_str(&text).unwrap();
            spoil(
                &mut value,
                "",
                &|text| self.payload(text + begin),
                &mut 0,
                &mut BTreeSet::new(),
            );
            self.write(name, value.to_string());
        }
    }

    /// Twelve people of each of two waves, each with names of their own.
    fn project(&self) {
        let file = json!({
            "format": "lockstep-project/1",
            "organization": self.line(1),
            "pack": {"file": "pack.json"},
            "minimum_group": 3,
            "contact": self.line(2),
            "gate": {
                "score": {"minimum": 90, "severity": "error"},
                "answers": {"minimum": 99, "severity": "warn"},
            },
        });
        self.write("lockstep.json", file.to_string());
        for wave in 0..2 {
            let people = (0..12).map(|person| self.person(wave, person, false).to_string() + "\n");
            self.write(&format!("answers/wave {wave}.ndjson"), people.collect::<String>());
        }
        let people = (0..12).map(|person| self.person(0, person, true).to_string() + "\n");
        self.write("named.ndjson", people.collect::<String>());
        let unnamed = (0..12).map(|person| {
            let mut record = self.person(0, person, false);
            record.as_object_mut().unwrap().remove("wave");
            record.to_string() + "\n"
        });
        let unnamed: String = unnamed.collect();
        self.write(&format!("loose/{}.ndjson", self.name(8)), &unnamed);
        self.write(
            &format!("loose/{}/a.ndjson", self.name(9)),
            unnamed.replace("\"respondent\":\"p", "\"respondent\":\"q"),
        );
        self.write(
            "intro.txt",
            format!("{}\n\n{}", self.payload(10), self.payload(11)),
        );
    }

    /// The first payload from `field` on that a wave may be called; the others are among what is at fault.
    pub(super) fn wave(&self, field: usize) -> String {
        let allowed = |text: &String| lockstep::wave::name(&format!("{text}0")).is_ok();
        let payloads = (field..field + 40).map(|field| self.line(field));
        payloads.into_iter().find(allowed).unwrap_or_default()
    }

    fn person(&self, wave: usize, person: usize, units: bool) -> Value {
        let side = ["x", "y"][person % 2];
        let unit = if units { person / 6 } else { person };
        json!({
            "pack": {"id": "small"},
            "organization": self.line(1),
            "wave": format!("{}{wave}", self.wave(3)),
            "respondent": format!("p{person} {}", self.line(20 + person)),
            "attributes": {"team": side, "role": "staff", "unit": format!("{} {unit}", self.line(40 + unit))},
            "answers": {"A1": 1 + (person + wave) % 2, "B1": 1 + person % 3},
            "notes": {"A1": format!("{} {PRIVATE}", self.line(60 + person))},
        })
    }

    /// Files with every kind of fault, in which what is at fault holds a payload.
    fn faulty(&self) {
        let mut lines = Vec::new();
        for field in 0..11 {
            let (bad, good) = (
                format!("{}{PRIVATE}", self.payload(field)),
                json!({"id": "small"}),
            );
            let note = json!({"A1": PRIVATE});
            lines.extend([
                json!({"pack": good, "answers": {"A1": bad}, "notes": note}),
                json!({"pack": good, "answers": {bad.clone(): 1}, "notes": note}),
                json!({"pack": good, "answers": {}, "notes": {"A1": format!("\u{1}{bad}")}}),
                json!({"pack": good, "answers": {}, "notes": {"A1": [bad]}}),
                json!({"pack": good, "answers": {}, "notes": {bad.clone(): PRIVATE}}),
                json!({"pack": good, "answers": {}, "attributes": {"team": bad}, "notes": note}),
                json!({"pack": good, "answers": {}, "attributes": {bad.clone(): "x"}, "notes": note}),
                json!({"pack": good, "answers": {}, "respondent": format!("\u{1}{bad}"), "notes": note}),
                json!({"pack": good, "answers": {}, "wave": format!("\u{1}{bad}"), "notes": note}),
                json!({"pack": good, "answers": {}, "form": bad, "notes": note}),
                json!({"pack": good, "answers": {}, "submitted_at": bad, "notes": note}),
                json!({"pack": good, "answers": {}, "mirrored": [bad], "notes": note}),
                json!({"pack": {"id": bad}, "answers": {}, "notes": note}),
                json!({"pack": {"id": "small", "version": bad}, "answers": {}, "notes": note}),
                json!({"pack": good, "answers": {}, bad.clone(): 1, "notes": note}),
                json!({"format": bad, "pack": good, "answers": {}, "notes": note}),
            ]);
        }
        let lines = lines
            .iter()
            .map(|line| line.to_string() + "\n")
            .collect::<String>();
        self.write("faults.ndjson", &lines);
        self.write(
            "broken.ndjson",
            format!("{{\"notes\": {{\"L1\": \"{PRIVATE}\"}}, {}\n", self.payload(4)),
        );
        let cell = |field| format!("\"{}{PRIVATE}\"", self.payload(field).replace('"', "\"\""));
        self.write(
            "faults.csv",
            format!(
                "respondent,team,A1,note:A1,{},{}\nr1,{},{},{PRIVATE},x,y\nr2,x,1,{PRIVATE}\n",
                cell(5),
                cell(6),
                cell(7),
                cell(8)
            ),
        );
        self.write("headless.csv", format!("{},{},{PRIVATE}\n", cell(9), cell(10)));
        self.write("answers.json", lines.lines().next().unwrap());
        self.write(
            "draft.json.draft",
            json!({"format": "lockstep-draft/1", "mixed": PRIVATE}).to_string(),
        );
        // What a result is stands at its beginning.
        self.write(
            "result.json",
            format!("{{\"format\": \"lockstep-assessment/1\", \"pack\": \"{PRIVATE}\"}}"),
        );
    }

    /// A pack and a project of one's own, of which faults show lines.
    fn ours(&self) {
        let payload = |field: usize| self.payload(field).to_owned();
        let pack = json!({
            "format": "lockstep-pack/1",
            "id": payload(0),
            "title": [payload(1)],
            "language": payload(2),
            "levels": [{"id": payload(3), payload(4): 1}],
            payload(5): payload(6),
        });
        self.write("faults/pack.json", pack.to_string());
        let project = json!({
            "format": "lockstep-project/1",
            "organization": format!("\u{1}{}", payload(7)),
            "report_date": payload(8),
            "facts": {payload(9): payload(10)},
            payload(11): payload(12),
        });
        self.write("faults/lockstep.json", project.to_string());
    }

    /// What report --format json wrote, and somebody spoilt.
    fn results(&self) {
        let fixture = fs::read_to_string("tests/report/fixtures/team.json").unwrap();
        for (name, field) in [("first.json", 12), ("second.json", 13)] {
            let mut value: Value = serde_json::from_str(&fixture).unwrap();
            spoil(
                &mut value,
                "",
                &|text| self.payload(text + field),
                &mut 0,
                &mut BTreeSet::new(),
            );
            value["wave"] = json!(format!("{} {name}", self.wave(field)));
            value["organization"] = json!(self.payload(1));
            // What a file is stands at its beginning.
            let format = value.as_object_mut().unwrap().remove("format").unwrap();
            self.write(name, format!("{{\"format\":{format},{}", &value.to_string()[1..]));
        }
    }
}

/// What no fault may show of what people wrote.
pub(super) const PRIVATE: &str = "Meier lies";

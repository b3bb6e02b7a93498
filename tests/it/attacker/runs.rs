//! Runs of the program over made-up people: what one command prints is what the attacker holds.

use std::path::PathBuf;
use std::process::{Command as Process, Output, Stdio};

use lockstep::answers::{Answer, AttributeValue, Response};
use lockstep::pack::Pack;
use serde_json::{Map, Value, json};

use super::teams::{Crowd, WAVES};

/// A command that says something of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Command {
    pub(crate) name: &'static str,
    pub(crate) options: Vec<&'static str>,
}

impl Command {
    pub(crate) fn new(name: &'static str, options: &[&'static str]) -> Self {
        Self {
            name,
            options: options.to_vec(),
        }
    }

    /// Which part of the list of leaves is about it.
    pub(crate) fn document(&self) -> &'static str {
        match self.name {
            "report" => "assessment",
            name => name,
        }
    }

    /// The keys of `--by`.
    pub(crate) fn keys(&self) -> Vec<&'static str> {
        let by = self.options.iter().position(|option| *option == "--by");
        by.map_or_else(Vec::new, |by| self.options[by + 1].split(',').collect())
    }
}

/// Where the report of the first wave lies.
const BASELINE: &str = "baseline.json";

/// Every way to see something of so many waves.
pub(crate) fn commands(waves: usize) -> Vec<Command> {
    let mut commands = vec![
        Command::new("report", &[]),
        Command::new("status", &[]),
        Command::new(
            "check",
            &[
                "--min-score",
                "50",
                "--max-gap",
                "10",
                "--min-level",
                "mid",
                "--certainty",
                "clear",
                "--min-answers",
                "5",
                "--min-dimension",
                "talk=50",
                "--min-dimension",
                "plan=50",
                "--min-question",
                "A3=50",
                "--min-question",
                "B2=50",
                "--roster",
                "x=20",
                "--roster",
                "y=20",
                "--min-response-rate",
                "0.5",
            ],
        ),
    ];
    for keys in ["role", "region", "form", "team", "role,region"] {
        commands.push(Command::new("report", &["--by", keys]));
        commands.push(Command::new("score", &["--by", keys]));
    }
    if waves > 1 {
        commands.push(Command::new("trend", &[]));
        commands.push(Command::new("report", &["--baseline-wave", "previous"]));
        commands.push(Command::new("report", &["--baseline", BASELINE]));
        commands.push(Command::new(
            "check",
            &[
                "--max-drop",
                "3",
                "--max-drop",
                "talk=3",
                "--baseline-wave",
                "previous",
            ],
        ));
        for keys in ["wave", "wave,role", "wave,region"] {
            commands.push(Command::new("report", &["--by", keys]));
            commands.push(Command::new("score", &["--by", keys]));
        }
    }
    commands
}

/// A folder with a pack and answers to it.
pub(crate) struct Ground {
    folder: tempfile::TempDir,
}

impl Ground {
    pub(crate) fn new(pack: &Pack, crowd: &Crowd) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let lines: String = crowd
            .records
            .iter()
            .map(|response| record(pack, response) + "\n")
            .collect();
        std::fs::write(folder.path().join("answers.ndjson"), lines).unwrap();
        Self { folder }
    }

    /// The answers.
    pub(crate) fn read(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("answers.ndjson")).unwrap()
    }

    /// Other answers.
    pub(crate) fn write(&self, lines: &str) {
        std::fs::write(self.folder.path().join("answers.ndjson"), lines).unwrap();
    }

    fn process(&self, command: &Command, format: &str, more: &[&str]) -> Output {
        let pack = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/attacker/pack.json");
        Process::new(env!("CARGO_BIN_EXE_lockstep"))
            .arg(command.name)
            .arg("answers.ndjson")
            .args(["--format", format, "--pack"])
            .arg(pack)
            .args(&command.options)
            .args(more)
            .current_dir(self.folder.path())
            .env("SOURCE_DATE_EPOCH", "1767225600")
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// All that a command says, to whomever.
    pub(crate) fn everything(&self, command: &Command, more: &[&str]) -> String {
        self.prepare(command);
        let run = self.process(command, "json", more);
        [run.stdout, run.stderr]
            .iter()
            .map(|said| String::from_utf8_lossy(said))
            .collect()
    }

    /// Keeps the report of the first wave, where a command compares with it.
    fn prepare(&self, command: &Command) {
        if command.options.contains(&BASELINE) {
            let first = self.process(&Command::new("report", &["--wave", WAVES[0]]), "json", &[]);
            std::fs::write(self.folder.path().join(BASELINE), first.stdout).unwrap();
        }
    }

    /// What a command prints; nothing where it has nothing to say, such as a trend of one wave.
    pub(crate) fn text(&self, command: &Command, format: &str) -> Option<String> {
        self.prepare(command);
        let run = self.process(command, format, &[]);
        let said = String::from_utf8(run.stdout).unwrap();
        assert!(
            !said.is_empty() || run.status.code() == Some(2),
            "{command:?}: {}",
            String::from_utf8_lossy(&run.stderr)
        );
        (!said.is_empty()).then_some(said)
    }

    pub(crate) fn json(&self, command: &Command) -> Option<Value> {
        Some(serde_json::from_str(&self.text(command, "json")?).unwrap())
    }
}

/// A response as a line of an answer file.
fn record(pack: &Pack, response: &Response) -> String {
    let mut answers = Map::new();
    for (question, answer) in pack.questions.iter().zip(&response.answers) {
        let said = match answer {
            Answer::Option(option) => question.options[*option].value.into(),
            Answer::DontKnow => "dont-know".into(),
            Answer::NotApplicable => "not-applicable".into(),
            Answer::NotAnswered | Answer::NotAsked => continue,
        };
        answers.insert(question.id.clone(), said);
    }
    let mut attributes = Map::new();
    for (attribute, value) in pack.attributes.iter().zip(&response.attributes) {
        if let Some(AttributeValue::Closed(value)) = value {
            let choice = &attribute.values.as_ref().unwrap()[*value];
            attributes.insert(attribute.id.clone(), choice.value.clone().into());
        }
    }
    json!({
        "pack": {"id": pack.id}, "wave": response.wave, "respondent": response.respondent,
        "form": response.form.id(), "attributes": attributes, "answers": answers,
    })
    .to_string()
}

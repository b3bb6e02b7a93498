//! Stopped at any moment, in any way, any number of times: no accepted answer is lost.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::process::Signal;
use serde_json::Value;

use super::terminal::Terminal;
use super::{Dice, at_first_question, folder, kept, pack, question};

/// Kills in one run; `SURVEY_KILLS=2000 cargo test --test it campaign` tries more moments.
const KILLS: u64 = 40;
const SIGNALS: [Signal; 4] = [Signal::INT, Signal::TERM, Signal::HUP, Signal::KILL];
/// The last question but a few: then another person begins.
const ENOUGH: usize = 26;

/// One person's answers over many surveys, each of which is stopped.
struct Person {
    folder: tempfile::TempDir,
    ids: Vec<String>,
    /// What was accepted: the page of the next question came.
    accepted: BTreeMap<String, Value>,
    /// What was said last and may have been accepted or not.
    pending: Option<(String, Value)>,
}

impl Person {
    fn new() -> Self {
        let pack = pack();
        let questions = pack["questions"].as_array().expect("a list").iter();
        let ids = questions.filter(|question| question["ask"].is_null());
        Self {
            folder: folder(),
            ids: ids
                .map(|question| question["id"].as_str().expect("an id").to_owned())
                .collect(),
            accepted: BTreeMap::new(),
            pending: None,
        }
    }

    /// Begins, or goes on where it was stopped.
    fn sit_down(&self) -> Terminal {
        let folder = self.folder.path();
        if !folder.join("me.json.draft").exists() {
            assert!(self.accepted.is_empty());
            return at_first_question(folder, (80, 24), &["--order", "pack"]);
        }
        let mut terminal = Terminal::start(folder, (80, 24), &["survey", "-o", "me.json"]);
        let there = kept(&folder.join("me.json.draft")).len();
        terminal.until_shows(&format!("❯ {there} answered"));
        terminal.press("\r");
        terminal.until_shows(&format!("Welcome back. {there} of 29"));
        terminal.until_shows(&question(there + 1));
        terminal
    }

    /// Answers a question; whether the next one came.
    fn answer(&mut self, terminal: &mut Terminal, dice: &mut Dice, wait: bool) {
        let number = self.accepted.len() + 1;
        let digit = 1 + dice.below(4);
        let said = (self.ids[number - 1].clone(), Value::from(digit));
        terminal.press(&digit.to_string());
        self.pending = Some(said);
        if wait {
            terminal.until_shows(&question(number + 1));
            self.accepted.extend(self.pending.take());
        }
    }

    /// Everything that was accepted is in the draft, and at most what was said last beside it.
    fn look(&mut self, what: &str) {
        let path = self.folder.path().join("me.json.draft");
        let there: BTreeMap<String, Value> = match path.exists() {
            true => kept(&path).into_iter().collect(),
            false => BTreeMap::new(),
        };
        for (id, value) in &self.accepted {
            assert_eq!(there.get(id), Some(value), "{what}: {id} is lost");
        }
        let mut more = there.clone();
        more.retain(|id, _| !self.accepted.contains_key(id));
        let pending: BTreeMap<String, Value> = self.pending.take().into_iter().collect();
        assert!(
            more.is_empty() || more == pending,
            "{what}: {more:?} beside {pending:?}"
        );
        self.accepted = there;
        left_behind(self.folder.path(), what);
    }
}

/// Nothing but the draft lies there, and at most what a kill in the middle of a save leaves.
fn left_behind(folder: &Path, what: &str) {
    let names = fs::read_dir(folder).expect("a folder");
    let names: Vec<String> = names
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| !["who.json", "me.json.draft"].contains(&name.as_str()))
        .filter(|name| !(name.starts_with('.') && name.ends_with(".tmp")))
        .collect();
    assert!(names.is_empty(), "{what}: {names:?}");
}

fn pass(time: Duration) {
    let begin = Instant::now();
    while begin.elapsed() < time {
        std::hint::spin_loop();
    }
}

/// One survey, stopped at a random moment; the code it ended with.
fn one_kill(person: &mut Person, dice: &mut Dice, what: &str) {
    let mut terminal = person.sit_down();
    for _ in 0..dice.below(4) {
        person.answer(&mut terminal, dice, true);
    }
    let stopped = match dice.below(5) {
        // Nothing is on its way; it waits, draws or has just begun.
        0 => false,
        // A note is being written, which is no answer.
        1 => {
            terminal.press("n");
            pass(Duration::from_micros(dice.below(2_000)));
            terminal.type_on("half a note");
            false
        }
        // Stopped by its own key, in the middle of saving or not.
        2 => {
            person.answer(&mut terminal, dice, false);
            pass(Duration::from_micros(dice.below(40_000)));
            terminal.type_on("\x03");
            false
        }
        _ => {
            person.answer(&mut terminal, dice, false);
            true
        }
    };
    pass(Duration::from_micros(dice.below(if stopped {
        40_000
    } else {
        10_000
    })));
    let signal = SIGNALS[dice.below(4) as usize];
    // It may have ended by its key.
    terminal.signal_if_there(signal);
    let code = terminal.exit();
    if signal != Signal::KILL {
        assert_eq!(code, 130, "{what}");
        terminal.is_as_it_was();
    }
    person.look(what);
}

#[test]
fn no_accepted_answer_is_lost_however_often_it_is_stopped() {
    let kills = std::env::var("SURVEY_KILLS").ok();
    let kills = kills.and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    let seed = std::env::var("SURVEY_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok());
    let mut dice = Dice(seed.unwrap_or(7919));
    let mut person = Person::new();
    for kill in 0..kills {
        if person.accepted.len() >= ENOUGH - 4 {
            person = Person::new();
        }
        one_kill(&mut person, &mut dice, &format!("kill {kill} of {kills}"));
    }
}

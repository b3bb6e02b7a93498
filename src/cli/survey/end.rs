//! How a survey ends: handed in, or left with everything kept.

use anyhow::{Result, anyhow};

use super::begin::Output;
use super::lock::Guarded;
use super::place::Ground;
use super::quoted;
use super::store::{self, reason};
use crate::answers::{Origin, Record, Response, Sink};
use crate::assessment::{Counter, Setting, assess};
use crate::cli::exit::Exit;
use crate::cli::output::Target;
use crate::cli::session::width;
use crate::cli::talk::Talk;
use crate::escape::plain;
use crate::json;
use crate::printout::{Manner, Printout};
use crate::report::{Format, Options, Outcome, Selection, draw};
use crate::survey::{Halt, Sheet, draft::Draft, words};

/// A survey that has come to its end, one way or another.
pub(super) struct Ending<'g> {
    /// Why it ended, unless the person handed in.
    pub(super) halt: Option<Halt>,
    /// What there is to keep, if it came to a question.
    pub(super) begun: Option<(Sheet<'g>, Output, Guarded, &'g Ground)>,
}

impl Ending<'_> {
    /// It ended before the first question.
    pub(super) const fn before(halt: Halt) -> Self {
        Self {
            halt: Some(halt),
            begun: None,
        }
    }

    /// Hands in, or says where everything is.
    pub(super) fn close(self, talk: &Talk) -> Result<Exit> {
        let (why, exit) = match &self.halt {
            None => (String::new(), Exit::Done),
            Some(Halt::Left) => (words::SAVED.to_owned(), Exit::Done),
            Some(Halt::Interrupted) => (words::INTERRUPTED.to_owned(), Exit::Interrupted),
            // Somebody who types has seen how far they came; a pipe has not.
            Some(Halt::EndOfInput) if std::io::IsTerminal::is_terminal(&std::io::stdin()) => {
                (words::SAVED.to_owned(), Exit::Done)
            }
            Some(Halt::EndOfInput) => (words::INPUT_ENDED.to_owned(), Exit::Unfinished),
            Some(Halt::Broken(error)) => (words::terminal_failed(&reason(error)), Exit::Unfinished),
        };
        let Some((sheet, output, store, ground)) = self.begun else {
            talk.say(&format!("{why} {}", words::NOTHING_KEPT));
            return Ok(exit);
        };
        if self.halt.is_none() {
            return hand_in(&sheet, &output, &store, ground, talk);
        }
        match store.place() {
            Some(draft) => {
                talk.say(&format!(
                    "{why} {}",
                    words::answered(sheet.answered(), sheet.questions().len())
                ));
                talk.say(&words::go_on_command(&quoted(draft)));
            }
            None if store.lost() => {
                print_lost(&sheet)?;
                return Ok(if exit == Exit::Done {
                    Exit::Unfinished
                } else {
                    exit
                });
            }
            None => {
                store.remove();
                talk.say(&format!("{why} {}", words::NOTHING_KEPT));
            }
        }
        Ok(exit)
    }
}

/// What could not be saved anywhere goes where it can still be copied from.
fn print_lost(sheet: &Sheet<'_>) -> Result<()> {
    let text = Draft::of(sheet).to_text();
    // So that the draft below can be copied as it is.
    Target::Stdout.write(&Printout::of(
        Manner::Json,
        format!("{}\n{text}", words::NOT_SAVED),
    ))
}

/// Writes the answers and shows the person what they say.
fn hand_in(
    sheet: &Sheet<'_>,
    output: &Output,
    store: &Guarded,
    ground: &Ground,
    talk: &Talk,
) -> Result<Exit> {
    let response = sheet.response(Some(super::now()));
    let text = json::pretty(&Record::of(&response, sheet.pack()));
    let path = match &output.target {
        Target::Stdout => {
            Target::Stdout.write(&Printout::of(Manner::Json, text))?;
            store.remove();
            return Ok(Exit::Done);
        }
        Target::File(path) => path,
    };
    if let Err(error) = store::write(path, &text, output.replace) {
        let kept = match store.place() {
            Some(draft) => format!("your answers are kept in {}", draft.display()),
            None => {
                print_lost(sheet)?;
                "your answers are printed above".to_owned()
            }
        };
        let advice = "lockstep survey --resume DRAFT -o FILE hands them in elsewhere";
        return Err(anyhow!(
            "cannot write {}: {}; {kept}; {advice}",
            path.display(),
            reason(&error)
        ));
    }
    store.remove();
    talk.say(&words::handed_in(
        &plain(&path.display().to_string()),
        ground.folder.is_some(),
    ));
    talk.say(&words::revise_command(&quoted(path)));
    match own_result(&response, ground)? {
        Some(result) => {
            talk.say("");
            Target::Stdout.write(&result)?;
            talk.say(&words::report_command(&quoted(path)));
        }
        None => talk.say(words::NO_RESULT),
    }
    Ok(Exit::Done)
}

/// The person's own result, as one person's view; none when too little was answered.
fn own_result(response: &Response, ground: &Ground) -> Result<Option<Printout>> {
    let (pack, project) = (&ground.pack, &ground.project);
    let mut counter = Counter::new(pack);
    counter.take(response, &Origin::default());
    let mut setting = Setting {
        organization: response.organization.clone(),
        wave: response.wave.clone(),
        facts: vec![Vec::new(); pack.facts.len()],
        done: project.done.clone(),
        minimum_group: project.minimum_group,
        own: true,
        ..Setting::default()
    };
    for given in &project.facts {
        if let Some(slot) = setting.facts.get_mut(given.fact) {
            *slot = given.value.values();
        }
    }
    let assessment = assess(pack, &counter.into_tally(), &setting)
        .map_err(|_| anyhow!("the result cannot be computed"))?;
    let scored = assessment
        .dimensions
        .iter()
        .any(|dimension| dimension.estimate.score.is_some());
    if assessment.overall.estimate.score.is_none() && !scored {
        return Ok(None);
    }
    let options = Options {
        width: width().clamp(40, 90),
        selection: Selection::Brief,
        ..Options::default()
    };
    Ok(Some(draw(
        &Outcome::from(&assessment),
        pack,
        Format::TEXT,
        &options,
    )))
}

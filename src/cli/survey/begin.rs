//! How a survey begins: anew, where somebody left, or with answers that were handed in.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};

use super::lock::{Guarded, Lock};
use super::place::{self, Found, Ground, Look};
use super::store::{self, draft_of, reason};
use super::{Args, Order};
use crate::answers::{Form, first_pack};
use crate::cli::exit::UsageFault;
use crate::cli::output::Target;
use crate::cli::talk::Talk;
use crate::cli::{input, packs};
use crate::diagnostic::{did_you_mean, one_of};
use crate::pack::{DimensionIndex, Pack};
use crate::survey::draft::{DRAFT_ENDING, Opened};
use crate::survey::{Halt, Prompter, Scope, Sheet, line, order, words};

/// Everything that is needed to ask.
pub(super) struct Begun<'p> {
    pub(super) sheet: Sheet<'p>,
    /// Something to be told at the first question.
    pub(super) notice: Option<String>,
    pub(super) output: Output,
    pub(super) store: Guarded,
    /// Whether the person has seen the promise before.
    pub(super) resumed: bool,
}

/// Where the answers go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Output {
    pub(super) target: Target,
    /// Whether a file that is there is to be replaced.
    pub(super) replace: bool,
}

/// The project and the questionnaire, found before the terminal is touched.
pub(super) fn ground(args: &Args) -> Result<Ground> {
    let beside = |path: &Path| match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    };
    let (near, named) = if let Some(path) = &args.revise {
        let text = input::read_text(path).map_err(|fault| packs::one(*fault))?;
        (beside(path), first_pack(text.as_bytes()))
    } else if let Some(path) = &args.resume {
        let path = draft_path(path);
        let id = place::expect(&path)?;
        (beside(&path), id)
    } else if let Some(path) = &args.answers {
        let text = input::read_text(path).map_err(|fault| packs::one(*fault))?;
        (PathBuf::from("."), first_pack(text.as_bytes()))
    } else {
        (PathBuf::from("."), None)
    };
    Ground::find(&near, args.pack.as_deref(), named.as_deref())
}

/// `--resume` takes the draft, or the answers that it would become.
fn draft_path(path: &Path) -> PathBuf {
    let is_draft = path.extension().is_some_and(|ending| ending == DRAFT_ENDING);
    if is_draft || path.exists() && !draft_of(path).exists() {
        path.to_path_buf()
    } else {
        draft_of(path)
    }
}

/// Finds or makes the sheet; the person may be asked whether to go on with a draft.
pub(super) fn begin<'g>(
    args: &Args,
    ground: &'g Ground,
    talk: &Talk,
    prompter: &mut dyn Prompter,
) -> Result<Result<Begun<'g>, Halt>> {
    let begin = Begin {
        args,
        ground,
        talk,
        only: args
            .only
            .as_deref()
            .map(|id| dimension(&ground.pack, id))
            .transpose()?,
    };
    if let Some(path) = &args.resume {
        return begin.resume(path).map(Ok);
    }
    if let Some(path) = &args.revise {
        return begin.revise(path, prompter);
    }
    begin.anew(prompter)
}

/// What became of offering drafts.
enum Offered {
    /// One of them is gone on with.
    GoOn(Box<Found>),
    /// There is none, or the person begins anew.
    Anew,
    /// The person left.
    Left(Halt),
}

/// How the draft of a survey begins.
enum Start {
    /// With one that is there, and is ours alone.
    Resumed(Lock),
    /// With a name that others may choose, too.
    Named,
    /// With a name that nobody else can have.
    Own,
}

struct Begin<'a, 'g> {
    args: &'a Args,
    ground: &'g Ground,
    talk: &'a Talk,
    only: Option<DimensionIndex>,
}

impl<'g> Begin<'_, 'g> {
    fn resume(&self, path: &Path) -> Result<Begun<'g>> {
        let path = draft_path(path);
        match place::look(&path)? {
            Look::Draft(found) => self.go_on(*found, None),
            Look::None => bail!(UsageFault(format!("there is no draft {}", path.display()))),
            Look::NoDraft(fault) => bail!(packs::one(*fault)),
            Look::SetAside(notice) => {
                self.talk.say(&notice);
                let output = path.with_extension("");
                self.fresh(Output {
                    target: Target::File(output),
                    replace: false,
                })
            }
        }
    }

    fn revise(&self, path: &Path, prompter: &mut dyn Prompter) -> Result<Result<Begun<'g>, Halt>> {
        let output = Output {
            target: Target::File(self.args.output.clone().unwrap_or_else(|| path.to_path_buf())),
            replace: self.args.output.is_none(),
        };
        self.must_be_free(&output)?;
        let draft = self.draft_path(&output, "");
        let mut drafts = self.draft_at(&draft)?;
        drafts.retain(|found| found.draft.revises());
        match self.offer(drafts, Some(&draft), prompter)? {
            Offered::GoOn(found) => return self.go_on(*found, Some(output)).map(Ok),
            Offered::Left(halt) => return Ok(Err(halt)),
            Offered::Anew => {}
        }
        let response = place::one_record(path, &self.ground.pack)?;
        let scope = Scope {
            form: if self.args.short {
                Form::Short
            } else {
                response.form
            },
            only: self.only,
        };
        let respondent = match &response.respondent {
            Some(respondent) => line(respondent),
            None => new_respondent()?,
        };
        let mut sheet = Sheet::new(
            &self.ground.pack,
            respondent,
            scope,
            self.args.order == Order::Mixed,
        );
        sheet.fill(&response);
        sheet.organization.clone_from(&response.organization);
        sheet.wave.clone_from(&response.wave);
        sheet.started_at.clone_from(&response.started_at);
        sheet.revises = true;
        let begun = self.begun(sheet, output, draft, Start::Named)?;
        Ok(Ok(Begun {
            resumed: true,
            ..begun
        }))
    }

    /// A new sheet, unless there is a draft to go on with.
    fn anew(&self, prompter: &mut dyn Prompter) -> Result<Result<Begun<'g>, Halt>> {
        let output = self.args.output.as_ref().map(|path| Output {
            target: if path.as_os_str() == "-" {
                Target::Stdout
            } else {
                Target::File(path.clone())
            },
            replace: false,
        });
        let into_folder = match &output {
            Some(Output {
                target: Target::File(path),
                ..
            }) if path.is_dir() => Some(path.clone()),
            None => Some(self.ground.home(self.wave().as_deref())?),
            _ => None,
        };
        let (drafts, fixed) = match (&output, &into_folder) {
            (_, Some(folder)) if !self.args.fresh => {
                let (drafts, told) = place::drafts(folder, &self.ground.pack)?;
                told.iter().for_each(|notice| self.talk.say(notice));
                (drafts, None)
            }
            (Some(output), None) => {
                self.must_be_free(output)?;
                let draft = self.draft_path(output, "answers");
                (self.draft_at(&draft)?, Some(draft))
            }
            _ => (Vec::new(), None),
        };
        match self.offer(drafts, fixed.as_deref(), prompter)? {
            Offered::GoOn(found) => return self.go_on(*found, None).map(Ok),
            Offered::Left(halt) => return Ok(Err(halt)),
            Offered::Anew => {}
        }
        let output = match (output, into_folder) {
            (_, Some(folder)) => {
                let respondent = new_respondent()?;
                let name = match self.ground.folder {
                    Some(_) => format!("{respondent}.json"),
                    None => format!("answers-{respondent}.json"),
                };
                let target = Target::File(folder.join(name));
                return self
                    .named(
                        respondent,
                        Output {
                            target,
                            replace: false,
                        },
                        Start::Own,
                    )
                    .map(Ok);
            }
            (Some(output), None) => output,
            (None, None) => bail!("no place for the answers"),
        };
        self.fresh(output).map(Ok)
    }

    /// Nothing is overwritten that was not named for it.
    fn must_be_free(&self, output: &Output) -> Result<()> {
        match &output.target {
            Target::File(path) if !output.replace && (path.exists() || path.is_symlink()) => {
                let path = path.display();
                bail!(UsageFault(format!(
                    "{path} is there already and is never overwritten: lockstep survey --revise {path} opens it \
                     again; -o names another file"
                )))
            }
            _ => Ok(()),
        }
    }

    fn draft_path(&self, output: &Output, otherwise: &str) -> PathBuf {
        match &output.target {
            Target::File(path) => draft_of(path),
            Target::Stdout => draft_of(Path::new(&format!("lockstep-{otherwise}.json"))),
        }
    }

    /// Asks which of the drafts to go on with, if there are any. When the person begins anew, a
    /// draft at `fixed` gets another name: the new one must not replace it.
    fn offer(
        &self,
        mut found: Vec<Found>,
        fixed: Option<&Path>,
        prompter: &mut dyn Prompter,
    ) -> Result<Offered> {
        found.retain(|found| !found.draft.is_blank());
        if !self.args.fresh && !found.is_empty() {
            let mut items: Vec<String> = found
                .iter()
                .map(|found| words::go_on_with(found.draft.answered(), found.draft.started_at.as_deref()))
                .collect();
            items.push(words::BEGIN_AGAIN.to_owned());
            match prompter.pick(words::DRAFT_FOUND, &items, 0) {
                Err(halt) => return Ok(Offered::Left(halt)),
                Ok(chosen) if chosen < found.len() => {
                    return Ok(Offered::GoOn(Box::new(found.swap_remove(chosen))));
                }
                Ok(_) => {}
            }
        }
        if let Some(path) = fixed.filter(|path| path.exists()) {
            self.put_away(path)?;
        }
        Ok(Offered::Anew)
    }

    /// The draft at a place, if it can be gone on with. With `--fresh` nobody looks.
    fn draft_at(&self, path: &Path) -> Result<Vec<Found>> {
        if self.args.fresh {
            return Ok(Vec::new());
        }
        match place::look(path)? {
            Look::Draft(found) => {
                place::lock_of(path)?;
                return Ok(vec![*found]);
            }
            Look::SetAside(notice) => self.talk.say(&notice),
            Look::NoDraft(fault) => bail!(packs::one(*fault)),
            Look::None => {}
        }
        Ok(Vec::new())
    }

    /// Gives a draft another name, unless another survey has it. One in which nothing was said is
    /// taken away.
    fn put_away(&self, path: &Path) -> Result<()> {
        let blank = place::is_blank(path)?;
        let _lock = place::lock_of(path)?;
        if blank {
            return std::fs::remove_file(path).with_context(|| format!("cannot remove {}", path.display()));
        }
        let aside =
            store::set_aside(path, "old").with_context(|| format!("cannot rename {}", path.display()))?;
        self.talk
            .say(&format!("The draft before is kept as {}.", aside.display()));
        Ok(())
    }

    /// Goes on with a draft.
    fn go_on(&self, found: Found, output: Option<Output>) -> Result<Begun<'g>> {
        let path = found.path;
        let (lock, draft) = place::claim(&path)?;
        if draft.pack.id != self.ground.pack.id {
            bail!(UsageFault(format!(
                "{} is a draft of the questionnaire {}, not of {}; name it with --pack",
                path.display(),
                line(&draft.pack.id),
                self.ground.pack.id
            )));
        }
        let (mut sheet, opened) = draft.open(&self.ground.pack);
        if self.args.short || self.only.is_some() {
            let form = if self.args.short {
                Form::Short
            } else {
                sheet.scope().form
            };
            sheet.set_scope(Scope {
                form,
                only: self.only,
            });
        }
        let to_stdout = self
            .args
            .output
            .as_ref()
            .is_some_and(|output| output.as_os_str() == "-");
        let output = match (output, &self.args.output) {
            (Some(output), _) => output,
            (None, Some(_)) if to_stdout => Output {
                target: Target::Stdout,
                replace: false,
            },
            (None, Some(path)) if !path.is_dir() => Output {
                target: Target::File(path.clone()),
                replace: false,
            },
            (None, _) => Output {
                target: Target::File(path.with_extension("")),
                replace: sheet.revises,
            },
        };
        self.must_be_free(&output)?;
        let mut begun = self.begun(sheet, output, path, Start::Resumed(lock))?;
        begun.notice = Some(match &opened {
            Opened { from: Some(from), .. } if opened.changed + opened.gone > 0 => {
                let to = self.ground.pack.version.to_string();
                words::pack_changed(from, &to, opened.kept, opened.changed)
            }
            _ => words::welcome_back(begun.sheet.answered(), begun.sheet.questions().len()),
        });
        Ok(begun)
    }

    fn fresh(&self, output: Output) -> Result<Begun<'g>> {
        self.named(new_respondent()?, output, Start::Named)
    }

    fn named(&self, respondent: String, output: Output, start: Start) -> Result<Begun<'g>> {
        let scope = Scope {
            form: if self.args.short { Form::Short } else { Form::Full },
            only: self.only,
        };
        let mut sheet = Sheet::new(
            &self.ground.pack,
            respondent,
            scope,
            self.args.order == Order::Mixed,
        );
        sheet.organization.clone_from(&self.ground.project.organization);
        sheet.wave = self.wave();
        sheet.started_at = Some(super::now());
        if let Some(path) = &self.args.answers {
            sheet.fill(&place::one_record(path, &self.ground.pack)?);
        }
        let draft = self.draft_path(&output, "answers");
        self.begun(sheet, output, draft, start)
    }

    fn begun(&self, sheet: Sheet<'g>, output: Output, draft: PathBuf, start: Start) -> Result<Begun<'g>> {
        let failed = |error: &std::io::Error| {
            let folder = draft.parent().filter(|folder| !folder.as_os_str().is_empty());
            let folder = folder.unwrap_or(Path::new(".")).display();
            anyhow!(
                "cannot write in {folder}: {}; -o names another place",
                reason(error)
            )
        };
        store::prepare(&draft).map_err(|error| failed(&error))?;
        let resumed = matches!(start, Start::Resumed(_));
        let store = match start {
            Start::Resumed(lock) => Guarded::resumed(draft, lock),
            Start::Own => Guarded::new(draft),
            Start::Named => match Guarded::claimed(draft.clone(), &sheet) {
                Ok(Some(store)) => store,
                Ok(None) => bail!(place::in_use(&draft)),
                Err(error) => return Err(failed(&error)),
            },
        };
        Ok(Begun {
            sheet,
            notice: None,
            output,
            store,
            resumed,
        })
    }

    fn wave(&self) -> Option<String> {
        let today = jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::now()).date();
        self.args.wave.clone().or_else(|| self.ground.wave(today))
    }
}

/// The dimension with this id.
fn dimension(pack: &Pack, id: &str) -> Result<DimensionIndex> {
    pack.dimension(id).ok_or_else(|| {
        let ids = || pack.dimensions.iter().map(|dimension| dimension.id.as_str());
        let meant = did_you_mean(id, ids()).map(|meant| format!("; did you mean `{meant}`?"));
        let message = format!(
            "--only {id}: there is {}{}",
            one_of(ids()),
            meant.unwrap_or_default()
        );
        UsageFault(message).into()
    })
}

/// An id that nobody else has and nobody can guess.
fn new_respondent() -> Result<String> {
    let mut random = [0; order::ID_BYTES];
    getrandom::fill(&mut random).map_err(|error| anyhow!("the system gives no random numbers: {error}"))?;
    Ok(order::respondent(random))
}

//! The text of `lockstep.json` to a [`Project`], all its faults at once.

use std::collections::HashSet;
use std::hash::Hash;

use super::gate;
use super::resolve;
use super::written::PROJECT_FORMAT;
use super::{FactGiven, FactValue, PackChoice, Project, Roster, SMALLEST_GROUP};
use crate::date::is_date;
use crate::diagnostic::{
    Diagnostic, Diagnostics, PROJECT_DATE, PROJECT_GROUP_TWICE, PROJECT_MINIMUM_GROUP, PROJECT_NO_CONTACT,
    PROJECT_NO_SIDES, PROJECT_OUTSIDE, PROJECT_REPEATED, PROJECT_ROSTER_COUNT, PROJECT_WRONG_PACK,
    PROJECT_WRONG_VERSION,
};
use crate::json::{Fields, Node, Reader, Value, child, parse, shortened};
use crate::names::{alike, fold};
use crate::pack::{Fact, Pack, Version};
use crate::source::Source;
use crate::text::{Checked, line};
use crate::wave;

const KEYS: [&str; 14] = [
    "$schema",
    "format",
    "organization",
    "pack",
    "roster",
    "facts",
    "contact",
    "contact_is_independent",
    "report_date",
    "minimum_group",
    "named",
    "waves",
    "done",
    "gate",
];

/// The text of a project file, of which only the pack is known yet.
#[derive(Debug)]
pub struct ProjectText<'a> {
    source: Source<'a>,
    node: Node,
    pack: Option<PackChoice>,
}

impl<'a> ProjectText<'a> {
    /// Reads which pack the project uses.
    ///
    /// # Errors
    /// The text is not JSON, not a project of this format, or what it says of its pack is wrong.
    pub fn read(source: Source<'a>) -> Result<Self, Diagnostics> {
        let source = source.ours(PROJECT_FORMAT);
        let node = parse(&source).map_err(|fault| {
            let mut faults = Diagnostics::new();
            faults.push(*fault);
            faults
        })?;
        let mut reader = Reader::new(source);
        let pack = identity(&mut reader, &node);
        if reader.has_errors() {
            return Err(reader.into_faults());
        }
        Ok(Self { source, node, pack })
    }

    /// Which pack the project uses, if it says so.
    #[must_use]
    pub const fn pack(&self) -> Option<&PackChoice> {
        self.pack.as_ref()
    }

    /// The fault of a pack that lies outside the project's folder, which only shows when files are
    /// looked at.
    #[must_use]
    pub fn pack_outside(&self) -> Diagnostics {
        let mut reader = Reader::new(self.source);
        let fields = reader.unchecked_object(&self.node, "");
        let pack = fields.as_ref().and_then(|fields| fields.get("pack"));
        let pack = pack.and_then(|pack| reader.unchecked_object(pack, "/pack"));
        if let Some(file) = pack.as_ref().and_then(|pack| pack.get("file")) {
            reader.fault(
                &PROJECT_OUTSIDE,
                "the pack lies outside the project's folder",
                file,
                "/pack/file",
                "a file in the project's folder; --pack names any other",
            );
        }
        reader.into_faults()
    }

    /// The project, checked against the pack it uses.
    ///
    /// # Errors
    /// Every fault of the text.
    pub fn validate(&self, pack: &Pack) -> Result<Project, Diagnostics> {
        let mut reader = Reader::new(self.source);
        let project = Validation {
            pack,
            reader: &mut reader,
        }
        .project(&self.node, self.pack.as_ref());
        match project {
            Some(project) if !reader.has_errors() => Ok(project),
            _ => Err(reader.into_faults()),
        }
    }
}

/// The pack of a project, after a look at its format.
fn identity(reader: &mut Reader<'_>, node: &Node) -> Option<PackChoice> {
    // The other keys are looked at once the pack is known.
    let fields = reader.unchecked_object(node, "")?;
    reader.format(&fields, PROJECT_FORMAT)?;
    let pointer = fields.pointer_to("pack");
    let choice = reader.object(fields.get("pack")?, &pointer, &["id", "version", "file"])?;
    if choice.get("file").is_none() {
        let id = choice.text(reader, "id")?;
        let version = match choice.get("version") {
            None => None,
            Some(node) => {
                let text = choice.optional_text(reader, "version")?;
                let version = Version::parse(&text);
                if version.is_none() {
                    let pointer = choice.pointer_to("version");
                    let allowed = "three numbers such as `1.0.0`";
                    reader.fault(
                        &PROJECT_WRONG_VERSION,
                        "not a version of a pack",
                        node,
                        &pointer,
                        allowed,
                    );
                }
                version
            }
        };
        return Some(PackChoice::BuiltIn(id, version));
    }
    for key in ["id", "version"] {
        if let Some(node) = choice.get(key) {
            let pointer = choice.pointer_to(key);
            let message = format!("`{key}` beside `file`");
            reader.fault(
                &PROJECT_WRONG_PACK,
                message,
                node,
                &pointer,
                "either the id of a built-in pack or a file",
            );
        }
    }
    choice.text(reader, "file").map(PackChoice::File)
}

/// Takes one project file apart.
struct Validation<'r, 'p, 's> {
    pack: &'p Pack,
    reader: &'r mut Reader<'s>,
}

impl Validation<'_, '_, '_> {
    fn project(mut self, node: &Node, choice: Option<&PackChoice>) -> Option<Project> {
        let fields = self.reader.object(node, "", &KEYS)?;
        self.chosen(&fields, choice);
        Some(Project {
            organization: fields.checked_text(self.reader, "organization", line),
            roster: self.roster(&fields),
            facts: self.facts(&fields),
            contact: fields.checked_text(self.reader, "contact", line),
            contact_is_independent: self.independent(&fields),
            report_date: fields.checked_text(self.reader, "report_date", date),
            minimum_group: self.minimum_group(&fields),
            named: fields.flag(self.reader, "named"),
            waves: self.unique(&fields, "waves", wave::name, |wave| fold(wave)),
            done: {
                let pack = self.pack;
                self.unique(&fields, "done", |id| resolve::step(pack, id), |step| *step)
            },
            gate: fields
                .get("gate")
                .and_then(|node| gate::read(self.reader, node, &fields.pointer_to("gate"), self.pack)),
        })
    }

    /// Whether the pack at hand is the one that the project was set up for.
    fn chosen(&mut self, fields: &Fields<'_>, choice: Option<&PackChoice>) {
        let (Some(node), Some(PackChoice::BuiltIn(id, version))) = (fields.get("pack"), choice) else {
            return;
        };
        let pointer = fields.pointer_to("pack");
        let current = self.pack.version;
        let (code, found, allowed) = if *id != self.pack.id {
            (&PROJECT_WRONG_PACK, id.clone(), self.pack.id.clone())
        } else if let Some(version) = version.filter(|version| !current.reads(*version)) {
            (
                &PROJECT_WRONG_VERSION,
                format!("{id} {version}"),
                format!("{id} {}.0.0 to {current}", current.major),
            )
        } else {
            return;
        };
        let message = format!(
            "the project was set up for another pack than {} {current}",
            self.pack.id
        );
        let fault = Diagnostic::new(code, message)
            .found(shortened(&found))
            .allowed(allowed);
        self.reader.report(fault, node.span, &pointer);
    }

    fn roster(&mut self, fields: &Fields<'_>) -> Vec<Roster> {
        let mut roster: Vec<Roster> = Vec::new();
        for (pointer, entry) in fields.entries(self.reader, "roster") {
            let group = self.reader.checked(
                resolve::roster_group(self.pack, &entry.key),
                entry.key_span,
                &pointer,
            );
            let people = match &entry.value.value {
                Value::Number(text) => text.parse::<u64>().ok().filter(|people| *people > 0),
                _ => None,
            };
            if people.is_none() {
                let message = "not a number of people";
                self.reader.fault(
                    &PROJECT_ROSTER_COUNT,
                    message,
                    &entry.value,
                    &pointer,
                    "a whole number from 1 up",
                );
            }
            let (Some((attribute, value)), Some(people)) = (group, people) else {
                continue;
            };
            if roster
                .iter()
                .any(|other| (other.attribute, other.value) == (attribute, value))
            {
                let message = format!("the group of `{}` stands twice", shortened(&entry.key));
                let fault = Diagnostic::new(&PROJECT_GROUP_TWICE, message).allowed("each group once");
                self.reader.report(fault, entry.key_span, &pointer);
            }
            roster.push(Roster {
                attribute,
                value,
                people,
            });
        }
        roster
    }

    fn facts(&mut self, fields: &Fields<'_>) -> Vec<FactGiven> {
        let mut facts = Vec::new();
        for (pointer, entry) in fields.entries(self.reader, "facts") {
            let found = self
                .reader
                .checked(resolve::fact(self.pack, &entry.key), entry.key_span, &pointer);
            let Some((index, fact)) = found else {
                continue;
            };
            let value = match &entry.value.value {
                Value::Null => None,
                Value::Object(_) => self.by_side(fact, &entry.value, &pointer),
                _ => self.option(fact, &entry.value, &pointer).map(FactValue::One),
            };
            facts.extend(value.map(|value| FactGiven { fact: index, value }));
        }
        facts.sort_by_key(|given| given.fact);
        facts
    }

    fn by_side(&mut self, fact: &Fact, node: &Node, pointer: &str) -> Option<FactValue> {
        self.reader.duplicates(node, pointer);
        let Value::Object(entries) = &node.value else {
            return None;
        };
        let sides = sides(self.pack);
        let mut values = [None; 2];
        for entry in entries {
            let pointer = child(pointer, &entry.key);
            let side = sides.iter().position(|side| alike(side, &entry.key));
            let Some(slot) = side.and_then(|side| values.get_mut(side)) else {
                let message = format!("no side `{}`", shortened(&entry.key));
                let fault =
                    Diagnostic::unknown(&PROJECT_NO_SIDES, message, &entry.key, || sides.iter().copied());
                self.reader.report(*fault, entry.key_span, &pointer);
                continue;
            };
            if entry.value.value != Value::Null {
                *slot = self.option(fact, &entry.value, &pointer);
            }
        }
        (values != [None; 2]).then_some(FactValue::BySide(values))
    }

    fn option(&mut self, fact: &Fact, node: &Node, pointer: &str) -> Option<usize> {
        let text = self.reader.text(node, pointer)?;
        self.reader
            .checked(resolve::option(fact, &text), node.span, pointer)
    }

    /// Whether the contact is in neither team's line, which is said of a contact that is named.
    fn independent(&mut self, fields: &Fields<'_>) -> bool {
        let independent = fields.flag(self.reader, "contact_is_independent");
        if independent
            && fields.get("contact").is_none()
            && let Some(node) = fields.get("contact_is_independent")
        {
            let pointer = fields.pointer_to("contact_is_independent");
            let message = "nobody is named who could be in neither team's line";
            let allowed = "`contact` beside it";
            self.reader
                .fault(&PROJECT_NO_CONTACT, message, node, &pointer, allowed);
        }
        independent
    }

    fn minimum_group(&mut self, fields: &Fields<'_>) -> Option<u64> {
        let node = fields.get("minimum_group")?;
        let pointer = fields.pointer_to("minimum_group");
        let number = self.reader.whole(node, &pointer)?;
        let number = u64::try_from(number)
            .ok()
            .filter(|number| *number >= SMALLEST_GROUP);
        if number.is_none() {
            let allowed = format!("a whole number from {SMALLEST_GROUP} up");
            self.reader.fault(
                &PROJECT_MINIMUM_GROUP,
                "groups this small are never published",
                node,
                &pointer,
                allowed,
            );
        }
        number
    }

    /// The items of an optional list of texts, checked, none twice by what `same` makes of them.
    fn unique<T, K: Hash + Eq>(
        &mut self,
        fields: &Fields<'_>,
        key: &str,
        check: impl Fn(&str) -> Checked<T>,
        same: impl Fn(&T) -> K,
    ) -> Vec<T> {
        let (mut items, mut known) = (Vec::new(), HashSet::new());
        for (pointer, node) in fields.optional_items(self.reader, key) {
            let text = self.reader.text(node, &pointer);
            let Some(item) = text.and_then(|text| self.reader.checked(check(&text), node.span, &pointer))
            else {
                continue;
            };
            if known.insert(same(&item)) {
                items.push(item);
            } else {
                let message = "the list has this twice";
                self.reader
                    .fault(&PROJECT_REPEATED, message, node, &pointer, "each once");
            }
        }
        items
    }
}

/// The values that are the two sides; none if the pack has no sides.
fn sides(pack: &Pack) -> Vec<&str> {
    let name = |attribute, value: usize| {
        let attribute = pack.attributes.get::<usize>(attribute)?;
        attribute
            .values
            .as_ref()?
            .get(value)
            .map(|choice| choice.value.as_str())
    };
    let sides = pack.sides.into_iter();
    sides
        .flat_map(|sides| sides.values.map(|value| name(sides.attribute, value)))
        .flatten()
        .collect()
}

/// A day of the calendar.
fn date(text: &str) -> Checked<String> {
    if is_date(text) {
        return Ok(text.to_owned());
    }
    let fault = Diagnostic::new(&PROJECT_DATE, "not a day of the calendar");
    Err(Box::new(
        fault.found_text(text).allowed("a date such as `2026-10-04`"),
    ))
}

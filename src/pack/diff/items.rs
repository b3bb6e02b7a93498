//! Things with an id, found again in the other pack and compared field by field.

use serde_json::{Map, Value};

use super::rules::{
    ATTRIBUTES, Choices, DIMENSIONS, FACTS, FINDINGS, FIT, GUARDS, LEVELS, List, Part, QUESTIONS, Reason,
    SINGLE, SOURCES, STEPS,
};
use super::{Change, Kind, Side, Step};
use crate::pack::written::{self, Decimal};
use crate::pack::{Question, words};

/// The values of a pack file with everything said that it leaves to a default.
pub(super) fn values(mut written: written::Pack) -> Value {
    const ONE: Decimal = Decimal(1_000);
    for question in &mut written.questions {
        if let Some(scale) = question.scale.take() {
            question.options = written.scales.get(&scale).cloned();
        }
        question.weight = Some(question.weight.unwrap_or(ONE));
    }
    for dimension in &mut written.dimensions {
        let mine = written
            .questions
            .iter()
            .filter(|question| question.dimension == dimension.id);
        let sum = mine
            .filter_map(|question| question.weight)
            .map(|weight| weight.0)
            .sum();
        dimension.weight = Some(dimension.weight.unwrap_or(Decimal(sum)));
    }
    serde_json::to_value(written).unwrap_or_default()
}

/// Every change, in the order of the file.
pub(super) fn changes(from: &Side, to: &Side) -> Vec<Change> {
    let mut gathered = Gathered {
        from,
        to,
        translated: from.pack.language != to.pack.language,
        changes: Vec::new(),
    };
    gathered.single(&[Part::Pack]);
    gathered.list(&SOURCES);
    gathered.single(&[Part::Axis]);
    gathered.list(&LEVELS);
    gathered.list(&ATTRIBUTES);
    gathered.single(&[Part::Sides]);
    gathered.contrasts();
    gathered.list(&DIMENSIONS);
    gathered.list(&QUESTIONS);
    gathered.single(&[Part::Scoring, Part::Reporting]);
    for list in [&FACTS, &FIT, &GUARDS, &STEPS, &FINDINGS] {
        gathered.list(list);
    }
    gathered.changes
}

struct Gathered<'s> {
    from: &'s Side,
    to: &'s Side,
    /// Whether the texts are in another language, so that they cannot be the same.
    translated: bool,
    changes: Vec<Change>,
}

impl Gathered<'_> {
    fn push(&mut self, part: Part, id: Option<&str>, change: Kind, reason: Reason, values: [&Value; 2]) {
        let [from, to] = values.map(Clone::clone);
        self.changes.push(Change {
            part,
            id: id.map(str::to_owned),
            change,
            field: None,
            from,
            to,
            requires: reason.requires(),
            reason,
            words: [None, None],
        });
    }

    fn field(&mut self, part: Part, id: Option<&str>, field: &str, reason: Reason, values: [&Value; 2]) {
        let reason = if self.translated && (reason == Reason::Wording || field == "language") {
            Reason::Translation
        } else {
            reason
        };
        let kind = match (part, field) {
            (Part::Question, "dimension") => Kind::Moved,
            (_, "language") => Kind::Changed,
            _ => reason.kind(),
        };
        self.push(part, id, kind, reason, values);
        let in_words = |side: &Side| {
            let condition = side.condition(part, id?, field)?;
            Some(words::condition(&side.pack, condition))
        };
        let words = [in_words(self.from), in_words(self.to)];
        if let Some(change) = self.changes.last_mut() {
            change.field = Some(field.to_owned());
            change.words = words;
        }
    }

    /// What stands once.
    fn single(&mut self, parts: &[Part]) {
        for (part, field, reason) in SINGLE.iter().filter(|(part, ..)| parts.contains(part)) {
            let root = if *part == Part::Pack { "" } else { part.id() };
            let at = |side: &Side| {
                let top = if root.is_empty() {
                    Some(&side.values)
                } else {
                    side.values.get(root)
                };
                field
                    .split('/')
                    .try_fold(top.unwrap_or(&Value::Null), |value, key| value.get(key))
                    .cloned()
                    .unwrap_or_default()
            };
            let (from, to) = (at(self.from), at(self.to));
            if from != to {
                self.field(*part, None, field, *reason, [&from, &to]);
            }
        }
    }

    /// The attributes reported side by side: a list of ids.
    fn contrasts(&mut self) {
        let (from, to) = (
            list(&self.from.values, "contrasts"),
            list(&self.to.values, "contrasts"),
        );
        for id in from.iter().filter(|id| !to.contains(id)) {
            self.push(
                Part::Contrasts,
                id.as_str(),
                Kind::Removed,
                Reason::Shown,
                [id, &Value::Null],
            );
        }
        for id in to.iter().filter(|id| !from.contains(id)) {
            self.push(
                Part::Contrasts,
                id.as_str(),
                Kind::Added,
                Reason::Shown,
                [&Value::Null, id],
            );
        }
        self.order(
            Part::Contrasts,
            None,
            None,
            Reason::Order,
            [from, to].map(|ids| ids.iter().map(text).collect()),
        );
    }

    fn list(&mut self, rules: &List) {
        let (from, to) = (
            list(&self.from.values, rules.key),
            list(&self.to.values, rules.key),
        );
        for item in from
            .iter()
            .filter(|item| find(to, "id", key(item, "id")).is_none())
        {
            let id = Some(text_of(item, "id"));
            self.push(rules.part, id, Kind::Removed, rules.removed, [item, &Value::Null]);
        }
        for item in to {
            let id = text_of(item, "id");
            match find(from, "id", key(item, "id")) {
                Some(before) => self.item(rules, id, before, item),
                None => {
                    let reason = self.added(rules, item);
                    self.push(rules.part, Some(id), Kind::Added, reason, [&Value::Null, item]);
                }
            }
        }
        let ids = [from, to].map(|items| items.iter().map(|item| text_of(item, "id").to_owned()).collect());
        self.order(rules.part, None, None, rules.order, ids);
    }

    /// A question that says since when it is asked takes nothing from older answers.
    fn added(&self, rules: &List, item: &Value) -> Reason {
        let told = || {
            let question = self.to.pack.question(text_of(item, "id"))?;
            self.to.pack.questions[question].since
        };
        if rules.part == Part::Question && told().is_none_or(|since| since <= self.from.pack.version) {
            Reason::Scoring
        } else {
            rules.added
        }
    }

    fn item(&mut self, rules: &List, id: &str, from: &Value, to: &Value) {
        for (field, reason) in rules.fields {
            let [before, after] = [from, to].map(|item| {
                let value = item.get(*field).cloned();
                value.unwrap_or_else(|| absent(field))
            });
            if settled(field, &before) != settled(field, &after) {
                let reason = self.of_field(rules.part, id, field, *reason, &after);
                self.field(rules.part, Some(id), field, reason, [&before, &after]);
            }
        }
        // What an open attribute lists is nothing, and that it is open has been said.
        if let Some(choices) = &rules.choices
            && from.get("open") == to.get("open")
        {
            self.choices(
                rules.part,
                id,
                choices,
                [from, to].map(|item| list(item, choices.key)),
            );
        }
    }

    /// What a change of a field means, where that depends on more than the field.
    fn of_field(&self, part: Part, id: &str, field: &str, reason: Reason, to: &Value) -> Reason {
        match (part, field) {
            (Part::Question, "not_applicable") if *to == Value::Bool(false) => Reason::Refused,
            (Part::Attribute, "open") if *to == Value::Bool(false) => Reason::Refused,
            (Part::Question, "reverse") if self.counts_alike(id) => Reason::Remark,
            _ => reason,
        }
    }

    /// Whether every answer to the question counts what it counted, keyed as it is.
    fn counts_alike(&self, id: &str) -> bool {
        let points = |side: &Side| -> Option<Vec<(i64, i64)>> {
            let question: &Question = side.pack.questions.get(side.pack.question(id)?)?;
            let options = question.options.iter();
            let mut points: Vec<_> = options.map(|option| (option.value, option.points)).collect();
            points.sort_unstable();
            Some(points)
        };
        points(self.from) == points(self.to)
    }

    fn choices(&mut self, part: Part, id: &str, rules: &Choices, [from, to]: [&[Value]; 2]) {
        let alike = part == Part::Question && self.counts_alike(id);
        let named = |value: &Value| format!("{}/{}", rules.key, text(&value["value"]));
        for choice in from
            .iter()
            .filter(|choice| find(to, "value", &choice["value"]).is_none())
        {
            self.field(
                part,
                Some(id),
                &named(choice),
                Reason::Refused,
                [choice, &Value::Null],
            );
            self.last_is(Kind::Removed);
        }
        for choice in to {
            let Some(before) = find(from, "value", &choice["value"]) else {
                self.field(
                    part,
                    Some(id),
                    &named(choice),
                    rules.added,
                    [&Value::Null, choice],
                );
                self.last_is(Kind::Added);
                continue;
            };
            for (field, reason) in rules
                .fields
                .iter()
                .filter(|(field, _)| before[*field] != choice[*field])
            {
                let reason = if *reason == Reason::Scoring && alike {
                    Reason::Remark
                } else {
                    *reason
                };
                let name = format!("{}/{field}", named(choice));
                self.field(part, Some(id), &name, reason, [&before[*field], &choice[*field]]);
            }
        }
        let values = [from, to].map(|items| items.iter().map(|item| text(&item["value"])).collect());
        self.order(part, Some(id), Some(rules.key), Reason::Order, values);
    }

    fn last_is(&mut self, kind: Kind) {
        if let Some(change) = self.changes.last_mut() {
            change.change = kind;
        }
    }

    /// Whether what stands in both lists stands in the same order.
    fn order(
        &mut self,
        part: Part,
        id: Option<&str>,
        field: Option<&str>,
        reason: Reason,
        [from, to]: [Vec<String>; 2],
    ) {
        let in_both = |these: &[String], others: &[String]| -> Vec<Value> {
            let both = these.iter().filter(|id| others.contains(id));
            both.map(|id| Value::from(id.as_str())).collect()
        };
        let (from, to) = (in_both(&from, &to), in_both(&to, &from));
        if from != to {
            let values = [&Value::Array(from), &Value::Array(to)];
            self.push(part, id, Kind::Reordered, reason, values);
            if let Some(change) = self.changes.last_mut() {
                change.field = field.map(str::to_owned);
            }
        }
    }
}

/// A list of the file; what is not there is empty.
fn list<'v>(values: &'v Value, key: &str) -> &'v [Value] {
    values
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

fn find<'v>(items: &'v [Value], by: &str, wanted: &Value) -> Option<&'v Value> {
    items.iter().find(|item| key(item, by) == wanted)
}

fn key<'v>(item: &'v Value, by: &str) -> &'v Value {
    item.get(by).unwrap_or(&Value::Null)
}

fn text_of<'v>(item: &'v Value, key: &str) -> &'v str {
    item.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// A text as it is, anything else as JSON.
fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// What a field that is left out means.
fn absent(field: &str) -> Value {
    match field {
        "short" | "not_applicable" | "reverse" | "open" | "always" => Value::Bool(false),
        "needs" | "after" | "covers" => Value::Array(Vec::new()),
        _ => Value::Null,
    }
}

/// A value as it is compared: in a condition the order of the parts says nothing.
fn settled(field: &str, value: &Value) -> Value {
    if matches!(field, "when" | "first" | "blocked" | "ask" | "needs" | "after") {
        sorted(value)
    } else {
        value.clone()
    }
}

fn sorted(value: &Value) -> Value {
    match value {
        Value::Array(items) => {
            let mut items: Vec<Value> = items.iter().map(sorted).collect();
            items.sort_by_key(Value::to_string);
            Value::Array(items)
        }
        Value::Object(fields) => {
            let fields = fields.iter().map(|(key, value)| (key.clone(), sorted(value)));
            Value::Object(fields.collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}

impl Change {
    /// Whether old numbers and new ones are no longer of the same make.
    pub(super) fn breaks_scores(&self) -> bool {
        let of_question = self.part == Part::Question
            && match self.field.as_deref() {
                None => self.change == Kind::Added,
                // What may not apply leaves the count.
                Some(field) => field == "not_applicable",
            };
        of_question || self.requires == Step::Major && !matches!(self.reason, Reason::Level | Reason::Fit)
    }
}

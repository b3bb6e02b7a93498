//! The text of a gate to conditions, all its faults at once.

use super::resolve::{certainty, dimension, level, question, sensible};
use crate::assessment::gate::{Condition, Demand, Gate, Kind, Origin, Severity};
use crate::diagnostic::{Diagnostic, GATE_UNKNOWN_WORD};
use crate::json::{Fields, Node, Reader, Value, shortened};
use crate::pack::Pack;
use crate::source::Span;

const KEYS: [&str; 10] = [
    "answers",
    "response_rate",
    "age",
    "level",
    "certainty",
    "score",
    "gap",
    "dimensions",
    "questions",
    "drop",
];

/// The gate that `node` writes.
pub(in crate::project) fn read(
    reader: &mut Reader<'_>,
    node: &Node,
    pointer: &str,
    pack: &Pack,
) -> Option<Gate> {
    let fields = reader.object(node, pointer, &KEYS)?;
    let mut reading = Reading {
        pack,
        reader,
        gate: Gate::default(),
    };
    reading.counts(&fields);
    reading.results(&fields);
    reading.scores(&fields, "dimensions", |pack, id, least| {
        dimension(pack, id).map(|index| Demand::Dimension(index, least))
    });
    reading.scores(&fields, "questions", |pack, id, least| {
        question(pack, id).map(|index| Demand::Question(index, least))
    });
    reading.falls(&fields);
    Some(reading.gate)
}

/// A number or word with its place, and the severity written beside it.
struct Written<T> {
    value: T,
    span: Span,
    pointer: String,
    severity: Option<Severity>,
}

struct Reading<'r, 'p, 's> {
    pack: &'p Pack,
    reader: &'r mut Reader<'s>,
    gate: Gate,
}

impl Reading<'_, '_, '_> {
    /// Conditions on who answered and when.
    fn counts(&mut self, fields: &Fields<'_>) {
        if let Some(written) = self.field(fields, "answers", "minimum", Self::count) {
            self.add(written, Demand::Answers);
        }
        if let Some(written) = self.field(fields, "response_rate", "minimum", Self::number) {
            self.add(written, Demand::ResponseRate);
        }
        if let Some(written) = self.field(fields, "age", "maximum_days", Self::count) {
            self.add(written, Demand::Age);
        }
    }

    /// Conditions on the result as a whole.
    fn results(&mut self, fields: &Fields<'_>) {
        let pack = self.pack;
        let id = |reading: &mut Self, node: &Node, pointer: &str| {
            let text = reading.reader.text(node, pointer)?;
            reading.reader.checked(level(pack, &text), node.span, pointer)
        };
        if let Some(written) = self.field(fields, "level", "minimum", id) {
            self.add(written, Demand::Level);
        }
        let word = |reading: &mut Self, node: &Node, pointer: &str| {
            let text = reading.reader.text(node, pointer)?;
            reading.reader.checked(certainty(&text), node.span, pointer)
        };
        if let Some(written) = self.field(fields, "certainty", "minimum", word) {
            self.add(written, Demand::Certainty);
        }
        if let Some(written) = self.field(fields, "score", "minimum", Self::number) {
            self.add(written, Demand::Score);
        }
        if let Some(written) = self.field(fields, "gap", "maximum", Self::number) {
            self.add(written, Demand::Gap);
        }
    }

    /// Lowest scores by id.
    fn scores(
        &mut self,
        fields: &Fields<'_>,
        key: &str,
        demand: impl Fn(&Pack, &str, f64) -> Result<Demand, Box<Diagnostic>>,
    ) {
        for (pointer, entry) in fields.entries(self.reader, key) {
            let written = self.bound(&entry.value, &pointer, "minimum", Self::number);
            let least = written.as_ref().map_or(0.0, |written| written.value);
            let found = demand(self.pack, &entry.key, least);
            let found = self.reader.checked(found, entry.key_span, &pointer);
            if let (Some(written), Some(demand)) = (written, found) {
                self.add(written, |_| demand);
            }
        }
    }

    /// How far what may fall.
    fn falls(&mut self, fields: &Fields<'_>) {
        let Some(node) = fields.get("drop") else { return };
        let pointer = fields.pointer_to("drop");
        let fall = |of, literal| move |most| Demand::Drop { of, most, literal };
        if !matches!(node.value, Value::Object(_)) {
            if let Some(written) = self.bound(node, &pointer, "maximum", Self::number) {
                self.add(written, fall(None, false));
            }
            return;
        }
        let keys = ["maximum", "literal", "dimensions", "severity"];
        let Some(fields) = self.reader.object(node, &pointer, &keys) else {
            return;
        };
        let literal = fields.flag(self.reader, "literal");
        let severity = self.severity(&fields);
        if fields.get("dimensions").is_none() {
            fields.require(self.reader, "maximum");
        }
        if let Some(node) = fields.get("maximum") {
            let pointer = fields.pointer_to("maximum");
            if let Some(value) = self.number(node, &pointer) {
                let written = Written {
                    value,
                    span: node.span,
                    pointer,
                    severity,
                };
                self.add(written, fall(None, literal));
            }
        }
        for (pointer, entry) in fields.entries(self.reader, "dimensions") {
            let found = dimension(self.pack, &entry.key);
            let found = self.reader.checked(found, entry.key_span, &pointer);
            let written = self.bound(&entry.value, &pointer, "maximum", Self::number);
            if let (Some(index), Some(mut written)) = (found, written) {
                written.severity = written.severity.or(severity);
                self.add(written, fall(Some(index), literal));
            }
        }
    }

    /// The condition under a key, if it is there.
    fn field<T>(
        &mut self,
        fields: &Fields<'_>,
        key: &str,
        bound: &'static str,
        read: impl Fn(&mut Self, &Node, &str) -> Option<T>,
    ) -> Option<Written<T>> {
        let node = fields.get(key)?;
        self.bound(node, &fields.pointer_to(key), bound, read)
    }

    /// The value alone, or an object that holds it under `bound` beside a severity.
    fn bound<T>(
        &mut self,
        node: &Node,
        pointer: &str,
        bound: &'static str,
        read: impl Fn(&mut Self, &Node, &str) -> Option<T>,
    ) -> Option<Written<T>> {
        if !matches!(node.value, Value::Object(_)) {
            return Some(Written {
                value: read(self, node, pointer)?,
                span: node.span,
                pointer: pointer.to_owned(),
                severity: None,
            });
        }
        let fields = self.reader.object(node, pointer, &[bound, "severity"])?;
        let severity = self.severity(&fields);
        let node = fields.require(self.reader, bound)?;
        let pointer = fields.pointer_to(bound);
        Some(Written {
            value: read(self, node, &pointer)?,
            span: node.span,
            pointer,
            severity,
        })
    }

    fn severity(&mut self, fields: &Fields<'_>) -> Option<Severity> {
        let node = fields.get("severity")?;
        let pointer = fields.pointer_to("severity");
        let text = self.reader.text(node, &pointer)?;
        let known = Severity::ALL.into_iter().find(|severity| severity.id() == text);
        if known.is_none() {
            let message = format!("no severity is called `{}`", shortened(&text));
            let words = || Severity::ALL.into_iter().map(Severity::id);
            let fault = Diagnostic::unknown(&GATE_UNKNOWN_WORD, message, &text, words);
            self.reader.report(*fault, node.span, &pointer);
        }
        known
    }

    fn number(&mut self, node: &Node, pointer: &str) -> Option<f64> {
        self.reader.number(node, pointer)
    }

    /// A whole number that is not below zero.
    fn count(&mut self, node: &Node, pointer: &str) -> Option<u64> {
        let number = self.reader.whole(node, pointer)?;
        let count = u64::try_from(number).ok();
        if count.is_none() {
            self.reader.fault(
                &crate::diagnostic::JSON_TYPE,
                "wrong type of value",
                node,
                pointer,
                "a whole number that is not below zero",
            );
        }
        count
    }

    fn add<T>(&mut self, written: Written<T>, demand: impl FnOnce(T) -> Demand) {
        let demand = demand(written.value);
        let checked = sensible(self.pack, &demand).map_err(|mut fault| {
            let written = self
                .reader
                .source()
                .text
                .get(written.span.start..written.span.end);
            fault.found = written.map(shortened);
            fault
        });
        let checked = self.reader.checked(checked, written.span, &written.pointer);
        if checked.is_none() {
            return;
        }
        let place = self.reader.source().place(written.span);
        let kind: Kind = demand.kind();
        self.gate.insert(Condition {
            demand,
            severity: written.severity.unwrap_or(kind.default_severity()),
            origin: Origin::File(place.with_pointer(written.pointer)),
        });
    }
}

//! The written form of answers: what an answer file holds. Its JSON Schema is made from here.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Answer, AttributeValue, Form, Response};
use crate::pack::Pack;

/// The `format` of an answer record.
pub const ANSWERS_FORMAT: &str = "lockstep-answers/1";

/// Everything one person answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Where the JSON Schema of this file is, for editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// A remark; ignored.
    #[serde(rename = "$comment", default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Name and version of this format.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(extend("const" = ANSWERS_FORMAT)))]
    pub format: Option<String>,
    /// Which questionnaire was answered.
    pub pack: AnsweredPack,
    /// Whose organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// Which round of answers; when absent, the name of the file or folder under `answers/`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(length(max = crate::wave::LONGEST), regex(pattern = crate::wave::PATTERN)))]
    pub wave: Option<String>,
    /// Which questions were put: all of them, or those of the short form.
    #[serde(default)]
    pub form: Form,
    /// A random identifier of whoever answered. The same one twice in a wave is a fault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub respondent: Option<String>,
    /// Values by attribute of the pack, such as `"function": "sales"`.
    #[serde(default, skip_serializing_if = "Ordered::is_empty")]
    pub attributes: Ordered<Option<String>>,
    /// By question: the value of an option, `dont-know`, `not-applicable`, or null. A question
    /// that is absent or null was not answered.
    pub answers: Ordered<Option<Written>>,
    /// Remarks by question. Group reports never print them.
    #[serde(default, skip_serializing_if = "Ordered::is_empty")]
    pub notes: Ordered<Option<String>>,
    /// Questions whose options were shown in reverse order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mirrored: Vec<String>,
    /// When the first question was shown, as RFC 3339 writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<String>,
    /// When the answers were handed in, as RFC 3339 writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted_at: Option<String>,
}

/// The questionnaire that was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AnsweredPack {
    /// Id of the pack.
    pub id: String,
    /// Version of the pack; when absent, the one it is read with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        test,
        schemars(regex(pattern = r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$"))
    )]
    pub version: Option<String>,
}

/// An answer as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Written {
    /// The value of an option.
    Value(i64),
    /// One of the answers that every question has.
    Word(AnswerWord),
}

/// An answer that is no option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum AnswerWord {
    /// Nobody can be expected to know everything.
    DontKnow,
    /// The question does not apply; only where the pack allows it.
    NotApplicable,
}

impl Record {
    /// The record of a response to `pack`, everything in pack order.
    #[must_use]
    pub fn of(response: &Response, pack: &Pack) -> Self {
        let attributes = pack.attributes.iter().zip(&response.attributes);
        let attributes = attributes.filter_map(|(attribute, value)| {
            let text = match value.as_ref()? {
                AttributeValue::Closed(index) => attribute.values.as_ref()?.get(*index)?.value.clone(),
                AttributeValue::Open(text) => text.clone(),
            };
            Some((attribute.id.clone(), Some(text)))
        });
        let answers = pack.questions.iter().zip(&response.answers);
        let answers = answers.filter_map(|(question, answer)| {
            let written = match answer {
                Answer::Option(index) => Written::Value(question.options.get(*index)?.value),
                Answer::DontKnow => Written::Word(AnswerWord::DontKnow),
                Answer::NotApplicable => Written::Word(AnswerWord::NotApplicable),
                Answer::NotAnswered | Answer::NotAsked => return None,
            };
            Some((question.id.clone(), Some(written)))
        });
        let id = |index: &usize| Some(pack.questions.get(*index)?.id.clone());
        let notes = response.notes.iter();
        let notes = notes.filter_map(|(index, text)| Some((id(index)?, Some(text.clone()))));
        Self {
            schema: None,
            comment: None,
            format: Some(ANSWERS_FORMAT.to_owned()),
            pack: AnsweredPack {
                id: pack.id.clone(),
                version: response.version.map(|version| version.to_string()),
            },
            organization: response.organization.clone(),
            wave: response.wave.clone(),
            form: response.form,
            respondent: response.respondent.clone(),
            attributes: attributes.collect(),
            answers: answers.collect(),
            notes: notes.collect(),
            mirrored: response.mirrored.iter().filter_map(id).collect(),
            started_at: response.started_at.clone(),
            submitted_at: response.submitted_at.clone(),
        }
    }
}

/// A JSON object whose entries keep their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordered<V>(pub Vec<(String, V)>);

impl<V> Ordered<V> {
    /// Whether it has no entries.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<V> Default for Ordered<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V> FromIterator<(String, V)> for Ordered<V> {
    fn from_iter<I: IntoIterator<Item = (String, V)>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

impl<V: Serialize> Serialize for Ordered<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Ordered<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<V>(PhantomData<V>);

        impl<'de, V: Deserialize<'de>> Visitor<'de> for Entries<V> {
            type Value = Ordered<V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Ordered(entries))
            }
        }

        deserializer.deserialize_map(Entries(PhantomData))
    }
}

#[cfg(test)]
impl<V: schemars::JsonSchema> schemars::JsonSchema for Ordered<V> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Map_of_{}", V::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        <std::collections::BTreeMap<String, V>>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::{Kind, testing};

    /// What a `.json` file of answers holds.
    #[derive(schemars::JsonSchema)]
    #[serde(untagged)]
    #[expect(dead_code, reason = "only its schema is used")]
    enum Answers {
        /// One person.
        One(Box<Record>),
        /// Several.
        Several(Vec<Record>),
    }

    #[test]
    fn the_schema_is_current() {
        crate::json::schema::compare::<Answers>("answers");
    }

    #[test]
    fn the_schema_lists_what_is_read() {
        let example = serde_json::json!({
            "format": ANSWERS_FORMAT, "pack": {"id": "small", "version": "1.2.0"}, "answers": {}
        });
        let read = |text: &str| testing::read(Kind::Json, text.as_bytes()).1;
        crate::json::schema::lists_what_is_read("answers", &example, |text| {
            read(text).diagnostics.into_iter().collect()
        });
    }
}

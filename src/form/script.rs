//! What the page's script knows: ids, values and conditions, never a text to look at.

use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::FormOptions;
use super::words::{Script, Words};
use crate::escape::plain;
use crate::json;
use crate::pack::condition::{Condition, Leaf};
use crate::pack::{Pack, Question};

/// Everything the script is told.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Data<'a> {
    pack: PackName<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wave: Option<String>,
    form: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    mailto: Option<String>,
    attributes: Vec<AttributeData<'a>>,
    dimensions: Vec<String>,
    questions: Vec<QuestionData<'a>>,
    words: &'a Script,
}

#[derive(Serialize)]
struct PackName<'a> {
    id: &'a str,
    version: String,
    digest: &'a str,
}

#[derive(Serialize)]
struct AttributeData<'a> {
    id: &'a str,
    name: String,
    /// `None` for an open attribute.
    values: Option<Vec<&'a str>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct QuestionData<'a> {
    id: &'a str,
    name: String,
    dimension: usize,
    values: Vec<i64>,
    not_applicable: bool,
    /// Whom it is asked of; `null` means everybody.
    ask: Option<Value>,
}

/// The data block of the page, safe between `<script>` and `</script>`.
pub(super) fn data(
    pack: &Pack,
    options: &FormOptions,
    title: &str,
    questions: &[&Question],
    words: &Words,
) -> String {
    let data = Data {
        pack: PackName {
            id: &pack.id,
            version: pack.version.to_string(),
            digest: &pack.digest,
        },
        organization: options.organization.as_deref().map(name),
        wave: options.wave.as_deref().map(name),
        form: options.form.id(),
        title: plain(title),
        mailto: options.mailto.as_ref().map(super::Address::link),
        attributes: pack
            .attributes
            .iter()
            .map(|attribute| AttributeData {
                id: &attribute.id,
                name: plain(&attribute.name),
                values: attribute
                    .values
                    .as_ref()
                    .map(|values| values.iter().map(|choice| choice.value.as_str()).collect()),
            })
            .collect(),
        dimensions: pack
            .dimensions
            .iter()
            .map(|dimension| plain(&dimension.name))
            .collect(),
        questions: questions
            .iter()
            .map(|question| of_question(pack, question))
            .collect(),
        words: &words.script,
    };
    // A value made of texts and numbers always has a JSON form.
    let mut value = serde_json::to_value(&data).unwrap_or_default();
    if let Value::Object(fields) = &mut value {
        let key = hex(&Sha256::digest(json!(fields).to_string()));
        fields.insert("key".to_owned(), Value::String(format!("lockstep-form/1/{key}")));
    }
    json::line(&value).replace('<', "\\u003c")
}

/// A name for an answer file, whose readers take no control characters.
fn name(text: &str) -> String {
    text.replace(char::is_control, " ").trim().to_owned()
}

fn of_question<'a>(pack: &'a Pack, question: &'a Question) -> QuestionData<'a> {
    QuestionData {
        id: &question.id,
        name: plain(&question.name),
        dimension: question.dimension,
        values: question.options.iter().map(|option| option.value).collect(),
        not_applicable: question.not_applicable,
        ask: question
            .ask
            .as_ref()
            .map(|condition| of_condition(pack, condition)),
    }
}

/// The condition as the script judges it; what it cannot know is `null`.
fn of_condition(pack: &Pack, condition: &Condition) -> Value {
    let all = |conditions: &[Condition]| -> Vec<Value> {
        conditions
            .iter()
            .map(|condition| of_condition(pack, condition))
            .collect()
    };
    match condition {
        Condition::All(conditions) => json!({ "all": all(conditions) }),
        Condition::Any(conditions) => json!({ "any": all(conditions) }),
        Condition::Not(condition) => json!({ "not": of_condition(pack, condition) }),
        Condition::Leaf(Leaf::Attribute(attribute, values)) => match pack.attributes.get(*attribute) {
            Some(attribute) => {
                let choices = attribute.values.as_deref().unwrap_or_default();
                let values: Vec<&str> = values
                    .iter()
                    .filter_map(|&value| choices.get(value).map(|choice| choice.value.as_str()))
                    .collect();
                json!({ "attribute": attribute.id, "in": values })
            }
            None => Value::Null,
        },
        Condition::Leaf(_) => Value::Null,
    }
}

/// The first 128 bits, in hexadecimal.
fn hex(digest: &[u8]) -> String {
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

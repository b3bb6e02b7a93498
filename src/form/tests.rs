use serde_json::Value;

use super::*;
use crate::pack::builtin;
use crate::source::Source;

fn pack(id: &str) -> Pack {
    let text = builtin::find(id).expect("the pack is built in");
    crate::pack::load(&Source::new(id, text)).expect("the pack is sound")
}

/// The text between `before` and `after`.
fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = page.split_once(before).expect("the page has it");
    rest.split_once(after).expect("the page ends it").0
}

fn data(page: &str) -> Value {
    let text = between(
        page,
        "<script type=\"application/json\" id=\"data\">",
        "</script>",
    );
    serde_json::from_str(text).expect("the data block is JSON")
}

const BUILT_IN: [&str; 3] = [
    "sales-marketing",
    "sales-marketing-agreement",
    "product-engineering",
];

#[test]
fn every_pack_makes_a_page_and_always_the_same() {
    for id in BUILT_IN {
        let pack = pack(id);
        let page = render(&pack, &FormOptions::default());
        assert_eq!(page, render(&pack, &FormOptions::default()));
        let data = data(&page);
        assert_eq!(data["pack"]["id"], *id);
        let questions = data["questions"].as_array().expect("a list");
        assert_eq!(questions.len(), pack.questions.len());
        for (question, told) in pack.questions.iter().zip(questions) {
            let values: Vec<i64> = question.options.iter().map(|option| option.value).collect();
            assert_eq!(told["values"], serde_json::json!(values));
        }
        assert!(page.len() < 300_000, "{id}: {} bytes", page.len());
    }
}

#[test]
fn the_short_form_has_the_short_questions() {
    let pack = pack("sales-marketing");
    let options = FormOptions {
        form: Form::Short,
        ..FormOptions::default()
    };
    let page = render(&pack, &options);
    let short = pack.questions.iter().filter(|question| question.short).count();
    assert_eq!(page.matches("class=\"step question\"").count(), short);
    assert_eq!(data(&page)["form"], "short");
    assert!(page.contains("about 5 minutes"));
}

#[test]
fn the_promise_is_filled_in() {
    let pack = pack("sales-marketing");
    let options = FormOptions {
        contact: Some("the people office".to_owned()),
        contact_is_independent: true,
        report_date: Some("2026-11-03".to_owned()),
        minimum_group: Some(7),
        ..FormOptions::default()
    };
    let page = render(&pack, &options);
    for said in [
        "Your answer file is held by the people office, who is in neither team&#39;s line.",
        "Reports show groups of 7 or more; notes are not printed.",
        "Answers are never used for pay or appraisal.",
        "Both heads report back by 3 November 2026.",
        "Send the file to the people office.",
    ] {
        assert!(page.contains(said), "{said}");
    }
    let plain = render(&pack, &FormOptions::default());
    for said in [
        "Whoever you send your answer file to holds it. Ask whoever invited you who that is.",
        "Reports show groups of 5 or more",
        "Answers are not meant for pay or appraisal.",
        "Ask whoever invited you when they report back.",
        "Send the file to whoever invited you.",
    ] {
        assert!(plain.contains(said), "{said}");
    }
}

/// Whoever asks must have said that the contact is in neither team's line; and a name stays as it
/// was written, such as an address.
#[test]
fn the_promise_says_only_what_is_known() {
    let mut two = pack("sales-marketing");
    for sides in [true, false] {
        for independent in [true, false] {
            for contact in [None, Some("ops@example.org".to_owned())] {
                let options = FormOptions {
                    contact,
                    contact_is_independent: independent,
                    ..FormOptions::default()
                };
                let page = render(&two, &options);
                let known = sides && independent && options.contact.is_some();
                assert_eq!(page.contains("neither team"), known, "{options:?}");
                assert_eq!(page.contains("never used for pay"), options.contact.is_some());
                assert_eq!(page.contains("Both heads"), sides && options.contact.is_some());
                assert_eq!(
                    page.contains("held by ops@example.org"),
                    options.contact.is_some()
                );
            }
        }
        two.sides = None;
    }
}

#[test]
fn leaders_questions_carry_their_condition() {
    let page = render(&pack("sales-marketing"), &FormOptions::default());
    let data = data(&page);
    let asked: Vec<&Value> = data["questions"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|question| !question["ask"].is_null())
        .collect();
    assert_eq!(asked.len(), 4);
    for question in asked {
        assert_eq!(
            question["ask"],
            serde_json::json!({"attribute": "role", "in": ["leader"]})
        );
    }
}

#[test]
fn no_text_becomes_markup_and_no_character_acts() {
    let bad = "</script><script>\u{0}alert(1)</script>\"><img src=x onerror='x'>\u{202E}\u{2028}&amp;😀";
    let mut pack = pack("sales-marketing");
    let clean = render(&pack, &FormOptions::default());
    let spoil = |text: &mut String| text.push_str(bad);
    spoil(&mut pack.title);
    spoil(&mut pack.about);
    spoil(&mut pack.language);
    for attribute in &mut pack.attributes {
        spoil(&mut attribute.name);
        spoil(&mut attribute.ask);
        for choice in attribute.values.iter_mut().flatten() {
            spoil(&mut choice.label);
        }
    }
    for dimension in &mut pack.dimensions {
        spoil(&mut dimension.name);
        spoil(&mut dimension.about);
    }
    for question in &mut pack.questions {
        spoil(&mut question.name);
        spoil(&mut question.text);
        question.help = Some(bad.to_owned());
        for option in &mut question.options {
            spoil(&mut option.label);
        }
    }
    let some = || Some(bad.to_owned());
    let options = FormOptions {
        title: some(),
        intro: some(),
        organization: some(),
        wave: some(),
        contact: some(),
        report_date: some(),
        ..FormOptions::default()
    };
    let page = render(&pack, &options);
    for tag in ["<script", "</script", "<style", "<meta"] {
        assert_eq!(page.matches(tag).count(), clean.matches(tag).count(), "{tag}");
    }
    assert!(!page.contains("<img"));
    assert!(!page.contains(['\0', '\u{202E}', '\u{2028}']));
    // Lands in the answer file, whose readers take no control characters.
    assert!(
        !data(&page)["organization"]
            .as_str()
            .expect("a text")
            .contains(char::is_control)
    );
}

#[test]
fn nothing_is_fetched_and_nothing_runs_but_what_is_hashed() {
    let page = render(&pack("sales-marketing"), &FormOptions::default());
    let head = between(&page, "<head>", "</head>");
    assert_eq!(page.matches("sha256-").count(), 3);
    assert_eq!(page.matches("<script").count(), 3);
    assert_eq!(page.matches("<style").count(), 1);
    assert!(!head.contains("src="));
    for word in [
        " style=\"",
        "onclick",
        "javascript:",
        "url(",
        "@import",
        "fetch(",
        "innerHTML",
        "eval(",
    ] {
        assert!(!page.contains(word), "{word}");
    }
    let addresses: Vec<&str> = page
        .match_indices("http")
        .map(|(at, _)| &page[at..(at + 30).min(page.len())])
        .collect();
    for address in addresses {
        assert!(
            address.starts_with("http://www.w3.org/2000/svg") || address.starts_with("http-equiv"),
            "{address}"
        );
    }
}

#[test]
fn two_senders_do_not_share_a_draft() {
    let pack = pack("sales-marketing");
    let key = |organization: &str| {
        let options = FormOptions {
            organization: Some(organization.to_owned()),
            ..FormOptions::default()
        };
        data(&render(&pack, &options))["key"].clone()
    };
    assert_ne!(key("Acme"), key("Bolt"));
    assert_eq!(key("Acme"), key("Acme"));
}

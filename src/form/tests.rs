use super::*;
use crate::pack::builtin;
use crate::source::Source;

fn flagship() -> Pack {
    let text = builtin::find("sales-marketing").expect("the flagship is built in");
    crate::pack::load(&Source::new("sales-marketing.json", text)).expect("the flagship is sound")
}

#[test]
fn dev_dump() {
    let options = FormOptions {
        organization: Some("Acme".into()), wave: Some("2026-Q4".into()),
        intro: Some("Dear colleagues,\n\nWe want to know how our two teams really work together, before we plan next year. Please answer for what usually happens, not for the best week you remember.\n\nRuth Okafor, Head of Sales\nJonas Lindqvist, Head of Marketing".into()),
        contact: Some("Dana Weiss (works council)".into()), report_date: Some("2026-11-20".into()),
        mailto: Some("survey@example.org".parse().unwrap()),
        ..FormOptions::default() };
    std::fs::write("/tmp/form.html", render(&flagship(), &options)).unwrap();
}

//! The registry of every code: one constant each, and the list of all.

use super::{Code, Severity};

/// Declares the codes and the list of all of them, so that none can be left out.
macro_rules! codes {
    ($($name:ident = $id:literal, $severity:ident, $meaning:literal, $remedy:literal;)*) => {
        $(#[doc = $meaning]
        pub const $name: Code = Code {
            id: $id,
            severity: Severity::$severity,
            meaning: $meaning,
            remedy: $remedy,
        };)*
        /// Every code there is, by area.
        pub const ALL_CODES: &[&Code] = &[$(&$name),*];
    };
}

codes! {
    // Reading any file.
    FILE_UNREADABLE = "file/unreadable", Error,
        "The file or folder cannot be read.", "Check that it exists and that you may read it.";
    FILE_NOT_UTF8 = "file/invalid-text", Error,
        "The file is not text in UTF-8.", "Save it as UTF-8.";
    FILE_EMPTY = "file/empty", Error,
        "The file or folder holds nothing to read.", "Name a file or folder with content.";
    FILE_KIND = "file/unknown-kind", Error,
        "The kind of file cannot be told.", "Use a file ending in .json, .ndjson, .jsonl or .csv.";
    FILE_SKIPPED = "file/skipped", Note,
        "A file in the folder was not read.", "Nothing, unless it was meant to be read.";

    // JSON of any kind.
    JSON_SYNTAX = "json/syntax", Error,
        "The text is not valid JSON.", "Mend the JSON at the place shown.";
    JSON_DUPLICATE_KEY = "json/duplicate-key", Error,
        "A key stands twice in one object.", "Keep one of the two.";
    JSON_UNKNOWN_KEY = "json/unknown-key", Error,
        "An object has a key that this format does not know.", "Correct or remove the key.";
    JSON_MISSING_KEY = "json/missing-key", Error,
        "A required key is missing.", "Add the key.";
    JSON_TYPE = "json/type", Error,
        "A value has the wrong type.", "Write a value of the type that is allowed.";
    JSON_FORMAT = "json/unknown-format", Error,
        "The file's format is not one that this version reads.", "Use a file of the format named, or a newer lockstep.";

    // What a result says of itself.
    RESULT_WEIGHTING = "result/weighting-decides", Warning,
        "Sides weighted equally and people weighted equally give different levels.", "Read both; hear more of the smaller side.";
    RESULT_RESPONSE_LOW = "result/response-low", Warning,
        "Too few of one side answered for a result.", "Ask the others, or treat it as a conversation.";
    RESULT_RESPONSE_CARE = "result/response-care", Note,
        "Not many of one side answered.", "Use the result with care.";
    RESULT_CAUTION = "result/caution", Note,
        "A caution or contradiction that the pack's author wants noticed.", "Talk about it before acting.";
    RESULT_DONT_KNOW = "result/dont-know", Note,
        "Many of those asked do not know.", "Make visible what was asked about.";
    RESULT_UNASKED = "result/unasked-answers", Note,
        "Questions were answered by people they are not meant for.", "Check the attribute the question depends on; the answers count.";
    RESULT_ROSTER_EXCEEDED = "result/roster-exceeded", Error,
        "More people of a side answered than its roster has.", "Correct the roster or the answers.";
}

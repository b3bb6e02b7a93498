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
    FILE_TOO_LONG = "file/too-long", Error,
        "The file is longer than any file of its kind.", "Check that the right file is named.";
    FILE_EMPTY = "file/empty", Error,
        "The file or folder holds nothing to read.", "Name a file or folder with content.";
    FILE_KIND = "file/unknown-kind", Error,
        "The kind of file cannot be told.", "Use a file ending in .json, .ndjson, .jsonl or .csv.";
    FILE_SKIPPED = "file/skipped", Note,
        "A file in the folder was not read.", "Nothing, unless it was meant to be read.";
    FILE_NO_INPUT = "file/no-input", Error,
        "Nothing was named to read, and there is no project.", "Name a file or a folder, or go to a project's folder.";

    // Drafts of the survey.
    DRAFT_NONE = "draft/no-draft", Error,
        "The file named is no draft, and is left as it is.", "Name a draft; lockstep survey --revise opens answers that were handed in.";
    DRAFT_IN_USE = "draft/in-use", Error,
        "Another survey is writing this draft.", "Go on in the window where it is open, or leave there first.";

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
    RESULT_NOBODY_ON_A_SIDE = "result/nobody-on-a-side", Error,
        "Nobody who answered belongs to one of the two sides, so there is no result of their relationship.", "Write the attribute of the sides for everybody; in a table it is a column.";
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
    COMPARISON_UNREADABLE = "comparison/unreadable", Error,
        "The baseline is not an assessment.", "Use a file that report --format json wrote.";
    COMPARISON_OTHER_PACK = "comparison/other-pack", Error,
        "The baseline comes from another questionnaire or another major version.", "Compare results of the same questionnaire.";
    COMPARISON_OTHER_ORGANIZATION = "comparison/other-organization", Error,
        "The baseline is the result of another organisation.", "Compare an organisation with its own earlier result; where it was renamed, correct the name in one of the two.";
    RESULT_ROSTER_EXCEEDED = "result/roster-exceeded", Error,
        "More people of a side answered than its roster has.", "Correct the roster or the answers.";

    PACK_UNKNOWN = "usage/unknown-pack", Error,
        "No built-in pack has this id.", "Name a built-in pack or the path of a pack file.";

    // Packs: what stands in the file.
    PACK_UNKNOWN_WORD = "pack/unknown-word", Error,
        "A value is not one of the words allowed.", "Use one of the words allowed.";
    PACK_CONDITION_FORM = "pack/condition-form", Error,
        "A condition has none of the known forms.", "Write one of the forms of docs/pack-format.md.";
    PACK_INVALID_ID = "pack/invalid-id", Error,
        "An id is not well-formed.", "Use letters, digits, `-` and `_`, beginning with a letter or digit.";
    PACK_INVALID_NAME = "pack/invalid-name", Error,
        "The id of the pack is not kebab-case.", "Use lower-case words and digits with hyphens between them.";
    PACK_INVALID_VERSION = "pack/invalid-version", Error,
        "The version is not a semantic version.", "Write three numbers, such as 1.0.0.";
    PACK_INVALID_LANGUAGE = "pack/invalid-language", Error,
        "The language is not a language tag.", "Write a tag such as en or pt-BR.";
    PACK_INVALID_URL = "pack/invalid-url", Error,
        "The address of a source is not one that a browser opens.", "Write an address that begins with https:// or http://.";
    PACK_DUPLICATE_ID = "pack/duplicate-id", Error,
        "An id stands for two things of one kind.", "Give one of the two another id.";
    PACK_DUPLICATE_VALUE = "pack/duplicate-value", Error,
        "A value stands twice in one list.", "Keep one of the two.";
    PACK_DUPLICATE_LABEL = "pack/duplicate-label", Error,
        "Two possible answers read alike.", "Word one of the two differently.";
    PACK_RESERVED_ID = "pack/reserved-id", Error,
        "An id is reserved for something else.", "Choose another id.";
    PACK_ID_CLASH = "pack/id-clash", Error,
        "A question and an attribute share an id, and with it a column of answer tables.", "Give one of the two another id.";
    PACK_UNKNOWN_SOURCE = "pack/unknown-source", Error,
        "A step names a source that is not in the list.", "Add the source or correct its id.";
    PACK_UNKNOWN_LEVEL = "pack/unknown-level", Error,
        "There is no level with this id.", "Use the id of a level.";
    PACK_UNKNOWN_SCALE = "pack/unknown-scale", Error,
        "There is no scale with this name.", "Use the name of a list under scales.";
    PACK_UNKNOWN_ATTRIBUTE = "pack/unknown-attribute", Error,
        "There is no attribute with this id.", "Use the id of an attribute.";
    PACK_UNKNOWN_DIMENSION = "pack/unknown-dimension", Error,
        "There is no dimension with this id.", "Use the id of a dimension.";
    PACK_UNKNOWN_QUESTION = "pack/unknown-question", Error,
        "There is no question with this id.", "Use the id of a question.";
    PACK_UNKNOWN_FACT = "pack/unknown-fact", Error,
        "There is no fact with this id.", "Use the id of a fact.";
    PACK_UNKNOWN_STEP = "pack/unknown-step", Error,
        "There is no step with this id.", "Use the id of a step.";
    PACK_UNKNOWN_VALUE = "pack/unknown-value", Error,
        "The attribute or fact has no such value.", "Use one of its values.";
    PACK_AXIS = "pack/axis", Error,
        "The axis does not run upwards.", "Make the minimum smaller than the maximum.";
    PACK_NUMBER_RANGE = "pack/number-range", Error,
        "A number lies outside the range that makes sense.", "Write a number within the range allowed.";
    PACK_NUMBER_ORDER = "pack/number-order", Error,
        "Two numbers that belong together stand in the wrong order.", "Swap or correct them.";
    PACK_TOO_FEW = "pack/too-few", Error,
        "A list has fewer entries than it needs.", "Add entries.";
    PACK_LEVEL_START = "pack/level-start", Error,
        "The lowest level does not begin where the axis does.", "Let the first level begin at the minimum of the axis.";
    PACK_LEVEL_ORDER = "pack/level-order", Error,
        "A level does not begin above the one before it.", "Order the levels from lowest to highest.";
    PACK_LEVEL_RANGE = "pack/level-range", Error,
        "A level begins beyond the axis.", "Let every level begin on the axis.";
    PACK_POINTS_RANGE = "pack/points-range", Error,
        "The points of an answer lie outside the axis.", "Use points between minimum and maximum of the axis.";
    PACK_OPTIONS_SOURCE = "pack/options-source", Error,
        "A question has no possible answers, or has them twice.", "Give it either options or a scale.";
    PACK_ATTRIBUTE_KIND = "pack/attribute-kind", Error,
        "An attribute is neither closed nor open, or both.", "Give it either values or \"open\": true.";
    PACK_OPEN_ATTRIBUTE = "pack/open-attribute", Error,
        "An open attribute stands where only a closed one can.", "Name an attribute with values.";
    PACK_SIDES = "pack/sides", Error,
        "There are not exactly two sides.", "Name two different values of the attribute.";
    PACK_EMPTY_DIMENSION = "pack/empty-dimension", Error,
        "No question belongs to a dimension.", "Add a question to it or remove it.";
    PACK_ASK_CONDITION = "pack/ask-condition", Error,
        "Whom a question is asked of depends on something other than attributes.", "Use attributes only.";
    PACK_ATTRIBUTE_CONDITION = "pack/attribute-condition", Error,
        "A condition outside `ask` reads an attribute of one respondent.", "Use questions, dimensions, facts or the next level.";
    PACK_FIT_CONDITION = "pack/fit-condition", Error,
        "A fit rule reads something other than facts.", "Use facts only.";
    PACK_GUARD_CONDITION = "pack/guard-condition", Error,
        "A guard reads the level aimed at, which itself depends on the guards.", "Use questions, dimensions and facts.";
    PACK_ANY_LOWEST = "pack/any-lowest", Error,
        "Of any dimension it is always true that one is the lowest.", "Name a dimension.";
    PACK_FIT_DEFAULT = "pack/fit-default", Error,
        "The fit rules do not end with the one rule that always holds.", "Leave out `when` in the last rule and nowhere else.";
    PACK_FACT_ASSUMED = "pack/fact-assumed", Error,
        "A fact that fit rules read has no value to assume when it is missing.", "Add `assumed`.";
    PACK_STEP_TRIGGER = "pack/step-trigger", Error,
        "A step has nothing that triggers it.", "Add `when`, unless the step is always printed or one to hold.";
    PACK_STEP_CIRCLE = "pack/step-circle", Error,
        "Steps wait for each other in a circle.", "Remove one of the `needs` or `after` of the circle.";

    // Texts in any file.
    TEXT_CONTROL = "text/control-character", Error,
        "A text holds a control character.", "Remove it; notes may hold line breaks and tabs.";
    TEXT_WAVE = "text/wave-name", Error,
        "A wave is called what no file or folder should be called.", "Give it a plain name, such as 2026-Q4.";

    // Answers of one respondent.
    ANSWERS_WRONG_PACK = "answers/wrong-pack", Error,
        "The answers are to another questionnaire.", "Read them with the pack they name.";
    ANSWERS_WRONG_VERSION = "answers/wrong-version", Error,
        "The answers are to a version of the pack that this one does not read.", "Use the pack version named, or a newer one of the same major version.";
    ANSWERS_UNKNOWN_QUESTION = "answers/unknown-question", Error,
        "The pack has no question with this id.", "Correct the id or remove the answer.";
    ANSWERS_WRONG_VALUE = "answers/wrong-value", Error,
        "The question has no such answer.", "Write the value of one of its options.";
    ANSWERS_NOT_APPLICABLE = "answers/not-applicable-refused", Error,
        "The question applies to everybody.", "Answer it, or leave it out.";
    ANSWERS_UNKNOWN_ATTRIBUTE = "answers/unknown-attribute", Error,
        "The pack has no attribute with this id.", "Correct the id or remove the attribute.";
    ANSWERS_WRONG_ATTRIBUTE = "answers/wrong-attribute-value", Error,
        "The attribute has no such value.", "Write one of the values that the pack lists.";
    ANSWERS_UNKNOWN_FORM = "answers/unknown-form", Error,
        "There is no such form of the questionnaire.", "Write `full` or `short`.";
    ANSWERS_TIME_STAMP = "answers/wrong-time-stamp", Error,
        "A time stamp is not written as RFC 3339 asks.", "Write it like 2026-10-04T09:12:00Z.";
    ANSWERS_DUPLICATE = "answers/duplicate-respondent", Error,
        "The same respondent answered twice in one wave.", "Keep one of the two records.";
    ANSWERS_ALIKE = "answers/identical-records", Note,
        "A record without a respondent is equal in everything to one before: two people who answered alike, or one record twice.", "Take out what was read twice; give records a respondent, and repetitions are found.";
    ANSWERS_TOO_LONG = "answers/record-too-long", Error,
        "A record is longer than any questionnaire can be.", "Check that brackets and quotation marks are closed.";
    ANSWERS_UNKNOWN_COLUMN = "answers/unknown-column", Error,
        "A column is neither an attribute nor a question of the pack.", "Correct its name or remove the column.";
    ANSWERS_DUPLICATE_COLUMN = "answers/duplicate-column", Error,
        "Two columns mean the same.", "Keep one of the two.";
    ANSWERS_ROW_LENGTH = "answers/row-length", Error,
        "A row has another number of cells than the header.", "Check separators and quotation marks of the row.";
    ANSWERS_SPELLINGS = "answers/spellings", Note,
        "A name is written in several ways that differ in case, blanks, accents as they are composed or characters that are not shown; they count as one.", "Nothing, or write it the same way everywhere.";
    ANSWERS_LOOK_ALIKE = "answers/look-alike", Warning,
        "Two names look alike and hold letters of different scripts; they count as two.", "If they are one, write them in the same letters.";

    // The project file.
    PROJECT_WRONG_PACK = "project/wrong-pack", Error,
        "The project was set up for another pack.", "Use the pack that the project names.";
    PROJECT_OUTSIDE = "project/outside", Error,
        "A project names or links to a file outside its folder.", "Move or copy the file into the folder, or name it on the command line.";
    PROJECT_WRONG_VERSION = "project/wrong-version", Error,
        "The project was set up for a version of the pack that this one does not read.", "Use that version, or a newer one of the same major version.";
    PROJECT_UNKNOWN_GROUP = "project/unknown-group", Error,
        "The roster names a group that the pack does not know.", "Write a value of an attribute, such as one of the two sides.";
    PROJECT_GROUP_TWICE = "project/group-twice", Error,
        "The roster names one group twice.", "Keep one of the two.";
    PROJECT_ROSTER_COUNT = "project/wrong-count", Error,
        "The roster's number of people is not a whole number above zero.", "Write how many people the group has.";
    PROJECT_UNKNOWN_FACT = "project/unknown-fact", Error,
        "The pack has no fact with this id.", "Correct the id or remove the fact.";
    PROJECT_WRONG_FACT = "project/wrong-fact-value", Error,
        "The fact has no such value.", "Write one of the values that the pack lists.";
    PROJECT_NO_SIDES = "project/no-such-side", Error,
        "A fact is given for a side that the pack does not have.", "Give one value, or one for each of the two sides.";
    PROJECT_UNKNOWN_STEP = "project/unknown-step", Error,
        "The pack has no step with this id.", "Correct the id or remove it.";
    PROJECT_DATE = "project/wrong-date", Error,
        "The date is not a day of the calendar in the form YYYY-MM-DD.", "Write it like 2026-10-04.";
    PROJECT_MINIMUM_GROUP = "project/minimum-group", Error,
        "A group smaller than three people is never published.", "Write a number from 3 up.";
    PROJECT_NO_CONTACT = "project/no-contact", Error,
        "It is said that the contact is in neither team's line, and no contact is named.", "Name who holds the answer files as `contact`.";
    PROJECT_REPEATED = "project/repeated", Error,
        "A list names the same thing twice.", "Keep one of the two.";
    PROJECT_SEVERAL = "project/several", Error,
        "The inputs belong to different projects.", "Name inputs of one project, or group by organization.";

    // The gate: in the project file and on the command line.
    GATE_UNKNOWN_LEVEL = "gate/unknown-level", Error,
        "A condition names a level that the pack does not have.", "Use the id of a level.";
    GATE_UNKNOWN_DIMENSION = "gate/unknown-dimension", Error,
        "A condition names a dimension that the pack does not have.", "Use the id of a dimension.";
    GATE_UNKNOWN_QUESTION = "gate/unknown-question", Error,
        "A condition names a question that the pack does not have.", "Use the id of a question.";
    GATE_UNKNOWN_WORD = "gate/unknown-word", Error,
        "A severity or certainty is none that there is.", "Use one of the words allowed.";
    GATE_OUT_OF_REACH = "gate/out-of-reach", Error,
        "Whatever people answer, the condition is always met or never.", "Write a number that answers can reach and miss.";
    GATE_NO_SIDES = "gate/no-sides", Error,
        "A condition compares two sides, and the questionnaire has none.", "Leave the condition out.";
    GATE_CONTRADICTION = "gate/contradiction", Error,
        "A condition contradicts something else that is known.", "Change one of the two.";
    GATE_EMPTY = "gate/nothing-to-check", Error,
        "There is no condition to check.", "Write a `gate` into lockstep.json or give a condition as a flag.";

    // Packs: what `pack check` proves beyond validity.
    PACK_LEVEL_UNREACHABLE = "pack/level-unreachable", Error,
        "No answers lead to a level.", "Move the level or change the points of the answers.";
    PACK_TOP_UNREACHABLE = "pack/top-unreachable", Error,
        "The best answers do not lead to the highest level.", "Give the best answers more points or begin the level lower.";
    PACK_BOTTOM_UNREACHABLE = "pack/bottom-unreachable", Error,
        "The worst answers do not lead to the lowest level.", "Give the worst answers fewer points or begin the second level higher.";
    PACK_TOP_GUARDED = "pack/top-guarded", Error,
        "Whatever the facts, guards hold the best answers below the highest level.", "Change a guard so that the best answers satisfy it.";
    PACK_FORM_UNSCORED = "pack/form-unscored", Warning,
        "A form asks too few dimensions for a total.", "Mark questions of more dimensions as short, or ask more questions of everybody.";
    PACK_ANSWER_ORDER = "pack/answer-order", Error,
        "A better answer counts less than a worse one.", "Let the points rise with the values, or fall with them where the question is reversed.";
    PACK_ANSWERS_EQUAL = "pack/answers-equal", Warning,
        "All answers to a question count the same.", "Give the answers different points.";
    PACK_GUARD_PENALTY = "pack/guard-penalty", Error,
        "A better answer can make a guard hold and so lower the level.", "Let guards ask only what lies below a level.";
    PACK_NEVER_HOLDS = "pack/never-holds", Error,
        "A condition can never hold.", "Change or remove it.";
    PACK_IDLE_CONDITION = "pack/idle-condition", Warning,
        "A part of a condition is always or never true.", "Change or remove the part.";
    PACK_ALWAYS_BLOCKED = "pack/always-blocked", Error,
        "A step is blocked whenever it is triggered.", "Change `blocked` or the trigger.";
    PACK_FIT_SHADOWED = "pack/fit-shadowed", Error,
        "A fit rule is never reached, because earlier ones always hold where it does.", "Move the rule up or remove it.";
    PACK_GUARD_SHADOWED = "pack/guard-shadowed", Error,
        "A guard changes nothing, because another holds whenever it does and caps as low.", "Change or remove one of the two.";
    PACK_GUARD_IDLE = "pack/guard-idle", Error,
        "A guard caps at the highest level, which holds nobody.", "Let it cap at a lower level.";
    PACK_DUPLICATE_ADVICE = "pack/duplicate-advice", Warning,
        "Two steps or two findings say the same.", "Remove or change one of the two.";
    PACK_NEED_LATER = "pack/need-later", Warning,
        "A step needs one that is offered only when aiming higher.", "Change the move of one of the two.";
    PACK_STEP_MISSING = "pack/step-missing", Error,
        "Low answers to a question trigger no step.", "Add a step, or the question to the trigger of one.";
    PACK_UNUSED = "pack/unused", Warning,
        "Something is defined and used nowhere.", "Use it or remove it.";
    PACK_SOURCE_UNCITED = "pack/source-uncited", Note,
        "No step cites a source.", "Nothing, if other texts rest on it; otherwise remove it.";
    PACK_LONG_TEXT = "pack/long-text", Warning,
        "A text is longer than its place allows.", "Say it in fewer words.";
    PACK_UNDECIDED = "pack/undecided", Warning,
        "A condition has too many cases to be proven.", "Split or simplify the condition.";
}

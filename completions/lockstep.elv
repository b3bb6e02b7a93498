
use builtin;
use str;

set edit:completion:arg-completer[lockstep] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'lockstep'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'lockstep'= {
            cand --color 'Whether to use colour; auto looks at the terminal and at NO_COLOR'
            cand --diagnostics 'How faults and remarks are written to stderr'
            cand -q 'Say nothing on stderr but errors'
            cand --quiet 'Say nothing on stderr but errors'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
            cand report 'The assessment: where you stand, how sure that is, what to do next'
            cand trend 'Two or more waves side by side: what changed, and whether chance explains it'
            cand score 'Score answer files: one row per respondent, or per group with --by'
            cand init 'Make a project folder for an organisation'
            cand survey 'Answer the questionnaire in the terminal'
            cand form 'The questionnaire as one offline HTML file'
            cand status 'Who has answered, and how many are missing; no scores'
            cand collect 'Gather answer files into one NDJSON file a wave, validated and shuffled'
            cand check 'Judge the result against conditions, for CI: exit code 1 when one that is an error does not hold'
            cand pack 'List, show, check, begin and compare questionnaires'
            cand completions 'Print a script that lets a shell complete commands and options'
            cand man 'Print a page of the manual, or write all of them to a folder'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'lockstep;report'= {
            cand --pack 'The questionnaire: id of a built-in pack, or a pack file [default: the one the answers name]'
            cand --select 'Take only those with this value; repeat for more'
            cand --wave 'Which wave [default: the latest]'
            cand --by 'A report for each organization, wave, form or attribute'
            cand --format 'What to write [default: from the ending of -o, else text]'
            cand -o 'Where to write; may repeat; - is standard output'
            cand --output 'Where to write; may repeat; - is standard output'
            cand --page 'Which part to show'
            cand --baseline 'An earlier assessment, to say what has changed since'
            cand --baseline-wave 'An earlier wave of the same answers, or `previous`'
            cand --title 'The title of a page, in place of the questionnaire''s (html)'
            cand --logo 'A PNG, JPEG or SVG picture for the head of the page (html)'
            cand --width 'Columns of text, from 24 to 88 [default: those of the terminal]'
            cand --min-group 'Fewest people in a group that is shown; never below 3 [default: that of the project, else of the questionnaire]'
            cand --fact 'A fact of the organisation; repeat for each'
            cand --roster 'How many people a side has; repeat for each'
            cand --color 'Whether to use colour; auto looks at the terminal and at NO_COLOR'
            cand --diagnostics 'How faults and remarks are written to stderr'
            cand --baseline-optional 'Let a first run pass: without an earlier result nothing is compared, and that is said'
            cand --method 'Say how each number came about as well'
            cand --ascii 'Draw with plain ASCII characters'
            cand --named 'Show a team of two to four as a whole; everybody in it has agreed'
            cand --own 'The answers are your own: show what they say'
            cand -q 'Say nothing on stderr but errors'
            cand --quiet 'Say nothing on stderr but errors'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'lockstep;trend'= {
            cand --pack 'The questionnaire: id of a built-in pack, or a pack file [default: the one the answers name]'
            cand --select 'Take only those with this value; repeat for more'
            cand --waves 'Only these waves, in this order [default: all, in the order of the project or of their names]'
            cand --last 'Only the latest N waves, two or more'
            cand --by 'A trend for each organization; -o may hold {organization}'
            cand --format 'What to write [default: from the ending of -o, else text]'
            cand -o 'Where to write; may repeat; - is standard output'
            cand --output 'Where to write; may repeat; - is standard output'
            cand --width 'Columns of text, from 24 to 88 [default: those of the terminal]'
            cand --title 'What stands above the page, in place of the questionnaire''s title (html)'
            cand --min-group 'Fewest people in a group that is shown, or that join or leave one; never below 3 [default: that of the project, else of the questionnaire]'
            cand --roster 'How many people a side has, over that of the project; repeat for each'
            cand --color 'Whether to use colour; auto looks at the terminal and at NO_COLOR'
            cand --diagnostics 'How faults and remarks are written to stderr'
            cand --ascii 'Draw with plain ASCII characters'
            cand -q 'Say nothing on stderr but errors'
            cand --quiet 'Say nothing on stderr but errors'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'lockstep;score'= {
            cand --pack 'The questionnaire: id of a built-in pack, or a pack file [default: the one the answers name]'
            cand --select 'Take only those with this value; repeat for more'
            cand --by 'One row per group instead: by organization, wave, form or attribute'
            cand --wave 'Which wave the groups are of [default: the latest]'
            cand --format 'What to write [default: from the ending of -o, else table]'
            cand -o 'Where to write; may repeat; - is standard output'
            cand --output 'Where to write; may repeat; - is standard output'
            cand --min-group 'Fewest people in a group that is shown; never below 3 [default: that of the project, else of the questionnaire]'
            cand --fact 'A fact of the organisation; repeat for each'
            cand --roster 'How many people a side has; repeat for each'
            cand --color 'Whether to use colour; auto looks at the terminal and at NO_COLOR'
            cand --diagnostics 'How faults and remarks are written to stderr'
            cand --respondents 'A row for each respondent, in a project too'
            cand --named 'Show a team of two to four as a whole; everybody in it has agreed'
            cand -q 'Say nothing on stderr but errors'
            cand --quiet 'Say nothing on stderr but errors'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'lockstep;init'= {
            cand --organization 'Whose teams [default: the name of the folder]'
            cand --pack 'The questionnaire: id of a built-in pack, or a pack file [default: sales-marketing]'
            cand --roster 'How many people a side has; repeat for each side'
            cand --contact 'Who holds the answers; best somebody in neither team''s line'
            cand --report-date 'The day both heads report back'
            cand --fact 'A fact of the organisation; repeat for each'
            cand --color 'Whether to use colour; auto looks at the terminal and at NO_COLOR'
            cand --diagnostics 'How faults and remarks are written to stderr'
            cand --example 'Fill it with the built-in example instead'
            cand --contact-is-independent 'Say to everybody who answers that the contact is in neither team''s line; only where it is so'
            cand --no-input 'Ask nothing; what is not given stays open'
            cand -q 'Say nothing on stderr but errors'
            cand --quiet 'Say nothing on stderr but errors'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'lockstep;survey'= {
            cand -o 'Where to write the answers [default: the project''s folder of the wave, else here]'
            cand --output 'Where to write the answers [default: the project''s folder of the wave, else here]'
            cand --pack 'The questionnaire: id of a built-in pack, or a pack file'
            cand --only 'The questions of one dimension alone'
            cand --answers 'Begin with the answers in a file'
            cand --wave 'Which wave of answers this is [default: the latest of the project, else the quarter]'
            cand --order 'In which order the sentences stand'
            cand --resume 'Go on with a draft'
            cand --revise 'Open answers again that were handed in'
            cand --color 'Whether to use colour; auto looks at the terminal and at NO_COLOR'
            cand --diagnostics 'How faults and remarks are written to stderr'
            cand --short 'The short form: about five minutes instead of ten'
            cand --fresh 'Begin again, whatever drafts there are'
            cand --plain 'Lines instead of pages: for screen readers and pipes'
            cand -q 'Say nothing on stderr but errors'
            cand --quiet 'Say nothing on stderr but errors'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'lockstep;form'= {
            cand -o 'Where to write; - is standard output'
            cand --output 'Where to write; - is standard output'
            cand --pack 'The questionnaire: id of a built-in pack, or a pack file [default: the project''s]'
            cand --title 'Heading of the page [default: the title of the questionnaire]'
            cand --intro 'The sender''s words, a text file; empty lines divide paragraphs'
            cand --mailto 'Where answer files may be mailed to; the page offers a link'
            cand --contact 'Who holds the answer files'
            cand --report-date 'The day both heads report back'
            cand --min-group 'Fewest people in a group that reports show; never below 3 [default: that of the project, else of the questionnaire]'
            cand --organization 'Whose answers; written into every answer file'
            cand --wave 'Which wave; written into every answer file'
            cand --color 'Whether to use colour; auto looks at the terminal and at NO_COLOR'
            cand --diagnostics 'How faults and remarks are written to stderr'
            cand --short 'Only the questions of the short form'
            cand --contact-is-independent 'Say that the contact is in neither team''s line; only where it is so'
            cand -q 'Say nothing on stderr but errors'
            cand --quiet 'Say nothing on stderr but errors'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'lockstep;status'= {
            cand --pack 'The questionnaire, where neither a project nor the answers name it'
            cand --wave 'Which wave [default: the latest]'
            cand --roster 'How many people a side has; repeat for each'
            cand --min-group 'Fewest people in a group that reports will show; never below 3 [default: that of the project, else of the questionnaire]'
            cand --format 'What to write; the fields of json are described in docs/status.md'
            cand --width 'Columns of text, from 20 to 80 [default: those of the terminal]'
            cand --color 'Whether to use colour; auto looks at the terminal and at NO_COLOR'
            cand --diagnostics 'How faults and remarks are written to stderr'
            cand -q 'Say nothing on stderr but errors'
            cand --quiet 'Say nothing on stderr but errors'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'lockstep;collect'= {
            cand --pack 'The questionnaire: id of a built-in pack, or a pack file [default: the one the answers name]'
            cand --select 'Take only those with this value; repeat for more'
            cand -o 'Where to write: a file, a folder, or a pattern with {wave}; - is standard output'
            cand --output 'Where to write: a file, a folder, or a pattern with {wave}; - is standard output'
            cand --seed 'A number that the order of the records follows from'
            cand --color 'Whether to use colour; auto looks at the terminal and at NO_COLOR'
            cand --diagnostics 'How faults and remarks are written to stderr'
            cand --drop-respondent 'Leave out the identifiers of the respondents as well'
            cand --replace 'Write over files that are there already'
            cand --remove-inputs 'Delete the files that were read, once everything is written'
            cand -q 'Say nothing on stderr but errors'
            cand --quiet 'Say nothing on stderr but errors'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'lockstep;check'= {
            cand --pack 'The questionnaire: id of a built-in pack, or a pack file [default: the one the answers name]'
            cand --select 'Take only those with this value; repeat for more'
            cand --wave 'Which wave [default: the latest]'
            cand --by 'A judgement for each organization; the worst of them is the verdict'
            cand --min-group 'Fewest people in a group that is shown; never below 3 [default: that of the project, else of the questionnaire]'
            cand --fact 'A fact of the organisation; repeat for each'
            cand --roster 'How many people a side has; repeat for each'
            cand --today 'The day on which the age of a wave is counted [default: SOURCE_DATE_EPOCH, else today]'
            cand --min-answers 'Fewest answers with a total'
            cand --min-response-rate 'Least share of each side that answered: 0.7 or 70%'
            cand --max-age 'Most days since the latest answer'
            cand --min-level 'Lowest level, by id; where two are named, the lower one counts'
            cand --certainty 'Least certainty of the level: probable or clear'
            cand --min-score 'Lowest score'
            cand --max-gap 'Most points between the totals of the two sides'
            cand --min-dimension 'Lowest score of a dimension; repeat for each'
            cand --min-question 'Lowest score of a question; repeat for each'
            cand --max-drop 'Most points that the score, or that of a dimension, may fall since the baseline; a fall counts only beyond what chance explains. Repeat for each'
            cand --baseline 'An earlier assessment, to say what has changed since'
            cand --baseline-wave 'An earlier wave of the same answers, or `previous`'
            cand --format 'What to write to standard output, and to files whose ending names no format'
            cand -o 'Where to write: .txt, .md, .html, .json, .xml (junit) or .csv; may repeat; - is standard output'
            cand --output 'Where to write: .txt, .md, .html, .json, .xml (junit) or .csv; may repeat; - is standard output'
            cand --width 'Columns of text, from 24 to 88 [default: those of the terminal]'
            cand --color 'Whether to use colour; auto looks at the terminal and at NO_COLOR'
            cand --diagnostics 'How faults and remarks are written to stderr'
            cand --named 'Show a team of two to four as a whole; everybody in it has agreed'
            cand --exit-zero 'Exit with 0 whatever the verdict; the verdict says so'
            cand --literal 'Let a fall count even where chance explains it'
            cand --baseline-optional 'Let a first run pass: without an earlier result nothing is compared, and that is said'
            cand --step-summary 'Add the check as Markdown to the file that GITHUB_STEP_SUMMARY names'
            cand --ascii 'Draw with plain ASCII characters'
            cand -q 'Say nothing on stderr but errors'
            cand --quiet 'Say nothing on stderr but errors'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'lockstep;pack'= {
            cand --color 'Whether to use colour; auto looks at the terminal and at NO_COLOR'
            cand --diagnostics 'How faults and remarks are written to stderr'
            cand -q 'Say nothing on stderr but errors'
            cand --quiet 'Say nothing on stderr but errors'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
            cand list 'List the packs that are built in'
            cand show 'Print a pack to read: its questions, rules and advice'
            cand check 'Prove a pack sound; faults are listed with their place'
            cand new 'A pack to begin one''s own from: small, valid, explained line by line'
            cand diff 'What changed between two packs, whether the version says so, what stays comparable'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'lockstep;pack;list'= {
            cand --color 'Whether to use colour; auto looks at the terminal and at NO_COLOR'
            cand --diagnostics 'How faults and remarks are written to stderr'
            cand -q 'Say nothing on stderr but errors'
            cand --quiet 'Say nothing on stderr but errors'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'lockstep;pack;show'= {
            cand --format 'What to write'
            cand -o 'Where to write; - is standard output'
            cand --output 'Where to write; - is standard output'
            cand --color 'Whether to use colour; auto looks at the terminal and at NO_COLOR'
            cand --diagnostics 'How faults and remarks are written to stderr'
            cand -q 'Say nothing on stderr but errors'
            cand --quiet 'Say nothing on stderr but errors'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'lockstep;pack;check'= {
            cand --color 'Whether to use colour; auto looks at the terminal and at NO_COLOR'
            cand --diagnostics 'How faults and remarks are written to stderr'
            cand -q 'Say nothing on stderr but errors'
            cand --quiet 'Say nothing on stderr but errors'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'lockstep;pack;new'= {
            cand -o 'Where to write; - is standard output'
            cand --output 'Where to write; - is standard output'
            cand --sides 'The two functions, with a comma between them'
            cand --title 'One line; default: how well the two sides work together'
            cand --color 'Whether to use colour; auto looks at the terminal and at NO_COLOR'
            cand --diagnostics 'How faults and remarks are written to stderr'
            cand -q 'Say nothing on stderr but errors'
            cand --quiet 'Say nothing on stderr but errors'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'lockstep;pack;diff'= {
            cand --format 'What to write'
            cand -o 'Where to write; - is standard output'
            cand --output 'Where to write; - is standard output'
            cand --width 'Columns of text, from 20 to 80 [default: those of the terminal]'
            cand --color 'Whether to use colour; auto looks at the terminal and at NO_COLOR'
            cand --diagnostics 'How faults and remarks are written to stderr'
            cand --check 'Exit with 1 if the version of the new pack says less than its changes ask for'
            cand -q 'Say nothing on stderr but errors'
            cand --quiet 'Say nothing on stderr but errors'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'lockstep;pack;help'= {
            cand list 'List the packs that are built in'
            cand show 'Print a pack to read: its questions, rules and advice'
            cand check 'Prove a pack sound; faults are listed with their place'
            cand new 'A pack to begin one''s own from: small, valid, explained line by line'
            cand diff 'What changed between two packs, whether the version says so, what stays comparable'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'lockstep;pack;help;list'= {
        }
        &'lockstep;pack;help;show'= {
        }
        &'lockstep;pack;help;check'= {
        }
        &'lockstep;pack;help;new'= {
        }
        &'lockstep;pack;help;diff'= {
        }
        &'lockstep;pack;help;help'= {
        }
        &'lockstep;completions'= {
            cand --color 'Whether to use colour; auto looks at the terminal and at NO_COLOR'
            cand --diagnostics 'How faults and remarks are written to stderr'
            cand -q 'Say nothing on stderr but errors'
            cand --quiet 'Say nothing on stderr but errors'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'lockstep;man'= {
            cand -o 'Write every page to this folder instead'
            cand --output 'Write every page to this folder instead'
            cand --color 'Whether to use colour; auto looks at the terminal and at NO_COLOR'
            cand --diagnostics 'How faults and remarks are written to stderr'
            cand -q 'Say nothing on stderr but errors'
            cand --quiet 'Say nothing on stderr but errors'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'lockstep;help'= {
            cand report 'The assessment: where you stand, how sure that is, what to do next'
            cand trend 'Two or more waves side by side: what changed, and whether chance explains it'
            cand score 'Score answer files: one row per respondent, or per group with --by'
            cand init 'Make a project folder for an organisation'
            cand survey 'Answer the questionnaire in the terminal'
            cand form 'The questionnaire as one offline HTML file'
            cand status 'Who has answered, and how many are missing; no scores'
            cand collect 'Gather answer files into one NDJSON file a wave, validated and shuffled'
            cand check 'Judge the result against conditions, for CI: exit code 1 when one that is an error does not hold'
            cand pack 'List, show, check, begin and compare questionnaires'
            cand completions 'Print a script that lets a shell complete commands and options'
            cand man 'Print a page of the manual, or write all of them to a folder'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'lockstep;help;report'= {
        }
        &'lockstep;help;trend'= {
        }
        &'lockstep;help;score'= {
        }
        &'lockstep;help;init'= {
        }
        &'lockstep;help;survey'= {
        }
        &'lockstep;help;form'= {
        }
        &'lockstep;help;status'= {
        }
        &'lockstep;help;collect'= {
        }
        &'lockstep;help;check'= {
        }
        &'lockstep;help;pack'= {
            cand list 'List the packs that are built in'
            cand show 'Print a pack to read: its questions, rules and advice'
            cand check 'Prove a pack sound; faults are listed with their place'
            cand new 'A pack to begin one''s own from: small, valid, explained line by line'
            cand diff 'What changed between two packs, whether the version says so, what stays comparable'
        }
        &'lockstep;help;pack;list'= {
        }
        &'lockstep;help;pack;show'= {
        }
        &'lockstep;help;pack;check'= {
        }
        &'lockstep;help;pack;new'= {
        }
        &'lockstep;help;pack;diff'= {
        }
        &'lockstep;help;completions'= {
        }
        &'lockstep;help;man'= {
        }
        &'lockstep;help;help'= {
        }
    ]
    $completions[$command]
}

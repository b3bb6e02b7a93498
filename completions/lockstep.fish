# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_lockstep_global_optspecs
    string join \n color= q/quiet diagnostics= h/help V/version
end

function __fish_lockstep_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_lockstep_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_lockstep_using_subcommand
    set -l cmd (__fish_lockstep_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c lockstep -n "__fish_lockstep_needs_command" -l color -d 'Whether to use colour; auto looks at the terminal and at NO_COLOR' -r -f -a "auto\t''
always\t''
never\t''"
complete -c lockstep -n "__fish_lockstep_needs_command" -l diagnostics -d 'How faults and remarks are written to stderr' -r -f -a "text\t''
json\t''"
complete -c lockstep -n "__fish_lockstep_needs_command" -s q -l quiet -d 'Say nothing on stderr but errors'
complete -c lockstep -n "__fish_lockstep_needs_command" -s h -l help -d 'Print help'
complete -c lockstep -n "__fish_lockstep_needs_command" -s V -l version -d 'Print version'
complete -c lockstep -n "__fish_lockstep_needs_command" -f -a "report" -d 'The assessment: where you stand, how sure that is, what to do next'
complete -c lockstep -n "__fish_lockstep_needs_command" -f -a "trend" -d 'Two or more waves side by side: what changed, and whether chance explains it'
complete -c lockstep -n "__fish_lockstep_needs_command" -f -a "score" -d 'Score answer files: one row per respondent, or per group with --by'
complete -c lockstep -n "__fish_lockstep_needs_command" -f -a "init" -d 'Make a project folder for an organisation'
complete -c lockstep -n "__fish_lockstep_needs_command" -f -a "survey" -d 'Answer the questionnaire in the terminal'
complete -c lockstep -n "__fish_lockstep_needs_command" -f -a "form" -d 'The questionnaire as one offline HTML file'
complete -c lockstep -n "__fish_lockstep_needs_command" -f -a "status" -d 'Who has answered, and how many are missing; no scores'
complete -c lockstep -n "__fish_lockstep_needs_command" -f -a "collect" -d 'Gather answer files into one NDJSON file a wave, validated and shuffled'
complete -c lockstep -n "__fish_lockstep_needs_command" -f -a "check" -d 'Judge the result against conditions, for CI: exit code 1 when one that is an error does not hold'
complete -c lockstep -n "__fish_lockstep_needs_command" -f -a "pack" -d 'List, show, check, begin and compare questionnaires'
complete -c lockstep -n "__fish_lockstep_needs_command" -f -a "completions" -d 'Print a script that lets a shell complete commands and options'
complete -c lockstep -n "__fish_lockstep_needs_command" -f -a "man" -d 'Print a page of the manual, or write all of them to a folder'
complete -c lockstep -n "__fish_lockstep_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c lockstep -n "__fish_lockstep_using_subcommand report" -l pack -d 'The questionnaire: id of a built-in pack, or a pack file [default: the one the answers name]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand report" -l select -d 'Take only those with this value; repeat for more' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand report" -l wave -d 'Which wave [default: the latest]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand report" -l by -d 'A report for each organization, wave, form or attribute' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand report" -l format -d 'What to write [default: from the ending of -o, else text]' -r -f -a "text\t'For a terminal or a mail'
markdown\t'For a pull request, a wiki or a mail'
html\t'One page for a browser, with everything it needs'
json\t'Everything, for programs'
csv\t'A table for spreadsheets, a row a number'"
complete -c lockstep -n "__fish_lockstep_using_subcommand report" -s o -l output -d 'Where to write; may repeat; - is standard output' -r -F
complete -c lockstep -n "__fish_lockstep_using_subcommand report" -l page -d 'Which part to show' -r -f -a "whole\t'Everything'
meeting\t'The page for the meeting of both teams'
leaders\t'The page for the two heads'"
complete -c lockstep -n "__fish_lockstep_using_subcommand report" -l baseline -d 'An earlier assessment, to say what has changed since' -r -F
complete -c lockstep -n "__fish_lockstep_using_subcommand report" -l baseline-wave -d 'An earlier wave of the same answers, or `previous`' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand report" -l title -d 'The title of a page, in place of the questionnaire\'s (html)' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand report" -l logo -d 'A PNG, JPEG or SVG picture for the head of the page (html)' -r -F
complete -c lockstep -n "__fish_lockstep_using_subcommand report" -l width -d 'Columns of text, from 24 to 88 [default: those of the terminal]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand report" -l min-group -d 'Fewest people in a group that is shown; never below 3 [default: that of the project, else of the questionnaire]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand report" -l fact -d 'A fact of the organisation; repeat for each' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand report" -l roster -d 'How many people a side has; repeat for each' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand report" -l color -d 'Whether to use colour; auto looks at the terminal and at NO_COLOR' -r -f -a "auto\t''
always\t''
never\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand report" -l diagnostics -d 'How faults and remarks are written to stderr' -r -f -a "text\t''
json\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand report" -l baseline-optional -d 'Let a first run pass: without an earlier result nothing is compared, and that is said'
complete -c lockstep -n "__fish_lockstep_using_subcommand report" -l method -d 'Say how each number came about as well'
complete -c lockstep -n "__fish_lockstep_using_subcommand report" -l ascii -d 'Draw with plain ASCII characters'
complete -c lockstep -n "__fish_lockstep_using_subcommand report" -l named -d 'Show a team of two to four as a whole; everybody in it has agreed'
complete -c lockstep -n "__fish_lockstep_using_subcommand report" -l own -d 'The answers are your own: show what they say'
complete -c lockstep -n "__fish_lockstep_using_subcommand report" -s q -l quiet -d 'Say nothing on stderr but errors'
complete -c lockstep -n "__fish_lockstep_using_subcommand report" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c lockstep -n "__fish_lockstep_using_subcommand report" -s V -l version -d 'Print version'
complete -c lockstep -n "__fish_lockstep_using_subcommand trend" -l pack -d 'The questionnaire: id of a built-in pack, or a pack file [default: the one the answers name]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand trend" -l select -d 'Take only those with this value; repeat for more' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand trend" -l waves -d 'Only these waves, in this order [default: all, in the order of the project or of their names]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand trend" -l last -d 'Only the latest N waves, two or more' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand trend" -l by -d 'A trend for each organization; -o may hold {organization}' -r -f -a "organization\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand trend" -l format -d 'What to write [default: from the ending of -o, else text]' -r -f -a "text\t'For a terminal or a mail'
markdown\t'For a pull request, a wiki or a mail'
html\t'One page for a browser, with everything it needs'
json\t'Everything, for programs'
csv\t'A table for spreadsheets, a row a number'"
complete -c lockstep -n "__fish_lockstep_using_subcommand trend" -s o -l output -d 'Where to write; may repeat; - is standard output' -r -F
complete -c lockstep -n "__fish_lockstep_using_subcommand trend" -l width -d 'Columns of text, from 24 to 88 [default: those of the terminal]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand trend" -l title -d 'What stands above the page, in place of the questionnaire\'s title (html)' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand trend" -l min-group -d 'Fewest people in a group that is shown, or that join or leave one; never below 3 [default: that of the project, else of the questionnaire]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand trend" -l roster -d 'How many people a side has, over that of the project; repeat for each' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand trend" -l color -d 'Whether to use colour; auto looks at the terminal and at NO_COLOR' -r -f -a "auto\t''
always\t''
never\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand trend" -l diagnostics -d 'How faults and remarks are written to stderr' -r -f -a "text\t''
json\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand trend" -l ascii -d 'Draw with plain ASCII characters'
complete -c lockstep -n "__fish_lockstep_using_subcommand trend" -s q -l quiet -d 'Say nothing on stderr but errors'
complete -c lockstep -n "__fish_lockstep_using_subcommand trend" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c lockstep -n "__fish_lockstep_using_subcommand trend" -s V -l version -d 'Print version'
complete -c lockstep -n "__fish_lockstep_using_subcommand score" -l pack -d 'The questionnaire: id of a built-in pack, or a pack file [default: the one the answers name]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand score" -l select -d 'Take only those with this value; repeat for more' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand score" -l by -d 'One row per group instead: by organization, wave, form or attribute' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand score" -l wave -d 'Which wave the groups are of [default: the latest]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand score" -l format -d 'What to write [default: from the ending of -o, else table]' -r -f -a "table\t''
csv\t''
json\t''
ndjson\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand score" -s o -l output -d 'Where to write; may repeat; - is standard output' -r -F
complete -c lockstep -n "__fish_lockstep_using_subcommand score" -l min-group -d 'Fewest people in a group that is shown; never below 3 [default: that of the project, else of the questionnaire]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand score" -l fact -d 'A fact of the organisation; repeat for each' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand score" -l roster -d 'How many people a side has; repeat for each' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand score" -l color -d 'Whether to use colour; auto looks at the terminal and at NO_COLOR' -r -f -a "auto\t''
always\t''
never\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand score" -l diagnostics -d 'How faults and remarks are written to stderr' -r -f -a "text\t''
json\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand score" -l respondents -d 'A row for each respondent, in a project too'
complete -c lockstep -n "__fish_lockstep_using_subcommand score" -l named -d 'Show a team of two to four as a whole; everybody in it has agreed'
complete -c lockstep -n "__fish_lockstep_using_subcommand score" -s q -l quiet -d 'Say nothing on stderr but errors'
complete -c lockstep -n "__fish_lockstep_using_subcommand score" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c lockstep -n "__fish_lockstep_using_subcommand score" -s V -l version -d 'Print version'
complete -c lockstep -n "__fish_lockstep_using_subcommand init" -l organization -d 'Whose teams [default: the name of the folder]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand init" -l pack -d 'The questionnaire: id of a built-in pack, or a pack file [default: sales-marketing]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand init" -l roster -d 'How many people a side has; repeat for each side' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand init" -l contact -d 'Who holds the answers; best somebody in neither team\'s line' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand init" -l report-date -d 'The day both heads report back' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand init" -l fact -d 'A fact of the organisation; repeat for each' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand init" -l color -d 'Whether to use colour; auto looks at the terminal and at NO_COLOR' -r -f -a "auto\t''
always\t''
never\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand init" -l diagnostics -d 'How faults and remarks are written to stderr' -r -f -a "text\t''
json\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand init" -l example -d 'Fill it with the built-in example instead'
complete -c lockstep -n "__fish_lockstep_using_subcommand init" -l contact-is-independent -d 'Say to everybody who answers that the contact is in neither team\'s line; only where it is so'
complete -c lockstep -n "__fish_lockstep_using_subcommand init" -l no-input -d 'Ask nothing; what is not given stays open'
complete -c lockstep -n "__fish_lockstep_using_subcommand init" -s q -l quiet -d 'Say nothing on stderr but errors'
complete -c lockstep -n "__fish_lockstep_using_subcommand init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c lockstep -n "__fish_lockstep_using_subcommand init" -s V -l version -d 'Print version'
complete -c lockstep -n "__fish_lockstep_using_subcommand survey" -s o -l output -d 'Where to write the answers [default: the project\'s folder of the wave, else here]' -r -F
complete -c lockstep -n "__fish_lockstep_using_subcommand survey" -l pack -d 'The questionnaire: id of a built-in pack, or a pack file' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand survey" -l only -d 'The questions of one dimension alone' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand survey" -l answers -d 'Begin with the answers in a file' -r -F
complete -c lockstep -n "__fish_lockstep_using_subcommand survey" -l wave -d 'Which wave of answers this is [default: the latest of the project, else the quarter]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand survey" -l order -d 'In which order the sentences stand' -r -f -a "mixed\t'Reversed for a random half of the questions'
pack\t'As the pack has them'"
complete -c lockstep -n "__fish_lockstep_using_subcommand survey" -l resume -d 'Go on with a draft' -r -F
complete -c lockstep -n "__fish_lockstep_using_subcommand survey" -l revise -d 'Open answers again that were handed in' -r -F
complete -c lockstep -n "__fish_lockstep_using_subcommand survey" -l color -d 'Whether to use colour; auto looks at the terminal and at NO_COLOR' -r -f -a "auto\t''
always\t''
never\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand survey" -l diagnostics -d 'How faults and remarks are written to stderr' -r -f -a "text\t''
json\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand survey" -l short -d 'The short form: about five minutes instead of ten'
complete -c lockstep -n "__fish_lockstep_using_subcommand survey" -l fresh -d 'Begin again, whatever drafts there are'
complete -c lockstep -n "__fish_lockstep_using_subcommand survey" -l plain -d 'Lines instead of pages: for screen readers and pipes'
complete -c lockstep -n "__fish_lockstep_using_subcommand survey" -s q -l quiet -d 'Say nothing on stderr but errors'
complete -c lockstep -n "__fish_lockstep_using_subcommand survey" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c lockstep -n "__fish_lockstep_using_subcommand survey" -s V -l version -d 'Print version'
complete -c lockstep -n "__fish_lockstep_using_subcommand form" -s o -l output -d 'Where to write; - is standard output' -r -F
complete -c lockstep -n "__fish_lockstep_using_subcommand form" -l pack -d 'The questionnaire: id of a built-in pack, or a pack file [default: the project\'s]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand form" -l title -d 'Heading of the page [default: the title of the questionnaire]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand form" -l intro -d 'The sender\'s words, a text file; empty lines divide paragraphs' -r -F
complete -c lockstep -n "__fish_lockstep_using_subcommand form" -l mailto -d 'Where answer files may be mailed to; the page offers a link' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand form" -l contact -d 'Who holds the answer files' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand form" -l report-date -d 'The day both heads report back' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand form" -l min-group -d 'Fewest people in a group that reports show; never below 3 [default: that of the project, else of the questionnaire]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand form" -l organization -d 'Whose answers; written into every answer file' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand form" -l wave -d 'Which wave; written into every answer file' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand form" -l color -d 'Whether to use colour; auto looks at the terminal and at NO_COLOR' -r -f -a "auto\t''
always\t''
never\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand form" -l diagnostics -d 'How faults and remarks are written to stderr' -r -f -a "text\t''
json\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand form" -l short -d 'Only the questions of the short form'
complete -c lockstep -n "__fish_lockstep_using_subcommand form" -l contact-is-independent -d 'Say that the contact is in neither team\'s line; only where it is so'
complete -c lockstep -n "__fish_lockstep_using_subcommand form" -s q -l quiet -d 'Say nothing on stderr but errors'
complete -c lockstep -n "__fish_lockstep_using_subcommand form" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c lockstep -n "__fish_lockstep_using_subcommand form" -s V -l version -d 'Print version'
complete -c lockstep -n "__fish_lockstep_using_subcommand status" -l pack -d 'The questionnaire, where neither a project nor the answers name it' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand status" -l wave -d 'Which wave [default: the latest]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand status" -l roster -d 'How many people a side has; repeat for each' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand status" -l min-group -d 'Fewest people in a group that reports will show; never below 3 [default: that of the project, else of the questionnaire]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand status" -l format -d 'What to write; the fields of json are described in docs/status.md' -r -f -a "text\t''
json\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand status" -l width -d 'Columns of text, from 20 to 80 [default: those of the terminal]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand status" -l color -d 'Whether to use colour; auto looks at the terminal and at NO_COLOR' -r -f -a "auto\t''
always\t''
never\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand status" -l diagnostics -d 'How faults and remarks are written to stderr' -r -f -a "text\t''
json\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand status" -s q -l quiet -d 'Say nothing on stderr but errors'
complete -c lockstep -n "__fish_lockstep_using_subcommand status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c lockstep -n "__fish_lockstep_using_subcommand status" -s V -l version -d 'Print version'
complete -c lockstep -n "__fish_lockstep_using_subcommand collect" -l pack -d 'The questionnaire: id of a built-in pack, or a pack file [default: the one the answers name]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand collect" -l select -d 'Take only those with this value; repeat for more' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand collect" -s o -l output -d 'Where to write: a file, a folder, or a pattern with {wave}; - is standard output' -r -F
complete -c lockstep -n "__fish_lockstep_using_subcommand collect" -l seed -d 'A number that the order of the records follows from' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand collect" -l color -d 'Whether to use colour; auto looks at the terminal and at NO_COLOR' -r -f -a "auto\t''
always\t''
never\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand collect" -l diagnostics -d 'How faults and remarks are written to stderr' -r -f -a "text\t''
json\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand collect" -l drop-respondent -d 'Leave out the identifiers of the respondents as well'
complete -c lockstep -n "__fish_lockstep_using_subcommand collect" -l replace -d 'Write over files that are there already'
complete -c lockstep -n "__fish_lockstep_using_subcommand collect" -l remove-inputs -d 'Delete the files that were read, once everything is written'
complete -c lockstep -n "__fish_lockstep_using_subcommand collect" -s q -l quiet -d 'Say nothing on stderr but errors'
complete -c lockstep -n "__fish_lockstep_using_subcommand collect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c lockstep -n "__fish_lockstep_using_subcommand collect" -s V -l version -d 'Print version'
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l pack -d 'The questionnaire: id of a built-in pack, or a pack file [default: the one the answers name]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l select -d 'Take only those with this value; repeat for more' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l wave -d 'Which wave [default: the latest]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l by -d 'A judgement for each organization; the worst of them is the verdict' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l min-group -d 'Fewest people in a group that is shown; never below 3 [default: that of the project, else of the questionnaire]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l fact -d 'A fact of the organisation; repeat for each' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l roster -d 'How many people a side has; repeat for each' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l today -d 'The day on which the age of a wave is counted [default: SOURCE_DATE_EPOCH, else today]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l min-answers -d 'Fewest answers with a total' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l min-response-rate -d 'Least share of each side that answered: 0.7 or 70%' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l max-age -d 'Most days since the latest answer' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l min-level -d 'Lowest level, by id; where two are named, the lower one counts' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l certainty -d 'Least certainty of the level: probable or clear' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l min-score -d 'Lowest score' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l max-gap -d 'Most points between the totals of the two sides' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l min-dimension -d 'Lowest score of a dimension; repeat for each' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l min-question -d 'Lowest score of a question; repeat for each' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l max-drop -d 'Most points that the score, or that of a dimension, may fall since the baseline; a fall counts only beyond what chance explains. Repeat for each' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l baseline -d 'An earlier assessment, to say what has changed since' -r -F
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l baseline-wave -d 'An earlier wave of the same answers, or `previous`' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l format -d 'What to write to standard output, and to files whose ending names no format' -r -f -a "text\t'For a terminal or a mail'
markdown\t'For a pull request, a wiki or a mail'
html\t'One page for a browser, with everything it needs'
json\t'Everything, for programs'
junit\t'Test results, for CI systems that show them'
csv\t'A table for spreadsheets, a row a number'
github\t'Annotations of a workflow on GitHub'"
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -s o -l output -d 'Where to write: .txt, .md, .html, .json, .xml (junit) or .csv; may repeat; - is standard output' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l width -d 'Columns of text, from 24 to 88 [default: those of the terminal]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l color -d 'Whether to use colour; auto looks at the terminal and at NO_COLOR' -r -f -a "auto\t''
always\t''
never\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l diagnostics -d 'How faults and remarks are written to stderr' -r -f -a "text\t''
json\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l named -d 'Show a team of two to four as a whole; everybody in it has agreed'
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l exit-zero -d 'Exit with 0 whatever the verdict; the verdict says so'
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l literal -d 'Let a fall count even where chance explains it'
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l baseline-optional -d 'Let a first run pass: without an earlier result nothing is compared, and that is said'
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l step-summary -d 'Add the check as Markdown to the file that GITHUB_STEP_SUMMARY names'
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -l ascii -d 'Draw with plain ASCII characters'
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -s q -l quiet -d 'Say nothing on stderr but errors'
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c lockstep -n "__fish_lockstep_using_subcommand check" -s V -l version -d 'Print version'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and not __fish_seen_subcommand_from list show check new diff help" -l color -d 'Whether to use colour; auto looks at the terminal and at NO_COLOR' -r -f -a "auto\t''
always\t''
never\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and not __fish_seen_subcommand_from list show check new diff help" -l diagnostics -d 'How faults and remarks are written to stderr' -r -f -a "text\t''
json\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and not __fish_seen_subcommand_from list show check new diff help" -s q -l quiet -d 'Say nothing on stderr but errors'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and not __fish_seen_subcommand_from list show check new diff help" -s h -l help -d 'Print help'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and not __fish_seen_subcommand_from list show check new diff help" -s V -l version -d 'Print version'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and not __fish_seen_subcommand_from list show check new diff help" -f -a "list" -d 'List the packs that are built in'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and not __fish_seen_subcommand_from list show check new diff help" -f -a "show" -d 'Print a pack to read: its questions, rules and advice'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and not __fish_seen_subcommand_from list show check new diff help" -f -a "check" -d 'Prove a pack sound; faults are listed with their place'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and not __fish_seen_subcommand_from list show check new diff help" -f -a "new" -d 'A pack to begin one\'s own from: small, valid, explained line by line'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and not __fish_seen_subcommand_from list show check new diff help" -f -a "diff" -d 'What changed between two packs, whether the version says so, what stays comparable'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and not __fish_seen_subcommand_from list show check new diff help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from list" -l color -d 'Whether to use colour; auto looks at the terminal and at NO_COLOR' -r -f -a "auto\t''
always\t''
never\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from list" -l diagnostics -d 'How faults and remarks are written to stderr' -r -f -a "text\t''
json\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing on stderr but errors'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from show" -l format -d 'What to write' -r -f -a "markdown\t''
json\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from show" -s o -l output -d 'Where to write; - is standard output' -r -F
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from show" -l color -d 'Whether to use colour; auto looks at the terminal and at NO_COLOR' -r -f -a "auto\t''
always\t''
never\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from show" -l diagnostics -d 'How faults and remarks are written to stderr' -r -f -a "text\t''
json\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing on stderr but errors'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from show" -s V -l version -d 'Print version'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from check" -l color -d 'Whether to use colour; auto looks at the terminal and at NO_COLOR' -r -f -a "auto\t''
always\t''
never\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from check" -l diagnostics -d 'How faults and remarks are written to stderr' -r -f -a "text\t''
json\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Say nothing on stderr but errors'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from check" -s V -l version -d 'Print version'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from new" -s o -l output -d 'Where to write; - is standard output' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from new" -l sides -d 'The two functions, with a comma between them' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from new" -l title -d 'One line; default: how well the two sides work together' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from new" -l color -d 'Whether to use colour; auto looks at the terminal and at NO_COLOR' -r -f -a "auto\t''
always\t''
never\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from new" -l diagnostics -d 'How faults and remarks are written to stderr' -r -f -a "text\t''
json\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from new" -s q -l quiet -d 'Say nothing on stderr but errors'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from new" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from new" -s V -l version -d 'Print version'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from diff" -l format -d 'What to write' -r -f -a "text\t''
json\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from diff" -s o -l output -d 'Where to write; - is standard output' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from diff" -l width -d 'Columns of text, from 20 to 80 [default: those of the terminal]' -r
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from diff" -l color -d 'Whether to use colour; auto looks at the terminal and at NO_COLOR' -r -f -a "auto\t''
always\t''
never\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from diff" -l diagnostics -d 'How faults and remarks are written to stderr' -r -f -a "text\t''
json\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from diff" -l check -d 'Exit with 1 if the version of the new pack says less than its changes ask for'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from diff" -s q -l quiet -d 'Say nothing on stderr but errors'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from diff" -s V -l version -d 'Print version'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the packs that are built in'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from help" -f -a "show" -d 'Print a pack to read: its questions, rules and advice'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from help" -f -a "check" -d 'Prove a pack sound; faults are listed with their place'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from help" -f -a "new" -d 'A pack to begin one\'s own from: small, valid, explained line by line'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from help" -f -a "diff" -d 'What changed between two packs, whether the version says so, what stays comparable'
complete -c lockstep -n "__fish_lockstep_using_subcommand pack; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c lockstep -n "__fish_lockstep_using_subcommand completions" -l color -d 'Whether to use colour; auto looks at the terminal and at NO_COLOR' -r -f -a "auto\t''
always\t''
never\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand completions" -l diagnostics -d 'How faults and remarks are written to stderr' -r -f -a "text\t''
json\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand completions" -s q -l quiet -d 'Say nothing on stderr but errors'
complete -c lockstep -n "__fish_lockstep_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c lockstep -n "__fish_lockstep_using_subcommand completions" -s V -l version -d 'Print version'
complete -c lockstep -n "__fish_lockstep_using_subcommand man" -s o -l output -d 'Write every page to this folder instead' -r -F
complete -c lockstep -n "__fish_lockstep_using_subcommand man" -l color -d 'Whether to use colour; auto looks at the terminal and at NO_COLOR' -r -f -a "auto\t''
always\t''
never\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand man" -l diagnostics -d 'How faults and remarks are written to stderr' -r -f -a "text\t''
json\t''"
complete -c lockstep -n "__fish_lockstep_using_subcommand man" -s q -l quiet -d 'Say nothing on stderr but errors'
complete -c lockstep -n "__fish_lockstep_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c lockstep -n "__fish_lockstep_using_subcommand man" -s V -l version -d 'Print version'
complete -c lockstep -n "__fish_lockstep_using_subcommand help; and not __fish_seen_subcommand_from report trend score init survey form status collect check pack completions man help" -f -a "report" -d 'The assessment: where you stand, how sure that is, what to do next'
complete -c lockstep -n "__fish_lockstep_using_subcommand help; and not __fish_seen_subcommand_from report trend score init survey form status collect check pack completions man help" -f -a "trend" -d 'Two or more waves side by side: what changed, and whether chance explains it'
complete -c lockstep -n "__fish_lockstep_using_subcommand help; and not __fish_seen_subcommand_from report trend score init survey form status collect check pack completions man help" -f -a "score" -d 'Score answer files: one row per respondent, or per group with --by'
complete -c lockstep -n "__fish_lockstep_using_subcommand help; and not __fish_seen_subcommand_from report trend score init survey form status collect check pack completions man help" -f -a "init" -d 'Make a project folder for an organisation'
complete -c lockstep -n "__fish_lockstep_using_subcommand help; and not __fish_seen_subcommand_from report trend score init survey form status collect check pack completions man help" -f -a "survey" -d 'Answer the questionnaire in the terminal'
complete -c lockstep -n "__fish_lockstep_using_subcommand help; and not __fish_seen_subcommand_from report trend score init survey form status collect check pack completions man help" -f -a "form" -d 'The questionnaire as one offline HTML file'
complete -c lockstep -n "__fish_lockstep_using_subcommand help; and not __fish_seen_subcommand_from report trend score init survey form status collect check pack completions man help" -f -a "status" -d 'Who has answered, and how many are missing; no scores'
complete -c lockstep -n "__fish_lockstep_using_subcommand help; and not __fish_seen_subcommand_from report trend score init survey form status collect check pack completions man help" -f -a "collect" -d 'Gather answer files into one NDJSON file a wave, validated and shuffled'
complete -c lockstep -n "__fish_lockstep_using_subcommand help; and not __fish_seen_subcommand_from report trend score init survey form status collect check pack completions man help" -f -a "check" -d 'Judge the result against conditions, for CI: exit code 1 when one that is an error does not hold'
complete -c lockstep -n "__fish_lockstep_using_subcommand help; and not __fish_seen_subcommand_from report trend score init survey form status collect check pack completions man help" -f -a "pack" -d 'List, show, check, begin and compare questionnaires'
complete -c lockstep -n "__fish_lockstep_using_subcommand help; and not __fish_seen_subcommand_from report trend score init survey form status collect check pack completions man help" -f -a "completions" -d 'Print a script that lets a shell complete commands and options'
complete -c lockstep -n "__fish_lockstep_using_subcommand help; and not __fish_seen_subcommand_from report trend score init survey form status collect check pack completions man help" -f -a "man" -d 'Print a page of the manual, or write all of them to a folder'
complete -c lockstep -n "__fish_lockstep_using_subcommand help; and not __fish_seen_subcommand_from report trend score init survey form status collect check pack completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c lockstep -n "__fish_lockstep_using_subcommand help; and __fish_seen_subcommand_from pack" -f -a "list" -d 'List the packs that are built in'
complete -c lockstep -n "__fish_lockstep_using_subcommand help; and __fish_seen_subcommand_from pack" -f -a "show" -d 'Print a pack to read: its questions, rules and advice'
complete -c lockstep -n "__fish_lockstep_using_subcommand help; and __fish_seen_subcommand_from pack" -f -a "check" -d 'Prove a pack sound; faults are listed with their place'
complete -c lockstep -n "__fish_lockstep_using_subcommand help; and __fish_seen_subcommand_from pack" -f -a "new" -d 'A pack to begin one\'s own from: small, valid, explained line by line'
complete -c lockstep -n "__fish_lockstep_using_subcommand help; and __fish_seen_subcommand_from pack" -f -a "diff" -d 'What changed between two packs, whether the version says so, what stays comparable'


using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'lockstep' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'lockstep'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'lockstep' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Whether to use colour; auto looks at the terminal and at NO_COLOR')
            [CompletionResult]::new('--diagnostics', '--diagnostics', [CompletionResultType]::ParameterName, 'How faults and remarks are written to stderr')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'The assessment: where you stand, how sure that is, what to do next')
            [CompletionResult]::new('trend', 'trend', [CompletionResultType]::ParameterValue, 'Two or more waves side by side: what changed, and whether chance explains it')
            [CompletionResult]::new('score', 'score', [CompletionResultType]::ParameterValue, 'Score answer files: one row per respondent, or per group with --by')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make a project folder for an organisation')
            [CompletionResult]::new('survey', 'survey', [CompletionResultType]::ParameterValue, 'Answer the questionnaire in the terminal')
            [CompletionResult]::new('form', 'form', [CompletionResultType]::ParameterValue, 'The questionnaire as one offline HTML file')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Who has answered, and how many are missing; no scores')
            [CompletionResult]::new('collect', 'collect', [CompletionResultType]::ParameterValue, 'Gather answer files into one NDJSON file a wave, validated and shuffled')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Judge the result against conditions, for CI: exit code 1 when one that is an error does not hold')
            [CompletionResult]::new('pack', 'pack', [CompletionResultType]::ParameterValue, 'List, show, check, begin and compare questionnaires')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a script that lets a shell complete commands and options')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print a page of the manual, or write all of them to a folder')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'lockstep;report' {
            [CompletionResult]::new('--pack', '--pack', [CompletionResultType]::ParameterName, 'The questionnaire: id of a built-in pack, or a pack file [default: the one the answers name]')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Take only those with this value; repeat for more')
            [CompletionResult]::new('--wave', '--wave', [CompletionResultType]::ParameterName, 'Which wave [default: the latest]')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'A report for each organization, wave, form or attribute')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'What to write [default: from the ending of -o, else text]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Where to write; may repeat; - is standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Where to write; may repeat; - is standard output')
            [CompletionResult]::new('--page', '--page', [CompletionResultType]::ParameterName, 'Which part to show')
            [CompletionResult]::new('--baseline', '--baseline', [CompletionResultType]::ParameterName, 'An earlier assessment, to say what has changed since')
            [CompletionResult]::new('--baseline-wave', '--baseline-wave', [CompletionResultType]::ParameterName, 'An earlier wave of the same answers, or `previous`')
            [CompletionResult]::new('--title', '--title', [CompletionResultType]::ParameterName, 'The title of a page, in place of the questionnaire''s (html)')
            [CompletionResult]::new('--logo', '--logo', [CompletionResultType]::ParameterName, 'A PNG, JPEG or SVG picture for the head of the page (html)')
            [CompletionResult]::new('--width', '--width', [CompletionResultType]::ParameterName, 'Columns of text, from 24 to 88 [default: those of the terminal]')
            [CompletionResult]::new('--min-group', '--min-group', [CompletionResultType]::ParameterName, 'Fewest people in a group that is shown; never below 3 [default: that of the project, else of the questionnaire]')
            [CompletionResult]::new('--fact', '--fact', [CompletionResultType]::ParameterName, 'A fact of the organisation; repeat for each')
            [CompletionResult]::new('--roster', '--roster', [CompletionResultType]::ParameterName, 'How many people a side has; repeat for each')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Whether to use colour; auto looks at the terminal and at NO_COLOR')
            [CompletionResult]::new('--diagnostics', '--diagnostics', [CompletionResultType]::ParameterName, 'How faults and remarks are written to stderr')
            [CompletionResult]::new('--baseline-optional', '--baseline-optional', [CompletionResultType]::ParameterName, 'Let a first run pass: without an earlier result nothing is compared, and that is said')
            [CompletionResult]::new('--method', '--method', [CompletionResultType]::ParameterName, 'Say how each number came about as well')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Draw with plain ASCII characters')
            [CompletionResult]::new('--named', '--named', [CompletionResultType]::ParameterName, 'Show a team of two to four as a whole; everybody in it has agreed')
            [CompletionResult]::new('--own', '--own', [CompletionResultType]::ParameterName, 'The answers are your own: show what they say')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'lockstep;trend' {
            [CompletionResult]::new('--pack', '--pack', [CompletionResultType]::ParameterName, 'The questionnaire: id of a built-in pack, or a pack file [default: the one the answers name]')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Take only those with this value; repeat for more')
            [CompletionResult]::new('--waves', '--waves', [CompletionResultType]::ParameterName, 'Only these waves, in this order [default: all, in the order of the project or of their names]')
            [CompletionResult]::new('--last', '--last', [CompletionResultType]::ParameterName, 'Only the latest N waves, two or more')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'A trend for each organization; -o may hold {organization}')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'What to write [default: from the ending of -o, else text]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Where to write; may repeat; - is standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Where to write; may repeat; - is standard output')
            [CompletionResult]::new('--width', '--width', [CompletionResultType]::ParameterName, 'Columns of text, from 24 to 88 [default: those of the terminal]')
            [CompletionResult]::new('--title', '--title', [CompletionResultType]::ParameterName, 'What stands above the page, in place of the questionnaire''s title (html)')
            [CompletionResult]::new('--min-group', '--min-group', [CompletionResultType]::ParameterName, 'Fewest people in a group that is shown, or that join or leave one; never below 3 [default: that of the project, else of the questionnaire]')
            [CompletionResult]::new('--roster', '--roster', [CompletionResultType]::ParameterName, 'How many people a side has, over that of the project; repeat for each')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Whether to use colour; auto looks at the terminal and at NO_COLOR')
            [CompletionResult]::new('--diagnostics', '--diagnostics', [CompletionResultType]::ParameterName, 'How faults and remarks are written to stderr')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Draw with plain ASCII characters')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'lockstep;score' {
            [CompletionResult]::new('--pack', '--pack', [CompletionResultType]::ParameterName, 'The questionnaire: id of a built-in pack, or a pack file [default: the one the answers name]')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Take only those with this value; repeat for more')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'One row per group instead: by organization, wave, form or attribute')
            [CompletionResult]::new('--wave', '--wave', [CompletionResultType]::ParameterName, 'Which wave the groups are of [default: the latest]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'What to write [default: from the ending of -o, else table]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Where to write; may repeat; - is standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Where to write; may repeat; - is standard output')
            [CompletionResult]::new('--min-group', '--min-group', [CompletionResultType]::ParameterName, 'Fewest people in a group that is shown; never below 3 [default: that of the project, else of the questionnaire]')
            [CompletionResult]::new('--fact', '--fact', [CompletionResultType]::ParameterName, 'A fact of the organisation; repeat for each')
            [CompletionResult]::new('--roster', '--roster', [CompletionResultType]::ParameterName, 'How many people a side has; repeat for each')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Whether to use colour; auto looks at the terminal and at NO_COLOR')
            [CompletionResult]::new('--diagnostics', '--diagnostics', [CompletionResultType]::ParameterName, 'How faults and remarks are written to stderr')
            [CompletionResult]::new('--respondents', '--respondents', [CompletionResultType]::ParameterName, 'A row for each respondent, in a project too')
            [CompletionResult]::new('--named', '--named', [CompletionResultType]::ParameterName, 'Show a team of two to four as a whole; everybody in it has agreed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'lockstep;init' {
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Whose teams [default: the name of the folder]')
            [CompletionResult]::new('--pack', '--pack', [CompletionResultType]::ParameterName, 'The questionnaire: id of a built-in pack, or a pack file [default: sales-marketing]')
            [CompletionResult]::new('--roster', '--roster', [CompletionResultType]::ParameterName, 'How many people a side has; repeat for each side')
            [CompletionResult]::new('--contact', '--contact', [CompletionResultType]::ParameterName, 'Who holds the answers; best somebody in neither team''s line')
            [CompletionResult]::new('--report-date', '--report-date', [CompletionResultType]::ParameterName, 'The day both heads report back')
            [CompletionResult]::new('--fact', '--fact', [CompletionResultType]::ParameterName, 'A fact of the organisation; repeat for each')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Whether to use colour; auto looks at the terminal and at NO_COLOR')
            [CompletionResult]::new('--diagnostics', '--diagnostics', [CompletionResultType]::ParameterName, 'How faults and remarks are written to stderr')
            [CompletionResult]::new('--example', '--example', [CompletionResultType]::ParameterName, 'Fill it with the built-in example instead')
            [CompletionResult]::new('--contact-is-independent', '--contact-is-independent', [CompletionResultType]::ParameterName, 'Say to everybody who answers that the contact is in neither team''s line; only where it is so')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing; what is not given stays open')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'lockstep;survey' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Where to write the answers [default: the project''s folder of the wave, else here]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Where to write the answers [default: the project''s folder of the wave, else here]')
            [CompletionResult]::new('--pack', '--pack', [CompletionResultType]::ParameterName, 'The questionnaire: id of a built-in pack, or a pack file')
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'The questions of one dimension alone')
            [CompletionResult]::new('--answers', '--answers', [CompletionResultType]::ParameterName, 'Begin with the answers in a file')
            [CompletionResult]::new('--wave', '--wave', [CompletionResultType]::ParameterName, 'Which wave of answers this is [default: the latest of the project, else the quarter]')
            [CompletionResult]::new('--order', '--order', [CompletionResultType]::ParameterName, 'In which order the sentences stand')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Go on with a draft')
            [CompletionResult]::new('--revise', '--revise', [CompletionResultType]::ParameterName, 'Open answers again that were handed in')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Whether to use colour; auto looks at the terminal and at NO_COLOR')
            [CompletionResult]::new('--diagnostics', '--diagnostics', [CompletionResultType]::ParameterName, 'How faults and remarks are written to stderr')
            [CompletionResult]::new('--short', '--short', [CompletionResultType]::ParameterName, 'The short form: about five minutes instead of ten')
            [CompletionResult]::new('--fresh', '--fresh', [CompletionResultType]::ParameterName, 'Begin again, whatever drafts there are')
            [CompletionResult]::new('--plain', '--plain', [CompletionResultType]::ParameterName, 'Lines instead of pages: for screen readers and pipes')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'lockstep;form' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Where to write; - is standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Where to write; - is standard output')
            [CompletionResult]::new('--pack', '--pack', [CompletionResultType]::ParameterName, 'The questionnaire: id of a built-in pack, or a pack file [default: the project''s]')
            [CompletionResult]::new('--title', '--title', [CompletionResultType]::ParameterName, 'Heading of the page [default: the title of the questionnaire]')
            [CompletionResult]::new('--intro', '--intro', [CompletionResultType]::ParameterName, 'The sender''s words, a text file; empty lines divide paragraphs')
            [CompletionResult]::new('--mailto', '--mailto', [CompletionResultType]::ParameterName, 'Where answer files may be mailed to; the page offers a link')
            [CompletionResult]::new('--contact', '--contact', [CompletionResultType]::ParameterName, 'Who holds the answer files')
            [CompletionResult]::new('--report-date', '--report-date', [CompletionResultType]::ParameterName, 'The day both heads report back')
            [CompletionResult]::new('--min-group', '--min-group', [CompletionResultType]::ParameterName, 'Fewest people in a group that reports show; never below 3 [default: that of the project, else of the questionnaire]')
            [CompletionResult]::new('--organization', '--organization', [CompletionResultType]::ParameterName, 'Whose answers; written into every answer file')
            [CompletionResult]::new('--wave', '--wave', [CompletionResultType]::ParameterName, 'Which wave; written into every answer file')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Whether to use colour; auto looks at the terminal and at NO_COLOR')
            [CompletionResult]::new('--diagnostics', '--diagnostics', [CompletionResultType]::ParameterName, 'How faults and remarks are written to stderr')
            [CompletionResult]::new('--short', '--short', [CompletionResultType]::ParameterName, 'Only the questions of the short form')
            [CompletionResult]::new('--contact-is-independent', '--contact-is-independent', [CompletionResultType]::ParameterName, 'Say that the contact is in neither team''s line; only where it is so')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'lockstep;status' {
            [CompletionResult]::new('--pack', '--pack', [CompletionResultType]::ParameterName, 'The questionnaire, where neither a project nor the answers name it')
            [CompletionResult]::new('--wave', '--wave', [CompletionResultType]::ParameterName, 'Which wave [default: the latest]')
            [CompletionResult]::new('--roster', '--roster', [CompletionResultType]::ParameterName, 'How many people a side has; repeat for each')
            [CompletionResult]::new('--min-group', '--min-group', [CompletionResultType]::ParameterName, 'Fewest people in a group that reports will show; never below 3 [default: that of the project, else of the questionnaire]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'What to write; the fields of json are described in docs/status.md')
            [CompletionResult]::new('--width', '--width', [CompletionResultType]::ParameterName, 'Columns of text, from 20 to 80 [default: those of the terminal]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Whether to use colour; auto looks at the terminal and at NO_COLOR')
            [CompletionResult]::new('--diagnostics', '--diagnostics', [CompletionResultType]::ParameterName, 'How faults and remarks are written to stderr')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'lockstep;collect' {
            [CompletionResult]::new('--pack', '--pack', [CompletionResultType]::ParameterName, 'The questionnaire: id of a built-in pack, or a pack file [default: the one the answers name]')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Take only those with this value; repeat for more')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Where to write: a file, a folder, or a pattern with {wave}; - is standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Where to write: a file, a folder, or a pattern with {wave}; - is standard output')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'A number that the order of the records follows from')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Whether to use colour; auto looks at the terminal and at NO_COLOR')
            [CompletionResult]::new('--diagnostics', '--diagnostics', [CompletionResultType]::ParameterName, 'How faults and remarks are written to stderr')
            [CompletionResult]::new('--drop-respondent', '--drop-respondent', [CompletionResultType]::ParameterName, 'Leave out the identifiers of the respondents as well')
            [CompletionResult]::new('--replace', '--replace', [CompletionResultType]::ParameterName, 'Write over files that are there already')
            [CompletionResult]::new('--remove-inputs', '--remove-inputs', [CompletionResultType]::ParameterName, 'Delete the files that were read, once everything is written')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'lockstep;check' {
            [CompletionResult]::new('--pack', '--pack', [CompletionResultType]::ParameterName, 'The questionnaire: id of a built-in pack, or a pack file [default: the one the answers name]')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Take only those with this value; repeat for more')
            [CompletionResult]::new('--wave', '--wave', [CompletionResultType]::ParameterName, 'Which wave [default: the latest]')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'A judgement for each organization; the worst of them is the verdict')
            [CompletionResult]::new('--min-group', '--min-group', [CompletionResultType]::ParameterName, 'Fewest people in a group that is shown; never below 3 [default: that of the project, else of the questionnaire]')
            [CompletionResult]::new('--fact', '--fact', [CompletionResultType]::ParameterName, 'A fact of the organisation; repeat for each')
            [CompletionResult]::new('--roster', '--roster', [CompletionResultType]::ParameterName, 'How many people a side has; repeat for each')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'The day on which the age of a wave is counted [default: SOURCE_DATE_EPOCH, else today]')
            [CompletionResult]::new('--min-answers', '--min-answers', [CompletionResultType]::ParameterName, 'Fewest answers with a total')
            [CompletionResult]::new('--min-response-rate', '--min-response-rate', [CompletionResultType]::ParameterName, 'Least share of each side that answered: 0.7 or 70%')
            [CompletionResult]::new('--max-age', '--max-age', [CompletionResultType]::ParameterName, 'Most days since the latest answer')
            [CompletionResult]::new('--min-level', '--min-level', [CompletionResultType]::ParameterName, 'Lowest level, by id; where two are named, the lower one counts')
            [CompletionResult]::new('--certainty', '--certainty', [CompletionResultType]::ParameterName, 'Least certainty of the level: probable or clear')
            [CompletionResult]::new('--min-score', '--min-score', [CompletionResultType]::ParameterName, 'Lowest score')
            [CompletionResult]::new('--max-gap', '--max-gap', [CompletionResultType]::ParameterName, 'Most points between the totals of the two sides')
            [CompletionResult]::new('--min-dimension', '--min-dimension', [CompletionResultType]::ParameterName, 'Lowest score of a dimension; repeat for each')
            [CompletionResult]::new('--min-question', '--min-question', [CompletionResultType]::ParameterName, 'Lowest score of a question; repeat for each')
            [CompletionResult]::new('--max-drop', '--max-drop', [CompletionResultType]::ParameterName, 'Most points that the score, or that of a dimension, may fall since the baseline; a fall counts only beyond what chance explains. Repeat for each')
            [CompletionResult]::new('--baseline', '--baseline', [CompletionResultType]::ParameterName, 'An earlier assessment, to say what has changed since')
            [CompletionResult]::new('--baseline-wave', '--baseline-wave', [CompletionResultType]::ParameterName, 'An earlier wave of the same answers, or `previous`')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'What to write to standard output, and to files whose ending names no format')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Where to write: .txt, .md, .html, .json, .xml (junit) or .csv; may repeat; - is standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Where to write: .txt, .md, .html, .json, .xml (junit) or .csv; may repeat; - is standard output')
            [CompletionResult]::new('--width', '--width', [CompletionResultType]::ParameterName, 'Columns of text, from 24 to 88 [default: those of the terminal]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Whether to use colour; auto looks at the terminal and at NO_COLOR')
            [CompletionResult]::new('--diagnostics', '--diagnostics', [CompletionResultType]::ParameterName, 'How faults and remarks are written to stderr')
            [CompletionResult]::new('--named', '--named', [CompletionResultType]::ParameterName, 'Show a team of two to four as a whole; everybody in it has agreed')
            [CompletionResult]::new('--exit-zero', '--exit-zero', [CompletionResultType]::ParameterName, 'Exit with 0 whatever the verdict; the verdict says so')
            [CompletionResult]::new('--literal', '--literal', [CompletionResultType]::ParameterName, 'Let a fall count even where chance explains it')
            [CompletionResult]::new('--baseline-optional', '--baseline-optional', [CompletionResultType]::ParameterName, 'Let a first run pass: without an earlier result nothing is compared, and that is said')
            [CompletionResult]::new('--step-summary', '--step-summary', [CompletionResultType]::ParameterName, 'Add the check as Markdown to the file that GITHUB_STEP_SUMMARY names')
            [CompletionResult]::new('--ascii', '--ascii', [CompletionResultType]::ParameterName, 'Draw with plain ASCII characters')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'lockstep;pack' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Whether to use colour; auto looks at the terminal and at NO_COLOR')
            [CompletionResult]::new('--diagnostics', '--diagnostics', [CompletionResultType]::ParameterName, 'How faults and remarks are written to stderr')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the packs that are built in')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print a pack to read: its questions, rules and advice')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Prove a pack sound; faults are listed with their place')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'A pack to begin one''s own from: small, valid, explained line by line')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'What changed between two packs, whether the version says so, what stays comparable')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'lockstep;pack;list' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Whether to use colour; auto looks at the terminal and at NO_COLOR')
            [CompletionResult]::new('--diagnostics', '--diagnostics', [CompletionResultType]::ParameterName, 'How faults and remarks are written to stderr')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'lockstep;pack;show' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'What to write')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Where to write; - is standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Where to write; - is standard output')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Whether to use colour; auto looks at the terminal and at NO_COLOR')
            [CompletionResult]::new('--diagnostics', '--diagnostics', [CompletionResultType]::ParameterName, 'How faults and remarks are written to stderr')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'lockstep;pack;check' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Whether to use colour; auto looks at the terminal and at NO_COLOR')
            [CompletionResult]::new('--diagnostics', '--diagnostics', [CompletionResultType]::ParameterName, 'How faults and remarks are written to stderr')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'lockstep;pack;new' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Where to write; - is standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Where to write; - is standard output')
            [CompletionResult]::new('--sides', '--sides', [CompletionResultType]::ParameterName, 'The two functions, with a comma between them')
            [CompletionResult]::new('--title', '--title', [CompletionResultType]::ParameterName, 'One line; default: how well the two sides work together')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Whether to use colour; auto looks at the terminal and at NO_COLOR')
            [CompletionResult]::new('--diagnostics', '--diagnostics', [CompletionResultType]::ParameterName, 'How faults and remarks are written to stderr')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'lockstep;pack;diff' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'What to write')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Where to write; - is standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Where to write; - is standard output')
            [CompletionResult]::new('--width', '--width', [CompletionResultType]::ParameterName, 'Columns of text, from 20 to 80 [default: those of the terminal]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Whether to use colour; auto looks at the terminal and at NO_COLOR')
            [CompletionResult]::new('--diagnostics', '--diagnostics', [CompletionResultType]::ParameterName, 'How faults and remarks are written to stderr')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Exit with 1 if the version of the new pack says less than its changes ask for')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'lockstep;pack;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the packs that are built in')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print a pack to read: its questions, rules and advice')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Prove a pack sound; faults are listed with their place')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'A pack to begin one''s own from: small, valid, explained line by line')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'What changed between two packs, whether the version says so, what stays comparable')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'lockstep;pack;help;list' {
            break
        }
        'lockstep;pack;help;show' {
            break
        }
        'lockstep;pack;help;check' {
            break
        }
        'lockstep;pack;help;new' {
            break
        }
        'lockstep;pack;help;diff' {
            break
        }
        'lockstep;pack;help;help' {
            break
        }
        'lockstep;completions' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Whether to use colour; auto looks at the terminal and at NO_COLOR')
            [CompletionResult]::new('--diagnostics', '--diagnostics', [CompletionResultType]::ParameterName, 'How faults and remarks are written to stderr')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'lockstep;man' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write every page to this folder instead')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write every page to this folder instead')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Whether to use colour; auto looks at the terminal and at NO_COLOR')
            [CompletionResult]::new('--diagnostics', '--diagnostics', [CompletionResultType]::ParameterName, 'How faults and remarks are written to stderr')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'lockstep;help' {
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'The assessment: where you stand, how sure that is, what to do next')
            [CompletionResult]::new('trend', 'trend', [CompletionResultType]::ParameterValue, 'Two or more waves side by side: what changed, and whether chance explains it')
            [CompletionResult]::new('score', 'score', [CompletionResultType]::ParameterValue, 'Score answer files: one row per respondent, or per group with --by')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make a project folder for an organisation')
            [CompletionResult]::new('survey', 'survey', [CompletionResultType]::ParameterValue, 'Answer the questionnaire in the terminal')
            [CompletionResult]::new('form', 'form', [CompletionResultType]::ParameterValue, 'The questionnaire as one offline HTML file')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Who has answered, and how many are missing; no scores')
            [CompletionResult]::new('collect', 'collect', [CompletionResultType]::ParameterValue, 'Gather answer files into one NDJSON file a wave, validated and shuffled')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Judge the result against conditions, for CI: exit code 1 when one that is an error does not hold')
            [CompletionResult]::new('pack', 'pack', [CompletionResultType]::ParameterValue, 'List, show, check, begin and compare questionnaires')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a script that lets a shell complete commands and options')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print a page of the manual, or write all of them to a folder')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'lockstep;help;report' {
            break
        }
        'lockstep;help;trend' {
            break
        }
        'lockstep;help;score' {
            break
        }
        'lockstep;help;init' {
            break
        }
        'lockstep;help;survey' {
            break
        }
        'lockstep;help;form' {
            break
        }
        'lockstep;help;status' {
            break
        }
        'lockstep;help;collect' {
            break
        }
        'lockstep;help;check' {
            break
        }
        'lockstep;help;pack' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the packs that are built in')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Print a pack to read: its questions, rules and advice')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Prove a pack sound; faults are listed with their place')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'A pack to begin one''s own from: small, valid, explained line by line')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'What changed between two packs, whether the version says so, what stays comparable')
            break
        }
        'lockstep;help;pack;list' {
            break
        }
        'lockstep;help;pack;show' {
            break
        }
        'lockstep;help;pack;check' {
            break
        }
        'lockstep;help;pack;new' {
            break
        }
        'lockstep;help;pack;diff' {
            break
        }
        'lockstep;help;completions' {
            break
        }
        'lockstep;help;man' {
            break
        }
        'lockstep;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}

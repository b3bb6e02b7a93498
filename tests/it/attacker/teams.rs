//! Random teams: lopsided sides, few leaders, answers left open, short forms, people of neither
//! side and of unknown role.

use lockstep::answers::{Answer, AttributeValue, Form, Response};
use lockstep::assessment::{self, Assessment, Setting, Tally};
use lockstep::pack::condition::{Leaf, Truth};
use lockstep::pack::{self, Pack, builtin};
use lockstep::scoring::Scorecard;
use lockstep::source::Source;

/// Numbers that look random and are the same every time (Steele, Lea & Flood 2014, SplitMix64).
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// Whether something of so many percent happens.
    pub(crate) fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// How a random team is made.
#[derive(Debug, Clone)]
pub(crate) struct Mix {
    /// People by side, and of neither.
    pub(crate) sizes: [usize; 3],
    /// By percent.
    pub(crate) leaders: usize,
    pub(crate) role_unknown: usize,
    pub(crate) short: usize,
    pub(crate) open: usize,
    /// People who leave most of one dimension open.
    pub(crate) lost: usize,
    /// How alike answers are: percent that follow the team's own habit.
    pub(crate) alike: usize,
}

impl Mix {
    pub(crate) fn random(numbers: &mut Numbers) -> Self {
        let of = |numbers: &mut Numbers, values: &[usize]| values[numbers.below(values.len())];
        Self {
            sizes: [
                1 + numbers.below(15),
                numbers.below(11),
                of(numbers, &[0, 0, 0, 1, 3]),
            ],
            leaders: of(numbers, &[0, 10, 20, 30, 30, 50, 80]),
            role_unknown: of(numbers, &[0, 0, 0, 10, 30]),
            short: of(numbers, &[0, 0, 0, 0, 15, 50, 90]),
            open: of(numbers, &[0, 0, 0, 2, 5, 20]),
            lost: of(numbers, &[0, 0, 0, 5, 15]),
            alike: of(numbers, &[0, 0, 50, 90]),
        }
    }
}

pub(crate) fn team(pack: &Pack, mix: &Mix, numbers: &mut Numbers) -> Vec<Response> {
    let sides = pack.sides.unwrap();
    let neither = (0..pack.attributes[sides.attribute].values.as_ref().unwrap().len())
        .find(|value| !sides.values.contains(value));
    let habit: Vec<usize> = pack
        .questions
        .iter()
        .map(|question| numbers.below(question.options.len()))
        .collect();
    let mut people = Vec::new();
    for (side, &count) in mix.sizes.iter().enumerate() {
        for _ in 0..count {
            let mut response = Response::blank(pack);
            response.attributes[sides.attribute] = sides
                .values
                .get(side)
                .copied()
                .or(neither)
                .map(AttributeValue::Closed);
            for (index, attribute) in pack.attributes.iter().enumerate() {
                let Some(values) = attribute.values.as_ref().filter(|_| index != sides.attribute) else {
                    continue;
                };
                let role = attribute.id == "role";
                let value = if role {
                    usize::from(!numbers.percent(mix.leaders))
                } else {
                    numbers.below(values.len())
                };
                let unknown = numbers.percent(if role {
                    mix.role_unknown
                } else {
                    mix.role_unknown / 3
                });
                response.attributes[index] = (!unknown).then_some(AttributeValue::Closed(value));
            }
            if numbers.percent(mix.short) {
                response.form = Form::Short;
            }
            let lost = numbers
                .percent(mix.lost)
                .then(|| numbers.below(pack.dimensions.len()));
            for (index, question) in pack.questions.iter().enumerate() {
                let asked = asked(pack, &response, index);
                response.answers[index] = match asked {
                    Truth::False => Answer::NotAsked,
                    Truth::Unknown if numbers.percent(50) => Answer::NotAsked,
                    _ if lost == Some(question.dimension) && numbers.percent(80) => Answer::DontKnow,
                    _ if question.not_applicable && numbers.percent(mix.open) => Answer::NotApplicable,
                    _ if numbers.percent(mix.open) => Answer::DontKnow,
                    _ if numbers.percent(mix.alike) => Answer::Option(habit[index]),
                    _ => Answer::Option(numbers.below(question.options.len())),
                };
            }
            people.push(response);
        }
    }
    people
}

fn asked(pack: &Pack, response: &Response, index: usize) -> Truth {
    let question = &pack.questions[index];
    if response.form == Form::Short && !question.short {
        return Truth::False;
    }
    question.ask.as_ref().map_or(Truth::True, |ask| {
        ask.judge(&|leaf| match leaf {
            Leaf::Attribute(attribute, values) => match response.attributes[*attribute] {
                Some(AttributeValue::Closed(value)) => Truth::known(values.contains(&value)),
                _ => Truth::Unknown,
            },
            _ => Truth::Unknown,
        })
    })
}

pub(crate) fn assess(pack: &Pack, people: &[Response], setting: &Setting) -> Assessment {
    let mut tally = Tally::new(pack);
    let mut card = Scorecard::default();
    for response in people {
        tally.count(pack, response, &mut card);
    }
    let setting = Setting {
        own: people.len() == 1,
        ..setting.clone()
    };
    assessment::assess(pack, &tally, &setting).unwrap()
}

pub(crate) fn small_pack() -> Pack {
    pack::load(&Source::new("pack", include_str!("../../attacker/pack.json"))).unwrap()
}

pub(crate) fn flagship() -> Pack {
    pack::load(&Source::new("pack", builtin::find("sales-marketing").unwrap())).unwrap()
}

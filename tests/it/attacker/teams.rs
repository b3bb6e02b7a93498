//! Random teams: lopsided sides, few leaders, answers left open, short forms, people of neither
//! side and of unknown role; and several waves of them.

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

/// The names of waves.
pub(crate) const WAVES: [&str; 3] = ["w1", "w2", "w3"];

/// Records of several waves.
#[derive(Debug, Clone)]
pub(crate) struct Crowd {
    pub(crate) records: Vec<Response>,
    pub(crate) waves: usize,
}

/// A team of one wave.
pub(crate) fn one_wave(people: Vec<Response>) -> Crowd {
    let named = people.into_iter().enumerate().map(|(id, mut response)| {
        response.respondent = Some(format!("p{id}"));
        response.wave = Some(WAVES[0].to_owned());
        response
    });
    Crowd {
        records: named.collect(),
        waves: 1,
    }
}

/// A team over several waves: some come, some leave, some change sides or regions. Whoever stays answers
/// as before where the team is `steady`.
pub(crate) fn waves(pack: &Pack, mix: &Mix, count: usize, steady: bool, numbers: &mut Numbers) -> Crowd {
    let mut crowd = one_wave(team(pack, mix, numbers));
    let mut now = crowd.records.clone();
    let mut next = now.len();
    let often = [0, 0, 4, 10, 25][numbers.below(5)];
    let moves = [0, 0, 0, 10][numbers.below(4)];
    for wave in &WAVES[1..count] {
        now.retain(|_| !numbers.percent(often));
        let sides = pack.sides.unwrap();
        for response in &mut now {
            if numbers.percent(moves) {
                let side = sides.values[numbers.below(2)];
                response.attributes[sides.attribute] = Some(AttributeValue::Closed(side));
            }
            if !steady {
                let again = team(
                    pack,
                    &Mix {
                        sizes: [1, 0, 0],
                        ..mix.clone()
                    },
                    numbers,
                )
                .remove(0);
                let answers = response.answers.iter_mut().zip(again.answers);
                for (was, is) in
                    answers.filter(|(was, is)| matches!((was, is), (Answer::Option(_), Answer::Option(_))))
                {
                    *was = is;
                }
            }
        }
        let joining = Mix {
            sizes: mix.sizes.map(|size| {
                if numbers.percent(often * 3) {
                    numbers.below(size.min(6) + 1)
                } else {
                    0
                }
            }),
            ..mix.clone()
        };
        for mut response in team(pack, &joining, numbers) {
            response.respondent = Some(format!("p{next}"));
            next += 1;
            now.push(response);
        }
        now.iter_mut()
            .for_each(|response| response.wave = Some((*wave).to_owned()));
        crowd.records.extend(now.iter().cloned());
    }
    crowd.waves = crowd
        .records
        .iter()
        .filter_map(|response| response.wave.clone())
        .collect::<std::collections::BTreeSet<_>>()
        .len();
    crowd
}

/// A team of which whole blocks come and go over three waves, and everybody answers as before.
pub(crate) fn shifts(pack: &Pack, mix: &Mix, numbers: &mut Numbers) -> Crowd {
    let mut mix = mix.clone();
    mix.sizes = [8 + numbers.below(12), numbers.below(14), 0];
    let first = one_wave(team(pack, &mix, numbers));
    let blocks = [0; 3].map(|_| (5 + numbers.below(3), 1 + numbers.below(7)));
    let mut records = Vec::new();
    for side in [Some(0), Some(1)] {
        let of = first
            .records
            .iter()
            .filter(|response| response.side(pack) == side);
        for (at, response) in of.enumerate() {
            let block = usize::from(at >= blocks[0].0) + usize::from(at >= blocks[0].0 + blocks[1].0);
            for (wave, name) in WAVES.iter().enumerate() {
                if blocks[block].1 >> wave & 1 == 1 {
                    records.push(Response {
                        wave: Some((*name).to_owned()),
                        ..response.clone()
                    });
                }
            }
        }
    }
    Crowd {
        records,
        waves: WAVES.len(),
    }
}

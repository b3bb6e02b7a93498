//! The search against plain enumeration, on the small pack.

use proptest::prelude::*;

use super::*;
use crate::pack::load;
use crate::pack::tests::SMALL;
use crate::source::Source;

fn small() -> Pack {
    load(&Source::new("small.json", SMALL)).expect("a valid pack")
}

/// Ranges of the small pack's questions, by hand.
const QUESTIONS: [(f64, f64); 3] = [(20.0, 90.0), (10.0, 100.0), (10.0, 100.0)];
/// Ranges of its dimensions: (2 · A1 + A2) / 3, and B1.
const DIMENSIONS: [(f64, f64); 2] = [(50.0 / 3.0, 280.0 / 3.0), (10.0, 100.0)];
/// Where its levels begin.
const CUTS: [f64; 3] = [0.0, 40.0, 70.5];

/// One of everything that a condition can look at.
#[derive(Debug, Clone, Copy)]
struct Case {
    questions: [f64; 3],
    dimensions: [f64; 2],
    size: (usize, usize),
    next: usize,
}

/// Plain judgement of a leaf.
fn look(case: &Case, leaf: &Leaf) -> bool {
    let test = |value: f64, all: &[f64], test: Test| match test {
        Test::Below(level) => value < CUTS[level],
        Test::AtLeast(level) => value >= CUTS[level],
        Test::Lowest => all.iter().all(|other| *other >= value),
    };
    match leaf {
        Leaf::Question(index, asked) => test(case.questions[*index], &case.questions, *asked),
        Leaf::Dimension(Some(index), asked) => test(case.dimensions[*index], &case.dimensions, *asked),
        Leaf::Dimension(None, asked) => case.dimensions.iter().any(|value| test(*value, &[], *asked)),
        Leaf::Fact { values, agreed, .. } => {
            let (a, b) = (values.contains(&case.size.0), values.contains(&case.size.1));
            if *agreed { a && b } else { a || b }
        }
        // The first rule asks for few, agreed; then Mid fits, else High.
        Leaf::Unlocks(_, level) => {
            let fits = |size: (usize, usize)| if size == (0, 0) { 1 } else { 2 };
            fits(case.size) != *level && (0..2).any(|value| fits((value, value)) == *level)
        }
        Leaf::Next(level) => case.next == *level,
        Leaf::Attribute(..) => false,
    }
}

/// Every case on a grid that has two values in each gap between ends of ranges and cuts.
fn cases(with_questions: bool) -> Vec<Case> {
    let ends = [10.0, 50.0 / 3.0, 20.0, 40.0, 70.5, 90.0, 280.0 / 3.0, 100.0];
    let mut grid = ends.to_vec();
    for pair in ends.windows(2) {
        grid.push((2.0 * pair[0] + pair[1]) / 3.0);
        grid.push((pair[0] + 2.0 * pair[1]) / 3.0);
    }
    let within = |range: (f64, f64)| {
        let inside: Vec<f64> = grid
            .iter()
            .copied()
            .filter(|&x| range.0 <= x && x <= range.1)
            .collect();
        inside
    };
    let mut cases = Vec::new();
    for size in [(0, 0), (1, 1), (0, 1)] {
        for next in 0..3 {
            let case = Case {
                questions: [50.0; 3],
                dimensions: [50.0; 2],
                size,
                next,
            };
            if with_questions {
                for a in within(QUESTIONS[0]) {
                    for b in within(QUESTIONS[1]) {
                        for c in within(QUESTIONS[2]) {
                            cases.push(Case {
                                questions: [a, b, c],
                                ..case
                            });
                        }
                    }
                }
            } else {
                for a in within(DIMENSIONS[0]) {
                    for b in within(DIMENSIONS[1]) {
                        cases.push(Case {
                            dimensions: [a, b],
                            ..case
                        });
                    }
                }
            }
        }
    }
    cases
}

fn any_test() -> impl Strategy<Value = Test> {
    prop_oneof![
        (0_usize..3).prop_map(Test::Below),
        (0_usize..3).prop_map(Test::AtLeast),
        Just(Test::Lowest),
        Just(Test::Lowest),
    ]
}

fn any_condition(with_questions: bool) -> impl Strategy<Value = Condition> {
    let estimate = if with_questions {
        (0_usize..3, any_test())
            .prop_map(|(index, test)| Leaf::Question(index, test))
            .boxed()
    } else {
        prop_oneof![
            (0_usize..2, any_test()).prop_map(|(index, test)| Leaf::Dimension(Some(index), test)),
            (0_usize..3, any::<bool>()).prop_map(|(level, below)| {
                let test = if below {
                    Test::Below(level)
                } else {
                    Test::AtLeast(level)
                };
                Leaf::Dimension(None, test)
            }),
        ]
        .boxed()
    };
    let leaf = prop_oneof![
        4 => estimate,
        1 => (0_usize..2, any::<bool>()).prop_map(|(value, agreed)| Leaf::Fact { fact: 0, values: vec![value], agreed }),
        1 => (0_usize..3).prop_map(|level| Leaf::Unlocks(0, level)),
        1 => (0_usize..3).prop_map(Leaf::Next),
    ];
    leaf.prop_map(Condition::Leaf).prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            2 => prop::collection::vec(inner.clone(), 1..4).prop_map(Condition::All),
            1 => prop::collection::vec(inner.clone(), 1..4).prop_map(Condition::Any),
            1 => inner.prop_map(|inner| Condition::Not(Box::new(inner))),
        ]
    })
}

fn agrees(pack: &Pack, cases: &[Case], condition: &Condition) -> Result<(), TestCaseError> {
    let judged = |case: &Case| condition.judge(&|leaf: &Leaf| Truth::known(look(case, leaf)));
    let there = |truth: Truth| {
        if cases.iter().any(|case| judged(case) == truth) {
            Verdict::Possible
        } else {
            Verdict::Impossible
        }
    };
    let solver = Solver::new(pack);
    prop_assert_eq!(solver.can(&[holds(condition)]), there(Truth::True));
    prop_assert_eq!(solver.can(&[fails(condition)]), there(Truth::False));
    Ok(())
}

#[test]
fn the_search_finds_what_enumeration_finds() {
    let pack = small();
    for with_questions in [true, false] {
        let cases = cases(with_questions);
        let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(128));
        runner
            .run(&any_condition(with_questions), |condition| {
                agrees(&pack, &cases, &condition)
            })
            .expect("search and enumeration agree");
    }
}

#[test]
fn too_many_cases_are_left_open() {
    let mut pack = small();
    let many = MOST_NAMED + 1;
    let fact = pack.facts[0].clone();
    pack.facts = vec![fact; many];
    let named = (0..many).map(|fact| {
        Condition::Leaf(Leaf::Fact {
            fact,
            values: vec![0],
            agreed: false,
        })
    });
    let condition = Condition::All(named.collect());
    assert_eq!(Solver::new(&pack).can(&[holds(&condition)]), Verdict::Undecided);
    pack.fit[0].when = Some(condition);
    assert_eq!(count_fit(&pack), None);
}

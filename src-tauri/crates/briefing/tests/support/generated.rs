//! Years made of a seed: every mixture of scores, blanks, agreed points, baselines and bodies.

use scorebook::submission::ScoreState;
use scorebook::{BaselineKind, Points, Scoring};

use super::{LeafSetup, Year, date, leaf};

/// A plain congruential generator: the same years on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

const BODIES: [&str; 5] =
    ["Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính", "Văn phòng UBND tỉnh", "Sở \"A&B\" <1>"];

/// The year of that seed.
pub fn year(seed: u64) -> Year {
    let mut dice = Dice(seed);
    for _ in 0..4 {
        dice.roll(2);
    }
    let mut leaves = Vec::new();
    for field in 1..=1 + dice.roll(4) {
        for n in 1..=1 + dice.roll(6) {
            let code = format!("{field}.{}.{n}", 1 + n / 3);
            // quarters mostly, and now and then more decimals than two
            let max = Points::from_ten_thousandths(2_500 * (1 + dice.roll(8)).cast_signed());
            let part = |dice: &mut Dice| match dice.roll(5) {
                0 => max,
                1 => Points::ZERO,
                2 => Points::from_ten_thousandths(max.ten_thousandths() / 3),
                _ => Points::from_ten_thousandths(max.ten_thousandths() / 2),
            };
            let body = BODIES[usize::try_from(dice.roll(5)).unwrap_or(0)];
            let mut c = leaf(&code, &max.to_decimal()).by(body);
            if dice.roll(4) > 0 {
                c = c.before(&part(&mut dice).to_decimal());
            }
            c = match dice.roll(9) {
                0 => c.scoring(Scoring::Survey),
                1 => c.scoring(Scoring::Central),
                2 => c.state(ScoreState::Blank),
                3 => c.state(ScoreState::NotApplicable),
                _ => c.scored(&part(&mut dice).to_decimal()),
            };
            if c.scoring == Scoring::SelfScored && dice.roll(3) == 0 {
                c = c.agreed(&part(&mut dice).to_decimal()).because("=HYPERLINK(\"x\")");
            }
            if dice.roll(4) == 0 {
                c = c.remedy("Bổ sung \"hồ sơ\" & <tài liệu>", Some(date(2025, 1, 3)));
            }
            if dice.roll(5) == 0 {
                c.recoverable = Some(part(&mut dice));
            }
            if dice.roll(4) == 0 {
                c.evidence.clear();
            }
            leaves.push(c);
        }
    }
    let kind = match dice.roll(4) {
        0 => None,
        1 => Some(BaselineKind::Appraised),
        _ => Some(BaselineKind::Published),
    };
    if kind.is_none() {
        for c in &mut leaves {
            c.baseline = None;
        }
    }
    Year::of(leaves).compared(kind)
}

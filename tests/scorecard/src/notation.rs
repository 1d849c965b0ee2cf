//! How a score is written, and what a reader may make of it.

use scorebook::Points;

use crate::dice::Dice;
use crate::page::Cell;
use crate::truth::Says;
use crate::words::{NOT_APPLICABLE, NOTHING, UNCLEAR};

/// How a file's author writes scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Habit {
    /// "0,75".
    Comma,
    /// "0.75".
    Dot,
    /// Number cells.
    Numbers,
    /// Number cells that formulas made: 0.30000000000000004.
    Noisy,
    /// Formulas with their results.
    Formulas,
    /// A bit of everything.
    Mixed,
}

pub(crate) const HABITS: [Habit; 8] = [
    Habit::Comma,
    Habit::Comma,
    Habit::Dot,
    Habit::Numbers,
    Habit::Numbers,
    Habit::Noisy,
    Habit::Formulas,
    Habit::Mixed,
];

/// "0.75" of points, with a dot and no more digits than needed.
pub(crate) fn plain(points: Points) -> String {
    points.to_decimal()
}

/// The number a spreadsheet program holds for the points.
pub(crate) fn held(points: Points) -> f64 {
    points.to_decimal().parse().unwrap_or(f64::NAN)
}

/// A score as that habit writes it: always plainly those points.
pub(crate) fn written(points: Points, habit: Habit, dice: &mut Dice) -> Cell {
    let habit = if habit == Habit::Mixed {
        *dice.pick(&[Habit::Comma, Habit::Dot, Habit::Numbers, Habit::Noisy])
    } else {
        habit
    };
    match habit {
        Habit::Comma | Habit::Mixed => Cell::Text(in_letters(points, ',', dice)),
        Habit::Dot => Cell::Text(in_letters(points, '.', dice)),
        Habit::Numbers => Cell::Number(held(points)),
        Habit::Noisy => Cell::Number(noisy(held(points))),
        Habit::Formulas => Cell::Formula("=0.5+0.25*1".into(), Some(held(points))),
    }
}

fn in_letters(points: Points, mark: char, dice: &mut Dice) -> String {
    let mut text = plain(points).replace('.', &mark.to_string());
    let has_mark = text.contains(mark);
    match dice.roll(14) {
        0 if !has_mark => text.insert(0, '0'),
        1 if has_mark && text.starts_with('0') => {
            text.remove(0);
        }
        // "0,500" is plain, "1,500" is not
        2 if has_mark && text.len() == 3 => text.push('0'),
        3 => text.push_str(" điểm"),
        4 => text.push('đ'),
        5 => text = format!("\u{a0}{text} "),
        6 => text.push('\n'),
        7 if !has_mark => text = format!("{text}{mark}0"),
        8 if !has_mark => text = format!("{text}{mark}00"),
        9 => text = format!("{text}\u{200b}"),
        10 => text.push_str(" Điểm"),
        _ => {}
    }
    text
}

/// What adding and taking away leaves of a number.
fn noisy(n: f64) -> f64 {
    [0.1, 0.2, 0.7, 1.1]
        .into_iter()
        .map(|by| n + by - by)
        .find(|m| m.to_bits() != n.to_bits())
        .unwrap_or(n)
}

/// An empty cell, or words for one.
pub(crate) fn nothing(dice: &mut Dice) -> (Cell, Says) {
    if dice.percent(60) {
        (Cell::text(""), Says::Blank)
    } else {
        (Cell::text(*dice.pick(&NOTHING)), Says::Blank)
    }
}

/// Words for "does not apply".
pub(crate) fn not_applicable(dice: &mut Dice) -> (Cell, Says) {
    (Cell::text(*dice.pick(&NOT_APPLICABLE)), Says::NotApplicable)
}

/// What must be asked: no number, out of bounds, a lost result, a date, a percentage.
pub(crate) fn to_ask(max: Points, dice: &mut Dice) -> (Cell, &'static str) {
    let above = max + Points::from_ten_thousandths(2_500);
    match dice.roll(8) {
        0 => (Cell::Number(held(above)), "above the maximum"),
        1 => (Cell::Text(plain(above).replace('.', ",")), "above the maximum, text"),
        2 => (Cell::Number(-0.25), "negative"),
        3 => (Cell::text(*dice.pick(&["-0,5", "-1", "−0,25"])), "negative, text"),
        4 => (Cell::Formula("=Sheet9!C4*1".into(), None), "formula without a result"),
        5 => (Cell::Date(2024, 5, 1), "date"),
        6 => (Cell::Percent(*dice.pick(&[0.95, 1.0, 0.5, 0.25])), "percentage"),
        _ => (Cell::text(*dice.pick(&UNCLEAR)), "unclear"),
    }
}

/// "1,500": a decimal mark or a thousands mark, unless the column shows its habit elsewhere.
pub(crate) fn three_digits(points: Points, mark: char) -> String {
    let (whole, fraction) = (points.ten_thousandths() / 10_000, points.ten_thousandths() % 10_000);
    format!("{whole}{mark}{:03}", fraction / 10)
}

//! Ratios to a floor measured in the same run: seconds mean little on another machine, ratios travel.

use std::time::{Duration, Instant};

/// The shortest of several runs of each, taken in turn so that both see the same machine: what else it does
/// can only make them longer.
pub fn in_turn(
    rounds: usize,
    mut ours: impl FnMut(),
    mut floor: impl FnMut(),
) -> (Duration, Duration) {
    let (mut of_ours, mut of_floor) = (Vec::new(), Vec::new());
    // the first round warms caches and is not counted
    for round in 0..=rounds {
        let start = Instant::now();
        ours();
        let middle = Instant::now();
        floor();
        let end = Instant::now();
        if round > 0 {
            of_ours.push(middle - start);
            of_floor.push(end - middle);
        }
    }
    (shortest(&of_ours), shortest(&of_floor))
}

/// The shortest of several runs.
pub fn alone(rounds: usize, mut work: impl FnMut()) -> Duration {
    in_turn(rounds, &mut work, || ()).0
}

fn shortest(times: &[Duration]) -> Duration {
    times.iter().copied().min().unwrap_or_default()
}

/// Says a ratio and whether it meets its goal.
pub fn tell(what: &str, ours: f64, floor: f64, unit: &str, goal: f64) -> bool {
    let ratio = ours / floor;
    let met = ratio <= goal;
    let verdict = if met { "met" } else { "MISSED" };
    println!(
        "{what}: {ours:.1} {unit} against {floor:.1} {unit}, ratio {ratio:.2} (goal ≤ {goal}: {verdict})"
    );
    met
}

/// Milliseconds.
pub fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

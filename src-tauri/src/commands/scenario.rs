//! Rà soát: what if some of the lost points were won back.

use std::collections::BTreeSet;

use scorebook::losses::{what_if as won_back, Scenario, WhatIf};
use scorebook::Code;
use tauri::State;

use super::decision::change;
use crate::clock::now;
use crate::desk::{Desk, Papers};
use crate::view::Failure;

#[tauri::command(async)]
pub(crate) fn what_if(desk: State<'_, Desk>, ticked: BTreeSet<Code>) -> Result<WhatIf, Failure> {
    let at_hand = desk.with(Papers::at_hand)?;
    Ok(won_back(at_hand.losses(), &ticked))
}

#[tauri::command(async)]
pub(crate) fn scenarios(desk: State<'_, Desk>) -> Result<Vec<Scenario>, Failure> {
    desk.with(|papers| Ok(papers.book()?.scenarios()?))
}

#[tauri::command(async)]
pub(crate) fn save_scenario(desk: State<'_, Desk>, scenario: Scenario) -> Result<String, Failure> {
    change(&desk, |book| book.save_scenario(&scenario, now()))
}

#[tauri::command(async)]
pub(crate) fn drop_scenario(desk: State<'_, Desk>, name: String) -> Result<String, Failure> {
    change(&desk, |book| book.drop_scenario(&name, now()))
}

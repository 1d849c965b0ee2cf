//! Rà soát: what if some of the lost points were won back.

use std::collections::BTreeSet;

use scorebook::Code;
use scorebook::losses::{Scenario, WhatIf, what_if as won_back};

use super::changing::change;
use crate::failure::Failure;
use crate::session::Session;
use crate::state::AppState;

pub(crate) fn what_if(app: &AppState, ticked: BTreeSet<Code>) -> Result<WhatIf, Failure> {
    let figures = app.with(Session::figures)?;
    Ok(won_back(figures.losses(), &ticked))
}

pub(crate) fn scenarios(app: &AppState) -> Result<Vec<Scenario>, Failure> {
    app.with(|session| Ok(session.book()?.scenarios()?))
}

pub(crate) fn save_scenario(app: &AppState, scenario: Scenario) -> Result<String, Failure> {
    change(app, |book| book.save_scenario(&scenario, app.now()))
}

pub(crate) fn drop_scenario(app: &AppState, name: String) -> Result<String, Failure> {
    change(app, |book| book.drop_scenario(&name, app.now()))
}

//! `sodiem agencies`: the list of bodies.

use chrono::NaiveDateTime;
use scorebook::Scorebook;
use serde::Serialize;

use crate::Outcome;
use crate::args::AgenciesArgs;
use crate::refusal::print_json;
use crate::terminal::say;

#[derive(Serialize)]
struct AgenciesReport {
    agencies: Vec<AgencyReport>,
}

#[derive(Serialize)]
struct AgencyReport {
    name: String,
    aliases: Vec<String>,
    leads: usize,
}

pub(crate) fn run(args: &AgenciesArgs, now: NaiveDateTime) -> Outcome {
    let mut book = Scorebook::open(&args.store)?;
    if let Some(year) = args.year {
        book.turn_to(year)?;
    }
    book.add_agencies(&args.add, now)?;
    let catalogue = book.catalogue()?;
    let report = AgenciesReport {
        agencies: book
            .agencies()?
            .into_iter()
            .map(|agency| AgencyReport {
                leads: catalogue.leaves().filter(|n| n.lead == Some(agency.id)).count(),
                name: agency.name,
                aliases: agency.aliases,
            })
            .collect(),
    };
    book.close()?;
    if args.json {
        print_json(&report)?;
        return Ok(true);
    }
    for agency in &report.agencies {
        say(format_args!("{} — chủ trì {} tiêu chí", agency.name, agency.leads));
    }
    Ok(true)
}

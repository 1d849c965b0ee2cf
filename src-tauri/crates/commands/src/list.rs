//! Every command there is, declared once. From this list follow the handler of the window ([`answer`]), the TypeScript
//! client (`ui/src/shell/types/commands.ts`, written and checked like the types) and the test host.
//!
//! To add a command, write its function in a file of `api` and declare it here.

use std::collections::BTreeSet;

use briefing::content::DocumentKind;
use briefing::file::Format;
use briefing::form::BriefingForm;
use chrono::NaiveDate;
use scorebook::agency::AgencyHistory;
use scorebook::crosswalk::Link;
use scorebook::deadline::DeadlineKind;
use scorebook::decision::{Cause, CauseId, Decision, Status, Verdict};
use scorebook::journal::{JournalFilter, JournalRow};
use scorebook::losses::{Scenario, WhatIf};
use scorebook::report::ProblemReport;
use scorebook::rollover::RollOver;
use scorebook::submission::{Submission, SubmissionId};
use scorebook::{Agency, AgencyId, BaselineKind, Code, Correction};
use serde::Deserialize;
use serde_json::Value;

use crate::failure::{Failure, guarded};
use crate::state::AppState;
use crate::view::{
    BriefingInfo, CataloguePreview, CatalogueRow, Charts, Criterion, CriterionChoice, Crosswalk,
    FilePreview, Overview, RecentBook, RememberedAnswer, Review, ReviewAsked, ReviewRow,
    SourceRows, StoreInfo, Trouble,
};

/// Declares commands: a function of `api`, what it is asked with, and what it answers.
macro_rules! commands {
    ($($(#[doc = $doc:literal])* $module:ident::$name:ident($($argument:ident: $kind:ty),*) -> $answer:ty;)*) => {
        fn dispatch(app: &AppState, command: &str, arguments: &Value) -> Result<String, Failure> {
            match command {
                $(stringify!($name) => {
                    #[derive(Deserialize)]
                    #[serde(rename_all = "camelCase")]
                    struct Arguments {
                        $($argument: $kind,)*
                    }
                    let Arguments { $($argument),* } =
                        Arguments::deserialize(arguments).map_err(|e| not_understood(command, &e))?;
                    let answer: $answer = crate::api::$module::$name(app, $($argument),*)?;
                    serde_json::to_string(&answer).map_err(|e| not_understood(command, &e))
                })*
                _ => Err(not_understood(command, &"there is no such command")),
            }
        }

        /// The list, for the client.
        #[cfg(test)]
        fn declared() -> Vec<client::Declared> {
            vec![$(client::Declared::new(
                stringify!($module),
                stringify!($name),
                &[$($doc),*],
                vec![$((stringify!($argument), client::Kind::of::<$kind>())),*],
                client::Kind::of::<$answer>(),
            )),*]
        }
    };
}

commands! {
    book::app_state() -> Option<StoreInfo>;
    book::open_store() -> Option<StoreInfo>;
    book::pick_catalogue(year: i32) -> Option<CataloguePreview>;
    book::create_store() -> Option<StoreInfo>;
    /// Stores that were open lately, newest first.
    book::recent_books() -> Vec<RecentBook>;
    book::open_recent(key: String) -> StoreInfo;
    /// The store that could not be opened, if that is why none is open.
    book::trouble() -> Option<Trouble>;
    book::close_book() -> ();
    book::open_sample() -> StoreInfo;
    book::undo() -> Option<String>;
    book::redo() -> Option<String>;
    book::set_baseline_kind(kind: BaselineKind) -> StoreInfo;

    window::view_state() -> Option<String>;
    window::keep_view_state(file: String, state: String) -> ();
    window::waiting_count() -> usize;
    window::close_window() -> ();

    overview::overview() -> Overview;
    overview::charts() -> Charts;

    office::set_deadline(deadline: DeadlineKind, date: NaiveDate) -> String;
    office::agencies() -> Vec<Agency>;
    office::agency_histories() -> Vec<AgencyHistory>;
    office::rename_agency(agency: AgencyId, name: String, since: NaiveDate) -> String;
    office::merge_agencies(predecessors: Vec<AgencyId>, successor: AgencyId, since: NaiveDate) -> String;
    office::catalogue() -> Vec<CatalogueRow>;
    office::set_lead(code: Code, agency: AgencyId) -> String;

    forms::write_forms() -> Option<String>;

    intake::pick_files() -> Vec<FilePreview>;
    intake::pick_sample_files() -> Vec<FilePreview>;
    intake::paste_table(html: Option<String>, text: String) -> Vec<FilePreview>;
    /// Stops the files being read; those read already stay.
    intake::cancel_reading() -> ();
    intake::pending_files() -> Vec<FilePreview>;
    intake::set_agency(id: u32, agency: AgencyId) -> FilePreview;
    intake::confirm_file(id: u32, skip_bad_rows: bool) -> String;
    /// Writes every waiting file that nothing stands in the way of; each in its own transaction.
    intake::confirm_all() -> String;
    intake::discard_file(id: u32) -> ();
    intake::submissions() -> Vec<Submission>;
    intake::submission_problems(id: SubmissionId) -> Vec<ProblemReport>;
    intake::withdraw_submission(id: SubmissionId) -> String;

    /// Texts of a waiting file's sheet, as in the file: one array per row, each as long as the sheet is wide.
    correction::sheet_rows(id: u32, sheet: String, from: u32, count: u32) -> Vec<Vec<String>>;
    correction::correct_file(id: u32, correction: Correction, remember: bool) -> FilePreview;
    correction::uncorrect_file(id: u32, index: u32) -> FilePreview;
    correction::submission_corrections(id: SubmissionId) -> Vec<String>;
    correction::criteria() -> Vec<CriterionChoice>;
    correction::remembered_answers() -> Vec<RememberedAnswer>;
    correction::forget_answer(key: String) -> String;

    review::review_rows() -> Vec<ReviewRow>;
    review::review(asked: ReviewAsked) -> Review;
    review::criterion(code: Code) -> Criterion;
    review::source_rows(sha256: String, sheet: String, cell: String) -> Option<SourceRows>;
    review::open_original(sha256: String) -> Option<String>;
    review::save_original(sha256: String) -> Option<String>;

    /// Without a decision, what is decided already stays beside the verdict.
    decision::decide(code: Code, verdict: Verdict, decision: Option<Decision>) -> String;
    decision::set_status(code: Code, status: Status, reason: String) -> String;
    decision::choose_score(code: Code, agency: AgencyId, reason: String) -> String;
    decision::causes() -> Vec<Cause>;
    decision::add_cause(name: String) -> String;
    decision::rename_cause(id: CauseId, name: String) -> String;
    decision::retire_cause(id: CauseId, retired: bool) -> String;

    scenario::what_if(ticked: BTreeSet<Code>) -> WhatIf;
    scenario::scenarios() -> Vec<Scenario>;
    scenario::save_scenario(scenario: Scenario) -> String;
    scenario::drop_scenario(name: String) -> String;

    briefing::briefing_form() -> BriefingForm;
    briefing::set_briefing_form(form: BriefingForm) -> ();
    briefing::freeze() -> ();
    briefing::briefing(kind: DocumentKind, agency: Option<String>) -> Option<BriefingInfo>;
    /// The picture of a page, as SVG.
    briefing::briefing_page(drawing: u32, index: usize) -> String;
    /// The pages on which a text stands, with or without diacritics; 0-based.
    briefing::search_pages(drawing: u32, looked_for: String) -> Vec<usize>;
    briefing::print_pages() -> ();
    briefing::save_briefing(drawing: u32, format: Format) -> Option<String>;
    briefing::save_letters(drawing: u32, format: Format) -> Option<usize>;

    year::select_year(year: i32) -> StoreInfo;
    year::preview_year(from_file: bool) -> Option<RollOver>;
    year::begin_year() -> String;
    year::crosswalk() -> Option<Crosswalk>;
    year::decide_link(link: Link) -> String;
    year::accept_sure_links() -> String;

    journal::journal(filter: JournalFilter) -> Vec<JournalRow>;
    journal::check_store() -> Vec<String>;
    journal::export_journal(filter: JournalFilter) -> Option<String>;
}

/// Runs a command and answers in JSON. It may wait for a person or for a child process: not for the thread of a window.
pub fn answer(app: &AppState, command: &str, arguments: &Value) -> Result<String, Failure> {
    guarded(|| dispatch(app, command, arguments))
}

/// The window and this list are built together, so that this is a fault of the program.
fn not_understood(command: &str, why: &dyn std::fmt::Display) -> Failure {
    tracing::error!(command, %why, "a command was not understood");
    Failure::unexpected()
}

#[cfg(test)]
mod client {
    //! Writes the TypeScript client where ts-rs writes the types.

    use std::collections::BTreeSet;
    use std::fmt::Write as _;

    use ts_rs::{Config, TS, TypeVisitor};

    /// A type in TypeScript, and what has to be imported for it.
    pub(super) struct Kind {
        name: String,
        imports: BTreeSet<String>,
    }

    impl Kind {
        pub(super) fn of<T: TS + 'static>() -> Self {
            struct Imports(BTreeSet<String>, Config);
            impl TypeVisitor for Imports {
                fn visit<T: TS + 'static + ?Sized>(&mut self) {
                    if T::output_path().is_some() {
                        self.0.insert(T::ident(&self.1));
                    }
                    T::visit_generics(self);
                }
            }
            let mut imports = Imports(BTreeSet::new(), Config::from_env());
            imports.visit::<T>();
            Self { name: T::name(&imports.1), imports: imports.0 }
        }
    }

    pub(super) struct Declared {
        module: &'static str,
        name: &'static str,
        docs: Vec<&'static str>,
        arguments: Vec<(&'static str, Kind)>,
        answer: Kind,
    }

    impl Declared {
        pub(super) fn new(
            module: &'static str,
            name: &'static str,
            docs: &[&'static str],
            arguments: Vec<(&'static str, Kind)>,
            answer: Kind,
        ) -> Self {
            Self { module, name, docs: docs.to_vec(), arguments, answer }
        }

        fn write(&self, text: &mut String) {
            if !self.docs.is_empty() {
                let docs: Vec<&str> = self.docs.iter().map(|line| line.trim()).collect();
                let _ = writeln!(text, "  /** {} */", docs.join(" "));
            }
            let arguments: Vec<(String, &str)> =
                self.arguments.iter().map(|(name, kind)| (camel(name), &*kind.name)).collect();
            let declared: Vec<String> =
                arguments.iter().map(|(name, kind)| format!("{name}: {kind}")).collect();
            let names: Vec<&str> = arguments.iter().map(|(name, _)| &**name).collect();
            let given = if names.is_empty() {
                String::new()
            } else {
                format!(", {{ {} }}", names.join(", "))
            };
            let _ = writeln!(
                text,
                "  {}: ({}) => call<{}>(\"{}\"{given}),",
                camel(self.name),
                declared.join(", "),
                self.answer.name,
                self.name
            );
        }
    }

    fn camel(name: &str) -> String {
        let mut parts = name.split('_');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |all, part| {
            let mut letters = part.chars();
            let initial = letters.next().map(|c| c.to_ascii_uppercase());
            all + &initial.into_iter().chain(letters).collect::<String>()
        })
    }

    fn text(list: &[Declared]) -> String {
        let kinds = list.iter().flat_map(|d| d.arguments.iter().map(|(_, k)| k).chain([&d.answer]));
        let imports: BTreeSet<&String> = kinds.flat_map(|k| &k.imports).collect();
        let mut text = String::from(
            "// This file was generated from the list of commands (`cargo xtask types`). Do not edit it.\n",
        );
        for name in imports {
            let _ = writeln!(text, "import type {{ {name} }} from \"./{name}\";");
        }
        text += "\n/** Carries a command to the shell; rejects with a `Failure`. */\n";
        text += "export type Call = <T>(command: string, args?: Record<string, unknown>) => Promise<T>;\n\n";
        text += "/** A function for each command. */\nexport const client = (call: Call) => ({";
        let mut module = "";
        for declared in list {
            if declared.module != module {
                module = declared.module;
                let _ = writeln!(text, "\n  // {module}");
            }
            declared.write(&mut text);
        }
        text += "});\n";
        text
    }

    #[test]
    fn export_bindings_of_the_client() {
        let folder = Config::from_env().out_dir().to_owned();
        std::fs::create_dir_all(&folder).unwrap();
        #[expect(clippy::disallowed_methods, reason = "a generated file, written anew each time")]
        std::fs::write(folder.join("commands.ts"), text(&super::declared())).unwrap();
    }

    #[test]
    fn each_command_has_a_name_of_its_own() {
        let list = super::declared();
        let names: BTreeSet<&str> = list.iter().map(|d| d.name).collect();
        assert_eq!(names.len(), list.len(), "the second of a name would never be asked");
    }

    #[test]
    fn names_are_the_ones_of_the_window() {
        assert_eq!(camel("skip_bad_rows"), "skipBadRows");
        assert_eq!(camel("sha256"), "sha256");
    }
}

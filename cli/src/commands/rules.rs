use super::settled::by_rule;
use crate::args::Rules;
use crate::console::{Console, Object};
use crate::{Failure, Outcome};
use pgbindgen_codegen::check::{RULES, Settings};
use pgbindgen_codegen::diag::Diagnostic;
use pgbindgen_codegen::{Project, analyze};
use std::fmt::Write as _;

pub(crate) fn run(args: &Rules, console: &Console) -> Result<Outcome, Failure> {
    let name_width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let Some(dir) = &args.dir else {
        for rule in RULES {
            let text = format!(
                "{:name_width$}  {:5}  {}",
                rule.name,
                rule.level.name(),
                rule.summary
            );
            let object = Object::new("rule")
                .text("name", rule.name)
                .text("level", rule.level.name())
                .text("summary", rule.summary);
            console.result(&text, &object);
        }
        return Ok(Outcome::Clean);
    };
    let project = Project::load(dir, &console.options())?;
    let mut faults = project.diagnostics.clone();
    let settings = Settings::of(&project.config, project.downs(), &mut faults);
    faults.retain(Diagnostic::is_error);
    if console.report(&faults, &project.sources) == Outcome::AtFault {
        return Ok(Outcome::AtFault);
    }
    let analysis = analyze(&project);
    let settled = by_rule(&analysis.settled);
    for rule in RULES {
        let level = settings.level(rule);
        let mut text = format!(
            "{:name_width$}  {:5}  {}",
            rule.name,
            level.name(),
            rule.summary
        );
        let mut object = Object::new("rule")
            .text("name", rule.name)
            .text("level", level.name())
            .text("default", rule.level.name())
            .text("summary", rule.summary);
        let count = settled.get(rule.name).copied().unwrap_or(0);
        if let Some(since) = settings.since(rule.name) {
            let _ = write!(
                text,
                "\n{:name_width$}         since {}, which leaves out {count}",
                "", since.value
            );
            object = object.text("since", &since.value).number("settled", count);
        }
        console.result(&text, &object);
    }
    Ok(Outcome::Clean)
}

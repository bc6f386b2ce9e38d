use crate::args::Explain;
use crate::console::{Console, Object};
use crate::{Failure, Outcome};
use pgbindgen_codegen::check::RULES;
use pgbindgen_codegen::diag::codes::{CODES, SQLSTATES};
use pgbindgen_codegen::diag::nearest;
use std::fmt::Write as _;

pub(crate) fn run(args: &Explain, console: &Console) -> Result<Outcome, Failure> {
    // As a report has it: `error[42703]`.
    let name = args
        .name
        .trim_start_matches("error")
        .trim_start_matches("warning")
        .trim_matches(['[', ']'])
        .trim();
    let Some(text) = explanation(name) else {
        let names = RULES
            .iter()
            .map(|rule| rule.name)
            .chain(CODES.iter().map(|code| code.code))
            .chain(SQLSTATES.iter().map(|(state, _)| *state));
        let advice = match nearest(name, names) {
            Some(near) => format!("the nearest is `{near}`"),
            None => "`pgbindgen rules` lists the rules, and docs/errors.md the codes".to_owned(),
        };
        return Err(format!("there is no rule and no code `{}`; {advice}", args.name).into());
    };
    let object = Object::new("explanation")
        .text("name", name)
        .text("text", &text);
    console.result(text.trim_end(), &object);
    Ok(Outcome::Clean)
}

/// A rule's page, or what a code means.
fn explanation(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    if let Some(rule) = RULES.iter().find(|rule| rule.name == lower) {
        return Some(rule.page.to_owned());
    }
    if let Some(code) = CODES.iter().find(|code| code.code == lower) {
        let mut text = format!("# {}\n\n{}\n", code.code, code.about);
        if !code.mend.is_empty() {
            let _ = writeln!(text, "\n{}", code.mend);
        }
        return Some(text);
    }
    let state = name.to_uppercase();
    let (state, condition) = SQLSTATES.iter().find(|(known, _)| *known == state)?;
    Some(format!(
        "# {state}\n\nPostgreSQL would refuse the statement, with the message of the report: `{condition}`.\n\n\
         Appendix A of its manual lists the codes: https://www.postgresql.org/docs/current/errcodes-appendix.html\n"
    ))
}

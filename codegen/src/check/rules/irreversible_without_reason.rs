//! A revision that cannot be undone, and does not say why.

use crate::check::{Applied, Certainty, Finding, Level, Pass, Rule, Settings};
use crate::diag::Diagnostic;
use crate::source::layout::Downs;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "irreversible-without-reason",
    summary: "a revision has no down part and does not say why",
    level: Level::Deny,
    page: include_str!("irreversible_without_reason.md"),
    pass: Pass::Revision(pass),
};

fn pass(revision: &Applied<'_>, settings: &Settings, out: &mut Vec<Finding>) {
    let stated = revision.revision;
    if stated.down.is_some() || stated.irreversible.is_some() {
        return;
    }
    let help = match settings.downs {
        Downs::Required => {
            "add `-- +down` with the SQL that undoes it, or say in the header why nothing does: \
             `-- irreversible: REASON`"
        }
        Downs::Optional | Downs::None => {
            "write the SQL that undoes it where the layout has its place"
        }
    };
    out.push(Finding {
        span: revision
            .statements
            .first()
            .map_or(stated.header, |statement| statement.span),
        diagnostic: Diagnostic::error(
            RULE.name,
            stated.header,
            format!(
                "revision `{}` cannot be undone, and does not say why",
                revision.id
            ),
        )
        .with_label("nothing says what undoes it")
        .with_help(help),
        certainty: Certainty::Certain,
    });
}

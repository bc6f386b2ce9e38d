//! A down that does not give back the state before its up.

use crate::check::{Applied, Finding, Level, Pass, Rule, Settings};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "down-residue",
    summary: "up and then down does not give the state before",
    level: Level::Deny,
    page: include_str!("down_residue.md"),
    pass: Pass::Revision(pass),
};

fn pass(_revision: &Applied<'_>, _settings: &Settings, _out: &mut Vec<Finding>) {}

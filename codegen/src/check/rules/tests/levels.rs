//! Levels in `pgbindgen.toml`, and `allow` comments.

use super::{only, two};
use crate::Analysis;
use crate::check::{Level, RULES, Settings};
use crate::diag::{Diagnostic, Safety, Severity, SourceMap};
use crate::source::config::Config;
use crate::source::layout::Downs;

const FLOAT: &str = "CREATE TABLE t (id bigint PRIMARY KEY, price float8);";
const RESIDUE: &str = "-- +up\nCREATE TABLE t (id bigint PRIMARY KEY);\n-- +down\n";
const BOTH: &str = "-- +up\nCREATE TABLE t (id bigint PRIMARY KEY, price float8);\n-- +down\n";

/// What is said, but for what rules find that are not of these tests.
fn configured(config: &str, sql: &str) -> Vec<Diagnostic> {
    analyzed(config, &two(sql)).diagnostics
}

/// The same of a chain, with what `since` leaves out.
fn analyzed(config: &str, revisions: &[(String, String)]) -> Analysis {
    let rules = ["down-residue", "float-money", "irreversible-without-reason"];
    let mut analysis = super::analyzed(config, revisions);
    analysis.diagnostics = only(&rules, analysis.diagnostics);
    analysis.settled = only(&rules, analysis.settled);
    analysis
}

/// The codes of what is said, sorted.
fn codes(sql: &str) -> Vec<String> {
    let mut codes: Vec<String> = configured("", sql)
        .iter()
        .map(|diagnostic| diagnostic.code.to_owned())
        .collect();
    codes.sort();
    codes
}

/// Severity and code of what is said.
fn said(config: &str, sql: &str) -> Vec<String> {
    let mut said: Vec<String> = configured(config, sql)
        .iter()
        .map(|diagnostic| {
            let severity = match diagnostic.severity {
                Severity::Error => "error",
                _ => "warning",
            };
            format!("{severity} {}", diagnostic.code)
        })
        .collect();
    said.sort();
    said
}

#[test]
fn both_rules_deny_when_nothing_is_said() {
    assert_eq!(said("", BOTH), ["error down-residue", "error float-money"]);
    assert_eq!(said("[rules]\n", BOTH), said("", BOTH));
}

#[test]
fn levels() {
    for (rule, sql) in [("float-money", FLOAT), ("down-residue", RESIDUE)] {
        for (level, expected) in [
            ("allow", vec![]),
            ("warn", vec![format!("warning {rule}")]),
            ("deny", vec![format!("error {rule}")]),
        ] {
            let short = format!("[rules]\n{rule} = \"{level}\"\n");
            let long = format!("[rules]\n{rule} = {{ level = \"{level}\" }}\n");
            assert_eq!(said(&short, sql), expected, "{short}");
            assert_eq!(said(&long, sql), expected, "{long}");
        }
    }
    // Of one rule and not of the other.
    let config = "[rules]\nfloat-money = \"warn\"\n";
    assert_eq!(
        said(config, BOTH),
        ["error down-residue", "warning float-money"]
    );
}

#[test]
fn what_names_no_rule_or_level_is_told_at_its_place() {
    let found = configured("[rules]\nfloats = \"deny\"\n", FLOAT);
    let unknown = found.iter().find(|d| d.code == "unknown-rule").unwrap();
    assert!(unknown.is_error());
    assert_eq!(unknown.message, "there is no rule `floats`");
    let span = unknown.primary.as_ref().unwrap().span;
    assert_eq!((span.start, span.end), (8, 14));
    assert!(unknown.help[0].contains("`pgbindgen rules`"), "{unknown:?}");
    // One that is nearly a rule's is mended.
    let found = configured("[rules]\nflaot-money = \"deny\"\n", FLOAT);
    let unknown = found.iter().find(|d| d.code == "unknown-rule").unwrap();
    let fix = unknown.fix.as_ref().unwrap();
    assert_eq!(fix.edits[0].text, "float-money");
    assert_eq!(fix.edits[0].span, unknown.primary.as_ref().unwrap().span);
    // The default holds where the level is no level.
    let found = said("[rules]\nfloat-money = \"error\"\n", FLOAT);
    assert!(
        found.contains(&"error float-money".to_owned()) && found.len() == 2,
        "{found:?}"
    );
}

#[test]
fn since_leaves_its_revision_and_those_before_it_alone() {
    let sql = format!("-- +before\n{FLOAT}\n-- +up\nCREATE TABLE u (id bigint, amount real);");
    assert_eq!(said("", &sql), ["error float-money", "error float-money"]);
    for (config, expected) in [
        ("[rules]\nsince = \"a\"\n", 1),
        ("[rules]\nsince = \"b\"\n", 0),
        ("[rules]\nfloat-money = { since = \"a\" }\n", 1),
        ("[rules]\nfloat-money = { since = \"b\" }\n", 0),
        // A rule's own goes before the one for all.
        (
            "[rules]\nsince = \"b\"\nfloat-money = { level = \"deny\", since = \"a\" }\n",
            1,
        ),
        ("[rules]\ndown-residue = { since = \"b\" }\n", 2),
    ] {
        assert_eq!(said(config, &sql).len(), expected, "{config}");
        let settled = analyzed(config, &two(&sql)).settled;
        let left_out = if config.contains("down-residue") {
            0
        } else {
            2 - expected
        };
        assert_eq!(settled.len(), left_out, "{config}");
        assert!(
            settled
                .iter()
                .all(|d| d.code == "float-money" && d.is_error())
        );
    }
    // What would not be said anyway is not left out.
    let config = "[rules]\nfloat-money = { level = \"allow\", since = \"b\" }\n";
    assert_eq!(analyzed(config, &two(&sql)).settled.len(), 0);
    let allowed = sql.replace(
        "-- +before\n",
        "-- +before\n-- pgbindgen: allow(float-money) x\n",
    );
    let analysis = analyzed("[rules]\nsince = \"b\"\n", &two(&allowed));
    assert_eq!((analysis.diagnostics.len(), analysis.settled.len()), (0, 1));
}

#[test]
fn a_since_that_names_no_revision_is_told_at_its_place() {
    let config = "[rules]\nfloat-money = { since = \"bb\" }\ndown-residue = { since = \"zzz\" }\n";
    let found = configured(config, FLOAT);
    let unknown: Vec<_> = found
        .iter()
        .filter(|d| d.code == "unknown-revision")
        .collect();
    let at = |at: usize| {
        config
            .get(unknown[at].primary.as_ref().unwrap().span.range())
            .unwrap()
    };
    assert_eq!((unknown.len(), at(0), at(1)), (2, "\"bb\"", "\"zzz\""));
    assert!(unknown.iter().all(|d| d.is_error()));
    assert_eq!(unknown[0].fix.as_ref().unwrap().edits[0].text, "\"b\"");
    assert!(unknown[1].fix.is_none() && unknown[1].help[0].contains("pgbindgen history"));
    // Nothing is left out by mistake.
    assert!(found.iter().any(|d| d.code == "float-money"));
}

/// A branch that left before `since` and came back after it is new to the rule,
/// though its ids stand earlier.
#[test]
fn since_follows_the_chain_and_not_the_order() {
    let revision = |id: &str, parents: &str, table: &str| {
        let text = format!(
            "-- revision: {id}\n-- down_revision: {parents}\n-- irreversible: x\n-- +up\n\
             CREATE TABLE {table} (id bigint, price float8);\n"
        );
        (id.to_owned(), text)
    };
    let revisions = [
        revision("a", "none", "t1"),
        revision("b_branch", "a", "t2"),
        revision("c", "a", "t3"),
        revision("d_merge", "c, b_branch", "t4"),
    ];
    let tables = |config: &str| -> Vec<String> {
        let analysis = analyzed(config, &revisions);
        let found = analysis.diagnostics.iter();
        found
            .map(|d| d.message.split('`').nth(1).unwrap_or(&d.message).to_owned())
            .collect()
    };
    assert_eq!(tables("").len(), 4);
    let found = tables("[rules]\nsince = \"c\"\n");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found[0].contains("t2") && found[1].contains("t4"),
        "{found:?}"
    );
    assert_eq!(tables("[rules]\nsince = \"d_merge\"\n").len(), 0);
}

#[test]
fn several_allows_above_one_statement() {
    let allow = |rule: &str| format!("-- pgbindgen: allow({rule}) because\n");
    let (money, residue) = (allow("float-money"), allow("down-residue"));
    let table = "CREATE TABLE t (id bigint PRIMARY KEY, price float8);";
    let sql = |comments: &str| format!("-- +up\n{comments}{table}\n-- +down\n");
    assert_eq!(said("", &sql(&format!("{money}{residue}"))), [""; 0]);
    assert_eq!(
        said("", &sql(&format!("{residue}-- why\n\n{money}"))),
        [""; 0]
    );
    assert_eq!(said("", &sql(&money)), ["error down-residue"]);
    // The same twice: both are needed, or neither; none is told to go.
    assert_eq!(said("", &sql(&format!("{money}{money}{residue}"))), [""; 0]);
    // A list is no name: each rule has its reason.
    let found = configured("", &sql(&allow("float-money, down-residue")));
    let unknown = found.iter().find(|d| d.code == "unknown-rule").unwrap();
    assert!(
        unknown.help[0].contains("of its own for each rule"),
        "{unknown:?}"
    );
}

/// A layout may think otherwise of a rule than the rule does, and the file than both.
#[test]
fn a_layout_has_levels_of_its_own() {
    let levels = |text: &str, downs: Downs| {
        let mut sources = SourceMap::default();
        let file = sources.add("pgbindgen.toml", text);
        let config = Config::parse(file, &sources, &mut Vec::new());
        let settings = Settings::of(&config, downs, &mut Vec::new());
        let of = |name: &str| {
            let rule = RULES.iter().find(|rule| rule.name == name).unwrap();
            settings.level(rule).name()
        };
        (of("down-residue"), of("float-money"))
    };
    assert_eq!(levels("", Downs::Required), ("deny", "deny"));
    assert_eq!(levels("", Downs::None), ("allow", "deny"));
    let config = "[rules]\ndown-residue = \"warn\"\n";
    assert_eq!(levels(config, Downs::None), ("warn", "deny"));
    let config = "[rules]\ndown-residue = { since = \"a\" }\n";
    assert_eq!(levels(config, Downs::None), ("allow", "deny"));
}

#[test]
fn an_allow_needs_a_rule_a_reason_and_a_finding() {
    let up = |comment: &str| {
        format!("-- pgbindgen: {comment}\nCREATE TABLE t (id bigint, price float8);")
    };
    let fine = "-- pgbindgen: allow(float-money) x\nCREATE TABLE t (id bigint);";
    assert_eq!(codes(&up("allow(float-money) a forecast")), [""; 0]);
    assert_eq!(
        codes(&up("allow(float-money)")),
        ["allow-without-reason", "float-money"]
    );
    assert_eq!(
        codes(&up("allow(floats) x")),
        ["float-money", "unknown-rule"]
    );
    assert_eq!(codes(&up("alow")), ["float-money", "invalid-directive"]);
    assert_eq!(codes(fine), ["unused-allow"]);
    let unused = &configured("", fine)[0];
    let fix = unused.fix.as_ref().unwrap();
    assert_eq!((fix.safety, &*fix.edits[0].text), (Safety::Safe, ""));
    assert_eq!(
        fix.edits[0].span.end - fix.edits[0].span.start,
        35,
        "its line"
    );
}

#[test]
fn an_allow_is_for_its_rule_its_statement_and_any_level() {
    let allow = "-- pgbindgen: allow(float-money) a forecast\n";
    // Above another statement it silences nothing.
    let sql = format!("{allow}CREATE TABLE u (id bigint);\n{FLOAT}");
    assert_eq!(
        said("", &sql),
        ["error float-money", "warning unused-allow"]
    );
    // Of two statements it silences one.
    let other = FLOAT.replace("TABLE t", "TABLE u");
    assert_eq!(
        said("", &format!("{allow}{FLOAT}\n{other}")),
        ["error float-money"]
    );
    // Another rule's says nothing about this one.
    let sql = format!("-- pgbindgen: allow(down-residue) x\n{FLOAT}");
    assert_eq!(
        said("", &sql),
        ["error float-money", "warning unused-allow"]
    );
    // It is needed, whatever the level.
    for level in ["allow", "warn", "deny"] {
        let config = format!("[rules]\nfloat-money = \"{level}\"\n");
        assert_eq!(
            said(&config, &format!("{allow}{FLOAT}")),
            [""; 0],
            "{level}"
        );
    }
    // Without a reason it silences nothing, and a blank is none.
    let sql = format!("-- pgbindgen: allow(float-money)  \n{FLOAT}");
    assert_eq!(
        said("", &sql),
        ["error allow-without-reason", "error float-money"]
    );
}

#[test]
fn what_remains_is_allowed_above_either_part() {
    let table = "CREATE TABLE t (id bigint PRIMARY KEY);";
    let allow = "-- pgbindgen: allow(down-residue) shared with another team";
    for sql in [
        format!("-- +up\n{allow}\n{table}\n-- +down\n"),
        format!("-- +up\n{table}\n-- +down\n{allow}\nSELECT 1;\n"),
    ] {
        assert_eq!(said("", &sql), [""; 0], "{sql}");
    }
    let sql = format!("-- +up\n{table}\n-- +down\n{allow}\nDROP TABLE t;\n");
    assert_eq!(said("", &sql), ["warning unused-allow"]);
    let sql = format!("-- +up\n{table}\n-- +down\n-- pgbindgen: allow(x) y\nDROP TABLE t;\n");
    assert_eq!(said("", &sql), ["error unknown-rule"]);
}

/// Behind the last statement a comment speaks of nothing.
#[test]
fn an_allow_above_no_statement_is_told() {
    let sql = "-- +up\nCREATE TABLE t (id bigint PRIMARY KEY);\n-- pgbindgen: allow(down-residue) x\n-- +down\n";
    assert_eq!(codes(sql), ["down-residue", "invalid-directive"]);
    let sql = "-- +up\nSELECT 1;\n-- +down\nSELECT 1;\n-- pgbindgen: no-effect\n";
    assert_eq!(codes(sql), ["invalid-directive"]);
    // On the line of a statement it speaks of that.
    let sql = "-- +up\nSELECT 1; -- pgbindgen: no-effect\n-- +down\nSELECT 1;\n";
    assert_eq!(codes(sql), ["needless-effect"]);
}

/// On 18 alone the name of the NOT NULL constraint comes back as another.
#[test]
fn an_allow_that_one_version_needs_is_needed() {
    let before = "CREATE TABLE t (id bigint CONSTRAINT given NOT NULL);";
    let up = "ALTER TABLE t ALTER id DROP NOT NULL;";
    let down = "ALTER TABLE t ALTER id SET NOT NULL;";
    let sql =
        |allow: &str| format!("-- +before\n{before}\n-- +up\n{allow}{up}\n-- +down\n{down}\n");
    let found = configured("", &sql(""));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0]
            .notes
            .iter()
            .any(|note| note.contains("PostgreSQL 18 only")),
        "{found:?}"
    );
    let allow = "-- pgbindgen: allow(down-residue) the name does not matter\n";
    assert_eq!(codes(&sql(allow)), [""; 0]);
}

/// A revision that the server refuses is not judged, nor are its comments.
#[test]
fn a_refused_revision_needs_no_other_report() {
    let sql =
        format!("-- pgbindgen: allow(float-money) x\nALTER TABLE t ADD price float8;\n{FLOAT}");
    assert_eq!(codes(&sql), ["42P01", "float-money"]);
}

/// Without a way back and a reason: told at the header, silenced by a reason or
/// above the first statement.
#[test]
fn a_way_back_is_asked_for() {
    let table = "CREATE TABLE t (id bigint PRIMARY KEY);";
    let whole = |sql: &str| format!("-- whole\n{sql}");
    let bare = whole(&format!("-- +up\n{table}\n"));
    assert_eq!(said("", &bare), ["error irreversible-without-reason"]);
    let found = configured("", &bare);
    let span = found[0].primary.as_ref().unwrap().span;
    assert_eq!((span.start, span.end), (0, 14), "the line of the id");
    let config = |level: &str| format!("[rules]\nirreversible-without-reason = \"{level}\"\n");
    assert_eq!(
        said(&config("warn"), &bare),
        ["warning irreversible-without-reason"]
    );
    assert_eq!(said(&config("allow"), &bare), [""; 0]);
    for fine in [
        format!("-- +up\n{table}\n-- +down\nDROP TABLE t;\n"),
        "-- +up\n-- +down\n".to_owned(),
        format!("-- irreversible: data is lost\n-- +up\n{table}\n"),
        format!("-- +up\n-- pgbindgen: allow(irreversible-without-reason) x\n{table}\n"),
    ] {
        assert_eq!(said("", &whole(&fine)), [""; 0], "{fine}");
    }
    // What is silenced elsewhere is not.
    let elsewhere =
        format!("-- +up\n{table}\n-- pgbindgen: allow(irreversible-without-reason) x\nSELECT 1;\n");
    assert_eq!(
        said("", &whole(&elsewhere)),
        ["error irreversible-without-reason", "warning unused-allow"]
    );
    assert_eq!(
        said("", &whole("-- irreversible:\n-- +up\nSELECT 1;\n")),
        ["error invalid-header"]
    );
}

/// Layouts that do not ask for a way back are asked for less.
#[test]
fn what_a_layout_has_decides_the_level() {
    for (downs, expected) in [
        (Downs::Required, Level::Deny),
        (Downs::Optional, Level::Warn),
        (Downs::None, Level::Allow),
    ] {
        let settings = Settings {
            downs,
            ..Settings::default()
        };
        for rule in RULES {
            let is_of_downs = matches!(rule.name, "down-residue" | "irreversible-without-reason");
            let expected = if is_of_downs { expected } else { rule.level };
            assert_eq!(settings.level(rule), expected, "{} {downs:?}", rule.name);
        }
    }
}

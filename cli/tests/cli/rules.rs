//! `rules` and `explain`.

use crate::Folder;
use pgbindgen_codegen::check::RULES;
use pgbindgen_codegen::diag::codes::{CODES, SQLSTATES};
use serde_json::Value;

const FLOATS: &str = "-- revision: a\n-- down_revision: none\n-- irreversible: a test\n-- +up\n\
    CREATE TABLE t (id bigint PRIMARY KEY, price real, cost real);\n";
const NEXT: &str = "-- revision: b\n-- down_revision: a\n-- irreversible: a test\n-- +up\n\
    CREATE TABLE u (id bigint PRIMARY KEY, price real);\n";

#[test]
fn every_rule_is_listed_and_explained() {
    let folder = Folder::new(&[]);
    let ran = folder.expect(0, "rules");
    assert_eq!((ran.out.lines().count(), &*ran.err), (RULES.len(), ""));
    for (line, rule) in ran.out.lines().zip(RULES) {
        let words: Vec<&str> = line.splitn(3, "  ").map(str::trim).collect();
        assert!(
            line.starts_with(rule.name) && line.ends_with(rule.summary),
            "{line}"
        );
        assert!(words.concat().contains(rule.level.name()), "{line}");
        assert_eq!(
            folder.expect(0, &format!("explain {}", rule.name)).out,
            rule.page
        );
    }
    let json = folder.expect(0, "rules --message-format json").out;
    let first: Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!(first["$message_type"], "rule");
    assert_eq!(
        (&first["name"], &first["summary"]),
        (&RULES[0].name.into(), &RULES[0].summary.into())
    );
}

#[test]
fn every_code_is_explained() {
    let folder = Folder::new(&[]);
    for code in CODES {
        let text = folder.expect(0, &format!("explain {}", code.code)).out;
        assert!(
            text.starts_with(&format!("# {}\n\n{}", code.code, code.about)),
            "{text}"
        );
        assert!(text.contains(code.mend), "{text}");
    }
    for (state, name) in SQLSTATES.iter().take(3) {
        let text = folder
            .expect(0, &format!("explain error[{}]", state.to_lowercase()))
            .out;
        assert!(text.contains(state) && text.contains(name), "{text}");
    }
    for (name, said) in [
        (
            "flaot-money",
            "there is no rule and no code `flaot-money`; the nearest is `float-money`",
        ),
        ("missing-parnet", "the nearest is `missing-parent`"),
        ("zzzzzzzzzzzzzzzzz", "`pgbindgen rules` lists the rules"),
    ] {
        let err = folder.expect(2, &format!("explain {name}")).err;
        assert!(err.contains(said), "{err}");
    }
}

#[test]
fn a_project_has_its_own_levels() {
    let folder = Folder::new(&[
        (
            "pgbindgen.toml",
            "[rules]\nfloat-money = { level = \"warn\", since = \"a\" }\ndown-residue = \"allow\"\n",
        ),
        ("migrations/a.sql", FLOATS),
        ("migrations/b.sql", NEXT),
    ]);
    let ran = folder.expect(0, "rules .");
    let lines: Vec<&str> = ran.out.lines().collect();
    let at = lines
        .iter()
        .position(|line| line.starts_with("float-money"))
        .unwrap();
    assert!(lines[at].contains(" warn "), "{}", ran.out);
    assert_eq!(lines[at + 1].trim(), "since a, which leaves out 2");
    let json = folder.expect(0, "rules . --message-format json").out;
    let rules: Vec<Value> = json
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let money = rules
        .iter()
        .find(|rule| rule["name"] == "float-money")
        .unwrap();
    assert_eq!(
        (
            &money["level"],
            &money["default"],
            &money["since"],
            &money["settled"]
        ),
        (&"warn".into(), &"deny".into(), &"a".into(), &2.into())
    );
    let residue = rules
        .iter()
        .find(|rule| rule["name"] == "down-residue")
        .unwrap();
    assert_eq!(
        (&residue["level"], &residue["since"]),
        (&"allow".into(), &Value::Null)
    );

    // `check` says how much it does not say.
    let ran = folder.expect(0, "check");
    let said = "`since` leaves out 2 findings: float-money 2; to see them: pgbindgen check --ignore-since\n";
    assert!(ran.err.ends_with(said), "{}", ran.err);
    assert_eq!(ran.err.matches("warning[float-money]").count(), 1);
    let ran = folder.expect(0, "check --ignore-since");
    assert_eq!(
        ran.err.matches("warning[float-money]").count(),
        3,
        "{}",
        ran.err
    );
    let json = folder.expect(0, "check --message-format json").out;
    let last: Value = serde_json::from_str(json.lines().last().unwrap()).unwrap();
    assert_eq!(
        (
            &last["$message_type"],
            &last["rule"],
            &last["since"],
            &last["findings"]
        ),
        (
            &"settled".into(),
            &"float-money".into(),
            &"a".into(),
            &2.into()
        )
    );

    folder.write("pgbindgen.toml", "[rules]\nfloats = \"warn\"\n");
    assert!(
        folder
            .expect(1, "rules .")
            .err
            .contains("error[unknown-rule]")
    );
    folder.expect(2, "rules nowhere");
}

//! `init` where there are migrations already.

use crate::Folder;

const FLOATS: &str = "-- revision: a\n-- down_revision: none\n-- irreversible: a test\n-- +up\n\
    CREATE TABLE t (id bigint PRIMARY KEY, price real);\n";
const RESIDUE: &str = "-- revision: b\n-- down_revision: a\n-- +up\n\
    CREATE TABLE u (id bigint PRIMARY KEY, cost real);\n-- +down\nSELECT 1;\n";

#[test]
fn a_project_with_a_history_begins_green() {
    let folder = Folder::new(&[("migrations/a.sql", FLOATS), ("migrations/b.sql", RESIDUE)]);
    assert!(folder.expect(1, "check").err.contains("error[float-money]"));
    let ran = folder.expect(0, "init");
    let config = folder.read("pgbindgen.toml");
    assert!(
        config.ends_with(
            "\n[rules]\n# What the history held when this file was written is left out:\n\
             # `pgbindgen check --ignore-since` shows it, 3 findings: down-residue 1, float-money 2.\n\
             down-residue = { since = \"b\" }\nfloat-money = { since = \"b\" }\n"
        ),
        "{config}"
    );
    let said = "`since` leaves out 3 findings: down-residue 1, float-money 2\n";
    assert!(ran.err.contains(said), "{}", ran.err);
    let ran = folder.expect(0, "check");
    assert!(
        ran.err.contains("`since` leaves out 3 findings"),
        "{}",
        ran.err
    );
    let ran = folder.expect(1, "check --ignore-since");
    assert!(ran.err.ends_with("error: 3 errors\n"), "{}", ran.err);
    // What comes is judged.
    folder.write(
        "migrations/c.sql",
        &RESIDUE
            .replace("TABLE u", "TABLE w")
            .replace(": a\n", ": b\n")
            .replace("revision: b\n-- down", "revision: c\n-- down"),
    );
    let ran = folder.expect(1, "check");
    assert!(ran.err.contains("error: 2 errors\n"), "{}", ran.err);
}

/// Many rules at once, errors and warnings, over several revisions.
#[test]
fn many_rules_are_adopted_at_once() {
    let one = "-- revision: a\n-- down_revision: none\n-- +up\n\
        CREATE TABLE t (id serial PRIMARY KEY, price real, total numeric NOT NULL, fee money, at timestamp, code char(2));\n\
        CREATE TABLE keyless (t_id int REFERENCES t, n int CHECK (n > 0));\n\
        CREATE INDEX one ON t (at);\nCREATE INDEX two ON t (at);\n";
    let two = "-- revision: b\n-- down_revision: a\n-- +up\n\
        ALTER TABLE t ADD COLUMN must int NOT NULL;\nALTER TABLE t ALTER COLUMN code TYPE text USING code || 'x';\n\
        CREATE INDEX three ON t (code);\nSET shared_buffers = '1GB';\n-- +down\nSELECT 1;\n";
    let folder = Folder::new(&[("migrations/a.sql", one), ("migrations/b.sql", two)]);
    let before = folder.expect(1, "check").err;
    let fired: std::collections::BTreeSet<&str> = before
        .lines()
        .filter_map(|line| {
            let rest = line
                .strip_prefix("error[")
                .or(line.strip_prefix("warning["))?;
            rest.split(']').next()
        })
        .collect();
    assert!(fired.len() >= 10, "{before}");
    for rule in [
        "float-money",
        "money-type",
        "server-setting",
        "down-residue",
        "no-primary-key",
    ] {
        assert!(fired.contains(rule), "{rule}\n{before}");
    }
    folder.expect(0, "init");
    let config = folder.read("pgbindgen.toml");
    let written: std::collections::BTreeSet<&str> = config
        .lines()
        .filter_map(|line| line.strip_suffix(" = { since = \"b\" }"))
        .collect();
    assert_eq!(written, fired, "{config}");
    let after = folder.expect(0, "check").err;
    assert!(
        !after.contains("error") && !after.contains("warning"),
        "{after}"
    );
    // All of it is still there for who looks.
    let all = folder.expect(1, "check --ignore-since").err;
    assert_eq!(all, before);
}

#[test]
fn a_clean_history_needs_nothing() {
    let clean = FLOATS.replace("real", "numeric(12, 2)");
    let folder = Folder::new(&[("migrations/a.sql", &clean)]);
    // A note is no finding: the down gives a column back as the last.
    folder.write(
        "migrations/b.sql",
        "-- revision: b\n-- down_revision: a\n-- +up\nALTER TABLE t ADD note text, DROP price;\n\
         -- +down\nALTER TABLE t DROP note, ADD price numeric(12, 2);\n",
    );
    folder.write(
        "migrations/a.sql",
        &clean
            .replace("price", "label text, price")
            .replace("2));", "2), last int);"),
    );
    folder.expect(0, "init");
    assert!(!folder.read("pgbindgen.toml").contains("[rules]"));
    let ran = folder.expect(0, "check");
    assert!(
        !ran.err.contains("since") && ran.err.contains("note: after the up"),
        "{}",
        ran.err
    );
}

#[test]
fn what_since_cannot_help_is_said() {
    // No head to name, and a fault of the SQL.
    let folder = Folder::new(&[
        ("migrations/a.sql", FLOATS),
        ("migrations/b.sql", RESIDUE),
        (
            "migrations/c.sql",
            &RESIDUE.replace("revision: b\n-- down", "revision: c\n-- down"),
        ),
    ]);
    let ran = folder.expect(0, "init");
    assert!(
        ran.err.contains("an error that no rule is to blame for"),
        "{}",
        ran.err
    );
    assert!(!folder.read("pgbindgen.toml").contains("[rules]"));
    // A configuration that is there is not touched; what it lacks is said.
    let folder = Folder::new(&[("pgbindgen.toml", ""), ("migrations/a.sql", FLOATS)]);
    let ran = folder.expect(0, "init");
    assert_eq!(folder.read("pgbindgen.toml"), "");
    assert!(
        ran.err.contains("float-money = { since = \"a\" }\n"),
        "{}",
        ran.err
    );
}

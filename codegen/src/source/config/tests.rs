use super::*;
use crate::diag::{Color, render_all, sort};

fn parse(text: &str) -> (Config, String) {
    let mut sources = SourceMap::default();
    let file = sources.add(FILE_NAME, text);
    let mut diagnostics = Vec::new();
    let config = Config::parse(file, &sources, &mut diagnostics);
    sort(&mut diagnostics);
    (config, render_all(&diagnostics, &sources, Color::Never))
}

#[test]
fn every_key() {
    let (config, report) = parse(
        r#"
migrations = "db"
layout = "native"
ignore = ["*.csv"]
postgres = ["18", "15"]
prelude = "CREATE SCHEMA app;"
downs = false

[placeholders]
"{{ .Schema }}" = "app"

[variables]
owner = "app"

[code]
"1_a.up.go" = "no-effect"

[declared]
pattern = "{version}_{name}.sql"
patterns = ["{name}.sql"]
order = "list"
list = ["1_a.sql"]
list_file = "order.txt"
list_pattern = "<{file}>"
manifest = "manifest.json"
manifest_key = "files"
dialect = "postgres"
transaction = "message"
down_line = "-- //@UNDO"

[generate]
out = "src/db"
crate = "::bindings"
schema = "app"
include = ["app.*"]
exclude = ["app.old_*"]
partitions = ["app.events_*"]

[types]
time = "chrono"
decimal = "any"
json = "text"
serde = true
[types.overrides]
citext = "crate::Email"
[types.columns]
"invoices.metadata" = "crate::Metadata"

[rename.tables]
invoices = "Bill"
"app.users" = { module = "people", row = "Person" }
[rename.columns]
"users.type" = "kind"
[rename.types]
state = "State"

[names]
"app.invoices" = "Invoice"

[rules]
since = "a"
float-money = "warn"
down-residue = { level = "deny", since = "b" }

[money]
words = ["bedel"]
not_words = ["rate"]

[session]
work_mem = "64MB"
lock_timeout = 5000
jit = false

[environments.production]
released_only = true
"#,
    );
    assert_eq!(report, "");
    assert_eq!(config.postgres_versions(), [15, 18]);
    assert_eq!(config.types.time.unwrap().value, TimeCrate::Chrono);
    assert_eq!(config.rename.tables.len(), 2);
    assert_eq!(config.rules.levels[1].1.since.as_ref().unwrap().value, "b");
    let session: Vec<_> = config
        .session
        .iter()
        .map(|(_, v)| v.value.as_str())
        .collect();
    assert_eq!(session, ["64MB", "5000", "off"]);
    assert!(
        config.environments["production"]
            .released_only
            .as_ref()
            .unwrap()
            .value
    );
}

/// The guide and the code name the same keys.
#[test]
fn the_guide_names_every_key() {
    let guide = include_str!("../../../../docs/configuration.md");
    for key in [
        "migrations",
        "layout",
        "ignore",
        "postgres",
        "prelude",
        "[placeholders]",
        "[variables]",
        "[code]",
        "[declared]",
        "pattern",
        "patterns",
        "order",
        "list",
        "list_file",
        "list_pattern",
        "manifest",
        "manifest_key",
        "downs",
        "dialect",
        "transaction",
        "out",
        "crate",
        "schema",
        "include",
        "exclude",
        "partitions",
        "time",
        "decimal",
        "json",
        "serde",
        "[types.overrides]",
        "[types.columns]",
        "[rename.tables]",
        "[rename.columns]",
        "[rename.types]",
        "[names]",
        "[rules]",
        "since",
        "words",
        "not_words",
        "[session]",
        "[environments.NAME]",
        "released_only",
    ] {
        assert!(
            guide.contains(&format!("`{key}`")),
            "docs/configuration.md lacks `{key}`"
        );
    }
}

#[test]
fn faults_are_reported_at_their_places_and_all_at_once() {
    let (config, report) = parse(
        "migratons = \"db\"\npostgres = [\"15\", \"9.6\", 18]\n[types]\ntime = \"jif\"\nserde = \"yes\"\n\
         [rules]\nfloat-money = \"forbid\"\n[generate]\nfoo = 1\n",
    );
    assert_eq!(config.postgres_versions(), [15]);
    assert_eq!(
        report,
        r#"error[config-unknown-key]: unknown key `migratons` in the file
 --> pgbindgen.toml:1:1
  |
1 | migratons = "db"
  | ^^^^^^^^^ pgbindgen does not know this key
  |
  = help: write `migrations`
help: rename the key to `migrations`
  |
1 - migratons = "db"
1 + migrations = "db"
  |

error[config-value]: pgbindgen does not know PostgreSQL `9.6`
 --> pgbindgen.toml:2:19
  |
2 | postgres = ["15", "9.6", 18]
  |                   ^^^^^ not a major version
  |
  = help: name major versions from "15" to "18"

error[config-type]: `postgres` has to be an array of strings
 --> pgbindgen.toml:2:26
  |
2 | postgres = ["15", "9.6", 18]
  |                          ^^ this is an integer
  |
  = help: write `["15", "9.6", "18"]`

error[config-value]: `time` cannot be `jif`
 --> pgbindgen.toml:4:8
  |
4 | time = "jif"
  |        ^^^^^ expected one of `jiff`, `chrono`, `time`
  |
  = help: write "jiff"

error[config-type]: `serde` in [types] has to be `true` or `false`
 --> pgbindgen.toml:5:9
  |
5 | serde = "yes"
  |         ^^^^^ this is a string
  |
  = help: write `true`

error[config-value]: `float-money` cannot be `forbid`
 --> pgbindgen.toml:7:15
  |
7 | float-money = "forbid"
  |               ^^^^^^^^ expected one of `allow`, `warn`, `deny`
  |
  = help: choose one of "allow", "warn", "deny"

error[config-unknown-key]: unknown key `foo` in [generate]
 --> pgbindgen.toml:9:1
  |
9 | foo = 1
  | ^^^ pgbindgen does not know this key
  |
  = help: remove it; the keys of [generate] are `crate`, `exclude`, `include`, `out`, `partitions`, `schema`

error: 7 errors
"#
    );
}

#[test]
fn broken_toml_is_a_diagnostic() {
    let (_, report) = parse("migrations = \"db\n[types\ntime = 3\n");
    assert!(
        report.contains("error[config-syntax]: pgbindgen.toml is not valid TOML"),
        "{report}"
    );
    assert!(report.contains("pgbindgen.toml:1:"), "{report}");
    for text in [
        "",
        "\u{feff}migrations = \"db\"\r\n",
        "=",
        "[[rules]]",
        "a.b.c = 1",
        "\0",
    ] {
        parse(text);
    }
}

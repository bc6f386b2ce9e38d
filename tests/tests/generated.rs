//! What is generated: the text, its goldens, and that these are fresh.

#![allow(clippy::unwrap_used, clippy::panic)]

use pgbindgen_codegen::ir::{self, TypeItemKind};
use pgbindgen_tests::bindings::{Bindings, Folder};
use pgbindgen_tests::{golden, package};

/// The exemplar, against which the runtime's own tests are written, is what the
/// generator writes for its migration.
#[test]
fn the_exemplar_is_fresh() {
    let dir = package::workspace().join("runtime/tests/exemplar");
    let bindings = Bindings::of(&dir).unwrap();
    assert_eq!(bindings.diagnostics, "");
    golden::check(&dir.join("pgbindgen.rs"), &bindings.single);
}

/// All that `Debug` hides: `module.field`, `Type.field` and `Type` alone.
fn hidden(module: &ir::Module, out: &mut Vec<String>) {
    for item in &module.types {
        match &item.kind {
            TypeItemKind::Newtype(newtype) if newtype.redacted => out.push(newtype.name.clone()),
            TypeItemKind::Struct { fields, .. } => out.extend(
                fields
                    .iter()
                    .filter(|field| field.redacted)
                    .map(|field| format!("{}.{}", item.name, field.field)),
            ),
            _ => {}
        }
    }
    for relation in &module.relations {
        let fields = relation.fields.iter().filter(|field| field.redacted);
        out.extend(fields.map(|field| format!("{}.{}", relation.module, field.field)));
        out.extend(
            relation
                .id
                .iter()
                .filter(|id| id.redacted)
                .map(|id| id.name.clone()),
        );
    }
    for inner in &module.modules {
        hidden(inner, out);
    }
}

/// What is marked stays hidden wherever its values go.
#[test]
fn marks_reach_as_far_as_the_values() {
    let sql = "
        CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
        COMMENT ON DOMAIN email IS 'An address. @pii';
        CREATE DOMAIN work_email AS email;
        CREATE TYPE full_name AS (first text, last text, title text);
        COMMENT ON COLUMN full_name.last IS '@pii';
        CREATE TYPE health AS (blood text);
        COMMENT ON TYPE health IS '@secret';
        CREATE TYPE person AS (name full_name, mail work_email, health health, age int);
        CREATE TYPE text_person AS (name full_name, words tsvector);
        CREATE TABLE citizens (number text PRIMARY KEY, born date, mail email, work work_email[], name full_name, names full_name[],
            health health, p text_person, plain text, initial text GENERATED ALWAYS AS (substr(number, 1, 1)) STORED, own full_name);
        COMMENT ON COLUMN citizens.number IS 'National number. @pii';
        COMMENT ON COLUMN citizens.born IS '@piion is no mark';
        CREATE TABLE taxes (citizen text PRIMARY KEY REFERENCES citizens, due numeric(10, 2));
        CREATE TABLE payments (id int PRIMARY KEY, payer text REFERENCES taxes, row citizens);
        CREATE TABLE pairs (a text, b int, PRIMARY KEY (a, b));
        COMMENT ON COLUMN pairs.a IS '@secret';
        CREATE TABLE of_pairs (x int, y text, FOREIGN KEY (y, x) REFERENCES pairs);
        CREATE VIEW payers AS SELECT id, payer AS who, 1 AS one FROM payments;
        CREATE VIEW payers_again AS SELECT who AS again, id FROM payers;
        CREATE TABLE log (at date NOT NULL, who text) PARTITION BY RANGE (at);
        COMMENT ON COLUMN log.who IS '@pii';
        CREATE TABLE log_1 PARTITION OF log DEFAULT;
        CREATE TABLE circle (id int PRIMARY KEY REFERENCES circle, next int REFERENCES circle);
    ";
    let config =
        "[generate]\npartitions = [\"*\"]\n[types.columns]\n\"citizens.own\" = \"crate::Own\"\n";
    let bindings = Folder::new(config, sql).unwrap().bindings().unwrap();
    assert_eq!(bindings.diagnostics, "");
    let mut found = Vec::new();
    hidden(&bindings.program.root, &mut found);
    found.sort();
    assert_eq!(
        found,
        [
            "CitizenId",
            "Email",
            "FullName.last",
            "Person.health",
            "Person.mail",
            "WorkEmail",
            "citizens.health",
            "citizens.initial",
            "citizens.mail",
            "citizens.number",
            "citizens.own",
            "citizens.p",
            "citizens.work",
            "log.who",
            "log_1.who",
            "of_pairs.y",
            "pairs.a",
            "payers.who",
            "payers_again.again",
            "payments.payer",
            "payments.row",
            "taxes.citizen",
        ]
    );
    for part in [
        "f.debug_tuple(\"CitizenId\").field(&::pgbindgen::Redacted).finish()",
        "::pgbindgen::debug(f, \"FullName\", &[(\"first\", &self.first), (\"last\", &::pgbindgen::Redacted), (\"title\", &self.title)])",
        "::pgbindgen::debug(f, \"PaymentPatch\", &[(\"payer\", &::pgbindgen::Redacted), (\"row\", &::pgbindgen::Redacted)])",
    ] {
        assert!(bindings.single.contains(part), "{part}");
    }
}

/// Names of `pgbindgen.toml` that cannot be are refused at their place.
#[test]
fn names_that_cannot_be() {
    let sql = "CREATE TABLE users (id int PRIMARY KEY, a int, b int, c int);
               CREATE TABLE people (id int PRIMARY KEY);
               CREATE TABLE teams (id int PRIMARY KEY);
               CREATE TYPE state AS ENUM ('a');
               CREATE DOMAIN mood AS int;";
    let config = r#"
[rename.tables]
users = "columns"
people = { row = "usize", module = "str" }
teams = { row = "Te am", module = "users" }
[rename.columns]
"users.a" = "S"
"users.b" = "same"
"users.c" = "same"
"people.id" = "self"
[rename.types]
state = "Mood"
mood = "Mood"
[names]
teams = "users"
"#;
    let bindings = Folder::new(config, sql).unwrap().bindings().unwrap();
    let heads: Vec<String> = bindings
        .diagnostics
        .lines()
        .filter(|line| line.starts_with("error") || line.contains("-->") || line.contains("= help"))
        .map(|line| line.trim().to_owned())
        .map(|line| match line.split_once("/pgbindgen.toml:") {
            Some((_, at)) => format!("--> {at}"),
            None => line,
        })
        .collect();
    assert_eq!(
        heads,
        [
            "error[invalid-rust-name]: `columns` cannot be the name of a row struct",
            "--> 3:9",
            "= help: write `Columns`",
            "error[invalid-rust-name]: `usize` cannot be the name of a row struct",
            "--> 4:18",
            "= help: write `Usize`",
            "error[invalid-rust-name]: the module of \"people\" cannot be `str`, which means something else in the bindings",
            "--> 4:36",
            "= help: choose another name, `str_` for one",
            "error[invalid-rust-name]: `Te am` cannot be the name of a row struct",
            "--> 5:17",
            "= help: write `TeAm`",
            "error[invalid-rust-name]: `S` cannot be the name of a field",
            "--> 7:13",
            "= help: write `s`",
            "error[name-taken]: the column \"users.b\" and the column \"users.c\" cannot both be `same`",
            "--> 9:13",
            "= help: choose another name for one of them",
            "error[invalid-rust-name]: `self` cannot be the name of a field",
            "--> 10:15",
            "= help: write `self_`",
            "error[name-taken]: the type \"mood\" and the type \"state\" cannot both be `Mood`",
            "--> 13:8",
            "= help: choose another name for one of them",
            "error: 8 errors",
        ],
        "{}",
        bindings.diagnostics
    );
}

/// A chosen name is that name: what is made of names in SQL steps aside.
#[test]
fn chosen_names_come_first() {
    let sql = "CREATE TABLE a (b int PRIMARY KEY, c int, d int REFERENCES a);
               CREATE TABLE z (id int PRIMARY KEY);
               CREATE TYPE t AS ENUM ('x');
               CREATE TYPE u AS ENUM ('x');
               CREATE DOMAIN v AS int CHECK (VALUE > 0);
               CREATE TABLE kept (id int PRIMARY KEY, \"old name\" int);";
    let config = r#"
[rename.tables]
z = { module = "a", row = "Row" }
[rename.columns]
"a.c" = "b"
"public.a.d" = "r#type"
[rename.types]
u = "T"
t = "VConstraint"
[names]
kept = "was"
"kept.old name" = "name_once_given"
"public.kept" = "Given"
"#;
    let bindings = Folder::new(config, sql).unwrap().bindings().unwrap();
    assert_eq!(bindings.diagnostics, "");
    let root = &bindings.program.root;
    let names: Vec<String> = root
        .relations
        .iter()
        .map(|relation| {
            let fields: Vec<&str> = relation.fields.iter().map(|f| f.field.as_str()).collect();
            format!("{} {} {}", relation.module, relation.row, fields.join(","))
        })
        .collect();
    assert_eq!(
        names,
        [
            "a_2 A b_2,b,r#type",
            "was Given id,name_once_given",
            "a Row id"
        ]
    );
    let types: Vec<&str> = root.types.iter().map(|item| item.name.as_str()).collect();
    assert_eq!(types, ["VConstraint", "T", "V", "VConstraint2"]);
}

/// The options of `pgbindgen.toml`, as they are in `tests/schemas/options`. The
/// golden is compiled with what it says in `tests/bindings.rs`.
#[test]
fn options() {
    let dir = package::workspace().join("tests/schemas/options");
    let bindings = Bindings::of(&dir).unwrap();
    assert_eq!(bindings.diagnostics, "");
    golden::check(&dir.join("bindings.rs"), &bindings.single);
    let root = &bindings.program.root;
    let of = |module: &ir::Module| -> Vec<String> {
        let names = module
            .relations
            .iter()
            .map(|relation| relation.module.clone());
        names.collect()
    };
    assert_eq!(
        of(root),
        [
            "accounts",
            "persons",
            "reachable",
            "readings",
            "readings_2026",
            "referrals"
        ]
    );
    let nested: Vec<(&str, Vec<String>)> = root
        .modules
        .iter()
        .map(|module| (module.name.as_str(), of(module)))
        .collect();
    assert_eq!(
        nested,
        [
            ("audit", vec!["log".to_owned()]),
            ("public", vec!["notes".to_owned()]),
        ]
    );
    // Comments are documentation.
    for part in [
        "#[doc = \" The table `app.people`.\"]\n#[doc = \" \"]\n#[doc = \" Everybody.\"]\n#[doc = \" \"]\n\
         #[doc = \" ```text\"]\n#[doc = \" SELECT * FROM people;\"]\n#[doc = \" ```\"]\n",
        "#[doc = \" The schema `audit`.\"]\n#[doc = \" \"]\n#[doc = \" Who did what.\"]\n",
        "    #[doc = \" The enum `app.account_state`.\"]\n    #[doc = \" \"]\n    #[doc = \" Whether an account can be used.\"]\n",
    ] {
        assert!(
            bindings.single.contains(part),
            "{part}\n{}",
            bindings.single
        );
    }
}

/// Names that are one in Rust, and names that are none.
#[test]
fn names_that_collide() {
    let sql = r#"
        CREATE TABLE "A_b" (id int PRIMARY KEY);
        CREATE TABLE a_b ("aB" int PRIMARY KEY, a_b int, "a-b" int, "a b" int);
        CREATE TABLE "aB" (id int PRIMARY KEY);
        CREATE TYPE kind AS ENUM ('a b', 'A-B', '', '_', '1', 'Self');
        CREATE TYPE "Kind" AS ENUM ();
        CREATE TABLE str (id int PRIMARY KEY);
        CREATE SCHEMA str;
        CREATE TABLE str.str (id int PRIMARY KEY);
    "#;
    let bindings = Folder::new("", sql).unwrap().bindings().unwrap();
    assert_eq!(bindings.diagnostics, "");
    let root = &bindings.program.root;
    let modules: Vec<&str> = root.relations.iter().map(|r| r.module.as_str()).collect();
    assert_eq!(modules, ["a_b_2", "a_b_3", "a_b", "str_"]);
    let fields: Vec<&str> = root.relations[2]
        .fields
        .iter()
        .map(|f| f.field.as_str())
        .collect();
    assert_eq!(fields, ["a_b", "a_b_2", "a_b_3", "a_b_4"]);
    assert_eq!(root.modules[0].name, "str__2");
    let types: Vec<&str> = root.types.iter().map(|item| item.name.as_str()).collect();
    assert_eq!(types, ["Kind", "Kind2"]);
    let TypeItemKind::Enum { variants, .. } = &root.types[1].kind else {
        panic!("{:?}", root.types[1]);
    };
    let variants: Vec<&str> = variants
        .iter()
        .map(|(variant, _)| variant.as_str())
        .collect();
    assert_eq!(
        variants,
        ["AB", "AB2", "unnamed", "unnamed_2", "_1", "Self_"]
    );
}

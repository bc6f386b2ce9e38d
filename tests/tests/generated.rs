//! What is generated: the text, its goldens, and that these are fresh.

#![allow(clippy::unwrap_used)]

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

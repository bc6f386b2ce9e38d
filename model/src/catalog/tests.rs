use super::*;

fn sample() -> Catalog {
    let mut catalog = Catalog {
        schemas: vec!["public".into(), "audit".into()],
        relations: vec![
            Relation {
                schema: "public".into(),
                name: "t".into(),
                columns: Known::Known(vec![
                    Column {
                        name: "b".into(),
                        type_name: Known::Known("integer".into()),
                        ..Column::default()
                    },
                    Column {
                        name: "a".into(),
                        type_name: Known::unknown("a function's result"),
                        comment: Some("quote \" and\nnewline \u{1}".into()),
                        ..Column::default()
                    },
                ]),
                constraints: vec![Constraint {
                    name: "t_check".into(),
                    kind: ConstraintKind::Check,
                    columns: vec!["a".into(), "b".into()],
                    expression: Known::Known(Some("a > b".into())),
                    ..Constraint::default()
                }],
                indexes: vec![Index {
                    name: "i".into(),
                    keys: vec![
                        IndexKey::Column("a".into()),
                        IndexKey::Column("(odd".into()),
                        IndexKey::Column("\"q".into()),
                        IndexKey::Expression("lower(b)".into()),
                    ],
                    ..Index::default()
                }],
                ..Relation::default()
            },
            Relation {
                schema: "public".into(),
                name: "opaque".into(),
                kind: RelationKind::View,
                columns: Known::unknown("SELECT * of a function"),
                ..Relation::default()
            },
        ],
        sequences: vec![Sequence {
            schema: "public".into(),
            name: "s".into(),
            min: Known::Known(i64::MIN),
            max: Known::Known(i64::MAX),
            owned_by: Some(OwnedBy {
                schema: "public".into(),
                relation: "t".into(),
                column: "a".into(),
            }),
            ..Sequence::default()
        }],
        ..Catalog::default()
    };
    catalog.sort();
    catalog
}

#[test]
fn sorting_is_canonical() {
    let catalog = sample();
    assert_eq!(catalog.schemas, ["audit", "public"]);
    assert_eq!(catalog.relations[0].name, "opaque");
    // A check's columns take the order of the table.
    assert_eq!(catalog.relations[1].constraints[0].columns, ["b", "a"]);
}

#[test]
fn keys_of_indexes_round_trip() {
    for key in &sample().relations[1].indexes[0].keys {
        assert_eq!(IndexKey::from_text(&key.to_text()), *key);
    }
}

#[test]
fn prints_the_documented_form() {
    let text = sample().to_json();
    assert!(text.starts_with("{\n  \"format\": 1,\n  \"schemas\": [\"audit\", \"public\"],\n"));
    assert!(text.contains("\"columns\": null,\n      \"reason\": \"SELECT * of a function\","));
    assert!(text.contains("\"type\": {\"unknown\": \"a function's result\"},"));
    assert!(
        text.contains(
            "\"keys\": [\"a\", \"\\\"(odd\\\"\", \"\\\"\\\"\\\"q\\\"\", \"(lower(b))\"],"
        )
    );
    assert!(text.contains("\"comment\": \"quote \\\" and\\nnewline \\u0001\""));
    assert!(text.contains("\"owned_by\": [\"public\", \"t\", \"a\"],"));
    assert!(text.ends_with("}\n"));
}

#[cfg(feature = "json")]
#[test]
fn reads_what_it_prints() {
    let catalog = sample();
    let text = catalog.to_json();
    let read = Catalog::from_json(&text).unwrap();
    assert_eq!(read, catalog);
    assert_eq!(read.to_json(), text);
}

#[cfg(feature = "json")]
#[test]
fn errors_name_their_place() {
    let error = |text: &str| Catalog::from_json(text).unwrap_err().to_string();
    assert_eq!(error("{"), "the catalog is not valid JSON");
    assert_eq!(error("{}"), "the catalog has no `format`");
    assert!(error(r#"{"format": 2}"#).contains("has format 2"));
    assert_eq!(
        error(
            r#"{"format": 1, "relations": [{"name": "t", "columns": [{"name": "a", "not_null": 3}]}]}"#
        ),
        "relations.t.columns.a.not_null: expected true or false"
    );
    assert_eq!(
        error(r#"{"format": 1, "relations": [{"name": "t", "columns": null}]}"#),
        "relations.t: `columns` is null and there is no `reason`"
    );
    assert_eq!(
        error(r#"{"format": 1, "relations": [{"name": "t", "columns": [], "kind": "tabel"}]}"#),
        "relations.t.kind: expected one of: table, partitioned_table, view, materialized_view, foreign_table"
    );
    // Keys may be added; those that are absent have their default.
    let read = Catalog::from_json(
        r#"{"format": 1, "new": 1, "relations": [{"name": "t", "columns": [],
            "constraints": [{"name": "c"}], "indexes": [{"name": "i"}]}]}"#,
    )
    .unwrap();
    assert!(read.relations[0].constraints[0].enforced);
    assert!(read.relations[0].indexes[0].valid);
}

/// The example of the documentation is what the code reads and prints.
#[cfg(feature = "json")]
#[test]
fn the_documented_example_round_trips() {
    let page = include_str!("../../../docs/catalog-format.md");
    let example = page.split("```json\n").nth(1).unwrap();
    let example = example.split("```").next().unwrap();
    assert_eq!(Catalog::from_json(example).unwrap().to_json(), example);
}

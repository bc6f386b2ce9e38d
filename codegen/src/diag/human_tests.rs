use super::*;
use crate::diag::{Edit, Safety};

const SQL: &str = "-- revision: b\n-- down_revision: a\n-- +up\nCREATE TABLE\tt (\n    x int,\n    fiyat float\n);\n";

fn map() -> (SourceMap, FileId) {
    let mut map = SourceMap::default();
    let id = map.add("migrations/b.sql", SQL);
    (map, id)
}

fn span(id: FileId, what: &str) -> Span {
    let at = SQL.find(what).unwrap();
    Span::new(id, at..at + what.len())
}

/// The rendering has to be this text, without its first line end.
fn check(diagnostic: &Diagnostic, map: &SourceMap, expected: &str) {
    let rendered = render(diagnostic, map, Color::Never);
    assert_eq!(
        rendered.trim_end(),
        expected.trim_matches('\n'),
        "\n{rendered}"
    );
}

#[test]
fn one_label_with_help_and_fix() {
    let (map, id) = map();
    let at = {
        let start = SQL.find(": a").unwrap() + 2;
        Span::new(id, start..start + 1)
    };
    let diagnostic = Diagnostic::error("missing-parent", at, "revision `b` has no parent `a`")
        .with_label("no revision has this id")
        .with_note("there are 3 revisions")
        .with_help("write the nearest id, `c`")
        .with_fix(Fix {
            title: "name `c`".into(),
            edits: vec![Edit {
                span: at,
                text: "c".into(),
            }],
            safety: Safety::Suggestion,
        });
    check(
        &diagnostic,
        &map,
        "
error[missing-parent]: revision `b` has no parent `a`
 --> migrations/b.sql:2:19
  |
2 | -- down_revision: a
  |                   ^ no revision has this id
  |
  = note: there are 3 revisions
  = help: write the nearest id, `c`
help: name `c`
  |
2 - -- down_revision: a
2 + -- down_revision: c
  |
",
    );
}

#[test]
fn several_labels_on_one_line() {
    let (map, id) = map();
    let diagnostic = Diagnostic::error("float-money", span(id, "float"), "money is a float")
        .with_label("a float")
        .with_secondary(span(id, "fiyat"), "money");
    check(
        &diagnostic,
        &map,
        "
error[float-money]: money is a float
 --> migrations/b.sql:6:11
  |
6 |     fiyat float
  |     ----- ^^^^^ a float
  |     |
  |     money
",
    );
}

#[test]
fn several_lines() {
    let (map, id) = map();
    let diagnostic = Diagnostic::error(
        "42P07",
        span(id, "TABLE\tt (\n    x int,\n    fiyat float\n)"),
        "relation \"t\" already exists",
    )
    .with_label("made again here")
    .with_secondary(span(id, "revision: b"), "in this revision");
    check(
        &diagnostic,
        &map,
        "
error[42P07]: relation \"t\" already exists
 --> migrations/b.sql:4:8
  |
1 |   -- revision: b
  |      ----------- in this revision
...
4 | / CREATE TABLE    t (
5 | |     x int,
6 | |     fiyat float
7 | | );
  | |_^ made again here
",
    );
}

#[test]
fn two_files_and_none() {
    let (mut map, id) = map();
    let other = map.add("migrations/c.sql", "-- revision: 日本\r\n-- x\r\n");
    let diagnostic = Diagnostic::error("two-heads", span(id, "b"), "two heads")
        .with_secondary(Span::new(other, 13..19), "the other");
    check(
        &diagnostic,
        &map,
        "
error[two-heads]: two heads
 --> migrations/b.sql:1:14
  |
1 | -- revision: b
  |              ^
  |
 ::: migrations/c.sql:1:14
  |
1 | -- revision: 日本
  |              ---- the other
",
    );
    check(
        &Diagnostic::error_nowhere("x", "first\nsecond").with_help("do this"),
        &map,
        "
error[x]: first
       second
  = help: do this
",
    );
}

/// Carets stand under what they mean, behind tabs, wide letters, emoji and marks
/// that take no column; a line's end of two characters is none of them.
#[test]
fn carets_stand_under_their_words() {
    for line in [
        "\tDEFAULT x",
        "\t日本語\tDEFAULT x",
        "'👍✅' DEFAULT x",
        "e\u{301}e\u{301}ş DEFAULT x",
        "\u{feff}DEFAULT x",
        "'\u{200b}\u{200d}' DEFAULT x",
    ] {
        for end in ["\n", "\r\n"] {
            let mut map = SourceMap::default();
            let text = format!("first{end}{line}{end}last{end}");
            let id = map.add("a.sql", &text);
            let at = text.find("DEFAULT").unwrap();
            let diagnostic =
                Diagnostic::error("x", Span::new(id, at..at + 7), "m").with_label("here");
            let rendered = render(&diagnostic, &map, Color::Never);
            let lines: Vec<&str> = rendered.lines().collect();
            let (shown, under) = (lines[3], lines[4]);
            let before = &shown[..shown.find("DEFAULT").unwrap()];
            assert_eq!(super::width(before), under.find('^').unwrap(), "{rendered}");
            assert!(
                under.ends_with("^^^^^^^ here") && shown.ends_with("DEFAULT x"),
                "{rendered}"
            );
            let column = line[..line.find("DEFAULT").unwrap()].chars().count() + 1;
            assert!(
                lines[1].ends_with(&format!("a.sql:2:{column}")),
                "{rendered}"
            );
        }
    }
}

#[test]
fn a_long_line_is_shown_in_part() {
    let mut map = SourceMap::default();
    let text = format!("{}FLOAT{}", "x ".repeat(5000), " y".repeat(5000));
    let id = map.add("a.sql", &text);
    let diagnostic = Diagnostic::error("x", Span::new(id, 10_000..10_005), "m").with_label("here");
    let rendered = render(&diagnostic, &map, Color::Never);
    assert!(rendered.lines().all(|line| line.len() < 200), "{rendered}");
    let lines: Vec<&str> = rendered.lines().collect();
    let at = lines[4].find("^^^^^ here").unwrap();
    assert_eq!(&lines[3][at..at + 5], "FLOAT");
}

#[test]
fn spans_past_the_end_do_no_harm() {
    let mut map = SourceMap::default();
    let id = map.add("a.sql", "ş\n");
    for (start, end) in [(0, 1), (1, 2), (2, 900), (900, 901), (3, 3)] {
        let diagnostic = Diagnostic::error("x", Span::new(id, start..end), "m").with_label("l");
        assert!(render(&diagnostic, &map, Color::Always).contains("a.sql"));
        assert!(super::super::render_json(&diagnostic, &map).starts_with('{'));
    }
}

#[test]
fn a_whole_line_is_inserted() {
    let (map, id) = map();
    let at = SQL.find("-- +up").unwrap();
    let diagnostic = Diagnostic::error("x", span(id, "-- +up"), "m").with_fix(Fix {
        title: "add a line".into(),
        edits: vec![Edit {
            span: Span::new(id, at..at),
            text: "-- labels: a\n".into(),
        }],
        safety: Safety::Safe,
    });
    let rendered = render(&diagnostic, &map, Color::Never);
    assert!(rendered.contains("3 + -- labels: a\n  |"), "{rendered}");
    assert!(!rendered.contains(" - --"), "{rendered}");
}

#[test]
fn a_span_with_its_line_end_is_underlined_whole() {
    let (map, id) = map();
    let diagnostic = Diagnostic::error("x", span(id, "-- +up\n"), "m").with_label("l");
    let rendered = render(&diagnostic, &map, Color::Never);
    assert!(rendered.contains("  | ^^^^^^ l\n"), "{rendered}");
}
